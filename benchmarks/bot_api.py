"""A Bot API that answers at once, as cheaply as Python can, and remembers when it was asked."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Self
from urllib.parse import parse_qsl

BOT_ID = 7_000_001
TOKEN = f"{BOT_ID}:benchmark-token-of-nobody-000000000"
ME = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Tapak",
    "username": "tapak_bench_bot",
    "can_join_groups": False,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}

Parameters = dict[str, Any]
Listen = Callable[[str, Parameters], None]
"""Hears of every call: the method and its parameters."""
Refuse = Callable[[str], float]
"""Returns after how many seconds a call would be welcome; 0: it is now."""


class BotApi:
    """A fake of the methods that the measured bots call."""

    def __init__(
        self, listen: Listen, *, refuse: Refuse = lambda _: 0.0, delay: float = 0.0
    ) -> None:
        self._listen = listen
        self._refuse = refuse
        self.delay = delay
        self.calls: Counter[str] = Counter()
        self.next_message = 1_000_000

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Peer(self), "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self._server.close_clients() if hasattr(self._server, "close_clients") else None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def answer(self, method: str, parameters: Parameters) -> tuple[int, dict[str, Any]]:
        """Return the status and the answer of one call."""
        if (seconds := self._refuse(method)) > 0:
            return 429, {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {seconds:.0f}",
                "parameters": {"retry_after": max(1, round(seconds))},
            }
        self.calls[method] += 1
        if method == "getMe":
            result: Any = ME
        elif method in {"sendMessage", "editMessageText"}:
            result = parameters["message"] = self._message(parameters)
        else:
            result = True
        self._listen(method, parameters)
        return 200, {"ok": True, "result": result}

    def _message(self, parameters: Parameters) -> dict[str, Any]:
        message_id = parameters.get("message_id")
        if message_id is None:
            message_id = self.next_message = self.next_message + 1
        chat_id = int(parameters["chat_id"])
        message = {
            "message_id": int(message_id),
            "date": 1_790_000_000,
            "from": ME,
            "chat": {"id": chat_id, "type": "private", "first_name": "Orang"},
            "text": parameters["text"],
        }
        markup = parameters.get("reply_markup")
        if markup:
            message["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
        return message


class Peer(asyncio.Protocol):
    """One connection of a bot: one request at a time, kept alive."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._buffer[:end])
        length = int(header(head, b"content-length") or 0)
        if len(self._buffer) < end + 4 + length:
            return
        body = bytes(self._buffer[end + 4 : end + 4 + length])
        del self._buffer[: end + 4 + length]
        target = head.split(b" ", 2)[1].decode()
        method = target.partition("?")[0].rpartition("/")[2]
        status, answer = self._api.answer(method, read(header(head, b"content-type"), body))
        self._reply(status, json.dumps(answer).encode())

    def _reply(self, status: int, payload: bytes) -> None:
        raw = (
            b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b"
            % (status, len(payload), payload)
        )
        if self._api.delay:
            asyncio.get_running_loop().call_later(self._api.delay, self._transport.write, raw)
        else:
            self._transport.write(raw)


def header(head: bytes, name: bytes) -> bytes:
    """Return the value of a header, or nothing."""
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return b""


def read(content_type: bytes, body: bytes) -> Parameters:
    """Return the parameters of a call, however the bot writes them."""
    if not body:
        return {}
    if content_type.startswith(b"application/json"):
        found: Parameters = json.loads(body)
        return found
    return dict(parse_qsl(body.decode(), keep_blank_values=True))
