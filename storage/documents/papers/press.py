"""The near side of the process that sets papers: one at a time, so that memory is bounded, and each within limits.

A paper costs a process: what typst needs is gone with it, whatever happens to it happens to it alone, and
whoever starts without papers loads nothing of it.
"""

import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Final

ROOT: Final = Path(__file__).parents[3]


class Bentuk(StrEnum):
    """What a paper becomes."""

    PDF = "pdf"
    #: A picture of its only page.
    PNG = "png"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatasCetak:
    """What setting one paper may cost."""

    #: Megabytes.
    memori: int = 768
    #: Seconds of processor time.
    prosesor: int = 20
    #: Seconds on the wall.
    dinding: float = 60.0


class PaperNotSet(RuntimeError):
    """A paper cannot be set: its template is at fault, or it needs more than the limits."""


BIASA: Final = BatasCetak()
_ONE: Final = Lock()


def typeset(source: str, bentuk: Bentuk, batas: BatasCetak = BIASA) -> bytes:
    """Return a paper, the same bytes for the same source on every machine; not on the event loop.

    Raises:
        PaperNotSet: The source is faulty, has not exactly one page where it becomes a picture, or
            needs more than the limits.
    """
    command = [sys.executable, "-P", "-m", "storage.documents.papers.press_child", bentuk]
    command += [str(batas.memori), str(batas.prosesor)]
    try:
        with _ONE:
            done = subprocess.run(  # noqa: S603  # all of it is ours
                command,
                input=source.encode(),
                capture_output=True,
                timeout=batas.dinding,
                check=False,
                cwd=ROOT,
                env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},  # no secret of ours goes along
            )
    except subprocess.TimeoutExpired:
        raise PaperNotSet(f"over {batas.dinding} s") from None
    if done.returncode or not done.stdout:
        raise PaperNotSet(done.stderr.decode(errors="replace").strip() or done.returncode)
    return done.stdout
