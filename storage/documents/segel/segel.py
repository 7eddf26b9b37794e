"""The near side of the process that seals papers: the key of an office, and what is wrong with it.

The seal tells whoever opens the PDF that nothing was changed since; it is no certified signature of a person.
"""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]
UNUSABLE: Final = 3
"""The exit code of the child where it cannot read the key."""
MEMORY: Final = 768
"""Megabytes."""
SECONDS: Final = 20
"""Of processor time."""
WALL: Final = 60.0


class NotSealed(RuntimeError):
    """A paper cannot be sealed; says why, and nothing of the key."""


class SealMissing(NotSealed):
    """What seals is not installed: the extra ``segel``."""


class KeyMissing(NotSealed):
    """The file of the key cannot be read."""


class KeyUnusable(NotSealed):
    """The key does not open: another password, or no PKCS#12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kunci:
    """Whose key it is, and from when to when it is valid."""

    subjek: str
    mulai: datetime
    sampai: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Segel:
    """The key (PKCS#12) that papers are sealed with, and its password."""

    p12: Path
    sandi: str = field(default="", repr=False)

    def look(self) -> Kunci:
        """Return whose key it is.

        Raises:
            NotSealed: It cannot be read.
        """
        said = json.loads(self._ask(b"", ""))
        return Kunci(
            subjek=said["subjek"],
            mulai=datetime.fromisoformat(said["mulai"]),
            sampai=datetime.fromisoformat(said["sampai"]),
        )

    def seal(self, pdf: bytes, kantor: str) -> bytes:
        """Return a PDF with the seal added to it, its stamp on the last page; not on the event loop.

        Raises:
            NotSealed: It cannot be.
        """
        return self._ask(pdf, stamp_of(kantor))

    def _ask(self, pdf: bytes, teks: str) -> bytes:
        if find_spec("pyhanko") is None:
            raise SealMissing
        try:
            p12 = self.p12.read_bytes()
        except OSError as failure:
            raise KeyMissing(failure.strerror) from None
        asked = {
            "p12": base64.b64encode(p12).decode(),
            "sandi": self.sandi,
            "teks": teks,
            "memori": MEMORY,
            "prosesor": SECONDS,
        }
        return run(json.dumps(asked).encode() + b"\n" + pdf)


def run(request: bytes) -> bytes:
    """Return what the child answers.

    Raises:
        NotSealed: It does not.
    """
    try:
        done = subprocess.run(  # all of it is ours
            [sys.executable, "-P", "-m", "storage.documents.segel.segel_child"],
            input=request,
            capture_output=True,
            timeout=WALL,
            check=False,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},  # no secret of ours goes along
        )
    except subprocess.TimeoutExpired:
        raise NotSealed(f"over {WALL} s") from None
    if done.returncode == UNUSABLE:
        raise KeyUnusable
    if done.returncode or not done.stdout:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise NotSealed(*last)
    return done.stdout


def stamp_of(kantor: str) -> str:
    """Return what the stamp says, in the letters that its face has."""
    teks = (
        f"Segel elektronik {kantor}\nPDF ini tidak dapat diubah tanpa ketahuan;\n"
        "bukan tanda tangan elektronik tersertifikasi."
    )
    return teks.encode("latin-1", "replace").decode("latin-1")
