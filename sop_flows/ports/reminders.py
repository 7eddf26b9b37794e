"""The reminders that stand on phones: which tugas each names, and what it says of them now."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from sop_flows.deferred import dataclass
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.isi import Pejabat
from sop_flows.ports.records import Daftar
from sop_flows.ports.sekaligus import Tersedia
from sop_flows.waktu.pengingat import JenisPengingat
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Terakhir:
    """What was true of a tugas when somebody was reminded of it."""

    at: datetime
    dilihat: bool
    tenggat: datetime | None = None
    terisi: tuple[int, int] | None = None
    """How many values of its formulir were filled, and of how many."""


class Sebagai(StrEnum):
    """As what somebody has the tugas of a post that is not theirs."""

    ATASAN = "atasan"
    """The post is vacant."""
    PLH = "plh"
    """Its holder is away."""


class SebabPutus(StrEnum):
    """Why the bot cannot tell anybody of those who have a tugas."""

    BELUM_BERGABUNG = "belum_bergabung"
    MENOLAK = "menolak"
    """The phone refuses what the bot sends: it was blocked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisPengingat:
    """One tugas of a reminder; ``terisi``: of how many values, where it fills a formulir."""

    jenis: JenisPengingat
    tugas: int
    nomor: int
    kantor: str
    zona: str
    berkas: int
    berkas_id: int = 0
    judul: str
    periode: Periode | None = None
    langkah: int
    singkat: str
    samping: str
    tindak_lanjut: str | tuple[object, ...]
    """What is to be done, of a tindak lanjut; what was noted so far, of a rapat."""
    unit: str
    ronde: int = 1
    jabatan: str
    siapa: tuple[str, ...]
    sebagai: Sebagai | None = None
    """As what they have it; None as the holders of its post."""
    putus: SebabPutus | None = None
    """Why none of them can be told of it; None where somebody can."""
    waktu: str
    dibuka_at: datetime
    tenggat: datetime | None
    hari: int = 0
    """The how-many-th working day late it is."""
    dilihat_at: datetime | None
    terisi: tuple[int, int] | None
    lalu: Terakhir | None = None
    """What was true when the same person was reminded of it before."""
    diminta: bool = False
    """Whether somebody asked for this reminder: who watches the berkas, or who is named."""
    oleh: Pejabat | None = None
    can_wait: bool = True
    """Whether its holder may put the reminders of it off."""
    can_ask: bool = False
    """Whether its holder may ask for more time."""
    can_lend: bool = False
    """Whether who oversees it may give it more time."""
    can_move: bool = False
    """Whether who oversees it may hand it on."""


class Akhir(StrEnum):
    """Why a reminder says nothing more of a tugas."""

    SELESAI = "selesai"
    DITUNDA = "ditunda"
    BERGESER = "bergeser"


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisAkhir:
    """A tugas that a reminder named, and that its reader is not reminded of any more."""

    akhir: Akhir
    baris: BarisPengingat
    sampai: datetime | None = None
    """Until when it is left alone, where it is not closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PengingatView:
    """What a reminder says now: of the own late tugas of its reader, and of those that they oversee."""

    daftar: Daftar
    tugas: tuple[BarisPengingat, ...] = ()
    diawasi: tuple[BarisPengingat, ...] = ()
    akhir: tuple[BarisAkhir, ...] = ()
    sekaligus: tuple[Tersedia, ...] = ()
    """Of which several its reader may decide at once."""

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to remind of."""
        return not (self.tugas or self.diawasi)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisMenunggu:
    """A tugas that somebody waits for, and whether they may remind its holder now."""

    baris: BarisPengingat
    can_remind: bool


class Pembaca(NamedTuple):
    """Whose reminder it is: one of each list, for a chat in an office."""

    kantor_id: int
    chat_id: int
    daftar: Daftar


@dataclass(frozen=True, slots=True, kw_only=True)
class Disebut:
    """A tugas that a reminder names: what was true of it then, and the time before."""

    tugas_id: int
    diawasi: bool = False
    """Whether the reader oversees it, and does not have it."""
    diminta: bool = False
    """Whether somebody asked for this reminder: who watches the berkas, or ``oleh``."""
    oleh: Pejabat | None = None
    kini: Terakhir
    lalu: Terakhir | None = None

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody asked for it, or said so of themselves."""
        return self.diminta or self.oleh is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedReminder:
    """A reminder that takes the place of the one before, and how it leaves."""

    pembaca: Pembaca
    pegawai_id: int
    disebut: tuple[Disebut, ...]
    senyap: bool
    lane: Lane
    dilepas: frozenset[int] | None = None
    """The tugas, by id, that the one before named and this one does not; None: all but ``disebut``."""


class Standing(NamedTuple):
    """What a reminder on a phone names, and the tenggat that this tugas has now."""

    disebut: Disebut
    tenggat: datetime | None


class ReminderPort(Protocol):
    """The reminders of one bot."""

    def standing(
        self, readers: Mapping[Pembaca, Collection[int]], now: datetime
    ) -> Mapping[Pembaca, tuple[Standing, ...]]:
        """Return the open tugas that the reminders of these readers name, as far as a new one may put them otherwise.

        Those of these ids, those whose tenggat has not passed, and those that were asked for: what is late stays named.
        """

    def owe(self, reminders: Iterable[OwedReminder]) -> None:
        """Give each reader one reminder, which names these tugas and the open ones of the one before that are not let go.

        It is owed as a new message in the place of the one before; where one has not left yet, that
        one tells all of it.
        """

    def owe_again(self, tugas: Collection[int]) -> None:
        """Owe each reminder that names one of these tugas its current state, where it stands."""

    def owe_list_again(self, kantor_id: int, daftar: Daftar) -> None:
        """Owe everybody's list of that kind in an office its current state, where it stands."""

    def named_by(self, kartu_id: int) -> tuple[Disebut, ...]:
        """Return what a reminder names, in the order of the tugas."""
