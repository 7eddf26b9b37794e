"""Find who is next in a chat, and what waits for its moment, without a look at what waits behind.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

OWED = "status NOT IN ('terkirim', 'gabung')"
CARD = "status = 'baru' AND kartu_id IS NOT NULL"
WAITS = "status = 'baru' AND due_at > 0"


def upgrade() -> None:
    op.drop_index("ix_outbox_chat", table_name="outbox")
    create_partial("ix_outbox_chat", ["bot_id", "chat_id", "status", "lane", "id"], OWED)
    create_partial("ix_outbox_kartu", ["kartu_id"], CARD)
    create_partial("ix_outbox_nanti", ["bot_id", "due_at"], WAITS)


def downgrade() -> None:
    op.drop_index("ix_outbox_nanti", table_name="outbox")
    op.drop_index("ix_outbox_kartu", table_name="outbox")
    op.drop_index("ix_outbox_chat", table_name="outbox")
    create_partial("ix_outbox_chat", ["bot_id", "chat_id", "status"], OWED)


def create_partial(name: str, columns: list[str], where: str) -> None:
    """Create an index over the rows for which a condition holds."""
    condition = sa.text(where)
    op.create_index(name, "outbox", columns, sqlite_where=condition, postgresql_where=condition)
