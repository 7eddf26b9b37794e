"""What is wrong with a signed PDF that somebody sent, and what was found in one with which nothing is."""

from datetime import datetime
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.errors import Refusal


class SebabTte(StrEnum):
    """The one reason why a PDF does not close a tugas as signed."""

    TANPA_TANDA = "tanpa_tanda"
    """Nobody has signed it since it left."""
    RUSAK = "rusak"
    """What was signed is not what there is, or the signature itself is broken."""
    ISI_LAIN = "isi_lain"
    """Something else was changed or added besides signatures; or it was saved again."""
    TERKUNCI = "terkunci"
    """A password opens it."""
    TAK_TERBACA = "tak_terbaca"
    """No PDF that can be read within the limits."""
    KEDALUWARSA = "kedaluwarsa"
    """The certificate was not valid at that moment."""
    PENERBIT = "penerbit"
    """The certificate leads to no authority that the office trusts, and it trusts some."""
    TANPA_PEMERIKSA = "tanpa_pemeriksa"
    """What verifies is not installed."""
    AKAR = "akar"
    """The authorities that the office trusts cannot be read."""
    HILANG = "hilang"
    """The file of the paper is kept no more, so nothing can be compared with it."""
    BUKAN_KAMI = "bukan_kami"
    """It says that it is a paper of that berkas, which never made it."""
    ISI_LAMA = "isi_lama"
    """It shows what stood there before a return, or before something changed."""
    DIKOREKSI = "dikoreksi"
    """A corrected version stands for it since."""
    PAPER_LAIN = "paper_lain"
    """Another paper of the same berkas than the one that is to be signed."""
    BERKAS_LAIN = "berkas_lain"
    """Of another berkas than the one that waits for this person."""
    TERTUTUP = "tertutup"
    """Nothing of that berkas waits for this person."""
    SUDAH = "sudah"
    """This very file closed a tugas before."""


@dataclass(eq=False)
class TteRefused(Refusal):
    """A signed PDF closes no tugas; nothing was recorded, and the tugas waits as before."""

    masalah: SebabTte
    berkas: int = 0
    """The berkas that it says it is of."""
    diminta: str = ""
    """The paper, or the berkas, that is to be signed instead."""
    penerbit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terperiksa:
    """A signature that is intact, over a paper of ours and nothing else."""

    subjek: str
    penerbit: str
    seri: str
    pada: datetime
    dikenal: bool
