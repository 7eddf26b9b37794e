"""Monitoring finds on the trial's port what it finds on the bot's."""

from pathlib import Path

import pytest

from bot.trial.with_bot import STARTING
from tests.support.house import House


@pytest.fixture
async def house(tmp_path: Path):
    async with House(tmp_path) as house:
        yield house


async def test_a_server_alone_speaks_of_itself(trial):
    await trial.result("getMe")
    called = len((await trial.http.get("/trial/calls")).json())

    health, ready = [await trial.http.get(path) for path in ("/healthz", "/readyz")]
    figures = (await trial.http.get("/metrics")).text

    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json()) == (200, {"database": True})
    assert called
    assert f"counter\ntapak_trial_calls_total {called}.0\n" in figures


async def test_a_server_that_lost_its_database_is_not_ready(trial):
    trial.server.messenger.store.close()

    ready = await trial.http.get("/readyz")

    assert (ready.status_code, ready.json()) == (503, {"database": False})
    assert (await trial.http.get("/healthz")).status_code == 200


async def test_with_a_bot_within_the_bot_is_spoken_of(house):
    await house.say("Endang Lestari", "/mulai")
    await house.see("Endang Lestari", "SOP mana yang dimulai?")

    ready = await house.http.get("/readyz")

    assert (ready.status_code, ready.json()) == (
        200,
        {"database": True, "intake": True, "tick": True},
    )
    assert (await house.figures())["tapak_updates_handled_total"] >= 1


async def test_a_bot_that_is_not_there_yet_is_not_ready(trial):
    trial.server.watched = STARTING

    ready = await trial.http.get("/readyz")

    assert (ready.status_code, ready.json()) == (503, {"bot": False})
    assert (await trial.http.get("/metrics")).status_code == 200


async def test_a_stranger_on_another_address_reads_nothing(trial):
    for path in ("/healthz", "/readyz", "/metrics"):
        refused = await trial.http.get(path, headers={"Host": "tapak.contoh.go.id"})
        assert refused.status_code == 421
