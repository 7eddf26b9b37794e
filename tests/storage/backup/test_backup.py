"""What was there is there again: every row, every content, the same history, on either database, at this version."""

import errno
import itertools
import json
import os
import shutil
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from sop_flows.kantor.dokumen import Lampiran
from storage.backup import restoring
from storage.backup.manifest import BackupNewer
from storage.backup.reading import open_backup
from storage.backup.restoring import restore
from storage.backup.writing import NoRoom, write_backup
from storage.database import schema
from storage.database.engine import open_engine
from storage.database.schema import DatabaseNotEmpty
from storage.database.session import Database
from storage.database.sqlite import sqlite3
from storage.database.sqlite_file import sqlite_path
from storage.documents.kantor.buku_contoh import CONTOH
from storage.files import FileDamaged, Files, FolderTaken
from tests.rilis.kantor_lama import unpack
from tests.storage.backup.conftest import AT, Place
from tests.storage.conftest import new_postgresql
from tests.support.rows import NOW, StoredOffice


def test_what_is_restored_is_what_was_there(lived, target, tmp_path):
    path = lived.back_up(tmp_path / "cadangan.zip")

    restored = restore(path, target.url, target.files)

    assert target.rows() == lived.rows()
    assert sum(map(len, target.rows().values())) == 61
    assert {one: target.files.get(one) for one in target.files.names()} == {
        one: lived.files.get(one) for one in lived.files.names()
    }
    assert [(kode, one.ok, one.lines) for kode, one in restored.riwayat] == [
        ("KEC-MEKARJAYA", True, 2)
    ]
    assert schema.current(target.url) == schema.head()
    again = write_backup(target.url, target.files, tmp_path / "lagi.zip", AT)
    assert again == restored.manifest


def test_life_goes_on_behind_what_was_restored(sample, target):
    restore(sample, target.url, target.files)
    database = Database.open(target.url)
    other = replace(CONTOH, kantor=replace(CONTOH.kantor, kode="LAIN", nama="Kecamatan Lain"))
    try:
        StoredOffice(database, other).join("Hendra Wiguna", 2)
    finally:
        database.close()

    assert len(target.rows()["kantor"]) == 2


class Busy(Files):
    """A data folder in which somebody hands in something whenever it is read."""

    def __init__(self, place, kantor):
        super().__init__(place.folder / "lampiran")
        self.kantor, self.kept, self.done = kantor, place.rows()["lampiran"][0], itertools.count()

    def names(self):
        yield from list(super().names())
        self.hand_in()

    def get(self, sha256):
        self.hand_in()
        return super().get(sha256)

    def hand_in(self):
        lampiran = Lampiran(
            berkas_id=self.kept["berkas_id"],
            tugas_id=self.kept["tugas_id"],
            sha256=self.put(b"%d" % next(self.done)),
            nama="bukti.pdf",
            oleh=self.kept["oleh"],
            diterima_at=NOW,
        )
        self.kantor.run(lambda unit: unit.lampiran.add(self.kantor.id, lampiran))


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_whatever_is_handed_in_meanwhile_no_row_lacks_its_content(lived, database, tmp_path):
    manifest = write_backup(
        lived.url, Busy(lived, StoredOffice(database)), tmp_path / "cadangan.zip", AT
    )

    assert (manifest.tables["lampiran"].count, manifest.missing) == (3, ())
    assert len(lived.rows()["lampiran"]) == 3 + 1 + 4


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_room_for_the_private_copy_is_looked_for_before_it_is_made(
    lived, database, tmp_path, monkeypatch
):
    database.close()
    with closing(sqlite3.connect(sqlite_path(lived.url))) as file:
        file.execute("PRAGMA journal_mode = DELETE")  # of a file in WAL mode nothing is copied
    copies, there = tmp_path / "copies", shutil.disk_usage(tmp_path)
    copies.mkdir()
    small = there._replace(free=1000)
    monkeypatch.setenv("SQLITE_TMPDIR", str(copies))
    monkeypatch.setattr(shutil, "disk_usage", lambda at: small if at == copies else there)

    with pytest.raises(NoRoom):
        lived.back_up(tmp_path / "cadangan.zip")

    assert not list(tmp_path.glob("*cadangan*"))


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("url", "target"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)
def test_a_backup_of_an_older_head_is_restored_at_it_and_migrated(lived, target, tmp_path):
    schema.migrate(lived.url, "0006")
    path = lived.back_up(tmp_path / "cadangan.zip")
    schema.migrate(lived.url)

    restore(path, target.url, target.files)

    assert schema.current(target.url) == schema.head()
    assert target.rows() == lived.rows()


