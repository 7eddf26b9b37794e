"""The head of the table: its words as the sheet prints them, where they can be read, and the usual ones else."""

from itertools import chain
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.sop.definition import Asal, Sop
from sop_flows.teks import fold

MUTU: Final = ("Kelengkapan", "Waktu", "Output")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kepala:
    """The head of the table."""

    judul: str
    no: str
    kegiatan: str
    pelaksana: str
    kolom: tuple[str, ...]
    """The names of all columns, those of Tapak among them."""
    mutu_baku: str
    mutu: tuple[str, ...]
    keterangan: str
    nomor: tuple[str, ...] = ()
    """The row of numbers below it, where the sheet prints one."""


def read_kepala(sop: Sop) -> Kepala:
    """Return the head of the table of an SOP."""
    lines = sop.lembar.kepala.strip().splitlines() if sop.lembar else []
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
    printed = [k for k in sop.kolom if k.asal is Asal.LEMBAR]
    inner = rows[1] if len(rows) > 1 else []
    upper = rows[0] if rows else []
    if upper and not fold(upper[0]).startswith("no"):
        upper = ["No", *upper]
    if len(upper) not in (4, 5) or len(inner) not in (len(printed) + 3, len(printed) + 4):
        return usual(sop)
    no, kegiatan, pelaksana, mutu_baku, *ket = upper
    names = iter(inner)
    return Kepala(
        judul=next((line.strip() for line in lines if "|" not in line), called(sop)),
        no=no,
        kegiatan=kegiatan,
        pelaksana=pelaksana,
        kolom=tuple(next(names) if k.asal is Asal.LEMBAR else k.nama for k in sop.kolom),
        mutu_baku=mutu_baku,
        mutu=tuple(next(names) for _ in MUTU),
        keterangan=next(chain(names, ket), "Ket"),
        nomor=numbers(sop, lines, len(printed)),
    )


def usual(sop: Sop) -> Kepala:
    """Return the head that such a table has."""
    return Kepala(
        judul=called(sop),
        no="No",
        kegiatan="Kegiatan",
        pelaksana="Pelaksana",
        kolom=tuple(k.nama for k in sop.kolom),
        mutu_baku="Mutu Baku",
        mutu=MUTU,
        keterangan="Ket",
    )


def numbers(sop: Sop, lines: list[str], printed: int) -> tuple[str, ...]:
    """Return the numbers printed over the columns, ``""`` over one that Tapak added; empty where the sheet prints none."""
    for line in lines:
        cells = line.replace("|", " ").split()
        if len(cells) != printed + 6 or not all(cell.strip("()").isdigit() for cell in cells):
            continue
        given = iter(cells)
        own = ["" if k.asal is Asal.TAPAK else None for k in sop.kolom]
        return tuple(
            next(given) if blank is None else blank for blank in (None, None, *own, *(None,) * 4)
        )
    return ()


def called(sop: Sop) -> str:
    """Return the title of a table whose sheet prints none."""
    return sop.nama if fold(sop.nama).startswith("sop") else f"SOP {sop.nama}"
