"""What an office reached: the card, its picture, and the question of which office."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from typing import Any

from handlers.screens.buttons import (
    Keyboard,
    beside,
    capaian_button,
    in_rows,
    page_row,
    tick_names,
)
from handlers.screens.screen import Dokumen, Screen, Tombol, parsed_length
from handlers.screens.told import told
from handlers.screens.wording import CAPTION, print_periode, render, render_part
from sop_flows.deferred import dataclass, replace
from sop_flows.naskah.batang import Per
from sop_flows.ports.capaian import CapaianView, Pandangan
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.capaian import PilihanCapaian
from sop_flows.ports.rekap import RekapKantor


@dataclass(frozen=True, slots=True, kw_only=True)
class BaganTerlampir:
    """A chart, with what it is of."""

    view: CapaianView
    dokumen: Dokumen


@dataclass(frozen=True, slots=True, kw_only=True)
class BukuTerlampir:
    """The workbook of an office, with what it is of."""

    view: RekapKantor
    dokumen: Dokumen


def draw_capaian(view: CapaianView) -> Screen:
    """Return what an office reached, what is low first, with the ways to look at more of it."""
    at = shown(view)
    rows = (
        *unit_rows(view),
        *pages(view, "lihat"),
        *in_rows(
            [
                capaian_button(at, "bagan", "bagan") if view.batang.baris else None,
                capaian_button(at, "unduh_rekap", "rekap") if view.has_buku else None,
            ]
        ),
        *in_rows(other_bars(view)),
        *in_rows(other_periods(view)),
    )
    return Screen(render("capaian.j2", view=view), rows)


def draw_bagan(isi: BaganTerlampir) -> Screen:
    """Return the picture with all that it shows in words, and the ways to its other pages."""
    return Screen(caption_of(isi.view), pages(isi.view, "bagan"), photo=isi.dokumen)


def caption_of(view: CapaianView) -> str:
    """Return a picture in words: its bars with whole names as far as they fit, then by kode, then counted."""
    bars = view.batang.baris
    ways = (True, False) if view.per is Per.INDIKATOR else (False,)
    for by_kode, many in product(ways, range(len(bars), -1, -1)):
        caption = render_part("pesan/bagan.j2", view=view, tampil=bars[:many], by_kode=by_kode)
        if parsed_length(caption) <= CAPTION:
            return caption
    return render("pesan/bagan.j2", limit=CAPTION, view=view, tampil=(), by_kode=False)


def draw_buku(isi: BukuTerlampir) -> Screen:
    """Return the workbook, with what it is of and whether it can still change."""
    caption = render("pesan/buku_rekap.j2", limit=CAPTION, view=isi.view)
    return Screen(caption, document=isi.dokumen)


def draw_pilihan(isi: PilihanCapaian) -> Screen:
    """Return the question of which office is meant, with a button for each."""
    names = tick_names([nama for nama, _ in isi.pilihan])
    buttons = (
        capaian_button(at, "kantor", nama=nama)
        for (_, at), nama in zip(isi.pilihan, names, strict=True)
    )
    return replace(told(isi), keyboard=in_rows(buttons, 1))


def shown(view: CapaianView) -> Pandangan:
    """Return what is looked at, with what was not chosen as it came out."""
    return replace(view.pandangan, per=view.per, halaman=view.batang.ke)


def pages(view: CapaianView, aksi: str) -> Keyboard:
    """Return the buttons that turn the pages of the bars."""
    batang = view.batang
    return page_row(batang.jumlah, beside(batang.ke), partial(turn_button, view, aksi))


def turn_button(view: CapaianView, aksi: str, kode: str, ke: int) -> Tombol:
    """Return the button that leads to a page of the bars."""
    return capaian_button(replace(shown(view), halaman=ke), kode, aksi, ke=ke)


def unit_rows(view: CapaianView) -> Keyboard:
    """Return the buttons of the units on a page of them, or the one that leads back to all."""
    whole = replace(view.pandangan, unit=None, per=None, halaman=1)
    if view.unit is not None:
        is_one = len(view.unit_id) == 1
        return () if is_one else ((capaian_button(whole, "semua_unit"),),)
    if view.per is not Per.UNIT:
        return ()
    units = [one for one in view.batang.baris if one.kode in view.unit_id]
    names = tick_names([one.nama for one in units])
    return in_rows(
        capaian_button(replace(whole, unit=view.unit_id[one.kode]), "unit_nilai", nama=nama)
        for one, nama in zip(units, names, strict=True)
    )


def other_bars(view: CapaianView) -> list[Tombol]:
    """Return the buttons that show other bars of the same."""
    at = replace(view.pandangan, halaman=1)
    return [
        capaian_button(replace(at, per=per), f"per_{per.value}")
        for per in view.pilihan
        if per is not view.per
    ]


def other_periods(view: CapaianView) -> list[Tombol]:
    """Return the buttons that lead to other periode."""
    at = replace(view.pandangan, halaman=1)
    return [
        capaian_button(replace(at, periode=one), "periode", periode=print_periode(one))
        for one in view.lain
    ]


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {PilihanCapaian: draw_pilihan}
"""Which message about it is drawn how, by its type."""
