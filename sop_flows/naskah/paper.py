"""Reading a paper that somebody holds: what it says it is of, and the sha256 of its content."""

import json
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.naskah.canonical import sha256_of, write_canonical

LAST_NOMOR: Final = 999_999_999  # that a berkas can have


class PaperUnreadable(ValueError):
    """It is no JSON object, so it is no naskah."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The content of a naskah as somebody holds it; perhaps not as it was decided on."""

    sha256: str
    """Empty where the content can be none of a naskah."""
    kantor: str
    """The kode of the office that it says it is of; empty where it says none."""
    berkas: int


def read_paper(teks: str) -> Paper:
    """Return what a paper says, however its JSON is laid out.

    Raises:
        PaperUnreadable: It is no JSON object.
    """
    try:
        content: object = json.loads(teks)
    except (ValueError, RecursionError):
        raise PaperUnreadable from None
    if not isinstance(content, dict):
        raise PaperUnreadable
    kantor, berkas = "", 0
    match content:
        case {"kantor": {"kode": str(kode)}, "berkas": {"nomor": int(nomor)}} if (
            0 < nomor <= LAST_NOMOR
        ):
            kantor, berkas = kode, nomor
    return Paper(sha256=fingerprint(content), kantor=kantor, berkas=berkas)


def fingerprint(content: object) -> str:
    """Return the sha256 of a content; empty where it has no canonical form."""
    try:
        return sha256_of(write_canonical(content))
    except (TypeError, ValueError, RecursionError):  # such as half a character
        return ""
