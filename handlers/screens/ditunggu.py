"""Everybody whom a berkas waits for, page by page: of many, its board names the first only."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from handlers.screens.buttons import Keyboard, berkas_button, beside, page_row
from handlers.screens.screen import Screen, Tombol
from handlers.screens.wording import render
from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import StatusBerkas, Tugas
from sop_flows.ports.halaman import page_of
from sop_flows.ports.layar.daftar import LayarDitunggu
from sop_flows.ports.views import BerkasView
from sop_flows.sop.definition import Langkah

PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Ditunggu:
    """One open tugas, with its langkah, its unit, and who has it."""

    langkah: Langkah
    tugas: Tugas
    unit: str
    siapa: str


def draw_ditunggu(view: BerkasView, said: LayarDitunggu) -> Screen:
    """Return a page of all open tugas of a berkas: what it is, who has it, until when."""
    lines = tuple(waited_for(view))
    page = page_of(lines, said.halaman, PER_PAGE)
    text = render(
        "ditunggu.j2",
        kantor=view.kantor,
        berkas=view.berkas,
        halaman=page,
        jumlah=len(lines),
        now=view.now,
    )
    return Screen(text, page_row(page.jumlah, beside(page.ke), partial(turn_button, view)))


def waited_for(view: BerkasView) -> Iterator[Ditunggu]:
    """Yield every open tugas of a berkas: langkah by langkah, then what outlives them."""
    for status in view.langkah:
        for one in status.terbuka:
            yield Ditunggu(langkah=status.langkah, tugas=one.tugas, unit=one.unit, siapa=one.nama)
    for kept in view.sampingan:
        if kept.tugas.is_open:
            langkah = view.sop.langkah_of(kept.tugas.langkah)
            yield Ditunggu(langkah=langkah, tugas=kept.tugas, unit="", siapa=kept.jabatan)


def all_row(view: BerkasView) -> Keyboard:
    """Return the button that names all whom a berkas waits for, where they are many."""
    count = sum(1 for _ in waited_for(view)) + sum(status.lebih for status in view.langkah)
    if view.berkas.status is not StatusBerkas.BERJALAN or count <= PER_PAGE:
        return ()
    return ((berkas_button(view.berkas.id, "ditunggu", "ditunggu"),),)


def turn_button(view: BerkasView, kode: str, ke: int) -> Tombol:
    """Return a button that leads to a page."""
    return berkas_button(view.berkas.id, kode, "ditunggu", str(ke), ke=ke)
