"""The way of a berkas: a picture as wide as a phone, its langkah below each other, stamped, lit or waiting."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sop_flows.drawing.alir import Bagan, read_bagan
from sop_flows.drawing.bentuk import Jawaban, Simbol
from sop_flows.ports.alur import AlurView, LangkahAlur
from sop_flows.sop.definition import Asal, Sop
from sop_flows.waktu.cetak import print_clock, printed_day
from sop_flows.waktu.tanggal import print_tanggal
from storage.documents.lembar.periods import print_periode
from storage.documents.papers.press import Bentuk, typeset
from storage.documents.papers.source import fill

MOST_NAMES: Final = 3
"""How many who have a langkah are named; the board names them all."""


def write_alur(view: AlurView) -> bytes:
    """Return a page of the way of a berkas as PNG, the same bytes for the same way."""
    return typeset(source_of(view), Bentuk.PNG)


def source_of(view: AlurView) -> str:
    """Return a page of the way of a berkas as typst has it."""
    bagan = read_bagan(view.sop)
    shown = [one.status.langkah.no for one in view.langkah.baris]
    return fill(
        "alur.typ",
        view=view,
        periode=print_periode(view.berkas.periode),
        baris=[(one, keadaan(one), simbol_of(bagan, one)) for one in view.langkah.baris],
        panah=side_by_side(returns(view.sop, shown)),
        kembali=returns_in_words(view.sop),
        saat=partial(print_saat, view.kantor.zona),
        hari=lambda at: printed_day(at.astimezone(view.kantor.zona).date(), "d MMM"),
        most=MOST_NAMES,
    )


def keadaan(one: LangkahAlur) -> str:
    """Return how a langkah is marked."""
    return "terlambat" if one.status.is_late else one.status.status


def simbol_of(bagan: Bagan, one: LangkahAlur) -> str:
    """Return the symbol of a langkah: a diamond if anything in it decides."""
    simpul = bagan.of_langkah[one.status.langkah.no]
    found = {each.simbol for each in simpul}
    wanted = (Simbol.BELAH_KETUPAT, Simbol.KAPSUL, Simbol.KOTAK)
    return str(next(each for each in wanted if each in found))


def all_returns(sop: Sop) -> list[tuple[int, int, bool]]:
    """Return from which langkah one goes back to which, and whether the sheet does not print it."""
    bagan = read_bagan(sop)
    relays = {one.id for one in bagan.simpul if sop.langkah_of(one.langkah).relay == one.tahap}
    ways = {
        (bagan.simpul[one.dari].langkah, bagan.simpul[one.ke].langkah): one.asal is Asal.TAPAK
        for one in bagan.alir
        if one.jawaban is Jawaban.TIDAK or one.dari in relays
    }
    return [(dari, ke, ours) for (dari, ke), ours in ways.items()]


def returns(sop: Sop, shown: list[int]) -> list[tuple[int, int, bool]]:
    """Return those of which both ends are on the picture, by their places on it."""
    return [
        (shown.index(dari), shown.index(ke), ours)
        for dari, ke, ours in all_returns(sop)
        if dari in shown and ke in shown
    ]


def returns_in_words(sop: Sop) -> dict[int, str]:
    """Return where one may go back to from each langkah, in words."""
    found: dict[int, list[int]] = {}
    for dari, ke, _ in all_returns(sop):
        found.setdefault(dari, []).append(ke)
    decides = {row.no for row in sop.langkah if any(tahap.kembali for tahap in row.tahap)}
    return {
        dari: (
            "Ya: lanjut. Tidak: kembali ke" if dari in decides else "Meneruskan pengembalian ke"
        )
        + f" langkah {' atau '.join(map(str, sorted(ke)))}"
        for dari, ke in found.items()
    }


def side_by_side(ways: Iterable[tuple[int, int, bool]]) -> list[tuple[int, int, int, bool]]:
    """Return ways back, each on a track on which no other runs at the same height."""
    taken: list[list[tuple[int, int]]] = []
    found: list[tuple[int, int, int, bool]] = []
    for dari, ke, ours in sorted(ways, key=lambda way: (way[0] - way[1], way)):
        free = (
            track
            for track, spans in enumerate([*taken, []])
            if all(dari < other_ke or other_dari < ke for other_dari, other_ke in spans)
        )
        track = next(free)
        if track == len(taken):
            taken.append([])
        taken[track].append((dari, ke))
        found.append((dari, ke, track, ours))
    return found


def print_saat(zona: ZoneInfo, at: datetime) -> str:
    """Return ``Senin, 23 November 2026, 09.05 WIB``."""
    local = at.astimezone(zona)
    return f"{print_tanggal(local.date())}, {print_clock(local)}"
