"""What Telegram's answer to a message means for the row that owes it.

One table. The order matters: ``BadRequest`` is a ``NetworkError``, and so are our own two.
"""

import re
from enum import Enum, auto

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.transport import MaybeSent, NotSent


class Verdict(Enum):
    """What to do with a row whose message was refused."""

    AGAIN = auto()
    """It did not arrive: the same again, later."""
    IN_DOUBT = auto()
    """It may have arrived: again, and a first message says that it is a repetition."""
    CHAT_WAITS = auto()
    """This chat is too fast; the others go on."""
    ALL_WAIT = auto()
    """The token seems not to be accepted: where that is so, nobody gets anything until it is."""
    NO_METHOD = auto()
    """This Bot API seems not to know the method, or the token: the others go on if it does."""
    UNREACHABLE = auto()
    """The person blocked the bot: hold all that the chat is owed until the person is back."""
    ALREADY = auto()
    """The message shows exactly that, or is gone as it should be."""
    AS_NEW = auto()
    """The message to edit is gone: send a new one."""
    AS_PLAIN = auto()
    """The markup is at fault, which is our bug: once more without it."""
    DEAD = auto()
    """It can never be sent."""


ABSENT = frozenset({Verdict.AGAIN, Verdict.IN_DOUBT, Verdict.ALL_WAIT, Verdict.NO_METHOD})
"""What says that Telegram was not there for us; every other verdict is an answer."""

GONE = "message to edit not found|message can't be edited|message_id_invalid|message identifier"
DELETED = "message to delete not found|message can't be deleted"  # gone, or older than 48 hours
MARKUP = "can't parse entities|message is too long|caption is too long|entit|text_parse"

TABLE: tuple[tuple[type[Exception], str, Verdict], ...] = (
    (NotSent, "", Verdict.AGAIN),
    (MaybeSent, "", Verdict.IN_DOUBT),
    (RetryAfter, "", Verdict.CHAT_WAITS),
    (Forbidden, "", Verdict.UNREACHABLE),
    (InvalidToken, "not found", Verdict.NO_METHOD),
    (InvalidToken, "", Verdict.ALL_WAIT),
    (Conflict, "", Verdict.ALL_WAIT),
    (BadRequest, "message is not modified", Verdict.ALREADY),
    (BadRequest, DELETED, Verdict.ALREADY),
    (BadRequest, GONE, Verdict.AS_NEW),
    (BadRequest, MARKUP, Verdict.AS_PLAIN),
    (BadRequest, "", Verdict.DEAD),
    (NetworkError, "too many requests", Verdict.AGAIN),  # a 429 with `retry_after: 0`
    (NetworkError, "", Verdict.IN_DOUBT),
    (TelegramError, "", Verdict.DEAD),
)


def judge(error: TelegramError) -> Verdict:
    """Return the verdict of the first line of the table that fits."""
    for kind, words, verdict in TABLE:
        if isinstance(error, kind) and re.search(words, error.message, re.IGNORECASE):
            return verdict
    return Verdict.DEAD
