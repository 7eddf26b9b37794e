"""How a sheet words its periode: in its title, and short at the head of its columns."""

from typing import Final

from sop_flows.waktu.cetak import printed_day
from sop_flows.waktu.periode import JenisPeriode, Periode

ROMAN: Final = ("I", "II", "III", "IV")
SHORT: Final = {
    JenisPeriode.BULAN: "bulan",
    JenisPeriode.TRIWULAN: "TW",
    JenisPeriode.SEMESTER: "semester",
    JenisPeriode.TAHUN: "periode",
    JenisPeriode.BEBAS: "periode",
}
"""A column of the year stands beside that of the periode: of a year they need two names."""


def print_periode(periode: Periode) -> str:
    """Return a periode as the title of a sheet has it, such as ``Triwulan III Tahun 2026``."""
    match periode.jenis:
        case JenisPeriode.TRIWULAN | JenisPeriode.SEMESTER:
            name = periode.jenis.value.capitalize()
            return f"{name} {ROMAN[periode.ke - 1]} Tahun {periode.tahun}"
        case JenisPeriode.TAHUN:
            return f"Tahun {periode.tahun}"
        case JenisPeriode.BULAN:
            return printed_day(periode.mulai, "MMMM y")
        case JenisPeriode.BEBAS:
            return printed_day(periode.mulai)


def print_bagian(periode: Periode) -> str:
    """Return one of the several periode of a year in short, such as ``TW III``."""
    match periode.jenis:
        case JenisPeriode.TRIWULAN | JenisPeriode.SEMESTER:
            return f"{SHORT[periode.jenis]} {ROMAN[periode.ke - 1]}"
        case JenisPeriode.BULAN:
            return printed_day(periode.mulai, "MMMM")
    return print_periode(periode)


def columns_for(periode: Periode, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of columns, with the kind of periode where they name a triwulan."""
    return tuple(name.replace("TW", SHORT[periode.jenis]) for name in columns)
