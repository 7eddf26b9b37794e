"""Logs: text on a terminal, JSON lines elsewhere, and never a token."""

import json
import logging
import re
import sys
from typing import Literal

TOKEN = re.compile(r"(?<!\d)\d{3,12}:[A-Za-z0-9_-]{30,}")
"""A bot token. No ``\\b`` in front: the address of a method is ``/bot123:…``."""

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


def redact(text: str) -> str:
    """Return the text without any bot token in it."""
    return TOKEN.sub("[token]", text)


class TextFormatter(logging.Formatter):
    """A line for a person at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-8s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class JsonFormatter(logging.Formatter):
    """One object on one line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return redact(json.dumps(line, ensure_ascii=False))


def set_up_logging(style: Literal["text", "json"], *, level: int = logging.INFO) -> None:
    """Send every log record of the process, redacted, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(TextFormatter() if style == "text" else JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
