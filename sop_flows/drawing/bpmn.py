"""An SOP as BPMN has it: events, tasks and gateways in lanes, with places and ways on one endless sheet.

1. A joint step is a task in each lane between two parallel gateways; what runs beside the flow is forked and
   joined by such too.
2. Who decides is a task, followed by an exclusive gateway: *Ya* is its default, each return a way of its own.
3. A return leads behind the join of its target: nobody waits again for what ran beside.
"""

from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from itertools import pairwise
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.drawing.alir import MULAI, SELESAI, Alir, Bagan, Simpul, read_bagan
from sop_flows.drawing.bentuk import Jawaban, Kotak, Lambang, Panah, Sebab, Simbol, TooLarge
from sop_flows.drawing.huruf import TITIK
from sop_flows.drawing.kertas import Lajur, Tabel
from sop_flows.drawing.lintasan import lay
from sop_flows.drawing.petak import Tingkat
from sop_flows.drawing.tempat import Tempat
from sop_flows.sop.definition import Sop

LAJUR: Final = 180 * TITIK
KEPALA: Final = 40 * TITIK
"""What is kept for the name of a lane above it."""
TUGAS: Final = (100 * TITIK, 60 * TITIK)
GERBANG: Final = (40 * TITIK, 40 * TITIK)
PERISTIWA: Final = (36 * TITIK, 36 * TITIK)
SELA: Final = tuple(TITIK * one for one in (30, 45, 70, 110))
"""Between two levels: more, where ways find no room."""


class Jenis(StrEnum):
    """What BPMN calls an element of the flow."""

    MULAI = "startEvent"
    SELESAI = "endEvent"
    TUGAS = "userTask"
    SERENTAK = "parallelGateway"
    PILIHAN = "exclusiveGateway"


