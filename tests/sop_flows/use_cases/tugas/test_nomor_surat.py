"""Numbers of letters: proposed after the last one, said by a person, and used once a year."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import IsianUnreadable, NomorUsed
from sop_flows.kantor.nomor_surat import Usul, count_in, propose
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import begin_isian
from storage.codec import encode
from storage.database.insert import table
from storage.database.tables import NomorSuratRow
from tests.support.office import Pejawaran
from tests.support.periode import triwulan
from tests.support.surat_keluar import activate

SEKRETARIS, STAF = "Endang Lestari", "Agus Prasetyo"
SOP = """
kode = "surat-keluar"
versi = 1
nama = "Surat Keluar"
pemrakarsa = "sekretaris"
periode = "bebas"
identitas = {}
kolom = [{ id = "sekretaris", nama = "Sekretaris Kecamatan" }, { id = "camat", nama = "Camat" }]

[[langkah]]
no = 1
kegiatan = "Menomori surat"
singkat = "Nomori surat"
pelaksana = ["sekretaris"]
mutu_baku = { waktu = "15 menit" }
[[langkah.tahap]]
nama = "Nomori surat"
minta = "kerjakan"
isian = [
    { kode = "nomor", label = "Nomor surat", jenis = "nomor" },
    { kode = "agenda", label = "Nomor agenda", jenis = "nomor", wajib = false, pola = "{nomor}/SK/{tahun}" },
    { kode = "tanggal", label = "Tanggal surat", jenis = "tanggal", wajib = false },
    { kode = "pukul", label = "Pukul", jenis = "pukul", wajib = false, contoh = "09.00" },
]

