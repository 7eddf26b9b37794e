"""What the rows of all tables have: what they are, fields of many, and how their constraints are named."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Table
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass

from storage.database.types import UtcDateTime

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Described(SQLModelMetaclass):
    """Makes of a row the table that it describes, and maps it to nothing: that would cost as much as the table again."""

    def __init__(
        self, name: str, bases: tuple[type, ...], facts: dict[str, Any], *, table: bool = False
    ) -> None:
        type.__init__(self, name, bases, facts)
        if table:
            about = facts.get("__table_args__", ())
            self.__table__ = Table(facts["__tablename__"], self.metadata, *self._columns(), *about)

    def _columns(self) -> Iterator[Column[Any]]:
        for name in self.model_fields:
            column = getattr(self, name)
            column.name = column.key = name
            yield column


class Row(SQLModel, metaclass=Described):
    """A row as its table describes it; what is read and written are the columns of that table.

    Nobody makes an object of one. So nothing is built that would check it, either.
    """

    model_config = {"defer_build": True}


def moment(*, nullable: bool = False) -> Any:  # noqa: ANN401
    """Return a field for an aware moment."""
    return Field(default=None, sa_type=UtcDateTime, nullable=nullable)


def telegram_id(*, primary_key: bool = False) -> Any:  # noqa: ANN401
    """Return a field for an id that Telegram gives; up to 52 bits."""
    return Field(sa_type=BigInteger, primary_key=primary_key)


def document() -> Any:  # noqa: ANN401
    """Return a field for a JSON object."""
    return Field(default_factory=dict, sa_type=JSON)
