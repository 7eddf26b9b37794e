"""Keep the papers that were made, with what stands on each, and what a letterhead says.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

from storage.database.types import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KOP = {"telepon": "", "laman": "", "surel": "", "kertas": "A4", "logo": ""}


def upgrade() -> None:
    for name, usual in KOP.items():
        column = sa.Column(name, sa.String(), nullable=False, server_default=usual)
        op.add_column("kantor", column)
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("naskah", sa.String(), nullable=False),
        sa.Column("isi_sha256", sa.String(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("dibuat_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name="fk_paper_kantor_id_kantor"),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name="fk_paper_berkas_id_berkas"),
        sa.PrimaryKeyConstraint("id", name="pk_paper"),
        sa.UniqueConstraint("berkas_id", "isi_sha256", name="uq_paper_berkas_id_isi_sha256"),
    )
    op.create_index("ix_paper_kantor_id_sha256", "paper", ["kantor_id", "sha256"])


def downgrade() -> None:
    op.drop_table("paper")
    for name in KOP:
        op.drop_column("kantor", name)
