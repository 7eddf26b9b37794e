"""The near side of the process that seals papers: the key of an office, and what is wrong with it.

The seal tells whoever opens the PDF that nothing was changed since; it is no certified signature of a person.
"""

import base64
import json
from dataclasses import field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from sop_flows.deferred import dataclass
from storage.documents.apart.process import Apart, BatasKerja, NotDone

SEALER: Final = Apart("storage.documents.segel.segel_child")
BIASA: Final = BatasKerja()
UNUSABLE: Final = 3
"""The exit code of the child where it cannot read the key."""


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
        }
        return run(json.dumps(asked).encode() + b"\n" + pdf)


def run(request: bytes) -> bytes:
    """Return what the child answers.

    Raises:
        NotSealed: It does not.
    """
    try:
        return SEALER.do(request, BIASA)
    except NotDone as failure:
        if failure.code == UNUSABLE:
            raise KeyUnusable from None
        raise NotSealed(*str(failure).splitlines()[-1:]) from None


def stamp_of(kantor: str) -> str:
    """Return what the stamp says, in the letters that its face has."""
    teks = (
        f"Segel elektronik {kantor}\nPDF ini tidak dapat diubah tanpa ketahuan;\n"
        "bukan tanda tangan elektronik tersertifikasi."
    )
    return teks.encode("latin-1", "replace").decode("latin-1")
