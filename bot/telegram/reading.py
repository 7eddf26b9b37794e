"""JSON as it comes from outside, of whatever size: read, or refused once and for all."""

import json
from typing import Any

LONGEST = 20  # digits of a number of 64 bits, with its sign
WHOLE = range(-(2**63), 2**63)
"""What a database can keep as a whole number; an id is always one."""


def read_json(text: str | bytes) -> Any:  # noqa: ANN401 -- whatever JSON says
    """Return what it says; a number of thousands of digits is ``None``, so that the rest can be read.

    Raises:
        ValueError: It cannot be read.
    """
    try:
        try:
            return json.loads(text)
        except ValueError:
            return json.loads(text, parse_int=read_int)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def read_int(digits: str) -> int | None:
    """Return a number that an id may be, or ``None``."""
    return int(digits) if len(digits) <= LONGEST else None
