"""What a new version changes, what a sent file comes to, and what a typed answer must be."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sop_flows.errors import IsianUnreadable
from sop_flows.sop.catalog import Salah, load_catalog
from sop_flows.sop.changes import JenisPerubahan as J
from sop_flows.sop.changes import compare
from sop_flows.sop.definition import Isian, JenisIsian, Sop
from sop_flows.sop.examine import examine
from sop_flows.sop.isian import read_isian

TEKS = load_catalog().get("pengumpulan-data-kinerja").teks
SOP = load_catalog().get("pengumpulan-data-kinerja").sop
STEP = """
[[langkah]]
no = {no}
kegiatan = "Mencetak rekapitulasi"
singkat = "Cetak rekapitulasi"
pelaksana = ["analis"]
mutu_baku = {{ waktu = "1 jam" }}
[[langkah.tahap]]
nama = "Cetak"
minta = "kerjakan"
"""

NOW = datetime(2026, 11, 20, 9, tzinfo=ZoneInfo("Asia/Jakarta"))


def changed(old: str, new: str) -> Sop:
    """Return the SOP after a change of its text."""
    assert old in TEKS
    template = examine(TEKS.replace(old, new, 1).encode(), "sop.toml").template
    assert template is not None
    return template.sop


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('nama = "Pengumpulan Data Kinerja"', 'nama = "Data"', [(J.NAMA, 0)]),
        ("versi = 1", 'versi = 2\nperiode = "bebas"', [(J.PERIODE, 0)]),
        ("versi = 1", 'versi = 2\nmasukan = ["rekap"]', [(J.MASUKAN, 0)]),
        ('label = "Asal surat"', 'label = "Pengirim"', [(J.MULAI, 0)]),
        ('id = "ka_dinas"', 'id = "kepala"', [(J.KOLOM_HILANG, 0), (J.KOLOM_BARU, 0)]),
        ('waktu = "3 hari"', 'waktu = "4 hari"', [(J.WAKTU, 3)]),
        (
            'pelaksana = ["analis"]',
            'pelaksana = ["kasubbag_pep"]',
            [(J.PELAKSANA, 5), (J.TAHAP, 5)],
        ),
        ('penerima = ["kasie"]', 'penerima = ["analis"]', [(J.PENERIMA, 2)]),
        ('kegiatan = "Merekapitulasi data', 'kegiatan = "Meringkas data', [(J.KEGIATAN, 5)]),
        ('output = ["Disposisi"]', 'output = ["Lembar"]', [(J.MUTU_BAKU, 1)]),
        ("boleh_tanya = true", "boleh_tanya = false", [(J.TAHAP, 4)]),
        (
            'singkat = "Kirim kertas kerja"',
            'singkat = "Sebarkan"',
            [(J.LANGKAH_HILANG, 2), (J.LANGKAH_BARU, 2)],
        ),
        ("versi = 1", "versi = 2", []),
    ],
)
def test_every_change_is_named_with_its_langkah(old: str, new: str, found: list[tuple[J, int]]):
    assert [(p.jenis, p.langkah) for p in compare(SOP, changed(old, new))] == found


def test_a_langkah_put_in_between_leaves_those_after_it_alone():
    moved = TEKS.replace("no = 5\n", "no = 6\n").replace(
        "\n[[langkah]]\nno = 6", STEP.format(no=5) + "\n[[langkah]]\nno = 6"
    )
    template = examine(moved.encode(), "sop.toml").template
    assert template is not None

    (only,) = compare(SOP, template.sop)
    assert (only.jenis, only.langkah, only.ke) == (J.LANGKAH_BARU, 5, "Cetak rekapitulasi")


@pytest.mark.parametrize(
    ("isi", "problem"),
    [(b"\xff\xfe\x00", Salah.SANDI), (b"a = " + b"[" * 100_000, Salah.TOML)],
)
def test_what_is_no_text_of_an_sop_is_said_and_harms_nothing(isi: bytes, problem: Salah):
    found = examine(isi, "sop.toml")

    assert not found.can_run
    assert found.template is None
    assert [m.problem for m in found.masalah] == [problem]


def test_oddities_of_a_sheet_do_not_stop_it():
    found = examine(TEKS.encode(), "sop.toml")

    assert found.can_run
    assert found.peringatan
    assert not found.tolakan


@pytest.mark.parametrize(
    ("jenis", "teks", "kept"),
    [
        ("teks", "  Bupati   c.q. \n Organisasi ", "Bupati c.q. Organisasi"),
        ("nomor", "B/000.8.6.3 - 12(a)/2026", "B/000.8.6.3 - 12(a)/2026"),
        ("tanggal", "24-11-2026", "Selasa, 24 November 2026"),
        ("tanggal", "lusa", "Minggu, 22 November 2026"),
        ("batas", "24 Nov", "Selasa, 24 November 2026"),
        ("pukul", "13:30", "13:30"),
        ("pukul", "pukul 13.30 WIB", "pukul 13.30 WIB"),
        ("pukul", "13.30 WITA", "12.30 WIB"),
        ("pukul", "13.30wit", "11.30 WIB"),
        ("pukul", "13.30 GMT+8", "12.30 WIB"),
        ("pukul", "13:30 UTC+07:00", "13.30 WIB"),
        ("pukul", "pukul 1 siang", "13.00 WIB"),
        ("pukul", "jam 9.30 pagi WIT", "07.30 WIB"),
        ("pukul", "7 malam", "19.00 WIB"),
        ("teks", "x" * 3000, "x" * 3000),
    ],
)
def test_an_answer_is_kept_on_one_line(jenis: str, teks: str, kept: str):
    assert read_isian(asked(jenis), teks, NOW) == kept


@pytest.mark.parametrize(
    ("jenis", "teks"),
    [
        ("teks", " \n"),
        ("nomor", "belum"),
        ("tanggal", "kapan saja"),
        ("pukul", "9"),
        ("pukul", "13.30-15.30"),
        ("pukul", "13.30 waktu setempat"),
        ("pukul", "13.30 WITAX"),
        ("pukul", "13.30 PST"),
        ("pukul", "12 malam"),
        ("pukul", "8 sore"),
        ("pukul", "00.30 WIT"),
        ("tanggal", "24-11-2026 WITA"),
        ("batas", "24 Nov 13.30 WITA"),
        ("dokumen", "ada"),
    ],
)
def test_an_answer_of_another_kind_is_refused(jenis: str, teks: str):
    with pytest.raises(IsianUnreadable) as refused:
        read_isian(asked(jenis), teks, NOW)

    assert (refused.value.label, refused.value.jenis) == ("Isian", jenis)


def asked(jenis: str, **facts: Any) -> Isian:
    """Return an isian of that kind."""
    return Isian(kode="x", label="Isian", jenis=JenisIsian(jenis), **facts)
