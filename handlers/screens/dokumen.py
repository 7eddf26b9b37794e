"""The dokumen of a berkas, handed out again: the buttons that ask for them, and each as a file."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens.buttons import Keyboard, berkas_button, in_rows, tugas_button
from handlers.screens.screen import Dokumen, Screen, Tombol
from handlers.screens.wording import CAPTION, render
from sop_flows.deferred import dataclass
from sop_flows.ports.lampiran import DokumenView
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.daftar import DokumenLagi
from sop_flows.ports.views import BerkasView, KartuView


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenTerlampir:
    """A dokumen with the file that it is."""

    view: DokumenView
    dokumen: Dokumen


def dokumen_button(view: KartuView) -> Tombol | None:
    """Return the button that shows the dokumen which concern a tugas, if there are any."""
    if not view.dokumen:
        return None
    id, revisi = view.tugas.id, view.tugas.revisi
    return tugas_button(id, revisi, "lihat_dokumen", "dokumen", n=view.dokumen)


def board_row(view: BerkasView) -> Keyboard:
    """Return the button that shows the dokumen of a berkas, if this person may see any."""
    if not view.dokumen:
        return ()
    return ((berkas_button(view.berkas.id, "lihat_dokumen", "dokumen", n=view.dokumen),),)


def draw_dokumen(isi: DokumenTerlampir) -> Screen:
    """Return a dokumen as it came, photo or file, with what it is, from whom and since when."""
    caption = render("pesan/dokumen.j2", limit=CAPTION, isi=isi.view)
    if isi.view.lampiran.is_tautan:
        return Screen(render("pesan/dokumen.j2", isi=isi.view))
    lost = render("pesan/dokumen_hilang.j2", limit=CAPTION, isi=isi.view)
    if isi.view.lampiran.foto:
        return Screen(caption, photo=isi.dokumen, pengganti=lost)
    return Screen(caption, document=isi.dokumen, pengganti=lost)


def draw_more(isi: DokumenLagi) -> Screen:
    """Return how many dokumen are still to come, and the button that goes on."""
    text = render("pesan/dokumen_lagi.j2", isi=isi)
    return Screen(text, in_rows([more_button(isi) if isi.sisa else None]))


def more_button(isi: DokumenLagi) -> Tombol | None:
    """Return the button that goes on after a dokumen, where those before it were asked for."""
    rest, after = isi.sisa, str(isi.sesudah)
    if isi.tugas is not None:
        return tugas_button(isi.tugas, 0, "lihat_berikutnya", "dokumen", after, n=rest)
    if isi.berkas is not None:
        return berkas_button(isi.berkas, "lihat_berikutnya", "dokumen", after, n=rest)
    return None


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {DokumenLagi: draw_more}
"""Which message is drawn how, by its type."""
