"""Column types: aware UTC moments and exact decimals, the same on SQLite and PostgreSQL."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment; sortable text in SQLite, ``timestamptz`` in PostgreSQL."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        return _to_text if dialect.name == "sqlite" else _to_utc

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        return _from_text if dialect.name == "sqlite" else _to_utc


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as its own text: neither binary rounding nor a fixed scale."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class NaiveDateTime(ValueError):
    """A moment without a zone was about to be stored."""


TO_ZONE = len("2026-01-01T00:00:00.000000")
"""Where the zone begins in the text of a moment."""


def _to_utc(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise NaiveDateTime(at.isoformat())
    return at.astimezone(UTC)


def _to_text(at: datetime | None) -> str | None:
    moment = _to_utc(at)
    return None if moment is None else moment.isoformat(timespec="microseconds")[:TO_ZONE] + "Z"


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
