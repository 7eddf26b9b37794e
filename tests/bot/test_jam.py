"""The machine's clock is set forward or back: nobody waits for that, and it is said."""

import logging
from dataclasses import replace

import pytest

from storage.carriers import detak
from tests.support.http import client

BUDI, SARI = 101, 102
HOURS_S = 7200.0
TOLD = "The machine's clock was set"


@pytest.fixture
async def joined(house):
    await house.joins(BUDI, SARI)
    return house


def told(caplog):
    return [one.seconds for one in caplog.records if one.message == TOLD]


async def readiness(house):
    async with client() as http:
        answer = await http.get(f"http://127.0.0.1:{house.app.port}/readyz")
    return answer.status_code, answer.json()


async def noted(house):
    return await house.app.database.run(lambda c: detak.clock_set(c, house.app.units.bot_id))


@pytest.mark.parametrize("by", [-HOURS_S, HOURS_S])
async def test_what_waits_to_be_tried_again_waits_no_longer_when_the_clock_is_set(cold, by):
    cold.patience = replace(cold.patience, courier=(0.3,))
    await cold.start()
    await cold.seed()
    await cold.joins(BUDI)
    await cold.fault(method="sendMessage", times=1, status=502)
    await cold.owe(cold.pesan(BUDI, "satu"))
    await cold.fault_is_used()
    cold.set_s = by
    await cold.owe(cold.pesan(BUDI, "dua"))

    await cold.until(lambda: has(cold, BUDI, "satu", "dua"))


async def test_what_another_process_let_wait_is_tried_at_once_by_the_next(joined):
    await joined.app.delivery.stop(1)
    await joined.owe(joined.pesan(BUDI, "satu"))
    await joined.app.units.carry(defer_all(joined.machine() + HOURS_S), joined.app.clock.now())
    await joined.crash()
    await joined.start()

    await joined.until(lambda: has(joined, BUDI, "satu"))


@pytest.mark.parametrize("by", [-HOURS_S, HOURS_S])
async def test_a_clock_that_was_set_is_told_and_costs_nobody_a_card(joined, caplog, by):
    joined.set_s = by
    await joined.app._beat()
    joined.ahead_s += 20
    await joined.write(BUDI, "halo")
    await joined.until(lambda: noted(joined))

    assert told(caplog) == [round(by)]
    assert await readiness(joined) == (
        200,
        {"database": True, "intake": True, "tick": True, "clock_set_s": round(by)},
    )
    assert (await noted(joined))[1] == pytest.approx(by, abs=1)
    assert joined.reissued == []


async def test_a_clock_that_runs_as_it_should_is_not_told(joined, caplog):
    for _ in range(3):
        joined.ahead_s += 3600
        joined.set_s += 4
        await joined.app._beat()

    assert told(caplog) == []
    assert "clock_set_s" not in (await readiness(joined))[1]


async def test_a_clock_that_was_set_back_while_the_bot_was_off_is_told_at_the_start(house, caplog):
    await house.joins(BUDI)
    await house.crash()
    house.set_s = -HOURS_S
    await house.start()

    assert told(caplog) == [pytest.approx(-HOURS_S, abs=10)]
    assert house.reissued == []


async def test_updates_of_a_chat_stay_in_order_when_the_clock_is_set_back_between_them(
    cold, caplog
):
    async def fail(update, context):
        raise RuntimeError

    cold.patience = replace(cold.patience, worker=(3600.0,))
    cold.on_text = fail
    caplog.set_level(logging.CRITICAL)
    await cold.start()
    await cold.seed()
    await cold.write(BUDI, "satu")
    await cold.until(lambda: cold.seen)
    cold.set_s = -HOURS_S
    await cold.write(BUDI, "dua")
    await cold.until(lambda: waiting(cold, 2))
    await cold.crash()
    cold.on_text = None
    cold.seen.clear()
    await cold.start()

    await cold.until(lambda: len(cold.seen) == 2)
    assert cold.seen == ["satu", "dua"]


async def has(house, user_id, *texts):
    said = await house.texts(user_id)
    return all(any(text in one for one in said) for text in texts)


async def waiting(house, count):
    return len([row for row in await house.inbox() if row.status == "baru"]) == count


def defer_all(due_at):
    """Return what lets all that is owed wait, untried, until then."""

    def work(carrier):
        carrier.outbox.resume()
        for row in carrier.outbox.claim(now_s=0.0, limit=100):
            carrier.outbox.defer(row.id, due_at)

    return work
