"""Which rows stand on which page, and the segilima where a page break parts an arrow."""

from collections.abc import Iterable, Sequence
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.drawing.alir import Alir, Bagan
from sop_flows.drawing.baris import SIMBOL, Baris
from sop_flows.drawing.bentuk import Sambungan, Sebab, TooLarge
from sop_flows.sop.definition import Asal

LARIK: Final = 3
"""Rows of segilima at one edge of a page, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segilima:
    """Where an arrow leaves a page, or comes in from another."""

    simpul: int
    nama: str
    di_atas: bool
    """At the upper edge of the page, where one goes back."""
    larik: int
    lajur: int
    asal: Asal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lembaran:
    """One page before its symbols have places."""

    baris: tuple[Baris, ...]
    alir: tuple[Alir, ...]
    segilima: tuple[Segilima, ...]
    sambungan: tuple[Sambungan, ...]


def paginate(
    bagan: Bagan, rows: Sequence[Baris], kolom: Sequence[str], room: int, sela: int
) -> tuple[Lembaran, ...]:
    """Return the pages, evenly filled, each with the arrows on it.

    Raises:
        TooLarge: A row stands on no page.
    """
    larik = SIMBOL + 2 * sela
    fill(rows, room, larik)
    for many in range(1, LARIK + 1):
        try:
            pages = evenly(rows, room, many * larik)
        except TooLarge:
            break
        found = parted(bagan, pages, kolom)
        if all(one.larik < many for page in found for one in page.segilima):
            return found
    raise TooLarge(Sebab.PANAH)


def evenly(rows: Sequence[Baris], room: int, strip: int) -> list[tuple[Baris, ...]]:
    """Return the rows of each page: as few pages as hold them, and none fuller than it must be."""
    pages = fill(rows, room, strip)
    low, high = 0, room
    while high - low > SIMBOL:
        limit = (low + high) // 2
        try:
            tried = fill(rows, limit, strip)
        except TooLarge:
            tried = []
        if len(tried) == len(pages):
            pages, high = tried, limit
        else:
            low = limit
    return pages


def fill(rows: Sequence[Baris], room: int, strip: int) -> list[tuple[Baris, ...]]:
    """Return the rows of each page, every page as full as it gets."""
    pages: list[tuple[Baris, ...]] = []
    rest = list(rows)
    while rest:
        above = strip if pages else 0
        if sum(one.tinggi for one in rest) + above <= room:
            return [*pages, tuple(rest)]
        many, used = 0, above + strip
        while used + rest[many].tinggi <= room:
            used += rest[many].tinggi
            many += 1
        if not many:
            raise TooLarge(Sebab.TEKS, rest[0].langkah)
        pages.append(tuple(rest[:many]))
        rest = rest[many:]
    return pages


def parted(
    bagan: Bagan, pages: Sequence[Sequence[Baris]], kolom: Sequence[str]
) -> tuple[Lembaran, ...]:
    """Return the pages with the arrows on each; those between two are parted by segilima."""
    page_of = {
        simpul.id: no for no, rows in enumerate(pages) for row in rows for simpul in row.simpul
    }
    parts = [Bagian(no, kolom) for no in range(len(pages))]
    fresh, many = len(bagan.simpul), 0
    for alir in bagan.alir:
        here, there = page_of[alir.dari], page_of[alir.ke]
        if here == there:
            parts[here].alir.append(alir)
            continue
        many += 1
        nama, ahead = f"A{many}", there > here
        wanted = [bagan.simpul[end].kolom for end in (alir.dari, alir.ke)]
        parts[here].add(fresh, nama, alir, wanted[0], di_atas=not ahead)
        parts[there].add(fresh + 1, nama, alir, wanted[1], di_atas=ahead)
        parts[here].alir.append(replace(alir, ke=fresh))
        parts[there].alir.append(Alir(dari=fresh + 1, ke=alir.ke, asal=alir.asal))
        ends = (bagan.simpul[alir.dari].langkah, bagan.simpul[alir.ke].langkah)
        parts[here].note(nama, ends, there, is_out=True)
        parts[there].note(nama, ends, here, is_out=False)
        fresh += 2
    return tuple(one.done(rows) for one, rows in zip(parts, pages, strict=True))


class Bagian:
    """A page while its arrows are being counted."""

    def __init__(self, no: int, kolom: Sequence[str]) -> None:
        self.no = no
        self.kolom = kolom
        self.alir: list[Alir] = []
        self.segilima: list[Segilima] = []
        self.sambungan: list[Sambungan] = []

    def add(
        self, simpul: int, nama: str, alir: Alir, wanted: Iterable[str], *, di_atas: bool
    ) -> None:
        """Give a segilima the free place that is nearest to where its arrow comes from or leads."""
        taken = [one for one in self.segilima if one.di_atas == di_atas]
        at = [self.kolom.index(one) for one in wanted]
        larik = len(taken) // len(self.kolom)
        free = set(range(len(self.kolom))) - {one.lajur for one in taken if one.larik == larik}
        lajur = min(free, key=lambda place: (min(abs(place - one) for one in at), place))
        self.segilima.append(
            Segilima(
                simpul=simpul,
                nama=nama,
                di_atas=di_atas,
                larik=larik,
                lajur=lajur,
                asal=alir.asal,
            )
        )

    def note(self, nama: str, ends: tuple[int, int], other: int, *, is_out: bool) -> None:
        """Say where an arrow goes on."""
        dari, ke = ends
        self.sambungan.append(
            Sambungan(nama=nama, dari=dari, ke=ke, halaman=other + 1, is_out=is_out)
        )

    def done(self, rows: Sequence[Baris]) -> Lembaran:
        """Return the page."""
        return Lembaran(
            baris=tuple(rows),
            alir=tuple(self.alir),
            segilima=tuple(self.segilima),
            sambungan=tuple(self.sambungan),
        )
