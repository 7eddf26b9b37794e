"""Everything the trial server remembers, in one SQLite file of its own (or in memory)."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sop_flows.deferred import dataclass
from storage.database.sqlite import sqlite3

Json = dict[str, Any]

# One process holds the file: two trials on it would answer for each other's chats.
PRAGMAS = """
PRAGMA locking_mode=EXCLUSIVE;
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
"""
SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS phone (
    user_id INTEGER PRIMARY KEY, name TEXT NOT NULL, username TEXT, jabatan TEXT NOT NULL,
    unit TEXT NOT NULL, started INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0,
    read_id INTEGER NOT NULL DEFAULT 0, kantor TEXT NOT NULL DEFAULT '',
    zona TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS message (
    message_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL,
    from_bot INTEGER NOT NULL, body TEXT NOT NULL, extra TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS message_of_chat ON message (chat_id, message_id);
CREATE TABLE IF NOT EXISTS file (
    file_id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    mime TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS pending (
    update_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER NOT NULL, kind TEXT NOT NULL,
    body TEXT NOT NULL, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS tap (
    query_id TEXT PRIMARY KEY, chat_id INTEGER NOT NULL, tapped_at REAL NOT NULL, answer TEXT);
"""


ADDED = ("kantor", "zona")
"""Columns of a phone that a file made before there were several offices lacks."""
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
HAS_COLUMN = "SELECT 1 FROM pragma_table_info('phone') WHERE name = ?"


class StoreInUse(Exception):
    """Another trial server holds the file, or it cannot be opened."""


@dataclass(slots=True)
class Phone:
    """One person of the trial and what the bot may do with them."""

    user_id: int
    name: str
    username: str | None
    jabatan: str
    unit: str
    started: bool = False
    blocked: bool = False
    read_id: int = 0
    kantor: str = ""
    zona: str = ""
    """Of the office, such as ``Asia/Makassar``; empty where it is not known."""


