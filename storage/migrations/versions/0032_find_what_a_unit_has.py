"""Find what a unit has in a berkas, what was sent of an indikator, and the berkas of a periode.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

OPEN = sa.text("status = 'terbuka'")


def upgrade() -> None:
    op.drop_index("ix_tugas_berkas_id", table_name="tugas")
    op.create_index("ix_tugas_berkas", "tugas", ["berkas_id", "unit_id"])
    op.create_index(
        "ix_tugas_place",
        "tugas",
        ["berkas_id", "langkah", "tahap", "unit_id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_berkas_periode", "berkas", ["kantor_id", "tahun", "periode", "ke"])
    op.create_index("ix_realisasi_indikator_id", "realisasi", ["indikator_id"])


def downgrade() -> None:
    op.drop_index("ix_realisasi_indikator_id", table_name="realisasi")
    op.drop_index("ix_berkas_periode", table_name="berkas")
    op.drop_index("ix_tugas_place", table_name="tugas")
    op.drop_index("ix_tugas_berkas", table_name="tugas")
    op.create_index("ix_tugas_berkas_id", "tugas", ["berkas_id"])
