"""How papers are divided into pages: no signature stands alone, no row is torn, nothing is lost at any length."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.papers.isi import IsiPaper, Pengesahan
from sop_flows.papers.isi_berkas import BarisRiwayat, BarisTandaTangan, LembarTandaTangan
from sop_flows.papers.isi_berkas import RiwayatBerkas as Riwayat
from sop_flows.papers.isi_rapat import Pokok
from sop_flows.papers.isi_surat import Penandatangan
from sop_flows.sop.paper import JenisPaper
from tests.storage.documents.papers.test_laporan import rich
from tests.support.kertas import CAMAT, NOW, SEKCAM, composed, make_kepala, plain, printed
from tests.support.papers import sumber_of
from tests.support.views_nilai import make_formulir_many

MEASURED = (JenisPaper.DOKUMEN, JenisPaper.REKAPITULASI, JenisPaper.LAPORAN)
REASON = " ".join(f"alasan-{no}" for no in range(380))
"""As long as a message can be."""


def measured(jenis: JenisPaper, count: int, **facts: object) -> IsiPaper:
    return composed(jenis, sumber_of(make_formulir_many(count, 1, **facts)))


def lembar(count: int) -> LembarTandaTangan:
    row = BarisTandaTangan(pegawai=SEKCAM, pada=NOW.isoformat(), kode="ACDEFGHJ")
    kepala = make_kepala(JenisPaper.TANDA_TANGAN, kode="ACDEFGHJ")
    return LembarTandaTangan(
        kepala=kepala, baris=(row,) * count, pengesah=Penandatangan(pejabat=CAMAT)
    )


@pytest.mark.parametrize(
    ("make", "signed", "beside"),
    [
        (lambda n: measured(JenisPaper.DOKUMEN, n, nilai=Decimal(95)), "NIP", "Rata-rata seluruh"),
        (lambda n: measured(JenisPaper.DOKUMEN, n + 6), "NIP", "Tidak dihitung"),
        (lambda n: measured(JenisPaper.REKAPITULASI, n), "NIP", "Seksi 1"),
        (lembar, "Mengesahkan", "Kode ACDE-FGHJ"),
    ],
    ids=["nilai", "catatan", "rekap", "pegawai"],
)
def test_a_signature_never_stands_on_a_page_without_what_it_is_under(
    make: Callable[[int], IsiPaper], signed: str, beside: str
):
    for count in range(5, 14):
        last = printed(make(count))[-1]

        assert signed in last
        assert beside in last, count


def test_a_sasaran_is_named_where_its_mean_stands():
    pages = printed(measured(JenisPaper.DOKUMEN, 15, nilai=Decimal(95)))

    assert len(pages) > 1
    for page in pages:
        named = page.count("Meningkatnya")
        assert named >= page.count("Rata-rata sasaran,") > 0


@pytest.mark.parametrize("jenis", MEASURED)
def test_a_reason_as_long_as_a_message_is_whole_and_stays_within_the_margins(jenis: JenisPaper):
    rows = make_formulir_many(7, 1, nilai=None, alasan=REASON)

    text = " ".join(printed(composed(jenis, sumber_of(rows))))

    squeezed = text.replace(" ", "")
    for no in (0, 190, 379):
        assert squeezed.count(f"alasan-{no}") >= 7


@pytest.mark.parametrize("jenis", MEASURED)
def test_forty_who_approved_are_each_named_and_the_last_stands_with_the_signature(
    jenis: JenisPaper,
):
    isi = measured(jenis, 5)
    many = tuple(
        Pengesahan(
            pejabat=replace(SEKCAM, nama=f"Pejabat Nomor {no}"),
            aksi=Kerja.SETUJUI.value,
            pada=NOW.isoformat(),
        )
        for no in range(1, 41)
    )

    pages = printed(replace(isi, kepala=replace(isi.kepala, pengesahan=many)))

    text = " ".join(pages)
    for one in many:
        assert f"{one.pejabat.nama} Plt. Sekretaris Kecamatan" in text
    (signed,) = (page for page in pages if CAMAT.nama in page)
    assert "Pejabat Nomor 40" in signed


def test_the_signature_of_a_laporan_stands_with_what_leaders_said():
    for count in range(1, 9):
        isi = measured(JenisPaper.LAPORAN, count)
        (page,) = (one for one in printed(isi) if CAMAT.nama in one)

        assert "Tidak ada catatan pimpinan" in page
        assert "Demikian laporan ini disusun" in page


def test_what_two_wrote_in_one_notula_is_said_once_in_a_laporan():
    sumber = rich()
    tugas = sumber.found.tugas
    twice = replace(sumber, found=replace(sumber.found, tugas=(*tugas, *tugas)))

    text = plain(" ".join(printed(composed(JenisPaper.LAPORAN, twice))))

    assert text.count("Membuka loket kedua") == 1


def test_no_row_of_a_riwayat_is_torn_by_what_another_row_says():
    row = BarisRiwayat(
        pada=NOW.isoformat(),
        langkah=6,
        tahap="Periksa draf",
        aksi=Kerja.KEMBALIKAN.value,
        oleh=CAMAT,
        catatan="Mulai catatan. "
        + "Angka belum cocok dengan laporan desa. " * 8
        + "Akhir catatan.",
        jawaban=(Pokok(label="Timeline", teks="Isian hari ini"),),
    )
    isi = Riwayat(
        kepala=make_kepala(JenisPaper.RIWAYAT),
        mulai=NOW.isoformat(),
        oleh="",
        selesai="",
        is_batal=False,
        baris=(row,) * 12,
    )

    pages = printed(isi)

    assert len(pages) > 2
    for page in pages:
        assert page.count("Mulai catatan.") == page.count("Akhir catatan.")
