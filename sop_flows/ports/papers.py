"""What the use cases need of papers that were made, and what a screen shows of one."""

from datetime import datetime
from typing import Protocol

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.engine.tanda_tangan import Tte
from sop_flows.jejak import Head, JejakLine
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor, Pemegang
from sop_flows.naskah.naskah import Naskah
from sop_flows.papers.nama import name_of
from sop_flows.ports.views import IsiView
from sop_flows.sop.paper import JenisPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper with what stands on it (canonical JSON); ``sha256`` is that of its file, empty until it is made."""

    kantor_id: int
    berkas_id: int
    jenis: JenisPaper
    langkah: int
    unit_id: int | None
    kode: str
    naskah: str
    isi_sha256: str
    isi: str
    sha256: str = ""
    dibuat_at: datetime | None = None


class PaperPort(Protocol):
    """Papers that were made; they only grow."""

    def made(self, berkas_id: int, isi_sha256: str) -> Paper | None:
        """Return the paper of a berkas with that content, where it was made."""

    def of_berkas(self, berkas_id: int) -> tuple[Paper, ...]:
        """Return every paper of a berkas that was made, oldest first."""

    def showing(self, berkas_id: int, naskah: str) -> tuple[Paper, ...]:
        """Return the papers of a berkas that were made of the naskah with that sha256, oldest first."""

    def find(self, kantor_id: int, sha256: str) -> tuple[Paper, ...]:
        """Return the papers of an office whose file has that sha256."""

    def keep(self, paper: Paper) -> None:
        """Keep a paper that was made, unless one with its content is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Koreksi:
    """A paper that somebody corrected and handed in: it stands for ours, which is versi 1."""

    lampiran: Lampiran
    versi: int
    oleh: Pemegang


@dataclass(frozen=True, slots=True, kw_only=True)
class Tertanda:
    """A paper that was signed outside of the bot and handed in: it stands for ours."""

    lampiran: Lampiran
    tte: Tte


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper as it is handed to somebody who may see it."""

    kantor: Kantor
    berkas: Berkas
    paper: Paper
    is_konsep: bool
    unit: str = ""
    """Whose it is alone; empty where it is of all units."""
    is_word: bool = False
    """Whether it is asked for as a Word file, which the office may edit."""
    templat: str = ""
    """The sha256 of the office's own Word template of its kind; empty where it gave none."""
    koreksi: Koreksi | None = None
    """What was handed in instead of it since."""
    tertanda: Tertanda | None = None
    """What was signed of it, which is handed out from then on."""

    @property
    def nama(self) -> str:
        """The name of its file, without its ending."""
        nama = name_of(self.paper.jenis, self.paper.langkah, self.unit)
        return f"{self.berkas.nomor}-{nama}{self.akhiran}"

    @property
    def akhiran(self) -> str:
        """What the name of its file ends with where it is a signed one."""
        return "-tte" if self.tertanda else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArsipView:
    """Everything of a berkas, for whoever may see all of it."""

    kantor: Kantor
    berkas: Berkas
    sop: str
    """The kode of its SOP."""
    papers: tuple[PaperView, ...]
    dokumen: tuple[Lampiran, ...]
    naskah: tuple[Naskah, ...]
    """Oldest first."""
    riwayat: tuple[JejakLine, ...]
    """The lines of history about it, oldest first."""
    ujung: Head
    """Where the history of its office ends."""
    rekap: IsiView | None = None
    """What its sheet of values holds, as it was judged last; None where nothing was."""
