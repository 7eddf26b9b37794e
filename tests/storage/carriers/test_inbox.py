"""Updates are stored once, done once, and never forgotten."""

from datetime import timedelta

import pytest

from sop_flows.ports.kiriman import RawUpdate
from storage.carriers.inbox import Inbox, UpdateAlreadyDone

BOT = 7_000_000_001


def raw(update_id, chat_key=1):
    return RawUpdate(update_id=update_id, chat_key=chat_key, body=f'{{"update_id":{update_id}}}')


def inbox(database, call):
    return database.run_now(lambda connection: call(Inbox(connection, BOT)))


def test_an_update_that_comes_again_is_stored_once(database, now):
    first = inbox(database, lambda i: i.store([raw(5), raw(3), raw(4)], now))
    second = inbox(database, lambda i: i.store([raw(4), raw(6), raw(6)], now))

    assert first == [3, 4, 5]
    assert second == [6]


def test_the_same_id_of_another_bot_is_another_update(database, now):
    inbox(database, lambda i: i.store([raw(1)], now))

    assert database.run_now(lambda c: Inbox(c, 8).store([raw(1)], now)) == [1]


def test_what_one_bot_has_done_another_still_has_to_do(database, now):
    inbox(database, lambda i: i.store([raw(1)], now))
    database.run_now(lambda c: Inbox(c, 8).store([raw(1)], now))
    inbox(database, lambda i: i.mark_done(1, now))

    assert len(database.run_now(lambda c: Inbox(c, 8).pending())) == 1


def test_pending_updates_come_in_order_of_arrival_even_when_ids_restart(database, now):
    inbox(database, lambda i: i.store([raw(900), raw(901)], now))
    inbox(database, lambda i: i.store([raw(5)], now + timedelta(days=8)))

    assert [one.update_id for one in inbox(database, lambda i: i.pending())] == [900, 901, 5]


def test_however_many_updates_wait_all_of_them_are_pending_in_order(database, now):
    many = 12_000
    for first in range(0, many, 1_000):
        batch = [raw(number) for number in range(first, first + 1_000)]
        inbox(database, lambda i, batch=batch: i.store(batch, now))

    waiting = inbox(database, lambda i: i.pending())
    assert [one.update_id for one in waiting] == list(range(many))


def test_a_done_update_is_pending_no_more(database, now):
    inbox(database, lambda i: i.store([raw(1), raw(2)], now))
    inbox(database, lambda i: i.mark_done(1, now))

    assert inbox(database, lambda i: i.pending()) == [
        RawUpdate(update_id=2, chat_key=1, body='{"update_id":2}', attempts=1)
    ]


def test_an_effect_cannot_happen_a_second_time(database, now):
    inbox(database, lambda i: i.store([raw(1)], now))
    inbox(database, lambda i: i.mark_done(1, now))

    with pytest.raises(UpdateAlreadyDone):
        inbox(database, lambda i: i.mark_done(1, now))


def test_an_update_that_fails_five_times_is_given_up(database, now):
    inbox(database, lambda i: i.store([raw(1)], now))
    given_up = [inbox(database, lambda i: i.fail(1, "broken"))]
    for _ in range(4):
        inbox(database, lambda i: i.attempt(1))
        given_up.append(inbox(database, lambda i: i.fail(1, "broken")))

    assert given_up == [False, False, False, False, True]
    assert inbox(database, lambda i: i.pending()) == []


def test_a_late_failure_does_not_reopen_what_is_done(database, now):
    inbox(database, lambda i: i.store([raw(1)], now))
    inbox(database, lambda i: i.mark_done(1, now))

    assert not inbox(database, lambda i: i.fail(1, "late", limit=1))
    assert inbox(database, lambda i: i.pending()) == []


def test_the_oldest_pending_update_is_known(database, now):
    assert inbox(database, lambda i: i.oldest_pending()) is None

    inbox(database, lambda i: i.store([raw(1)], now))
    inbox(database, lambda i: i.store([raw(2)], now + timedelta(seconds=9)))
    inbox(database, lambda i: i.mark_done(1, now))

    assert inbox(database, lambda i: i.oldest_pending()) == now + timedelta(seconds=9)
