"""Taking in: nothing is lost, nothing is taken twice, and no answer ends the loop."""

import asyncio
import json
from itertools import pairwise

import pytest

from bot.telegram.intake import Intake, chat_key, to_raw
from bot.telegram.transport import MaybeSent, WireRequest
from tests.support.patience import until

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


class Server:
    """A Bot API that answers every poll at once."""

    def __init__(self, *answers):
        self.answers = answers
        self.polls = []

    async def ask(self, question):
        await asyncio.sleep(0)
        self.polls.append(asyncio.get_running_loop().time())
        return self.answers[min(len(self.polls), len(self.answers)) - 1]

    async def receive(self, updates):
        pass

    async def heard(self):
        pass


@pytest.mark.parametrize("answer", [[], [{"update_id": 7}], [{}]])
async def test_a_server_that_answers_at_once_is_not_asked_without_end(answer):
    server, pause = Server(answer), 0.02
    intake = Intake(server.ask, server.receive, server.heard, machine=lambda: 1.0, pauses=(pause,))
    polling = asyncio.get_running_loop().create_task(intake.run())
    await until(lambda: len(server.polls) >= 8)
    polling.cancel()

    gaps = [later - sooner for sooner, later in pairwise(server.polls)]
    assert min(gaps[2:]) >= pause


async def test_waiting_updates_are_fetched_without_a_pause():
    server = Server(*([{"update_id": number}] for number in range(1, 50)), [])
    intake = Intake(
        server.ask, server.receive, server.heard, machine=lambda: 1.0, pauses=(3600.0,)
    )
    polling = asyncio.get_running_loop().create_task(intake.run())
    await until(lambda: len(server.polls) >= 50)
    polling.cancel()


class SlowServer(Server):
    """A Bot API where so many updates wait, over a line on which each of them takes its time."""

    def __init__(self, waiting, each_s):
        super().__init__()
        self.waiting, self.each_s, self.now = waiting, each_s, 0.0
        self.came = {}

    async def ask(self, question):
        await asyncio.sleep(0)
        self.polls.append(self.now)
        first = question.get("offset", 1)
        last = min(self.waiting, first + question["limit"] - 1)
        self.now += self.each_s * (last - first + 1)
        return [{"update_id": number} for number in range(first, last + 1)]

    async def receive(self, updates):
        self.came |= {raw.update_id: self.now for raw in updates}

    async def bring_all(self):
        """Take everything in."""
        machine = lambda: self.now  # noqa: E731
        intake = Intake(self.ask, self.receive, self.heard, machine=machine, pauses=(3600.0,))
        polling = asyncio.get_running_loop().create_task(intake.run())
        await until(lambda: len(self.came) == self.waiting)
        polling.cancel()


async def test_on_a_slow_line_who_wrote_first_waits_for_no_hundred_others():
    server = SlowServer(waiting=300, each_s=0.25)
    await server.bring_all()

    assert max(at - number * server.each_s for number, at in server.came.items()) < 2.0


async def test_on_a_quick_line_thousands_come_by_the_hundred():
    server = SlowServer(waiting=10_000, each_s=0.002)
    await server.bring_all()

    assert len(server.polls) < 110


@pytest.mark.parametrize("odd", ["9" * 5_000, "[" * 50_000 + '"]' + '"' + "]" * 50_000])
async def test_one_update_that_none_can_read_does_not_make_the_bot_deaf(odd):
    batch = '{"ok":true,"result":[{"update_id":7,"message":{"date":' + odd + '}},{"update_id":8}]}'
    found = WireRequest.parse_json_payload(batch.encode())["result"]
    assert [raw.update_id for raw in map(to_raw, found)] == [7, 8]


async def test_an_answer_that_is_cut_off_is_none():
    with pytest.raises(MaybeSent):
        WireRequest.parse_json_payload(b"[" * 100_000)


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


@pytest.mark.parametrize(
    "odd", [None, [], "x", {}, {"update_id": "1"}, {"update_id": 2**63}, {"update_id": -(10**30)}]
)
def test_what_is_no_update_is_left_out(odd):
    assert to_raw(odd) is None
