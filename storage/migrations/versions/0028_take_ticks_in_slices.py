"""Find what is due by office, and offices of another day by an index; keep how far the cards after a gap have come.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

from storage.database.types import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

OPEN = "status = 'terbuka'"
CHANGED = "(pemegang_versi IS NULL OR pemegang_versi <> versi)"
UNREPORTED = "lapor_at IS NULL AND selesai_on IS NOT NULL AND jenis IN ('Plh.', 'Plt.')"
PARTIAL = (
    ("tugas", "ix_tugas_kantor", ["kantor_id", "ingat_at"], OPEN),
    ("kantor", "ix_kantor_berubah", ["id"], CHANGED),
    ("kantor", "ix_kantor_tawaran", ["tawaran_at"], "tawaran_at IS NOT NULL"),
    ("penugasan", "ix_penugasan_lapor", ["selesai_on"], UNREPORTED),
)


def upgrade() -> None:
    op.drop_index("ix_tugas_kantor", table_name="tugas")
    op.add_column("kantor", sa.Column("tawaran_at", UtcDateTime(), nullable=True))
    op.create_index("ix_kantor_pemegang", "kantor", ["zona", "pemegang_on"])
    for index in PARTIAL:
        create_partial(*index)
    for name in ("putus_at", "sambung_at"):
        op.add_column("detak", sa.Column(name, UtcDateTime(), nullable=True))
    after = sa.Column("sambung_setelah", sa.Integer(), nullable=False, server_default="0")
    op.add_column("detak", after)


def downgrade() -> None:
    for name in ("sambung_setelah", "sambung_at", "putus_at"):
        op.drop_column("detak", name)
    for table, name, *_ in PARTIAL:
        op.drop_index(name, table_name=table)
    op.drop_index("ix_kantor_pemegang", table_name="kantor")
    op.drop_column("kantor", "tawaran_at")
    create_partial("tugas", "ix_tugas_kantor", ["kantor_id"], OPEN)


def create_partial(table: str, name: str, columns: list[str], where: str) -> None:
    """Create an index over the rows for which a condition holds."""
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
