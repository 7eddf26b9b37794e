"""The order of the tests: whoever waits works beside whoever computes, and nobody waits for one long file at the end.

In the order of the tree all workers are in one folder at a time: all wait for browsers and processes, and later all
compute. A file stays whole, and its tests stand in it as they are written; files that share what is dear stay together.
"""

from typing import Any, Final
from zlib import crc32

import pytest
from xdist.scheduler import LoadFileScheduling

LONGEST: Final = (
    "tests/bot/trial_page/test_tours.py",
    "tests/crash/test_every_kind.py",
    "tests/bot/cli/test_run.py",
    "tests/skenario/test_empat_sop.py",
    "tests/crash/test_kills.py",
    "tests/storage/backup/test_backup.py",
    "tests/keamanan/test_wewenang.py",
    "tests/storage/documents/tte/test_periksa.py",
    "tests/handlers/test_percakapan.py",
    "tests/storage/database/test_schema.py",
    "tests/skenario/test_pengukuran_kecamatan.py",
    "tests/skenario/test_keadaan_khusus.py",
    "tests/skenario/test_bersama_dan_berantai.py",
    "tests/storage/documents/kantor/test_workbook.py",
    "tests/keamanan/test_tanpa_wewenang.py",
    "tests/keamanan/test_diketik.py",
    "tests/house/test_papers.py",
    "tests/house/test_dua_formulir.py",
    "tests/storage/carriers/test_codec.py",
    "tests/storage/database/test_without_wal.py",
    "tests/keamanan/test_mata_asing.py",
    "tests/keamanan/test_tombol.py",
    "tests/storage/documents/rekapitulasi/test_buku.py",
    "tests/storage/documents/guard/test_upload.py",
    "tests/rilis/test_rilis.py",
    "tests/sop_flows/papers/test_keluaran.py",
    "tests/crash/test_failpoints.py",
    "tests/keamanan/test_hak.py",
    "tests/sop_flows/engine/test_engine_properties.py",
    "tests/tahun/test_tahun.py",
)
"""The files that take longest, the longest first."""
TOGETHER: Final = (
    ("tests/bot/trial_page/",),  # one Chromium
    (
        "tests/keamanan/test_mata_asing.py",
        "tests/bot/trial/test_clients.py",
        "tests/bot/trial/test_contract.py",
    ),  # aiogram, which takes five seconds to import
)
"""The folders and files that share what is dear: one worker plays them."""


def place_of(path: str) -> tuple[int, int]:
    """Return where a file stands in the order, the same in every worker."""
    return (LONGEST.index(path) if path in LONGEST else len(LONGEST)), crc32(path.encode())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files in their order."""
    items.sort(key=lambda item: place_of(item.nodeid.partition("::")[0]))


class ByShare(LoadFileScheduling):
    """Gives a worker one file after the other, or several that share something."""

    def _split_scope(self, nodeid: str) -> str:
        path = super()._split_scope(nodeid)
        return next((those[0] for those in TOGETHER if path.startswith(those)), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Say who gives the workers what they play, where they get whole files."""
    return ByShare(config, log) if config.getoption("dist") == "loadfile" else None
