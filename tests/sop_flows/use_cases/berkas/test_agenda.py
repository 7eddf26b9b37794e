"""The letters that berkas were begun with, and sent out: each in its year, with what was said of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.ports.agenda import BarisKeluar
from sop_flows.use_cases.berkas.agenda import Dibaca, came_in, may_have_letters, went_out
from tests.support.kertas import NOW, done, make_sumber, make_tugas
from tests.support.surat import SURAT_SEKDA

DATA, CAPAIAN, MEKANISME = (
    *("pengumpulan-data-kinerja", "pengumpulan-data-capaian"),
    "mekanisme-pengukuran-kinerja",
)
TAHUN = 2026


def read(kode: str, *tugas: Tugas, mulai: Mapping[str, str] | None = None) -> Dibaca:
    found = make_sumber(kode, 1, tugas, mulai)
    return Dibaca(
        sop=found.sop,
        berkas=found.found.berkas,
        tugas=tugas,
        jabatan=found.jabatan,
        zona=found.kantor.zona,
    )


def test_every_undangan_that_was_sent_is_a_letter_of_its_own():
    said = {"nomor_undangan": "005/12/2026", "penandatangan": "Kepala Dinas"}
    first = done(make_tugas(1, 4, 0, 4), Kerja.KIRIM, isian=said)
    beside = replace(first, id=2, status=StatusTugas.DIBATALKAN)
    again = done(make_tugas(3, 4, 0, 4, ronde=2), Kerja.KIRIM)

    one, two = went_out(read(MEKANISME, first, beside, again, make_tugas(4, 4, 0, 4, ronde=3)))

    assert one == BarisKeluar(
        pada=one.pada,
        nomor="005/12/2026",
        kepada="Kepala Dinas, Sekretaris, Kabid/Kelompok JF, Perencana",
        hal="Undangan: Rapat pembahasan pengukuran kinerja",
        penandatangan="Kepala Dinas",
        tanda_terima="",
        berkas=1042,
    )
    assert (two.nomor, two.pada - one.pada) == ("", timedelta(hours=2))


def test_a_letter_is_out_once_it_has_its_number_and_has_the_proof_of_who_brought_it():
    signed = done(make_tugas(1, 10, 0, 1), Kerja.TANDA_TANGANI)
    assert list(went_out(read(CAPAIAN, signed))) == []
    named = {"nomor_surat": "000.8.6.3/12/2026", "tujuan": "Bagian Organisasi"}
    numbered = done(make_tugas(2, 11, 0, 4), Kerja.SELESAI, isian=named)
    brought = done(make_tugas(3, 12, 0, 4), Kerja.SELESAI, isian={"bukti": "a.jpg\nb.jpg"})

    (one,) = went_out(read(CAPAIAN, signed, numbered, brought))

    assert (one.nomor, one.kepada, one.tanda_terima) == (*named.values(), "a.jpg\nb.jpg")
    assert (one.hal, one.pada) == ("laporan pengukuran kinerja", numbered.selesai_at)


@pytest.mark.parametrize(
    ("diterima", "tahun"),
    [("Senin, 5 Oktober 2026", TAHUN), ("Rabu, 31 Desember 2025", TAHUN - 1), ("", TAHUN)],
)
def test_a_letter_is_of_the_year_in_which_it_came(diterima: str, tahun: int):
    found = read(DATA, mulai=SURAT_SEKDA | {"tanggal_diterima": diterima})

    assert {year: len(list(came_in(found, year))) for year in (TAHUN - 1, TAHUN)} == {
        year: int(year == tahun) for year in (TAHUN - 1, TAHUN)
    }
    assert may_have_letters(found.berkas, tahun, found.zona)


def test_a_berkas_that_ended_before_a_year_has_no_letter_of_it():
    found = read(DATA, mulai=SURAT_SEKDA)
    ended = replace(found.berkas, ditutup_at=NOW + timedelta(days=1))

    assert not may_have_letters(ended, TAHUN + 1, found.zona)
    assert may_have_letters(found.berkas, TAHUN + 1, found.zona)


def test_a_berkas_that_no_letter_began_is_in_no_agenda():
    assert list(came_in(read(CAPAIAN), TAHUN)) == []
