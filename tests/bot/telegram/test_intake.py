"""Taking in: nothing is lost, nothing is taken twice, and no answer ends the loop."""

import json

import pytest

from bot.telegram.intake import chat_key, to_raw

BUDI, SARI = 101, 102


async def test_a_repeated_update_has_one_effect(house):
    raw = house.message_update(900_001, BUDI, "halo")

    for _ in range(3):
        await house.app.receive([raw, raw])
    await house.app.worker.drain()

    assert house.seen == ["halo"]
    assert len(await house.inbox()) == 1


async def test_telegram_is_told_only_what_is_stored(house):
    await house.write(BUDI, "halo")
    await house.until(lambda: "halo" in house.seen)

    offsets = [call["params"].get("offset") for call in await house.calls("getUpdates")]
    stored = [row.update_id for row in await house.inbox()]
    assert offsets[0] is None
    assert stored


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 401},
        {"status": 404},
        {"status": 409},
        {"status": 429, "retry_after": 0},
        {"status": 500},
        {"status": 502, "description": "<html>"},
        {"cut": True},
        {"cut": True, "after_commit": True},
    ],
)
async def test_polling_survives(cold, fault):
    await cold.fault(method="getUpdates", times=2, **fault)
    await cold.start()
    await cold.write(BUDI, "halo")

    await cold.until(lambda: "halo" in cold.seen)

    assert cold.app.intake.is_well


async def test_a_conflict_is_an_alarm_and_the_poller_stands_by(cold, caplog):
    await cold.fault(method="getUpdates", times=3, status=409)
    await cold.start()
    await cold.fault_is_used()
    await cold.until(lambda: cold.app.intake.is_well)

    assert "Another process polls with this token" in caplog.text
    assert "Polling works again" in caplog.text


async def test_a_webhook_that_is_still_set_is_removed_and_polling_begins(cold):
    address = f"/bot{cold.server.token}/setWebhook"
    await cold.http.post(address, json={"url": "http://127.0.0.1:9/x"})
    await cold.start()
    await cold.write(BUDI, "halo")

    await cold.until(lambda: "halo" in cold.seen)

    assert await cold.calls("deleteWebhook")


async def test_only_what_is_handled_is_asked_for(house):
    [first, *_] = await house.until(lambda: house.calls("getUpdates"))

    allowed = first["params"]["allowed_updates"]
    assert (json.loads(allowed) if isinstance(allowed, str) else allowed) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]


def test_the_key_is_the_chat_or_else_the_person():
    message = {"chat": {"id": 5}, "from": {"id": 9}}

    assert chat_key({"update_id": 1, "message": message}) == 5
    assert chat_key({"update_id": 1, "callback_query": {"from": {"id": 9}}}) == 9
    assert chat_key({"update_id": 1, "callback_query": {"message": message}}) == 5
    assert chat_key({"update_id": 1, "my_chat_member": message}) == 5
    assert chat_key({"update_id": 1, "message": {"chat": "x", "from": None}}) == 0


def test_half_a_surrogate_pair_can_be_stored():
    raw = to_raw({"update_id": 1, "message": {"text": "\ud83d"}})

    assert raw is not None
    assert raw.body.isascii()


@pytest.mark.parametrize("odd", [None, [], "x", {}, {"update_id": "1"}])
def test_what_is_no_update_is_left_out(odd):
    assert to_raw(odd) is None
