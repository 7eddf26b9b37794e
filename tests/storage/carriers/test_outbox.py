"""Messages owed: in order, once, coalesced, and never forgotten by a crash."""

import itertools
import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from sop_flows.ports.ditanya import Bergabung
from sop_flows.ports.kiriman import GivenUp, Kiriman, Lane
from sop_flows.ports.layar.daftar import HapusTanya, LayarKartu
from sop_flows.ports.layar.tugas import Gangguan
from sop_flows.ports.records import Percakapan
from storage.carriers.kartu_drawn import Drawn, KartuStore
from storage.carriers.kartu_owed import KartuRepo
from storage.carriers.outbox import Outbox
from storage.carriers.owed import OwedOutbox
from storage.carriers.percakapan import PercakapanRepo
from storage.database.carrier_tables import KartuRow, OutboxRow
from storage.database.insert import table
from storage.database.remembered import UnitMemory

BOT = 7_000_000_001
ROWS = table(OutboxRow)
NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
BOTS = itertools.count(1)


def outbox(database, call, bot=BOT):
    return database.run_now(lambda connection: call(Outbox(connection, bot)))


def claim(database, bot=BOT, **facts):
    return outbox(database, lambda o: o.claim(**{"now_s": 10.0, "limit": 100, **facts}), bot)


def screens(claimed):
    return [said(one) for one in claimed]


def said(one):
    return one.isi.insiden if isinstance(one.isi, Gangguan) else one.layar


def message(chat_id, teks, **facts):
    isi = LayarKartu() if teks == "kartu" else Gangguan(insiden=teks)
    return Kiriman(**{"chat_id": chat_id, "isi": isi, **facts})


def test_what_is_claimed_is_what_was_owed(database, kantor_id):
    owed = message(
        -100_123_456_789_012,
        "Sri “A”",
        kantor_id=kantor_id,
        senyap=True,
        dedup="a",
        lane=Lane.MASSAL,
    )
    outbox(database, lambda o: o.add(owed))
    (got,) = claim(database)

    assert (said(got), got.senyap, got.lane) == ("Sri “A”", True, 2)
    assert (got.chat_id, got.kantor_id, got.dedup) == (-100_123_456_789_012, 1, "a")
    assert (got.attempts, got.ambigu, isinstance(got.lane, Lane)) == (1, False, True)


@pytest.mark.parametrize(("layar", "isi"), [("gangguan", {"lain": 1}), ("tak_dikenal", {})])
def test_a_row_that_nobody_can_read_is_set_apart_alone(database, layar, isi):
    outbox(database, lambda o: o.add(message(1, "a"), message(2, "b")))
    database.run_now(
        lambda c: c.execute(update(ROWS).where(ROWS.c.chat_id == 1).values(layar=layar, isi=isi))
    )

    def work(o):
        readable = screens(o.claim(now_s=10.0, limit=100))
        return readable, [o.give_up(row, why) for row, why in o.unreadable]

    assert outbox(database, work) == (
        ["b"],
        [GivenUp(id=1, chat_id=1, kantor_id=None, layar=layar)],
    )
    (row,) = database.run_now(lambda c: c.execute(select(ROWS).where(ROWS.c.chat_id == 1)).all())
    assert (row.status, bool(row.error)) == ("mati", True)


def test_a_dedup_is_owed_once_for_ever(database):
    outbox(database, lambda o: o.add(message(1, "a", dedup="x"), message(1, "b", dedup="x")))
    (row,) = claim(database)
    outbox(database, lambda o: o.mark_sent([(row.id, 5)]))
    outbox(database, lambda o: o.add(message(1, "c", dedup="x")))

    assert said(row) == "a"
    assert claim(database) == []


def test_rows_without_a_dedup_are_all_owed(database):
    outbox(database, lambda o: o.add(message(1, "a"), message(2, "a")))

    assert len(claim(database)) == 2


