"""The order of the tests: whoever waits works beside whoever computes, and nobody waits for one long file at the end.

In the order of the tree all workers are in one folder at a time: all wait for browsers and processes, and later all
compute. A file stays whole, and its tests stand in it as they are written.
"""

from typing import Final
from zlib import crc32

import pytest

LONGEST: Final = (
    "tests/bot/trial_page/test_tours.py",
    "tests/tahun/test_tahun.py",
    "tests/keamanan/test_diketik.py",
    "tests/storage/documents/tte/test_periksa.py",
    "tests/keamanan/test_hak.py",
    "tests/storage/backup/test_backup.py",
    "tests/storage/offices/test_workbook_reader.py",
    "tests/skenario/test_empat_sop.py",
    "tests/crash/test_every_kind.py",
    "tests/crash/test_kills.py",
    "tests/handlers/test_percakapan.py",
    "tests/bot/trial_page/test_page.py",
    "tests/storage/documents/kantor/test_workbook.py",
    "tests/storage/database/test_schema.py",
    "tests/skenario/test_bersama_dan_berantai.py",
    "tests/storage/database/test_without_wal.py",
    "tests/keamanan/test_wewenang.py",
    "tests/keamanan/test_tanpa_wewenang.py",
    "tests/bot/cli/test_run.py",
    "tests/house/test_papers.py",
)
"""The files that take longest, the longest first."""


def place_of(path: str) -> tuple[int, int]:
    """Return where a file stands in the order, the same in every worker."""
    return (LONGEST.index(path) if path in LONGEST else len(LONGEST)), crc32(path.encode())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in their order."""
    items.sort(key=lambda item: place_of(item.nodeid.partition("::")[0]))
