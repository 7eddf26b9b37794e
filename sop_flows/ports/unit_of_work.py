"""What the use cases need from outside: one unit of work over the office's rows.

1. A unit of work is one transaction. Its methods are synchronous and never commit.
2. Who a Telegram user is and what they hold is read here, at the moment of acting.
3. Ids of Telegram users and chats are passed through, never interpreted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from sop_flows.engine.berkas import (
    Berkas,
    Formulir,
    Nilai,
    Outcome,
    Pelaku,
    Peta,
    Stored,
    Tugas,
)
from sop_flows.jejak import JejakLine
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Jabatan, Kantor, Pegawai, Pemegang, Unit
from sop_flows.kantor.nomor_surat import NomorSurat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.ports.calon import CalonPort
from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.penugasan import PenugasanPort
from sop_flows.ports.records import (
    Berulang,
    Ikatan,
    KartuPapan,
    KartuTugas,
    Loaded,
    Pengingat,
    Percakapan,
    SopAktif,
    TugasDue,
)
from sop_flows.sop.catalog import Template
from sop_flows.sop.definition import Sop
from sop_flows.sop.place import Place
from sop_flows.waktu.jam_kerja import JamKerja


class KantorPort(Protocol):
    """Offices, their calendar and their shape."""

    def get(self, kantor_id: int) -> Kantor: ...
    def all(self) -> tuple[Kantor, ...]: ...
    def jam_kerja(self, kantor_id: int) -> JamKerja:
        """Return the compiled calendar, shared between units of work until its rows change."""

    def unit(self, kantor_id: int) -> Mapping[int, Unit]: ...
    def jabatan(self, kantor_id: int) -> Mapping[int, Jabatan]: ...
    def unsettled(self, limit: int) -> tuple[tuple[int, date], ...]:
        """Return (kantor_id, local date) of offices whose holders may have changed since settled."""

    def settle(self, kantor_id: int, today: date) -> None:
        """Record that every card is with the holders of that date."""


class SopPort(Protocol):
    """Activated SOPs."""

    def get(self, sop_id: int) -> Sop:
        """Return the SOP version; parsed once per process (by its sha256)."""

    def active(self, kantor_id: int) -> tuple[SopAktif, ...]: ...
    def peta(self, kantor_id: int, sop_id: int, berkas: Berkas, today: date) -> Peta: ...
    def kolom_of(self, kantor_id: int, sop_id: int, kolom: str) -> tuple[int, ...]:
        """Return the posts (ids) that the office mapped to a column."""

    def versions(self, kantor_id: int, kode: str) -> Mapping[int, str]:
        """Return versi -> sha256 of every text that the office keeps of an SOP."""

    def activate(
        self, kantor_id: int, template: Template, kolom: Mapping[str, Iterable[int]]
    ) -> int:
        """Keep a version as the active one of its kode, with these posts; return its sop_id."""


class PegawaiPort(CalonPort, Protocol):
    """People, the posts they hold, and who they are on Telegram."""

    def identify(self, user_id: int, today: date) -> tuple[Pegawai, ...]:
        """Return the employees that a Telegram user is, one per office, with posts held today."""

    def look_up(self, kantor_id: int, posts: Collection[int] | None, today: date) -> None:
        """Read who holds these posts, or any, in one go: they are going to be asked for."""

    def pelaku(self, user_id: int, kantor_id: int, jabatan_id: int, today: date) -> Pelaku | None:
        """Return the user as holder of that post today; None if the user does not hold it.

        Where nobody holds it, the holder of its atasan acts (recorded with the own post).
        """

    def pelaku_self(self, user_id: int, kantor_id: int, today: date) -> Pelaku | None:
        """Return the user in the first post held today in that office (or the atasan-less self)."""

    def pemegang(self, kantor_id: int, jabatan_id: int, today: date) -> tuple[Pemegang, ...]:
        """Return who is owed the cards of a post today; the atasan's holders if it is vacant."""

    def person(self, kantor_id: int, pegawai_id: int) -> Pemegang:
        """Return one employee as a recipient, with chat_id where joined."""

    def all(self, kantor_id: int, today: date) -> tuple[Pegawai, ...]: ...
    def chats(self, kantor_id: int) -> Mapping[int, int]:
        """Return pegawai_id -> chat_id of everyone who has joined and is bound."""

    def admins(self, kantor_id: int) -> tuple[Pemegang, ...]: ...
    def unreachable(self, chat_id: int) -> tuple[Ikatan, ...]:
        """Mark a chat as not reachable; return whose it is, nobody where that is known."""

    def reachable(self, chats: Collection[int]) -> tuple[Ikatan, ...]:
        """Mark chats as reachable; return whose they are that were not."""

    def add_undangan(
        self, kantor_id: int, pegawai_id: int, token_hash: str, at: datetime, until: datetime
    ) -> None: ...
    def find_undangan(self, token_hash: str, at: datetime) -> Pemegang | None:
        """Return whom an unused, unexpired link was made for (with kantor via ``kantor_of``)."""

    def kantor_of(self, pegawai_id: int) -> int: ...
    def redeem(
        self, token_hash: str, user_id: int, chat_id: int, username: str, at: datetime
    ) -> bool:
        """Use the link and bind the user; False if somebody used it first or it expired."""

    def discard_undangan(self, token_hash: str, at: datetime) -> None: ...
    def revoke(self, pegawai_id: int, at: datetime) -> tuple[Ikatan, ...]:
        """End every binding of an employee at once; return those that were."""


