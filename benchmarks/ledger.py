"""The floor under a durable step: authorise, step, history, outbox, by hand on sqlite3.

Seven statements and a hash chain on one thread; waiting units share a COMMIT, as ours do. No
schema of an office, no SOP file, no roles: whatever is below this does not keep its promises. What was
shown is marked as sent, in a COMMIT of its own as with ours.
"""

import asyncio
import hashlib
import json
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.database.journal import journal_of, keep
from storage.database.sqlite import sqlite3

GROUP = 32
SCHEMA = """
CREATE TABLE inbox (update_id INTEGER PRIMARY KEY, body TEXT, status TEXT, at TEXT);
CREATE TABLE pegawai (user_id INTEGER PRIMARY KEY, jabatan_id INTEGER, nama TEXT, aktif INTEGER);
CREATE TABLE tugas (
    id INTEGER PRIMARY KEY, berkas_id INTEGER, jabatan_id INTEGER, langkah INTEGER,
    revisi INTEGER, status TEXT, isi TEXT, at TEXT
);
CREATE TABLE jejak (
    id INTEGER PRIMARY KEY, tugas_id INTEGER, at TEXT, isi TEXT, sebelum TEXT, hash TEXT
);
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY, chat_id INTEGER, tugas_id INTEGER, revisi INTEGER, status TEXT
);
CREATE INDEX outbox_status ON outbox (status, tugas_id);
CREATE INDEX tugas_berkas ON tugas (berkas_id, status);
"""

Unit = Callable[[sqlite3.Connection], Any]


def open_ledger(path: Path) -> sqlite3.Connection:
    """Return a new database with the journal that ours has."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    keep(connection, journal_of(path))
    connection.executescript(SCHEMA)
    return connection


def hire(connection: sqlite3.Connection, user_id: int) -> int:
    """Give somebody a post and an open tugas; return the tugas."""
    connection.execute("INSERT INTO pegawai VALUES (?, ?, 'Ibu', 1)", (user_id, user_id))
    made = connection.execute(
        "INSERT INTO tugas (berkas_id, jabatan_id, langkah, revisi, status, isi, at)"
        " VALUES (?, ?, 1, 0, 'terbuka', '{}', '')",
        (user_id, user_id),
    )
    return int(made.lastrowid or 0)


def take_in(connection: sqlite3.Connection, update_id: int, body: str, at: str) -> None:
    """Store an update."""
    connection.execute("INSERT INTO inbox VALUES (?, ?, 'baru', ?)", (update_id, body, at))


def take_step(
    connection: sqlite3.Connection,
    *,
    update_id: int,
    user_id: int,
    tugas_id: int,
    at: str,
    to: int | None,
) -> int:
    """Authorise, step, write history and outbox, and call the update done; return the open tugas.

    Args:
        to: The post that it is handed on to; none: the tugas stays open, one revisi further.
    """
    berkas_id, langkah, revisi, nama = connection.execute(
        "SELECT t.berkas_id, t.langkah, t.revisi, p.nama FROM tugas t"
        " JOIN pegawai p ON p.jabatan_id = t.jabatan_id"
        " WHERE t.id = ? AND p.user_id = ? AND p.aktif = 1 AND t.status = 'terbuka'",
        (tugas_id, user_id),
    ).fetchone()
    status = "selesai" if to is not None else "terbuka"
    connection.execute(
        "UPDATE tugas SET revisi = revisi + 1, status = ?, at = ? WHERE id = ? AND revisi = ?",
        (status, at, tugas_id, revisi),
    )
    following = tugas_id
    if to is not None:
        made = connection.execute(
            "INSERT INTO tugas (berkas_id, jabatan_id, langkah, revisi, status, isi, at)"
            " VALUES (?, ?, ?, 0, 'terbuka', '{}', ?)",
            (berkas_id, to, langkah + 1, at),
        )
        following = int(made.lastrowid or 0)
    (before,) = connection.execute(
        "SELECT hash FROM jejak ORDER BY id DESC LIMIT 1"
    ).fetchone() or ("",)
    line = json.dumps({"tugas": tugas_id, "nama": nama, "aksi": "selesai", "at": at})
    digest = hashlib.sha256((before + line).encode()).hexdigest()
    connection.execute(
        "INSERT INTO jejak (tugas_id, at, isi, sebelum, hash) VALUES (?, ?, ?, ?, ?)",
        (tugas_id, at, line, before, digest),
    )
    owed = [(user_id, tugas_id, revisi + 1, "baru"), (user_id, tugas_id, None, "baru")]
    if to is not None:
        owed.append((to, following, 0, "baru"))
    connection.executemany(
        "INSERT INTO outbox (chat_id, tugas_id, revisi, status) VALUES (?, ?, ?, ?)", owed
    )
    connection.execute("UPDATE inbox SET status = 'selesai' WHERE update_id = ?", (update_id,))
    return following


def commit(connection: sqlite3.Connection) -> None:
    """Keep what was done, for good."""
    connection.execute("COMMIT")


def owe_reminders(connection: sqlite3.Connection, count: int) -> None:
    """Owe that many reminders, each about a tugas of its own."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO outbox (chat_id, tugas_id, revisi, status) VALUES (?, ?, 0, 'baru')",
        [(no, -no) for no in range(1, count + 1)],
    )
    commit(connection)


def mark_sent(connection: sqlite3.Connection, *tugas: int) -> None:
    """Call what was owed about some tugas sent."""
    connection.executemany(
        "UPDATE outbox SET status = 'terkirim' WHERE status = 'baru' AND tugas_id = ?",
        [(one,) for one in tugas],
    )


class Ledger:
    """One sqlite3 connection on a thread of its own."""

    def __init__(self, path: Path) -> None:
        self.connection = open_ledger(path)
        self._units: queue.SimpleQueue[tuple[Unit, asyncio.Future[Any]]] = queue.SimpleQueue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._serve, daemon=True).start()

    def run(self, unit: Unit) -> asyncio.Future[Any]:
        """Return the outcome of a unit, after its COMMIT."""
        future = self._loop.create_future()
        self._units.put((unit, future))
        return future

    def _serve(self) -> None:
        while True:
            group = [self._units.get()]
            while len(group) < GROUP and not self._units.empty():
                group.append(self._units.get())
            self.connection.execute("BEGIN IMMEDIATE")
            done = [(future, unit(self.connection)) for unit, future in group]
            commit(self.connection)
            self._loop.call_soon_threadsafe(settle, done)


def settle(done: list[tuple[asyncio.Future[Any], Any]]) -> None:
    """Answer everybody who waits for a COMMIT."""
    for future, result in done:
        future.set_result(result)
