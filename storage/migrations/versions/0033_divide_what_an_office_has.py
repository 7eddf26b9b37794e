"""Note how far the cards of an office have come, so that a slice of a tick need not bring all of them.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kantor", sa.Column("pemegang_menuju", sa.Date(), nullable=True))
    op.add_column(
        "kantor", sa.Column("pemegang_setelah", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "detak", sa.Column("sambung_tugas", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("detak", "sambung_tugas")
    op.drop_column("kantor", "pemegang_setelah")
    op.drop_column("kantor", "pemegang_menuju")
