"""The places of all that stands on a page before its arrows: words, symbols and the lines of the table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sop_flows.deferred import dataclass, replace
from sop_flows.drawing.alir import Simpul
from sop_flows.drawing.baris import SIMBOL, Baris, fits
from sop_flows.drawing.bentuk import Garis, Kotak, Lambang, Simbol, Tulisan
from sop_flows.drawing.kepala_tabel import JUDUL, KepalaTabel
from sop_flows.drawing.kertas import Tabel
from sop_flows.drawing.pagination import Lembaran, Segilima
from sop_flows.drawing.petak import Tingkat, joints
from sop_flows.sop.definition import Asal, Sop


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempat:
    """What stands on a page, and where."""

    lambang: tuple[Lambang, ...]
    tulisan: tuple[Tulisan, ...]
    tingkat: tuple[Tingkat, ...]
    garis: tuple[int, ...]
    """The heights of the lines between rows, the ends of the table among them."""


def place(sop: Sop, tabel: Tabel, head: KepalaTabel, page: Lembaran, sela: int) -> Tempat:
    """Return where everything on a page stands."""
    kolom = [k.id for k in sop.kolom]
    y = head.tinggi
    lines, tingkat = [y], list[Tingkat]()
    lambang, tulisan = list[Lambang](), list[Tulisan](head.tulisan)

    def strip(*, di_atas: bool) -> None:
        nonlocal y
        ours = [one for one in page.segilima if one.di_atas == di_atas]
        for _, larik in groupby(sorted(ours, key=lambda one: one.larik), lambda one: one.larik):
            level = Tingkat(y + sela, y + sela + SIMBOL)
            tingkat.append(level)
            lambang.extend(segilima(tabel, kolom, one, level) for one in larik)
            y = level.bawah + sela
        if ours:
            lines.append(y)

    strip(di_atas=True)
    for row in page.baris:
        tulisan += (lowered(one, y) for lines_of in row.sel for one in lines_of)
        for level, simpul in zip(levels(row, y), row.simpul, strict=True):
            tingkat.append(level)
            lambang += symbols(tabel, kolom, simpul, level)
        y += row.tinggi
        lines.append(y)
    strip(di_atas=False)
    return Tempat(
        lambang=tuple(lambang),
        tulisan=tuple(tulisan),
        tingkat=tuple(tingkat),
        garis=tuple(lines),
    )


def levels(row: Baris, y: int) -> Iterator[Tingkat]:
    """Yield the levels of a row that begins there, evenly spread."""
    many = len(row.simpul)
    for index in range(many):
        top = y + row.tinggi * (2 * index + 1) // (2 * many) - SIMBOL // 2
        yield Tingkat(top, top + SIMBOL)


def symbols(
    tabel: Tabel, kolom: Sequence[str], simpul: Simpul, level: Tingkat
) -> Iterator[Lambang]:
    """Yield the symbol of a step in each of its columns."""
    for one in simpul.kolom:
        middle = tabel.pelaksana[kolom.index(one)].tengah
        box = Kotak(middle - tabel.simbol // 2, level.atas, tabel.simbol, SIMBOL)
        yield Lambang(
            simbol=simpul.simbol,
            kotak=box,
            simpul=simpul.id,
            kolom=one,
            teks=simpul.kata if fits(simpul.kata, tabel) else "",
            asal=simpul.asal,
        )


def segilima(tabel: Tabel, kolom: Sequence[str], one: Segilima, level: Tingkat) -> Lambang:
    """Return the segilima of a parted arrow."""
    middle = tabel.pelaksana[one.lajur].tengah
    return Lambang(
        simbol=Simbol.SEGILIMA,
        kotak=Kotak(middle - SIMBOL // 2, level.atas, SIMBOL, SIMBOL),
        simpul=one.simpul,
        kolom=kolom[one.lajur],
        teks=one.nama,
        asal=one.asal,
    )


def lowered(one: Tulisan, by: int) -> Tulisan:
    """Return a line of words that much lower."""
    box = one.kotak
    return replace(one, kotak=Kotak(box.x, box.y + by, box.lebar, box.tinggi))


def lines_of(sop: Sop, tabel: Tabel, head: KepalaTabel, tempat: Tempat) -> Iterator[Garis]:
    """Yield the lines of the table: those of its head, between rows, and beside columns."""
    yield from head.garis
    bottom = tempat.garis[-1]
    for y in tempat.garis[1:]:
        yield Garis(dari=(0, y), ke=(tabel.lebar, y))
    ours = {
        x
        for kolom, lajur in zip(sop.kolom, tabel.pelaksana, strict=True)
        for x in (lajur.x, lajur.kanan)
        if kolom.asal is Asal.TAPAK
    }
    below_span = {one.x for one in (*tabel.pelaksana[1:], *tabel.mutu[1:])}
    for x in (*(one.x for one in tabel.lajur), tabel.lebar):
        start = head.atas_kolom if x in below_span else JUDUL
        yield Garis(dari=(x, start), ke=(x, bottom), asal=Asal.TAPAK if x in ours else Asal.LEMBAR)


def joint_lines(lambang: Sequence[Lambang]) -> Iterator[Garis]:
    """Yield the lines that hold joint steps together."""
    asal = {one.simpul: one.asal for one in lambang}
    for kiri, kanan, simpul in joints(lambang):
        yield Garis(dari=kiri, ke=kanan, simpul=simpul, asal=asal[simpul])
