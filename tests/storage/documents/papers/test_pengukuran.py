"""The table of pengukuran on paper: all that it should say, at any length, and no mean of its own."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_flows.engine.aksi import Kerja
from sop_flows.kinerja.capaian import Sifat
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.recapping import recap
from sop_flows.naskah.rekap import Sumber as SumberRekap
from sop_flows.papers.sources import kepala_of
from sop_flows.papers.ukur import tabel_of
from sop_flows.sop.paper import JenisPaper
from tests.support.kertas import CAMAT, KASI, LONG_INDIKATOR, LONG_POST, composed, printed
from tests.support.office import office_in
from tests.support.papers import signed_sumber, sumber_in, sumber_of
from tests.support.story import AGUS, all_at, begin_signing
from tests.support.views_nilai import make_formulir_many


def test_the_dokumen_says_every_value_its_means_and_who_approved_it():
    sumber = signed_sumber(8)

    text = " ".join(printed(composed(JenisPaper.DOKUMEN, sumber)))

    for unit in sumber.isi.unit:
        assert unit.nama in text
        for said in (
            x for one in unit.indikator for x in (one.nama, one.kode, one.capaian.tampil)
        ):
            assert said in text
    assert f"{result_of(sumber.isi).tampil} Sangat Tinggi" in text
    assert "12 dari 12 indikator dinilai, 5 dari 5 sasaran" in text
    assert "TW I belum dilaporkan; TW II belum dilaporkan" in text
    assert "Semakin rendah semakin baik: capaian = " in text
    assert "kondisi khusus" in text
    assert "Kategori menurut Permendagri 54/2010 dan 86/2017" in text
    for nama in ("Retno Wulandari", "Endang Lestari", "Suharyanto"):
        assert nama in text
    assert "NIP 19710512 199203 1 004" in text
    assert "Ditandatangani lewat Tapak, 5 Oktober 2026, pukul 08.00 WIB" in text
    assert "KONSEP" not in text
    assert AGUS not in text  # an employee's signature is no initial


def test_the_formulir_of_a_unit_is_of_that_unit_and_of_who_sent_it():
    sumber = signed_sumber(8)
    tapem = next(one for one in sumber.found.unit.values() if one.kode == "TAPEM")

    (page,) = printed(composed(JenisPaper.FORMULIR, replace(sumber, unit_id=tapem.id)))

    assert "IK-01" in page
    assert "IK-04" not in page
    assert "Dikirim lewat Tapak, 5 Oktober 2026" in page
    assert "Slamet Riyadi" in page
    assert "3 dari 3 indikator dinilai, 1 dari 1 sasaran" in page


def test_a_draf_stays_a_konsep_and_a_dokumen_is_one_until_a_post_has_signed(tmp_path: Path):
    with office_in(tmp_path) as kantor:
        berkas_id = begin_signing(kantor)
        kantor.act(AGUS, Kerja.TANDA_TANGANI, next(iter(own(kantor, berkas_id, AGUS))))
        employees_sign = sumber_in(kantor, berkas_id, 8)

    assert kepala_of(employees_sign, JenisPaper.DOKUMEN).is_konsep
    assert not kepala_of(signed_sumber(8), JenisPaper.DOKUMEN).is_konsep
    assert composed(JenisPaper.DRAF, signed_sumber(8)).kepala.is_konsep


def own(kantor, berkas_id: int, nama: str):
    return (
        one for one in all_at(kantor, berkas_id, 8, 1) if one.pegawai_id == kantor.pegawai[nama]
    )


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_long_names_stay_within_the_margins_and_the_head_stands_on_every_page(kertas: str):
    rows = make_formulir_many(
        50, 2, nama=LONG_INDIKATOR, satuan="Laporan Keuangan", target="1250000000000"
    )
    sumber = sumber_of(rows, pemegang={1: replace(CAMAT, jabatan=LONG_POST), 3: KASI})
    kop = replace(sumber.kantor.kop, kertas=kertas)
    found = replace(sumber.found, kantor=replace(sumber.kantor, kop=kop))

    pages = printed(composed(JenisPaper.DRAF, replace(sumber, found=found)))

    *full, _ = pages
    assert len(full) > 4
    for page in full:
        assert "Indikator Kinerja" in page
        assert "KONSEP" in page
    text = " ".join(pages)
    assert text.count(LONG_INDIKATOR) > 50  # once more of those that no mean counts
    assert "1.250.000.000.000" in text.replace(". ", ".")
    assert f"{LONG_POST}," in text
    assert "Meningkatnya ketenteraman dan ketertiban umum (lanjutan)" in text


def test_what_is_not_known_is_said_and_no_mean_counts_it():
    sumber = sumber_of(make_formulir_many(14, 2))
    tabel = tabel_of(sumber)

    page = " ".join(printed(composed(JenisPaper.DOKUMEN, sumber)))

    for one in tabel.di_luar:
        assert f"{one.kode} {one.nama} (n/a: {one.alasan})" in page
    assert len(tabel.di_luar) == 2
    assert "12 dari 14 indikator dinilai" in page


def test_what_is_added_up_says_what_was_promised_so_far_only_where_that_gives_what_was_frozen():
    rows = make_formulir_many(
        1, 1, sifat=Sifat.AKUMULASI, target="20", nilai=Decimal(10), lalu=(1, Decimal(30))
    )
    sumber = sumber_of(rows)
    (now,) = sumber.found.indikator.values()
    later = replace(now, triwulan=("20", "20", "20", "90"))
    changed = replace(now, triwulan=("90", "20", "20", "90"))

    def said(indikator) -> str:
        found = replace(sumber.found, indikator={indikator.id: indikator})
        return tabel_of(replace(sumber, found=found)).baris[0].target_sampai

    assert said(now) == said(later) == "60"
    assert said(changed) == ""


LISTED = sumber_of(make_formulir_many(8, 3))
values = st.lists(st.one_of(st.none(), st.integers(0, 200)), min_size=8, max_size=8)


def with_values(numbers: list[int | None], excused: set[int]) -> Isi:
    left = iter(numbers)
    units = []
    for at, unit in enumerate(LISTED.isi.unit):
        rows = tuple(
            replace(
                one,
                realisasi=None if number is None else Decimal(number),
                capaian=replace(one.capaian, persen=None if number is None else Decimal(number)),
            )
            for one in unit.indikator
            for number in (next(left),)
        )
        is_out = at in excused
        units.append(replace(unit, dikecualikan=is_out, indikator=() if is_out else rows))
    return replace(LISTED.isi, unit=tuple(units))


@given(values, st.sets(st.integers(0, 2), max_size=2), st.sampled_from((None, 100)))
def test_the_means_are_those_of_the_recap(numbers, excused, batas):
    isi = replace(with_values(numbers, excused), batas_rerata=batas)
    own = SumberRekap(berkas=LISTED.found.berkas, isi=isi, kode="", is_sementara=False)
    rekap = recap(isi.berkas.periode, [own], isi)

    tabel = tabel_of(replace(LISTED, isi=isi))

    assert tabel.rerata.persen == rekap.semua.rerata == result_of(isi).rerata
    assert (tabel.rerata.dinilai, tabel.rerata.jumlah) == (
        rekap.semua.dinilai,
        rekap.semua.jumlah,
    )
    assert {one.nama: one.rerata.persen for one in tabel.sasaran} == {
        nama: found.rerata for nama, found in rekap.per_sasaran.items()
    }
