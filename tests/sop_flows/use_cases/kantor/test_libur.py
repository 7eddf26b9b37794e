"""/libur: an admin reads the calendar of the office, changes it after Yakin, and everybody's tenggat follow."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import plain
from sop_flows.errors import NotAllowed, QuestionOver
from sop_flows.kantor.kalender import DasarUnreadable, LiburUnfit
from sop_flows.ports.layar.libur import LiburYakin
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.kantor.libur import (
    begin_change,
    begin_removal,
    confirm_change,
    look_at_year,
    show_libur,
)
from sop_flows.use_cases.tick import run_tick
from sop_flows.waktu.jadwal import HariKhusus, JenisHari
from storage.documents.kantor.buku import BarisLibur
from storage.offices.endings import JenisAkhir
from storage.offices.workbook_reader import read_office
from tests.support.office import Pejawaran
from tests.support.oktober import WIB, wib
from tests.support.story import CAMAT, TAPEM, at, go_to, jejak, tugas

ADMIN = next(row.nama for row in SAMPLE.pegawai if row.admin)
MONDAY = date(2026, 10, 12)


def read(kantor: Pejawaran, nama: str, layar: str) -> str:
    owed = kantor.owed(nama, layar)[-1]
    pesan = kantor.run(lambda uow: load(uow, owed))
    assert pesan is not None
    return plain(draw(pesan, ambigu=False).text)


def write(kantor: Pejawaran, teks: str) -> None:
    kantor.say(ADMIN, take_text, teks=teks, message_id=7)


def ask(kantor: Pejawaran, jenis: JenisHari, hari: str, dasar: str = "Hari jadi") -> LiburYakin:
    """Say something of days; return the confirmation that it comes to."""
    kantor.say(ADMIN, begin_change, kantor_id=kantor.kantor_id, jenis=jenis)
    write(kantor, hari)
    write(kantor, dasar)
    isi = kantor.owed(ADMIN, "libur_yakin")[-1].isi
    assert isinstance(isi, LiburYakin)
    return isi


def own(kantor: Pejawaran) -> tuple[HariKhusus, ...]:
    return kantor.run(lambda uow: uow.kantor.libur(kantor.kantor_id))


@pytest.fixture
def disposisi(kantor: Pejawaran) -> int:
    """A disposisi of fifteen minutes that came on Friday at 16.20: until Monday, 07.35."""
    kantor.now = wib(9, 16, 20)
    return at(kantor, go_to(kantor, 1), 1).id


def test_an_admin_reads_the_year_with_its_skb_and_what_the_office_added(kantor: Pejawaran):
    kantor.say(ADMIN, show_libur)

    told = read(kantor, ADMIN, "libur")
    assert "Kalender kerja 2026" in told
    assert "SKB tiga menteri Nomor 1497 Tahun 2025" in told
    assert "• Jumat, 25 Des: Hari Raya Natal" in told
    assert "• Kamis, 24 Des: Cuti Bersama Hari Raya Natal" in told


def test_a_year_without_skb_says_that_cuti_bersama_is_unknown_until_it_is_added(kantor: Pejawaran):
    kantor.say(ADMIN, look_at_year, kantor_id=kantor.kantor_id, tahun=2028)
    assert "Cuti bersama 2028 belum diketahui" in read(kantor, ADMIN, "libur")

    isi = ask(kantor, JenisHari.CUTI_BERSAMA, "25 Februari 2028", "SKB 5/2027")
    kantor.say(ADMIN, confirm_change, sidik=isi.sidik)
    assert "belum diketahui" not in read(kantor, ADMIN, "libur")


def test_a_libur_is_confirmed_with_how_many_tenggat_move_and_then_moves_them(
    kantor: Pejawaran, disposisi: int
):
    kantor.now = wib(9, 16, 25)
    isi = ask(kantor, JenisHari.LIBUR, "12 Oktober 2026", "Hari jadi daerah")
    assert isi.bergeser == 1
    assert tugas(kantor, disposisi).tenggat == wib(12, 7, 35)

    kantor.say(ADMIN, confirm_change, sidik=isi.sidik)
    assert tugas(kantor, disposisi).tenggat == wib(13, 7, 35)
    assert len(kantor.owed(CAMAT, "kalender_berubah")) == 1
    (moved,) = jejak(kantor, 1, "geser_batas")
    assert moved.pelaku["nama"] == ADMIN
    lines = kantor.run(lambda uow: list(uow.jejak.of_kantor(kantor.kantor_id)))
    (changed,) = [one for one in lines if one.aksi == "kalender"]
    assert changed.pelaku["nama"] == ADMIN
    assert changed.rincian["ditambah"] == [
        {"tanggal": "2026-10-12", "jenis": "libur", "dasar": "Hari jadi daerah"}
    ]


def test_what_was_added_is_taken_back_after_yakin(kantor: Pejawaran, disposisi: int):
    kantor.now = wib(9, 16, 25)
    before = own(kantor)
    isi = ask(kantor, JenisHari.LIBUR, "12-13 Okt 2026")
    kantor.say(ADMIN, confirm_change, sidik=isi.sidik)
    kantor.say(
        ADMIN,
        begin_removal,
        kantor_id=kantor.kantor_id,
        jenis=JenisHari.LIBUR,
        mulai=MONDAY,
    )
    again = kantor.owed(ADMIN, "libur_yakin")[-1].isi
    assert (again.dihapus, again.bergeser) == (True, 1)

    kantor.say(ADMIN, confirm_change, sidik=again.sidik)
    assert own(kantor) == before
    assert tugas(kantor, disposisi).tenggat == wib(12, 7, 35)


def test_cuti_bersama_that_is_worked_after_all_replaces_what_was_said_before(kantor: Pejawaran):
    first = ask(kantor, JenisHari.LIBUR, "24 Desember 2026", "Libur daerah")
    kantor.say(ADMIN, confirm_change, sidik=first.sidik)
    isi = ask(kantor, JenisHari.MASUK, "24 Desember 2026", "SE Bupati 12/2026")
    assert [one.dasar for one in isi.diganti] == ["Libur daerah"]

    kantor.say(ADMIN, confirm_change, sidik=isi.sidik)
    jam_kerja = kantor.run(lambda uow: uow.kantor.jam_kerja(kantor.kantor_id))
    assert jam_kerja.sesi_of(date(2026, 12, 24))


def test_ramadan_is_set_after_the_sidang_isbat(kantor: Pejawaran):
    isi = ask(kantor, JenisHari.AWAL_RAMADAN, "9 Februari 2027 - 10 Maret 2027", "KMA 101/2027")
    kantor.say(ADMIN, confirm_change, sidik=isi.sidik)

    jam_kerja = kantor.run(lambda uow: uow.kantor.jam_kerja(kantor.kantor_id))
    assert [jam_kerja.is_ramadan(date(2027, 2, day)) for day in (8, 9)] == [False, True]
    assert "9 Februari – 10 Maret 2027 (ditetapkan kantor)" in read(kantor, ADMIN, "libur")  # noqa: RUF001


@pytest.mark.parametrize(
    ("jenis", "hari", "sebab"),
    [
        (JenisHari.LIBUR, "kapan-kapan", "teks"),
        (JenisHari.LIBUR, "1 Januari 2035", "jauh"),
        (JenisHari.LIBUR, "1 Januari 2027 - 31 Mei 2027", "panjang"),
        (JenisHari.AWAL_RAMADAN, "1 Mei 2027 - 30 Mei 2027", "ramadan"),
        (JenisHari.AWAL_RAMADAN, "8 Februari 2027", "ramadan"),
    ],
)
def test_days_that_the_calendar_would_not_heed_are_refused(
    kantor: Pejawaran, jenis: JenisHari, hari: str, sebab: str
):
    kantor.say(ADMIN, begin_change, kantor_id=kantor.kantor_id, jenis=jenis)
    with pytest.raises(LiburUnfit) as refused:
        write(kantor, hari)

    assert refused.value.sebab == sebab


def test_a_name_is_words(kantor: Pejawaran):
    kantor.say(ADMIN, begin_change, kantor_id=kantor.kantor_id, jenis=JenisHari.LIBUR)
    write(kantor, "12 Oktober 2026")
    with pytest.raises(DasarUnreadable):
        write(kantor, "...")


def test_a_yes_to_a_calendar_that_has_changed_meanwhile_is_refused(kantor: Pejawaran):
    first = ask(kantor, JenisHari.LIBUR, "12 Oktober 2026")
    row = BarisLibur(tanggal=date(2026, 10, 14), jenis="libur", dasar="Pilkada")
    buku = replace(SAMPLE, libur=(*SAMPLE.libur, row))
    kantor.take_over(buku)

    with pytest.raises(QuestionOver):
        kantor.say(ADMIN, confirm_change, sidik=first.sidik)


def test_who_is_no_admin_any_more_changes_nothing(kantor: Pejawaran):
    isi = ask(kantor, JenisHari.LIBUR, "12 Oktober 2026")
    kantor.database.run_now(lambda c: c.exec_driver_sql("UPDATE pegawai SET admin = 0"))

    with pytest.raises(NotAllowed):
        kantor.say(ADMIN, confirm_change, sidik=isi.sidik)
    for nama in (TAPEM, CAMAT):
        with pytest.raises(NotAllowed):
            kantor.say(nama, show_libur)


def test_the_workbook_has_what_was_added_in_the_chat(kantor: Pejawaran):
    isi = ask(kantor, JenisHari.LIBUR, "12 Oktober 2026", "Hari jadi daerah")
    kantor.say(ADMIN, confirm_change, sidik=isi.sidik)
    buku = kantor.database.run_now(
        lambda c: read_office(c, kantor.kantor_id, kantor.now.astimezone(WIB).date())
    )

    assert ("libur", "Hari jadi daerah") in [
        (row.jenis, row.dasar) for row in buku.libur if row.tanggal == MONDAY
    ]
    done = kantor.take_over(buku)
    assert not done.is_changed


def test_an_import_without_what_was_added_in_the_chat_says_that_it_ends(kantor: Pejawaran):
    isi = ask(kantor, JenisHari.LIBUR, "12 Oktober 2026", "Hari jadi daerah")
    kantor.say(ADMIN, confirm_change, sidik=isi.sidik)
    done = kantor.take_over(SAMPLE)

    (ended,) = done.berakhir
    assert ended.jenis is JenisAkhir.LIBUR
    assert (ended.kunci, ended.nama) == ("2026-10-12", "libur, Hari jadi daerah")


def test_in_december_the_admins_hear_once_that_next_year_has_no_cuti_bersama(kantor: Pejawaran):
    for day in (date(2026, 12, 1), date(2027, 11, 30)):
        kantor.now = datetime(day.year, day.month, day.day, 9, tzinfo=WIB)
        kantor.run(run_tick)
    assert kantor.owed(ADMIN, "cuti_bersama_belum") == []

    for day in (1, 2, 20):
        kantor.now = datetime(2027, 12, day, 9, tzinfo=WIB)
        kantor.run(run_tick)
    assert len(kantor.owed(ADMIN, "cuti_bersama_belum")) == 1
    assert "Cuti bersama 2028 belum diketahui" in read(kantor, ADMIN, "cuti_bersama_belum")
    assert kantor.owed(TAPEM, "cuti_bersama_belum") == []
