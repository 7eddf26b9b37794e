"""Until when a tugas is asked, by the calendar that it was opened under and by another one."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import TindakLanjut
from sop_flows.engine.tambahan import Pemberian, SebabWaktu, Tambahan, lengthen
from sop_flows.engine.tenggat import Kalender, Sebab, move, reason_of
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.place import Place, Samping
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.waktu import Satuan, Waktu
from tests.sop_flows.engine.dunia import JAM_KERJA, Dunia, off, opened
from tests.support.oktober import wib

KECAMATAN = "pengukuran-kinerja-kecamatan"
DINAS = "pengukuran-kinerja-dinas"
CAPAIAN = "pengumpulan-data-capaian"
MEKANISME = "mekanisme-pengukuran-kinerja"
DISPOSISI, RELAY = Place(1, 0), Place(5, 1)


def sop_of(kode: str) -> Sop:
    return next(each.sop for each in load_catalog().all() if each.sop.kode == kode)


def moved(
    tugas: Tugas, kini: JamKerja, now: datetime, dulu: JamKerja = JAM_KERJA, kode: str = KECAMATAN
) -> datetime | None:
    return move(sop_of(kode), tugas, Kalender(dulu=dulu, kini=kini), now).tenggat


def test_fifteen_minutes_over_a_weekend_run_out_a_day_later_where_monday_is_made_libur():
    tugas = opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25))

    assert tugas.tenggat == wib(12, 7, 40)
    assert moved(tugas, off(12), wib(9, 16, 27)) == wib(13, 7, 40)


def test_a_libur_that_is_taken_back_brings_the_tenggat_back():
    tugas = replace(opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25)), tenggat=wib(13, 7, 40))

    assert moved(tugas, JAM_KERJA, wib(9, 16, 27), dulu=off(12)) == wib(12, 7, 40)


def given(sebab: SebabWaktu, dari: datetime, sampai: datetime) -> Tambahan:
    pelaku = Pelaku(pegawai_id=1, nama="Suharyanto", jabatan_id=1, jabatan="Camat")
    pemberian = Pemberian(sebab=sebab, sampai=sampai, alasan="Lama", mulai=wib(9, 8))
    found = lengthen(JAM_KERJA, dari, (), pemberian, pelaku, wib(9, 8))
    assert found is not None
    return found


def test_what_was_given_until_a_day_ends_with_the_next_one_that_is_worked():
    close = JAM_KERJA.close_of(date(2026, 10, 14))
    tambahan = given(SebabWaktu.PEKERJAAN, wib(9, 9), close)
    tugas = replace(
        opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 8), tambahan=(tambahan,)), tenggat=tambahan.ke
    )

    assert moved(tugas, off(12, 14), wib(9, 10)) == JAM_KERJA.close_of(date(2026, 10, 15))
    assert moved(tugas, off(12), wib(9, 10)) == close


def test_what_a_jeda_added_stays_added():
    tugas = opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 8))
    assert tugas.tenggat == wib(9, 8, 15)
    tambahan = given(SebabWaktu.CUTI, tugas.tenggat, JAM_KERJA.close_of(date(2026, 10, 12)))
    tugas = replace(tugas, tenggat=tambahan.ke, facts=replace(tugas.facts, tambahan=(tambahan,)))

    later = moved(tugas, off(13), wib(9, 8, 10))
    assert later is not None
    assert off(13).between(wib(9, 8), later) == JAM_KERJA.between(wib(9, 8), tambahan.ke)


def test_what_ran_out_before_the_change_stays_late():
    tugas = opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25))

    assert moved(tugas, off(12), wib(12, 8)) == wib(12, 7, 40)


def test_a_calendar_makes_nobody_late_at_once():
    tugas = replace(opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25)), tenggat=wib(13, 7, 40))

    assert moved(tugas, JAM_KERJA, wib(12, 9), dulu=off(12)) == wib(13, 7, 40)


def test_a_day_off_elsewhere_moves_nothing():
    tugas = opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25))

    assert moved(tugas, off(14), wib(9, 16, 27)) == tugas.tenggat


def test_other_hours_move_what_they_cut():
    short = {day: ((time(8), time(15)),) for day in range(5)}
    tugas = opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25))

    assert moved(tugas, replace(JAM_KERJA, biasa=short), wib(9, 14)) == wib(12, 8, 15)


def test_ramadan_moves_the_close_of_a_day():
    ramadan = {day: ((time(8), time(14)),) for day in range(5)}
    kini = replace(
        JAM_KERJA, ramadan=ramadan, bulan_ramadan=((date(2026, 10, 6), date(2026, 11, 4)),)
    )
    signing = opened(sop_of(KECAMATAN), Place(8, 1), wib(5, 8))

    assert (signing.tenggat, moved(signing, kini, wib(5, 9))) == (wib(6, 16), wib(6, 14))


def test_a_wait_that_was_added_stays_added():
    tugas = opened(sop_of(KECAMATAN), Place(5, 0), wib(9, 8))
    waited = replace(tugas, tenggat=JAM_KERJA.add(tugas.tenggat or wib(9, 8), 450))

    assert moved(tugas, off(12), wib(9, 9)) == wib(9, 10, 30)
    assert waited.tenggat == wib(12, 10, 30)
    assert moved(waited, off(12), wib(9, 16)) == wib(13, 10, 30)


def test_what_waits_is_not_late_and_moves_though_its_tenggat_has_passed():
    tugas = opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25), menunggu=wib(9, 16, 26))

    assert moved(tugas, off(12), wib(12, 10)) == wib(13, 7, 40)


def test_a_form_that_is_filled_until_a_day_ends_with_the_next_one_that_is_worked():
    batas = wib(12, 16)
    form = next(
        Place(row.no, index)
        for row in sop_of(CAPAIAN).langkah
        for index, tahap in enumerate(row.tahap)
        if tahap.minta is Minta.FORMULIR
    )
    tugas = replace(opened(sop_of(CAPAIAN), form, wib(5, 8), batas=batas), tenggat=batas)
    kalender = Kalender(dulu=JAM_KERJA, kini=off(12))
    later = move(sop_of(CAPAIAN), tugas, kalender, wib(6, 8))

    assert (later.tenggat, later.facts.batas) == (wib(13, 16), wib(13, 16))
    assert moved(tugas, off(8), wib(6, 8), kode=CAPAIAN) == batas


def test_a_tindak_lanjut_keeps_its_day_unless_that_is_off():
    tugas = replace(
        opened(
            sop_of(KECAMATAN), Place(4, Samping.TINDAK_LANJUT), wib(5, 8), tindak_lanjut="Lengkapi"
        ),
        tenggat=wib(14, 16),
    )

    assert moved(tugas, off(12), wib(6, 8)) == wib(14, 16)
    assert moved(tugas, off(14), wib(6, 8)) == wib(15, 16)


def test_what_a_rapat_has_decided_so_far_moves_with_its_day():
    noted = (TindakLanjut(teks="Lengkapi", jabatan=2, batas=wib(12, 16)),)
    rapat = opened(sop_of(MEKANISME), Place(4, 1), wib(5, 8), keputusan=noted)
    kalender = Kalender(dulu=JAM_KERJA, kini=off(12))
    (later,) = move(sop_of(MEKANISME), rapat, kalender, wib(5, 9)).facts.keputusan or ()

    assert later.batas == wib(13, 16)


def test_a_rapat_is_not_moved_but_its_notulen_have_until_the_next_working_day():
    dunia = Dunia(MEKANISME, at=wib(5, 8)).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    said = {"tanggal": "2026-10-12", "pukul": "09.00", "tempat": "Aula"}
    dunia.do(Kerja.KIRIM, "4.0", isian=said)
    rapat = next(t for t in dunia.open if t.place == (4, 1))
    later = move(dunia.sop, rapat, Kalender(dulu=JAM_KERJA, kini=off(12)), wib(6, 8))

    assert later.facts.rapat == rapat.facts.rapat
    assert (rapat.tenggat, later.tenggat) == (wib(12, 11), wib(13, 9, 30))


def test_the_reason_names_the_days_that_changed_and_no_others():
    before = opened(sop_of(KECAMATAN), DISPOSISI, wib(9, 16, 25))
    after = replace(before, tenggat=wib(13, 7, 40))
    new = Kalender(dulu=JAM_KERJA, kini=off(12, 20))
    back = Kalender(dulu=off(12, 20), kini=JAM_KERJA)
    hours = Kalender(dulu=JAM_KERJA, kini=JAM_KERJA)

    assert reason_of(before, after, new) == Sebab(libur=((date(2026, 10, 12), "Hari jadi"),))
    assert reason_of(after, before, back) == Sebab(masuk=(date(2026, 10, 12),))
    assert reason_of(before, after, hours) == Sebab()


@pytest.mark.parametrize("kode", [KECAMATAN, DINAS, MEKANISME, CAPAIAN])
def test_under_the_same_calendar_nothing_that_an_sop_opens_moves(kode: str):
    dunia = Dunia(kode, at=wib(5, 8)).start()
    same = Kalender(dulu=JAM_KERJA, kini=replace(JAM_KERJA))
    seen = 0
    while dunia.open and seen < 60:
        for tugas in dunia.open:
            seen += 1
            assert move(dunia.sop, tugas, same, wib(5, 8)) == tugas
        dunia.finish(str(dunia.open[0].place))


def test_the_tahap_of_a_langkah_share_its_waktu_and_nobody_is_late_at_once():
    dunia = Dunia(KECAMATAN, at=wib(5, 8)).start()
    dunia.finish_langkah(1, 2, 3, 4, 5, 6, 7)
    one_day = dunia.at("8.0").tenggat
    dunia.wait(hours=2)
    dunia.finish("8.0")
    signing = [t for t in dunia.open if t.place == (8, 1)]

    assert {t.tenggat for t in signing} == {one_day}
    dunia.wait(days=2)
    for one in signing:
        dunia.finish(one)
    assert dunia.at("8.2").tenggat == JAM_KERJA.tenggat(dunia.now, Waktu(1, Satuan.HARI))
