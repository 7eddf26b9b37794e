"""Who has much to put together lets others in between: nothing stands of it but the last turn, and it ends."""

import threading

from storage.database.engine import open_reader
from storage.database.kept import ROOM, kept_on
from storage.database.session import Database
from storage.database.turns import TURNS, GivesWay, may_give_way
from tests.storage.database.test_session import gather_as_one_group, note, noted


def put_together(count, size=1):
    """Return a unit that needs so many, three at once, and those that were made in each of its turns."""
    turns = []

    def make(missing):
        turns[-1] += missing
        return {key: str(key) for key in missing}

    def work(connection):
        turns.append([])
        note(len(turns))(connection)
        most = 3 if may_give_way(connection) else None
        kept = kept_on(connection)
        return "".join(
            kept.derive(dict.fromkeys(range(count)), make, lambda _: size, most).values()
        )

    return work, turns


def test_a_part_is_put_together_in_each_turn_and_the_last_one_stands(database):
    work, turns = put_together(8)

    assert database.run_now(work) == "01234567"
    assert turns == [[0, 1, 2], [3, 4, 5], [6, 7]]
    assert database.run_now(noted) == [3]


async def test_others_come_between(database):
    order = []
    work, turns = put_together(6)

    def other(connection):
        order.append(len(turns))
        return note(9)(connection)

    assert await gather_as_one_group(database, work, other) == ["012345", 9]
    assert order == [1]
    assert database.run_now(noted) == [2, 9]


def test_what_the_process_has_no_room_for_is_put_together_at_once(database):
    work, turns = put_together(6, size=ROOM // 2)

    assert sorted(database.run_now(work)) == list("012345")
    assert turns == [[0, 1, 2, 3, 4, 5]]


def test_a_unit_gives_way_for_so_long_and_no_longer(database):
    turns = []

    def never_done(connection):
        turns.append(may_give_way(connection))
        if turns[-1]:
            raise GivesWay
        return "done"

    assert database.run_now(never_done) == "done"
    assert turns == [True] * TURNS + [False]


def test_who_closes_waits_for_what_was_begun(url):
    database = Database.open(url)
    started, gate = threading.Event(), threading.Event()
    work, turns = put_together(9)

    def begin(connection):
        started.set()
        gate.wait()
        return work(connection)

    done = []
    waiting = threading.Thread(target=lambda: done.append(database.run_now(begin)))
    waiting.start()
    started.wait()
    closing = threading.Thread(target=database.close)
    closing.start()
    gate.set()
    for each in (waiting, closing):
        each.join()

    assert done == ["012345678"]
    assert len(turns) <= 3


def test_who_reads_without_the_thread_puts_all_together_at_once(url):
    Database.open(url).close()
    with open_reader(url).connect() as connection:
        assert not may_give_way(connection)
