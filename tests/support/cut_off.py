"""Cancelling a work wherever it waits: what it leaves behind is seen, not hoped."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any


class CutOff:
    """A work that is cancelled while it waits for the *at*-th time, so many turns of the loop later."""

    def __init__(self, work: Coroutine[Any, Any, object], at: int, turns: int) -> None:
        self._steps = work.__await__()
        self._at = at
        self._turns = turns
        self.waits = 0

    def __await__(self) -> Generator[Any, Any, None]:
        thrown: BaseException | None = None
        while True:
            try:
                waited = self._steps.throw(thrown) if thrown else self._steps.send(None)
            except StopIteration:
                return
            if self.waits == self._at:
                later(self._turns, asyncio.current_task().cancel)
            self.waits += 1
            thrown = None
            try:
                yield waited
            except BaseException as error:  # noqa: BLE001  # it is the work's
                thrown = error


def later(turns: int, act: Callable[[], object]) -> None:
    """Act after so many turns of the loop."""
    if turns:
        asyncio.get_running_loop().call_soon(later, turns - 1, act)
    else:
        act()


async def cut_everywhere(
    make: Callable[[], Coroutine[Any, Any, object]], turns: int = 0
) -> AsyncIterator[int]:
    """Cut a work off where it first waits, then where it does so next, until it is through; yield after each."""
    for at in count():
        cut = CutOff(make(), at, turns)

        async def run(cut: CutOff = cut) -> None:
            await cut

        with suppress(asyncio.CancelledError):
            await asyncio.ensure_future(run())
        yield at
        if cut.waits <= at:
            return


def forgotten() -> set[int]:
    """Return the descriptors that the loop believes to watch and the kernel does not: closed under it (Linux)."""
    selector = asyncio.get_running_loop()._selector
    told = Path(f"/proc/self/fdinfo/{selector.fileno()}").read_text().splitlines()
    known = {int(line.split()[1]) for line in told if line.startswith("tfd:")}
    return set(selector.get_map()) - known
