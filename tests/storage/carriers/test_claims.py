"""Who is next in each chat: by the rules, however much waits, and without a look at what waits behind."""

import itertools
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select

from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.layar.tugas import Gangguan
from storage.carriers.claims import NEAR, PATIENCE
from storage.carriers.outbox import Outbox
from storage.database.carrier_tables import KartuRow, OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.database.session import Database
from tests.support.statements import steps

NOW = 10.0
FEW, MANY = 1_000, 5_000
ROWS, CARDS = table(OutboxRow), table(KartuRow)
BOTS = itertools.count(1)


class Row(NamedTuple):
    """What a claim reads of a row."""

    chat_id: int
    lane: Lane = Lane.BIASA
    status: str = StatusKiriman.BARU
    due_at: float = 0.0
    attempts: int = 0


def put(connection: Connection, bot: int, rows: list[Row]) -> list[int]:
    """Owe these rows; return their ids."""
    outbox = Outbox(connection, bot)
    outbox.add(*(Kiriman(chat_id=1, isi=Gangguan(insiden="x")) for _ in rows))
    owed = select(ROWS.c.id).where(ROWS.c.bot_id == bot).order_by(ROWS.c.id)
    ids = list(connection.execute(owed).scalars())
    for id, row in zip(ids, rows, strict=True):
        connection.execute(ROWS.update().where(ROWS.c.id == id).values(row._asdict()))
    return ids


def expected(rows: dict[int, Row], limit: int, slowest: Lane, skip: list[int]) -> list[int]:
    """Return which rows a claim takes, from the rules alone."""

    def is_free(id: int, row: Row) -> bool:
        others = [(n, one) for n, one in rows.items() if one.chat_id == row.chat_id and n != id]
        return (
            (row.status, row.due_at <= NOW) == (StatusKiriman.BARU, True)
            and row.lane <= slowest
            and row.chat_id not in skip
            and not any(
                one.status in {StatusKiriman.KIRIM, StatusKiriman.TAHAN} for _, one in others
            )
            and not any(one.lane < row.lane and one.due_at <= NOW for _, one in others)
            and not any(
                one.lane == row.lane
                and n < id
                and (one.due_at <= NOW or 1 <= one.attempts <= PATIENCE)
                for n, one in others
            )
        )

    free = sorted((row.lane, id) for id, row in rows.items() if is_free(id, row))
    return [id for _, id in free[:limit]]


A_ROW = st.builds(
    Row,
    chat_id=st.integers(1, 4),
    lane=st.sampled_from(Lane),
    status=st.sampled_from([StatusKiriman.BARU] * 8 + [StatusKiriman.KIRIM, StatusKiriman.TAHAN]),
    due_at=st.sampled_from([0.0, 0.0, NOW, 99.0]),
    attempts=st.integers(0, PATIENCE + 1),
)
BUSY = [Row(-1, lane=Lane.KETUK, status=StatusKiriman.KIRIM)] + [Row(-1, lane=Lane.KETUK)] * NEAR


@pytest.mark.parametrize("ahead", [[], BUSY], ids=["at hand", "behind a busy chat"])
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(A_ROW, max_size=12),
    limit=st.integers(1, 4),
    slowest=st.sampled_from([Lane.KETUK, Lane.MASSAL, Lane.MASSAL]),
    skip=st.lists(st.integers(1, 4), max_size=1),
)
def test_a_claim_takes_who_is_next_wherever_that_stands(
    database: Database,
    ahead: list[Row],
    rows: list[Row],
    limit: int,
    slowest: Lane,
    skip: list[int],
):
    bot = next(BOTS)

    def work(connection: Connection) -> tuple[list[int], list[int]]:
        all_rows = [*ahead, *rows]
        stored = dict(zip(put(connection, bot, all_rows), all_rows, strict=True))
        claimed = Outbox(connection, bot).claim(
            now_s=NOW, limit=limit, slowest=slowest, skip_chats=skip
        )
        return [one.id for one in claimed], expected(stored, limit, slowest, skip)

    got, wanted = database.run_now(work)
    assert got == wanted


# How much SQLite does for it


def behind_a_blocked_one(database: Database, bot: int, chats: int) -> int:
    """Return what a claim costs with one message for each of so many chats, behind those of one that is on its way."""
    rows = (
        [Row(-1, status=StatusKiriman.KIRIM)]
        + [Row(-1)] * (NEAR + 100)
        + [Row(n) for n in range(1, chats)]
    )

    def work(connection: Connection) -> int:
        put(connection, bot, rows)
        outbox = Outbox(connection, bot)
        taken: list[int] = []

        def claim() -> None:
            taken.extend(one.chat_id for one in outbox.claim(now_s=NOW, limit=32))

        cost = steps(connection, claim)
        assert taken == list(range(1, 33))
        return cost

    return database.run_now(work)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_claim_costs_the_same_however_many_chats_wait_behind_a_blocked_one(database: Database):
    few, many = (behind_a_blocked_one(database, n, chats) for n, chats in ((1, FEW), (2, MANY)))

    assert many <= few * 1.1, (few, many)


def draining(database: Database, bot: int, chats: int, rows: int, *, cards: bool) -> list[int]:
    """Return what claims cost with so many rows behind some chats: the first, one more, and when to look again."""
    places = range(bot * 100_000, bot * 100_000 + rows)

    def owed(n: int) -> Kiriman:
        if cards:
            return Kiriman(chat_id=n % chats, kantor_id=1, kartu_id=n, isi=LayarKartu())
        return Kiriman(chat_id=n % chats, isi=Gangguan(insiden="x"))

    def work(connection: Connection) -> list[int]:
        if cards:
            known = {"bot_id": bot, "kantor_id": 1, "pegawai_id": 1}
            connection.execute(
                insert(CARDS), [known | {"id": n, "chat_id": n % chats} for n in places]
            )
        outbox = Outbox(connection, bot)
        outbox.add(*map(owed, places))
        return [
            steps(connection, lambda: outbox.claim(now_s=NOW, limit=32)),
            steps(connection, lambda: outbox.claim(now_s=NOW, limit=32)),
            steps(connection, lambda: outbox.next_due(after=NOW)),
        ]

    return database.run_now(work)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("cards", [False, True], ids=["words", "cards"])
@pytest.mark.parametrize("chats", [1, 5, 100])
def test_a_claim_costs_the_same_however_much_waits_behind_the_same_chats(
    database: Database, kantor_id: int, chats: int, *, cards: bool
):
    few = draining(database, 1, chats, FEW, cards=cards)
    many = draining(database, 2, chats, MANY, cards=cards)

    costs = zip(few, many, strict=True)
    assert all(more <= less * 1.1 + 100 for less, more in costs), (few, many)
