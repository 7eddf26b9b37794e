"""The columns of a Perjanjian Kinerja and a Rencana Aksi, by the names that offices give them.

Source:
    PermenPANRB 53/2014, lampiran; papers of Pohuwato, Magetan and Jombang.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from sop_flows.deferred import pattern
from sop_flows.teks import fold
from storage.documents.kantor.buku_kolom import LEMBAR_BUKU, JenisKolom, Kolom

LEAD: Final = ("indikator", "program")
"""What a row is about, by the kind of its table."""
TW: Final = ("tw1", "tw2", "tw3", "tw4")
AMOUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "indikator": ("target", *TW),
    "program": ("pagu", *TW),
}
"""What a row promises: one of them at least."""
_sheets = {lembar.nama: {kolom.nama: kolom for kolom in lembar.kolom} for lembar in LEMBAR_BUKU}
KOLOM: Final[Mapping[str, Mapping[str, Kolom]]] = {
    "indikator": {name: one for name, one in _sheets["Indikator"].items() if name != "pagu"},
    "program": _sheets["Program"],
}
"""How a cell of each is read: as in the workbook of the office. Beside an indikator, an amount is of its aktivitas."""
COUNTED: Final = frozenset({JenisKolom.TARGET, JenisKolom.UANG})
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "no": ("no", "nomor", "no urut"),
    "kode": ("kode", "kode indikator", "kode program"),
    "sasaran": (
        *("sasaran", "sasaran strategis", "sasaran program", "sasaran kegiatan"),
        *("sasaran kinerja", "tujuan/sasaran", "tujuan / sasaran", "kinerja utama"),
    ),
    "indikator": (
        *("indikator", "indikator kinerja", "indikator kinerja utama", "iku"),
        *("indikator sasaran", "indikator kinerja sasaran", "indikator kinerja individu"),
        *("indikator kinerja program", "indikator kinerja kegiatan", "indikator program"),
    ),
    "satuan": ("satuan",),
    "target": (
        *("target", "target tahun", "target tahunan", "target pk", "target pk tahun"),
        *("target kinerja", "target setahun", "target perjanjian kinerja"),
    ),
    "penanggung_jawab": (
        *("penanggung jawab", "penanggungjawab", "pj", "pengampu", "unit penanggung jawab"),
        *("bidang penanggung jawab", "unit kerja penanggung jawab"),
    ),
    "polaritas": ("polaritas",),
    "sifat": ("sifat", "sifat triwulan"),
    "definisi": ("definisi", "definisi operasional"),
    "cara_ukur": (
        *("cara ukur", "cara pengukuran", "cara mengukur", "cara perhitungan"),
        *("formula", "formulasi", "formulasi perhitungan", "rumus"),
    ),
    "sumber_data": ("sumber data",),
    "program": ("program", "program/kegiatan", "program / kegiatan", "nama program"),
    "pagu": ("anggaran", "pagu", "pagu anggaran", "jumlah anggaran", "anggaran rp"),
    "keterangan": ("keterangan", "ket", "sumber dana", "sumber anggaran"),
}
_BY_NAME: Final = {name: kolom for kolom, names in _NAMES.items() for name in names}
_QUIET: Final = pattern(r"\([^)]*\)|\b20\d\d\b|[.:*]")
"""What a title may say beside its name: a year, a unit in brackets."""
_TW: Final = pattern(r"(?:target )?(?:tw|tri ?wulan|tri ?bulan|t w) ?(iii|ii|iv|i|[1-4])")
_OF_TW: Final = pattern(r"(?:target )?(?:per )?(?:tw|tri ?wulan|tri ?bulan)|target")
_NUMBERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def column_of(top: str, below: str) -> str | None:
    """Return the column that a title names; None where it names none that is read.

    Args:
        top: The title in the upper row of the header.
        below: That in the lower one; the same where there is but one.
    """
    upper, lower = tidy_title(top), tidy_title(below)
    if (found := _TW.fullmatch(lower)) is not None:
        return f"tw{_NUMBERS[found[1]]}"
    if lower in _NUMBERS and upper != lower and _OF_TW.fullmatch(upper):
        return f"tw{_NUMBERS[lower]}"
    return _BY_NAME.get(lower) or (_BY_NAME.get(upper) if not lower else None)


def tidy_title(teks: str) -> str:
    """Return a title for comparing: without its year, brackets and marks."""
    return fold(_QUIET.sub(" ", teks))


def kind_of(columns: Iterable[str | None]) -> str | None:
    """Return which table a header begins; None where it is none."""
    named = set(columns)
    for lead in LEAD:
        if lead in named and named.intersection(AMOUNTS[lead]):
            return lead
    return None
