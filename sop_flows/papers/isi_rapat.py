"""What stands on the papers of a rapat: undangan, daftar hadir, notula."""

from dataclasses import field

from sop_flows.deferred import dataclass
from sop_flows.naskah.canonical import UNSAID_IF_EMPTY
from sop_flows.papers.isi import Kepala, Pejabat
from sop_flows.papers.isi_surat import Penandatangan


@dataclass(frozen=True, slots=True, kw_only=True)
class IsiRapat:
    """When and where a rapat is, and what about; empty is what nobody has said."""

    acara: str
    mulai: str = ""
    """In UTC, by ISO 8601."""
    tempat: str = ""
    undangan: str = ""
    """The number of its undangan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peserta:
    """Somebody who is invited to a rapat, or came to it."""

    nama: str
    """Empty where nobody holds the post."""
    jabatan: str
    mewakili: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """The post that they stand in for."""
    kabar: str = field(default="", metadata=UNSAID_IF_EMPTY)
    """What they said before: ``akan_hadir``, ``berhalangan`` or ``diwakili``."""
    alasan: str = field(default="", metadata=UNSAID_IF_EMPTY)
    wakil: str = field(default="", metadata=UNSAID_IF_EMPTY)
    is_hadir: bool = field(default=False, metadata=UNSAID_IF_EMPTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undangan:
    """The letter that calls for a rapat."""

    kepala: Kepala
    rapat: IsiRapat
    nomor: str
    pada: str
    """When it was sent; empty while it is being prepared."""
    sifat: str
    lampiran: str
    kepada: tuple[str, ...]
    """Posts."""
    tembusan: tuple[str, ...]
    penandatangan: Penandatangan


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarHadir:
    """Who is invited to a rapat, with room to sign."""

    kepala: Kepala
    rapat: IsiRapat
    peserta: tuple[Peserta, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisLanjut:
    """What a rapat decided: what is to be done, by which post, until when (UTC)."""

    uraian: str
    jabatan: str
    batas: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pokok:
    """What was noted of a rapat, under the label that asked for it."""

    label: str
    teks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notula:
    """What was said and decided at a rapat, and who kept it."""

    kepala: Kepala
    rapat: IsiRapat
    hadir: tuple[Peserta, ...]
    pokok: tuple[Pokok, ...]
    dokumen: tuple[str, ...]
    """Names of what was handed in as notula."""
    lanjut: tuple[BarisLanjut, ...]
    notulis: Pejabat
    pada: str
    """When it was closed; empty while it is kept."""
