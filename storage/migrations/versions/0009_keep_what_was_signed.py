"""Keep what was decided on as naskah, which only grow: no update, no delete, on either database.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from storage.database.types import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER naskah_no_{verb} BEFORE {verb} ON naskah
BEGIN SELECT RAISE(ABORT, 'naskah only grow'); END
"""
POSTGRESQL = """
CREATE FUNCTION naskah_only_grow() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'naskah only grow' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER naskah_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON naskah
FOR EACH STATEMENT EXECUTE FUNCTION naskah_only_grow();
"""


def upgrade() -> None:
    op.create_table(
        "naskah",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("isi", sa.Text(), nullable=False),
        sa.Column("dibuat_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["berkas_id"], ["berkas.id"], name=op.f("fk_naskah_berkas_id_berkas")
        ),
        sa.ForeignKeyConstraint(
            ["kantor_id"], ["kantor.id"], name=op.f("fk_naskah_kantor_id_kantor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_naskah")),
        sa.UniqueConstraint("berkas_id", "sha256", name=op.f("uq_naskah_berkas_id_sha256")),
    )
    op.create_index("ix_naskah_kantor_id_kode", "naskah", ["kantor_id", "kode"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(SQLITE.format(verb=verb))
    else:
        op.execute(POSTGRESQL)


def downgrade() -> None:
    op.drop_table("naskah")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION naskah_only_grow")
