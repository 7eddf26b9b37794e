"""The sheet of what the formulas look up: the scale of the office, its limits, and ordinal scales."""

from collections.abc import Iterable
from dataclasses import field
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.kinerja.peringkat import Peringkat
from sop_flows.naskah.rekap import Rekap
from storage.documents.rekap.lembar import Lembar, cell_name
from storage.documents.rekap.table import Kolom

SKALA: Final = "Skala"
KOLOM: Final = (
    Kolom("Mulai (%)", 14),
    Kolom("Kategori", 26),
    Kolom("Kategori, indikator turun", 30),
    Kolom("Keterangan", 60),
)
CARA: Final = (
    ("naik", "100 x realisasi ÷ acuan"),
    ("turun A", "100 x (2 x acuan - realisasi) ÷ acuan (PermenPANRB 8/2021, kondisi khusus)"),
    ("turun B", "100 x acuan ÷ realisasi"),
    ("peringkat", "100 bila realisasi sama tinggi dengan target atau lebih; selain itu kata"),
    ("tanggal", "tepat waktu, atau terlambat sekian hari; tidak pernah persen"),
    (
        "acuan",
        "target; dari target berupa rentang, ujung yang terdekat dengan realisasi (di dalam rentang: 100)",
    ),
    ("target 0", "100 bila indikator turun dan realisasi 0; selain itu tidak terdefinisi"),
    (
        "rata-rata",
        "rata-rata tiap sasaran, lalu rata-rata semua sasaran; yang bukan angka tidak dihitung",
    ),
)


@dataclass(slots=True)
class TempatSkala:
    """Where the sheet has what the formulas look up."""

    batas: str
    mulai: str
    """The lower bounds, lowest first, without that of the lowest kelas."""
    nama: str
    terbalik: str
    peringkat: dict[str, str] = field(default_factory=dict)
    """The ordinal scales, lowest first, by name."""


def put_skala(lembar: Lembar, rekap: Rekap, peringkat: Iterable[Peringkat]) -> TempatSkala:
    """Write the sheet; return where it has what."""
    skala, aturan = rekap.skala, rekap.aturan
    lembar.title(
        (rekap.kantor.nama, "Skala kategori dan cara menghitung", f"Menurut {skala.sumber}")
    )
    batas = lembar.line(
        (
            aturan.batas,
            "Batas rata-rata (%)",
            "",
            "Capaian dihitung paling banyak sekian; kosong: tanpa batas",
        )
    )
    lembar.line((aturan.rendah, "Ditandai rendah di bawah (%)"))
    lembar.row += 1
    lembar.header()
    names = [row.nama for row in skala.kelas]
    below = "kelas dimulai di atas angkanya" if skala.eksklusif else "kelas dimulai pada angkanya"
    first, last = lembar.table(
        (row.mulai if row.mulai is not None else "terendah", row.nama, other, below)
        for row, other in zip(skala.kelas[::-1], names, strict=True)
    )
    found = TempatSkala(
        batas=cell_name(batas, 1, SKALA),
        mulai=span(first + 1, last, 1),
        nama=span(first, last, 2),
        terbalik=span(first, last, 3),
    )
    for one in peringkat:
        lembar.row += 1
        lembar.subheader((one.nama, "Peringkat, dari yang terendah", "", ""))
        first, last = lembar.table((no, nama) for no, nama in enumerate(one.jenjang, start=1))
        found.peringkat[one.nama] = span(first, last, 2)
    put_cara(lembar)
    lembar.close()
    return found


def put_cara(lembar: Lembar) -> None:
    """Write how each kind of indikator is measured."""
    lembar.row += 1
    lembar.subheader(("Cara", "Rumus capaian (%)", "", ""))
    for nama, rumus in CARA:
        row = lembar.line((nama, rumus))
        lembar.merge(row, 2, row, len(KOLOM))


def span(first: int, last: int, column: int) -> str:
    """Return how a formula names some rows of a column of the sheet."""
    return f"{cell_name(first, column, SKALA)}:{cell_name(last, column)}"
