"""HTTP: the webhook, and what the process says of itself.

1. 200 means stored. The body stays empty: Telegram would carry out a method named in it.
2. Never 410: after a day of it Telegram drops the webhook.
"""

import asyncio
import contextlib
import hmac
import logging
import socket
from collections.abc import Iterator, Sequence
from typing import Protocol

import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route, Router

from bot.process.probes import Probes, Watched
from bot.process.settings import WEBHOOK_PATH
from bot.process.visits import Visit
from bot.telegram.intake import to_raw
from bot.telegram.reading import read_json
from sop_flows.ports.kiriman import RawUpdate

logger = logging.getLogger(__name__)

MAX_BODY = 1_000_000  # bytes
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 -- its name, not its value
STOP_S = 3


class Machine(Watched, Protocol):
    """What the server asks of the app."""

    async def receive(self, updates: Sequence[RawUpdate]) -> None:
        """Store updates; return after the COMMIT."""


class Endpoints:
    """The routes of one bot."""

    def __init__(self, machine: Machine, *, secret: str, metrics_token: str) -> None:
        self._machine = machine
        self._secret = secret.encode()
        self._probes = Probes(machine, metrics_token=metrics_token)

    def application(self) -> Router:
        """Return the ASGI application; without a secret there is no webhook.

        What Starlette lays around its routes writes pages of errors, and uvicorn answers to those that we miss.
        """
        webhook = [Route(WEBHOOK_PATH, self.webhook, methods=["POST"])] if self._secret else []
        return Router([*webhook, *self._probes.routes()])

    async def webhook(self, request: Request) -> Response:
        """Store one update."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            logger.warning("A webhook call without the right secret was refused")
            return Response(status_code=403)
        try:
            body = await read_body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        try:
            raw = to_raw(read_json(body))
        except ValueError:
            raw = None
        if raw is None:
            return Response(status_code=400)
        try:
            await self._machine.receive([raw])
        except Exception:
            logger.exception("An update could not be stored; Telegram will bring it again")
            return Response(status_code=503, headers={"Retry-After": "3"})
        return Response()


async def read_body(request: Request) -> bytes | None:
    """Return the body, or ``None`` as soon as it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


class InnerServer(uvicorn.Server):
    """uvicorn inside our own loop: it leaves the signals alone and says when it is up.

    Who starts it tells it to stop and waits: one that is cancelled leaves its sockets in the loop.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_up = asyncio.Event()
        self._stopped = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave every signal alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so."""
        await super().startup(sockets)
        self.is_up.set()

    async def main_loop(self) -> None:
        """Wait until told to stop, without ticking."""
        await self._stopped.wait()

    def stop(self) -> None:
        """End gracefully."""
        self.should_exit = True
        self._stopped.set()


def make_server(application: Router) -> InnerServer:
    """Return the server of a bot."""
    return InnerServer(
        uvicorn.Config(
            application,
            http=Visit,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=STOP_S,
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 is any.

    Raises:
        OSError: The port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle off only where the protocol is named: 40 ms per answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(256)
    except OSError:
        listener.close()
        raise
    return listener
