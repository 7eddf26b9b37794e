"""An SOP file sent by an admin: what is wrong with it, what it changes, and its activation."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens.buttons import Keyboard, sop_button
from handlers.screens.findings import describe_kode, describe_salah
from handlers.screens.screen import Screen
from handlers.screens.wording import render, word
from sop_flows.sop.catalog import Salah
from sop_flows.sop.findings import KodeTemuan

Facts = Mapping[str, Any]


def draw_ditolak(isi: Facts) -> Screen:
    """Return what has to be mended before an SOP file can run."""
    found = [(each, sentence_of(each)) for each in isi["temuan"]]
    return Screen(render("pesan/sop_ditolak.j2", isi=isi, temuan=found))


def sentence_of(finding: Facts) -> str:
    """Return the sentence of one finding."""
    if "salah" in finding:
        return describe_salah(Salah(finding["salah"]), finding["nilai"])
    return describe_kode(KodeTemuan(finding["kode"]), finding["fakta"])


def draw_diperiksa(isi: Facts) -> Screen:
    """Return the summary of an SOP file that can run, to be activated or left."""
    text = render(
        "pesan/sop_diperiksa.j2",
        isi=isi,
        peringatan=[(each, sentence_of(each)) for each in isi["peringatan"]],
        perubahan=[(p, word("perubahan", p["jenis"], **p)) for p in isi["perubahan"]],
    )
    return Screen(text, plan_buttons(isi))


def plan_buttons(isi: Facts) -> Keyboard:
    """Return yes, where every column has a post and there is something to do; and no."""
    place = (isi["kantor_id"], isi["sidik"])
    leave = sop_button("batal", "batal", *place)
    if isi["belum"] or isi["aktif"]:
        return ((leave,),)
    return ((sop_button("ya_aktifkan", "ya", *place, gaya="success"), leave),)


def told(layar: str) -> Callable[[Facts], Screen]:
    """Return how a message is drawn that is only told."""
    return lambda isi: Screen(render(f"pesan/{layar}.j2", isi=isi))


DRAW: Mapping[str, Callable[[Facts], Screen]] = {
    "sop_ditolak": draw_ditolak,
    "sop_diperiksa": draw_diperiksa,
    "sop_aktif": told("sop_aktif"),
    "sop_terlalu_besar": told("sop_terlalu_besar"),
}
"""Which message about an SOP file is drawn how, by its layar."""
