"""Say of which unit a naskah is, and let no row that only grows be replaced either.

SQLite runs the delete triggers of a row that ``INSERT OR REPLACE`` takes away only where
``recursive_triggers`` is on, which is for each connection to say. What is inserted is therefore looked
at before: a naskah that is kept already is left alone, whatever else would take a row's place is refused.
PostgreSQL replaces nothing without an update, which is forbidden already.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JEJAK = """
CREATE TRIGGER jejak_no_replace BEFORE INSERT ON jejak
WHEN EXISTS (
    SELECT 1 FROM jejak
    WHERE id = NEW.id OR (kantor_id = NEW.kantor_id AND seq = NEW.seq)
)
BEGIN SELECT RAISE(ABORT, 'jejak only grows'); END
"""
NASKAH = """
CREATE TRIGGER naskah_no_replace BEFORE INSERT ON naskah
WHEN EXISTS (
    SELECT 1 FROM naskah
    WHERE id = NEW.id OR (berkas_id = NEW.berkas_id AND sha256 = NEW.sha256)
)
BEGIN
    SELECT CASE
        WHEN EXISTS (
            SELECT 1 FROM naskah
            WHERE berkas_id = NEW.berkas_id AND sha256 = NEW.sha256 AND isi = NEW.isi
            AND id IS NOT NEW.id
        )
        THEN RAISE(IGNORE)
        ELSE RAISE(ABORT, 'naskah only grow')
    END;
END
"""


def upgrade() -> None:
    op.add_column("naskah", sa.Column("unit_id", sa.Integer(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        for trigger in (JEJAK, NASKAH):
            op.execute(trigger)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("jejak", "naskah"):
            op.execute(f"DROP TRIGGER {name}_no_replace")
    op.drop_column("naskah", "unit_id")
