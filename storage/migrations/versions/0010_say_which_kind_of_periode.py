"""Say which kind of periode a berkas is about; until now it was always a triwulan.

Revision ID: 0010
Revises: 0009
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MONTHS = {"bulan": 1, "semester": 6, "tahun": 12}

berkas = sa.table(
    "berkas",
    sa.column("id", sa.Integer),
    sa.column("periode", sa.String),
    sa.column("tahun", sa.Integer),
    sa.column("ke", sa.Integer),
)


def upgrade() -> None:
    op.add_column(
        "berkas", sa.Column("periode", sa.String(), nullable=False, server_default="triwulan")
    )
    op.execute("ALTER TABLE berkas RENAME COLUMN triwulan TO ke")


def downgrade() -> None:
    connection = op.get_bind()
    others = berkas.c.periode != "triwulan"
    for row in connection.execute(sa.select(berkas).where(others)).all():
        triwulan = triwulan_of(row.periode, row.tahun, row.ke)
        connection.execute(berkas.update().where(berkas.c.id == row.id).values(ke=triwulan))
    op.execute("ALTER TABLE berkas RENAME COLUMN ke TO triwulan")
    op.drop_column("berkas", "periode")


def triwulan_of(periode: str, tahun: int, ke: int) -> int:
    """Return the triwulan in which the *ke*-th of a kind ends; without one it is a day."""
    months = MONTHS.get(periode)
    month = ke * months if months else (date(tahun, 1, 1) + timedelta(days=ke - 1)).month
    return (month + 2) // 3