def test_one_row_of_a_chat_at_a_time_in_order(database):
    outbox(database, lambda o: o.add(message(1, "a"), message(1, "b"), message(2, "c")))
    first = claim(database)

    assert screens(first) == ["a", "c"]
    assert claim(database) == []

    outbox(database, lambda o: o.mark_sent([(first[0].id, 77)]))
    assert screens(claim(database)) == ["b"]


def test_the_fast_lane_goes_first(database):
    outbox(
        database,
        lambda o: o.add(
            message(1, "digest", lane=Lane.MASSAL),
            message(2, "tugas"),
            message(1, "tapped", lane=Lane.KETUK),
        ),
    )

    assert screens(claim(database)) == ["tapped", "tugas"]
    assert screens(claim(database, limit=1)) == []


def test_the_limit_takes_the_best(database):
    outbox(
        database,
        lambda o: o.add(
            message(1, "digest", lane=Lane.MASSAL), message(2, "tapped", lane=Lane.KETUK)
        ),
    )

    assert screens(claim(database, limit=1)) == ["tapped"]


def test_what_is_not_due_waits_and_does_not_block(database):
    outbox(database, lambda o: o.add(message(1, "later")))
    (row,) = claim(database)
    outbox(database, lambda o: o.defer(row.id, 99.0))
    outbox(database, lambda o: o.add(message(1, "now")))

    assert screens(claim(database)) == ["now"]
    assert outbox(database, lambda o: o.next_due()) == 99.0


def test_a_row_waiting_to_be_tried_again_is_not_overtaken(database):
    outbox(database, lambda o: o.add(message(1, "a"), message(1, "b")))
    (row,) = claim(database)
    outbox(database, lambda o: o.retry(row.id, 20.0, ambigu=False))

    assert claim(database) == []
    (again,) = claim(database, now_s=20.0)
    assert (said(again), again.attempts, again.ambigu) == ("a", 2, False)


def fail(database, until, times):
    for _ in range(times):
        (row,) = claim(database)
        outbox(database, lambda o, row=row: o.retry(row.id, 0.0, ambigu=False))
    (row,) = claim(database)
    outbox(database, lambda o: o.retry(row.id, until, ambigu=False))


def test_what_failed_often_holds_nobody_back_and_goes_first_again_when_it_is_due(database):
    outbox(database, lambda o: o.add(message(1, "a", lane=Lane.KETUK)))
    fail(database, until=300.0, times=2)
    outbox(database, lambda o: o.add(*(message(1, teks, lane=Lane.KETUK) for teks in "bc")))
    (overtook,) = claim(database)
    outbox(database, lambda o: o.mark_sent([(overtook.id, 1)]))
    outbox(database, lambda o: o.resume())

    assert said(overtook) == "b"
    assert screens(claim(database)) == ["a"]


def test_what_is_over_lets_all_that_waits_go_on_before_its_time(database):
    outbox(database, lambda o: o.add(message(1, "failed"), message(2, "deferred")))
    failed, deferred = claim(database)
    outbox(database, lambda o: o.retry(failed.id, 300.0, ambigu=True))
    outbox(database, lambda o: o.defer(deferred.id, 99.0))
    outbox(database, lambda o: o.resume())

    assert screens(claim(database)) == ["failed", "deferred"]


def test_a_doubtful_send_stays_marked(database):
    outbox(database, lambda o: o.add(message(1, "a")))
    (row,) = claim(database)
    outbox(database, lambda o: o.retry(row.id, 0.0, ambigu=True))
    (row,) = claim(database)
    outbox(database, lambda o: o.retry(row.id, 0.0, ambigu=False))

    assert claim(database)[0].ambigu


def test_chats_that_must_rest_are_skipped(database):
    outbox(database, lambda o: o.add(message(1, "a"), message(2, "b")))

    assert screens(claim(database, skip_chats=[1])) == ["b"]
    assert screens(claim(database)) == ["a"]


