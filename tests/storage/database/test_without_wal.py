"""Where there is no wheel of a current SQLite, that of Python keeps the same promises with another journal."""

import subprocess
import sys

from tests.support.writer import ROOT, WITHOUT_WHEEL

FILES = (
    "tests/storage/database/without_wal.py",
    "tests/storage/database/test_engine.py",
    "tests/storage/database/test_session.py",
    "tests/storage/database/test_snapshot.py",
    "tests/storage/database/test_sqlite_file.py",
    "tests/bot/cli/test_reading.py",
    "tests/bot/cli/test_ruang.py",
)


def test_the_promises_of_the_database_hold_without_wal():
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        "not postgres",
    ]

    played = subprocess.run(
        [*command, *FILES], cwd=ROOT, env=WITHOUT_WHEEL, capture_output=True, text=True
    )

    assert played.returncode == 0, played.stdout
