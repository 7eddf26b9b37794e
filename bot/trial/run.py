"""A trial's folder and its server, alone or with a bot behind it.

All of a trial lives in one folder; a second start goes on where the first one ended.
"""

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.process.waiting import uncut
from bot.trial.kantor.pejawaran import SAMPLE, START
from bot.trial.sample import PEJAWARAN, Sample
from bot.trial.server import FILE_NAME, TrialServer
from bot.trial.store import Store
from sop_flows.deferred import dataclass

WORKBOOK = "kantor-contoh.xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A trial that is running."""

    url: str
    token: str
    newcomer: str = ""
    """Who has not joined yet, and the text that joins them."""
    start_text: str = ""
    workbook: Path | None = None


Announce = Callable[[Trial], None]


def wipe(folder: Path) -> None:
    """Delete the folder of a trial.

    Raises:
        StoreInUse: A trial is running on it.
    """
    if (folder / FILE_NAME).exists():
        Store(folder / FILE_NAME, first_update_id=1).close()
    if folder.exists():
        shutil.rmtree(folder)


def empty(folder: Path) -> None:
    """Delete all of a trial but what its server, which goes on, has open."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif not path.name.startswith(FILE_NAME):
            path.unlink()


def served(folder: Path, port: int, samples: Iterable[Sample] = (PEJAWARAN,)) -> TrialServer:
    """Return the server of a folder, with the phones of sample offices on it."""
    phones = [phone for sample in samples for phone in sample.phones()]
    return TrialServer(folder, port=port, phones=phones, start_at=START)


async def serve_alone(folder: Path, *, port: int, announce: Announce) -> None:
    """Run the server without a bot until cancelled, the sample office's workbook beside it."""
    async with served(folder, port) as server:
        workbook = folder / WORKBOOK
        await uncut(asyncio.to_thread(_write_sample, workbook))
        announce(Trial(url=server.url, token=server.token, workbook=workbook))
        await asyncio.Event().wait()


def _write_sample(path: Path) -> None:
    from storage.documents.kantor.workbook import write_buku

    if not path.exists():
        path.write_bytes(write_buku(SAMPLE))
