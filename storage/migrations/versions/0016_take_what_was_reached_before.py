"""Take what an indikator reached in triwulan from before the office measured with us, and its source.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLUMNS = ("realisasi_tw1", "realisasi_tw2", "realisasi_tw3", "sumber_realisasi")


def upgrade() -> None:
    for name in COLUMNS:
        column = sa.Column(name, sa.String(), nullable=False, server_default="")
        op.add_column("indikator", column)


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("indikator", name)
