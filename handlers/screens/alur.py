"""The way of a berkas through its SOP: a picture, and all that it shows in words."""

from handlers.screens.buttons import berkas_button, beside, in_rows, page_row
from handlers.screens.screen import Dokumen, Screen, Tombol
from handlers.screens.wording import CAPTION, render
from sop_flows.deferred import dataclass
from sop_flows.ports.alur import AlurView


@dataclass(frozen=True, slots=True, kw_only=True)
class AlurTerlampir:
    """A picture of the way, with what it is of."""

    view: AlurView
    dokumen: Dokumen


def draw_alur(isi: AlurTerlampir) -> Screen:
    """Return the picture, with the ways to its other pages, to a newer one and to the board."""
    view, page = isi.view, isi.view.langkah
    berkas_id = view.berkas.id

    def turn(kode: str, ke: int) -> Tombol:
        return berkas_button(berkas_id, kode, "alur", str(ke), ke=ke)

    newer = berkas_button(berkas_id, "segar", "alur", str(page.ke))
    rows = (*page_row(page.jumlah, beside(page.ke), turn), *in_rows([newer]))
    return Screen(render("pesan/alur.j2", limit=CAPTION, view=view), rows, photo=isi.dokumen)
