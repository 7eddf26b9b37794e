"""The recap of a berkas on paper, and the annex of the Perjanjian Kinerja that it is measured against."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sop_flows.kinerja.indikator import JenisIndikator
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.isi import IsiPerjanjian
from sop_flows.sop.paper import JenisPaper
from tests.support.kertas import CAMAT, LONG_INDIKATOR, LONG_POST, composed, printed
from tests.support.papers import signed_sumber, sumber_of
from tests.support.views_nilai import make_formulir_many


def test_the_recap_says_every_value_by_unit_and_how_punctual_each_unit_was():
    sumber = signed_sumber(5)

    text = " ".join(printed(composed(JenisPaper.REKAPITULASI, sumber)))

    for unit in sumber.isi.unit:
        assert f"{unit.nama} 5 Oktober 2026 5 Oktober 2026 Tepat waktu" in text
        for one in unit.indikator:
            assert f"{one.nama} {one.kode}" in text
            assert one.capaian.tampil in text
    assert f"12 dari 12 indikator dinilai {result_of(sumber.isi).tampil} Sangat Tinggi" in text
    assert "lengkap; TW I belum dilaporkan; TW II belum dilaporkan" in text


def test_the_recap_says_what_is_missing_and_what_came_late():
    (unit, *others) = signed_sumber(5).isi.unit
    (first, *rest) = unit.indikator
    missing = replace(
        first,
        realisasi=None,
        alasan="",
        capaian=replace(first.capaian, persen=None, tampil="n/a", kategori=None),
    )
    isi = replace(signed_sumber(5).isi, unit=(replace(unit, indikator=(missing, *rest)), *others))
    recap = composed(JenisPaper.REKAPITULASI, replace(signed_sumber(5), isi=isi))
    (sent, *_) = recap.unit
    late = replace(sent, kirim=replace(sent.kirim, selisih=3, perbaikan=2))

    text = " ".join(printed(replace(recap, unit=(late, *recap.unit[1:]))))

    assert "kurang; belum dilaporkan" in text
    assert "Terlambat 3 hari kerja 2 kali 1 dari 2" in text
    assert "terlambat" in text


@pytest.mark.parametrize("jenis", [JenisPaper.REKAPITULASI, JenisPaper.DOKUMEN])
def test_a_paper_counts_the_ronde_as_cards_and_sheets_do(jenis: JenisPaper):
    isi = signed_sumber(5).isi
    unit = tuple(replace(one, ronde=2) for one in isi.unit)

    (text, *_) = printed(composed(jenis, replace(signed_sumber(5), isi=replace(isi, unit=unit))))

    assert "perbaikan ke-2" in text


def test_the_perjanjian_says_every_target_by_which_agreement():
    by = IsiPerjanjian(versi=2, jenis="perubahan", nomor="050/77/2026", tanggal="2026-07-01")
    sumber = replace(
        signed_sumber(5), isi=replace(signed_sumber(5).isi, perjanjian=by), naskah="", kode=""
    )

    text = " ".join(printed(composed(JenisPaper.PERJANJIAN, sumber)))

    assert "LAMPIRAN PERJANJIAN KINERJA PERUBAHAN TAHUN 2026" in text
    assert "Nomor 050/77/2026 tanggal 1 Juli 2026" in text
    assert "KK 340 85 170 255 340" in text
    for one in sumber.found.indikator.values():
        assert one.nama in text
    assert "Program dan anggaran tidak tercatat." in text
    assert "Pihak Kedua," in text
    assert "Suharyanto" in text
    assert "KONSEP" not in text


def test_the_perjanjian_says_what_each_program_may_spend_and_all_of_them():
    sumber = sumber_of(make_formulir_many(6, 2))
    programs = {
        id: replace(one, jenis=JenisIndikator.ANGGARAN, target="1.500.000.000")
        for id, one in list(sumber.found.indikator.items())[:2]
    }
    found = replace(sumber.found, indikator={**sumber.found.indikator, **programs})

    (page,) = printed(composed(JenisPaper.PERJANJIAN, replace(sumber, found=found)))

    assert page.count("1.500.000.000") == 2
    assert "Jumlah 3.000.000.000" in page


@pytest.mark.parametrize("jenis", [JenisPaper.REKAPITULASI, JenisPaper.PERJANJIAN])
def test_forty_units_stay_within_the_margins(jenis: JenisPaper):
    rows = make_formulir_many(
        80, 40, nama=LONG_INDIKATOR, nilai=Decimal(95), satuan="Laporan Keuangan"
    )
    sumber = sumber_of(rows, pemegang={1: replace(CAMAT, jabatan=LONG_POST)})

    pages = printed(composed(jenis, sumber))

    assert " ".join(pages).count(LONG_INDIKATOR) == 80
    assert f"{LONG_POST}," in pages[-1]
