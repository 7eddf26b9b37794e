"""Keep the numbers of letters that were used.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from storage.database.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nomor_surat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("nomor", sa.String(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("tugas_id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["berkas_id"], ["berkas.id"], name=op.f("fk_nomor_surat_berkas_id_berkas")
        ),
        sa.ForeignKeyConstraint(
            ["kantor_id"], ["kantor.id"], name=op.f("fk_nomor_surat_kantor_id_kantor")
        ),
        sa.ForeignKeyConstraint(
            ["pegawai_id"], ["pegawai.id"], name=op.f("fk_nomor_surat_pegawai_id_pegawai")
        ),
        sa.ForeignKeyConstraint(
            ["tugas_id"], ["tugas.id"], name=op.f("fk_nomor_surat_tugas_id_tugas")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomor_surat")),
        sa.UniqueConstraint(
            "kantor_id", "tahun", "kunci", name=op.f("uq_nomor_surat_kantor_id_tahun_kunci")
        ),
    )
    with op.batch_alter_table("nomor_surat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomor_surat_kantor_id"), ["kantor_id"], unique=False)


def downgrade() -> None:
    op.drop_table("nomor_surat")
