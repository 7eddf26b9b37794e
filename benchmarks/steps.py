"""Durable steps of our engine without a chat: authorise, advance, history, outbox, commit."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from benchmarks.bot_api import BOT_ID
from benchmarks.offices import Office, begin_berkas, found_office, now
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.ports.records import Actor
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.database.schema import migrate
from storage.database.session import Database
from storage.unit_of_work import SqlUnitOfWork, in_unit


def open_office(url: str, langkah: int) -> tuple[Database, Office]:
    """Return a new database with one office in it."""
    migrate(url)
    database = Database.open(url)
    return database, database.run_now(lambda c: found_office(c, BOT_ID, 1, now(), langkah=langkah))


def begin(database: Database, office: Office, count: int) -> list[int]:
    """Start that many berkas; return their first tugas."""

    def work(connection: Connection) -> list[int]:
        uow = SqlUnitOfWork(connection, BOT_ID, now())
        outcomes = [begin_berkas(uow, office, office.handing_on) for _ in range(count)]
        uow.flush()
        return [outcome.opened[0].id for outcome in outcomes]

    return database.run_now(work)


def step(office: Office, tugas_id: int, at: datetime) -> Callable[[Connection], int]:
    """Return the unit of work of one step; it returns the tugas that it opens, 0 at the end."""

    def work(connection: Connection) -> int:
        outcome = in_unit(
            perform_aksi,
            SqlUnitOfWork(connection, BOT_ID, at),
            actor=Actor.private(office.user_id),
            tugas_id=tugas_id,
            aksi=Aksi(kerja=Kerja.DISPOSISIKAN, revisi=0, at=at),
        )
        return (outcome.opened[0].id) if outcome.opened else 0

    return work


def to_the_end(begun: Iterable[int], take: Callable[[int], int]) -> None:
    """Step from the first tugas of each berkas to its end; a step returns the tugas that it opens, 0 at the end."""
    for first in begun:
        tugas_id = first
        while tugas_id:
            tugas_id = take(tugas_id)
