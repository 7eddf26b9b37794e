"""A dokumen of which the database knows, and that is nowhere."""

from contextlib import closing
from pathlib import Path

from storage.database.sqlite import sqlite3

LOST = "ab" * 32


def lose(database: Path) -> None:
    """Let a row of an SQLite file name a content that nobody kept."""
    facts = {
        "kantor_id": 1,
        "berkas_id": 1,
        "tugas_id": 1,
        "sha256": LOST,
        "nama": "surat.pdf",
        "mime": "",
        "ukuran": 0,
        "file_id": "",
        "isian": "",
        "foto": 0,
        "oleh": 1,
        "diterima_at": "2026-11-29 01:00:00.000000",
    }
    names, marks = ", ".join(facts), ", ".join("?" * len(facts))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(f"INSERT INTO lampiran ({names}) VALUES ({marks})", [*facts.values()])