class BerkasPort(Protocol):
    """Runs and their tugas."""

    def new(
        self,
        *,
        kantor_id: int,
        sop_id: int,
        judul: str,
        tahun: int,
        triwulan: int,
        pegawai_id: int,
        at: datetime,
    ) -> Berkas:
        """Store and return an empty berkas with its short number."""

    def get(self, berkas_id: int) -> tuple[Berkas, int]:
        """Return a berkas with its open tugas, and its sop_id."""

    def find(self, kantor_id: int, nomor: int) -> int | None: ...
    def running(self, kantor_id: int, sop_id: int, tahun: int, triwulan: int) -> int | None:
        """Return the number of a running berkas of that SOP, on any versi, and period."""

    def finished(
        self, kantor_id: int, kode: Collection[str], tahun: int, triwulan: int
    ) -> tuple[int, ...]:
        """Return the numbers of the newest finished berkas of those SOPs, one of each, by kode."""

    def latest(self, kantor_id: int, limit: int = 10) -> tuple[int, ...]:
        """Return ids of the office's berkas, running ones first, newest first."""

    def load_tugas(self, tugas_id: int) -> Loaded | None:
        """Return a tugas with its berkas; None if there is none."""

    def find_tugas(self, kantor_id: int, nomor: int) -> int | None: ...
    def tugas_of(self, berkas_id: int, langkah: int | None = None) -> tuple[Tugas, ...]:
        """Return every tugas of a berkas, or of one of its langkah, oldest first."""

    def tugas_from(self, berkas_id: int, place: Place) -> tuple[Tugas, ...]:
        """Return the tugas at one place of a berkas and those opened from there, oldest first."""

    def open_for(
        self, kantor_id: int, jabatan: Collection[int], pegawai_id: int
    ) -> tuple[Tugas, ...]:
        """Return the open tugas of those posts (without foreign pegawai) and of that employee."""

    def open_of(self, kantor_id: int) -> tuple[Tugas, ...]:
        """Return every open tugas of an office, oldest first."""

    def berkas_of(self, tugas_id: int) -> int: ...
    def see(self, tugas_id: int, at: datetime) -> None:
        """Record that somebody opened the tugas, once."""

    def store(self, outcome: Outcome) -> Stored:
        """Store an outcome after exactly one aksi; return it with the opened tugas numbered.

        Compares the revisi of every changed tugas, keeps formulir and keadaan, and appends the
        lines of history. Owes no cards.

        Raises:
            TugasChanged: Another transaction stored one of them first. Nothing is written.
        """

    def change(self, tugas: Tugas) -> Tugas:
        """Store new facts of one open tugas under its next revisi; return it.

        Raises:
            TugasChanged: It was changed meanwhile.
        """


class PengingatPort(Protocol):
    """When open tugas are looked at again, and which reminders were said."""

    def due(self, before: datetime, limit: int) -> tuple[TugasDue, ...]:
        """Return open tugas with ``ingat_at`` at or before that moment, oldest first."""

    def next_due(self) -> datetime | None: ...
    def remind_at(self, moments: Mapping[int, datetime | None]) -> None:
        """Look at open tugas, by id, at those moments, or never again."""

    def record(self, said: Iterable[Pengingat], at: datetime) -> frozenset[Pengingat]:
        """Record what is said now; return what was not recorded before."""

    def repeated(self, tahun: int, triwulan: int) -> tuple[Berulang, ...]:
        """Return active SOPs that ran before, not for that triwulan, and were not offered for it."""

    def record_offer(self, one: Berulang, tahun: int, triwulan: int, at: datetime) -> bool:
        """Record that an SOP was offered for a triwulan; False if it was before."""


class KinerjaPort(Protocol):
    """Indicators, formulir and their values."""

    def indikator(
        self, kantor_id: int, tahun: int, unit: Collection[int] | None = None
    ) -> tuple[Indikator, ...]: ...
    def formulir(self, berkas_id: int, unit_id: int) -> Formulir | None: ...
    def formulir_of(self, berkas_id: int) -> tuple[Formulir, ...]: ...
    def previous(
        self, kantor_id: int, tahun: int, before_triwulan: int
    ) -> Mapping[int, tuple[tuple[int, Nilai], ...]]:
        """Return per indikator_id the (triwulan, value) sent in earlier triwulan of the year."""

    def save(
        self, formulir_id: int, nilai: Iterable[Nilai], pegawai_id: int, at: datetime
    ) -> None:
        """Store values of one formulir; the one before stays as ``sebelumnya`` of a new ronde."""


