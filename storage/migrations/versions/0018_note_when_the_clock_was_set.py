"""Note when the machine's clock was set, and by how much: another process tells of it.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NAMES = ("disetel_at", "disetel_s")


def upgrade() -> None:
    for name in NAMES:
        op.add_column("detak", sa.Column(name, sa.Float(), nullable=False, server_default="0"))


def downgrade() -> None:
    for name in NAMES:
        op.drop_column("detak", name)
