"""What a process says of itself over HTTP: alive, ready, and its figures for Prometheus."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.process.figures import Figure
from bot.process.settings import LOOPBACK
from sop_flows.deferred import dataclass


@dataclass(frozen=True, slots=True)
class Readiness:
    """What must work, and whether it does; ``remarks`` are what an operator should know, though it does not make the bot unready."""

    checks: Mapping[str, bool]
    remarks: Mapping[str, int] = field(default_factory=dict)


class Watched(Protocol):
    """Whoever is asked how it is."""

    async def readiness(self) -> Readiness:
        """Return whether it does its work."""

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""


class Probes:
    """The addresses that monitoring asks."""

    def __init__(self, watched: Watched, *, metrics_token: str = "") -> None:
        self._watched = watched
        self._metrics_token = metrics_token.encode()

    def routes(self) -> list[Route]:
        """Return the routes of health and figures."""
        return [
            Route("/healthz", self.healthz),
            Route("/readyz", self.readyz),
            Route("/metrics", self.metrics),
        ]

    async def healthz(self, _request: Request) -> Response:
        """Say that the process is alive."""
        return JSONResponse({"status": "ok"})

    async def readyz(self, _request: Request) -> Response:
        """Say whether the process does its work."""
        found = await self._watched.readiness()
        status = 200 if all(found.checks.values()) else 503
        return JSONResponse({**found.checks, **found.remarks}, status_code=status)

    async def metrics(self, request: Request) -> Response:
        """Return the figures for Prometheus."""
        if not self._may_read(request):
            return Response(status_code=403)
        from bot.process.exposition import CONTENT_TYPE, expose  # costs a start what few ask for

        figures = expose(await self._watched.measurements())
        return Response(figures, headers={"Content-Type": CONTENT_TYPE})

    def _may_read(self, request: Request) -> bool:
        if not self._metrics_token:
            return request.client is not None and request.client.host in LOOPBACK
        given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        return hmac.compare_digest(given, self._metrics_token)