def test_a_dead_row_makes_way(database):
    outbox(database, lambda o: o.add(message(1, "a"), message(1, "b")))
    (row,) = claim(database)
    outbox(database, lambda o: o.give_up(row.id, "chat not found"))

    assert screens(claim(database)) == ["b"]
    assert outbox(database, lambda o: o.backlog()) == {"mati": 1, "kirim": 1}


def test_an_unreachable_chat_is_held_until_it_is_released(database):
    outbox(database, lambda o: o.add(message(1, "a"), message(1, "b"), message(2, "c")))
    claim(database)
    outbox(database, lambda o: o.park(1, until=500.0))
    outbox(database, lambda o: o.add(message(1, "d", lane=Lane.KETUK)))

    assert claim(database, now_s=100.0) == []

    outbox(database, lambda o: o.release(1))
    assert screens(claim(database, now_s=100.0)) == ["d"]


def test_a_held_chat_is_tried_again_when_its_time_is_over(database):
    outbox(database, lambda o: o.add(message(1, "a")))
    claim(database)
    outbox(database, lambda o: o.park(1, until=500.0))

    assert outbox(database, lambda o: o.recover(499.0)) == 0
    assert outbox(database, lambda o: o.recover(500.0)) == 1
    assert not claim(database, now_s=500.0)[0].ambigu


def test_a_crash_while_sending_leaves_a_marked_row(database):
    outbox(database, lambda o: o.add(message(1, "a")))
    claim(database, lease_s=60.0)

    assert outbox(database, lambda o: o.recover(69.0)) == 0
    assert outbox(database, lambda o: o.recover(70.0)) == 1
    (row,) = claim(database)
    assert row.ambigu
    assert row.attempts == 1, "a process that was killed says nothing against its messages"


def test_at_the_start_the_only_deliverer_recovers_at_once(database):
    outbox(database, lambda o: o.add(message(1, "a")))
    claim(database)

    assert outbox(database, lambda o: o.recover(math.inf)) == 1


def test_another_bot_has_its_own_outbox(database):
    outbox(database, lambda o: o.add(message(1, "a")), bot=8)

    assert claim(database) == []
    assert outbox(database, lambda o: o.next_due()) is None


@pytest.fixture
def kartu(database, kantor_id):
    """Return the ids of three cards in the chats 1, 2, 3."""

    def work(connection):
        for number in (1, 2, 3):
            connection.execute(
                table(KartuRow)
                .insert()
                .values(id=number, bot_id=BOT, chat_id=number, kantor_id=kantor_id, pegawai_id=1)
            )

    database.run_now(work)
    return [1, 2, 3]


def owe(database, kartu_id, revisi, **facts):
    dedup = f"kartu:{kartu_id}:{revisi}"
    card = message(kartu_id, "kartu", kantor_id=1, kartu_id=kartu_id, dedup=dedup)
    outbox(database, lambda o: o.add(replace(card, **facts)))


def test_a_card_is_owed_once_per_revisi(database, kartu):
    owe(database, 1, 4)
    owe(database, 1, 4)

    assert outbox(database, lambda o: o.backlog()) == {"baru": 1}

    owe(database, 1, 4, dedup=None)
    assert outbox(database, lambda o: o.backlog()) == {"baru": 2}


def test_a_card_that_changed_often_is_drawn_once(database, kartu):
    for revisi in range(5):
        owe(database, 1, revisi)
    owe(database, 1, 5, lane=Lane.KETUK)
    (row,) = claim(database)

    assert (row.lane, row.kartu_id) == (Lane.KETUK, 1)
    outbox(database, lambda o: o.mark_sent([(row.id, 9)]))
    assert claim(database) == []


def test_a_change_while_a_card_is_on_its_way_is_drawn_after(database, kartu):
    owe(database, 1, 1)
    (row,) = claim(database)
    owe(database, 1, 2)
    outbox(database, lambda o: o.mark_sent([(row.id, 9)]))

    assert screens(claim(database)) == ["kartu"]


