"""Say where the letters of an office are dated.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kantor", sa.Column("tempat", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("kantor", "tempat")
