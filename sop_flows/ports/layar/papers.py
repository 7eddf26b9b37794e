"""Papers as they are owed: put together when they are sent, for whoever may see them then."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.naskah.putusan import Putusan
from sop_flows.ports.layar.isi import Isi


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarPaper(Isi):
    """A paper on the card of a tugas: the *ke*-th, from 1."""

    layar = "paper"
    tugas: int
    ke: int
    word: bool = False
    """Whether as a Word file."""
    bot: str = ""
    """The username of the bot that tells what a kode stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayarArsip(Isi):
    """Every paper and dokumen of a berkas in one file."""

    layar = "arsip"
    berkas: int
    bot: str = ""
    """The username of the bot that tells what a kode stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoDisimpan(Isi):
    """The logo of an office was kept."""

    layar = "logo_disimpan"
    kantor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TandaDiperiksa:
    """How something was decided by a file that somebody brought, as the history says it."""

    aksi: str
    oleh: str
    jabatan: str
    pada: datetime
    zona: str
    subjek: str = ""
    """Whose certificate it was; empty where it was ink."""
    penerbit: str = ""
    dikenal: bool = False
    senama: bool = True
    saksi: str = ""
    """Who saw the ink."""
    disanggah: bool = False
    """Whether they say that they did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenDiperiksa(Isi):
    """What a file is that somebody brought: which paper of which berkas it is, or says it was."""

    layar = "dokumen_diperiksa"
    nama: str
    putusan: Putusan
    kantor: str = ""
    berkas: int = 0
    jenis: str = ""
    langkah: int = 0
    kode: str = ""
    ke: int = 1
    """Which pass through the langkah it shows."""
    is_konsep: bool = False
    tanda: TandaDiperiksa | None = None
    """Of what was signed outside of the bot: how that was decided on."""