def test_a_card_that_owes_more_than_its_state_is_not_absorbed(database, kartu):
    outbox(
        database,
        lambda o: o.add(message(1, "kartu", kartu_id=1, baru=True, dedup="anew")),
    )
    owe(database, 1, 1, lane=Lane.KETUK)
    (row,) = claim(database)
    outbox(database, lambda o: o.mark_sent([(row.id, 9)]))

    assert [one.baru for one in claim(database)] == [True]


def test_tapped_rows_can_be_taken_alone(database):
    outbox(
        database,
        lambda o: o.add(message(1, "digest", lane=Lane.MASSAL), message(2, "b", lane=Lane.KETUK)),
    )

    assert screens(claim(database, slowest=Lane.KETUK)) == ["b"]
    assert screens(claim(database)) == ["digest"]


def test_an_edit_cut_by_a_crash_is_not_doubtful(database, kartu, now):
    database.run_now(
        lambda c: KartuStore(c).note_drawn([Drawn(kartu_id=1, message_id=50, revisi=1, at=now)])
    )
    owe(database, 1, 2)
    owe(database, 2, 2)
    claim(database)
    outbox(database, lambda o: o.recover(math.inf))

    assert [one.ambigu for one in claim(database)] == [False, True]


def test_a_card_remembers_its_newest_drawing(database, kartu, now):
    def work(connection):
        store = KartuStore(connection)
        store.note_drawn([Drawn(kartu_id=1, message_id=50, revisi=3, at=now)])
        store.note_drawn([Drawn(kartu_id=1, message_id=50, revisi=2, at=now)])
        store.note_drawn([Drawn(kartu_id=2, message_id=60, revisi=0, at=now)])
        store.replace_message(2, 61)
        return store.get(kartu)

    cards = database.run_now(work)

    assert (cards[1].message_id, cards[1].revisi) == (50, 3)
    assert (cards[2].message_id, cards[2].revisi) == (61, -1)
    assert cards[3].message_id is None


ADD = st.tuples(st.just("add"), st.integers(1, 3), st.sampled_from(list(Lane)))
CLAIM = st.tuples(st.just("claim"), st.integers(1, 4))
SEND = st.tuples(st.just("send"), st.integers(0, 3))
RETRY = st.tuples(st.just("retry"), st.integers(0, 3))
CRASH = st.tuples(st.just("crash"))
STEPS = st.lists(st.one_of(ADD, ADD, CLAIM, SEND, RETRY, CRASH), max_size=40)


class Delivery:
    """Plays delivery and checks the laws at every claim."""

    def __init__(self, database):
        self.database = database
        self.bot = next(BOTS)
        self.owed = []
        self.unsent = {}
        self.on_its_way = []
        self.sent = []

    def add(self, chat_id, lane):
        name = f"{self.bot}-{len(self.owed)}"
        self.owed.append(name)
        self.unsent.setdefault((chat_id, lane), []).append(name)
        owed = message(chat_id, name, lane=lane, dedup=name)
        outbox(self.database, lambda o: o.add(owed, owed), self.bot)

    def claim(self, limit):
        for row in claim(self.database, self.bot, limit=limit):
            assert row.chat_id not in {other.chat_id for other in self.on_its_way}
            assert said(row) == self.unsent[row.chat_id, row.lane][0]
            assert not any(self.unsent.get((row.chat_id, lane)) for lane in range(row.lane))
            self.on_its_way.append(row)

    def send(self, place):
        if place < len(self.on_its_way):
            row = self.on_its_way.pop(place)
            outbox(self.database, lambda o: o.mark_sent([(row.id, 1)]), self.bot)
            self.sent.append(self.unsent[row.chat_id, row.lane].pop(0))

    def retry(self, place):
        if place < len(self.on_its_way):
            row = self.on_its_way.pop(place)
            outbox(self.database, lambda o: o.retry(row.id, 0.0, ambigu=False), self.bot)

    def crash(self):
        outbox(self.database, lambda o: o.recover(math.inf), self.bot)
        self.on_its_way.clear()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_everything_owed_is_sent_once_and_in_order(database, steps):
    delivery = Delivery(database)
    for name, *facts in steps:
        getattr(delivery, name)(*facts)
    delivery.crash()
    while len(delivery.sent) < len(delivery.owed):
        before = len(delivery.sent)
        delivery.claim(100)
        delivery.send(0)
        assert len(delivery.sent) == before + 1

    assert sorted(delivery.sent) == sorted(delivery.owed)
    assert claim(database, delivery.bot) == []


