"""Say which isian a dokumen answers, and whether it came as a photo.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lampiran", sa.Column("isian", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "lampiran", sa.Column("foto", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("lampiran", "foto")
    op.drop_column("lampiran", "isian")
