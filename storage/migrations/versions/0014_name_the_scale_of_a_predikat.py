"""Name the ordinal scale of an indikator whose values are predikat.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "indikator", sa.Column("peringkat", sa.String(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("indikator", "peringkat")
