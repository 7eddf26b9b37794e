"""Remember which holders the cards were brought to, and whether a delegation was reported.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from storage.database.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kantor", sa.Column("pemegang_versi", sa.Integer(), nullable=True))
    op.add_column("kantor", sa.Column("pemegang_on", sa.Date(), nullable=True))
    op.add_column(
        "kartu", sa.Column("lepas", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("penugasan", sa.Column("lapor_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("penugasan", "lapor_at")
    op.drop_column("kartu", "lepas")
    op.drop_column("kantor", "pemegang_on")
    op.drop_column("kantor", "pemegang_versi")
