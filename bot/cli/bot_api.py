"""Single questions to the Bot API, for commands that ask it outside a running bot."""

import json
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from bot.process.settings import LOOPBACK, Settings
from sop_flows.deferred import dataclass

PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API answered, and its own time."""

    result: Mapping[str, Any]
    at: datetime | None


class NoAnswer(Exception):
    """The Bot API could not be reached."""


class TokenRefused(Exception):
    """The Bot API does not know this token."""


def ask(settings: Settings, method: str) -> Answer:
    """Return the answer to a method without parameters.

    Raises:
        TokenRefused: The token is wrong.
        NoAnswer: Nothing, or nothing sensible, came back.
    """
    request = Request(f"{settings.bot_api_url}/bot{settings.bot_token}/{method}")  # noqa: S310
    try:
        with _opener(settings.bot_api_url).open(request, timeout=PATIENCE_S) as response:
            date = response.headers.get("Date")
            answer = json.loads(response.read())
    except HTTPError as refused:
        refused.close()
        if refused.code in {401, 404}:
            raise TokenRefused from None
        raise NoAnswer(f"HTTP {refused.code}") from None
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "reason", failure)
        raise NoAnswer(str(reason).replace(settings.bot_token, "…")) from None
    return Answer(answer["result"], parsedate_to_datetime(date) if date else None)


def _opener(address: str) -> OpenerDirector:
    is_here = urlsplit(address).hostname in LOOPBACK
    return build_opener(ProxyHandler({})) if is_here else build_opener()
