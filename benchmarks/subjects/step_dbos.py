"""Peer: DBOS, which records what each step of a workflow came to.

1. A step is a transaction of a datasource, in which what was done and that it was done are committed together: whoever
   asks holds the post of the open tugas, it is closed, and the next one is opened. The workflow's own start and end
   count too: a tenth of them in each step.
2. Nobody is waited for: a person would be a message that is sent and received, at several times the price.
3. What DBOS records is all the history there is, and nobody is owed a card.
4. It stands on the same SQLite as ours, with the same journal, or on the same PostgreSQL.
"""

from collections.abc import Callable
from contextlib import closing
from itertools import count, islice
from pathlib import Path

from dbos import DBOS, SQLAlchemyDatasource
from sqlalchemy import text

from benchmarks.machine import told
from benchmarks.walk import LANGKAH, Prepare, walk
from storage.database.engine import read_url
from storage.database.journal import journal_of, keep
from storage.database.sqlite import sqlite3

SCHEMA = (
    "CREATE TABLE pegawai (user_id INTEGER PRIMARY KEY, jabatan_id INTEGER, aktif INTEGER)",
    "CREATE TABLE tugas (id BIGINT PRIMARY KEY, jabatan_id INTEGER, langkah INTEGER, status TEXT)",
)
_hire = text("INSERT INTO pegawai VALUES (:user, :user, 1)")
_allowed = text(
    "SELECT t.jabatan_id, t.langkah FROM tugas t JOIN pegawai p ON p.jabatan_id = t.jabatan_id"
    " WHERE t.id = :tugas AND p.user_id = :user AND p.aktif = 1 AND t.status = 'terbuka'"
)
_close = text("UPDATE tugas SET status = 'selesai' WHERE id = :tugas AND status = 'terbuka'")
_open = text("INSERT INTO tugas VALUES (:tugas, :jabatan, :langkah, 'terbuka')")


def walking(datasource: SQLAlchemyDatasource) -> Callable[[int, int], None]:
    """Return the workflow by which somebody takes a berkas from its first tugas to its end."""

    @datasource.transaction
    def take_step(user_id: int, tugas_id: int) -> int:
        session, facts = datasource.sql_session(), {"user": user_id, "tugas": tugas_id}
        jabatan_id, langkah = session.execute(_allowed, facts).one()
        session.execute(_close, facts)
        following = {"tugas": tugas_id + 1, "jabatan": jabatan_id, "langkah": langkah + 1}
        session.execute(_open, following)
        return tugas_id + 1

    @DBOS.workflow()
    def walk_through(user_id: int, first: int) -> None:
        tugas_id = first
        for _ in range(LANGKAH):
            tugas_id = take_step(user_id, tugas_id)

    workflow: Callable[[int, int], None] = walk_through
    return workflow


def dbos(url: str, options: dict[str, object]) -> Prepare:
    """Return what takes steps in a database that nobody has used."""
    DBOS(
        config={
            "name": "bench",
            "system_database_url": url,
            "db_engine_kwargs": options,
            "log_level": "ERROR",
        }
    )
    datasource = SQLAlchemyDatasource.create(database_url=url, engine_kwargs=options)
    walk_through, engine = walking(datasource), datasource.engine
    with engine.begin() as connection:
        for statement in SCHEMA:
            connection.execute(text(statement))
    DBOS.launch()
    users = count(1)

    def begin(user_id: int) -> tuple[int, int]:
        first = user_id * (LANGKAH + 1)
        with engine.begin() as connection:
            connection.execute(_hire, {"user": user_id})
            connection.execute(_open, {"tugas": first, "jabatan": user_id, "langkah": 1})
        return user_id, first

    def prepare(berkas: int) -> Callable[[], None]:
        begun = [begin(user_id) for user_id in islice(users, berkas)]

        def work() -> None:
            for user_id, first in begun:
                walk_through(user_id, first)

        return work

    return prepare


if __name__ == "__main__":
    facts = told()
    url, options = read_url(facts["url"]), dict[str, object]()
    if url.get_backend_name() == "sqlite":
        options, path = {"module": sqlite3}, Path(str(url.database))
        with closing(sqlite3.connect(path)) as connection:
            keep(connection, journal_of(path))  # and a COMMIT is synced as in ours, unasked
    walk(dbos(url.render_as_string(hide_password=False), options), facts["server"])
