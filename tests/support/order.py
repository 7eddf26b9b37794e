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
    "tests/skenario/test_keadaan_khusus.py",
    "tests/skenario/test_empat_sop.py",
    "tests/skenario/test_pengukuran_kecamatan.py",
    "tests/bot/cli/test_run.py",
    "tests/storage/backup/test_backup.py",
    "tests/rilis/test_rilis.py",
    "tests/crash/test_every_kind.py",
    "tests/handlers/test_percakapan.py",
    "tests/test_project.py",
    "tests/house/test_tte.py",
    "tests/storage/documents/kantor/test_workbook.py",
    "tests/test_architecture.py",
    "tests/keamanan/test_sekaligus.py",
    "tests/bot/test_start.py",
    "tests/house/test_papers.py",
    "tests/storage/database/test_schema.py",
    "tests/storage/database/test_without_wal.py",
    "tests/storage/documents/tte/test_periksa.py",
    "tests/storage/documents/guard/test_upload.py",
    "tests/sop_flows/papers/test_keluaran.py",
    "tests/bot/trial/test_clients.py",
    "tests/storage/documents/rekapitulasi/test_buku.py",
    "tests/house/test_pertanyaan.py",
    "tests/crash/test_kills.py",
    "tests/keamanan/test_tombol.py",
    "tests/keamanan/test_tanpa_wewenang.py",
    "tests/keamanan/test_mata_asing.py",
    "tests/sop_flows/use_cases/berkas/test_rebuild.py",
    "tests/keamanan/test_wewenang.py",
    "tests/keamanan/test_salah_ketik.py",
    "tests/keamanan/test_diketik.py",
    "tests/handlers/screens/test_gallery.py",
    "tests/keamanan/test_hak.py",
    "tests/handlers/screens/test_lolos.py",
    "tests/storage/documents/papers/test_halaman.py",
    "tests/house/test_dua_formulir.py",
    "tests/bot/telegram/test_delivery.py",
    "tests/storage/carriers/test_codec.py",
    "tests/house/test_nilai.py",
    "tests/tahun/test_tahun.py",
)
"""The files that take longest, by what they wait and compute, the longest first."""
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
