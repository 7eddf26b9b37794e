"""PTB's requests on aiohttp: files, downloads and proxies, and the floor of the benchmarks.

httpx is most of what a call costs; this class needs a quarter of it.
"""

from typing import Any

import aiohttp
from telegram.request import RequestData
from yarl import URL

from bot.telegram.transport import Limits, TelegramRequest
from bot.telegram.wire import NotConnected


class AiohttpRequest(TelegramRequest):
    """A pool of aiohttp's connections to one Bot API."""

    def __init__(self, **facts: Any) -> None:  # noqa: ANN401 -- as its parent has them
        super().__init__(**facts)
        self._session: aiohttp.ClientSession | None = None

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

    async def send(
        self, url: str, method: str, data: RequestData | None, limits: Limits
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotConnected("The transport is closed")
        timeout = aiohttp.ClientTimeout(
            total=limits.total, connect=limits.connect, sock_read=limits.read
        )
        to = URL(url, encoded=True)
        try:
            async with self._session.request(
                method, to, timeout=timeout, allow_redirects=False, **body(data)
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotConnected(f"{type(error).__name__}: {error}") from error
        except aiohttp.ClientError as error:
            raise OSError(f"{type(error).__name__}: {error}") from error


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
