"""Reminders, another calendar, and the end of a berkas."""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from handlers.screens.buttons import (
    Keyboard,
    berkas_button,
    in_rows,
    list_button,
    naskah_button,
    open_button,
    several_rows,
    tugas_button,
)
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from handlers.screens.wording import render
from sop_flows.deferred import replace
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.berakhir import BerkasBerakhir
from sop_flows.ports.layar.daftar import LayarTugas
from sop_flows.ports.layar.kalender import KalenderBerubah
from sop_flows.ports.records import Daftar
from sop_flows.ports.reminders import BarisPengingat, PengingatView
from sop_flows.waktu.pengingat import JenisPengingat

MOST_TUGAS: Final = 5  # tugas that a reminder tells of
LEAST_OWN: Final = 3  # of the own ones, where there are others too
ROWS: Final = 6  # of buttons for what can be done about them: more, and the words are off the screen of a phone
FOR_ONE: Final = 2  # of these, for one overseen tugas, whatever somebody has of their own
BOARDS: Final = 4  # that a reminder leads to
NAMED: Final = 30  # that the line of the week names
MAX_NAMED = 10  # tugas of a message that get a button of their own

Lines = tuple[BarisPengingat, ...]
Deed = Callable[[BarisPengingat], Tombol | None]
"""Makes the button of what can be done about a tugas from its reminder; none where it cannot."""


def open_it(line: BarisPengingat) -> Tombol:
    """Return the button that opens the card of a tugas."""
    return open_button(line.tugas, line.nomor, line.unit or line.singkat)


def put_off(line: BarisPengingat) -> Tombol | None:
    """Return the button that puts the reminders off, where they may be."""
    if line.jenis is JenisPengingat.MENDEKATI or line.diminta or not line.can_wait:
        return None
    return tugas_button(line.tugas, 0, "tunda", "tunda", nomor=line.nomor)


def nudge(line: BarisPengingat) -> Tombol | None:
    """Return the button that reminds the holder, where one can be reached."""
    if line.putus is not None:
        return None
    return tugas_button(line.tugas, 0, "ingatkan_satu", "ingatkan", nomor=line.nomor)


def direct(line: BarisPengingat) -> Tombol | None:
    """Return the button that writes to the holder, where one can be reached."""
    if line.putus is not None:
        return None
    return tugas_button(line.tugas, 0, "tulis_arahan", "arahan", nomor=line.nomor)


def ask_time(line: BarisPengingat) -> Tombol | None:
    """Return the button that asks for more time, where that may be asked."""
    if not line.can_ask:
        return None
    return tugas_button(line.tugas, 0, "minta_waktu_satu", "minta_waktu", nomor=line.nomor)


def give_time(line: BarisPengingat) -> Tombol | None:
    """Return the button that gives a tugas more time, where its tenggat can be moved."""
    if not line.can_lend:
        return None
    return tugas_button(line.tugas, 0, "beri_waktu_satu", "beri_hari", nomor=line.nomor)


def hand_on(line: BarisPengingat) -> Tombol | None:
    """Return the button that hands a tugas on to another post, where it may go to one."""
    if not line.can_move:
        return None
    return tugas_button(line.tugas, 0, "alihkan_satu", "alihkan", nomor=line.nomor)


OWN: tuple[Deed, ...] = (open_it, put_off, ask_time)
"""What somebody can do about an own tugas."""
OVERSEEN: tuple[Deed, ...] = (nudge, direct, give_time, hand_on)
"""What who oversees a tugas can do about it."""


def draw_reminder(view: PengingatView) -> Screen:
    """Return the one reminder of a person, or the line of the week, as it is true now."""
    if view.is_over:
        return Screen(render("pengingat_usai.j2", view=view))
    if view.daftar is Daftar.PEKANAN:
        text = render("pekanan.j2", view=view, banyak=NAMED)
        first = fitting(view.diawasi[:MOST_TUGAS], OVERSEEN, ROWS)
        return Screen(text, (*deeds(first, OVERSEEN), *boards(view.diawasi)))
    own = view.tugas[: max(LEAST_OWN, MOST_TUGAS - len(view.diawasi))]
    others = view.diawasi[: MOST_TUGAS - min(MOST_TUGAS, len(own))]
    first = fitting(own, OWN, ROWS - FOR_ONE if others else ROWS)
    at_own = deeds(first, OWN)
    next_ones = fitting(others, OVERSEEN, ROWS - len(at_own))
    reached = (len(first), len(next_ones))
    text = render("pengingat.j2", view=view, sendiri=own, diawasi=others, terjangkau=reached)
    is_all = len(first) == len(view.tugas)
    rest = () if is_all else (list_button(LayarTugas.layar, "semua_tugas", 1),)
    keyboard = (
        *several_rows(view.sekaligus),
        *at_own,
        *deeds(next_ones, OVERSEEN),
        *in_rows(rest),
        *boards((*view.diawasi[len(next_ones) :], *next_ones)),
    )
    return Screen(text, keyboard)


def fitting(lines: Lines, can: Sequence[Deed], rows: int) -> Lines:
    """Return as many of the first lines as have room for all of their buttons in so many rows."""
    heights = accumulate(len(deeds((line,), can)) for line in lines)
    return tuple(line for line, height in zip(lines, heights, strict=True) if height <= rows)


def deeds(lines: Lines, can: Sequence[Deed]) -> Keyboard:
    """Return the buttons for what can be done about each tugas, those of one beside each other."""
    return tuple(row for line in lines for row in in_rows(deed(line) for deed in can))


def boards(lines: Lines) -> Keyboard:
    """Return a button for the board of each berkas, those first whose tugas have no buttons of their own."""
    found = dict.fromkeys((line.berkas_id, line.berkas) for line in lines)
    return in_rows(
        berkas_button(id, "buka_papan", "papan", nomor=nomor) for id, nomor in [*found][:BOARDS]
    )


def draw_berakhir(isi: BerkasBerakhir) -> Screen:
    """Return what came of a berkas, with the buttons that open its naskah and its history."""
    kept, history = isi.naskah, berkas_button(isi.berkas_id, "riwayat", "riwayat")
    opened = naskah_button(isi.berkas_id, kept.kode, "lihat_naskah", "buka") if kept else None
    return replace(told(isi), keyboard=in_rows([opened, history]))


def draw_kalender(isi: KalenderBerubah) -> Screen:
    """Return what another calendar means for somebody, with a button for each tugas."""
    named = [*(one.satu for one in isi.batas), *(one.satu for one in isi.rapat)]
    found = list({one.tugas: one for one in named}.values())[:MAX_NAMED]
    buttons = (open_button(one.tugas, one.nomor, one.unit or one.singkat) for one in found)
    return replace(told(isi), keyboard=in_rows(buttons))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    KalenderBerubah: draw_kalender,
    BerkasBerakhir: draw_berakhir,
}
"""Which message about time and ends is drawn how, by its type."""
