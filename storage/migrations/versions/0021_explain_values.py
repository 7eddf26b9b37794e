"""Explain values: who meant an odd one, and why it is low, high or missing; ask for proof of them.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

EXPLAINED = ("konfirmasi", "analisis")
ASKED = ("minta_bukti", "minta_analisis")


def upgrade() -> None:
    for name in EXPLAINED:
        column = sa.Column(name, sa.JSON(), nullable=False, server_default="{}")
        op.add_column("realisasi", column)
    for name in ASKED:
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        op.add_column("kantor", column)


def downgrade() -> None:
    for name in ASKED:
        op.drop_column("kantor", name)
    for name in EXPLAINED:
        op.drop_column("realisasi", name)
