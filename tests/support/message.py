"""What a message shows that the trial keeps."""

from bot.trial.store import Message


def text_of(message: Message) -> str:
    """Return what a message says."""
    return message.body.get("text") or message.body.get("caption") or ""