class PercakapanPort(Protocol):
    """What each chat is being asked. A question that is over is owed to go off the phone."""

    def get(self, chat_id: int) -> Percakapan | None: ...
    def put(self, percakapan: Percakapan) -> None: ...
    def drop(self, chat_id: int) -> Percakapan | None:
        """End the conversation of a chat; return what it was."""

    def begun(self, jenis: str, until: datetime, limit: int) -> tuple[Percakapan, ...]:
        """Return conversations of that kind that began by that moment, oldest first."""

    def oldest(self, jenis: str) -> datetime | None:
        """Return when the oldest conversation of that kind began."""


class KartuPort(Protocol):
    """Which messages owe whom their current state."""

    def owe(
        self,
        tugas: Iterable[Tugas],
        recipients: Mapping[int, Sequence[Pemegang]],
        kantor_id: int,
        *,
        lane: Lane,
        first_chat: int | None = None,
        senyap: bool = False,
        due_at: float = 0.0,
        board: Berkas | None = None,
    ) -> None:
        """Owe the cards of stored tugas to recipients (tugas id -> people with a chat).

        New cards are made where a recipient has none; existing cards of everybody else who has one
        are owed too. ``first_chat`` (who just tapped) goes in the fast lane. With ``board``, the
        boards of that stored berkas are owed its state as well.
        """

    def follow(
        self,
        tugas: Iterable[Tugas],
        recipients: Mapping[int, Sequence[Pemegang]],
        kantor_id: int,
        *,
        senyap: bool,
    ) -> frozenset[int]:
        """Bring the cards of all open tugas of an office to who has them now.

        Who has no card gets one; who lost the tugas sees that it moved; who has it back gets it
        anew. Returns the ids of the tugas that somebody got.
        """

    def owe_again(self, tugas_id: int, chat_id: int, *, new: bool = False) -> None:
        """Owe one person's card a redraw though its revisi stands (a conversation on it moved).

        With ``new`` the card is sent as a new message and the old one is struck.
        """

    def owe_all_again(self, tugas: Collection[int], boards: Collection[int] = ()) -> None:
        """Owe everybody's cards of these tugas a redraw though their revisi stands.

        ``boards`` are the berkas whose starters are owed their boards with them.
        """

    def owe_board_again(self, berkas_id: int, chat_id: int) -> None:
        """Owe one person's board a redraw though its revisi stands."""

    def add_board(
        self, berkas_id: int, kantor_id: int, pegawai_id: int, chat_id: int, *, revisi: int
    ) -> None:
        """Give a person a board of a berkas: a new message, pinned."""

    def get(self, kartu_id: int) -> KartuTugas | KartuPapan | None: ...
    def of_tugas(self, tugas_id: int) -> tuple[KartuTugas, ...]: ...
    def of_open_tugas(self) -> tuple[KartuTugas, ...]:
        """Return the cards of all open tugas of this bot, oldest first."""


class OutboxPort(Protocol):
    """Messages owed."""

    def add(self, *kiriman: Kiriman) -> None: ...
    def release(self, chat_id: int) -> None:
        """Let go what was held for a chat; of reminders only the last."""

    def questions(self, chat_id: int, before: int) -> tuple[int, ...]:
        """Return the messages that put a question to a chat, owed before that row, and still stand."""


class JejakPort(Protocol):
    """The history of an office."""

    def append(self, kantor_id: int, lines: Sequence[JejakLine]) -> None: ...
    def of_berkas(self, berkas_id: int) -> tuple[JejakLine, ...]: ...
    def of_pelaku(self, kantor_id: int, pegawai_id: int, since: datetime) -> tuple[JejakLine, ...]:
        """Return what one employee did since a moment, oldest first."""


class LampiranPort(Protocol):
    """Dokumen that were handed in."""

    def add(self, kantor_id: int, lampiran: Lampiran) -> int: ...
    def of_berkas(self, berkas_id: int) -> tuple[Lampiran, ...]: ...


class NomorSuratPort(Protocol):
    """The numbers that an office has used, per year."""

    def used(self, kantor_id: int, tahun: int) -> tuple[str, ...]: ...
    def find(self, kantor_id: int, tahun: int, nomor: str) -> NomorSurat | None:
        """Return who uses a number, whatever its spaces and case."""

    def add(self, kantor_id: int, tahun: int, nomor: NomorSurat) -> bool:
        """Record a number; False if it was used before. Nothing is written then."""


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
    def penugasan(self) -> PenugasanPort: ...
    @property
    def berkas(self) -> BerkasPort: ...
    @property
    def pengingat(self) -> PengingatPort: ...
    @property
    def kinerja(self) -> KinerjaPort: ...
    @property
    def percakapan(self) -> PercakapanPort: ...
    @property
    def kartu(self) -> KartuPort: ...
    @property
    def outbox(self) -> OutboxPort: ...
    @property
    def jejak(self) -> JejakPort: ...
    @property
    def lampiran(self) -> LampiranPort: ...
    @property
    def nomor_surat(self) -> NomorSuratPort: ...
