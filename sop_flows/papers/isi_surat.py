"""What stands on papers about letters: the lembar disposisi, and the surat pengantar."""

from collections.abc import Mapping
from dataclasses import field

from sop_flows.deferred import dataclass
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.papers.isi import IsiTanda, Kepala, Pejabat


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratMasuk:
    """The letter that began a berkas, in the words that the start was given; empty is what it was not."""

    dari: str = ""
    nomor: str = ""
    tanggal: str = ""
    hal: str = ""
    sifat: str = ""
    diterima: str = ""
    agenda: str = ""
    lain: Mapping[str, str] = field(default_factory=dict)
    """What else was asked, by label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisDisposisi:
    """One disposisi: from whom to whom, what is asked, until when."""

    dari: Pejabat
    pada: str
    kepada: tuple[str, ...]
    """Posts; empty while nobody was chosen."""
    harap: str
    """What the SOP asks of them."""
    catatan: str
    batas: str = field(default="", metadata=UNSAID_IF_EMPTY)
    tembusan: tuple[str, ...] = field(default=(), metadata=UNSAID_IF_EMPTY)
    """Posts that a copy went to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarDisposisi:
    """The disposisi of a berkas on one sheet; without ``surat`` its periode is what it is based on."""

    kepala: Kepala
    surat: SuratMasuk | None
    sifat: tuple[str, ...]
    """What a letter may be, each with a box to tick."""
    disposisi: tuple[BarisDisposisi, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Penandatangan:
    """Who signs a letter: without ``nama``, or without ``jabatan``, there is room to write it."""

    pejabat: Pejabat
    atas_nama: str = ""
    """The post for which they sign, where it is not their own."""
    pada: str = ""
    """When they signed; empty where the letter is still to be signed by hand."""
    tanda: IsiTanda | None = field(default=None, metadata=UNSAID_IF_EMPTY)
    """The signature outside of the bot by which they signed; None where it was a tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuratPengantar:
    """The letter that goes with what is sent, and comes back signed by who received it."""

    kepala: Kepala
    nomor: str
    pada: str
    """When it was written; empty while it is being prepared."""
    tujuan: str
    dikirim: str
    """The kind of paper that goes with it."""
    kode: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """Of the naskah that was signed; empty where none was."""
    penandatangan: Penandatangan
