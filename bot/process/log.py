"""Logs: text on a terminal, JSON lines elsewhere, and never a token or a person.

A message is a constant, by which it is found and counted; what differs is a fact, in ``extra``.
"""

import json
import logging
import re
import sys
from typing import Literal

from sop_flows.deferred import pattern

TOKEN = pattern(r"(?<!\d)\d{3,12}:[A-Za-z0-9_-]{30,}")
"""A bot token. No ``\\b`` in front: the address of a method is ``/bot123:…``."""
NIP = pattern(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)")
LINE = r"(?:\\n|\n)"  # as it stands in a text, or in the ``repr`` of one
AFTER = rf"\[SQL|HINT:|CONTEXT:|Traceback |{LINE}The above exception|{LINE}During handling"
DETAIL = pattern(rf"(?<=DETAIL:  ).*?(?={LINE}(?:{AFTER})|\Z)", re.DOTALL)
"""What PostgreSQL adds to an error: the values of the row, which may have lines of their own."""

QUIET = (
    "httpx",
    "httpcore",
    "telegram",
    "aiohttp",
    "apscheduler",
    "uvicorn",
    "asyncio",
    "alembic.runtime.plugins",
)


OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def facts_of(record: logging.LogRecord) -> dict[str, object]:
    """Return what the record carries as ``extra``."""
    return {name: fact for name, fact in vars(record).items() if name not in OF_EVERY_RECORD}


def redact(text: str) -> str:
    """Return the text without a bot token, a NIP, or the values of a row that a database tells."""
    for found, instead in ((TOKEN, "[token]"), (NIP, "[NIP]"), (DETAIL, "[…]")):
        text = found.sub(instead, text)
    return text


class TextFormatter(logging.Formatter):
    """A line for a person at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-8s %(name)s: %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- its name in logging
        facts = "".join(f" {name}={fact}" for name, fact in facts_of(record).items())
        return f"{super().formatMessage(record)}{facts}"

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class JsonFormatter(logging.Formatter):
    """One object on one line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        line = facts_of(record) | {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        told = {
            name: fact if isinstance(fact, int) else redact(str(fact))
            for name, fact in line.items()
        }
        return json.dumps(told, ensure_ascii=False)


def set_up_logging(style: Literal["text", "json"], *, level: int = logging.INFO) -> None:
    """Send every log record of the process, redacted, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(TextFormatter() if style == "text" else JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
