"""What is asked before several tugas are approved, initialled or signed at once."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.ditanya.dasar import Ditanya

SIDIK: Final = 16  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Butir:
    """A tugas that can be chosen, as it was shown: at which revisi, and what is decided on with it."""

    tugas: int
    revisi: int
    naskah: str
    """The sha256 of that content; what follows is what it comes to."""
    selaku: str = ""
    """As which post the person decides, as it is called."""
    fakta: tuple[tuple[str, str], ...] = ()
    """What was told at the start of its berkas, each by its label."""
    indikator: int = 0
    tampil: str = ""
    """The mean capaian as it is shown."""
    kategori: str = ""
    rendah: int = 0
    tanpa_data: int = 0
    dokumen: int = 0
    catatan: str = ""
    """The note that was prepared on its card, and is recorded with it."""


class SebabSendiri(StrEnum):
    """Why a tugas is not decided together with others."""

    JANGGAL = "janggal"
    """It holds values that looked odd and are meant all the same."""
    ALASAN = "alasan"
    """It comes again as it was, which needs a reason."""
    PLH = "plh"
    PEKERJAAN = "pekerjaan"
    """The person did what it checks."""
    LAIN = "lain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sendiri:
    """A tugas that has to be decided alone, by its short number."""

    nomor: int
    sebab: SebabSendiri


@dataclass(frozen=True, slots=True, kw_only=True)
class Sekaligus(Ditanya):
    """Several tugas of an office that one kerja decides; those in ``tidak`` were taken out."""

    kantor: int
    kerja: Kerja
    butir: tuple[Butir, ...]
    tidak: tuple[int, ...] = ()
    sendiri: tuple[Sendiri, ...] = ()
    halaman: int = 1
    jumlah: int = 1
    """Of how many pages it is which: each is decided by itself."""

    @property
    def dipilih(self) -> tuple[Butir, ...]:
        """Those that are chosen."""
        return tuple(one for one in self.butir if one.tugas not in self.tidak)

    @property
    def sidik(self) -> str:
        """A short sha256 of what can be chosen: a button under another list carries another."""
        return self.sidik_of(self.butir)

    @property
    def sidik_dipilih(self) -> str:
        """The same of what is chosen."""
        return self.sidik_of(self.dipilih)

    def sidik_of(self, butir: Iterable[Butir]) -> str:
        """Return a short sha256 of these of them, as they were listed."""
        facts = [(one.tugas, one.revisi, one.naskah) for one in butir]
        said = json.dumps([self.kantor, self.kerja.value, facts])
        return hashlib.sha256(said.encode()).hexdigest()[:SIDIK]


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihSekaligus(Sekaligus):
    """Which of them."""

    kind = "pilih_sekaligus"


@dataclass(frozen=True, slots=True, kw_only=True)
class YakinSekaligus(Sekaligus):
    """Whether those that are chosen are really meant."""

    kind = "yakin_sekaligus"
