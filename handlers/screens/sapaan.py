"""How the reader of a screen is addressed: as Bapak or as Ibu once that is known, else as Bapak/Ibu.

Our own sentences write *Bapak/Ibu*, and are read so by whom they address. What people wrote is theirs.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from jinja2.ext import Extension

UNKNOWN: Final = "Bapak/Ibu"
IN_FULL: Final[Mapping[str, str]] = {"Pak": "Bapak", "Bu": "Ibu"}
READER: Final[ContextVar[str]] = ContextVar("reader", default=UNKNOWN)


@contextmanager
def addressing(sapaan: str) -> Iterator[None]:
    """Address the reader of what is drawn meanwhile; ``sapaan`` as the office's workbook has it."""
    before = READER.set(IN_FULL.get(sapaan, UNKNOWN))
    try:
        yield
    finally:
        READER.reset(before)


class Sapaan(Extension):
    """Reads every *Bapak/Ibu* of a template as whoever is addressed."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return source.replace(UNKNOWN, "{{ pembaca() }}")
