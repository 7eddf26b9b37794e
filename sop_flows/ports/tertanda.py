"""What somebody decided on: as a list shows it, and one naskah as its kode stands for it."""

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.jejak import Head, JejakLine
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.kode import kode_of
from sop_flows.naskah.naskah import Naskah
from sop_flows.naskah.putusan import Putusan
from sop_flows.ports.halaman import Halaman
from sop_flows.ports.riwayat import RiwayatView


@dataclass(frozen=True, slots=True, kw_only=True)
class Tertanda:
    """A naskah that somebody decided on, as a list has it."""

    kantor: Kantor
    berkas: Berkas
    putusan: Putusan
    keputusan: JejakLine
    """The person's last decision on it."""

    @property
    def kode(self) -> str:
        """The kode verifikasi."""
        return kode_of(self.keputusan.rincian["naskah"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarTertanda:
    """What somebody decided on, a page of it, the newest first."""

    halaman: Halaman[Tertanda]
    banyak_kantor: bool
    """Whether the person serves several offices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NaskahView:
    """A naskah with what was decided on it."""

    sha256: str
    putusan: Putusan
    keputusan: RiwayatView
    """Of the history of its berkas who decided on it or handed it on."""
    naskah: Naskah | None
    """None where it is lost."""
    ujung: Head
    """Where the history of the office ends now."""
    may_read: bool
    """Whether this person may read what is genuine of it, not only know that it is."""
    isi: Isi | None = None
    """Its content; None for who may not read it, and of what is not genuine."""

    @property
    def kode(self) -> str:
        """The kode verifikasi."""
        return kode_of(self.sha256)
