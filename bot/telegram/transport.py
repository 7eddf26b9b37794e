"""PTB's requests over connections of our own, and whether a failed one may have reached Telegram."""

import asyncio
import json
import os
from importlib import import_module
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.reading import read_json
from bot.telegram.wire import NotConnected, Origin, Wire
from sop_flows.deferred import dataclass

os.environ.setdefault("PTB_TIMEDELTA", "1")  # `RetryAfter.retry_after` as PTB 23 will have it

UPLOAD_S = 60.0
SLOWEST = 8_000  # bytes per second that a line must carry to count as one
LONGEST_S = 300  # that a 429 is believed: after that it is asked again
REFUSED = 400  # the first status of an answer that refuses
DEFAULT = BaseRequest.DEFAULT_NONE


class NotSent(NetworkError):
    """The request never left: trying again cannot repeat anything."""


class MaybeSent(TimedOut):
    """The request may have been carried out although no answer came."""


@dataclass(frozen=True, slots=True)
class PlainData:
    """Parameters that need no more than JSON: what ``do_request`` reads of PTB's RequestData."""

    parameters: dict[str, Any]
    contains_files: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a request may take, in seconds; None: for ever.

    ``read`` is how long nothing may come, not how long everything may take: a slow line is none that
    is dead. What is sent along has a time of its own, ``total``, by its size.
    """

    connect: float | None
    read: float | None
    total: float | None = None


class TelegramRequest(BaseRequest):
    """A pool of connections to one Bot API. Times are in seconds."""

    def __init__(
        self,
        *,
        connections: int = 32,
        connect: float = 5.0,
        read: float = 10.0,
        upload: float = UPLOAD_S,
        trust_env: bool = False,
    ) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._upload = upload
        self._trust_env = trust_env

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = DEFAULT,
        write_timeout: object = DEFAULT,
        connect_timeout: object = DEFAULT,
        pool_timeout: object = DEFAULT,
    ) -> tuple[int, bytes]:
        has_files = request_data is not None and request_data.contains_files
        limits = Limits(
            connect=pick(connect_timeout, self._connect),
            read=pick(read_timeout, self._upload if has_files else self._read),
            total=upload_time(request_data) if has_files else None,
        )
        try:
            status, payload = await self.send(url, method, request_data, limits)
        except NotConnected as error:
            raise NotSent(f"{type(error).__name__}: {error}") from error
        except OSError as error:  # a TimeoutError is one
            raise MaybeSent(f"{type(error).__name__}: {error}") from error
        if method == "POST" and status >= REFUSED:
            self.parse_json_payload(payload)  # a page of a proxy is no word of Telegram's
        return status, payload

    async def send(
        self, url: str, method: str, data: RequestData | None, limits: Limits
    ) -> tuple[int, bytes]:
        """Send a request; return the status and the body of the answer.

        Raises:
            NotConnected: Nothing was written.
            OSError: No whole answer came.
        """
        raise NotImplementedError

    async def call(
        self, url: str, parameters: dict[str, Any], *, read: float | None = None
    ) -> Any:  # noqa: ANN401
        """Return the raw result of a method whose parameters are plain JSON.

        What PTB does to parameters and answers is most of what is left of a call's cost.
        """
        data = cast("RequestData", PlainData(parameters))
        return await self.post(url, data, read_timeout=read or self._read)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer; one that cannot be read, or is another's, says nothing of what was done."""
        try:
            answer = read_json(payload)
        except ValueError as error:
            raise MaybeSent("The answer is not JSON") from error
        if not isinstance(answer, dict) or answer.keys().isdisjoint(("result", "description")):
            raise MaybeSent("The answer is none of the Bot API")
        if "parameters" in answer:
            answer["parameters"] = plausible(answer["parameters"])
        return answer


class WireRequest(TelegramRequest):
    """Connections of our own, where JSON goes straight to Telegram: that is nearly every call.

    Files and proxies go with aiohttp, whose care for what a call never has costs as much as the call; it is
    loaded when the first of them goes.
    """

    def __init__(self, **facts: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(**facts)
        self._facts = facts
        self._wire: Wire | None = None
        self._other: TelegramRequest | None = None
        self._is_open = False

    async def initialize(self) -> None:
        self._is_open = True

    async def shutdown(self) -> None:
        self._is_open = False
        if self._wire is not None:
            wire, self._wire = self._wire, None
            await wire.close()
        if self._other is not None:
            other, self._other = self._other, None
            await other.shutdown()

    async def send(
        self, url: str, method: str, data: RequestData | None, limits: Limits
    ) -> tuple[int, bytes]:
        if not self._is_open:
            raise NotConnected("The transport is closed")
        if self._trust_env or method != "POST" or data is None or data.contains_files:
            other = await self._with_files()
            return await other.send(url, method, data, limits)
        if self._wire is None:
            self._wire = Wire(Origin.of(url), self._connections, self.USER_AGENT)
        said = json.dumps(data.parameters).encode()
        return await self._wire.post(
            urlsplit(url).path, said, connect=limits.connect, read=limits.read
        )

    async def _with_files(self) -> TelegramRequest:
        if self._other is None:
            loaded = await asyncio.to_thread(import_module, "bot.telegram.aiohttp_request")
            if self._other is None:  # not by somebody else meanwhile
                self._other = loaded.AiohttpRequest(**self._facts)
                await self._other.initialize()
        return self._other


def plausible(parameters: object) -> dict[str, Any]:
    """Return what an answer adds to its refusal, with a pause that can be kept, or without one."""
    if not isinstance(parameters, dict):
        return {}
    seconds = parameters.pop("retry_after", None)
    if isinstance(seconds, int) and seconds > 0:
        parameters["retry_after"] = min(seconds, LONGEST_S)
    return parameters


def upload_time(data: RequestData | None) -> float:
    """Return how long it may take to send files along, in seconds."""
    parts = data.multipart_data.values() if data else ()
    size = sum(len(content) for _, content, _ in parts if isinstance(content, bytes))
    return UPLOAD_S + size / SLOWEST


def pick(given: object, default: float) -> float | None:
    """Return the timeout that was given (``None``: wait for ever), or the default."""
    if given is DEFAULT:
        return default
    return float(given) if isinstance(given, int | float) else None


def needs_proxy(url: str) -> bool:
    """Return whether the environment's proxies are to be asked for this address."""
    return urlsplit(url).hostname not in {"127.0.0.1", "::1", "localhost"} and bool(getproxies())
