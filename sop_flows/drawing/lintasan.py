"""The arrows of a page, laid one after the other over the net of tracks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sop_flows.drawing.alir import Alir
from sop_flows.drawing.bentuk import Jawaban, Kotak, Lambang, Panah, Titik, Tulisan
from sop_flows.drawing.huruf import KECIL
from sop_flows.drawing.jaringan import Jaringan
from sop_flows.drawing.kertas import Tabel
from sop_flows.drawing.label import as_boxes, room_for
from sop_flows.drawing.petak import (
    by_simpul,
    doors_in,
    doors_out,
    joints,
    tracks_across,
    tracks_down,
)
from sop_flows.drawing.tempat import Tempat

TRIES: Final = 8
"""How often the arrows of a page are laid anew, the one first that found no way."""

Isi = tuple[tuple[Panah, ...], tuple[Tulisan, ...]]
"""The arrows of a page, and the words beside them."""


def lay(tabel: Tabel, tempat: Tempat, alir: Sequence[Alir]) -> Isi | None:
    """Return the arrows of a page with their words; None where one finds no way, or a word no room."""
    of = by_simpul(tempat.lambang)
    order = sorted(range(len(alir)), key=lambda no: urgency(of, alir[no]))
    for _ in range(TRIES):
        found, lost = lay_in_order(tabel, tempat, of, alir, order)
        if lost is None:
            panah = tuple(found[no] for no in sorted(found))
            words = label_all(tabel, tempat, panah)
            return None if words is None else (panah, words)
        order = [lost, *(no for no in order if no != lost)]
    return None


def urgency(of: Mapping[int, list[Lambang]], one: Alir) -> tuple[bool, int]:
    """Return which arrows are laid first: the way of the flow, and short before long."""
    far = abs(of[one.ke][0].kotak.y - of[one.dari][0].kotak.y)
    return one.jawaban is Jawaban.TIDAK, far


def lay_in_order(
    tabel: Tabel,
    tempat: Tempat,
    of: Mapping[int, list[Lambang]],
    alir: Sequence[Alir],
    order: Iterable[int],
) -> tuple[dict[int, Panah], int | None]:
    """Return the arrows by their number, and the first that found no way."""
    top, bottom = tempat.garis[0], tempat.garis[-1]
    net = Jaringan(
        tracks_across(tabel),
        tracks_down(tempat.tingkat, tempat.garis, top, bottom),
        [one.kotak for one in tempat.lambang],
        lambda one, other: may_share(alir[one], alir[other]),
    )
    for kiri, kanan, _ in joints(tempat.lambang):
        net.close(kiri, kanan)
    found: dict[int, Panah] = {}
    for no in order:
        one = alir[no]
        points = way(net, of, no, one)
        if points is None:
            return found, no
        found[no] = Panah(
            titik=points,
            dari=one.dari,
            ke=one.ke,
            jawaban=one.jawaban,
            asal=one.asal,
            asal_kata=one.asal_kata,
        )
    return found, None


def way(
    net: Jaringan, of: Mapping[int, list[Lambang]], no: int, one: Alir
) -> tuple[Titik, ...] | None:
    """Return the corners of the way of one arrow."""
    is_up = of[one.ke][0].kotak.y < of[one.dari][0].kotak.y
    return net.find(
        no,
        (door for symbol in of[one.dari] for door in doors_out(symbol, one, is_up=is_up)),
        (door for symbol in of[one.ke] for door in doors_in(symbol, is_up=is_up)),
    )


def may_share(one: Alir, other: Alir) -> bool:
    """Tell whether two arrows may lie on each other: it stays plain where each comes from and leads."""
    same_start = (one.dari, one.jawaban) == (other.dari, other.jawaban)
    return one.asal is other.asal and (same_start or one.ke == other.ke)


def label_all(tabel: Tabel, tempat: Tempat, panah: Sequence[Panah]) -> tuple[Tulisan, ...] | None:
    """Return the words beside arrows; None where one has no room."""
    taken = [one.kotak for one in tempat.lambang]
    taken += (box for one in panah for box in as_boxes(one.titik))
    taken += (box for kiri, kanan, _ in joints(tempat.lambang) for box in as_boxes((kiri, kanan)))
    first, last = tabel.pelaksana[0], tabel.pelaksana[-1]
    within = Kotak(first.x, 0, last.kanan - first.x, tabel.tinggi)
    words: list[Tulisan] = []
    for one in panah:
        if one.jawaban is None:
            continue
        box = room_for(one, taken, within)
        if box is None:
            return None
        taken.append(box)
        words.append(Tulisan(teks=str(one.jawaban), kotak=box, ukuran=KECIL, asal=one.asal_kata))
    return tuple(words)
