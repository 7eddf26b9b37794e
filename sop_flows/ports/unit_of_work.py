"""What the use cases need from outside: one unit of work over the office's rows.

1. A unit of work is one transaction. Its methods are synchronous and never commit.
2. Who a Telegram user is and what they hold is read here, at the moment of acting.
3. Ids of Telegram users and chats are passed through, never interpreted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol

from sop_flows.engine.berkas import Berkas, Outcome, Stored, Tugas
from sop_flows.engine.formulir import Cover, Formulir, Lalu, Nilai, YearBefore
from sop_flows.kinerja.indikator import Indikator, Rincian
from sop_flows.kinerja.janji import Tulisan
from sop_flows.kinerja.perjanjian import Perjanjian, Tergantikan
from sop_flows.ports.carriers import OutboxPort, PercakapanPort, SentPort
from sop_flows.ports.ikatan import IkatanPort
from sop_flows.ports.jejak import JejakPort
from sop_flows.ports.kantor import KantorPort
from sop_flows.ports.kartu import KartuPort
from sop_flows.ports.kept import KeptPort
from sop_flows.ports.lampiran import LampiranPort, NomorSuratPort
from sop_flows.ports.naskah import NaskahPort
from sop_flows.ports.papan import PapanPort
from sop_flows.ports.papers import PaperPort
from sop_flows.ports.pegawai import PegawaiPort
from sop_flows.ports.penugasan import PenugasanPort
from sop_flows.ports.records import (
    Berulang,
    Loaded,
    OpenPart,
    Penandatangan,
    Pengingat,
    Putus,
    Terbuka,
    TugasDue,
)
from sop_flows.ports.reminders import ReminderPort
from sop_flows.ports.sop import SopPort
from sop_flows.waktu.periode import JenisPeriode, Periode


class BerkasPort(Protocol):
    """Runs and their tugas."""

    def new(
        self,
        *,
        kantor_id: int,
        sop_id: int,
        judul: str,
        periode: Periode,
        pegawai_id: int,
        at: datetime,
    ) -> Berkas:
        """Store and return an empty berkas with its short number."""

    def get(self, berkas_id: int) -> tuple[Berkas, int]:
        """Return a berkas with its open tugas, and its sop_id.

        Raises:
            LookupError: There is none.
        """

    def find(self, kantor_id: int, nomor: int) -> int | None:
        """Return the id of the office's berkas of that number."""

    def running(self, kantor_id: int, sop_id: int, periode: Periode) -> int | None:
        """Return the number of a running berkas of that SOP, on any versi, and periode."""

    def finished(self, kantor_id: int, kode: Collection[str], periode: Periode) -> tuple[int, ...]:
        """Return the numbers of the newest finished berkas of those SOPs, one of each, by kode."""

    def latest(self, kantor_id: int) -> tuple[int, ...]:
        """Return ids of all the office's berkas, running ones first, newest first."""

    def measured(
        self, kantor_id: int, jenis: JenisPeriode, tahun: Collection[int]
    ) -> tuple[tuple[Berkas, int], ...]:
        """Return the berkas of a kind and of years in which units fill a formulir, with their sop_id.

        Oldest first, without those that were cancelled; of a running one with its open tugas.
        """

    def periods(self, kantor_id: int) -> tuple[Periode, ...]:
        """Return the periode that come again of which units fill a formulir, the oldest end first."""

    def load_tugas(self, tugas_id: int) -> Loaded | None:
        """Return a tugas with its berkas; None if there is none."""

    def load_whole(self, tugas_id: int) -> Loaded | None:
        """Return a tugas with its berkas, of which every tugas is going to be asked for; None if there is none."""

    def load_sending(self, tugas_id: int) -> Loaded | None:
        """Return a tugas with its berkas, as far as concerns whoever sends for a unit; or None.

        Of the open tugas it has one of those that stand for other units at its place: that others are out.
        """

    def find_tugas(self, kantor_id: int, nomor: int) -> int | None:
        """Return the id of the office's tugas of that number."""

    def signers(self, kantor_id: int) -> tuple[Penandatangan, ...]:
        """Return who the newest letters of an office were said to be signed by, newest first."""

    def last_words(self, berkas_id: int) -> tuple[Tugas, ...]:
        """Return what was done last at each place, by whom it was asked, if it left answers or a note."""

    def tugas_of(self, berkas_id: int, langkah: int | None = None) -> tuple[Tugas, ...]:
        """Return every tugas of a berkas, or of one of its langkah, oldest first."""

    def tugas_about(self, berkas_id: int, unit_id: int) -> tuple[Tugas, ...]:
        """Return the tugas of a berkas that are of a unit, or of none, oldest first."""

    def beside_of(self, berkas_id: int) -> tuple[Tugas, ...]:
        """Return every tugas of a berkas beside the flow, or that was given time, oldest first."""

    def plans_before(self, berkas: Berkas) -> tuple[Tugas, ...]:
        """Return what values of earlier berkas of its year asked to be done, oldest first."""

    def tugas_for(
        self, berkas_id: int, jabatan: Collection[int], pegawai_id: int
    ) -> tuple[Tugas, ...]:
        """Return the tugas of a berkas, open or not, of those posts or of that employee."""

    def has_excused(self, berkas_id: int) -> bool:
        """Tell whether anybody was ever excused in a berkas."""

    def open_for(
        self, kantor_id: int, jabatan: Collection[int], pegawai_id: int
    ) -> tuple[Tugas, ...]:
        """Return the open tugas of those posts (without foreign pegawai) and of that employee."""

    def open_of(self, kantor_id: int) -> tuple[Tugas, ...]:
        """Return every open tugas of an office, oldest first."""

    def load_open(self, kantor_id: int) -> tuple[Loaded, ...]:
        """Return every open tugas of an office with its berkas, oldest first."""

    def load_part(self, kantor_id: int, after: int, room: int) -> OpenPart:
        """Return so many open tugas of an office at most, berkas by berkas, that come after a tugas by id.

        A berkas is divided only where it alone has more. Each tugas comes with it, as far as those go that
        are asked of posts beside each other.

        Args:
            after: The last one of the part before; 0 for the first part.
        """

    def load_after(self, berkas: Berkas, units: Collection[int]) -> tuple[Loaded, ...]:
        """Return the open tugas of these units, or of none, of running berkas of later periode of its kind and year.

        Each comes with its berkas, of whose open tugas that has the same.
        """

    def berkas_of(self, tugas_id: int) -> int:
        """Return the id of the berkas that a tugas belongs to.

        Raises:
            LookupError: There is no such tugas.
        """

    def see(self, tugas_id: int, at: datetime) -> None:
        """Record that somebody opened the tugas, once; ``store`` does it for an aksi."""

    def store(self, outcome: Outcome) -> Stored:
        """Store an outcome after exactly one aksi; return it with the opened tugas numbered.

        Compares the revisi of every changed tugas, keeps formulir and keadaan, and appends the
        lines of history. Owes no cards. The returned berkas has the tugas that are open now.

        Raises:
            TugasChanged: Another transaction stored one of them first. Nothing is written.
        """

    def change(self, tugas: Tugas) -> Tugas:
        """Store new facts of one tugas under its next revisi; return it.

        Raises:
            TugasChanged: It was changed meanwhile.
        """

    def change_all(self, tugas: Sequence[Tugas]) -> tuple[Tugas, ...]:
        """Store new facts of several; return them in that order."""


