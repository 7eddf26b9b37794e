"""Papers on their way to becoming files: set when they are read, kept once they were sent."""

from dataclasses import dataclass, field, replace

from sop_flows.ports.papers import ArsipView, Paper, PaperView
from sop_flows.ports.unit_of_work import UnitOfWork
from storage.documents.papers.arsip import write_arsip
from storage.documents.papers.paper import logo_of, write_paper
from storage.files import FileMissing, Files


@dataclass(slots=True)
class Cetakan:
    """One paper; the file that was made of it once is its file for ever."""

    files: Files
    paper: Paper

    def read(self) -> bytes:
        """Return the file, made where it never was or has gone; not on the event loop.

        Raises:
            FileMissing: It has gone, and this version makes another one of its content.
            PaperNotSet: It cannot be made.
        """
        known = self.paper.sha256
        try:
            if known:
                return self.files.get(known)
        except FileMissing:
            pass
        logo = logo_of(self.paper.isi)
        content = write_paper(self.paper.isi, self.files.get(logo) if logo else b"")
        sha256 = self.files.put(content)
        if known and sha256 != known:
            raise FileMissing(known)
        self.paper = replace(self.paper, sha256=sha256)
        return content

    def keep(self, uow: UnitOfWork) -> None:
        """Keep which file was made of it."""
        if self.paper.sha256 and self.paper.dibuat_at is None:
            uow.papers.keep(replace(self.paper, dibuat_at=uow.now))


@dataclass(slots=True)
class Bundel:
    """The archive of a berkas, with the papers that are made for it."""

    files: Files
    view: ArsipView
    made: list[Cetakan] = field(default_factory=list)

    def read(self) -> bytes:
        """Return the archive as a zip; not on the event loop."""
        self.made.clear()
        return write_arsip(self.view, self.press, self.files.get)

    def press(self, view: PaperView) -> bytes:
        """Return a paper as a file, and remember that it was made."""
        cetakan = Cetakan(self.files, view.paper)
        self.made.append(cetakan)
        return cetakan.read()

    def keep(self, uow: UnitOfWork) -> None:
        """Keep which files were made of its papers."""
        for cetakan in self.made:
            cetakan.keep(uow)
