"""PTB's requests on aiohttp, and whether a failed one may have reached Telegram.

httpx is most of what a call costs; this class needs a quarter of it.
"""

import json
import os
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.telegram.reading import read_json
from bot.telegram.wire import NotConnected, Origin, Wire

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


class AiohttpRequest(BaseRequest):
    """A pool of connections to one Bot API. Times are in seconds.

    ``read`` is how long nothing may come, not how long everything may take: a slow line is none that
    is dead. What is sent along has a time of its own, by its size.
    """

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
        self._session: aiohttp.ClientSession | None = None
        self._urls: dict[str, URL] = {}

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self._trust_env,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

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
        limits = aiohttp.ClientTimeout(
            total=upload_time(request_data) if has_files else None,
            connect=pick(connect_timeout, self._connect),
            sock_read=pick(read_timeout, self._upload if has_files else self._read),
        )
        try:
            status, payload = await self._send(url, method, request_data, limits)
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            NotConnected,
        ) as error:
            raise NotSent(f"{type(error).__name__}: {error}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise MaybeSent(f"{type(error).__name__}: {error}") from error
        if method == "POST" and status >= REFUSED:
            self.parse_json_payload(payload)  # a page of a proxy is no word of Telegram's
        return status, payload

    async def _send(
        self, url: str, method: str, data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("The transport is closed")
        async with self._session.request(
            method, self._url(url), timeout=limits, allow_redirects=False, **body(data)
        ) as response:
            return response.status, await response.read()

    async def call(
        self, url: str, parameters: dict[str, Any], *, read: float | None = None
    ) -> Any:  # noqa: ANN401
        """Return the raw result of a method whose parameters are plain JSON.

        What PTB does to parameters and answers is most of what is left of a call's cost.
        """
        data = cast("RequestData", PlainData(parameters))
        return await self.post(url, data, read_timeout=read or self._read)

    def _url(self, url: str) -> URL:
        if (known := self._urls.get(url)) is None:
            known = URL(url, encoded=True)
            if "/file/" not in url:
                self._urls[url] = known
        return known

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


class WireRequest(AiohttpRequest):
    """The same, over connections of our own where JSON goes straight to Telegram: that is nearly every call.

    Files and proxies stay with aiohttp, whose care for what a call never has is a third of its cost.
    """

    _wire: Wire | None = None

    async def shutdown(self) -> None:
        await super().shutdown()
        if self._wire is not None:
            wire, self._wire = self._wire, None
            await wire.close()

    async def _send(
        self, url: str, method: str, data: RequestData | None, limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        is_open = self._session is not None and not self._trust_env
        if not is_open or method != "POST" or data is None or data.contains_files:
            return await super()._send(url, method, data, limits)
        if self._wire is None:
            self._wire = Wire(Origin.of(url), self._connections, self.USER_AGENT)
        said = json.dumps(data.parameters).encode()
        return await self._wire.post(
            urlsplit(url).path, said, connect=limits.connect, read=limits.sock_read
        )


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


def body(data: RequestData | None) -> dict[str, Any]:
    """Return aiohttp's arguments for the body: JSON, or a form where files are sent along."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"json": data.parameters}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}


def needs_proxy(url: str) -> bool:
    """Return whether the environment's proxies are to be asked for this address."""
    return urlsplit(url).hostname not in {"127.0.0.1", "::1", "localhost"} and bool(getproxies())
