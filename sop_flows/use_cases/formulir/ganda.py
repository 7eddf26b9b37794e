"""Several places of one batch that name the same indikator: where they differ all are named, and none is kept.

1. They differ by what they say, not by how it is written: ``60`` and ``60,00`` are one value.
2. A blank cell of the formulir says that nothing was filled; a blank on another sheet says nothing.
3. A value that stands on another sheet only is not taken for the formulir's.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from sop_flows.kinerja.angka import Ambigu, Terbaca
from sop_flows.kinerja.lembar import SelTerbaca
from sop_flows.kinerja.target import is_belum_ada
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.layar.formulir import Masalah, SebabMasalah, Tawaran
from sop_flows.teks import excerpt, fold
from sop_flows.use_cases.formulir.tulisan import read_nilai, reason_without_data

OFFERED = 6
"""Places that contradict each other, and numbers among them, that are told one by one."""
P = TypeVar("P")
Ucapan = tuple[str, ...] | tuple[Decimal, ...] | None
"""What a place says: numbers, or words; None where it is blank."""
SaidBy = Callable[[NilaiView, SelTerbaca], Ucapan]
"""What a cell says about an indikator."""


def by_indikator(
    places: Iterable[P], key: Callable[[P], str], find: Callable[[str], NilaiView | None]
) -> Iterable[tuple[NilaiView | None, list[P]]]:
    """Return places in their order, those that name the same indikator together; None of none.

    Args:
        key: What a place calls its indikator.
        find: The row that goes by that.
    """
    found: dict[int | str, tuple[NilaiView | None, list[P]]] = {}
    for place in places:
        row = find(key(place))
        found.setdefault(row.indikator.id if row else key(place), (row, []))[1].append(place)
    return found.values()


def judge_lines(row: NilaiView, lines: Sequence[tuple[str, str]]) -> Masalah | None:
    """Return how lines, each whole and its value, contradict each other about one indikator."""
    if len({said(row, teks) for _, teks in lines}) == 1:
        return None
    tawaran = [Tawaran(teks=excerpt(line)) for line, _ in lines]
    return contradiction(row, SebabMasalah.GANDA, tawaran, (said(row, teks) for _, teks in lines))


def judge_cells(row: NilaiView, cells: Sequence[SelTerbaca], said_by: SaidBy) -> Masalah | None:
    """Return how cells contradict each other about one indikator."""
    own = {said_by(row, cell) for cell in cells if not cell.is_di_luar} or {None}
    others = {said_by(row, cell) for cell in cells if cell.is_di_luar} - {None}
    if len(own | others) == 1:
        return None
    tawaran = [
        Tawaran(
            teks=excerpt(cell.teks or cell.keterangan or ""),
            sel=cell.sel,
            tersembunyi=cell.is_tersembunyi,
        )
        for cell in cells
        if not cell.is_di_luar or said_by(row, cell) is not None
    ]
    sebab = SebabMasalah.LEMBAR_LAIN if own == {None} else SebabMasalah.GANDA
    return contradiction(row, sebab, tawaran, (said_by(row, cell) for cell in cells))


def value_in(row: NilaiView, cell: SelTerbaca) -> Ucapan:
    """Return what a cell says about an indikator, with its reason where it has no number."""
    teks, alasan = cell.teks or "", fold(cell.keterangan or "")
    if cell.masalah is not None:
        return cell.masalah.value, teks
    if not teks and not alasan:
        return None
    return ("n/a", alasan) if not teks or is_belum_ada(teks) else said(row, teks)


def said(row: NilaiView, teks: str) -> Ucapan:
    """Return what a text says about an indikator."""
    alasan = reason_without_data(teks)
    if alasan is not None:
        return "n/a", fold(alasan)
    bacaan = read_nilai(row, teks)
    if isinstance(bacaan, Terbaca):
        return (bacaan.nilai,)
    return bacaan.pilihan if isinstance(bacaan, Ambigu) else (teks.strip().casefold(),)


def contradiction(
    row: NilaiView, sebab: SebabMasalah, tawaran: Sequence[Tawaran], ucapan: Iterable[Ucapan]
) -> Masalah:
    """Return the places that contradict each other, with the numbers among which a person may choose."""
    numbers = (n for one in ucapan for n in one or () if isinstance(n, Decimal))
    return Masalah(
        kunci=row.indikator.kode,
        indikator=row.indikator.id,
        nama=row.indikator.nama,
        satuan=row.indikator.satuan,
        teks="",
        sebab=sebab,
        pilihan=tuple(dict.fromkeys(numbers))[:OFFERED],
        tawaran=tuple(tawaran[:OFFERED]),
        tawaran_lagi=max(0, len(tawaran) - OFFERED),
    )
