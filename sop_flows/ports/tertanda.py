"""What somebody decided on, as a list shows it."""

from dataclasses import dataclass

from sop_flows.engine.berkas import Berkas
from sop_flows.jejak import JejakLine
from sop_flows.kantor.kantor import Kantor
from sop_flows.naskah.naskah import Naskah
from sop_flows.ports.halaman import Halaman


@dataclass(frozen=True, slots=True, kw_only=True)
class Tertanda:
    """A naskah that somebody decided on, as a list has it."""

    kantor: Kantor
    berkas: Berkas
    naskah: Naskah
    keputusan: JejakLine
    """The person's last decision on it."""
    is_newest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarTertanda:
    """What somebody decided on, a page of it, the newest first."""

    halaman: Halaman[Tertanda]
    banyak_kantor: bool
    """Whether the person serves several offices."""
