"""Say in columns how a card is owed: though its revisi stands, as a new message, pinned.

Revision ID: 0008
Revises: 0007
"""

from itertools import product

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FLAGS = ("paksa", "baru", "sematkan")

outbox = sa.table(
    "outbox",
    sa.column("layar", sa.String),
    sa.column("isi", sa.JSON),
    *(sa.column(flag, sa.Boolean) for flag in FLAGS),
)


def upgrade() -> None:
    for flag in FLAGS:
        op.add_column(
            "outbox", sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    said = sa.cast(outbox.c.isi, sa.Text)
    flags = {flag: said.like(f'%"{flag}": true%') for flag in FLAGS}
    op.execute(
        outbox.update()
        .where(outbox.c.layar == "kartu", said != "{}")
        .values(isi=sa.text("'{}'"), **flags)
    )


def downgrade() -> None:
    for values in product((False, True), repeat=len(FLAGS)):
        flags = dict(zip(FLAGS, values, strict=True))
        if any(values):
            isi = {flag: True for flag, is_set in flags.items() if is_set}
            op.execute(
                outbox.update()
                .where(*(outbox.c[flag].is_(is_set) for flag, is_set in flags.items()))
                .values(isi=isi)
            )
    for flag in reversed(FLAGS):
        op.drop_column("outbox", flag)
