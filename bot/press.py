"""Papers on their way to becoming files: set when they are read, kept once they were sent."""

import logging
from dataclasses import field
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.naskah.canonical import sha256_of
from sop_flows.papers.compose import read_paper
from sop_flows.ports.papers import ArsipView, Paper, PaperView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import IsiView
from storage.documents.apart.process import NotDone
from storage.documents.papers.arsip import write_arsip
from storage.documents.papers.isi_word import IsiWord
from storage.documents.papers.paper import write_paper
from storage.documents.segel.segel import NotSealed, Segel
from storage.documents.writer import write_apart
from storage.files import FileDamaged, FileMissing, Files

logger = logging.getLogger(__name__)

GONE: Final = (FileMissing, FileDamaged, NotDone)
"""Why there is no file any more of what an archive should hold."""


@dataclass(frozen=True, slots=True)
class PaperPress:
    """What makes files of papers: where they are kept, and the seal, where there is one."""

    files: Files
    segel: Segel | None = None

    def press(self, isi: str) -> bytes:
        """Return the paper with that content as a file, sealed once it was signed.

        Raises:
            PaperNotSet: It cannot be made.
        """
        paper = read_paper(isi)
        kepala, logo = paper.kepala, paper.kepala.kop.logo
        content = write_paper(paper, sha256_of(isi), self.files.get(logo) if logo else b"")
        if self.segel is None or kepala.is_konsep or not kepala.pengesahan:
            return content
        try:
            return self.segel.seal(content, kepala.kop.nama)
        except NotSealed as failure:  # work goes on; `tapak check` says how to mend it
            logger.warning("A paper is not sealed", extra={"error": repr(failure)})
            return content

    def press_word(self, isi: str, templat: str) -> bytes:
        """Return the paper with that content as a Word document.

        Args:
            templat: The sha256 of the office's own template; empty for ours.

        Raises:
            FileMissing: The template, or the logo of our letterhead, is not there.
            NotDone: It cannot be made.
        """
        paper = read_paper(isi)
        if templat:
            return write_apart(IsiWord(paper, self.files.get(templat)))
        logo = paper.kepala.kop.logo
        return write_apart(IsiWord(paper, None, self.files.get(logo) if logo else b""))


@dataclass(slots=True)
class PressedPaper:
    """One paper; the file that was made of it once is its file for ever."""

    paper_press: PaperPress
    paper: Paper

    def read(self) -> bytes:
        """Return the file, made where it never was or is whole no more; not on the event loop.

        Raises:
            FileMissing: It has gone, and this version makes another one of its content.
            PaperNotSet: It cannot be made.
        """
        known, files = self.paper.sha256, self.paper_press.files
        if known and (kept := files.find(known)) is not None:
            return kept
        content = self.paper_press.press(self.paper.isi)
        sha256 = files.put(content)
        if known and sha256 != known:
            raise FileMissing(known)
        self.paper = replace(self.paper, sha256=sha256)
        return content

    def keep(self, uow: UnitOfWork) -> None:
        """Keep which file was made of it."""
        if self.paper.sha256 and self.paper.dibuat_at is None:
            uow.papers.keep(replace(self.paper, dibuat_at=uow.now))


def tabulate(isi: IsiView) -> bytes | None:
    """Return all values of a content as a workbook; None where it cannot be made."""
    try:
        return write_apart(isi)
    except NotDone:
        return None


@dataclass(slots=True)
class ArchiveBundle:
    """The archive of a berkas, with the papers that are made for it."""

    paper_press: PaperPress
    view: ArsipView
    made: list[PressedPaper] = field(default_factory=list)
    hilang: tuple[str, ...] = ()
    """What should be in it and is no more, once it was read."""

    def read(self) -> bytes:
        """Return the archive as a zip, with all that there still is; not on the event loop."""
        self.made.clear()
        arsip = write_arsip(self.view, self.press, self.paper_press.files.find, tabulate)
        self.hilang = arsip.hilang
        return arsip.isi

    def press(self, view: PaperView) -> bytes | None:
        """Return what was signed of a paper, else ours, and remember that it was made; None where it cannot be."""
        if view.tertanda is not None:
            return self.paper_press.files.find(view.tertanda.lampiran.sha256)
        pressed = PressedPaper(self.paper_press, view.paper)
        try:
            content = pressed.read()
        except GONE:
            return None
        self.made.append(pressed)
        return content

    def lost(self) -> tuple[str, ...]:
        """Return the names of the dokumen of which nothing is kept, without reading the others."""
        files = self.paper_press.files
        return tuple(one.nama for one in self.view.dokumen if not files.path(one.sha256).exists())

    def keep(self, uow: UnitOfWork) -> None:
        """Keep which files were made of its papers."""
        for pressed in self.made:
            pressed.keep(uow)
