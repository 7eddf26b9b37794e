"""What a chat was sent, found by the number of its message: the way of every typed answer."""

import pytest
from sqlalchemy import Connection, text, update

from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.tugas import TidakTerbaca
from storage.carriers.outbox import Outbox
from storage.carriers.sent import SentRepo
from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table
from storage.database.session import Database

BOT, CHAT, MESSAGE = 7_000_000_001, 1001, 801
ROWS = table(OutboxRow)


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


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_it_is_found_without_a_look_at_what_else_was_sent(sent: Database):
    asked: list[str] = []

    def plan(connection: Connection) -> list[str]:
        driver = connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        SentRepo(connection, BOT).as_message(CHAT, MESSAGE)
        driver.set_trace_callback(None)
        found = connection.execute(text(f"EXPLAIN QUERY PLAN {asked[-1]}"))
        return [row.detail for row in found]

    assert sent.run_now(plan) == [
        "SEARCH outbox USING INDEX ix_outbox_message (bot_id=? AND chat_id=? AND message_id=?)",
    ]
