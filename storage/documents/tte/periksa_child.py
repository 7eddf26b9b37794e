"""The process that verifies one signed PDF: ``python -m storage.documents.tte.periksa_child MEGABYTES SECONDS``.

It reads one line of JSON (how long the paper was, who is trusted, for which moment) and the file from its
standard input. Then it may open no files but code, and no sockets. It says either why the file does not count,
or whose signature it bears.
"""

import asyncio
import json
import logging
import resource
import sys
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import pem, x509
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.constants import ACROFORM_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from storage.documents.apart.confine import confine

HARMLESS: Final = ModificationLevel.FORM_FILLING
"""Further signatures, time-stamps, and what is needed to verify them for long."""

CODE: Final = (".py", ".pyc")
"""What may still be opened, to be read: pyHanko imports much of itself where it meets it."""
OUT: Final = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")

Said = dict[str, Any]


class WithForm:
    """A revision without a form, as if it had an empty one."""

    def __init__(self, revision: HistoricalResolver) -> None:
        self._revision = revision
        form = DictionaryObject({NameObject("/Fields"): ArrayObject()})  # type: ignore[no-untyped-call]
        self.root = DictionaryObject(  # type: ignore[no-untyped-call]
            {**revision.root, NameObject("/AcroForm"): form}
        )

    def __getattr__(self, name: str) -> object:
        return getattr(self._revision, name)


class FirstSignature(FormUpdatingRule):
    """Lets the first signature of a file bring the form in which it stands."""

    def apply(self, old: Any, new: Any) -> Any:  # noqa: ANN401  # as it is there
        """Yield what is allowed to have changed in the form."""
        base: Any = old if "/AcroForm" in old.root else WithForm(old)
        return super().apply(base, new)


SIGNS: Final = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FirstSignature(
        [
            SigFieldCreationRule(),  # type: ignore[no-untyped-call]
            SigFieldModificationRule(),
            GenericFieldModificationRule(),
        ],
        ignored_acroform_keys=ACROFORM_EXEMPT_STRICT_COMPARISON | {"/SigFlags"},
    ),
)
"""What may come after a paper: signatures, and what is needed to verify them."""


def shut_but_for_code() -> None:
    """Let this process write no file, and open nothing any more but code."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.dont_write_bytecode = True
    sys.addaudithook(stay_in)


def stay_in(event: str, args: tuple[Any, ...]) -> None:
    """Refuse whatever leads out of this process.

    Raises:
        PermissionError: It is a file that is no code, a socket, or another process.
    """
    is_code = event == "open" and str(args[0]).endswith(CODE) and args[1] in ("r", "rb")
    if event.startswith(OUT) or (event == "open" and not is_code):
        raise PermissionError(event)


def verify(
    runner: asyncio.Runner, pdf: bytes, base: int, roots: Iterable[x509.Certificate], at: datetime
) -> Said:
    """Return whose signature was added to a paper that was so many bytes, or why that does not count."""
    reader = PdfFileReader(BytesIO(pdf))
    if reader.encrypted:
        return {"sebab": "terkunci"}
    added = [one for one in reader.embedded_regular_signatures if end_of(one) > base]
    if not added:
        return {"sebab": "tanpa_tanda"}
    if not only_adds(reader, PdfFileReader(BytesIO(pdf[:base])).xrefs.total_revisions):
        return {"sebab": "isi_lain"}
    known = tuple(roots)
    found = [(one, status_of(runner, one, known, at)) for one in added]
    if not all(is_intact(status) for _, status in found):
        return {"sebab": "rusak"}
    return told(*found[-1], at, is_choosy=bool(known))


def end_of(signature: EmbeddedPdfSignature) -> int:
    """Return where in the file ends what a signature is of."""
    _, _, start, length = map(int, signature.byte_range)
    return start + length


def only_adds(reader: PdfFileReader, revisions: int) -> bool:
    """Tell whether nothing but signatures and their evidence came after the first revisions of a file."""
    try:
        review = SIGNS.review_file(reader, revisions - 1)
    except SuspiciousModification:
        return False
    return not isinstance(review, SuspiciousModification) and review.modification_level <= HARMLESS


def status_of(
    runner: asyncio.Runner,
    signature: EmbeddedPdfSignature,
    roots: tuple[x509.Certificate, ...],
    at: datetime,
) -> PdfSignatureStatus:
    """Return what a signature is worth, by the authorities that are trusted."""
    trusted = ValidationContext(
        trust_roots=list(roots), allow_fetching=False, moment=at, revocation_mode="soft-fail"
    )
    return runner.run(async_validate_pdf_signature(signature, signer_validation_context=trusted))


def is_intact(status: PdfSignatureStatus) -> bool:
    """Tell whether a signature is of the whole file, as it was when it was given."""
    is_whole = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    level = status.modification_level
    is_same = level is not None and level <= HARMLESS
    return bool(status.intact and status.valid and is_whole and is_same)


def told(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, at: datetime, *, is_choosy: bool
) -> Said:
    """Return whose signature it is, or that their certificate does not count."""
    certificate: x509.Certificate = signature.signer_cert
    issuer = name_of(certificate.issuer)
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        return {"sebab": "kedaluwarsa", "penerbit": issuer}
    if is_choosy and not status.trusted:
        return {"sebab": "penerbit", "penerbit": issuer}
    stamped = status.timestamp_validity
    is_stamped = stamped is not None and stamped.intact and stamped.valid
    moment = stamped.timestamp if stamped and is_stamped else status.signer_reported_dt
    return {
        "subjek": name_of(certificate.subject),
        "penerbit": issuer,
        "seri": f"{certificate.serial_number:X}",
        "pada": (moment or at).isoformat(),
        "dikenal": bool(status.trusted),
    }


def name_of(name: x509.Name) -> str:
    """Return the common name, else all that is said, in at most 200 characters that can be seen."""
    said = name.native.get("common_name") or name.human_friendly
    first = said if isinstance(said, str) else said[0]
    return "".join(one for one in str(first) if one.isprintable())[:200]


def read_root(teks: str) -> x509.Certificate:
    """Return a certificate that was written as PEM."""
    _, _, der = pem.unarmor(teks.encode())
    root = x509.Certificate.load(der)
    root.native  # noqa: B018  # all of it is read now
    return root


def describe(roots: Iterable[x509.Certificate]) -> Said:
    """Return whose certificates are trusted, and until when."""
    return {
        "akar": [
            {"subjek": name_of(one.subject), "sampai": one.not_valid_after.isoformat()}
            for one in roots
        ]
    }


def answer(runner: asyncio.Runner, asked: Said, pdf: bytes) -> Said:
    """Return what is asked for."""
    try:
        roots = [read_root(one) for one in asked["akar"]]
        if "dasar" not in asked:
            return describe(roots)
        at = datetime.fromisoformat(asked["pada"])
        return verify(runner, pdf, asked["dasar"], roots, at)
    except (SignatureValidationError, SigningError):
        return {"sebab": "rusak"}
    except (PdfError, ValueError, LookupError, TypeError, RecursionError):
        return {"sebab": "tak_terbaca"}


def main() -> None:
    """Do what is asked for."""
    logging.disable()
    asked = json.loads(sys.stdin.buffer.readline())
    pdf = sys.stdin.buffer.read()
    with asyncio.Runner() as runner:
        runner.get_loop()  # it has sockets of its own
        confine(*map(int, sys.argv[1:]))
        shut_but_for_code()
        said = answer(runner, asked, pdf)
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
