"""JSON as it comes from outside, of whatever size: read, or refused once and for all."""

import json
import re
from typing import Any

from sop_flows.deferred import pattern

DEEPEST = 100  # lists and objects within each other
LONGEST = 20  # digits of a number of 64 bits, with its sign
WHOLE = range(-(2**63), 2**63)
"""What a database can keep as a whole number; an id is always one."""


_MARKS = pattern(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)


def read_json(text: str | bytes) -> Any:  # noqa: ANN401 -- whatever JSON says
    """Return what it says; what no message has in it is ``None``, so that the rest can be read.

    That is a number of thousands of digits, and what lies deeper than a program can follow.

    Raises:
        ValueError: It cannot be read.
    """
    try:
        return _read(text)
    except RecursionError:
        return _read(shallow(text if isinstance(text, str) else text.decode()))


def _read(text: str | bytes) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except ValueError:
        return json.loads(text, parse_int=read_int)


def shallow(text: str) -> str:
    """Return JSON with ``null`` for all that lies deeper than ``DEEPEST``."""
    kept, depth, end = [], 0, 0
    for mark in _MARKS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark[0], 0)
        if depth == DEEPEST + 1 and mark[0] in "[{":
            kept.append(text[end : mark.start()] + "null")
        elif depth == DEEPEST and mark[0] in "]}":
            end = mark.end()
    return "".join((*kept, text[end:]))


def read_int(digits: str) -> int | None:
    """Return a number that an id may be, or ``None``."""
    return int(digits) if len(digits) <= LONGEST else None
