"""The page, its tours, and what keeps strangers off both."""

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.trial.refusals import PhoneRefused
from bot.trial.store import Json, Store

FOLDER = Path(__file__).parent
LOOPBACK = {"127.0.0.1", "localhost"}
SECURITY = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guard:
    """Lets in only requests addressed to loopback and, on the page's side, from the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        origin = headers.get(b"origin", b"").decode("latin-1").lower()
        from_bot = scope["path"].startswith(("/bot", "/file/bot"))
        if not _is_loopback(host):
            await _error(421, "Alamat ini hanya untuk komputer ini sendiri.")(scope, receive, send)
        elif origin and not from_bot and origin != f"http://{host}":
            await _error(403, "Permintaan dari halaman lain ditolak.")(scope, receive, send)
        else:
            await self._app(scope, receive, send if from_bot else _secured(send))


def _is_loopback(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


def _secured(send: Send) -> Send:
    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(SECURITY)
        await send(message)

    return secured


def tour_routes(store: Store, folder: Path = FOLDER / "tours") -> list[Route]:
    """Return the routes of the tours, below ``/trial``."""
    tours = Tours(store, folder)
    return [
        Route("/tours", tours.listing, methods=["GET"]),
        Route("/tours/{name}", tours.tour, methods=["GET"]),
    ]


def page_routes(folder: Path = FOLDER / "static") -> list[BaseRoute]:
    """Return the page, where its files are."""
    return [Mount("/", StaticFiles(directory=folder, html=True))] if folder.is_dir() else []


class Tours:
    """The scripted tours, one TOML file each."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def _files(self) -> dict[str, Path]:
        return {path.stem: path for path in sorted(self._folder.glob("*.toml"))}

    async def listing(self, _request: Request) -> Response:
        """Return what there is: office by office as on the page, the longest tour first."""
        offices = [phone.kantor for phone in self._store.phones()]
        tours: list[Json] = []
        for name, path in self._files().items():
            script = _read(path)
            about = {key: str(script.get(key) or "") for key in ("judul", "keterangan", "kantor")}
            tours.append({"name": name, **about, "langkah": len(script["adegan"])})
        tours.sort(key=lambda tour: (place(tour["kantor"], offices), -tour["langkah"]))
        return JSONResponse(tours)

    async def tour(self, request: Request) -> Response:
        """Return one tour."""
        path = self._files().get(request.path_params["name"])
        if path is None:
            raise PhoneRefused(404, "Contoh itu tidak ada.")
        return JSONResponse(json.loads(json.dumps(_read(path), default=str)))


def place(kantor: str, offices: Sequence[str]) -> int:
    """Return where an office stands on the page; one that is not there comes last."""
    return offices.index(kantor) if kantor in offices else len(offices)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _error(status: int, galat: str) -> Response:
    return JSONResponse({"galat": galat}, status_code=status)


async def refuse_address(request: Request, refused: Exception) -> Response:
    """Answer an address or a verb that does not exist, in the words of its side."""
    status = refused.status_code if isinstance(refused, HTTPException) else 404
    if request.url.path.startswith(("/bot", "/file/bot")):
        body = {"ok": False, "error_code": status, "description": "Not Found"}
        return JSONResponse(body, status_code=status)
    return _error(status, "Alamat itu tidak ada.")


async def refuse(_request: Request, refused: Exception) -> Response:
    """Answer a refusal of the phones' JSON."""
    if not isinstance(refused, PhoneRefused):
        raise refused
    return _error(refused.status, refused.galat)
