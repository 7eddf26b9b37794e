"""Find the lists of an office's people without a look at every card.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

LIST = sa.text("daftar IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_kartu_kantor",
        "kartu",
        ["kantor_id", "daftar"],
        sqlite_where=LIST,
        postgresql_where=LIST,
    )


def downgrade() -> None:
    op.drop_index("ix_kartu_kantor", table_name="kartu")
