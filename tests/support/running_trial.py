"""A whole trial that runs on a folder, as the command line runs it."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from bot.trial.sample import PEJAWARAN, Sample
from bot.trial.with_bot import serve
from tests.support.http import client

if TYPE_CHECKING:
    from bot.trial.run import Trial


class RunningTrial:
    """``async with RunningTrial(folder) as running``: its offices are ready."""

    def __init__(self, folder: Path, *samples: Sample) -> None:
        self.folder = folder
        self.samples = samples or (PEJAWARAN,)
        self.announced: asyncio.Queue[Trial] = asyncio.Queue()

    async def __aenter__(self) -> Self:
        serving = serve(
            self.folder, port=0, announce=self.announced.put_nowait, samples=self.samples
        )
        self._serving = asyncio.get_running_loop().create_task(serving)
        announced = asyncio.ensure_future(self.announced.get())
        await asyncio.wait({announced, self._serving}, return_when=asyncio.FIRST_COMPLETED)
        if self._serving.done():
            self._serving.result()
        self.url = announced.result().url
        self.http = client(self.url)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()
        self._serving.cancel()
        with suppress(asyncio.CancelledError):
            await self._serving

    async def get(self, path: str) -> Any:
        """Return the JSON at an address."""
        return (await self.http.get(path)).raise_for_status().json()

    async def post(self, path: str, **body: Any) -> Any:
        """Return the JSON that answers this one."""
        return (await self.http.post(path, json=body)).raise_for_status().json()
