"""What somebody sent on and is not done: who has it, since when, and whether they may remind."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.screens.loading import load
from handlers.screens.notices import draw
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.layar.daftar import LayarMenunggu, LayarTugas
from sop_flows.ports.reminders import BarisMenunggu
from sop_flows.use_cases.nudge import remind_one
from sop_flows.use_cases.waiting import list_waiting
from tests.support.office import Pejawaran
from tests.support.screen import labels_of
from tests.support.story import CAMAT, KASUBBAG, LINES, PM, SEKCAM, TAPEM, at, fill, go_to

WIB = ZoneInfo("Asia/Jakarta")


def waiting(kantor: Pejawaran, nama: str) -> list[BarisMenunggu]:
    return list(kantor.run(list_waiting, user_id=kantor.user[nama]))


def screen(kantor: Pejawaran, nama: str, isi):
    """Return what a message shows, loaded and drawn as delivery does it."""
    owed = QueuedKiriman(id=1, chat_id=kantor.user[nama], isi=isi(user_id=kantor.user[nama]))
    return draw(kantor.run(load, kiriman=owed), ambigu=False)


def test_who_sent_work_on_sees_who_has_it_until_it_is_done(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    sender = next(n for n in kantor.user if waiting(kantor, n))
    before = [one.baris.unit for one in waiting(kantor, sender)]
    assert len(before) == len(LINES)
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)

    assert len(waiting(kantor, sender)) == len(LINES) - 1
    assert waiting(kantor, TAPEM) == [], "nothing waits for the others of the same langkah"
    for kasi in [one for one in LINES if one != TAPEM]:
        fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)
    (line,) = waiting(kantor, TAPEM)
    assert line.baris.tugas == at(kantor, berkas_id, 5).id
    assert not line.can_remind


def test_what_is_the_own_is_not_waited_for(kantor: Pejawaran):
    go_to(kantor, 1)

    assert waiting(kantor, CAMAT) == []
    assert [one.baris.langkah for one in waiting(kantor, SEKCAM)] == [1]


def test_who_oversees_what_is_late_reminds_from_the_list(kantor: Pejawaran):
    go_to(kantor, 1)
    kantor.now = datetime(2026, 10, 7, 8, tzinfo=WIB)
    (line,) = waiting(kantor, SEKCAM)
    shown = screen(kantor, SEKCAM, LayarMenunggu)

    assert line.can_remind, "who started the berkas oversees it"
    assert labels_of(shown) == [f"⏰ Ingatkan #{line.baris.nomor}"]
    assert "terlambat hari ke-2" in shown.text
    assert "belum dilihat" in shown.text
    kantor.say(SEKCAM, remind_one, tugas_id=line.baris.tugas)
    assert kantor.reminded(CAMAT)


def test_the_list_of_own_tugas_leads_there_where_something_is_waited_for(kantor: Pejawaran):
    go_to(kantor, 1)

    assert labels_of(screen(kantor, SEKCAM, LayarTugas))[-1] == "⏳ Menunggu orang lain (1)"
    assert not [
        label for label in labels_of(screen(kantor, PM, LayarTugas)) if "Menunggu" in label
    ]
    assert "Tidak ada tugas orang lain" in screen(kantor, PM, LayarMenunggu).text
    assert KASUBBAG not in screen(kantor, SEKCAM, LayarMenunggu).text