class PengingatPort(Protocol):
    """When open tugas are looked at again, and which reminders were said."""

    def due(self, before: datetime, limit: int) -> tuple[TugasDue, ...]:
        """Return open tugas with ``ingat_at`` at or before that moment, office by office, oldest first.

        The offices are those of the oldest ones.
        """

    def of_berkas(self, berkas_id: int) -> tuple[TugasDue, ...]:
        """Return the open tugas of a berkas, oldest first."""

    def each(self, tugas: Collection[int]) -> tuple[TugasDue, ...]:
        """Return these tugas, open or not, oldest first."""

    def of_kantor(self, kantor_id: int) -> tuple[Terbuka, ...]:
        """Return the open tugas of an office, with who brought each berkas so far, oldest first."""

    def office_after(self, kantor_id: int) -> int | None:
        """Return the next office, by id, that has an open tugas."""

    def next_due(self) -> datetime | None:
        """Return when the next open tugas is to be looked at."""

    def remind_at(self, moments: Mapping[int, datetime | None]) -> None:
        """Look at open tugas, by id, at those moments, or never again."""

    def remind_all_at(self, at: datetime) -> None:
        """Look at every open tugas of which something may be due later at that moment already."""

    def record(self, said: Iterable[Pengingat], at: datetime) -> frozenset[Pengingat]:
        """Record what is said now; return what was not recorded before."""

    def repeated(
        self, periode: Collection[Periode], offices: Collection[int]
    ) -> tuple[Berulang, ...]:
        """Return active SOPs of these offices that ran by that kind of periode, but not for this one.

        What was offered for it is left out too.
        """

    def offered(self, kantor_id: int, periode: Collection[Periode]) -> tuple[Berulang, ...]:
        """Return active SOPs of an office that were offered for these periode, by which each."""

    def record_offer(self, one: Berulang, at: datetime) -> bool:
        """Record that an SOP was offered for its periode; False if it was before."""


class JamPort(Protocol):
    """How far office time has come, as ticks have seen it."""

    def newest(self) -> datetime | None:
        """Return the newest moment that a tick has seen; None where there was none."""

    def note(self, at: datetime) -> None:
        """Take a moment for the newest one, be it before that or after."""


class PutusPort(Protocol):
    """The gap after which the cards that ask come again."""

    def pending(self) -> Putus | None:
        """Return the gap of which cards are still to come; None where there is none."""

    def note(self, putus: Putus | None) -> None:
        """Keep how far the cards of a gap have come; None once all did."""


