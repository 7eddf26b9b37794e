"""The Laporan Pengukuran Kinerja: what was measured, why, what follows and who said so, from facts alone."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

import pytest

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Facts, Pengembalian, TindakLanjut
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kinerja.analisis import Analisis, Jenis, RencanaLanjut
from sop_flows.kinerja.indikator import JenisIndikator
from sop_flows.naskah.compose import Sources
from sop_flows.papers.sources import Sumber
from sop_flows.sop.paper import JenisPaper
from sop_flows.sop.place import Samping
from tests.support.kertas import (
    CAMAT,
    LONG_INDIKATOR,
    LONG_NAME,
    LONG_POST,
    composed,
    done,
    make_tugas,
    printed,
)
from tests.support.papers import signed_sumber, sumber_from, sumber_of
from tests.support.views import MEKANISME
from tests.support.views_nilai import make_formulir_many, sources_in

BATAS = datetime(2026, 12, 18, 9, tzinfo=UTC)
SHA = "5e" * 32


def explained(found: Sources) -> Sources:
    """Return an office that asks for reasons and bukti, and has been given them of its first two values."""
    why = (
        Analisis(pendorong="Bimbingan teknis dari dinas pada bulan Juli"),
        Analisis(
            penghambat="Dua petugas pindah tugas",
            lanjut=(
                RencanaLanjut(
                    teks="Mengusulkan petugas pengganti",
                    jenis=Jenis.ORGANISASI,
                    jabatan=2,
                    nama_jabatan="Sekretaris Kecamatan",
                    batas=BATAS,
                ),
            ),
        ),
    )
    form, *others = found.formulir
    nilai = tuple(
        replace(one, analisis=why[at] if at < len(why) else None)
        for at, one in enumerate(form.nilai)
    )
    return replace(
        found,
        kantor=replace(found.kantor, minta_analisis=True, minta_bukti=True),
        formulir=(replace(form, nilai=nilai), *others),
        lampiran=(
            Lampiran(
                id=1,
                berkas_id=1,
                tugas_id=1,
                sha256=SHA,
                nama="Rekapitulasi layanan triwulan III.pdf",
                oleh=1,
                diterima_at=BATAS,
                unit_id=1,
                indikator_id=form.nilai[0].indikator_id,
            ),
        ),
    )


def with_program(found: Sources) -> Sources:
    """Return an office whose last indikator is a program that has spent half of its pagu."""
    (*_, last) = found.indikator.values()
    (*forms, form) = found.formulir
    program = replace(
        last,
        jenis=JenisIndikator.ANGGARAN,
        nama="Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
        satuan="Rp",
        target="2.500.000.000",
        triwulan=("", "", "", ""),
    )
    nilai = tuple(
        replace(one, nilai=Decimal(1_250_000_000), alasan="")
        if one.indikator_id == last.id
        else one
        for one in form.nilai
    )
    return replace(
        found,
        indikator={**found.indikator, last.id: program},
        formulir=(*forms, replace(form, nilai=nilai)),
    )


def played_tugas(sha256: str) -> tuple[Tugas, ...]:
    """Return a berkas that was returned once, met about, and signed by a Plt."""
    kembali = Pengembalian(
        dari=7,
        ke=5,
        alasan="Angka IK-02 belum cocok dengan laporan desa",
        nama="Siti Rahmawati, S.Sos.",
        jabatan="Sekretaris Kecamatan",
        penugasan=Penugasan.PLT,
        unit=(1,),
    )
    lanjut = TindakLanjut(teks="Membuka loket kedua", jabatan=4, batas=BATAS)
    returned = done(make_tugas(3, 7, 0, 2), Kerja.KEMBALIKAN, catatan=kembali.alasan)
    return (
        done(make_tugas(1, 1, 0, 1), Kerja.DISPOSISIKAN, catatan="Selesaikan sebelum tanggal 10."),
        done(
            make_tugas(2, 4, 1, 1, facts=Facts(keputusan=(lanjut,))),
            Kerja.SELESAI,
            isian={"notulen": "Capaian dibahas per seksi"},
        ),
        returned,
        make_tugas(4, 5, 0, 4, dibuka_at=returned.selesai_at, facts=Facts(kembali=kembali)),
        done(make_tugas(5, 7, 0, 2, ronde=2), Kerja.PARAF, naskah=sha256),
        done(
            make_tugas(6, 8, 0, 1),
            Kerja.TANDA_TANGANI,
            naskah=sha256,
            catatan="Pertahankan, dan perbaiki layanan loket.",
            penugasan=Penugasan.PLH,
        ),
    )


@cache
def rich() -> Sumber:
    found = with_program(explained(sources_in(make_formulir_many(15, 3), 3)))
    found = replace(found, sop=MEKANISME, tugas=played_tugas(""))
    naskah = sumber_from(found).naskah
    left = done(
        make_tugas(
            9, 4, Samping.TINDAK_LANJUT, 4, facts=Facts(tindak_lanjut="Melatih operator desa")
        ),
        Kerja.SELESAI,
    )
    still = make_tugas(
        10,
        4,
        Samping.TINDAK_LANJUT,
        2,
        facts=Facts(tindak_lanjut="Menyusun SOP loket"),
        tenggat=BATAS,
    )
    return sumber_from(replace(found, tugas=played_tugas(naskah)), lanjut_lalu=(left, still))


@cache
def played() -> str:
    return " ".join(printed(composed(JenisPaper.LAPORAN, signed_sumber(8))))


def test_the_laporan_of_a_played_berkas_says_what_was_measured_and_by_which_law():
    text = played()

    for law in (
        "Peraturan Menteri PANRB Nomor 88 Tahun 2021 tentang Evaluasi Akuntabilitas Kinerja",
        "Peraturan Bupati Banjarnegara Nomor 43 Tahun 2015",
    ):
        assert law in text
    assert "Triwulan III Tahun 2026 (1 Juli 2026 sampai dengan 30 September 2026)" in text
    assert "12 indikator pada 5 sasaran dari 5 unit kerja" in text
    assert "Rata-rata capaian kinerja TW III adalah 113,40% dengan kategori Sangat Tinggi" in text
    assert (
        "Capaian tertinggi adalah Jumlah BUM Desa aktif, 107,14% (15 BUM Desa dari target 14 BUM "
        "Desa); yang terendah adalah Persentase usulan Musrenbang yang diakomodasi RKPD, 100% "
        "(35,00% dari target 35,00%)." in text
    )
    assert (
        "Pejawaran, 5 Oktober 2026 Camat, Ditandatangani lewat Tapak, 5 Oktober 2026, pukul 08.00 WIB"
        in text
    )


def test_a_chapter_of_which_nothing_is_known_says_so_and_keeps_its_number():
    text = played()

    for said in (
        "III. ANALISIS A. Faktor pendorong Analisis tidak diminta.",
        "IV. REALISASI ANGGARAN DAN EFISIENSI Program dan anggaran tidak tercatat",
        "V. ARAHAN PIMPINAN Tidak ada catatan pimpinan pada berkas ini.",
        "Data dukung tidak diminta dan tidak ada yang disampaikan.",
        "Tidak ada pengembalian untuk perbaikan.",
    ):
        assert said in text


def test_what_units_and_leaders_said_is_in_the_laporan_word_for_word():
    text = " ".join(printed(composed(JenisPaper.LAPORAN, rich())))

    for said in (
        "Bimbingan teknis dari dinas pada bulan Juli",
        "Dua petugas pindah tugas",
        "Mengusulkan petugas pengganti organisasi, IK-02 Sekretaris Kecamatan 18 Desember 2026",
        "Membuka loket kedua rapat Kasubbag Perencana 18 Desember 2026",
        "Selesaikan sebelum tanggal 10.",
        "Pertahankan, dan perbaiki layanan loket.",
        "(notula rapat, langkah 4): Capaian dibahas per seksi",
        "1.250.000.000",
        "2.500.000.000",
        "serapan 50%",
        "Rekapitulasi layanan triwulan III.pdf",
        SHA[:16],
        "Tanpa bukti: ",
        "7 ke 5 Angka IK-02 belum cocok dengan laporan desa Unit: Seksi 1 Pemberdayaan",
        "Plh. Camat,",
        CAMAT.nama,
        "Pembina Tingkat I (IV/b)",
        "NIP 19680712 199003 1 005",
        "Plt. Sekretaris Kecamatan",
    ):
        assert said in text


def test_what_the_periode_before_left_to_do_is_followed_up():
    text = " ".join(printed(composed(JenisPaper.LAPORAN, rich())))

    assert "Melatih operator desa rapat Kasubbag Perencana" in text
    assert "Menyusun SOP loket rapat Sekretaris Kecamatan 18 Desember 2026 Belum selesai" in text
    assert "Selesai, 1 Oktober 2026" in text


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_at_any_length_nothing_leaves_the_margins(kertas: str):
    rows = make_formulir_many(50, 2, nama=LONG_INDIKATOR, satuan="Laporan", target="1250000000000")
    sumber = sumber_of(rows, pemegang={1: replace(CAMAT, jabatan=LONG_POST, nama=LONG_NAME)})
    kop = replace(sumber.kantor.kop, kertas=kertas)
    found = replace(sumber.found, kantor=replace(sumber.kantor, kop=kop))

    text = " ".join(printed(composed(JenisPaper.LAPORAN, replace(sumber, found=found))))

    assert text.count(LONG_INDIKATOR) >= 50
    assert LONG_NAME in text
