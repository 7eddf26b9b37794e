"""An SOP file sent by an admin: what is wrong with it, what it changes, and its activation."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens.buttons import Keyboard, sop_button
from handlers.screens.findings import describe_kode, describe_salah
from handlers.screens.screen import Screen
from handlers.screens.wording import render, word
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.sop import (
    Beda,
    Catatan,
    Kesalahan,
    SopDiperiksa,
    SopDitolak,
)


def draw_ditolak(isi: SopDitolak) -> Screen:
    """Return what has to be mended before an SOP file can run."""
    found = [(each, sentence_of(each)) for each in isi.temuan]
    return Screen(render("pesan/sop_ditolak.j2", isi=isi, temuan=found))


def sentence_of(finding: Kesalahan | Catatan) -> str:
    """Return the sentence of one finding."""
    if isinstance(finding, Kesalahan):
        return describe_salah(finding.salah, finding.nilai)
    return describe_kode(finding.kode, finding.fakta)


def sentence_of_change(change: Beda) -> str:
    """Return the sentence of one change."""
    facts = {"langkah": change.langkah, "dari": change.dari, "ke": change.ke}
    return word("perubahan", change.jenis, jenis=change.jenis.value, **facts)


def draw_diperiksa(isi: SopDiperiksa) -> Screen:
    """Return the summary of an SOP file that can run, to be activated or left."""
    text = render(
        "pesan/sop_diperiksa.j2",
        isi=isi,
        peringatan=[(each, sentence_of(each)) for each in isi.peringatan],
        perubahan=[(each, sentence_of_change(each)) for each in isi.perubahan],
    )
    return Screen(text, plan_buttons(isi))


def plan_buttons(isi: SopDiperiksa) -> Keyboard:
    """Return yes, where every column has a post and there is something to do; and no."""
    place = (isi.kantor_id, isi.sidik)
    leave = sop_button("batal", "batal", *place)
    if isi.belum or isi.aktif:
        return ((leave,),)
    return ((sop_button("ya_aktifkan", "ya", *place, gaya="success"), leave),)


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    SopDitolak: draw_ditolak,
    SopDiperiksa: draw_diperiksa,
}
"""Which message about an SOP file is drawn how, by its type."""
