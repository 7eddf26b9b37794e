"""A machine that has no room, or no place, for what a command does: said with where and how to mend it."""

from contextlib import closing

import pytest

from storage.database.sqlite import sqlite3
from tests.support.disk import room_of

FULL = 10_000  # bytes that a file may grow to
WRITING = (
    ("kantor", "import", "kantor.xlsx"),
    ("undang", "--kantor", "PEJAWARAN"),
    ("migrate",),
)


@pytest.fixture
def full(office):
    """An office on a disk that takes no more."""
    office.workbook()
    with room_of(FULL):
        yield office


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_a_full_disk_is_told_and_changes_nothing(full, command):
    if command == ("migrate",):
        full.database.unlink()

    code, fields = full.ask(*command)

    assert code == 1
    assert fields["galat"].startswith("Basis data tidak dapat dibuka: ")
    assert fields["letak"] == "sqlite:///data/tapak.sqlite"
    assert "ruang foldernya" in fields["perbaikan"]
    if command != ("migrate",):
        with closing(
            sqlite3.connect(f"file:{full.database}?mode=ro&immutable=1", uri=True)
        ) as one:
            assert one.execute("SELECT count(*) FROM undangan").fetchone() == (0,)


@pytest.mark.parametrize("room", [FULL, 10 * FULL])
def test_a_trial_that_has_no_room_says_so(full, room):
    with room_of(room):
        result = full.run("trial", "--port", "0")

    assert result.exit_code == 1
    assert "Mode coba tidak dapat dimulai: disk I/O error" in result.output
    assert "Letak: data/trial\n" in result.output
    assert "kosongkan ruang simpan" in result.output


TOKEN = "123456789:" + "a" * 35


def test_a_folder_that_is_none_is_told_before_anything_begins(tapak):
    (tapak.folder / "data").write_text("a file")

    result = tapak.run("run", bot_token=TOKEN)

    assert result.exit_code == 1
    assert "Folder data tidak dapat dipakai" in result.output
    assert "Letak: data\n" in result.output


def test_an_address_that_is_not_of_this_machine_is_told(office):
    result = office.run("run", bot_token=TOKEN, http_host="203.0.113.9")

    assert result.exit_code == 1
    assert "Alamat HTTP tidak dapat dipakai" in result.output
    assert "Letak: 203.0.113.9:8080\n" in result.output
