"""Planning an SOP: the question for its day, and the plan, a page of one SOP at a time."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from handlers.screens.buttons import Gaya, beside, in_rows, mulai_button, page_row, tick_names
from handlers.screens.callback import RencanaTap
from handlers.screens.moments import print_rentang
from handlers.screens.screen import Screen, Tombol, plain
from handlers.screens.told import told
from handlers.screens.wording import label, render, word
from sop_flows.deferred import replace
from sop_flows.kantor.halangan import Halangan
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.rencana import LayarRencana, TanyaRencana
from sop_flows.ports.rencana import Arah, LangkahRencana, Maksud, RencanaView

SHORT = "MMM"  # a month on a button, without the year


def rencana_button(
    sop_id: int,
    kode: str,
    maksud: Maksud | None = None,
    *,
    leaves: bool = False,
    gaya: Gaya | None = None,
    **facts: object,
) -> Tombol:
    """Return a button that shows a plan, asks for its day, or leaves that question."""
    data = RencanaTap(sop_id, maksud, leaves).encode()
    return Tombol(label(kode, **facts), data, gaya=gaya)


def draw_tanya_rencana(isi: TanyaRencana) -> Screen:
    """Return the question for the day, with those that are at hand."""
    near = [
        (Arah.MULAI, "rencana_mulai", isi.hari_ini),
        (Arah.SAMPAI, "rencana_sampai", isi.batas),
    ]
    buttons = (
        rencana_button(
            isi.sop,
            kode,
            Maksud(sop=isi.sop, arah=arah, hari=day),
            kapan=print_rentang(day, day, SHORT),
        )
        for arah, kode, day in near
        if day is not None
    )
    leave = rencana_button(isi.sop, "batal", leaves=True)
    return replace(told(isi), keyboard=in_rows([*buttons, leave], 1), is_passing=True)


def draw_rencana(view: RencanaView, said: LayarRencana) -> Screen:
    """Return a page of a plan: its start and end, its langkah by day, and what they run into."""
    maksud, page = said.maksud, view.bagian
    text = render("rencana.j2", view=view, bagian=page.baris[0], hari=by_day(view))

    def turn(kode: str, ke: int) -> Tombol:
        return rencana_button(maksud.sop, kode, replace(maksud, halaman=ke), ke=ke)

    names = tick_names([one.sop.nama for one in view.dapat_dimulai])
    names = names if len(names) > 1 else (word("tawaran", "mulai"),) * len(names)
    starts = (
        mulai_button(one.sop_id, one.periode, nama)
        for one, nama in zip(view.dapat_dimulai, names, strict=True)
    )
    other = rencana_button(maksud.sop, "rencana_hari")
    rows = (*page_row(page.jumlah, beside(page.ke), turn), *in_rows(starts, 1))
    return Screen(text, (*rows, *in_rows([chain_button(view), other], 1)))


def chain_button(view: RencanaView) -> Tombol | None:
    """Return the button that plans the SOPs before one too, or leaves them out; None where none are."""
    if not view.masukan:
        return None
    kode = "rencana_sendiri" if view.sebelum else "rencana_rantai"
    maksud = replace(view.maksud, rantai=not view.sebelum, halaman=1)
    return rencana_button(maksud.sop, kode, maksud)


def describe_halangan(halangan: Halangan) -> str:
    """Return what a plan runs into as plain text, in the words of the chat."""
    return plain(render("halangan.j2", h=halangan))


def by_day(view: RencanaView) -> tuple[tuple[date, tuple[LangkahRencana, ...]], ...]:
    """Return the pieces on a page of a plan by the day on which they begin."""
    pieces = view.bagian.baris[0].langkah
    days = groupby(pieces, key=lambda one: one.terjadwal.mulai.date())
    return tuple((day, tuple(here)) for day, here in days)


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {TanyaRencana: draw_tanya_rencana}
"""Which message about a plan is drawn how, by its type."""
