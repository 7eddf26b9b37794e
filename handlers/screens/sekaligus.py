"""Several tugas at once: the list to choose from, the question about all of them, and what came of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from handlers.screens.buttons import (
    Gaya,
    Keyboard,
    beside,
    in_rows,
    open_button,
    page_row,
    sekaligus_button,
)
from handlers.screens.callback import LEAVE
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import told
from handlers.screens.wording import render
from sop_flows.deferred import replace
from sop_flows.ports.ditanya import Sekaligus, YakinSekaligus
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.sekaligus import SekaligusTercatat
from sop_flows.ports.sekaligus import BarisPilihan, SekaligusView


def draw_several(view: SekaligusView) -> Screen:
    """Return the list, or the question about those that are chosen."""
    asked = view.asked
    chosen = [one for one in view.baris if one.dipilih]
    text = render(
        "sekaligus.j2",
        kantor=view.kantor,
        asked=asked,
        yakin=isinstance(asked, YakinSekaligus),
        baris=view.baris,
        dipilih=chosen,
        banyak_jabatan=len({one.butir.selaku for one in view.baris}) > 1,
    )
    if asked is None:
        return Screen(text)
    if isinstance(asked, YakinSekaligus):
        return Screen(text, confirming(asked, chosen))
    return Screen(text, choosing(asked, view.baris, len(chosen)))


def choosing(asked: Sekaligus, lines: tuple[BarisPilihan, ...], chosen: int) -> Keyboard:
    """Return a tick and a way to the card for each, the pages, and the way on."""
    rows = tuple((tick(asked, one), look(asked, one)) for one in lines)
    pages = page_row(asked.jumlah, beside(asked.halaman), partial(turn, asked))
    go = button(asked, f"{asked.kerja.value}_terpilih", "tanya", asked.sidik, n=chosen)
    on = in_rows([go if chosen else None, leave(asked)])
    return (*rows, *pages, *on)


def confirming(asked: Sekaligus, chosen: list[BarisPilihan]) -> Keyboard:
    """Return the way to each card, "Ya" to all of them, and the ways back."""
    yes = button(
        asked,
        f"ya_{asked.kerja.value}_terpilih",
        "ya",
        asked.sidik_dipilih,
        gaya="success",
        n=len(chosen),
    )
    back = button(asked, "ubah_pilihan", "ubah", asked.sidik)
    return (*in_rows(look(asked, one) for one in chosen), (yes,), (back, leave(asked)))


def button(
    asked: Sekaligus, kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object
) -> Tombol:
    """Return a button of a list."""
    return sekaligus_button(asked.kantor, kode, aksi, *args, gaya=gaya, **facts)


def tick(asked: Sekaligus, one: BarisPilihan) -> Tombol:
    """Return the button that takes a tugas out of the choice, or back into it."""
    nama = f"#{one.baris.nomor} {one.baris.unit}".rstrip()
    tugas = str(one.baris.tugas)
    return button(asked, "pilihan", "pilih", asked.sidik, tugas, dipilih=one.dipilih, nama=nama)


def look(asked: Sekaligus, one: BarisPilihan) -> Tombol:
    """Return the button that opens the card of a tugas, while the list goes on standing."""
    tugas = str(one.baris.tugas)
    return button(
        asked, "buka", "lihat", asked.sidik, tugas, nomor=one.baris.nomor, apa=one.baris.unit
    )


def turn(asked: Sekaligus, kode: str, ke: int) -> Tombol:
    """Return the button that leads to another page: a list by itself."""
    return button(asked, kode, "buka", asked.kerja.value, str(ke), ke=ke)


def leave(asked: Sekaligus) -> Tombol:
    """Return the button that ends it."""
    return button(asked, "batal", LEAVE)


def draw_recorded(isi: SekaligusTercatat) -> Screen:
    """Return what became of each, with the ways to those that were not recorded, and to the rest."""
    ways = [open_button(one.baris.tugas, one.baris.nomor, one.baris.unit) for one in isi.tidak]
    rest = sekaligus_button(
        isi.kantor_id, f"{isi.kerja.value}_beberapa", "buka", isi.kerja.value, "1", kantor=""
    )
    return replace(told(isi), keyboard=in_rows([*ways, rest if isi.sisa > 1 else None]))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {SekaligusTercatat: draw_recorded}
"""Which message about several tugas is drawn how, by its type."""
