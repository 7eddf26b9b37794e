"""An office that was lived in: rows of every type, contents in its data folder, and a backup of it."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from sop_flows.kantor.dokumen import Lampiran
from storage.backup.rows import lines_of, read_line, tables_in
from storage.backup.writing import write_backup
from storage.database.carrier_tables import InboxRow, OutboxRow, PercakapanRow
from storage.database.insert import table
from storage.database.session import Database
from storage.database.snapshot import snapshot
from storage.database.tables import LiburRow
from storage.files import Files, kept_files
from tests.storage.conftest import new_postgresql
from tests.support.empty import put_empty_database
from tests.support.rows import NOW, StoredOffice

AT = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
ODD = 'Kêmbang "Melati" <b>&\n\u2028🌺 \\ ,"crc32":7}'
DOCUMENT = {"z": [1, 2.5, None, True], "a": {"teks": ODD, "lepas": "\ud83d"}, "10": 10**17}


@dataclass(frozen=True)
class Place:
    """A database and a data folder."""

    url: str
    folder: Path

    @property
    def files(self) -> Files:
        return kept_files(self.folder)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        with snapshot(self.url) as reading:
            return {
                name: sorted(map(read_line, lines_of(reading, table)), key=json.dumps)
                for name, table in tables_in(reading).items()
            }

    def back_up(self, path: Path) -> Path:
        write_backup(self.url, self.files, path, AT)
        return path


def live(place: Place, database: Database) -> None:
    kantor = StoredOffice(database)
    kantor.join("Hendra Wiguna", 1)
    outcome = kantor.start()
    for content in (b"surat", b"", b"notula" * 1000):
        lampiran = Lampiran(
            berkas_id=outcome.berkas.id,
            tugas_id=outcome.opened[0].id,
            sha256=place.files.put(content),
            nama=ODD,
            oleh=kantor.person("Hendra Wiguna"),
            diterima_at=NOW,
        )
        kantor.run(lambda u, one=lampiran: u.lampiran.add(kantor.id, one))
    place.files.put(b"named by no row yet")
    owed = {"bot_id": 1, "chat_id": 2**51, "layar": "arahan", "isi": DOCUMENT, "due_at": 0.1 + 0.2}
    asked = {"bot_id": 1, "chat_id": 1, "jenis": "isian", "isi": DOCUMENT, "dimulai_at": NOW}
    update = {"bot_id": 1, "update_id": 2**40, "chat_key": -5, "body": ODD, "received_at": NOW}
    holiday = {"kantor_id": kantor.id, "tanggal": NOW.date(), "jenis": "libur"}

    def work(connection: Any) -> None:
        for model, row in (
            (OutboxRow, owed | {"dedup": ODD}),
            (PercakapanRow, asked),
            (InboxRow, update),
            (LiburRow, holiday),
        ):
            connection.execute(insert(table(model)).values(**row))

    database.run_now(work)


@pytest.fixture
def lived(url: str, database: Database, tmp_path: Path) -> Place:
    place = Place(url, tmp_path / "lama")
    live(place, database)
    return place


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup of such an office, to be read only."""
    folder = tmp_path_factory.mktemp("sample")
    put_empty_database(folder / "tapak.db")
    place = Place(f"sqlite:///{folder / 'tapak.db'}", folder)
    database = Database.open(place.url)
    live(place, database)
    database.close()
    return place.back_up(folder / "cadangan.zip")


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    """Return where nothing is yet."""
    return Place(f"sqlite:///{tmp_path / 'baru' / 'tapak.sqlite'}", tmp_path / "baru")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, empty: Place) -> Place:
    """Return where nothing is yet, on either database."""
    if request.param == "sqlite":
        return empty
    server = request.getfixturevalue("postgresql_server")
    return Place(new_postgresql(server, "template0"), empty.folder)


Entries = dict[str, bytes]


@pytest.fixture
def forge(sample: Path, tmp_path: Path) -> Callable[[Callable[[Entries], Any]], Path]:
    """Return how a backup is packed anew with other entries."""

    def forged(change: Callable[[Entries], Any]) -> Path:
        with zipfile.ZipFile(sample) as archive:
            entries = {one: archive.read(one) for one in archive.namelist()}
        change(entries)
        path = tmp_path / "palsu.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(name, content)
        return path

    return forged
