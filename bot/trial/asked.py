"""What a script asks of the phones, read strictly: a slip of its author is told, never a crash."""

import json
import math
from typing import Any

from starlette.requests import Request

from bot.trial.refusals import PhoneRefused
from bot.trial.store import Json

LARGEST = 2**53


async def read_json(request: Request) -> Json:
    """Return the JSON object of a request.

    Raises:
        PhoneRefused: The body is no JSON object.
    """
    try:
        body = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise PhoneRefused(400, "Isi permintaan bukan JSON.") from None
    if not isinstance(body, dict):
        raise PhoneRefused(400, "Isi permintaan harus objek JSON.")
    return body


def is_number(value: object) -> bool:
    """Tell whether a value is a whole number that can be kept."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def query_number(request: Request, name: str) -> int:
    """Return a whole number from the address, 0 where there is none."""
    value = request.query_params.get(name) or "0"
    if not (value.isascii() and value.isdecimal() and len(value) <= 15):
        raise PhoneRefused(400, f"{name} harus bilangan.")
    return int(value)


def number_of(body: Json, name: str) -> int | None:
    """Return a whole number of the body, or None where there is none."""
    value = body.get(name)
    if value is None:
        return None
    if not is_number(value):
        raise PhoneRefused(400, f"{name} harus bilangan.")
    return int(value)


def text_of(body: Json, name: str) -> str:
    """Return a text of the body, as it can be sent on; empty where there is none."""
    value: Any = body.get(name)
    if value is not None and not isinstance(value, str | int | float):
        raise PhoneRefused(400, f"{name} harus teks.")
    return "" if value is None else str(value).encode("utf-8", "replace").decode()


def seconds_of(body: Json, name: str) -> float | None:
    """Return a length of time of the body, or None where there is none."""
    value = body.get(name)
    if value is None:
        return None
    is_length = isinstance(value, int | float) and math.isfinite(value) and value >= 0
    if not is_length:
        raise PhoneRefused(400, f"{name} harus lama waktu dalam detik.")
    return float(value)
