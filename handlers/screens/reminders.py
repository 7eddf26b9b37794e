"""Reminders, and the end of a berkas."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from handlers.screens.buttons import (
    berkas_button,
    in_rows,
    open_button,
    tugas_button,
)
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.pengingat import PesanPengingat
from sop_flows.ports.layar.tugas import BerkasBerakhir
from sop_flows.waktu.pengingat import JenisPengingat

MAX_REMINDED = 10  # tugas of a reminder that get buttons of their own


def draw_pengingat(isi: PesanPengingat) -> Screen:
    """Return a reminder, with a button for each tugas: open it, or be reminded tomorrow."""
    buttons: list[Tombol] = []
    for line in isi.tugas[:MAX_REMINDED]:
        buttons.append(open_button(line.tugas, line.nomor))
        if line.jenis is not JenisPengingat.MENDEKATI and not isi.diminta:
            buttons.append(tugas_button(line.tugas, 0, "tunda", "tunda", nomor=line.nomor))
    return replace(told(isi), keyboard=in_rows(buttons))


def draw_berakhir(isi: BerkasBerakhir) -> Screen:
    """Return that a berkas has ended, with the button that shows its history."""
    return replace(told(isi), keyboard=((berkas_button(isi.berkas_id, "riwayat", "riwayat"),),))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    PesanPengingat: draw_pengingat,
    BerkasBerakhir: draw_berakhir,
}
"""Which message about time and ends is drawn how, by its type."""
