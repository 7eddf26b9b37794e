"""A whole office in one zip and out of it again, as an operator does it."""

from contextlib import closing

import pytest

from bot.cli.backup import occupied
from storage.database.sqlite import sqlite3
from storage.files import kept_files


@pytest.fixture
def backup(office):
    kept_files(office.folder / "data").put(b"surat")
    path = office.folder / "cadangan.zip"
    assert office.run("backup", path).exit_code == 0
    return path


def test_an_office_moves_to_another_folder_and_lives_on(office, backup):
    before = office.run("jejak", "export").stdout

    code, fields = office.ask("restore", backup, data_dir="baru")

    assert (code, fields["utuh"], fields["dokumen"]) == (0, True, 1)
    assert office.run("jejak", "export", data_dir="baru").stdout == before
    assert office.run("jejak", "verify", data_dir="baru").exit_code == 0
    assert list(kept_files(office.folder / "baru").names()) == list(
        kept_files(office.folder / "data").names()
    )
    assert office.run("kantor", "import", office.workbook(), data_dir="baru").exit_code == 0


def test_a_backup_is_taken_while_somebody_writes(office):
    with closing(sqlite3.connect(office.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE kantor SET nama = 'belum disimpan'")
        code, fields = office.ask("backup", "cadangan.zip")

    assert (code, fields["baris"]["pegawai"], fields["hilang"]) == (0, 14, [])


def test_a_backup_says_what_is_in_it_and_that_it_can_be_restored(office, backup):
    result = office.run("backup", "verify", backup)

    assert result.exit_code == 0
    assert "1 dokumen" in result.output
    assert "PEJAWARAN: utuh, 1 baris" in result.output
    assert "Cadangan utuh dan dapat dipulihkan." in result.output
    assert not list(office.folder.glob("tapak-*"))


def test_an_office_that_is_there_is_never_overwritten(office, backup):
    before = office.run("jejak", "export").stdout

    code, fields = office.ask("restore", backup)

    assert code == 1
    # Which journal lies beside it depends on the SQLite.
    assert fields["galat"].startswith("Basis data sudah ada (tapak.sqlite")
    assert fields["galat"].endswith("); tidak ada yang ditimpa.")
    assert fields["perbaikan"].startswith("Pindahkan yang disebut")
    assert office.run("jejak", "export").stdout == before


def test_a_file_that_is_there_is_never_overwritten(office, backup):
    before = backup.read_bytes()

    result = office.run("backup", backup)

    assert (result.exit_code, backup.read_bytes()) == (1, before)
    assert "File itu sudah ada" in result.output


@pytest.mark.parametrize("command", [["backup", "verify"], ["restore"]], ids=" ".join)
def test_a_damaged_backup_is_refused_and_nothing_is_restored(office, backup, command):
    content = bytearray(backup.read_bytes())
    place = content.index(b"rows/jabatan.jsonl") + 60
    content[place] ^= 0xFF
    backup.write_bytes(content)

    code, fields = office.ask(*command, backup, data_dir="baru")

    assert (code, fields["entri"]) == (1, "rows/jabatan.jsonl")
    assert fields["galat"].startswith("Cadangan ini rusak: rows/jabatan.jsonl, baris ")
    assert not (office.folder / "baru").exists()


def test_what_is_no_backup_is_told_from_a_file_that_is_not_there(office):
    (office.folder / "surat.zip").write_bytes(b"PK\3\4 surat")

    assert "bukan zip" in office.run("restore", "surat.zip", data_dir="baru").output
    assert "tidak dapat dibaca" in office.run("restore", "lain.zip", data_dir="baru").output


def test_a_database_that_cannot_be_read_to_its_end_is_named_and_nothing_is_written(office):
    with closing(sqlite3.connect(office.database)) as connection:
        root = "SELECT rootpage FROM sqlite_schema WHERE name = 'jabatan'"
        (page,) = connection.execute(root).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with office.database.open("r+b") as pages:
        pages.seek((page - 1) * size)
        pages.write(b"\xff" * size)

    result = office.run("backup", "cadangan.zip")

    assert result.exit_code == 1
    assert "Cadangan tidak dapat disimpan: database disk image is malformed" in result.output
    assert not list(office.folder.glob("*.zip*"))


def test_what_does_not_read_back_as_it_was_written_is_said_and_not_kept(office):
    with closing(sqlite3.connect(office.database)) as connection, connection:
        connection.execute("UPDATE sop SET teks = ?", ["a" * 4_000_000])

    code, fields = office.ask("backup", "cadangan.zip")

    assert (code, fields["entri"]) == (1, "rows/sop.jsonl")
    assert fields["galat"].startswith("Cadangan tidak terbaca ulang sebagaimana ditulis: rows/sop")
    assert not list(office.folder.glob("*.zip*"))


def test_without_a_database_there_is_nothing_to_back_up(tapak):
    result = tapak.run("backup", "cadangan.zip")

    assert (result.exit_code, list(tapak.folder.iterdir())) == (1, [])
    assert "Basis data belum ada." in result.output


def test_on_a_server_there_are_no_files_to_move(capsys):
    occupied("postgresql://tapak@server/tapak", "").show()

    told = capsys.readouterr().err
    assert "sudah berisi tabel; tidak ada yang ditimpa." in told
    assert "Pindahkan" not in told
