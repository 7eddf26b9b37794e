"""Let jejak only grow: no update, no delete, on either database.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER jejak_no_{verb} BEFORE {verb} ON jejak
BEGIN SELECT RAISE(ABORT, 'jejak only grows'); END
"""
POSTGRESQL = """
CREATE FUNCTION jejak_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'jejak only grows' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER jejak_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON jejak
FOR EACH STATEMENT EXECUTE FUNCTION jejak_only_grows();
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(SQLITE.format(verb=verb))
    else:
        op.execute(POSTGRESQL)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER jejak_no_{verb}")
    else:
        op.execute("DROP TRIGGER jejak_only_grows ON jejak")
        op.execute("DROP FUNCTION jejak_only_grows")
