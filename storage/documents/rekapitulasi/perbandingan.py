"""The sheet of comparison: what changed since the last putaran, and what is exactly as a year ago."""

from collections.abc import Iterable
from typing import Final

from sop_flows.kinerja.janji import print_nilai
from sop_flows.naskah.isi import IsiIndikator
from sop_flows.naskah.rekap import Baris
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.table import Isi, Kolom
from storage.documents.rekapitulasi.facts import Facts
from storage.documents.rekapitulasi.ukur import source_of, tulisan_in

KOLOM: Final = (
    Kolom("No", 6),
    Kolom("Unit", 28),
    Kolom("Kode", 11),
    Kolom("Indikator", 50),
    Kolom("Satuan", 12),
    Kolom("Semula", 20),
    Kolom("Kini", 20),
    Kolom("Sumber", 34),
)
NONE: Final = "Tidak ada."
ANALISIS: Final = " (analisis diubah)"


def put_perbandingan(lembar: Lembar, facts: Facts) -> None:
    """Write the two tables."""
    rekap = facts.view.rekap
    lembar.title(facts.heading("PERBANDINGAN"))
    lembar.header()
    part(
        lembar,
        "Yang berubah sejak putaran lalu (pada perbaikan terakhir)",
        ((one, one.semula, source_of(one.kini) if one.kini else "") for one in rekap.berubah),
    )
    part(
        lembar,
        "Yang sama persis dengan tahun lalu",
        (
            (one, one.tahun_lalu.isi, source_of(one.tahun_lalu))
            for one in rekap.sama
            if one.tahun_lalu
        ),
    )
    lembar.close()


def part(
    lembar: Lembar, judul: str, rows: Iterable[tuple[Baris, IsiIndikator | None, str]]
) -> None:
    """Write one table under its name."""
    row = lembar.line([judul, *[""] * (len(KOLOM) - 1)], bold=True)
    lembar.merge(row, 1, row, len(KOLOM))
    first = lembar.row
    for no, (one, before, source) in enumerate(rows, start=1):
        lembar.line(row_of(no, one, before, source))
    if lembar.row == first:
        lembar.line(["", NONE, *[""] * (len(KOLOM) - 2)])


def row_of(no: int, one: Baris, before: IsiIndikator | None, source: str) -> list[Isi]:
    """Return a value beside what it was."""
    isi = one.isi
    is_explained_anew = (
        before is not None and before is one.semula and before.analisis != isi.analisis
    )
    return [
        no,
        one.unit.nama,
        isi.kode,
        isi.nama,
        isi.satuan,
        value_of(one, before),
        value_of(one, isi) + (ANALISIS if is_explained_anew else ""),
        source,
    ]


def value_of(baris: Baris, isi: IsiIndikator | None) -> str:
    """Return a value in words."""
    if isi is None:
        return ""
    if isi.realisasi is None:
        return f"n/a: {isi.alasan}" if isi.alasan else "belum diisi"
    return isi.tertulis or print_nilai(isi.realisasi, tulisan_in(baris))
