"""How a trial begins: whether it still stands there, who acts first, and starting over."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.trial.messenger import Messenger
from bot.trial.methods.account import menu_of
from bot.trial.refusals import PhoneRefused
from bot.trial.store import Json

BEGINNING = "beginning"
"""The note of all that had been done when the offices were ready."""
START = "mulai"
"""The command that starts an SOP."""


def deeds(messenger: Messenger) -> list[object]:
    """Return what moves as soon as anybody does anything, and the day."""
    now = messenger.clock.now()
    return [*messenger.store.deeds(), messenger.clock.version, now.date().isoformat()]


def is_fresh(messenger: Messenger) -> bool:
    """Return whether nobody has done anything since the offices were ready."""
    return messenger.store.setting(BEGINNING) in (None, deeds(messenger))


def starters(messenger: Messenger) -> list[Json]:
    """Return the first person of each office whom the bot lets start an SOP."""
    first: dict[str, Json] = {}
    for phone in messenger.store.phones():
        menu = menu_of(messenger, phone.user_id)
        if phone.kantor not in first and any(one["command"] == START for one in menu):
            first[phone.kantor] = {"kantor": phone.kantor, "user_id": phone.user_id}
    return list(first.values())


class Beginning:
    """The routes of it."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    def routes(self) -> list[Route]:
        """Return the routes below ``/trial``."""
        return [
            Route("/beginning", self.state, methods=["GET"]),
            Route("/restart", self.restart, methods=["POST"]),
        ]

    async def state(self, _request: Request) -> Response:
        """Return how the trial stands to its beginning."""
        messenger = self._messenger
        return JSONResponse(
            {
                "fresh": is_fresh(messenger),
                "restart": messenger.restart.is_offered,
                "command": f"/{START}",
                "starters": starters(messenger),
            }
        )

    async def restart(self, _request: Request) -> Response:
        """Start over; answer when the offices are ready again."""
        messenger = self._messenger
        if not messenger.restart.is_offered:
            raise PhoneRefused(409, "Mode coba ini belum siap, atau bot-nya berjalan di luar.")
        if not await messenger.restart.ask():
            raise PhoneRefused(503, "Kantor contoh belum siap juga. Mohon memuat ulang halaman.")
        messenger.hints.tell(restarted=True)
        return JSONResponse({"fresh": is_fresh(messenger)})
