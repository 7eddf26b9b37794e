"""What a chat was sent, found by the number of its message: the way of every typed answer."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text, update

from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.formulir import TanyaNilai
from sop_flows.ports.layar.tugas import TidakTerbaca
from storage.carriers.outbox import Outbox
from storage.carriers.sent import SentRepo
from storage.codec import decode
from storage.database.carrier_tables import OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.database.session import Database

BOT, CHAT, MESSAGE = 7_000_000_001, 1001, 801
ROWS = table(OutboxRow)
GOLDEN = json.loads((Path(__file__).parent / "golden" / "outbox.json").read_text())
QUESTION = decode(TanyaNilai, GOLDEN["tanya_nilai"][0])


@pytest.fixture
def sent(database: Database) -> Database:
    """A chat was sent a message, and so was another one, under the same number."""

    def send(connection: Connection) -> None:
        said = (answer_to(chat_id, TidakTerbaca()) for chat_id in (CHAT, CHAT + 1))
        Outbox(connection, BOT).add(*said)
        connection.execute(update(ROWS).values(message_id=MESSAGE, status="terkirim"))

    database.run_now(send)
    return database


def look(database: Database, *, bot: int = BOT, message: int = MESSAGE) -> int | None:
    found = database.run_now(lambda c: SentRepo(c, bot).as_message(CHAT, message))
    return found.chat_id if found else None


def test_a_message_is_known_by_its_number_in_its_chat_with_its_bot(sent: Database):
    assert look(sent) == CHAT
    assert look(sent, message=MESSAGE + 1) is None
    assert look(sent, bot=BOT + 1) is None


def plan(database: Database, look: Callable[[SentRepo], object]) -> list[str]:
    """Return how SQLite finds what is looked for."""
    asked: list[str] = []

    def explain(connection: Connection) -> list[str]:
        driver = connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        look(SentRepo(connection, BOT))
        driver.set_trace_callback(None)
        found = connection.execute(text(f"EXPLAIN QUERY PLAN {asked[-1]}"))
        return [row.detail for row in found if "outbox" in row.detail]

    return database.run_now(explain)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_it_is_found_without_a_look_at_what_else_was_sent(sent: Database):
    assert plan(sent, lambda repo: repo.as_message(CHAT, MESSAGE)) == [
        "SEARCH outbox USING INDEX ix_outbox_message (bot_id=? AND chat_id=? AND message_id=?)",
    ]
    assert plan(sent, lambda repo: repo.asked_after(CHAT, MESSAGE)) == [
        "SEARCH outbox USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH outbox USING INDEX ix_outbox_chat (bot_id=? AND chat_id=? AND status=?)",
        "SEARCH outbox USING INDEX ix_outbox_message (bot_id=? AND chat_id=? AND message_id>?)",
    ]


@pytest.mark.parametrize(
    ("row", "earlier"),
    [
        ({"status": StatusKiriman.TERKIRIM, "message_id": MESSAGE}, [MESSAGE - 1]),
        ({"status": StatusKiriman.BARU}, [MESSAGE - 1, MESSAGE, MESSAGE + 1]),
        ({"status": StatusKiriman.KIRIM}, [MESSAGE - 1, MESSAGE, MESSAGE + 1]),
        ({"status": StatusKiriman.TAHAN}, [MESSAGE - 1, MESSAGE, MESSAGE + 1]),
        ({"status": StatusKiriman.KIRIM, "ambigu": True}, []),
        ({"status": StatusKiriman.MATI}, []),
    ],
    ids=["sent", "owed", "on its way", "held", "sent perhaps", "given up"],
)
def test_a_question_for_a_value_came_after_what_is_known_to_be_older(
    database: Database, row: dict[str, object], earlier: list[int]
):
    def ask(connection: Connection) -> list[int]:
        repo = SentRepo(connection, BOT)
        Outbox(connection, BOT).add(answer_to(CHAT, QUESTION), answer_to(CHAT + 1, QUESTION))
        connection.execute(update(ROWS).where(ROWS.c.chat_id == CHAT).values(row))
        Outbox(connection, BOT).add(answer_to(CHAT, TidakTerbaca()))
        numbers = range(MESSAGE - 1, MESSAGE + 2)
        found = {n: repo.asked_after(CHAT, n) for n in numbers}
        assert {one.isi for one in found.values() if one} <= {QUESTION}
        return [n for n, one in found.items() if one]

    assert database.run_now(ask) == earlier
