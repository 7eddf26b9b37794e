"""Note the newest moment that a tick has seen: a clock that stands before it was set back.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

from storage.database.types import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("detak", sa.Column("tick_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("detak", "tick_at")
