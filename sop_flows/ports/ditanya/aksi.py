"""Conversations before an aksi: what is prepared, and whether it is meant."""

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Kerja
from sop_flows.ports.dibubuhkan import Dibubuhkan
from sop_flows.ports.ditanya.dasar import Ditanya, PadaKartu
from sop_flows.ports.lampiran import Disimpan
from sop_flows.ports.layar.tugas import BagianAksi


@dataclass(frozen=True, slots=True, kw_only=True)
class Disiapkan(PadaKartu):
    """An aksi that is prepared on a card at one revisi: for whom, about what."""

    revisi: int
    kerja: Kerja
    bagian: BagianAksi | None = None
    unit: tuple[int, ...] | None = None
    indikator: tuple[int, ...] | None = None
    penerima: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Yakin(Disiapkan):
    """Whether it is really meant."""

    kind = "yakin"
    naskah: str = ""
    """The sha256 of the naskah that it was asked about; empty where nothing is judged."""
    dibubuhkan: Dibubuhkan | None = None
    """What was signed outside of the bot, where that is what decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TandaBasah(Disiapkan):
    """The scans of a sheet that was signed in ink, then who saw it; ``cari`` is the part of a name that was typed."""

    kind = "tanda_basah"
    dokumen: tuple[Disimpan, ...] = ()
    cari: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Penerima(Disiapkan):
    """To which posts a disposisi goes."""

    kind = "penerima"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kembalikan(Disiapkan):
    """What is wrong, of whom, and why."""

    kind = "kembalikan"


@dataclass(frozen=True, slots=True, kw_only=True)
class TanyaUnit(Disiapkan):
    """Which units are asked."""

    kind = "tanya"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catatan(Disiapkan):
    """The words that go with it; ``teks`` are those that came when the card had changed."""

    kind = "catatan"
    teks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlasanTetap(Disiapkan):
    """Why what was returned comes again as it was."""

    kind = "alasan_tetap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Konsep(Disiapkan):
    """A note that is kept on the card until it is done."""

    kind = "konsep"


@dataclass(frozen=True, slots=True, kw_only=True)
class PilihKantor(Ditanya):
    """In which office a typed kerja is meant: several of the person's have a tugas so numbered."""

    kind = "pilih_kantor"
    nomor: int
    kerja: tuple[Kerja, ...]
    catatan: str = ""
