"""One screen on its way to one chat: the call of the Bot API that it needs."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from telegram import Bot, InputFile, Message
from telegram.constants import ParseMode

from handlers.screen import Dokumen, Screen, plain, to_json, to_markup

Call = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""Calls a method of the Bot API with plain JSON and returns its raw result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A screen, where it goes, and which message it replaces, if any."""

    chat_id: int
    screen: Screen
    message_id: int | None = None
    senyap: bool = False
    is_plain: bool = False

    def as_new(self) -> "Letter":
        """Return the letter as a message of its own."""
        return replace(self, message_id=None)

    def as_plain(self) -> "Letter":
        """Return the letter without its markup."""
        return replace(self, is_plain=True)

    async def send(self, bot: Bot, call: Call) -> int | None:
        """Carry it out; return the id of the message that shows the screen now."""
        screen = self.screen
        if screen.photo is not None:
            return (await self._send_photo(bot, screen.photo)).message_id
        if screen.document is not None:
            return (await self._send_document(bot, screen.document)).message_id
        if screen.reaction:
            await bot.set_message_reaction(
                self.chat_id, screen.reaction.message_id, screen.reaction.emoji
            )
        if not screen.text:
            return None
        if self.message_id is not None and screen.force_reply is None:
            await call("editMessageText", self._content() | {"message_id": self.message_id})
            return self.message_id
        new = self._content() | ({"disable_notification": True} if self.senyap else {})
        return int((await call("sendMessage", new))["message_id"])

    def _content(self) -> dict[str, Any]:
        content: dict[str, Any] = {
            "chat_id": self.chat_id,
            "text": self._text,
            "link_preview_options": {"is_disabled": True},
        }
        if not self.is_plain:
            content["parse_mode"] = ParseMode.HTML
        if markup := to_json(self.screen):
            content["reply_markup"] = markup
        return content

    async def _send_photo(self, bot: Bot, photo: Dokumen) -> Message:
        return await bot.send_photo(
            self.chat_id,
            InputFile(await asyncio.to_thread(photo.read), filename=photo.nama),
            caption=self._text,
            parse_mode=self._parse_mode,
            reply_markup=to_markup(self.screen),
            disable_notification=self.senyap or None,
        )

    async def _send_document(self, bot: Bot, document: Dokumen) -> Message:
        return await bot.send_document(
            self.chat_id,
            InputFile(await asyncio.to_thread(document.read), filename=document.nama),
            caption=self._text,
            parse_mode=self._parse_mode,
            reply_markup=to_markup(self.screen),
            disable_notification=self.senyap or None,
        )

    @property
    def _text(self) -> str:
        return plain(self.screen.text) if self.is_plain else self.screen.text

    @property
    def _parse_mode(self) -> str | None:
        return None if self.is_plain else ParseMode.HTML
