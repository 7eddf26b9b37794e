"""Write fewer indexes: those that a unique constraint begins with, or that nothing asks.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REDUNDANT = (
    ("berkas", "kantor_id"),
    ("formulir", "kantor_id"),
    ("indikator", "kantor_id"),
    ("jabatan", "kantor_id"),
    ("jejak", "kantor_id"),
    ("kartu", "kantor_id"),
    ("kartu", "pegawai_id"),
    ("lampiran", "kantor_id"),
    ("libur", "kantor_id"),
    ("nomor_surat", "kantor_id"),
    ("pegawai", "kantor_id"),
    ("realisasi", "kantor_id"),
    ("sop", "kantor_id"),
    ("sop_kolom", "kantor_id"),
    ("tugas", "jabatan_id"),
    ("tugas", "kantor_id"),
    ("tugas", "pegawai_id"),
    ("unit", "kantor_id"),
)


def upgrade() -> None:
    for table, column in REDUNDANT:
        op.drop_index(f"ix_{table}_{column}", table_name=table)


def downgrade() -> None:
    for table, column in reversed(REDUNDANT):
        op.create_index(f"ix_{table}_{column}", table, [column])
