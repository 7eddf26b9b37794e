"""Only a person's own words and taps in a private chat are heard at all."""

from typing import Any

import pytest
from telegram import Update

from handlers.guard import ANONYMOUS_ADMIN, is_own

SITI = {"id": 1006, "is_bot": False, "first_name": "Siti"}
PRIVATE = {"id": 1006, "type": "private", "first_name": "Siti"}
GROUP = {"id": -100123, "type": "supergroup", "title": "Pejawaran"}
CHANNEL = {"id": -100456, "type": "channel", "title": "Kabar"}
ORIGIN = {"type": "hidden_user", "sender_user_name": "Budi", "date": 1}


def message(**changes: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1, "chat": PRIVATE, "from": SITI, "text": "12", **changes}


def tap(**changes: Any) -> dict[str, Any]:
    query = {"id": "1", "from": SITI, "chat_instance": "1", "data": "v1:t:1:0:setujui"}
    return {"callback_query": {**query, "message": message(), **changes}}


def heard(kind: dict[str, Any]) -> bool:
    update = Update.de_json({"update_id": 1, **kind}, None)
    return is_own(update)


@pytest.mark.parametrize("own", [{"message": message()}, tap(), tap(message=None)])
def test_what_somebody_does_in_their_own_chat_is_heard(own: dict[str, Any]):
    assert heard({key: {k: v for k, v in kind.items() if v} for key, kind in own.items()})


@pytest.mark.parametrize(
    "foreign",
    [
        {"message": message(chat=GROUP)},
        {"message": message(forward_origin=ORIGIN)},
        {"message": message(via_bot={"id": 7, "is_bot": True, "first_name": "b"})},
        {"message": message(sender_chat=CHANNEL)},
        {"message": message(**{"from": {**SITI, "is_bot": True}})},
        {"message": message(**{"from": {**SITI, "id": ANONYMOUS_ADMIN}})},
        {"edited_message": message(edit_date=2)},
        {"channel_post": message(chat=CHANNEL)},
        {"business_message": message(business_connection_id="x")},
        tap(message=message(chat=GROUP)),
        tap(**{"from": {**SITI, "is_bot": True}}),
        {"my_chat_member": None},
    ],
    ids=lambda kind: next(iter(kind)),
)
def test_what_comes_from_elsewhere_is_not(foreign: dict[str, Any]):
    assert not heard({key: kind for key, kind in foreign.items() if kind})
