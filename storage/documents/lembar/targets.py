"""A target as text, when it is exactly the text of a number."""

import re
from decimal import Decimal
from typing import Final

from sop_flows.deferred import pattern

PLAIN: Final = pattern(r"-?(0|[1-9]\d*)(,\d*[1-9])?", re.ASCII)
"""The one spelling that reading a number cell gives back."""
DIGITS: Final = 15


def target_number(text: str) -> Decimal | None:
    """Return the number that a target is, or None when it must stay a text."""
    if not PLAIN.fullmatch(text) or text == "-0":
        return None
    number = Decimal(text.replace(",", "."))
    digits = len(number.as_tuple().digits)
    exponent = number.as_tuple().exponent
    return (
        number if digits <= DIGITS and isinstance(exponent, int) and exponent >= -DIGITS else None
    )
