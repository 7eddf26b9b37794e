"""The near side of the process that verifies a signed PDF: whether it is a paper of ours with a TTE, and nothing more.

1. A file begins, to the byte, with one that we made or that was signed before: a signature only adds.
2. Strangers' PDFs are read in a process of its own, which holds nothing of ours and ends within limits.
3. Nothing is fetched: whether a certificate was revoked is not asked.
"""

import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.papers.tte import SebabTte, Terperiksa, TteRefused
from storage.documents.apart.process import Apart, BatasKerja, NotDone

logger = logging.getLogger(__name__)

VERIFIER: Final = Apart("storage.documents.tte.periksa_child")
BIASA: Final = BatasKerja()
PEM: Final = pattern(r"-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")


Said = dict[str, Any]
"""What the two sides tell each other."""


class AkarUnreadable(RuntimeError):
    """The certificates that an office trusts cannot be read; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Akar:
    """Whose certificate one is, and until when it is valid."""

    subjek: str
    sampai: datetime


@dataclass(frozen=True, slots=True)
class SignatureVerifier:
    """What verifies signed PDFs, with the authorities that are trusted: certificates in one file of PEM."""

    read: Callable[[str], bytes | None]
    """Returns the kept content of a sha256; None where it is lost."""
    akar: Path | None = None

    def verify(self, pdf: bytes, bases: Iterable[str], at: datetime) -> Terperiksa:
        """Return whose signature was added to a paper; not on the event loop.

        Args:
            bases: The sha256 of the files that it may have been added to.
            at: The moment at which its certificate has to be valid.

        Raises:
            TteRefused: It is not a paper of ours with a signature that is intact, and nothing more.
        """
        if find_spec("pyhanko") is None:
            raise TteRefused(SebabTte.TANPA_PEMERIKSA)
        try:
            roots = self.roots()
        except AkarUnreadable as failure:
            logger.warning(
                "The trusted certificates cannot be read", extra={"error": repr(failure)}
            )
            raise TteRefused(SebabTte.AKAR) from None
        said = ask({"dasar": self.base_of(pdf, bases), "akar": roots, "pada": at.isoformat()}, pdf)
        if "sebab" in said:
            raise TteRefused(SebabTte(said["sebab"]), penerbit=said.get("penerbit", ""))
        return Terperiksa(**said | {"pada": datetime.fromisoformat(said["pada"])})

    def base_of(self, pdf: bytes, bases: Iterable[str]) -> int:
        """Return how many bytes of a file were there before it was signed, the longest known beginning."""
        lengths, lost = [], False
        for sha256 in bases:
            base = self.read(sha256)
            lost |= base is None
            if base is not None and pdf.startswith(base):
                lengths.append(len(base))
        if not lengths:
            raise TteRefused(SebabTte.HILANG if lost else SebabTte.ISI_LAIN)
        return max(lengths)

    def roots(self) -> list[str]:
        """Return the certificates that are trusted, each as PEM.

        Raises:
            AkarUnreadable: There is a file for them, and it holds none.
        """
        if self.akar is None:
            return []
        try:
            found = PEM.findall(self.akar.read_text(encoding="ascii", errors="replace"))
        except OSError as failure:
            raise AkarUnreadable(failure.strerror) from None
        if not found:
            raise AkarUnreadable("tidak berisi sertifikat PEM")
        return found

    def look(self) -> tuple[Akar, ...]:
        """Return the authorities that are trusted.

        Raises:
            AkarUnreadable: They cannot be read.
            TteRefused: What verifies is not installed.
        """
        roots = self.roots()
        if find_spec("pyhanko") is None:
            raise TteRefused(SebabTte.TANPA_PEMERIKSA)
        said = ask({"akar": roots}, b"")
        if "akar" not in said:
            raise AkarUnreadable("ada sertifikat yang rusak")
        return tuple(
            Akar(subjek=one["subjek"], sampai=datetime.fromisoformat(one["sampai"]))
            for one in said["akar"]
        )


def ask(asked: Said, pdf: bytes) -> Said:
    """Return what the child says; that it could not read it where it says nothing."""
    try:
        answer = VERIFIER.do(json.dumps(asked).encode() + b"\n" + pdf, BIASA)
    except NotDone:
        return {"sebab": SebabTte.TAK_TERBACA}
    said: Said = json.loads(answer)
    return said