@pytest.mark.postgres
@pytest.mark.parametrize("target", ["postgresql"], indirect=True)
@pytest.mark.parametrize("head", ["0005", pytest.param("0006", marks=pytest.mark.plays)])
def test_what_an_earlier_release_left_is_upgraded_alike_on_either_database(head, target, tmp_path):
    left = Place(f"sqlite:///{tmp_path / 'tapak.sqlite'}", tmp_path)
    unpack(head, tmp_path / "tapak.sqlite")
    path = left.back_up(tmp_path / "cadangan.zip")
    schema.migrate(left.url)

    restore(path, target.url, target.files)

    assert target.rows() == left.rows()


@pytest.mark.parametrize("newer", [{"head": "9999"}, {"format": 2}])
def test_a_backup_of_a_newer_version_is_left_alone(forge, empty, newer):
    def change(entries):
        entries["manifest.json"] = json.dumps(
            json.loads(entries["manifest.json"]) | newer
        ).encode()

    with pytest.raises(BackupNewer):
        restore(forge(change), empty.url, empty.files)
    assert not empty.folder.exists()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_nothing_is_restored_over_a_database(sample, lived):
    before = lived.rows()

    with pytest.raises(DatabaseNotEmpty):
        restore(sample, lived.url, lived.files)

    assert lived.rows() == before


@pytest.mark.parametrize("left", ["tapak.sqlite-journal", "tapak.sqlite-wal"])
def test_nothing_is_restored_beside_the_journal_of_another_database(sample, empty, left):
    empty.folder.mkdir()
    (empty.folder / left).write_bytes(b"would be played into the new file")

    with pytest.raises(DatabaseNotEmpty):
        restore(sample, empty.url, empty.files)

    assert [one.name for one in empty.folder.iterdir()] == [left]


def test_what_a_killed_restore_left_is_no_obstacle_and_goes_and_nothing_else_does(sample, empty):
    empty.files.put(b"surat")
    for name in (".tapak-restore-tapak.sqlite-1", ".tapak-restore-lain.sqlite-1", ".restore-foto"):
        (empty.folder / name).mkdir()
        (empty.folder / name / "tapak.sqlite").write_bytes(b"half")
    (empty.folder / ".tapak-restore-tapak.sqlite-catatan").write_bytes(b"a file")

    restore(sample, empty.url, empty.files)

    assert {one.name for one in empty.folder.iterdir()} == {
        ".restore-foto",
        ".tapak-restore-lain.sqlite-1",
        ".tapak-restore-tapak.sqlite-catatan",
        "lampiran",
        "tapak.sqlite",
    }


def test_of_two_restores_into_one_folder_the_second_is_refused_and_takes_nothing_away(
    sample, empty, monkeypatch
):
    fill = restoring._fill

    def fill_while_another_begins(url, backup):
        monkeypatch.setattr(restoring, "_fill", fill)
        with pytest.raises(FolderTaken):
            restore(sample, empty.url, empty.files)
        fill(url, backup)

    monkeypatch.setattr(restoring, "_fill", fill_while_another_begins)
    restore(sample, empty.url, empty.files)

    assert len(list(empty.files.names())) == 4
    assert empty.rows()["kantor"]


@pytest.mark.postgres
def test_nothing_is_restored_into_a_database_that_is_somebody_elses(
    sample, postgresql_server, empty
):
    url = new_postgresql(postgresql_server, "template0")
    with open_engine(url).begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id integer)"))

    with pytest.raises(DatabaseNotEmpty):
        restore(sample, url, empty.files)

    assert not empty.folder.exists()


