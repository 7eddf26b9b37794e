"""Reminders that an older version owed become the one reminder of their reader."""

import json
from contextlib import closing
from pathlib import Path

from sop_flows.ports.records import Daftar
from storage.database.schema import migrate
from storage.database.session import Database
from storage.database.sqlite import sqlite3
from tests.support.office import BOT, Pejawaran, office_in
from tests.support.story import CAMAT, TAPEM, go_to

OLD = (
    "INSERT INTO outbox (bot_id, chat_id, kantor_id, lane, layar, isi, senyap, baru, paksa, sematkan,"
    " status, attempts, ambigu, due_at, lease_until, error) VALUES (:bot, :chat, :kantor, 2, :layar,"
    " :isi, 0, 0, 0, 0, :status, 0, 0, 0, 0, '')"
)
AT = "2026-10-05T03:00:00+00:00"
OWED = (
    (TAPEM, "pengingat", "baru"),
    (TAPEM, "pengingat", "baru"),
    (CAMAT, "eskalasi", "baru"),
    (CAMAT, "pekanan", "terkirim"),
    ("nobody", "pengingat", "baru"),
)


def test_what_waits_becomes_one_reminder_and_what_was_sent_or_is_nobodys_none(tmp_path: Path):
    with office_in(tmp_path) as kantor:
        go_to(kantor, 4)
        kantor.deliver()
        kantor.wait(days=2)
        late, path, user = kantor.only(TAPEM).id, kantor.path, dict(kantor.user)
        facts = {"bot": BOT, "kantor": kantor.kantor_id}
    line = {"tugas": late, "dibuka_at": AT, "tenggat": AT, "dilihat_at": None, "terisi": [0, 3]}
    migrate(f"sqlite:///{path}", "0022")
    with closing(sqlite3.connect(path)) as database, database:
        for nama, layar, status in OWED:
            said = {"layar": layar, "status": status, "isi": json.dumps({"tugas": [line]})}
            database.execute(OLD, {**facts, **said, "chat": user.get(nama, 999)})
    migrate(f"sqlite:///{path}")

    with closing(Database.open(f"sqlite:///{path}")) as database:
        kantor = Pejawaran(database)
        kantor.wait(days=2)
        (own,) = kantor.reminded(TAPEM)
        (overseen,) = kantor.reminded(CAMAT)
        assert [one.tugas for one in own.view.tugas] == [late]
        assert [one.tugas for one in overseen.view.diawasi] == [late]
        assert kantor.reminded(CAMAT, Daftar.PEKANAN) == []
    with closing(sqlite3.connect(path)) as database:
        waits = "SELECT count(*) FROM outbox WHERE status = 'baru'"
        assert database.execute(waits).fetchone() == (0,)
