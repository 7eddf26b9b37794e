"""What a message shows that the trial keeps."""

from typing import Any

from bot.trial.store import Message


def text_of(message: Message) -> str:
    """Return what a message says."""
    return message.body.get("text") or message.body.get("caption") or ""


def buttons_of(message: Message) -> list[dict[str, Any]]:
    """Return the buttons under a message."""
    rows = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
