"""What is done is forgotten after a while; what is not done, never."""

from collections import Counter
from datetime import timedelta

import pytest

from sop_flows.ports.kiriman import Kiriman, RawUpdate
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.layar.tugas import Gangguan
from storage.carriers.inbox import Inbox
from storage.carriers.outbox import Outbox
from storage.carriers.pruning import forget_messages, forget_updates
from storage.database.carrier_tables import KartuRow, OutboxRow
from storage.database.insert import table

BOT = 7_000_000_001
OLD, YOUNG = 1_000.0, 100_000.0
BEFORE = 50_000.0


def raw(update_id):
    return RawUpdate(update_id=update_id, chat_key=1, body="{}")


def inbox(database, call, bot=BOT):
    return database.run_now(lambda connection: call(Inbox(connection, bot)))


def outbox(database, call, bot=BOT):
    return database.run_now(lambda connection: call(Outbox(connection, bot)))


def send(database, chat_id, at, bot=BOT, **facts):
    """Owe one message and let it leave at a moment."""
    outbox(
        database,
        lambda o: o.add(Kiriman(chat_id=chat_id, isi=Gangguan(insiden="a"), **facts)),
        bot,
    )
    (row,) = outbox(database, lambda o: o.claim(now_s=at, limit=1), bot)
    outbox(database, lambda o: o.mark_sent([(row.id, 1)]), bot)
    return row.id


def forget(database, limit=500):
    """Prune to the end; return how many transactions it took."""
    after, rounds = 0, 0
    while after is not None:
        after = database.run_now(
            lambda c, after=after: forget_messages(c, BOT, BEFORE, after, limit)
        )
        rounds += 1
        assert rounds < 100
    return rounds


def rows(database):
    return database.run_now(lambda c: list(c.execute(table(OutboxRow).select())))


def left(database):
    return sorted(row.id for row in rows(database))


def test_only_old_updates_that_are_done_are_forgotten(database, now):
    inbox(database, lambda i: i.store([raw(n) for n in (1, 2, 3, 4)], now))
    for number, days in ((1, 0), (2, 1), (4, 0)):
        inbox(database, lambda i, n=number, d=days: i.mark_done(n, now + timedelta(days=d)))
    inbox(database, lambda i: i.store([raw(1)], now), bot=8)
    inbox(database, lambda i: i.mark_done(1, now), bot=8)

    before = now + timedelta(hours=1)
    assert database.run_now(lambda c: forget_updates(c, BOT, before, 1))
    assert not database.run_now(lambda c: forget_updates(c, BOT, before, 1))
    assert not database.run_now(lambda c: forget_updates(c, BOT, before, 500))
    stored = inbox(database, lambda i: i.store([raw(n) for n in (1, 2, 3, 4)], now))
    assert stored == [1, 4]
    assert inbox(database, lambda i: i.store([raw(1)], now), bot=8) == []


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_only_old_messages_that_left_are_forgotten(database, limit):
    old = [send(database, 1, OLD) for _ in range(3)]
    young = send(database, 1, YOUNG)

    forget(database, limit)

    assert left(database) == [young]
    assert not set(old) & set(left(database))


def test_what_waits_is_held_or_was_given_up_stays(database):
    outbox(
        database,
        lambda o: o.add(*(Kiriman(chat_id=n, isi=Gangguan(insiden="a")) for n in (1, 2, 3, 4))),
    )
    taken = outbox(database, lambda o: o.claim(now_s=OLD, limit=3))
    outbox(database, lambda o: o.give_up(taken[0].id, "chat not found"))
    outbox(database, lambda o: o.park(taken[1].chat_id, until=OLD))
    gone = send(database, 5, OLD)

    forget(database)

    assert gone not in left(database)
    assert len(left(database)) == 4


def test_a_question_that_is_long_past_is_forgotten(database):
    question = send(database, 1, OLD)
    outbox(database, lambda o: o.mark_asked([question]))

    forget(database)

    assert left(database) == []


def test_what_is_unique_for_ever_stays_so_but_for_cards(database, kantor_id):
    end = send(database, 1, OLD, dedup="berakhir:1")
    card = {"kantor_id": kantor_id, "bot_id": BOT, "chat_id": 2, "pegawai_id": 1, "revisi": 0}
    database.run_now(lambda c: c.execute(table(KartuRow).insert().values(id=1, **card)))
    send(database, 2, OLD, dedup="kartu:1:0", kartu_id=1)

    forget(database)

    assert left(database) == [end]
    outbox(
        database,
        lambda o: o.add(Kiriman(chat_id=1, isi=Gangguan(insiden="a"), dedup="berakhir:1")),
    )
    assert left(database) == [end]


def test_an_absorbed_row_goes_with_the_ones_around_it(database, kantor_id):
    card = {"kantor_id": kantor_id, "bot_id": BOT, "chat_id": 2, "pegawai_id": 1, "revisi": 0}
    database.run_now(lambda c: c.execute(table(KartuRow).insert().values(id=1, **card)))
    for moment in (OLD, YOUNG):
        for revisi in range(2):
            owed = Kiriman(
                chat_id=2, isi=LayarKartu(), kartu_id=1, dedup=f"kartu:1:{moment}{revisi}"
            )
            outbox(database, lambda o, owed=owed: o.add(owed))
        (row,) = outbox(database, lambda o, at=moment: o.claim(now_s=at, limit=5))
        outbox(database, lambda o, row=row: o.mark_sent([(row.id, 1)]))
        send(database, 3, moment)
    assert Counter(row.status for row in rows(database)) == {"terkirim": 4, "gabung": 2}

    forget(database)

    assert Counter(row.status for row in rows(database)) == {"terkirim": 2, "gabung": 1}


def test_another_bots_messages_are_its_own_to_forget(database):
    theirs = send(database, 1, OLD, bot=8)
    send(database, 1, OLD)

    forget(database)

    assert left(database) == [theirs]
