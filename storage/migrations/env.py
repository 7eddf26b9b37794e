"""Runs migrations on the connection that ``storage.database.schema`` hands over, inside its transaction."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import AutoString, SQLModel

import storage.database.carrier_tables
import storage.database.kinerja_tables  # noqa: F401 - these fill the metadata, with the tables of an office
from storage.database.open_rows import spell_out
from storage.database.types import ExactDecimal, UtcDateTime


def render(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Return how a type of ours is written in a migration."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(item, UtcDateTime | ExactDecimal):
        return f"{type(item).__name__}()"
    return False


spell_out(SQLModel.metadata)
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=render,
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
