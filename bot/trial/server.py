"""The trial server as a whole: the application, its port, and running it quietly."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.process.figures import Counter, Figure, Gauge
from bot.process.probes import Probes, Readiness, Watched
from bot.process.supervisor import end
from bot.process.waiting import first_of, uncut
from bot.server import InnerServer, listen
from bot.trial.beginning import Beginning
from bot.trial.bot_api import BotApi
from bot.trial.messenger import Lifetimes, Messenger
from bot.trial.pages import Guard, page_routes, refuse, refuse_address, tour_routes
from bot.trial.phones import Phones
from bot.trial.refusals import PhoneRefused
from bot.trial.store import Json, Store
from bot.trial.webhooks import WebhookDelivery

HOST = "127.0.0.1"
FILE_NAME = "bot_api.sqlite"
PORTS_TRIED = 50
SHUTDOWN_SECONDS = 1.0
SHUTDOWN_TURNS = 200
KEEP_ALIVE_SECONDS = 75  # longer than any client keeps an idle connection: none is closed in use


def create_messenger(
    data_dir: Path | None = None,
    *,
    token: str | None = None,
    phones: Sequence[Json] = (),
    start_at: datetime | None = None,
    lifetimes: Lifetimes | None = None,
    limit_per_second: float | None = None,
    limit_per_chat: float | None = None,
    machine: Callable[[], float] = time.time,
) -> Messenger:
    """Open the emulated Telegram, in memory where there is no folder."""
    if data_dir is not None:
        data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / FILE_NAME if data_dir else None
    with ExitStack() as opened:
        store = opened.enter_context(closing(Store(path, first_update_id=int(machine()))))
        messenger = Messenger(
            store,
            token=token,
            machine=machine,
            lifetimes=lifetimes,
            limits=(limit_per_second, limit_per_chat),
            start_at=start_at,
            phones=phones,
        )
        opened.pop_all()  # it is the messenger's from here on
    return messenger


class Alone:
    """Speaks for a server that has no bot within."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    async def readiness(self) -> Readiness:
        """Return what must work, and whether it does."""
        return Readiness({"database": self._messenger.store.answers()})

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""
        waiting = self._messenger.store.pending_count()
        called = self._messenger.called
        return [
            Counter("tapak_trial_calls", "Calls of the Bot API.", called),
            Gauge("tapak_trial_updates_waiting", "Updates that wait for the bot.", waiting),
        ]


def create_app(messenger: Messenger, probes: Probes) -> Starlette:
    """Return the application that serves one emulated Telegram."""
    api, phones = BotApi(messenger), Phones(messenger)
    beginning = Beginning(messenger)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            delivery = group.create_task(WebhookDelivery(messenger).run())
            yield
            messenger.close()
            await end([delivery])

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", api.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", api.download, methods=["GET"]),
            *probes.routes(),
            Mount(
                "/trial",
                routes=[*phones.routes(), *beginning.routes(), *tour_routes(messenger.store)],
                name="trial",
            ),
            *page_routes(),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={PhoneRefused: refuse, HTTPException: refuse_address},
        lifespan=lifespan,
    )


def bind_port(preferred: int) -> socket.socket:
    """Return a listening socket on loopback, at the port or the next free one.

    Raises:
        OSError: Not one of the ports tried is free.
    """
    busy = OSError("no port tried")
    for port in range(preferred, preferred + PORTS_TRIED) if preferred else (0,):
        try:
            return listen(HOST, port)
        except OSError as error:
            busy = error
    raise busy


class _Connection(HttpToolsProtocol):
    """Shows the transport to the application, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class QuietServer(InnerServer):
    """Stops as soon as it is told."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let every answer that is under way finish, for a second at most."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        for _ in range(SHUTDOWN_TURNS):
            if not state.connections and not state.tasks:
                break
            await asyncio.sleep(SHUTDOWN_SECONDS / SHUTDOWN_TURNS)
        for task in state.tasks:
            task.cancel()
        await self.lifespan.shutdown()


def quiet_server(app: Starlette) -> QuietServer:
    """Return a server for the application that writes nothing but warnings."""
    return QuietServer(
        uvicorn.Config(
            app,
            http=_Connection,
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,
            log_level="warning",
            server_header=False,
            date_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
        )
    )


class TrialServer:
    """The trial server inside this event loop: ``async with TrialServer(...) as server``."""

    def __init__(
        self,
        data_dir: Path | None = None,
        *,
        port: int = 0,
        token: str | None = None,
        phones: Sequence[Json] = (),
        start_at: datetime | None = None,
        lifetimes: Lifetimes | None = None,
        limit_per_second: float | None = None,
        limit_per_chat: float | None = None,
        machine: Callable[[], float] = time.time,
    ) -> None:
        self.messenger = create_messenger(
            data_dir,
            token=token,
            phones=phones,
            start_at=start_at,
            lifetimes=lifetimes,
            limit_per_second=limit_per_second,
            limit_per_chat=limit_per_chat,
            machine=machine,
        )
        self.token = self.messenger.token
        self.port = port
        self.watched: Watched = Alone(self.messenger)
        """Whom the probes ask: the server itself, until there is a bot within."""
        self._opened = AsyncExitStack()

    @property
    def url(self) -> str:
        """The address of the page; ``/bot<token>/…`` follows it."""
        return f"http://{HOST}:{self.port}"

    async def __aenter__(self) -> Self:
        try:
            await self._open()
        except BaseException:
            await self.close()
            raise
        return self

    async def _open(self) -> None:
        opened = self._opened
        opened.callback(self.messenger.store.close)
        listener = opened.enter_context(bind_port(self.port))
        self.port = int(listener.getsockname()[1])
        server = quiet_server(create_app(self.messenger, Probes(self)))
        serving = asyncio.get_running_loop().create_task(server.serve([listener]), name="trial")
        opened.push_async_callback(asyncio.wait, {serving})
        opened.callback(server.stop)
        opened.callback(self.messenger.close)
        await first_of(server.is_up.wait(), serving)

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def readiness(self) -> Readiness:
        """Return what must work, and whether it does."""
        return await self.watched.readiness()

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""
        return await self.watched.measurements()

    async def close(self) -> None:
        """Stop, let everyone go who waits, and close the store; it may be called twice."""
        await uncut(self._opened.aclose())