@dataclass(slots=True)
class Message:
    """A message as the Bot API shows it, with what only the phone sees in ``extra``."""

    message_id: int
    chat_id: int
    from_bot: bool
    body: Json
    extra: Json


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was uploaded by either side."""

    file_id: str
    path: str
    name: str
    mime: str
    content: bytes


HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
"""What SQLite says of a file that another process works in."""


class Store:
    """The one connection; every method is quick and runs in the event loop."""

    def __init__(self, path: Path | None, *, first_update_id: int) -> None:
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None, timeout=1.0)
        try:
            self._prepare(first_update_id)
        except BaseException as error:
            self._db.close()
            if getattr(error, "sqlite_errorcode", None) in HELD:
                raise StoreInUse(path) from error
            raise

    def _prepare(self, first_update_id: int) -> None:
        self._db.executescript(PRAGMAS + SCHEMA)
        for name in ADDED:
            if not self._db.execute(HAS_COLUMN, (name,)).fetchone():
                self._db.execute(f"ALTER TABLE phone ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
        if self.setting("opened") is None:
            self._db.execute(
                "INSERT INTO sqlite_sequence VALUES ('pending', ?)", (first_update_id,)
            )
            self.set_setting("opened", value=True)

    def clear(self, *, first_update_id: int) -> None:
        """Forget everything, as if the file were new."""
        for (name,) in self._db.execute(TABLES).fetchall():
            self._db.execute(f"DROP TABLE {name}")
        self._prepare(first_update_id)

    def close(self) -> None:
        """Close the connection; it may be called twice."""
        self._db.close()

    def answers(self) -> bool:
        """Return whether the file can be read."""
        try:
            self._db.execute("SELECT 1 FROM setting LIMIT 1")
        except sqlite3.Error:
            return False
        return True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Apply everything inside, or nothing."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def setting(self, key: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return the stored value, or None."""
        row = self._db.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def set_setting(self, key: str, value: object) -> None:
        """Store any JSON value."""
        self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, json.dumps(value)))

    # People

    def save_phone(self, phone: Phone) -> None:
        """Add or replace a person."""
        row = (phone.user_id, phone.name, phone.username, phone.jabatan, phone.unit)
        state = (phone.started, phone.blocked, phone.read_id, phone.kantor, phone.zona)
        self._db.execute("INSERT OR REPLACE INTO phone VALUES (?,?,?,?,?,?,?,?,?,?)", row + state)

    def phone(self, user_id: int) -> Phone | None:
        """Return the person, or None."""
        row = self._db.execute("SELECT * FROM phone WHERE user_id = ?", (user_id,)).fetchone()
        return None if row is None else _phone(row)

    def phones(self) -> list[Phone]:
        """Return everyone in the order they were added."""
        return [_phone(row) for row in self._db.execute("SELECT * FROM phone ORDER BY rowid")]

    # Messages

    def add_message(self, chat_id: int, body: Json, extra: Json, *, from_bot: bool) -> Message:
        """Store a message under the next id."""
        done = self._db.execute(
            "INSERT INTO message (chat_id, from_bot, body, extra) VALUES (?, ?, '{}', '{}')",
            (chat_id, from_bot),
        )
        number = int(done.lastrowid or 0)
        message = Message(number, chat_id, from_bot, {"message_id": number, **body}, extra)
        self.save_message(message)
        return message

    def save_message(self, message: Message) -> None:
        """Store what changed in a message."""
        row = (json.dumps(message.body), json.dumps(message.extra), message.message_id)
        self._db.execute("UPDATE message SET body = ?, extra = ? WHERE message_id = ?", row)

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """Return the message if it is in that chat and was not deleted."""
        row = self._db.execute(
            "SELECT * FROM message WHERE message_id = ? AND chat_id = ?", (message_id, chat_id)
        ).fetchone()
        return None if row is None else _message(row)

    def messages(self, chat_id: int, *, after: int = 0) -> list[Message]:
        """Return the chat, newest last."""
        rows = self._db.execute(
            "SELECT * FROM message WHERE chat_id = ? AND message_id > ? ORDER BY message_id",
            (chat_id, after),
        )
        return [_message(row) for row in rows]

    def newest(self, chat_id: int) -> Message | None:
        """Return the last message of a chat."""
        row = self._db.execute(
            "SELECT * FROM message WHERE chat_id = ? ORDER BY message_id DESC LIMIT 1", (chat_id,)
        ).fetchone()
        return None if row is None else _message(row)

    def unread(self, phone: Phone) -> int:
        """Return how many of the bot's messages came after the last one read."""
        row = self._db.execute(
            "SELECT count(*) FROM message WHERE chat_id = ? AND from_bot AND message_id > ?",
            (phone.user_id, phone.read_id),
        ).fetchone()
        return int(row[0])

    def delete_message(self, message_id: int) -> None:
        """Forget the message."""
        self._db.execute("DELETE FROM message WHERE message_id = ?", (message_id,))

    def deeds(self) -> tuple[int, int, int]:
        """Return how many messages and taps there are by people, and how many block the bot."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM message WHERE NOT from_bot), "
            "(SELECT count(*) FROM tap), (SELECT count(*) FROM phone WHERE blocked)"
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    # Files

    def add_file(self, folder: str, name: str, mime: str, content: bytes) -> StoredFile:
        """Keep a file under a new id."""
        number = self._db.execute("SELECT count(*) FROM file").fetchone()[0]
        suffix = Path(name).suffix
        path = f"{folder}/file_{number}{suffix if suffix.isascii() else ''}"
        file = StoredFile(f"BQAC{secrets.token_urlsafe(24)}", path, name, mime, content)
        self._db.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?)", (file.file_id, path, name, mime, content)
        )
        return file

    def file(self, key: str) -> StoredFile | None:
        """Return the file with that id or path."""
        row = self._db.execute(
            "SELECT * FROM file WHERE file_id = ? OR path = ?", (key, key)
        ).fetchone()
        return None if row is None else StoredFile(*row)

    # Updates that wait for the bot

    def add_update(self, chat_id: int, kind: str, body: Json, *, expires_at: float) -> None:
        """Queue an update under the next id."""
        self._db.execute(
            "INSERT INTO pending (chat_id, kind, body, expires_at) VALUES (?, ?, ?, ?)",
            (chat_id, kind, json.dumps(body), expires_at),
        )

    def drop_expired(self, now: float) -> None:
        """Forget what Telegram would no longer deliver (machine time)."""
        self._db.execute("DELETE FROM pending WHERE expires_at <= ?", (now,))

    def confirm(self, offset: int) -> None:
        """Forget every update below the offset; a negative one keeps that many of the newest."""
        if offset < 0:
            newest = "SELECT update_id FROM pending ORDER BY update_id DESC LIMIT ?"
            self._db.execute(
                f"DELETE FROM pending WHERE update_id NOT IN ({newest})",  # noqa: S608
                (-offset,),
            )
        else:
            self._db.execute("DELETE FROM pending WHERE update_id < ?", (offset,))

    def pending(self, limit: int = 100) -> list[Json]:
        """Return the oldest waiting updates as Telegram sends them."""
        rows = self._db.execute("SELECT * FROM pending ORDER BY update_id LIMIT ?", (limit,))
        return [_update(row) for row in rows]

    def pending_chats(self) -> list[int]:
        """Return the chats that have something waiting."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT chat_id FROM pending")]

    def pending_count(self) -> int:
        """Return how many updates wait."""
        return int(self._db.execute("SELECT count(*) FROM pending").fetchone()[0])

    def oldest_pending(self, chat_id: int) -> Json | None:
        """Return the head of one chat's queue."""
        row = self._db.execute(
            "SELECT * FROM pending WHERE chat_id = ? ORDER BY update_id LIMIT 1", (chat_id,)
        ).fetchone()
        return None if row is None else _update(row)

    def drop_update(self, update_id: int) -> None:
        """Forget one update, because it was delivered."""
        self._db.execute("DELETE FROM pending WHERE update_id = ?", (update_id,))

    # Taps that wait for their pop-up answer

    def add_tap(self, query_id: str, chat_id: int, tapped_at: float) -> None:
        """Remember a tap."""
        row = (query_id, chat_id, tapped_at)
        self._db.execute("INSERT INTO tap VALUES (?, ?, ?, NULL)", row)

    def tap(self, query_id: str) -> tuple[float, Json | None] | None:
        """Return when it was tapped (machine time) and the answer, if there is one."""
        row = self._db.execute(
            "SELECT tapped_at, answer FROM tap WHERE query_id = ?", (query_id,)
        ).fetchone()
        return None if row is None else (row[0], json.loads(row[1]) if row[1] else None)

    def answer_tap(self, query_id: str, answer: Json) -> None:
        """Store the bot's answer to a tap."""
        row = (json.dumps(answer), query_id)
        self._db.execute("UPDATE tap SET answer = ? WHERE query_id = ?", row)


def _phone(row: tuple[Any, ...]) -> Phone:
    user_id, name, username, jabatan, unit, started, blocked, *rest = row
    return Phone(user_id, name, username, jabatan, unit, bool(started), bool(blocked), *rest)


def _message(row: tuple[Any, ...]) -> Message:
    return Message(row[0], row[1], bool(row[2]), json.loads(row[3]), json.loads(row[4]))


def _update(row: tuple[Any, ...]) -> Json:
    return {"update_id": row[0], row[2]: json.loads(row[3])}