@pytest.mark.postgres
def test_a_database_that_lets_nobody_make_tables_is_trouble_and_not_a_fault(
    sample, postgresql_server, empty
):
    url = new_postgresql(postgresql_server, "template0")
    with open_engine(url).begin() as connection:
        for statement in (
            "CREATE ROLE tamu LOGIN",
            "REVOKE ALL ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE ON SCHEMA public TO tamu",
        ):
            connection.execute(text(statement))

    with pytest.raises(OSError, match="permission denied for schema public"):
        restore(sample, url.replace("tapak@", "tamu@"), empty.files)

    assert list(empty.files.names()) == []


def test_a_content_that_is_there_already_stays_and_a_damaged_one_is_not_taken_for_it(
    sample, empty
):
    sha256 = empty.files.put(b"surat")
    empty.files.path(sha256).write_bytes(b"sunat")

    with pytest.raises(FileDamaged):
        restore(sample, empty.url, empty.files)

    assert list(empty.files.names()) == [sha256]
    empty.files.path(sha256).write_bytes(b"surat")
    restore(sample, empty.url, empty.files)
    assert len(list(empty.files.names())) == 4


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_content_that_is_lost_is_named_and_the_rest_is_kept(lived, empty, tmp_path):
    lost, damaged = (row["sha256"] for row in lived.rows()["lampiran"][:2])
    lived.files.path(lost).unlink()
    lived.files.path(damaged).write_bytes(b"else")

    manifest = write_backup(lived.url, lived.files, tmp_path / "cadangan.zip", AT)

    assert set(manifest.missing) == {lost, damaged}
    restore(tmp_path / "cadangan.zip", empty.url, empty.files)
    assert empty.rows() == lived.rows()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_backup_overwrites_nothing_and_is_for_its_owner_only(lived, tmp_path):
    path = lived.back_up(tmp_path / "cadangan.zip")
    before = path.read_bytes()

    with pytest.raises(FileExistsError):
        lived.back_up(path)

    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o077 == 0


def without_links(monkeypatch):
    """Let the disk refuse a second name of a file, as FAT does."""

    def refuse(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


class Overtaken(Files):
    """A data folder that is read while somebody else takes another backup to the same name."""

    def __init__(self, place, goal):
        super().__init__(place.folder / "lampiran")
        self.place, self.goal = place, goal

    def get(self, sha256):
        if not self.goal.exists():
            self.place.back_up(self.goal)
        return super().get(sha256)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("links", [True, False], ids=["links", "a disk without links"])
def test_of_two_backups_to_one_name_the_first_stays_whole(lived, tmp_path, monkeypatch, links):
    if not links:
        without_links(monkeypatch)
    path = tmp_path / "cadangan.zip"

    with pytest.raises(FileExistsError):
        write_backup(lived.url, Overtaken(lived, path), path, AT + timedelta(days=1))

    with open_backup(path) as backup:
        backup.check()
        assert backup.manifest.created_at == AT
    assert [one.name for one in tmp_path.glob("*cadangan*")] == ["cadangan.zip"]


def test_a_backup_is_restored_to_a_disk_that_knows_no_links(sample, empty, monkeypatch):
    without_links(monkeypatch)

    restore(sample, empty.url, empty.files)

    assert len(empty.rows()["kantor"]) == 1
    assert {one.name for one in empty.folder.iterdir()} == {"lampiran", "tapak.sqlite"}


def test_its_rows_are_plain_json_lines(sample):
    with zipfile.ZipFile(sample) as archive:
        [line] = archive.read("rows/kantor.jsonl").splitlines()

    assert json.loads(line)["nama"] == "Kecamatan Mekarjaya"


def test_a_manifest_says_what_is_in_it(sample):
    with open_backup(sample) as backup:
        manifest = backup.manifest

    assert (manifest.head, manifest.created_at) == (schema.head(), AT)
    assert manifest.tables["kantor"].count == 1
    assert manifest.tables.keys() == SQLModel.metadata.tables.keys()
    assert sorted(manifest.files.values()) == [0, 5, 19, 6000]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_logo_that_is_lost_is_named(lived, tmp_path):
    lost = "ab" * 32
    engine = open_engine(lived.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE kantor SET logo = ?", (lost,))
    engine.dispose()

    manifest = write_backup(lived.url, lived.files, tmp_path / "cadangan.zip", AT)

    assert manifest.missing == (lost,)
