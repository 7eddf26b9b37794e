"""The gallery of the way of a berkas: at its beginning, midway, over several pictures, and not whole."""

from dataclasses import replace
from typing import Any

from handlers.screens.alur import AlurTerlampir
from handlers.screens.screen import Dokumen
from sop_flows.ports.alur import AlurView
from tests.support.views_alur import CAP, make_alur, make_finished
from tests.support.wall import draw_layar, show

DINAS = "pengukuran-kinerja-dinas"


def view_of(view: AlurView, **facts: Any) -> AlurView:
    """Return the way of a berkas with these facts on each of its langkah."""
    return replace(view, langkah=view.langkah.each(lambda one: replace(one, **facts)))


def alur() -> None:
    """Hang the pictures of the way of a berkas with their words."""
    views = {
        "langkah 1": make_alur(at=1),
        "langkah 4": make_alur(),
        "langkah 4, dengan yang lain": make_alur(cap=replace(CAP, lain=4)),
        "gambar 1 dari 2": make_alur(DINAS, 7),
        "gambar 2 dari 2": make_alur(DINAS, 10, halaman=2),
        "selesai": make_finished(),
        "riwayat tidak utuh": replace(make_alur(), is_whole=False),
    }
    copied = view_of(make_alur(), tembusan=("Kasi <A>", "Camat"))
    for name, view in {**views, "langkah 4, dengan tembusan": copied}.items():
        picture = AlurTerlampir(view=view, dokumen=Dokumen("alur.png", b"x"))
        show(f"alur: {name}", lambda p=picture: draw_layar("alur", p))