class KinerjaPort(Protocol):
    """Indicators, formulir and their values."""

    def indikator(
        self, kantor_id: int, tahun: int, versi: int | None = None
    ) -> tuple[Indikator, ...]:
        """Return the indikator of a year in the order of the workbook, as a versi says them.

        Args:
            versi: Of the Perjanjian Kinerja; None: the one that holds now.
        """

    def promised(self, berkas: Berkas) -> tuple[Indikator, ...]:
        """Return the indikator of a berkas, as the Perjanjian Kinerja says them that it keeps."""

    def promised_by_id(self, berkas: Berkas) -> Mapping[int, Indikator]:
        """Return what ``promised`` does, by id."""

    def promised_by_unit(self, berkas: Berkas) -> Mapping[int, tuple[Indikator, ...]]:
        """Return what ``promised`` does, by the unit that measures it."""

    def written(self, berkas: Berkas) -> Mapping[str, Tulisan]:
        """Return with how many decimals the values of each indikator of a berkas are written, by kode."""

    def explained(self, berkas: Berkas) -> Mapping[str, Rincian]:
        """Return what is said of each of them beside its targets, by kode."""

    def kept(self, berkas: Berkas) -> Perjanjian | None:
        """Return the Perjanjian Kinerja that a berkas keeps; None where the office has not registered it."""

    def superseded(self, berkas: Berkas) -> Tergantikan | None:
        """Return the Perjanjian Kinerja that a berkas keeps; None where it is the one that holds."""

    def perjanjian(self, kantor_id: int, tahun: int) -> tuple[Perjanjian, ...]:
        """Return the versi that an office has registered of a year, the newest last."""

    def named(self, kantor_id: int, indikator_id: int) -> Indikator | None:
        """Return an indikator of the office, also one that no list has any more."""

    def formulir(self, berkas_id: int, unit_id: int) -> Formulir | None:
        """Return a unit's formulir with a value, perhaps empty, for each indikator."""

    def formulir_of(self, berkas_id: int) -> tuple[Formulir, ...]:
        """Return every formulir of a berkas, by unit."""

    def formulir_with_gaps(self, berkas: Berkas, units: Collection[int]) -> dict[int, Formulir]:
        """Return the formulir of some units, by unit; where none is stored yet, an empty one with id 0."""

    def covers(self, berkas: Berkas) -> tuple[Cover, ...]:
        """Return the formulir of a berkas without their values, by unit."""

    def earlier(self, berkas: Berkas) -> Lalu:
        """Return what was sent in earlier periode of a berkas."""

    def stored(self, berkas_id: int) -> tuple[Formulir, ...]:
        """Return every formulir of a berkas with the values that have a row, whatever is listed or awaited."""

    def with_earlier(
        self, berkas: Berkas, wanted: Collection[int] | None = None
    ) -> tuple[tuple[Formulir, ...], Lalu]:
        """Return every formulir of a berkas, by unit, and what was sent in earlier periode.

        Where two berkas cover the same periode, the later one counts.

        Args:
            wanted: Of these indikator alone, by id; None for all.
        """

    def sent_before(self, berkas: Berkas) -> tuple[tuple[int, int], ...] | None:
        """Return the berkas of earlier periode, by id, each with its revisi: what is sent in one raises that.

        None where one of them got its revisi within this transaction, which may yet be undone.
        """

    def year_before(self, berkas: Berkas, units: Collection[int] | None) -> YearBefore:
        """Return what was sent for the same periode of the year before; of these units, or for None of all."""

    def save(
        self, formulir_id: int, nilai: Iterable[Nilai], pegawai_id: int, at: datetime
    ) -> None:
        """Store values of one formulir under its ronde; ``sebelumnya`` stays as it is."""


SLICE: Final = 50
"""Tugas that one unit of work looks at, about, where there may be thousands: others wait for it a hundredth of a second."""


class UnitOfWork(Protocol):
    """One transaction over everything. ``now`` is aware UTC, fixed for the unit."""

    @property
    def now(self) -> datetime: ...
    @property
    def kantor(self) -> KantorPort: ...
    @property
    def sop(self) -> SopPort: ...
    @property
    def pegawai(self) -> PegawaiPort: ...
    @property
    def ikatan(self) -> IkatanPort: ...
    @property
    def penugasan(self) -> PenugasanPort: ...
    @property
    def berkas(self) -> BerkasPort: ...
    @property
    def papan(self) -> PapanPort: ...
    @property
    def pengingat(self) -> PengingatPort: ...
    @property
    def jam(self) -> JamPort: ...
    @property
    def putus(self) -> PutusPort: ...
    @property
    def reminders(self) -> ReminderPort: ...
    @property
    def kinerja(self) -> KinerjaPort: ...
    @property
    def percakapan(self) -> PercakapanPort: ...
    @property
    def kartu(self) -> KartuPort: ...
    @property
    def outbox(self) -> OutboxPort: ...
    @property
    def sent(self) -> SentPort: ...
    @property
    def jejak(self) -> JejakPort: ...
    @property
    def lampiran(self) -> LampiranPort: ...
    @property
    def kept(self) -> KeptPort: ...
    @property
    def naskah(self) -> NaskahPort: ...
    @property
    def nomor_surat(self) -> NomorSuratPort: ...
    @property
    def papers(self) -> PaperPort: ...
