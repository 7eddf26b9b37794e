"""A signature that was given outside of the bot: a certified electronic one (TTE), or one in ink on a sheet.

1. Either closes a tugas as a tap does, by the same aksi of the same person over the same naskah: it says how
   the decision was given, never who may give it.
2. What was sent in is kept under its sha256, and the history names it with whose certificate it was, or
   with who saw the ink.
"""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.errors import Refusal
from sop_flows.jejak import Record
from sop_flows.teks import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Tte:
    """A certified electronic signature in a PDF, as it was verified when it came in."""

    sha256: str
    """Of the signed file."""
    paper: str
    """The sha256 of all that stands on the paper under it."""
    subjek: str
    """The common name in the certificate."""
    penerbit: str
    """The common name of who issued that."""
    seri: str
    """Its serial number, in hex."""
    pada: datetime
    """The moment of its time-stamp; without one, that of the machine that signed."""
    dikenal: bool = False
    """Whether the certificate leads to an authority that the office trusts."""
    senama: bool = True
    """Whether it names whoever decided by it as the office does; else people judge whose it is."""

    def as_record(self) -> Record:
        """Return what the history keeps."""
        return {
            "cara": "tte",
            "sha256": self.sha256,
            "paper": self.paper,
            "subjek": self.subjek,
            "penerbit": self.penerbit,
            "seri": self.seri,
            "pada": self.pada.isoformat(),
            "dikenal": self.dikenal,
            "senama": self.senama,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Basah:
    """A signature in ink: the scans of the sheet, and who saw it being signed."""

    pindaian: tuple[str, ...]
    """The sha256 of each scan."""
    saksi_id: int
    saksi: str
    """Their name, as it is on that day."""

    def as_record(self) -> Record:
        """Return what the history keeps."""
        return {
            "cara": "basah",
            "pindaian": list(self.pindaian),
            "saksi_id": self.saksi_id,
            "saksi": self.saksi,
        }


TandaTangan = Tte | Basah


@dataclass(eq=False)
class InkWitnessUnfit(Refusal):
    """Who is named saw nobody sign in ink: they signed, are excused in that berkas, or cannot be told."""


@dataclass(eq=False)
class ScanUnfit(Refusal):
    """What was sent is no scan of a sheet: no picture and no PDF; or there are too many of them."""

    nama: str
    banyak: int = 0


def is_named_as(subjek: str, nama: str) -> bool:
    """Tell whether a certificate names somebody as the office does; titles and case do not count.

    What is not told so may be the same person all the same: people judge that.
    """
    return bare(subjek) == bare(nama)


def bare(nama: str) -> str:
    """Return a name without what stands behind its first comma, and without abbreviations."""
    return " ".join(word for word in fold(nama.partition(",")[0]).split() if "." not in word)
