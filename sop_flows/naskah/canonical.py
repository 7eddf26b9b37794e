"""The one way in which the content of a naskah is written, so that its sha256 means something.

1. JSON in UTF-8: keys sorted, no spaces, non-ASCII written out, text composed (Unicode NFC).
2. A decimal is text without exponent and trailing zeros; a float does not come in.
3. A periode is ``"tahun":2026,"triwulan":3`` among the facts of its owner; of another kind it is
   named by that kind.
4. A fact that came in later is not written where it is empty: what has none is as it was before.
5. What was written is read back and written again to the same bytes.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Final

from sop_flows.waktu.periode import Periode, write_by_name

UNSAID_IF_EMPTY: Final[Mapping[str, bool]] = {"unsaid": True}
"""The metadata of a field that is not written where it is empty."""


def write_canonical(content: object) -> str:
    """Return the content (frozen types, or plain JSON) as canonical JSON."""
    return json.dumps(
        plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256_of(canonical: str) -> str:
    """Return the sha256 of a canonical text, in lower-case hex."""
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain(value: object) -> object:
    """Return a value as plain JSON.

    Raises:
        TypeError: It is a float, or of a type that has no canonical form.
    """
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case str():
            return unicodedata.normalize("NFC", value)
        case Decimal():
            return write_decimal(value)
        case Mapping():
            return {unicodedata.normalize("NFC", key): plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
    if is_dataclass(value):
        every = ((each, getattr(value, each.name)) for each in fields(value))
        facts = ((each.name, one) for each, one in every if one or "unsaid" not in each.metadata)
        return {name: one for fact in facts for name, one in plain_fact(*fact)}
    raise TypeError(f"no canonical form of {type(value).__name__}")


def plain_fact(name: str, value: object) -> Iterable[tuple[str, object]]:
    """Return the facts that a field is written as: a periode stands among those of its owner."""
    if isinstance(value, Periode):
        return write_by_name(value).items()
    return ((name, plain(value)),)


def write_decimal(number: Decimal) -> str:
    """Return a number written in one way only: ``71.5``, never ``71.50``, ``7.15E+1`` or ``-0``."""
    whole, _, part = f"{number or Decimal(0):f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole
