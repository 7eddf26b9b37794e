"""What the use cases need of dokumen, and of the numbers of letters; and what a screen shows of one."""

from datetime import datetime
from typing import Protocol

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Kantor, Pemegang
from sop_flows.kantor.nomor_surat import NomorSurat


@dataclass(frozen=True, slots=True, kw_only=True)
class Disimpan:
    """A dokumen that was handed in before what it belongs to is done."""

    sha256: str
    nama: str
    mime: str
    ukuran: int
    file_id: str
    foto: bool
    isian: str


class LampiranPort(Protocol):
    """Dokumen that were handed in."""

    def add(self, kantor_id: int, lampiran: Lampiran) -> int:
        """Store that a dokumen was handed in; return its id."""

    def of_berkas(self, berkas_id: int) -> tuple[Lampiran, ...]:
        """Return the dokumen of a berkas in the order they came."""

    def signed(self, kantor_id: int, sha256: str) -> Lampiran | None:
        """Return the dokumen of that sha256 by which something was signed in an office."""


class NomorSuratPort(Protocol):
    """The numbers that an office has used, per year."""

    def used(self, kantor_id: int, tahun: int) -> tuple[str, ...]:
        """Return the numbers of a year in the order they were used."""

    def find(self, kantor_id: int, tahun: int, nomor: str) -> NomorSurat | None:
        """Return who uses a number, whatever its spaces and case."""

    def add(self, kantor_id: int, tahun: int, nomor: NomorSurat) -> bool:
        """Record a number; False if it was used before. Nothing is written then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dikoreksi:
    """What somebody made of the values and handed in, such as a recap that was corrected."""

    nama: str
    oleh: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DokumenView:
    """One dokumen of a berkas, as it is handed to somebody who may see it."""

    kantor: Kantor
    berkas: Berkas
    lampiran: Lampiran
    label: str
    """The isian that it answers; empty for data dukung."""
    unit: str
    """Whose data dukung it is; empty where it is no unit's."""
    pengirim: Pemegang
    indikator: str = ""
    """The kode and name of the indikator that it proves; empty where it is of none alone."""
