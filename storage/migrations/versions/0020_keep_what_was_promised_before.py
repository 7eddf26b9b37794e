"""Keep what a Perjanjian Kinerja said that another versi followed, for the berkas that began with it.

An indikator also gets what formulir of the year's measurement say of it, and the amounts of programs.

Revision ID: 0020
Revises: 0019
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from storage.database.types import ExactDecimal

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TEXTS = (
    *("cara_ukur", "penanggung_jawab", "target_renstra"),
    *(f"realisasi_n{no}" for no in range(1, 5)),
)
SAID = (
    *("sasaran", "nama", "satuan", "polaritas", "sifat", "target", "tw1", "tw2", "tw3", "tw4"),
    *("definisi", "sumber_data", "peringkat"),
    *("realisasi_tw1", "realisasi_tw2", "realisasi_tw3", "sumber_realisasi"),
    *("jenis", *TEXTS),
)


def upgrade() -> None:
    for column in added():
        op.add_column("indikator", column)
    op.add_column(
        "berkas", sa.Column("perjanjian", sa.Integer(), nullable=False, server_default="1")
    )
    op.create_table(
        "perjanjian",
        *owned("perjanjian"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("tahun", "versi")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("jenis", "nomor")),
        sa.Column("tanggal", sa.Date(), nullable=True),
        sa.UniqueConstraint(
            "kantor_id", "tahun", "versi", name=op.f("uq_perjanjian_kantor_id_tahun_versi")
        ),
    )
    numbers = ("tahun", "versi", "indikator_id", "unit_id")
    op.create_table(
        "janji",
        *owned("janji"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in numbers),
        *(sa.Column(name, sa.String(), nullable=False) for name in SAID),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("desimal", "tahun_renstra")),
        sa.Column("pagu", ExactDecimal(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indikator_id"], ["indikator.id"], name=op.f("fk_janji_indikator_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_janji_unit_id")),
        sa.UniqueConstraint(
            *("kantor_id", "tahun", "versi", "indikator_id"),
            name=op.f("uq_janji_kantor_id_tahun_versi_indikator_id"),
        ),
    )


def downgrade() -> None:
    op.drop_table("janji")
    op.drop_table("perjanjian")
    op.drop_column("berkas", "perjanjian")
    for column in added():
        op.drop_column("indikator", column.name)


def added() -> Iterator[sa.Column[str] | sa.Column[int]]:
    """Yield the new columns of an indikator."""
    for name in TEXTS:
        yield sa.Column(name, sa.String(), nullable=False, server_default="")
    yield sa.Column("jenis", sa.String(), nullable=False, server_default="kinerja")
    yield sa.Column("tahun_renstra", sa.Integer(), nullable=True)


def owned(table: str) -> Iterator[sa.Column[int] | sa.Constraint]:
    """Yield what a row of an office begins with."""
    yield sa.Column("id", sa.Integer(), nullable=False)
    yield sa.Column("kantor_id", sa.Integer(), nullable=False)
    yield sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f(f"fk_{table}_kantor_id"))
    yield sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
