"""What stands on a paper, as frozen types: whoever has it can make the paper again, to the last byte.

1. Everything is in it: letterhead, names, ranks and NIP as they were when it was put together, so that
   a later appointment changes no paper that somebody has seen.
2. It is written in canonical JSON; a template is filled from that, never from anything else.
3. Moments are UTC by ISO 8601; the zone of the office stands beside them.
"""

from dataclasses import field
from typing import Protocol

from sop_flows.deferred import dataclass
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiKop:
    """The letterhead of an office, and where its letters are dated.

    ``kertas`` is the size of its paper, ``logo`` a sha256.
    """

    daerah: str
    nama: str
    alamat: str
    telepon: str = ""
    laman: str = ""
    surel: str = ""
    kertas: str = "A4"
    logo: str = ""
    tempat: str = field(default="", metadata=UNSAID_IF_EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pejabat:
    """Somebody in a post, as a signature block names them.

    ``penugasan`` is ``Plt.``, ``Plh.`` or ``Pj.`` before the post, or empty; ``nip`` is 18 digits, or
    empty. A post that nobody holds has no ``nama``.
    """

    nama: str
    jabatan: str
    penugasan: str = ""
    pangkat: str = ""
    nip: str = ""

    @property
    def sebutan(self) -> str:
        """The post as its holder has it, such as ``Plt. Camat``."""
        return f"{self.penugasan} {self.jabatan}" if self.penugasan else self.jabatan


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiTanda:
    """The signature outside of the bot by which somebody decided: a certified one, or one in ink."""

    subjek: str = ""
    """Whose certificate it was; empty where it was ink."""
    penerbit: str = ""
    saksi: str = ""
    """Who saw the ink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengesahan:
    """Who initialed, approved or signed what the paper is of: by which aksi, and when."""

    pejabat: Pejabat
    aksi: str
    pada: str
    unit: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """Whose values it was, where it was not all of them."""
    is_pegawai: bool = field(default=False, metadata=UNSAID_IF_EMPTY)
    """Whether somebody signed as an employee, as all of them are asked to: no post judged with it."""
    tanda: IsiTanda | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    """None where it was a tap, which is no certified signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kepala:
    """What every paper says: whose it is, of which berkas, and how far it is approved."""

    jenis: str
    kop: IsiKop
    zona: str
    berkas: int
    """Its short number."""
    judul: str
    """Of the berkas."""
    periode: Periode
    sop: str
    langkah: int
    """That makes it."""
    kode: str
    """The kode verifikasi of the naskah that it shows; empty where it shows none."""
    naskah: str
    """Its sha256."""
    perbaikan: int = 0
    """How often it was done again: people read of one more, the ronde."""
    is_konsep: bool = False
    """Whether what it shows is still to be approved."""
    pengesahan: tuple[Pengesahan, ...] = ()
    """Oldest first."""
    kantor: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """The kode of the office."""
    tautan: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """Leads to what the kode verifikasi stands for; its QR is printed."""

    @property
    def tertanda(self) -> tuple[Pengesahan, ...]:
        """Who decided for a post, oldest first."""
        return tuple(one for one in self.pengesahan if not one.is_pegawai)


class IsiPaper(Protocol):
    """The content of a paper: each kind has a frozen type of its own."""

    @property
    def kepala(self) -> Kepala: ...
