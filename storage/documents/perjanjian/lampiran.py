"""What the lampiran of a Perjanjian Kinerja and a Rencana Aksi say, row by row, each with its cells."""

from collections.abc import Mapping
from decimal import Decimal

from sop_flows.deferred import dataclass
from storage.documents.kantor.buku import GalatSel


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisLampiran:
    """One row: of an indikator, or of a program."""

    jenis: str
    """``indikator`` or ``program``."""
    lembar: str
    nilai: Mapping[str, str | Decimal]
    """By column; what the row leaves empty is not in it."""
    sel: Mapping[str, str]
    """Where each stands."""

    @property
    def nama(self) -> str:
        """The indikator, or the program."""
        return str(self.nilai[self.jenis])

    def said(self, kolom: str) -> str:
        """Return what the row says in words; empty where it says nothing."""
        return str(self.nilai.get(kolom, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lampiran:
    """All rows of the tables in a file; with any ``galat`` nothing of it is to be imported."""

    baris: tuple[BarisLampiran, ...] = ()
    galat: tuple[GalatSel, ...] = ()
    peringatan: tuple[GalatSel, ...] = ()
    """What stands below the tables or in further columns, and is not read."""
