from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from bot.trial.server import TrialServer
from tests.support.http import client
from tests.support.phones import Phones

START = datetime(2026, 10, 6, 1, 0, tzinfo=UTC)
CAMAT, STAF, TAMU = 101, 102, 103
PEOPLE = [
    {"user_id": CAMAT, "name": "Budi", "jabatan": "Camat", "unit": "Kecamatan"},
    {"user_id": STAF, "name": "Sari", "jabatan": "Staf", "unit": "Umum", "username": "sari"},
    {"user_id": TAMU, "name": "Tamu", "jabatan": "", "unit": ""},
]


class Trial(Phones):
    """A trial server with both of its doors: the bot's and the people's."""

    def __init__(self, server: TrialServer, http: httpx.AsyncClient) -> None:
        self.server = server
        self.http = http

    async def ask(
        self, method: str, files: dict[str, Any] | None = None, **params: Any
    ) -> httpx.Response:
        address = f"/bot{self.server.token}/{method}"
        if files:
            return await self.http.post(address, data=params, files=files)
        return await self.http.post(address, json=params)

    async def result(self, method: str, files: dict[str, Any] | None = None, **params: Any) -> Any:
        answer = (await self.ask(method, files, **params)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(
        self, method: str, files: dict[str, Any] | None = None, **params: Any
    ) -> tuple[int, str]:
        response = await self.ask(method, files, **params)
        answer = response.json()
        assert answer["ok"] is False, answer
        assert answer["error_code"] == response.status_code
        return response.status_code, answer["description"]

    async def messages(self, user_id: int) -> list[Any]:
        return (await self.http.get(f"/trial/phones/{user_id}/messages")).json()


@pytest.fixture
async def trial() -> AsyncIterator[Trial]:
    async with (
        TrialServer(phones=PEOPLE, start_at=START) as server,
        client(server.url) as http,
    ):
        trial = Trial(server, http)
        await trial.write(CAMAT, "/start")
        await trial.write(STAF, "/start")
        await trial.result("getUpdates", offset=-1)
        await trial.result("getUpdates", offset=2**31)
        yield trial
