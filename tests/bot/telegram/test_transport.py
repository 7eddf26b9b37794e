"""The transport: what may have arrived, and a token that never shows."""

import logging
import socket

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.process.log import JsonFormatter, TextFormatter
from bot.telegram.transport import AiohttpRequest, MaybeSent, NotSent
from bot.telegram.verdict import TABLE, Verdict, judge
from bot.trial.server import TrialServer

BUDI = 101


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
        request=AiohttpRequest(**timeouts),
        get_updates_request=AiohttpRequest(),
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
