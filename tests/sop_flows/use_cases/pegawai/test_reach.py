"""A chat that blocked the bot: the admins hear of it once, and once more when it is back."""

from sop_flows.ports.kiriman import GivenUp
from sop_flows.use_cases.pegawai.reach import mark_reachable, mark_unreachable, tell_given_up
from tests.support.office import Pejawaran
from tests.support.story import KASUBBAG, SEKCAM, TAPEM, go_to


def test_a_blocked_chat_is_told_to_the_admins_once(kantor: Pejawaran):
    go_to(kantor, 3)
    for _ in range(2):
        kantor.run(mark_unreachable, chats=[kantor.user[KASUBBAG]])

    (told,) = kantor.owed(SEKCAM, "terblokir")
    assert told.isi.nama == KASUBBAG
    assert kantor.owed(TAPEM, "terblokir") == []


def test_who_is_back_is_told_to_the_admins_silently_and_only_then(kantor: Pejawaran):
    chats = [kantor.user[KASUBBAG], kantor.user[TAPEM], 999]
    kantor.run(mark_reachable, chats=chats)
    assert kantor.owed(SEKCAM, "terjangkau_lagi") == []

    kantor.run(mark_unreachable, chats=[kantor.user[KASUBBAG]])
    kantor.run(mark_reachable, chats=chats)
    kantor.run(mark_reachable, chats=chats)

    (told,) = kantor.owed(SEKCAM, "terjangkau_lagi")
    assert told.isi.nama == KASUBBAG
    assert told.senyap


def test_an_admin_who_is_back_is_not_told_about_themselves(kantor: Pejawaran):
    kantor.run(mark_unreachable, chats=[kantor.user[SEKCAM]])
    kantor.run(mark_reachable, chats=[kantor.user[SEKCAM]])

    assert kantor.owed(SEKCAM, "terblokir") == []
    assert kantor.owed(SEKCAM, "terjangkau_lagi") == []


def test_a_message_that_will_never_come_is_told_to_its_reader_and_once_a_day_to_the_admins(
    kantor: Pejawaran,
):
    chat_id = kantor.user[KASUBBAG]
    for row in (12, 13):
        lost = GivenUp(id=row, chat_id=chat_id, kantor_id=None, layar="kartu")
        kantor.run(tell_given_up, lost=lost)

    assert [told.isi.insiden for told in kantor.owed(KASUBBAG, "pesan_gagal")] == ["K12", "K13"]
    (told,) = kantor.owed(SEKCAM, "pesan_orang_gagal")
    assert (told.isi.nama, told.isi.insiden) == (KASUBBAG, "K12")
    assert kantor.owed(TAPEM, "pesan_orang_gagal") == []


def test_the_news_of_a_lost_message_is_told_of_no_further(kantor: Pejawaran):
    for layar in ("pesan_gagal", "pesan_orang_gagal"):
        lost = GivenUp(id=12, chat_id=kantor.user[KASUBBAG], kantor_id=1, layar=layar)
        kantor.run(tell_given_up, lost=lost)

    assert kantor.owed(KASUBBAG, "pesan_gagal") == []
    assert kantor.owed(SEKCAM, "pesan_orang_gagal") == []