UKURAN: Final = {
    Jenis.MULAI: PERISTIWA,
    Jenis.SELESAI: PERISTIWA,
    Jenis.TUGAS: TUGAS,
    Jenis.SERENTAK: GERBANG,
    Jenis.PILIHAN: GERBANG,
}
SIMBOL: Final = {
    Jenis.MULAI: Simbol.SEGILIMA,
    Jenis.SELESAI: Simbol.SEGILIMA,
    Jenis.TUGAS: Simbol.KOTAK,
    Jenis.SERENTAK: Simbol.BELAH_KETUPAT,
    Jenis.PILIHAN: Simbol.BELAH_KETUPAT,
}
"""Like which of our symbols an element has its doors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsur:
    """An element of the flow: in which lane it stands, at which level."""

    id: int
    jenis: Jenis
    kolom: str
    tingkat: int
    simpul: Simpul


@dataclass(frozen=True, slots=True, kw_only=True)
class Arus:
    """A sequence flow; ``kembali`` is the langkah that it returns to, None of what is no return."""

    dari: int
    ke: int
    alir: Alir
    kembali: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """An SOP as BPMN has it, with every place."""

    unsur: tuple[Unsur, ...]
    arus: tuple[Arus, ...]
    kotak: tuple[Kotak, ...]
    """The place of each element."""
    panah: tuple[Panah, ...]
    """The way of each flow."""
    lajur: tuple[Kotak, ...]
    """The lane of each column."""


@dataclass(slots=True)
class Ujung:
    """Where one comes into the elements of a simpul, and where one leaves them."""

    masuk: int
    """By the flow: at its join, if it has one."""
    kembali: int
    """By a return."""
    keluar: int
    """By the flow."""
    pilihan: int | None = None
    """By a return: at its exclusive gateway."""


@dataclass(slots=True)
class Penyusun:
    """The elements and flows while they are being made, level below level."""

    unsur: list[Unsur] = field(default_factory=list)
    arus: list[Arus] = field(default_factory=list)
    tingkat: int = 0

    def add(self, jenis: Jenis, simpul: Simpul, *kolom: str) -> list[int]:
        """Add elements beside each other on a level of their own."""
        ids = []
        for one in kolom:
            ids.append(len(self.unsur))
            self.unsur.append(
                Unsur(id=ids[-1], jenis=jenis, kolom=one, tingkat=self.tingkat, simpul=simpul)
            )
        self.tingkat += 1
        return ids

    def link(self, dari: Sequence[int], ke: Sequence[int], simpul: Simpul) -> None:
        """Add a flow from each of some elements of a simpul to each of others."""
        for one in dari:
            for other in ke:
                alir = Alir(dari=simpul.id, ke=simpul.id, asal=simpul.asal)
                self.arus.append(Arus(dari=one, ke=other, alir=alir))


def read_diagram(sop: Sop) -> Diagram:
    """Return an SOP as BPMN has it.

    Raises:
        TooLarge: Its flows find no way beside each other.
    """
    unsur, arus = elements_of(read_bagan(sop))
    kolom = [k.id for k in sop.kolom]
    for sela in SELA:
        placed = place(unsur, arus, kolom, sela)
        if placed is not None:
            return placed
    raise TooLarge(Sebab.PANAH)


def elements_of(bagan: Bagan) -> tuple[tuple[Unsur, ...], tuple[Arus, ...]]:
    """Return elements and flows of an SOP."""
    ordered = [one for rows in bagan.of_langkah.values() for one in rows]
    rank = {one.id: no for no, one in enumerate(ordered)}
    ahead = [one for one in bagan.alir if rank[one.dari] < rank[one.ke]]
    made = Penyusun()
    ends = {
        simpul.id: build(
            made,
            simpul,
            before=sum(one.ke == simpul.id for one in ahead),
            after=sum(one.dari == simpul.id for one in ahead),
        )
        for simpul in ordered
    }
    for alir in bagan.alir:
        dari, ke = ends[alir.dari], ends[alir.ke]
        if alir in ahead:
            made.arus.append(Arus(dari=dari.keluar, ke=ke.masuk, alir=alir))
        else:
            target = bagan.simpul[alir.ke].langkah
            start = dari.keluar if dari.pilihan is None else dari.pilihan
            kembali = target if alir.jawaban is Jawaban.TIDAK else None
            made.arus.append(Arus(dari=start, ke=ke.kembali, alir=alir, kembali=kembali))
    return tuple(made.unsur), tuple(made.arus)


def build(made: Penyusun, simpul: Simpul, *, before: int, after: int) -> Ujung:
    """Add the elements of a simpul, joined to each other, and return its ends."""
    home = simpul.kolom[0]
    is_capsule = simpul.simbol is Simbol.KAPSUL
    chain: list[list[int]] = []
    if is_capsule and not before:
        chain.append(made.add(Jenis.MULAI, simpul, home))
    if before > 1:
        chain.append(made.add(Jenis.SERENTAK, simpul, home))
    inner = len(chain)
    if simpul.tahap not in (MULAI, SELESAI):
        chain += work(made, simpul)
    pilihan = None
    if simpul.simbol is Simbol.BELAH_KETUPAT:
        (pilihan,) = made.add(Jenis.PILIHAN, simpul, home)
        chain.append([pilihan])
    if after > 1:
        chain.append(made.add(Jenis.SERENTAK, simpul, home))
    if is_capsule and not after:
        chain.append(made.add(Jenis.SELESAI, simpul, home))
    for one, other in pairwise(chain):
        made.link(one, other, simpul)
    back = chain[min(inner, len(chain) - 1)][0]
    return Ujung(masuk=chain[0][0], kembali=back, keluar=chain[-1][0], pilihan=pilihan)


def work(made: Penyusun, simpul: Simpul) -> list[list[int]]:
    """Return the task of a simpul; of a joint step one in each lane, between two gateways."""
    if len(simpul.kolom) == 1:
        return [made.add(Jenis.TUGAS, simpul, *simpul.kolom)]
    home = simpul.kolom[0]
    return [
        made.add(Jenis.SERENTAK, simpul, home),
        made.add(Jenis.TUGAS, simpul, *simpul.kolom),
        made.add(Jenis.SERENTAK, simpul, home),
    ]


def place(
    unsur: Sequence[Unsur], arus: Sequence[Arus], kolom: Sequence[str], sela: int
) -> Diagram | None:
    """Return the diagram with that much room between its levels; None where a flow finds no way."""
    tall = TUGAS[1]
    many = max(one.tingkat for one in unsur) + 1
    levels = [KEPALA + sela + no * (tall + sela) for no in range(many)]
    bottom = levels[-1] + tall + sela
    lanes = tuple(Lajur(x=no * LAJUR, lebar=LAJUR) for no in range(len(kolom)))
    boxes = [box_of(one, lanes[kolom.index(one.kolom)], levels[one.tingkat]) for one in unsur]
    symbols = tuple(
        Lambang(simbol=SIMBOL[one.jenis], kotak=box, simpul=one.id, kolom=one.kolom)
        for one, box in zip(unsur, boxes, strict=True)
    )
    sheet = Tempat(
        lambang=symbols,
        tulisan=(),
        tingkat=tuple(Tingkat(y, y + tall) for y in levels),
        garis=(KEPALA, bottom),
    )
    ways = lay(sheet_of(lanes, bottom), sheet, [as_way(one) for one in arus])
    if ways is None:
        return None
    return Diagram(
        unsur=tuple(unsur),
        arus=tuple(arus),
        kotak=tuple(boxes),
        panah=ways[0],
        lajur=tuple(Kotak(one.x, 0, one.lebar, bottom) for one in lanes),
    )


def as_way(one: Arus) -> Alir:
    """Return a flow as what is laid on the sheet."""
    return Alir(dari=one.dari, ke=one.ke, asal=one.alir.asal, jawaban=one.alir.jawaban)


def box_of(one: Unsur, lajur: Lajur, y: int) -> Kotak:
    """Return the place of an element: in the middle of its lane and its level."""
    wide, tall = UKURAN[one.jenis]
    return Kotak(lajur.tengah - wide // 2, y + (TUGAS[1] - tall) // 2, wide, tall)


def sheet_of(lanes: tuple[Lajur, ...], tinggi: int) -> Tabel:
    """Return an endless sheet with nothing but lanes."""
    none = Lajur(x=0, lebar=0)
    right = Lajur(x=lanes[-1].kanan, lebar=0)
    return Tabel(
        lebar=right.x,
        tinggi=tinggi,
        no=none,
        kegiatan=none,
        pelaksana=lanes,
        mutu=(right, right, right),
        keterangan=right,
    )
