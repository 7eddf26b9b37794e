"""One screen on its way to one chat: the call of the Bot API that it needs."""

import asyncio
from dataclasses import dataclass, replace

from telegram import Bot, InputFile, LinkPreviewOptions, Message
from telegram.constants import ParseMode

from handlers.screen import Dokumen, Screen, plain, to_markup

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


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

    async def send(self, bot: Bot) -> int | None:
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
            return await self._edit(bot, self.message_id)
        message = await bot.send_message(
            self.chat_id,
            self._text,
            parse_mode=self._parse_mode,
            reply_markup=to_markup(screen),
            disable_notification=self.senyap or None,
            link_preview_options=NO_PREVIEW,
        )
        return message.message_id

    async def _edit(self, bot: Bot, message_id: int) -> int:
        await bot.edit_message_text(
            self._text,
            chat_id=self.chat_id,
            message_id=message_id,
            parse_mode=self._parse_mode,
            reply_markup=to_markup(self.screen),  # type: ignore[arg-type]  # no question here
            link_preview_options=NO_PREVIEW,
        )
        return message_id

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
