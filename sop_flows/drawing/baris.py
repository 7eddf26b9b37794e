"""The rows of the table: their words as the sheet prints them, and what Tapak adds to them, marked."""

from collections.abc import Iterator
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.drawing.alir import Bagan, Simpul, is_added
from sop_flows.drawing.bentuk import Kotak, Tulisan
from sop_flows.drawing.huruf import BIASA, KECIL, TITIK, leading, measure, wrap
from sop_flows.drawing.kepala import Kepala
from sop_flows.drawing.kertas import Lajur, Tabel
from sop_flows.sop.definition import Asal, Langkah, Sop
from sop_flows.teks import fold

PAD: Final = 4 * TITIK
"""Between a word and the line beside it."""
SIMBOL: Final = 20 * TITIK
"""How high a symbol is."""
TANDA: Final = "[T]"
"""What marks words that Tapak added: colour alone would not be seen in print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baris:
    """A row before it has a place: its words cell by cell, and the simpul that stand in it."""

    langkah: int
    sel: tuple[tuple[Tulisan, ...], ...]
    """Of each column with words, its lines from the top of the row on."""
    simpul: tuple[Simpul, ...]
    tinggi: int


def rows_of(sop: Sop, bagan: Bagan, tabel: Tabel, kepala: Kepala, sela: int) -> tuple[Baris, ...]:
    """Return the rows of a table, with at least that much room between symbols."""
    return tuple(
        row_of(sop, row, bagan.of_langkah[row.no], tabel, kepala, sela) for row in sop.langkah
    )


def row_of(
    sop: Sop, row: Langkah, simpul: tuple[Simpul, ...], tabel: Tabel, kepala: Kepala, sela: int
) -> Baris:
    """Return one row."""
    uraian, kelengkapan, waktu, output, keterangan = words_of(row)
    unfit = [one.kata for one in simpul if not fits(one.kata, tabel)]
    added = tuple(added_work(sop, row))
    sel = (
        cell(tabel.no, str(row.no), is_centred=True),
        cell(tabel.kegiatan, uraian, added),
        cell(tabel.mutu[0], kelengkapan),
        cell(tabel.mutu[1], waktu, tuple(read_waktu(row, waktu, kepala)), is_centred=True),
        cell(tabel.mutu[2], output),
        cell(tabel.keterangan, "\n".join((keterangan, *unfit)), tuple(remarks(row))),
    )
    words = max(one.kotak.bawah for lines in sel for one in lines) + PAD
    symbols = len(simpul) * (SIMBOL + sela) + sela
    return Baris(langkah=row.no, sel=sel, simpul=simpul, tinggi=max(words, symbols))


def fits(kata: str, tabel: Tabel) -> bool:
    """Tell whether what the sheet prints in a symbol stands in ours; else it is told beside the row."""
    return measure(kata, KECIL, is_bold=True) <= tabel.simbol


def words_of(row: Langkah) -> tuple[str, str, str, str, str]:
    """Return the words of a row: those of the sheet where they are kept, else their reading."""
    if row.lembar is not None:
        of = row.lembar
        return of.uraian, of.kelengkapan, of.waktu, of.output, of.keterangan
    mutu = row.mutu_baku
    return (
        row.kegiatan,
        ", ".join(mutu.kelengkapan),
        str(mutu.waktu),
        ", ".join(mutu.output),
        row.keterangan,
    )


def added_work(sop: Sop, row: Langkah) -> Iterator[str]:
    """Yield what is done in a langkah that the sheet does not print, how long it takes, before what."""
    for index, tahap in enumerate(row.tahap):
        if not is_added(row, index):
            continue
        names = " dan ".join(sop.kolom_of(kolom).nama for kolom in tahap.untuk)
        join = f", sebelum langkah {tahap.gabung_di}" if tahap.gabung_di else ""
        yield f"{TANDA} {tahap.nama}: {names}, {row.waktu_of(index)}{join}"


def read_waktu(row: Langkah, waktu: str, kepala: Kepala) -> Iterator[str]:
    """Yield how a waktu is read that the sheet prints without its unit."""
    unit = row.mutu_baku.waktu.satuan
    if fold(str(unit)) not in fold(f"{waktu} {kepala.mutu[1]}"):
        yield f"{TANDA} {row.mutu_baku.waktu}"


def remarks(row: Langkah) -> Iterator[str]:
    """Yield the faults of the sheet in a row, and the returns that it does not print."""
    for cacat in row.cacat:
        yield f"{TANDA} {cacat.catatan}"
    ours = {k.ke for tahap in row.tahap for k in tahap.kembali if k.asal is Asal.TAPAK}
    for ke in sorted(ours):
        yield f"{TANDA} Tidak: ke {ke}"


def cell(
    lajur: Lajur, teks: str, added: tuple[str, ...] = (), *, is_centred: bool = False
) -> tuple[Tulisan, ...]:
    """Return the lines of a cell whose row begins at 0."""
    width = lajur.lebar - 2 * PAD
    lines = [(line, BIASA, Asal.LEMBAR) for line in wrap(teks, width)]
    for one in added:
        lines += [(line, KECIL, Asal.TAPAK) for line in wrap(one, width, KECIL)]
    found: list[Tulisan] = []
    y = PAD
    for line, size, asal in lines:
        box = Kotak(lajur.x + PAD, y, width, leading(size))
        found.append(Tulisan(teks=line, kotak=box, ukuran=size, is_centred=is_centred, asal=asal))
        y = box.bawah
    return tuple(found)
