"""Index what is still worked on, not what is over; and cards once, by what they show.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WHOLE = (
    ("inbox", "ix_inbox_status", ["status", "bot_id", "update_id"]),
    ("kartu", "ix_kartu_berkas_id", ["berkas_id"]),
    ("kartu", "ix_kartu_tugas_id", ["tugas_id"]),
    ("outbox", "ix_outbox_chat", ["bot_id", "chat_id", "status", "id"]),
    ("outbox", "ix_outbox_kartu_id", ["kartu_id"]),
    ("outbox", "ix_outbox_status", ["status", "bot_id", "lane", "id"]),
    ("tugas", "ix_tugas_berkas_status", ["berkas_id", "status"]),
    ("tugas", "ix_tugas_ingat", ["status", "ingat_at"]),
    ("tugas", "ix_tugas_kantor_status", ["kantor_id", "status"]),
)
PARTIAL = (
    ("inbox", "ix_inbox_baru", ["bot_id"], "status = 'baru'"),
    ("outbox", "ix_outbox_baru", ["bot_id", "lane", "id"], "status = 'baru'"),
    (
        "outbox",
        "ix_outbox_chat",
        ["bot_id", "chat_id", "status"],
        "status NOT IN ('terkirim', 'gabung')",
    ),
    ("tugas", "ix_tugas_ingat", ["ingat_at"], "status = 'terbuka'"),
    ("tugas", "ix_tugas_kantor", ["kantor_id"], "status = 'terbuka'"),
)
CARDS = ("tugas_id", "berkas_id")


def upgrade() -> None:
    for table, name, _ in WHOLE:
        op.drop_index(name, table_name=table)
    with op.batch_alter_table("kartu") as kartu:
        for what in CARDS:
            kartu.drop_constraint(f"uq_kartu_bot_id_chat_id_{what}", type_="unique")
    for what in CARDS:
        create_partial(
            "kartu",
            f"ix_kartu_{what}",
            [what, "chat_id", "bot_id"],
            f"{what} IS NOT NULL",
            unique=True,
        )
    for table, name, columns, where in PARTIAL:
        create_partial(table, name, columns, where)
    op.create_index("ix_tugas_berkas_id", "tugas", ["berkas_id"])


def downgrade() -> None:
    op.drop_index("ix_tugas_berkas_id", table_name="tugas")
    for table, name, *_ in PARTIAL:
        op.drop_index(name, table_name=table)
    for what in CARDS:
        op.drop_index(f"ix_kartu_{what}", table_name="kartu")
    with op.batch_alter_table("kartu") as kartu:
        for what in CARDS:
            kartu.create_unique_constraint(
                f"uq_kartu_bot_id_chat_id_{what}", ["bot_id", "chat_id", what]
            )
    for table, name, columns in WHOLE:
        op.create_index(name, table, columns)


def create_partial(
    table: str, name: str, columns: list[str], where: str, *, unique: bool = False
) -> None:
    """Create an index over the rows for which a condition holds."""
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition
    )
