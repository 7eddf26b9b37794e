"""Let a person have one reminder that lives: a card that names tugas; what waits to be sent becomes one.

Revision ID: 0023
Revises: 0022
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

LISTS = {"pengingat": "pengingat", "eskalasi": "pengingat", "pekanan": "pekanan"}
WAITING = ("baru", "kirim", "tahan")
UNDRAWN = {"revisi": -1, "lepas": False, "halaman": 0, "dibalik": -1}

outbox = sa.table(
    "outbox",
    *map(sa.column, ("id", "bot_id", "chat_id", "kantor_id", "kartu_id", "layar", "status")),
    sa.column("isi", sa.JSON),
    sa.column("baru", sa.Boolean),
)
kartu = sa.table(
    "kartu",
    *map(sa.column, ("id", "kantor_id", "bot_id", "chat_id", "pegawai_id", "daftar")),
    *map(sa.column, ("revisi", "halaman", "dibalik")),
    sa.column("lepas", sa.Boolean),
)
disebut = sa.table(
    "disebut", *map(sa.column, ("kartu_id", "tugas_id", "kantor_id")), sa.column("isi", sa.JSON)
)
ikatan = sa.table("ikatan_chat", *map(sa.column, ("bot_id", "chat_id", "pegawai_id", "status")))
pegawai = sa.table("pegawai", *map(sa.column, ("id", "kantor_id")))


def upgrade() -> None:
    op.add_column("kartu", sa.Column("daftar", sa.String(), nullable=True))
    op.create_index(
        "ix_kartu_daftar",
        "kartu",
        ["chat_id", "bot_id", "kantor_id", "daftar"],
        unique=True,
        sqlite_where=sa.text("daftar IS NOT NULL"),
        postgresql_where=sa.text("daftar IS NOT NULL"),
    )
    op.create_table(
        "disebut",
        sa.Column("kartu_id", sa.Integer(), nullable=False),
        sa.Column("tugas_id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["kartu_id"], ["kartu.id"], name="fk_disebut_kartu_id_kartu"),
        sa.ForeignKeyConstraint(["tugas_id"], ["tugas.id"], name="fk_disebut_tugas_id_tugas"),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name="fk_disebut_kantor_id_kantor"),
        sa.PrimaryKeyConstraint("kartu_id", "tugas_id", name="pk_disebut"),
    )
    op.create_index("ix_disebut_tugas_id", "disebut", ["tugas_id"])
    op.create_index("ix_disebut_kantor_id", "disebut", ["kantor_id"])
    keep_waiting(op.get_bind())


def downgrade() -> None:
    connection = op.get_bind()
    ours = sa.select(kartu.c.id).where(kartu.c.daftar.is_not(None))
    connection.execute(outbox.delete().where(outbox.c.kartu_id.in_(ours)))
    op.drop_table("disebut")
    connection.execute(kartu.delete().where(kartu.c.daftar.is_not(None)))
    op.drop_index("ix_kartu_daftar", "kartu")
    op.drop_column("kartu", "daftar")


def keep_waiting(connection: sa.Connection) -> None:
    """Make one reminder of those that wait for a chat; the newest row owes it, the others are absorbed."""
    found = sa.select(outbox).where(outbox.c.layar.in_(list(LISTS)), outbox.c.status.in_(WAITING))
    rows: dict[tuple[Any, ...], list[sa.Row[Any]]] = {}
    for row in connection.execute(found.order_by(outbox.c.id)).all():
        rows.setdefault((row.bot_id, row.chat_id, row.kantor_id, LISTS[row.layar]), []).append(row)
    for (bot, chat, office, daftar), waiting in rows.items():
        card = card_of(connection, bot, chat, office, daftar)
        said = {line["tugas"]: line for line in lines_of(waiting)}
        if card is not None:
            for line in said.values():
                name(connection, card, office, line)
            owed = {"layar": "kartu", "isi": {}, "kartu_id": card, "baru": True}
            newest = outbox.c.id == waiting.pop().id
            connection.execute(outbox.update().where(newest).values(**owed))
        absorbed = outbox.c.id.in_([row.id for row in waiting])
        connection.execute(outbox.update().where(absorbed).values(status="gabung"))


def lines_of(rows: list[sa.Row[Any]]) -> Iterator[dict[str, Any]]:
    """Yield what rows say of each tugas; that somebody has it comes last."""
    for row in sorted(rows, key=lambda row: row.layar == "pengingat"):
        for line in row.isi.get("tugas", ()):
            yield {**line, "diawasi": row.layar != "pengingat"}


def card_of(
    connection: sa.Connection, bot: int, chat: int, office: int, daftar: str
) -> int | None:
    """Return the new card of a chat in an office; None where it is nobody's there any more."""
    whose = (
        sa.select(pegawai.c.id)
        .join(ikatan, ikatan.c.pegawai_id == pegawai.c.id)
        .where(
            ikatan.c.bot_id == bot,
            ikatan.c.chat_id == chat,
            ikatan.c.status == "aktif",
            pegawai.c.kantor_id == office,
        )
    )
    person = connection.execute(whose).scalars().first()
    if person is None:
        return None
    this = {"kantor_id": office, "bot_id": bot, "chat_id": chat, "daftar": daftar}
    connection.execute(kartu.insert().values(**this, pegawai_id=person, **UNDRAWN))
    made = (kartu.c[column] == value for column, value in this.items())
    return int(connection.execute(sa.select(kartu.c.id).where(*made)).scalar_one())


def name(connection: sa.Connection, card: int, office: int, line: dict[str, Any]) -> None:
    """Let a card name a tugas, as the row said it."""
    kini = {"at": line["tenggat"] or line["dibuka_at"], "dilihat": line["dilihat_at"] is not None}
    known = {key: line[key] for key in ("tenggat", "terisi") if line[key] is not None}
    isi = {"tugas_id": line["tugas"], "kini": kini | known}
    if line["diawasi"]:
        isi["diawasi"] = True
    this = {"kartu_id": card, "tugas_id": line["tugas"], "kantor_id": office, "isi": isi}
    connection.execute(disebut.insert().values(**this))
