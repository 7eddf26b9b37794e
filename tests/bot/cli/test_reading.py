"""Commands that only read: nobody waits for them, and they wait for nobody."""

from contextlib import closing

import pytest

from bot.cli.database import consult
from bot.process.settings import Settings
from storage.database.sqlite import sqlite3

READING = (
    ("kantor", "import", "kantor.xlsx", "--dry-run"),
    ("check",),
    ("jejak", "verify"),
    ("jejak", "export"),
    ("naskah", "rebuild"),
    ("hitung", "tenggat", "2026-11-23T08:00:00+07:00", "3 hari", "--kantor", "PEJAWARAN"),
)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_command_that_reads_does_not_wait_for_who_writes(office, command):
    def say():
        result = office.run(*command)
        return result.exit_code, [
            one for one in result.output.splitlines() if "  Jam: " not in one
        ]

    before = say()

    with closing(sqlite3.connect(office.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert say() == before


def test_who_writes_does_not_wait_for_a_command_that_reads(office):
    def work(uow):
        office.rows(lambda other: other.connection.exec_driver_sql("UPDATE kantor SET nomor = 7"))
        return uow.connection.exec_driver_sql("SELECT nomor FROM kantor").scalar()

    assert consult(Settings(data_dir=office.folder / "data"), work) == 1000
