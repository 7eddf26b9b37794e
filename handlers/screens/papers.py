"""The papers of a berkas: the buttons that ask for them on cards and boards, and each as a file."""

from typing import Final

from handlers.screens.buttons import Keyboard, berkas_button, in_rows, tugas_button
from handlers.screens.screen import Dokumen, Screen
from handlers.screens.wording import CAPTION, render, word
from sop_flows.deferred import dataclass
from sop_flows.papers.when import named_by
from sop_flows.ports.papers import ArsipView, PaperView
from sop_flows.ports.views import BerkasView, KartuView
from sop_flows.sop.definition import Minta
from sop_flows.sop.paper import JenisPaper

EDITABLE: Final = frozenset(
    {
        JenisPaper.UNDANGAN,
        JenisPaper.NOTULA,
        JenisPaper.SURAT_PENGANTAR,
        JenisPaper.LAPORAN,
    }
)
"""What is handed out as a Word file too: papers whose words are the office's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTerlampir:
    """A paper with the file that it is."""

    view: PaperView
    dokumen: Dokumen


@dataclass(frozen=True, slots=True, kw_only=True)
class ArsipTerlampir:
    """Everything of a berkas with the file that it is in."""

    view: ArsipView
    dokumen: Dokumen
    hilang: tuple[str, ...] = ()
    """Names of dokumen of which nothing is kept any more."""


def paper_rows(view: KartuView) -> Keyboard:
    """Return a button for each paper that hangs on the card of a tugas."""
    id, revisi = view.tugas.id, view.tugas.revisi
    made = named_by(view.tahap) if view.tahap and makes_papers(view) else ()
    named = [(ke, one, word("paper", one.value)) for ke, one in enumerate(view.papers, start=1)]
    papers = [
        tugas_button(id, revisi, "paper", "paper", str(ke), nama=nama) for ke, _, nama in named
    ]
    editable = [
        tugas_button(id, revisi, "paper_word", "paper", str(ke), "word", nama=nama)
        for ke, one, nama in named
        if one in EDITABLE and one in made
    ]
    return in_rows([*papers, *editable])


def makes_papers(view: KartuView) -> bool:
    """Tell whether a card is of who makes its papers, and so may edit them."""
    is_signing = view.tahap is not None and view.tahap.minta is Minta.TANDA_TANGAN
    return view.tugas.is_open and not is_signing and not view.tugas.facts.only_attends


def arsip_row(view: BerkasView) -> Keyboard:
    """Return the button that hands out everything of a berkas, to whoever may see all of it."""
    if not view.has_arsip:
        return ()
    return ((berkas_button(view.berkas.id, "arsip", "arsip"),),)


def draw_paper(isi: PaperTerlampir) -> Screen:
    """Return a paper with what it is of, and how far it is approved."""
    return Screen(
        render("pesan/paper.j2", limit=CAPTION, isi=isi.view),
        document=isi.dokumen,
        pengganti=render("pesan/paper_gagal.j2", limit=CAPTION, isi=isi.view),
    )


def draw_arsip(isi: ArsipTerlampir) -> Screen:
    """Return the archive of a berkas with what is in it."""
    return Screen(
        render("pesan/arsip.j2", limit=CAPTION, isi=isi.view, hilang=isi.hilang),
        document=isi.dokumen,
        pengganti=render("pesan/arsip_gagal.j2", limit=CAPTION, isi=isi.view),
    )
