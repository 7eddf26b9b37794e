"""What the ports hand over beside the domain's own objects: plain facts of stored rows."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Self

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.ports.ditanya import Ditanya
from sop_flows.sop.definition import Sop
from sop_flows.sop.place import Place
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whoever acts, as Telegram knows them: the user, and the chat in which they are answered.

    ``message_id`` is what they wrote; None where they tapped. ``bot`` is the username of the bot on
    whose message they tapped; empty where that does not matter.
    """

    user_id: int
    chat_id: int
    message_id: int | None = None
    bot: str = ""

    @classmethod
    def private(cls, user_id: int, bot: str = "") -> Self:
        """Return a user in their private chat, which has the same id."""
        return cls(user_id=user_id, chat_id=user_id, bot=bot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Penandatangan:
    """Who signs a letter, as it was answered at a place of an SOP."""

    sop_id: int
    place: Place
    nama: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Percakapan:
    """What a chat is being asked just now."""

    chat_id: int
    isi: Ditanya
    dimulai_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SopAktif:
    """An SOP version that an office activated."""

    id: int
    sop: Sop


@dataclass(frozen=True, slots=True, kw_only=True)
class Ikatan:
    """A Telegram user who is an employee."""

    user_id: int
    chat_id: int
    pegawai_id: int
    kantor_id: int
    username: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undangan:
    """A join link that is out: when it was made, and until when it can be used."""

    dibuat_at: datetime
    kedaluwarsa_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kartu:
    """A message that shows something to one person."""

    id: int
    chat_id: int
    kantor_id: int
    pegawai_id: int
    message_id: int | None = None
    revisi: int = -1
    halaman: int = 0
    """The page of its values that it was turned to; 0 for its front."""
    dibalik: int = -1
    """The revisi at which it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KartuTugas(Kartu):
    """The card of a tugas."""

    tugas_id: int
    lepas: bool = False
    """Whether the tugas went to others with its post: the card says where it is."""

    @property
    def is_drawn(self) -> bool:
        """Whether it is on the phone, at whichever revisi."""
        return self.revisi >= 0

    def shows(self, tugas: Tugas) -> bool:
        """Tell whether the phone shows the tugas as it is now."""
        return self.revisi == tugas.revisi and not self.lepas


@dataclass(frozen=True, slots=True, kw_only=True)
class KartuPapan(Kartu):
    """The board of a berkas."""

    berkas_id: int


class Daftar(StrEnum):
    """The lists that are kept on a phone, one of each in an office: of tugas, and of what is to be started."""

    PENGINGAT = "pengingat"
    """What somebody is reminded of, and what they oversee."""
    PEKANAN = "pekanan"
    """What the head of the office hears of once a week."""
    TAWARAN = "tawaran"
    """What somebody may start, now that the periode that it reports on is over."""
    SEKALIGUS = "sekaligus"
    """What somebody may decide at once, to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KartuDaftar(Kartu):
    """A list of one person in one office, such as their reminder: at most one of each is on the phone."""

    daftar: Daftar


AnyKartu = KartuTugas | KartuPapan | KartuDaftar
"""What a message on a phone shows that is brought up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A tugas, the berkas that it belongs to with its open tugas, and the SOP that it runs on."""

    tugas: Tugas
    berkas: Berkas
    sop_id: int


class Masa(NamedTuple):
    """One turn of a langkah: the tugas of a tahap that were opened at the same moment."""

    tahap: int
    dibuka_at: datetime
    selesai_at: datetime | None
    """When the last of them was closed; None while one is open."""
    tenggat: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahSum:
    """What the tugas of one langkah come to, without those that stand beside the flow."""

    langkah: int
    ronde: int
    masa: tuple[Masa, ...]
    """Its turns, as they were opened."""
    sebar: int
    """To how many units or employees it spreads, counted once each."""
    masuk: int
    """From how many of them it is in: the newest of each is closed."""
    dikecualikan: int = 0
    """How many of its tugas were ever excused, whether or not that stands."""
    terbuka: int = 0
    """How many are open and asked of a post."""
    terlambat: int = 0
    """How many are open past their tenggat, without those that were given time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TugasDue:
    """An open tugas whose next reminder may be due."""

    tugas: Tugas
    berkas_id: int
    kantor_id: int
    sop_id: int
    nomor: int
    """The short number of the berkas."""
    judul: str
    periode: Periode
    dimulai_oleh: int
    terisi: tuple[int, int] | None = None
    """How many values of its formulir are filled, and of how many; None without one."""


class OpenPart(NamedTuple):
    """A part of the open tugas of an office, each with its berkas, and whether none come after it."""

    tugas: tuple[Loaded, ...] = ()
    is_last: bool = True


class Terbuka(NamedTuple):
    """An open tugas, and of its berkas who did each langkah so far, by its number, and whether it is urgent."""

    due: TugasDue
    pelaku: Mapping[int, tuple[int, ...]]
    segera: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """How far the cards of an office were brought to the holders of today."""

    kantor_id: int
    since: date | None
    """The local date that all of them were brought to before; None where they never were."""
    today: date
    after: int = 0
    """The tugas, by id, up to which they were brought to those of today; 0 where that has not begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Putus:
    """A gap in which taps may have been lost, and how far the cards have come that come again since.

    ``setelah`` is the last office of which all did; ``tugas``, by id, the last one of the office after that.
    """

    mati: datetime
    hidup: datetime
    setelah: int = 0
    tugas: int = 0


class Pengingat(NamedTuple):
    """One rung of the ladder of one tugas: it is said once."""

    kantor_id: int
    tugas_id: int
    jenis: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Berulang:
    """An SOP that an office ran before, and for which periode it may be offered.

    Offers of it are recorded with its very first tugas.
    """

    kantor_id: int
    sop_id: int
    tugas_id: int
    periode: Periode
