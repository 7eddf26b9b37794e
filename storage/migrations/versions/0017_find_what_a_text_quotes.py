"""Find a sent message by its number, as it is quoted by nearly every answer that is typed.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NAME, SENT = "ix_outbox_message", sa.text("message_id IS NOT NULL")


def upgrade() -> None:
    columns = ["bot_id", "chat_id", "message_id"]
    op.create_index(NAME, "outbox", columns, sqlite_where=SENT, postgresql_where=SENT)


def downgrade() -> None:
    op.drop_index(NAME, table_name="outbox")
