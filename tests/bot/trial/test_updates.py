import asyncio
from contextlib import suppress

import pytest

from bot.trial.server import TrialServer
from bot.trial.store import Store, StoreInUse
from tests.support.http import client
from tests.support.patience import until

CAMAT, STAF = 101, 102
KEYS = {"inline_keyboard": [[{"text": "Ya", "callback_data": "v1:ya"}]]}


async def test_an_offset_confirms_everything_below_it(trial):
    for text in "abc":
        await trial.write(CAMAT, text)

    first = await trial.result("getUpdates", limit=2)
    again = await trial.result("getUpdates")
    rest = await trial.result("getUpdates", offset=first[-1]["update_id"] + 1)
    forgotten = await trial.result("getUpdates", offset=0)

    assert [one["message"]["text"] for one in first] == ["a", "b"]
    assert [one["message"]["text"] for one in again] == ["a", "b", "c"]
    assert [one["message"]["text"] for one in rest] == ["c"]
    assert forgotten == rest
    ids = [one["update_id"] for one in again]
    assert ids == list(range(ids[0], ids[0] + 3))


async def test_a_negative_offset_keeps_the_newest(trial):
    for text in "abc":
        await trial.write(CAMAT, text)

    assert [one["message"]["text"] for one in await trial.result("getUpdates", offset=-1)] == ["c"]
    assert len(await trial.result("getUpdates")) == 1


async def test_a_long_poll_ends_as_soon_as_something_comes(trial):
    polling = trial.result("getUpdates", timeout=30)
    updates, _ = await asyncio.gather(polling, trial.write(CAMAT, "/tugas 7"))

    message = updates[0]["message"]
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["date"] == pytest.approx(1791248400, abs=60)


async def test_a_second_poller_ends_the_first(trial):
    async with asyncio.TaskGroup() as group:
        older = group.create_task(trial.refusal("getUpdates", timeout=30))

        async def is_polling():
            return (await trial.http.get("/trial/calls?method=getUpdates")).json()[2:]

        await until(is_polling)
        newer = group.create_task(trial.result("getUpdates", timeout=30))
        code, reason = await older
        await trial.write(CAMAT, "a")

    assert (code, reason) == (
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    )
    assert len(newer.result()) == 1


async def test_polling_and_a_webhook_exclude_each_other(trial):
    await trial.result("setWebhook", url="http://127.0.0.1:9/x")

    code, reason = await trial.refusal("getUpdates")
    assert code == 409
    assert "can't use getUpdates method while webhook is active" in reason


async def test_only_the_kinds_asked_for_are_queued_and_the_wish_is_remembered(trial):
    sent = await trial.result("sendMessage", chat_id=CAMAT, text="a", reply_markup=KEYS)
    await trial.result("getUpdates", allowed_updates=["callback_query"])
    await trial.write(CAMAT, "b")
    await trial.act(CAMAT, "tap", message_id=sent["message_id"], label="Ya", wait=0)

    (update,) = await trial.result("getUpdates")
    assert "callback_query" in update


class Machine:
    def __init__(self):
        self.seconds = 1_800_000_000.0

    def __call__(self):
        return self.seconds


@pytest.mark.parametrize(
    ("outage", "left"), [(149, ["message", "callback_query"]), (151, ["message"]), (86_401, [])]
)
async def test_a_tap_waits_150_seconds_and_a_message_a_day(outage, left):
    machine = Machine()
    people = [{"user_id": CAMAT, "name": "Budi"}]
    async with (
        TrialServer(phones=people, machine=machine) as server,
        client(server.url) as http,
    ):
        await http.post(f"/trial/phones/{CAMAT}/send", json={"text": "/start"})
        tap = {"message_id": 1, "data": "x", "wait": 0}
        await http.post(f"/trial/phones/{CAMAT}/callback", json=tap)
        machine.seconds += outage
        answer = (await http.get(f"/bot{server.token}/getUpdates")).json()

    assert [kind for one in answer["result"] for kind in one if kind != "update_id"] == left


async def test_a_jump_of_office_time_does_not_age_the_queue(trial):
    await trial.act(CAMAT, "callback", message_id=1, data="x", wait=0)
    await trial.http.post("/trial/clock", json={"advance": "P3D"})

    assert len(await trial.result("getUpdates")) == 1


async def test_everything_survives_a_restart(tmp_path):
    people = [{"user_id": CAMAT, "name": "Budi"}]
    async with (
        TrialServer(tmp_path, phones=people) as server,
        client(server.url) as http,
    ):
        token = server.token
        await http.post(f"/trial/phones/{CAMAT}/send", json={"text": "/start"})
        sent = {"chat_id": CAMAT, "text": "a", "reply_markup": KEYS}
        await http.post(f"/bot{token}/sendMessage", json=sent)
        await http.post("/trial/clock", json={"advance": "P1D"})
    async with (
        TrialServer(tmp_path, phones=people) as server,
        client(server.url) as http,
    ):
        (update,) = (await http.get(f"/bot{token}/getUpdates")).json()["result"]
        shown = (await http.get(f"/trial/phones/{CAMAT}/messages")).json()
        clock = (await http.get("/trial/clock")).json()

    assert update["message"]["text"] == "/start"
    assert shown[-1]["buttons"] == [["Ya"]]
    assert clock["offset"] == pytest.approx(86_400, abs=60)


def test_two_servers_cannot_share_a_store(tmp_path):
    store = Store(tmp_path / "trial.sqlite", first_update_id=1)
    with pytest.raises(StoreInUse):
        Store(tmp_path / "trial.sqlite", first_update_id=1)

    store.close()
    Store(tmp_path / "trial.sqlite", first_update_id=1).close()


def test_half_a_transaction_leaves_no_trace(tmp_path):
    store = Store(tmp_path / "trial.sqlite", first_update_id=1)
    with suppress(ZeroDivisionError), store.transaction():
        store.set_setting("a", 1)
        raise ZeroDivisionError

    assert store.setting("a") is None
    store.close()
