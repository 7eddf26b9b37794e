"""A run of an SOP: berkas, its tugas, its formulir, and what an aksi brings about."""

from collections.abc import Mapping
from dataclasses import field, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.facts import NO_FACTS, Facts
from sop_flows.engine.formulir import Formulir, FormulirChange
from sop_flows.engine.tambahan import Tambahan, jeda_at
from sop_flows.jejak import JejakLine
from sop_flows.sop.place import START, Place, Samping
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.periode import Periode


class StatusTugas(StrEnum):
    """What became of a tugas."""

    TERBUKA = "terbuka"
    SELESAI = "selesai"
    DIKECUALIKAN = "dikecualikan"
    DITARIK = "ditarik"
    DIBATALKAN = "dibatalkan"
    """Closed because the flow went elsewhere: a return, or a colleague's aksi."""


class StatusBerkas(StrEnum):
    """Whether a berkas still runs."""

    BERJALAN = "berjalan"
    SELESAI = "selesai"
    DIBATALKAN = "dibatalkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One piece of work for one post; with ``unit_id`` or ``pegawai_id`` where it spreads.

    ``asal`` is the place of the aksi that opened it; ``facts`` is what its card shows beyond
    the SOP: reason of a return, note of a disposisi, units at fault, a question.
    ``tahap`` is the index in the SOP file, or a ``Samping`` for a tugas beside the flow.
    """

    langkah: int
    tahap: int
    jabatan_id: int
    dibuka_at: datetime
    unit_id: int | None = None
    pegawai_id: int | None = None
    ronde: int = 1
    asal: Place = START
    facts: Facts = NO_FACTS
    tenggat: datetime | None = None

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside the flow."""
        return self.place.is_beside

    @property
    def place(self) -> Place:
        return Place(self.langkah, self.tahap)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTugas(Work):
    """A tugas as an aksi opens it: it is stored nowhere yet."""

    def numbered(self, id: int, nomor: int) -> "Tugas":
        """Return it as it is once it is stored."""
        opened = {each.name: getattr(self, each.name) for each in fields(self)}
        return Tugas(id=id, nomor=nomor, **opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tugas(Work):
    """A tugas as it is stored; ``nomor`` is its short number in the office."""

    id: int
    nomor: int
    revisi: int = 0
    status: StatusTugas = StatusTugas.TERBUKA
    dilihat_at: datetime | None = None
    selesai_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.status is StatusTugas.TERBUKA

    @property
    def is_question(self) -> bool:
        return self.tahap == Samping.TANYA

    @property
    def samping(self) -> Samping | None:
        """What it is beside the flow; None for a tugas of the flow."""
        return Samping(self.tahap) if self.is_beside else None

    @property
    def samping_word(self) -> str:
        """The same in a word; empty for a tugas of the flow."""
        return self.samping.word if self.samping is not None else ""

    @property
    def outlives(self) -> bool:
        """Whether it stays open when its langkah is returned or its berkas is done."""
        return self.tahap in (Samping.TINDAK_LANJUT, Samping.TANDA_TERIMA)

    @property
    def is_waiting(self) -> bool:
        """Whether its waktu stands still until units have answered."""
        return self.facts.menunggu is not None

    def jeda_at(self, now: datetime) -> Tambahan | None:
        """Return the jeda that it is in; None where its clock runs."""
        return jeda_at(self.facts.tambahan, now)

    def is_still_at(self, now: datetime) -> bool:
        """Whether its clock stands still: units have to answer, or its holder is away."""
        return self.is_waiting or self.jeda_at(now) is not None

    def is_late_at(self, now: datetime) -> bool:
        """Whether it is open past its tenggat, and its clock runs."""
        if not self.is_open or self.tenggat is None or self.is_still_at(now):
            return False
        return now > self.tenggat


@dataclass(frozen=True, slots=True, kw_only=True)
class Lama:
    """How long a langkah took, in working time, without its waits for answers and its jeda."""

    kerja: timedelta
    tunggu: Mapping[int, timedelta] = field(default_factory=dict)
    """How long it waited for answers, by unit_id."""
    jeda: timedelta = timedelta(0)
    """How long its clock stood still because somebody was away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keadaan:
    """The engine's own memory of a berkas: rounds, doers, whom a disposisi chose, how it began."""

    ronde: Mapping[tuple[int, int | None], int] = field(default_factory=dict)
    """How many rounds a langkah has had, for a unit (None: for all of them together)."""
    pelaku: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Who did a langkah, by its number."""
    penerima: Mapping[Place, tuple[int, ...]] = field(default_factory=dict)
    """Posts that a disposisi chose, by the place of its tahap."""
    sumber: int | None = None
    """The number of the ended berkas whose values every formulir begins with."""
    segera: bool = False
    """Whether its letter is urgent: its new cards make a sound at any hour."""
    mulai: Mapping[str, str] = field(default_factory=dict)
    """The facts that the start was given, such as those of a letter, by kode."""
    naskah: str = ""
    """The sha256 of what was last handed on or decided for all units together."""
    rujukan: str = ""
    """The sha256 of the office's facts that the history of the berkas gave last."""
    bentuk: int = 1
    """The form by which it is measured and frozen; 1 of one that began before it was noted."""
    lama: Mapping[int, "Lama"] = field(default_factory=dict)
    """How long its langkah took, by number; once it has ended, by the calendar of then."""

    def ronde_of(self, langkah: int, unit_id: int | None) -> int:
        """Return how many rounds that langkah has had for that unit."""
        return self.ronde.get((langkah, unit_id), 0)

    def has_begun(self, unit_id: int) -> bool:
        """Tell whether any langkah has had a ronde for that unit."""
        return any(ronde and unit == unit_id for (_, unit), ronde in self.ronde.items())

    def with_ronde(self, langkah: int, unit_id: int | None) -> "Keadaan":
        """Return the memory after one more round."""
        count = self.ronde_of(langkah, unit_id) + 1
        return replace(self, ronde={**self.ronde, (langkah, unit_id): count})

    def without_ronde(self, langkah: int, unit_id: int | None) -> "Keadaan":
        """Return the memory after a ronde that began was withdrawn."""
        count = self.ronde.get((langkah, unit_id), 1) - 1
        return replace(self, ronde={**self.ronde, (langkah, unit_id): count})

    def with_pelaku(self, langkah: int, pegawai_id: int) -> "Keadaan":
        """Return the memory after that person did that langkah."""
        doers = dict.fromkeys((*self.pelaku.get(langkah, ()), pegawai_id))
        return replace(self, pelaku={**self.pelaku, langkah: tuple(doers)})

    def with_penerima(self, place: Place, jabatan: tuple[int, ...]) -> "Keadaan":
        """Return the memory after the disposisi at that place chose those posts."""
        return replace(self, penerima={**self.penerima, place: tuple(dict.fromkeys(jabatan))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Berkas:
    """One run of one SOP for one period, with its open tugas."""

    id: int
    kantor_id: int
    nomor: int
    judul: str
    periode: Periode
    dibuka_at: datetime
    status: StatusBerkas = StatusBerkas.BERJALAN
    revisi: int = 0
    keadaan: Keadaan = field(default_factory=Keadaan)
    terbuka: tuple[Tugas, ...] = ()
    dimulai_oleh: int = 0
    ditutup_at: datetime | None = None
    perjanjian: int = 1
    """The versi of the Perjanjian Kinerja that it began with, and keeps."""


@dataclass(frozen=True, slots=True)
class UnitPeserta:
    """A unit that takes part, and the post that fills for it."""

    unit_id: int
    jabatan_id: int


@dataclass(frozen=True, slots=True)
class PegawaiPeserta:
    """An employee who must sign, and the post that the tugas is filed under."""

    pegawai_id: int
    jabatan_id: int


class Peta(Protocol):
    """The office as the engine needs it, asked only when tugas are opened."""

    @property
    def jam_kerja(self) -> JamKerja: ...
    def jabatan(self, kolom: str) -> tuple[int, ...]: ...
    def unit(self, kolom: tuple[str, ...]) -> tuple[UnitPeserta, ...]: ...
    def pegawai(self) -> tuple[PegawaiPeserta, ...]: ...
    def formulir(self, unit_id: int) -> Formulir: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Everything one aksi brings about, to be stored in one transaction."""

    berkas: Berkas
    changed: tuple[Tugas, ...] = ()
    """Stored tugas with a raised revisi: closed, reopened or redrawn."""
    opened: tuple[NewTugas, ...] = ()
    formulir: tuple[FormulirChange, ...] = ()
    ingat: Mapping[int, datetime | None] = field(default_factory=dict)
    """When changed tugas, by id, are looked at again: at once or never; the others as before."""
    jejak: tuple[JejakLine, ...] = ()


def looked_at_again(
    before: Berkas, changed: Mapping[int, Tugas], at: datetime
) -> dict[int, datetime | None]:
    """Return when the reminders of changed tugas begin anew: at once, or never again.

    One that is closed is reminded of no more; one that was closed, or whose tenggat moved, is
    looked at again. The others stay as they are.
    """
    was_open = {tugas.id: tugas for tugas in before.terbuka}
    found: dict[int, datetime | None] = {}
    for id, tugas in changed.items():
        was = was_open.get(id)
        if not tugas.is_open:
            found[id] = None
        elif was is None or was.tenggat != tugas.tenggat:
            found[id] = at
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An outcome once it is stored: what it opened has numbers, its berkas what is open now."""

    berkas: Berkas
    changed: tuple[Tugas, ...] = ()
    opened: tuple[Tugas, ...] = ()
    anew: tuple[int, ...] = ()
    """Of what it changed, by id, whose reminders begin anew: it was closed, or its tenggat moved."""
    kerja: str = ""
    """What was done, by the word of its line of history."""
