"""What the rows of all tables have: what they are, fields of many, and how their constraints are named."""

from collections.abc import Iterator
from inspect import get_annotations
from typing import Any, NoReturn

from pydantic.fields import FieldInfo
from sqlalchemy import JSON, BigInteger, Column, Table
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass, get_column_from_field

from storage.database.types import UtcDateTime

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Described(SQLModelMetaclass):
    """Makes of a row the table that it describes, and of its fields nothing but columns: no model that checks them or maps them.

    That is most of what a model costs, and a start has thirty of them.
    """

    def __new__(cls, name: str, bases: tuple[type, ...], facts: dict[str, Any], **_: bool) -> Any:  # noqa: ANN401 -- a class
        return type.__new__(cls, name, bases, facts)

    def __init__(
        self, name: str, bases: tuple[Any, ...], facts: dict[str, Any], *, table: bool = False
    ) -> None:
        type.__init__(self, name, bases, facts)
        known = {name: field for base in bases[::-1] for name, field in base.model_fields.items()}
        own = {
            name: _field(kind, facts.get(name, ...))
            for name, kind in get_annotations(self).items()
        }
        self.__pydantic_fields__ = known | own
        if table:
            about = facts.get("__table_args__", ())
            self.__table__ = Table(facts["__tablename__"], self.metadata, *self._columns(), *about)

    def __call__(cls, *_: object, **__: object) -> NoReturn:
        raise TypeError(f"{cls.__name__} describes a table, and is made no object of")

    def _columns(self) -> Iterator[Column[Any]]:
        for name, field in self.model_fields.items():
            column = get_column_from_field(field)
            column.name = column.key = name
            yield column


def _field(kind: Any, said: Any) -> FieldInfo:  # noqa: ANN401 -- a type, and a default or a field
    """Return what a class says of one of its fields; ``...`` is nothing."""
    if not isinstance(said, FieldInfo):
        return FieldInfo(annotation=kind, default=said)
    said.annotation = kind
    return said


class Row(SQLModel, metaclass=Described):
    """A row as its table describes it; what is read and written are the columns of that table."""


def moment(*, nullable: bool = False) -> Any:  # noqa: ANN401
    """Return a field for an aware moment."""
    return Field(default=None, sa_type=UtcDateTime, nullable=nullable)


def telegram_id(*, primary_key: bool = False) -> Any:  # noqa: ANN401
    """Return a field for an id that Telegram gives; up to 52 bits."""
    return Field(sa_type=BigInteger, primary_key=primary_key)


def document() -> Any:  # noqa: ANN401
    """Return a field for a JSON object."""
    return Field(default_factory=dict, sa_type=JSON)
