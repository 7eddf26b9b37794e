"""The near side of work in a process apart.

1. A process takes its request from its standard input, answers on its standard output and is gone; what it needed is
   gone with it, and whatever happens to it happens to it alone.
2. Those of one kind take turns, so that memory is bounded.
3. They stand behind whoever taps from their first moment on. They stay in the session of the bot: Linux may weigh
   sessions against each other as wholes, whatever their processes say of themselves (``sched_autogroup``).
"""

import errno
import os
import signal
import subprocess
import sys
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from sop_flows.deferred import dataclass

ROOT: Final = Path(__file__).parents[3]
NICE: Final = 10
FROM_OUTSIDE: Final = frozenset({signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGKILL})
"""By which the machine, or who stops the bot, ends a process, whatever it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatasKerja:
    """What one piece of work may cost."""

    memori: int = 768
    """Megabytes."""
    prosesor: int = 20
    """Seconds of processor time."""
    dinding: float = 60.0
    """Seconds on the wall."""


@dataclass(eq=False)
class NotDone(RuntimeError):
    """The work cannot be done, however often it is tried: what its process said of it, and its exit code."""

    said: str
    code: int = 0

    def __str__(self) -> str:
        return self.said or str(self.code)


class CutShort(OSError):
    """A process was ended from outside, for want of memory or because the bot is stopped: nothing is said of its work."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Processes of one kind, by the module that they run."""

    module: str
    _one: Lock = field(default_factory=Lock, init=False, repr=False)

    def do(self, request: bytes, batas: BatasKerja, *arguments: str) -> bytes:
        """Return the answer to a request; not on the event loop.

        Raises:
            NotDone: There is none.
            CutShort: Nobody can tell.
        """
        limits = (str(batas.memori), str(batas.prosesor))
        with self._one, TemporaryDirectory(prefix="tapak-") as scratch:
            process = started(self.module, *limits, *arguments, scratch=scratch)
            with process:
                try:
                    answer, said = process.communicate(request, batas.dinding)
                except subprocess.TimeoutExpired:
                    process.kill()
                    raise NotDone(f"over {batas.dinding} s") from None
                except BaseException:
                    process.kill()
                    raise
        if -process.returncode in FROM_OUTSIDE:
            raise CutShort(errno.EINTR, signal.Signals(-process.returncode).name)
        if process.returncode or not answer:
            raise NotDone(said.decode(errors="replace").strip(), process.returncode)
        return answer


def started(
    module: str, *arguments: str, scratch: str = "", errors: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """Return a process of ours that has begun, in a group of its own.

    Args:
        scratch: Where it may leave files.
        errors: Where it says what went wrong.
    """
    process = subprocess.Popen(  # noqa: S603  # all of it is ours
        [sys.executable, "-P", "-m", module, *arguments],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TMPDIR": scratch},
        process_group=0,
    )
    os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
    return process
