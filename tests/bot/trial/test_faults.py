import asyncio

import httpx
import pytest

from bot.trial.faults import Limiter
from bot.trial.refusals import Refused

CAMAT, STAF = 101, 102
HERE = {"chat_id": CAMAT, "text": "a"}
SHORT = httpx.Timeout(60, read=0.05)
"""Patient with the connection, not with the answer."""


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, "Bad Request: chat not found"),
        (401, "Unauthorized"),
        (403, "Forbidden: bot was blocked by the user"),
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
    ],
)
async def test_a_fault_answers_so_many_times_and_nothing_happens(trial, status, reason):
    before = await trial.messages(CAMAT)
    await trial.fault(method="sendMessage", times=2, status=status)

    assert await trial.refusal("sendMessage", **HERE) == (status, reason)
    assert await trial.refusal("sendMessage", **HERE) == (status, reason)
    assert await trial.messages(CAMAT) == before
    await trial.result("sendMessage", **HERE)


async def test_a_flood_answer_says_how_long_to_wait(trial):
    await trial.fault(method="*", status=429, retry_after=3)
    answer = await trial.ask("sendMessage", **HERE)

    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    assert answer.headers["retry-after"] == "3"


async def test_a_fault_may_carry_its_own_words_and_mind_one_chat(trial):
    await trial.fault(method="sendMessage", status=400, description="Bad Request: x", chat_id=STAF)

    await trial.result("sendMessage", **HERE)
    assert await trial.refusal("sendMessage", chat_id=STAF, text="a") == (400, "Bad Request: x")


@pytest.mark.parametrize(("after", "arrived"), [(False, 0), (True, 1)])
async def test_a_cut_connection_has_no_answer_whether_it_was_applied_or_not(
    trial, caplog, after, arrived
):
    before = len(await trial.messages(CAMAT))
    await trial.fault(method="sendMessage", cut=True, after_commit=after)

    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await trial.ask("sendMessage", **HERE)
    assert len(await trial.messages(CAMAT)) == before + arrived
    assert caplog.records == []


async def test_an_error_may_come_after_the_effect(trial):
    before = len(await trial.messages(CAMAT))
    await trial.fault(method="sendMessage", status=502, after_commit=True)

    assert (await trial.refusal("sendMessage", **HERE))[0] == 502
    assert len(await trial.messages(CAMAT)) == before + 1


async def test_a_slow_answer_is_slow_for_the_caller_only(trial):
    await trial.fault(method="sendMessage", delay=30)
    with pytest.raises(httpx.ReadTimeout):
        await trial.http.post(f"/bot{trial.server.token}/sendMessage", json=HERE, timeout=SHORT)
    await trial.result("sendMessage", **HERE)


async def test_a_file_can_fail_too(trial):
    sent = await trial.result("sendDocument", {"document": ("a.pdf", b"x")}, chat_id=CAMAT)
    file = await trial.result("getFile", file_id=sent["document"]["file_id"])
    await trial.fault(method="file", status=500)
    address = f"/file/bot{trial.server.token}/{file['file_path']}"

    assert (await trial.http.get(address)).status_code == 500
    assert (await trial.http.get(address)).content == b"x"


async def test_a_confirmation_can_be_applied_and_its_answer_lost(trial):
    await trial.write(CAMAT, "a")
    (update,) = await trial.result("getUpdates")
    await trial.fault(method="getUpdates", cut=True, after_commit=True)

    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await trial.ask("getUpdates", offset=update["update_id"] + 1)
    assert await trial.result("getUpdates") == []


async def test_faults_are_listed_and_cleared(trial):
    await trial.fault(method="sendMessage", times=9, status=500)
    assert (await trial.http.get("/trial/faults")).json()[0]["times"] == 9
    await trial.fault(clear=True)

    await trial.result("sendMessage", **HERE)


async def test_a_fault_that_does_nothing_is_refused(trial):
    for body in ({"method": "getMe"}, {"status": 500, "times": 0}, {"wrong": 1}):
        answer = await trial.http.post("/trial/faults", json=body)
        assert (answer.status_code, "galat" in answer.json()) == (400, True)


async def test_the_limiter_can_be_switched_on(trial):
    await trial.fault(limit_per_second=3)
    codes = await asyncio.gather(*(trial.ask("sendMessage", **HERE) for _ in range(5)))

    assert sorted(answer.status_code for answer in codes) == [200, 200, 200, 429, 429]


def test_never_more_than_the_limit_in_any_second():
    limiter = Limiter(30)
    for turn in range(30):
        limiter.admit(turn, 10.0 + turn / 30)

    with pytest.raises(Refused):
        limiter.admit(99, 10.99)
    limiter.admit(99, 11.0)


def test_a_chat_may_burst_and_then_goes_at_its_pace():
    limiter = Limiter(None, 1, burst=3)
    for _ in range(3):
        limiter.admit(1, 10.0)

    with pytest.raises(Refused) as refused:
        limiter.admit(1, 10.5)
    assert refused.value.parameters == {"retry_after": 1}
    limiter.admit(2, 10.5)
    limiter.admit(1, 11.0)
