"""The sample office in a real database, and its people acting through the use cases."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, bindparam, select, update

from bot.trial.kantor.pejawaran import SAMPLE, START
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Stored, Tugas
from sop_flows.ports.kiriman import Kiriman, QueuedKiriman
from sop_flows.ports.layar import LAYAR
from sop_flows.ports.layar.daftar import HapusTanya
from sop_flows.ports.records import Actor, Daftar, Kartu
from sop_flows.ports.views import TugasBaris
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.listing import list_tugas
from sop_flows.use_cases.tugas.nomor import perform_by_number
from storage.codec import decode
from storage.database.carrier_tables import KartuRow, OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.database.open_rows import stands
from storage.database.session import Database
from storage.database.tables import KantorRow, PegawaiRow, TugasRow
from storage.documents.kantor.buku import BukuKantor
from storage.kantor_import import Ringkasan, import_kantor
from storage.unit_of_work import SqlUnitOfWork, in_unit
from tests.support.empty import put_empty_database
from tests.support.reminders import Reminded, carry, of

BOT = 111_111_111
T = TypeVar("T")
KASI = ("Slamet Riyadi", "Siti Khotimah", "Budi Hartono", "Nur Aini Rahmawati", "Joko Susilo")

OUTBOX, KARTU, TUGAS = table(OutboxRow), table(KartuRow), table(TugasRow)
OWED = select(OUTBOX).where(OUTBOX.c.chat_id == bindparam("chat")).order_by(OUTBOX.c.id)
TOLD = (
    OUTBOX.c.chat_id == bindparam("chat"),
    stands(OUTBOX, StatusKiriman.BARU),
    OUTBOX.c.kartu_id.is_(None),
)
ARRIVE = update(OUTBOX).where(*TOLD).values(status=StatusKiriman.TANYA)
CHATS = bindparam("chats", expanding=True)
REVISI = select(TUGAS.c.revisi).where(TUGAS.c.id == KARTU.c.tugas_id).scalar_subquery()
SHOWN = update(KARTU).where(KARTU.c.chat_id.in_(CHATS))
DELIVER = (
    update(OUTBOX).where(OUTBOX.c.chat_id.in_(CHATS)).values(status=StatusKiriman.TERKIRIM),
    SHOWN.where(KARTU.c.tugas_id.is_not(None)).values(revisi=REVISI, message_id=KARTU.c.id),
    SHOWN.where(KARTU.c.daftar.is_not(None)).values(revisi=0, message_id=KARTU.c.id),
)
"""Nothing is owed any more, and cards and reminders show what is true."""


@contextmanager
def office_in(folder: Path, buku: BukuKantor = SAMPLE) -> Iterator["Pejawaran"]:
    """Yield an office in a database of its own, as it begins: everybody has joined."""
    path = folder / "tapak.db"
    shutil.copy(founded(buku), path)
    with closing(Database.open(f"sqlite:///{path}")) as database:
        yield Pejawaran(database, buku=buku)


@cache
def founded(buku: BukuKantor) -> Path:
    """Return the database of that office, made once in this process."""
    folder = Path(tempfile.mkdtemp(prefix="tapak-"))
    atexit.register(shutil.rmtree, folder)
    path = folder / "tapak.db"
    put_empty_database(path)
    with closing(Database.open(f"sqlite:///{path}")) as database:
        Pejawaran.found(database, buku=buku)
    return path


class Pejawaran:
    """Kecamatan Pejawaran, or another: everybody has joined, and the clock is in our hands."""

    def __init__(self, database: Database, *, buku: BukuKantor = SAMPLE) -> None:
        """Open the office that was founded in the database."""
        self.database = database
        self.now: datetime = START
        kantor, pegawai = table(KantorRow), table(PegawaiRow)
        of_buku = select(kantor.c.id).where(kantor.c.kode == buku.kantor.kode)
        self.kantor_id: int = database.run_now(lambda c: c.execute(of_buku).scalar_one())
        rows = database.run_now(lambda c: list(c.execute(select(pegawai))))
        self.pegawai = {row.nama: row.id for row in rows}
        self.user = {p.nama: 1001 + i for i, p in enumerate(buku.pegawai)}
        self._reminded: list[Reminded] = []

    @classmethod
    def found(cls, database: Database, *, buku: BukuKantor = SAMPLE) -> Self:
        """Found the office in an empty database, and let everybody join."""
        database.run_now(lambda c: import_kantor(c, buku, START))
        office = cls(database, buku=buku)
        for nama in office.user:
            office.join(nama)
        return office

    @property
    def path(self) -> str:
        """The file of the database."""
        rows = self.database.run_now(lambda c: c.exec_driver_sql("PRAGMA database_list").all())
        return str(rows[0].file)

    def run(self, work: Callable[..., T], **facts: Any) -> T:
        """Run one use case in one transaction."""
        return self.database.run_now(
            lambda c: in_unit(work, SqlUnitOfWork(c, BOT, self.now), **facts)
        )

    def join(self, nama: str) -> None:
        """Let somebody open their link and say that it is them."""
        user, token = self.user[nama], f"tautan-{nama}"
        self.run(invite, kantor_id=self.kantor_id, pegawai_id=self.pegawai[nama], token=token)
        self.run(present_link, chat_id=user, token=token)
        self.run(confirm_identity, actor=Actor.private(user), username="")

    def wait(self, **span: float) -> None:
        """Move the clock."""
        self.now += timedelta(**span)

    def wait_for_rapat(self, tugas: Tugas) -> None:
        """Move the clock to the hour of the rapat that a card is of, if it is of one."""
        if tugas.facts.rapat:
            self.now = max(self.now, tugas.facts.rapat.mulai)

    def tick(self) -> None:
        """Do all that is due at this moment, one slice after the other."""
        part: int | None = 0
        while part is not None:
            part = self.run(run_tick, part=part).part

    def start(self, nama: str = "Endang Lestari") -> int:
        """Start the SOP for the triwulan under way; return the id of the berkas."""
        pilihan = self.run(list_startable, user_id=self.user[nama])[0]
        outcome = self.run(
            start_berkas,
            actor=Actor.private(self.user[nama]),
            sop_id=pilihan.sop_id,
            periode=pilihan.periode,
        )
        return outcome.berkas.id

    def take_over(self, buku: BukuKantor) -> Ringkasan:
        """Take over a workbook of the office, or of another one; return what it changed."""
        return self.database.run_now(lambda c: import_kantor(c, buku, self.now))

    def tugas(self, nama: str) -> list[TugasBaris]:
        """Return somebody's open tugas."""
        return list(self.run(list_tugas, user_id=self.user[nama]).baris)

    def only(self, nama: str) -> Tugas:
        """Return somebody's one open tugas."""
        (line,) = self.tugas(nama)
        return line.tugas

    def act(self, nama: str, kerja: Kerja, tugas: Tugas | None = None, **facts: Any) -> Stored:
        """Let somebody do an aksi on a tugas (their only one, if none is named)."""
        tugas = tugas or self.only(nama)
        return self.run(
            perform_aksi,
            actor=Actor.private(self.user[nama]),
            tugas_id=tugas.id,
            aksi=Aksi(kerja=kerja, revisi=tugas.revisi, at=self.now, **facts),
        )

    def say(self, nama: str, work: Callable[..., T], **facts: Any) -> T:
        """Let somebody do something in their own chat, once all that it was told is on the phone."""
        self.carry_reminders()
        self.database.run_now(lambda c: arrive(c, self.user[nama]))
        return self.run(work, actor=Actor.private(self.user[nama]), **facts)

    def command(self, nama: str, **facts: Any) -> None:
        """Let somebody type a command about a tugas whose card is on their phone as it is now."""
        self.deliver(nama)
        self.say(nama, perform_by_number, **facts)

    def deliver(self, *nama: str) -> None:
        """Let the cards of these people, or of everybody, be on their phones as they are now."""
        self.carry_reminders()
        chats = [self.user[one] for one in nama or self.user]
        self.database.run_now(lambda c: deliver(c, chats))

    def reminded(
        self, nama: str, daftar: Daftar = Daftar.PENGINGAT, *, baru: bool = True
    ) -> list[Reminded]:
        """Return the reminders that came to somebody so far as new messages, or as edits."""
        self.carry_reminders()
        return of(self._reminded, self.user[nama], daftar, baru=baru)

    def carry_reminders(self) -> None:
        """Let the reminders that are owed be on their phones as they are now."""
        self._reminded += carry(self)

    def owed(self, nama: str, layar: str = "") -> list[Kiriman]:
        """Return what is owed to somebody, oldest first."""
        facts = {"chat": self.user[nama]}
        rows = self.database.run_now(lambda c: c.execute(OWED, facts).all())
        return [
            QueuedKiriman(
                chat_id=r.chat_id,
                isi=decode(LAYAR[r.layar], r.isi),
                senyap=r.senyap,
                baru=r.baru,
                paksa=r.paksa,
                kartu_id=r.kartu_id,
                id=r.id,
            )
            for r in rows
            if r.layar == layar or (not layar and r.layar != HapusTanya.layar)
        ]

    def redrawn(self, nama: str, kind: type[Kartu]) -> int:
        """Return how often cards of that kind were owed to somebody though their revisi stands."""
        ids = [one.kartu_id for one in self.owed(nama, "kartu") if one.paksa]
        cards = self.run(lambda uow: [uow.kartu.get(id) for id in ids])
        return sum(isinstance(card, kind) for card in cards)


def arrive(connection: Connection, chat: int) -> None:
    """Let what was told in a chat be on its phone, where it may still be asking."""
    connection.execute(ARRIVE, {"chat": chat})


def deliver(connection: Connection, chats: Sequence[int]) -> None:
    """Let nothing be owed to these chats any more, and their cards show what is true."""
    for statement in DELIVER:
        connection.execute(statement, {"chats": chats})


def plain(html: str) -> str:
    """Return what a person reads."""
    return re.sub(r"<[^>]+>", "", html)
