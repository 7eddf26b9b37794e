"""The transport: what may have arrived, and a token that never shows."""

import asyncio
import json
import logging
import socket
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.process.log import JsonFormatter, TextFormatter
from bot.telegram.aiohttp_request import AiohttpRequest
from bot.telegram.intake import seconds_of
from bot.telegram.transport import LONGEST_S, MaybeSent, NotSent, WireRequest
from bot.telegram.verdict import TABLE, Verdict, judge
from bot.trial.server import TrialServer

BUDI = 101


@pytest.fixture(params=[AiohttpRequest, WireRequest], autouse=True)
def _each_way(request, monkeypatch):
    """Both ways to Telegram answer to the same tests."""
    monkeypatch.setattr(f"{__name__}.Transport", request.param)


Transport = WireRequest


@pytest.fixture
async def server():
    async with TrialServer(phones=[{"user_id": BUDI, "name": "Budi"}]) as server:
        yield server


@pytest.fixture
async def bot(server):
    async with make(server.token, server.url) as bot:
        yield bot


def make(token, url, **timeouts):
    return Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=Transport(**timeouts),
        get_updates_request=Transport(),
    )


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


async def test_a_refused_connection_was_not_sent():
    bot = make("1:" + "a" * 35, f"http://127.0.0.1:{free_port()}")
    await bot._request[1].initialize()

    with pytest.raises(NotSent) as error:
        await bot.get_me()

    await bot._request[1].shutdown()
    assert judge(error.value) is Verdict.AGAIN


@pytest.mark.parametrize(
    "fault", [{"cut": True}, {"cut": True, "after_commit": True}, {"delay": 2}]
)
async def test_a_lost_answer_may_have_been_sent(server, fault):
    async with make(server.token, server.url, read=0.3) as bot:
        server.messenger.faults.add({"method": "getMe", **fault})
        with pytest.raises(MaybeSent) as error:
            await bot.get_me()

    assert judge(error.value) is Verdict.IN_DOUBT


async def test_a_body_that_is_no_json_may_have_been_sent():
    with pytest.raises(MaybeSent):
        AiohttpRequest.parse_json_payload(b"<html>")


@pytest.mark.parametrize(
    ("status", "kind", "verdict"),
    [
        (400, BadRequest, Verdict.DEAD),
        (401, InvalidToken, Verdict.ALL_WAIT),
        (403, Forbidden, Verdict.UNREACHABLE),
        (404, InvalidToken, Verdict.NO_METHOD),
        (429, RetryAfter, Verdict.CHAT_WAITS),
        (500, NetworkError, Verdict.IN_DOUBT),
        (502, NetworkError, Verdict.IN_DOUBT),
    ],
)
async def test_an_answer_has_its_verdict(bot, server, status, kind, verdict):
    server.messenger.faults.add({"method": "getMe", "status": status})

    with pytest.raises(kind) as error:
        await bot.get_me()

    assert judge(error.value) is verdict


@asynccontextmanager
async def answering(status, body):
    """A bot behind somebody who answers everything so."""

    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 %d .\r\nContent-Length: %d\r\n\r\n%b" % (status, len(body), body))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        bot = make("1:" + "a" * 35, "http://{}:{}".format(*server.sockets[0].getsockname()))
        await bot._request[1].initialize()
        try:
            yield bot
        finally:
            await bot._request[1].shutdown()


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 429, 502])
@pytest.mark.parametrize(
    "body", [b"<html>Internet Positif</html>", b"", b"[]", b'"no"', b'{"e":1}']
)
async def test_what_a_proxy_says_in_place_of_telegram_is_no_word_of_telegram(status, body):
    async with answering(status, body) as bot:
        with pytest.raises(NetworkError) as error:
            await bot.send_message(BUDI, "halo")

    assert judge(error.value) is Verdict.IN_DOUBT


@pytest.mark.parametrize(
    "parameters", [{"retry_after": odd} for odd in (0, -5, "9", None)] + ["9"]
)
async def test_a_429_that_says_no_time_is_tried_again_as_others_are(parameters):
    refused = {"ok": False, "description": "Too Many Requests", "parameters": parameters}
    async with answering(429, json.dumps(refused).encode()) as bot:
        with pytest.raises(NetworkError) as error:
            await bot.send_message(BUDI, "halo")

    assert judge(error.value) is Verdict.AGAIN


@pytest.mark.parametrize(("said", "kept"), [(7, 7), (86_400, LONGEST_S), (10**400, LONGEST_S)])
async def test_nobody_is_mute_for_a_day(said, kept):
    refused = {
        "ok": False,
        "description": "Too Many Requests",
        "parameters": {"retry_after": said},
    }
    async with answering(429, json.dumps(refused).encode()) as bot:
        with pytest.raises(RetryAfter) as error:
            await bot.send_message(BUDI, "halo")

    assert seconds_of(error.value) == kept


def test_every_verdict_stands_in_the_table():
    assert {verdict for _, _, verdict in TABLE} == set(Verdict)


async def test_files_go_and_come(bot, server):
    phone = server.messenger.store.phone(BUDI)
    phone.started = True
    server.messenger.store.save_phone(phone)

    sent = await bot.send_document(BUDI, InputFile(b"isi \xff", filename="lembar.xlsx"))
    file = await bot.get_file(sent.document.file_id)

    assert sent.document.file_name == "lembar.xlsx"
    assert bytes(await file.download_as_bytearray()) == b"isi \xff"


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_the_token_is_in_no_log_line_not_even_in_tracebacks(
    server, caplog, formatter, method
):
    canary = "123456789:" + "CANARY_" * 5
    caplog.set_level(logging.DEBUG)
    bot = make(canary, server.url)
    logger = logging.getLogger("canary")
    try:
        await bot.initialize()
    except InvalidToken:
        logger.exception("no %r %s", bot, f"{server.url}/bot{canary}/{method}")
    await bot.shutdown()

    text = "\n".join(formatter.format(record) for record in caplog.records)
    assert canary in caplog.text
    assert "CANARY_" not in text