def test_a_deferred_row_counts_as_untried_and_holds_nobody_up(database, kartu):
    owe(database, 1, 4)
    (row,) = claim(database)
    outbox(database, lambda o: o.defer(row.id, 40.0))
    outbox(database, lambda o: o.add(message(1, "later")))

    assert screens(claim(database)) == ["later"]
    outbox(database, lambda o: o.mark_sent([(row.id + 1, None)]))
    assert outbox(database, lambda o: o.next_due()) == 40.0
    (again,) = claim(database, now_s=40.0)
    assert (again.layar, again.attempts) == ("kartu", 1)


def ask(database, chat_id, number, bot=BOT):
    outbox(database, lambda o: o.add(message(chat_id, "tanya")), bot)
    (row,) = claim(database, bot)
    outbox(database, lambda o: (o.mark_sent([(row.id, number)]), o.mark_asked([row.id])), bot)
    return row.id


def questions(database, chat_id, before=1_000_000, bot=BOT):
    return outbox(database, lambda o: o.questions(chat_id, before), bot)


def test_a_question_stands_until_it_is_off_the_phone(database):
    first, second = ask(database, 1, 11), ask(database, 1, 12)
    ask(database, 2, 13)

    assert questions(database, 1) == (12, 11)
    assert questions(database, 1, before=second) == (11,)
    assert questions(database, 1, before=first) == ()
    assert questions(database, 1, bot=BOT + 1) == ()
    outbox(database, lambda o: o.mark_gone(1, [11]))
    assert questions(database, 1) == (12,)
    assert questions(database, 2) == (13,)


def test_a_question_that_never_got_a_message_does_not_stand(database):
    ask(database, 1, None)

    assert questions(database, 1) == ()


def ask_and_leave(database, *chats):
    def work(connection):
        owed = OwedOutbox(Outbox(connection, BOT))
        percakapan = PercakapanRepo(
            connection, BOT, UnitMemory(), owed, KartuRepo(connection, BOT, owed)
        )
        for chat_id in chats:
            isi = Bergabung(undangan="", pegawai=1)
            percakapan.put(Percakapan(chat_id=chat_id, isi=isi, dimulai_at=NOW))
        owed.flush()

    database.run_now(work)


def test_only_a_chat_that_may_have_been_asked_is_owed_the_end_of_questions(database):
    ask(database, 1, 11)
    ask_and_leave(database, 1, 2)
    assert [(one.chat_id, one.layar) for one in claim(database)] == [(1, HapusTanya.layar)]

    outbox(database, lambda o: o.add(message(3, "tanya")))
    ask_and_leave(database, 3)
    assert screens(claim(database)) == ["tanya"]


def test_a_chat_that_is_back_gets_everything_in_its_order(database, kantor_id):
    outbox(database, lambda o: o.add(*(message(1, str(n), kantor_id=kantor_id) for n in range(3))))
    outbox(database, lambda o: (o.park(1, until=500.0), o.release(1)))

    assert [said(one) for _ in range(3) for one in claim_one(database, 1)] == ["0", "1", "2"]


def claim_one(database, chat_id):
    found = claim(database, skip_chats=[2])
    outbox(database, lambda o: o.mark_sent([(one.id, 1) for one in found]))
    return [one for one in found if one.chat_id == chat_id]
