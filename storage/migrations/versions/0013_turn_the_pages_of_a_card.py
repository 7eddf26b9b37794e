"""Keep to which page of its values a card was turned, and at which revisi.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, at_first in (("halaman", "0"), ("dibalik", "-1")):
        op.add_column(
            "kartu", sa.Column(name, sa.Integer(), nullable=False, server_default=at_first)
        )


def downgrade() -> None:
    op.drop_column("kartu", "dibalik")
    op.drop_column("kartu", "halaman")
