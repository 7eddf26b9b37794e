"""Name the Word templates that offices gave; `tapak migrate` takes over those that lie in the data folder.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "templat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name="fk_templat_kantor_id_kantor"),
        sa.PrimaryKeyConstraint("id", name="pk_templat"),
        sa.UniqueConstraint("kantor_id", "jenis", name="uq_templat_kantor_id_jenis"),
    )


def downgrade() -> None:
    op.drop_table("templat")
