"""The pace, on a clock of its own."""

from heapq import heappop, heappush

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.pacing import MINUTE, TELEGRAM, Pace, Pacer


class Seconds:
    """A monotonic clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def send_all(pacer, seconds, count, lateness=()):
    """Send as fast as the pacer lets us; return when each left."""
    late = iter(lateness)
    left = []
    for number in range(count):
        seconds.now += pacer.wait() + next(late, 0.0)
        pacer.leave(number)
        with pacer.turn():
            pass
        left.append(seconds.now)
    return left


def busiest_second(left):
    return max(sum(start <= at < start + 1 for at in left) for start in left)


def test_a_backlog_uses_nearly_all_that_telegram_allows():
    seconds = Seconds()
    left = send_all(Pacer(TELEGRAM, seconds), seconds, 600)

    assert 599 / (left[-1] - left[0]) >= 0.97 * 30
    assert busiest_second(left) <= 30


@given(st.lists(st.floats(min_value=0, max_value=0.05), min_size=120, max_size=120))
def test_however_late_the_timers_no_second_sees_more_than_thirty(lateness):
    seconds = Seconds()

    left = send_all(Pacer(TELEGRAM, seconds), seconds, 120, lateness)

    assert busiest_second(left) <= 30


@given(st.lists(st.floats(min_value=0.01, max_value=0.5), min_size=120, max_size=120))
def test_however_long_messages_are_on_their_way_no_second_sees_more_than_thirty(ways):
    seconds = Seconds()
    pacer = Pacer(TELEGRAM, seconds)
    owed, under_way, arrived = ways[:], [], []
    with pacer.turn():  # the quickest way there is
        pacer.leave(0)
        seconds.now += 0.02

    while owed or under_way:
        if owed and pacer.wait() < 1e-9:
            pacer.leave(len(owed))
            turn, way = pacer.turn(), owed.pop()
            turn.__enter__()
            arrived.append(seconds.now + way)
            heappush(under_way, (seconds.now + 0.01 + way, len(owed), turn))
            continue
        moments = [answered for answered, *_ in under_way[:1]]
        seconds.now = min([*moments, *([seconds.now + pacer.wait()] if owed else [])])
        if moments == [seconds.now]:
            heappop(under_way)[-1].__exit__(None, None, None)

    assert busiest_second(arrived) <= 30


def test_a_chat_gets_a_burst_and_then_one_a_second():
    seconds = Seconds()
    pacer = Pacer(Pace(per_second=1e6, most=1000), seconds)
    left = []
    for _ in range(8):
        seconds.now += pacer.wait_for(7)
        pacer.leave(7)
        left.append(seconds.now - 100)

    assert [round(at) for at in left] == [0, 0, 0, 1, 2, 3, 4, 5]
    assert pacer.wait_for(8) == 0


def test_a_parked_chat_waits_and_the_others_do_not():
    seconds = Seconds()
    pacer = Pacer(TELEGRAM, seconds)
    pacer.park(7, 2.5)

    assert (pacer.wait_for(7), pacer.wait_for(8)) == (2.5, 0)
    assert pacer.parked() == {7: 2.5}
    seconds.now += 3
    assert pacer.parked() == {}


def test_more_than_three_warnings_in_a_minute_halve_the_pace():
    seconds = Seconds()
    pacer = Pacer(TELEGRAM, seconds)
    for chat in range(4):
        pacer.park(chat, 1)
    pacer.leave(9)
    warned = pacer.wait()
    seconds.now += MINUTE + 1
    pacer.leave(9)

    assert warned > 1.5 * pacer.wait()


def test_a_board_rests_for_half_a_minute_and_another_does_not():
    seconds = Seconds()
    pacer = Pacer(TELEGRAM, seconds)
    pacer.count_board(1)
    seconds.now += 10

    assert pacer.wait_for_board(1) == 20
    assert pacer.wait_for_board(2) == 0
    seconds.now += 20
    assert pacer.wait_for_board(1) == 0
