"""Keep the row of an indikator that was dropped: its id is on buttons, and must not be given again.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

indikator = sa.table("indikator", sa.column("dihapus", sa.Boolean))


def upgrade() -> None:
    op.add_column(
        "indikator", sa.Column("dihapus", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.execute(indikator.delete().where(indikator.c.dihapus.is_(True)))
    op.drop_column("indikator", "dihapus")
