import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.trial.server import bind_port, quiet_server
from tests.support.patience import until

CAMAT, STAF = 101, 102


class Receiver:
    """A bot behind a webhook: answers with the queued statuses, then 200."""

    def __init__(self) -> None:
        self.answers: list[Response] = []
        self.held: dict[int, asyncio.Event] = {}
        self.texts: list[str] = []
        self.secrets: set[str | None] = set()
        self.url = ""

    async def take(self, request: Request) -> Response:
        message = (await request.json())["message"]
        self.secrets.add(request.headers.get("x-telegram-bot-api-secret-token"))
        if hold := self.held.get(message["chat"]["id"]):
            await hold.wait()
        self.texts.append(message["text"])
        return self.answers.pop(0) if self.answers else Response()

    async def got(self, number: int) -> list[str]:
        async def is_enough() -> bool:
            return len(self.texts) >= number

        await until(is_enough)
        return self.texts


@pytest.fixture
async def receiver() -> AsyncIterator[Any]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])
    listener = bind_port(0)
    receiver.url = f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    server = quiet_server(app)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[listener]))
        yield receiver
        for hold in receiver.held.values():
            hold.set()
        server.stop()


async def test_updates_are_pushed_with_the_secret(trial, receiver):
    await trial.write(CAMAT, "sebelum")
    await trial.result("setWebhook", url=receiver.url, secret_token="rahasia_1")
    await trial.write(CAMAT, "sesudah")

    assert await receiver.got(2) == ["sebelum", "sesudah"]
    assert receiver.secrets == {"rahasia_1"}
    info = await trial.result("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == (receiver.url, 40)


async def test_a_refused_update_is_brought_again_before_the_next_of_that_chat(trial, receiver):
    receiver.answers = [Response(status_code=503), Response(status_code=500)]
    await trial.result("setWebhook", url=receiver.url)
    await trial.write(CAMAT, "satu")
    await trial.write(CAMAT, "dua")

    assert await receiver.got(4) == ["satu", "satu", "satu", "dua"]
    info = await trial.result("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_a_slow_chat_does_not_hold_up_another(trial, receiver):
    receiver.held[CAMAT] = asyncio.Event()
    await trial.result("setWebhook", url=receiver.url)
    await trial.write(CAMAT, "lambat")
    await trial.write(STAF, "cepat")

    assert await receiver.got(1) == ["cepat"]
    receiver.held[CAMAT].set()
    assert await receiver.got(2) == ["cepat", "lambat"]


async def test_a_receiver_that_is_not_there_yet_gets_it_later(trial, receiver):
    await trial.result("setWebhook", url="http://127.0.0.1:9/tutup")
    await trial.write(CAMAT, "a")

    async def has_failed() -> bool:
        return "last_error_message" in await trial.result("getWebhookInfo")

    await until(has_failed)
    await trial.result("setWebhook", url=receiver.url)

    assert await receiver.got(1) == ["a"]


async def test_dropping_the_webhook_can_drop_what_waits(trial, receiver):
    receiver.held[CAMAT] = asyncio.Event()
    await trial.result("setWebhook", url=receiver.url)
    await trial.write(CAMAT, "a")
    await trial.result("deleteWebhook", drop_pending_updates=True)

    assert await trial.result("getUpdates") == []
