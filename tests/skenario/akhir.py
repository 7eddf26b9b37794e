"""What a scenario left behind: the database and the phones, read once and normalised."""

import json
from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from storage.database.sqlite import sqlite3

WIB = ZoneInfo("Asia/Jakarta")

TUGAS = """
    SELECT t.langkah, t.tahap, coalesce(u.kode, ''), t.ronde, t.status, count(*)
    FROM tugas t LEFT JOIN unit u ON u.id = t.unit_id
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""
REALISASI = """
    SELECT i.kode, r.nilai, r.alasan, r.sebelumnya, r.ronde, r.ditandai, r.dikonfirmasi
    FROM realisasi r JOIN indikator i ON i.id = r.indikator_id ORDER BY i.kode
"""
JEJAK = """
    SELECT langkah, aksi, pelaku FROM jejak
    WHERE berkas_id IS NOT NULL AND aksi NOT IN ('nilai', 'lampirkan') ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class Akhir:
    """The end of a berkas, the same whichever way the bot ran."""

    berkas: list[tuple[str, int]]
    """Status, and whether it is closed."""
    tugas: list[tuple[Any, ...]]
    """langkah, tahap, unit, ronde, status, how many."""
    realisasi: list[tuple[Any, ...]]
    """kode, nilai, alasan, sebelumnya, ronde, ditandai, dikonfirmasi."""
    jejak: dict[int, list[tuple[str, str]]]
    """Per langkah, in order: aksi and who did it."""
    formulir: list[tuple[Any, ...]]
    lampiran: list[tuple[Any, ...]]
    pengingat: list[tuple[Any, ...]]


def read_akhir(database: Path) -> Akhir:
    """Return what a database holds at the end."""
    with closing(sqlite3.connect(database)) as rows:
        jejak: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for langkah, aksi, pelaku in rows.execute(JEJAK):
            jejak[langkah or 0].append((aksi, json.loads(pelaku)["nama"]))
        return Akhir(
            berkas=rows.execute("SELECT status, ditutup_at IS NOT NULL FROM berkas").fetchall(),
            tugas=rows.execute(TUGAS).fetchall(),
            realisasi=rows.execute(REALISASI).fetchall(),
            jejak=dict(jejak),
            formulir=rows.execute(
                "SELECT u.kode, f.status, f.ronde FROM formulir f JOIN unit u ON u.id = f.unit_id"
                " ORDER BY u.kode"
            ).fetchall(),
            lampiran=rows.execute("SELECT nama, mime, ukuran, sha256 FROM lampiran").fetchall(),
            pengingat=rows.execute(
                "SELECT t.langkah, p.jenis FROM pengingat p JOIN tugas t ON t.id = p.tugas_id"
            ).fetchall(),
        )


def count_mail(database: Path) -> dict[str, Counter[str]]:
    """Return how many rows of inbox and outbox stand at each status."""
    with closing(sqlite3.connect(database)) as rows:
        return {
            table: Counter(status for (status,) in rows.execute(f"SELECT status FROM {table}"))
            for table in ("inbox", "outbox")
        }


async def read_phones(http: httpx.AsyncClient) -> dict[str, list[dict[str, Any]]]:
    """Return everybody's chat by name, oldest message first."""
    people = (await http.get("/trial/phones")).json()
    return {
        one["name"]: (await http.get(f"/trial/phones/{one['user_id']}/messages")).json()
        for one in people
    }


def moment_of(message: dict[str, Any]) -> datetime:
    """Return when a message came, in the office's time."""
    return datetime.fromisoformat(message["date"]).astimezone(WIB)
