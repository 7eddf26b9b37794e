"""The one way in which the content of a naskah is written, so that its sha256 means something.

1. JSON in UTF-8: keys sorted, no spaces, non-ASCII written out, text composed (Unicode NFC).
2. A decimal is text without exponent and trailing zeros; a float does not come in.
3. A periode is ``"tahun":2026,"triwulan":3`` among the facts of its owner; of another kind it is
   named by that kind.
4. A fact that came in later is not written where it is empty: what has none is as it was before.
5. What was written is read back and written again to the same bytes.
6. The form of a record is that of its members, joined, and so is that of a list: what is written
   already is not written again.
"""

import hashlib
import json
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, Final, cast

from sop_flows.jejak import dump, join
from sop_flows.waktu.periode import Periode, write_by_name

UNSAID_IF_EMPTY: Final[Mapping[str, bool]] = {"unsaid": True}
"""The metadata of a field that is not written where it is empty."""
_DECODER: Final = json.JSONDecoder()
KEPT: Final = frozenset({NoneType, bool, int})
"""The types whose values JSON has as they are."""


def write_canonical(content: object) -> str:
    """Return the content (frozen types, or plain JSON) as canonical JSON."""
    return dump(plain(content))


def write_with(record: object, /, **written: str) -> str:
    """Return a record as canonical JSON, with these members of it as they are written already."""
    said = cast("Mapping[str, object]", plain(record))
    return join({name: dump(one) for name, one in said.items()} | written)


def join_list(written: Iterable[str]) -> str:
    """Return a list as canonical JSON, of what is written already."""
    return f"[{','.join(written)}]"


def rewrite_with(canonical: str, /, **written: str) -> str:
    """Return a record in canonical form with other values of members that it has; what follows them is not read.

    Raises:
        KeyError: It has none of that name.
    """
    parts: list[str] = []
    taken = 0
    for name in sorted(written):
        begins, ends = _find(canonical, taken + 1, name)
        parts += (canonical[taken:begins], written[name])
        taken = ends
    return "".join((*parts, canonical[taken:]))


def _find(canonical: str, at: int, name: str) -> tuple[int, int]:
    """Return where the value of a member begins and ends, from where a member begins on."""
    while canonical[at : at + 1] == '"':
        said, ends = _DECODER.raw_decode(canonical, at)
        begins = ends + 1
        _, ends = _DECODER.raw_decode(canonical, begins)
        if said == name:
            return begins, ends
        at = ends + 1
    raise KeyError(name)


def sha256_of(canonical: str) -> str:
    """Return the sha256 of a canonical text, in lower-case hex."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain(value: object) -> object:
    """Return a value as plain JSON.

    Raises:
        TypeError: It is a float, or of a type that has no canonical form.
    """
    kind = type(value)
    if kind in KEPT:
        return value
    match value:
        case str():
            return composed(value)
        case Decimal():
            return write_decimal(value)
        case Mapping():
            return {composed(key): plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case int():
            return int(value)
    if is_dataclass(kind):
        return plain_record(value, kind)
    raise TypeError(f"no canonical form of {kind.__name__}")


def composed(text: str) -> str:
    """Return a text with its marks composed (NFC), as an ASCII text is."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def plain_record(record: object, kind: Hashable) -> dict[str, object]:
    """Return a record as plain JSON: a periode stands among the facts of its owner."""
    said: dict[str, object] = {}
    for name, is_unsaid in facts_of(kind):
        one = getattr(record, name)
        if is_unsaid and not one:
            continue
        if type(one) is Periode:
            said |= write_by_name(one)
        else:
            said[name] = plain(one)
    return said


@cache
def facts_of(kind: Hashable) -> tuple[tuple[str, bool], ...]:
    """Return the names of the fields of a type, each with whether it is unsaid where it is empty."""
    return tuple((each.name, "unsaid" in each.metadata) for each in fields(cast("Any", kind)))


def write_decimal(number: Decimal) -> str:
    """Return a number written in one way only: ``71.5``, never ``71.50``, ``7.15E+1`` or ``-0``."""
    whole, _, part = f"{number or Decimal(0):f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole
