"""Say how an office sums up: below which capaian is low, and at which a mean stops counting.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kantor", sa.Column("batas_rendah", sa.Integer(), nullable=True))
    op.add_column("kantor", sa.Column("batas_rerata", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("kantor", "batas_rerata")
    op.drop_column("kantor", "batas_rendah")
