"""Say on which day of the month after its periode a laporan of an office is due.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kantor", sa.Column("batas_laporan", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("kantor", "batas_laporan")