[[langkah]]
no = 2
kegiatan = "Memeriksa surat"
singkat = "Periksa surat"
pelaksana = ["camat"]
mutu_baku = { waktu = "1 hari" }
[[langkah.tahap]]
nama = "Periksa surat"
minta = "keputusan"
kembali = [{ ke = 1 }]
"""
POLA = "000.8.6.3/{nomor}/{tahun}"


class Surat:
    """The letters of the sample office, each a berkas of its own."""

    def __init__(self, kantor: Pejawaran) -> None:
        self.kantor = kantor
        self.sop_id = kantor.run(activate, kantor_id=kantor.kantor_id, teks=SOP)

    def begin(self) -> Tugas:
        quarter = (self.kantor.now.month - 1) // 3 + 1
        outcome = self.kantor.say(
            SEKRETARIS,
            start_berkas,
            sop_id=self.sop_id,
            periode=triwulan(self.kantor.now.year, quarter),
        )
        return outcome.opened[0]

    def fresh(self, tugas: Tugas) -> Tugas:
        return self.kantor.run(lambda u: u.berkas.load_tugas(tugas.id)).tugas

    def ask(self, tugas: Tugas, kode: str = "nomor") -> dict[str, Any]:
        revisi = self.fresh(tugas).revisi
        self.kantor.say(SEKRETARIS, begin_isian, tugas_id=tugas.id, revisi=revisi, kode=kode)
        return encode(self.kantor.owed(SEKRETARIS, "tanya_isian")[-1].isi)

    def write(self, tugas: Tugas, teks: str, kode: str = "nomor") -> None:
        self.ask(tugas, kode)
        self.kantor.say(SEKRETARIS, take_text, teks=teks, message_id=1)

    def finish(self, tugas: Tugas, **facts: Any) -> Any:
        return self.kantor.act(SEKRETARIS, Kerja.SELESAI, self.fresh(tugas), **facts)

    def numbers(self) -> list[tuple[int, str]]:
        rows = self.kantor.database.run_now(
            lambda c: list(c.execute(table(NomorSuratRow).select()))
        )
        return [(row.tahun, row.nomor) for row in rows]


@pytest.fixture
def surat(kantor: Pejawaran) -> Surat:
    return Surat(kantor)


# The pattern


@pytest.mark.parametrize(
    ("used", "usul"),
    [
        ((), Usul(nomor="000.8.6.3/1/2026")),
        (
            ("000.8.6.3/7/2026", "000.8.6.3/12/2026"),
            Usul(nomor="000.8.6.3/13/2026", terakhir="000.8.6.3/12/2026"),
        ),
        (
            ("000.8.6.3/007/2026",),
            Usul(nomor="000.8.6.3/008/2026", terakhir="000.8.6.3/007/2026"),
        ),
        (("000.8.6.3/99/2025", "12/SM/2026", "000x8/3/2026"), Usul(nomor="000.8.6.3/1/2026")),
    ],
)
def test_the_number_after_the_highest_of_the_pattern_is_proposed(used: Any, usul: Usul):
    assert propose(POLA, 2026, used) == usul


def test_without_a_pattern_nothing_is_proposed():
    assert propose("", 2026, ("1",)) is None
    assert propose("bebas/{tahun}", 2026, ()) is None
    assert count_in("{nomor}/SM", "٣/SM", 2026) == ""


# In an office


def test_the_next_number_is_an_example_until_a_person_says_it(surat: Surat):
    first, other = surat.begin(), surat.begin()
    assert surat.ask(first)["contoh"] == "000.8.6.3/1/2026"
    assert surat.ask(first)["terakhir"] == ""
    surat.write(first, "000.8.6.3/41/2026")
    assert surat.numbers() == []
    surat.finish(first)

    assert surat.numbers() == [(2026, "000.8.6.3/41/2026")]
    asked = surat.ask(other)
    assert (asked["terakhir"], asked["contoh"]) == ("000.8.6.3/41/2026", "000.8.6.3/42/2026")
    assert surat.fresh(other).facts.isian is None


def test_a_number_of_its_own_pattern_counts_on_its_own(surat: Surat):
    tugas = surat.begin()
    assert surat.ask(tugas, "agenda")["contoh"] == "1/SK/2026"
    surat.finish(tugas, isian={"nomor": "000.8.6.3/5/2026", "agenda": "8/SK/2026"})

    assert surat.ask(surat.begin(), "agenda")["contoh"] == "9/SK/2026"


@pytest.mark.parametrize("again", ["000.8.6.3/5/2026", "000.8.6.3 / 5 / 2026"])
def test_a_number_is_refused_where_it_is_typed_with_who_used_it(surat: Surat, again: str):
    first = surat.begin()
    surat.finish(first, isian={"nomor": "000.8.6.3/5/2026"})
    berkas = surat.kantor.run(lambda u: u.berkas.load_tugas(first.id)).berkas

    with pytest.raises(NomorUsed) as refused:
        surat.write(surat.begin(), again)
    assert (refused.value.oleh, refused.value.berkas) == (SEKRETARIS, berkas.nomor)


def test_of_two_who_prepared_the_same_number_the_first_one_has_it(surat: Surat):
    first, second = surat.begin(), surat.begin()
    for tugas in (first, second):
        surat.write(tugas, "000.8.6.3/5/2026")
    surat.finish(first)

    with pytest.raises(NomorUsed):
        surat.finish(second)
    assert surat.fresh(second).is_open
    surat.write(second, "000.8.6.3/6/2026")
    surat.finish(second)
    assert [nomor for _, nomor in surat.numbers()] == ["000.8.6.3/5/2026", "000.8.6.3/6/2026"]


def test_two_answers_of_one_letter_do_not_share_a_number(surat: Surat):
    with pytest.raises(NomorUsed):
        surat.finish(surat.begin(), isian={"nomor": "5", "agenda": "5"})
    assert surat.numbers() == []


def test_a_letter_that_is_returned_keeps_its_number(surat: Surat):
    surat.finish(surat.begin(), isian={"nomor": "000.8.6.3/5/2026"})
    surat.kantor.act("Suharyanto", Kerja.KEMBALIKAN, catatan="Perihal belum tepat")
    again = surat.kantor.only(SEKRETARIS)
    surat.write(again, "000.8.6.3/5/2026")
    surat.finish(again, catatan="Perihalnya sudah dibetulkan")

    assert surat.numbers() == [(2026, "000.8.6.3/5/2026")]


def test_the_numbers_begin_anew_every_year(surat: Surat):
    surat.finish(surat.begin(), isian={"nomor": "5"})
    surat.kantor.now = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
    surat.finish(surat.begin(), isian={"nomor": "5"})

    assert surat.numbers() == [(2026, "5"), (2027, "5")]


# What is typed on a card


@pytest.mark.parametrize(
    ("kode", "teks"),
    [
        ("tanggal", "24 Nopembr 2026"),
        ("pukul", "jam sembilan"),
        ("pukul", "25.00"),
        ("nomor", "?"),
    ],
)
def test_what_is_no_date_time_or_number_is_refused_when_it_is_typed(
    surat: Surat, kode: str, teks: str
):
    tugas = surat.begin()

    with pytest.raises(IsianUnreadable):
        surat.write(tugas, teks, kode)
    assert surat.fresh(tugas).facts.isian is None


@pytest.mark.parametrize(
    ("kode", "teks", "kept"),
    [
        ("tanggal", "24 November 2026", "Selasa, 24 November 2026"),
        ("tanggal", "24-11-2026", "Selasa, 24 November 2026"),
        ("tanggal", "besok", "Selasa, 6 Oktober 2026"),
        ("pukul", "09.00", "09.00"),
        ("pukul", "pukul 9:30 WIB", "pukul 9:30 WIB"),
    ],
)
def test_dates_and_times_are_read_as_people_write_them(
    surat: Surat, kode: str, teks: str, kept: str
):
    tugas = surat.begin()
    surat.write(tugas, teks, kode)

    assert surat.fresh(tugas).facts.isian == {kode: kept}
