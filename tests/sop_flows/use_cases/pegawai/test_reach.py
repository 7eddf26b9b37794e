"""A chat that blocked the bot: the admins hear of it once, and once more when it is back."""

from sop_flows.use_cases.pegawai.reach import mark_reachable, mark_unreachable
from tests.support.office import Pejawaran
from tests.support.story import KASUBBAG, SEKCAM, TAPEM, go_to


def test_a_blocked_chat_is_told_to_the_admins_once(kantor: Pejawaran):
    go_to(kantor, 3)
    for _ in range(2):
        kantor.run(mark_unreachable, chat_id=kantor.user[KASUBBAG])

    (told,) = kantor.owed(SEKCAM, "terblokir")
    assert told.isi.nama == KASUBBAG
    assert kantor.owed(TAPEM, "terblokir") == []


def test_who_is_back_is_told_to_the_admins_silently_and_only_then(kantor: Pejawaran):
    chats = [kantor.user[KASUBBAG], kantor.user[TAPEM], 999]
    kantor.run(mark_reachable, chats=chats)
    assert kantor.owed(SEKCAM, "terjangkau_lagi") == []

    kantor.run(mark_unreachable, chat_id=kantor.user[KASUBBAG])
    kantor.run(mark_reachable, chats=chats)
    kantor.run(mark_reachable, chats=chats)

    (told,) = kantor.owed(SEKCAM, "terjangkau_lagi")
    assert told.isi.nama == KASUBBAG
    assert told.senyap


def test_an_admin_who_is_back_is_not_told_about_themselves(kantor: Pejawaran):
    kantor.run(mark_unreachable, chat_id=kantor.user[SEKCAM])
    kantor.run(mark_reachable, chats=[kantor.user[SEKCAM]])

    assert kantor.owed(SEKCAM, "terblokir") == []
    assert kantor.owed(SEKCAM, "terjangkau_lagi") == []
