"""The door of the trial that people use, over HTTP."""

from typing import Any

import httpx


class Phones:
    """Whatever reaches the phones of a trial server."""

    http: httpx.AsyncClient

    async def act(self, user_id: int, deed: str, **body: Any) -> Any:
        response = await self.http.post(f"/trial/phones/{user_id}/{deed}", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    async def write(self, user_id: int, text: str) -> Any:
        return await self.act(user_id, "send", text=text)

    async def fault(self, **fault: Any) -> None:
        response = await self.http.post("/trial/faults", json=fault)
        assert response.status_code == 200, response.text
