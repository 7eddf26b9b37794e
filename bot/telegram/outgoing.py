"""One screen on its way to one chat: the call of the Bot API that it needs."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import Forbidden

from handlers.screens.screen import Dokumen, Screen, plain, to_json, to_markup
from sop_flows.deferred import dataclass, replace
from storage.documents.apart.process import NotDone
from storage.files import FileDamaged, FileMissing

Call = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""Calls a method of the Bot API with plain JSON and returns its raw result."""

NO_PREVIEW = {"is_disabled": True}
UPLOAD_LIMIT = 50 * 1000 * 1000
"""Bytes of a file that the Bot API takes."""


class FileTooBig(RuntimeError):
    """A file is more than the Bot API takes."""


UNSENDABLE = (FileMissing, FileDamaged, NotDone, FileTooBig)
"""What keeps a file from being sent, however often it is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """A screen, where it goes, and which message it replaces, if any."""

    chat_id: int
    screen: Screen
    message_id: int | None = None
    senyap: bool = False
    is_plain: bool = False
    is_upload: bool = False
    """Whether its file is sent along, and not by the id that Telegram gave it."""

    def as_new(self) -> "OutgoingMessage":
        """Return it as a message of its own."""
        return replace(self, message_id=None)

    def as_plain(self) -> "OutgoingMessage":
        """Return it without its markup."""
        return replace(self, is_plain=True)

    def as_upload(self) -> "OutgoingMessage":
        """Return it with its file sent along."""
        return replace(self, is_upload=True)

    def without_file(self) -> "OutgoingMessage":
        """Return the one that tells of a file which cannot be sent."""
        return replace(self, screen=Screen(self.screen.pengganti))

    @property
    def refers(self) -> bool:
        """Whether it sends a file by the id that Telegram gave it."""
        file = self.screen.photo or self.screen.document
        return file is not None and bool(file.file_id) and not self.is_upload

    @property
    def is_gesture(self) -> bool:
        """Whether it says nothing of its own, so that nobody misses it."""
        screen = self.screen
        return not (screen.text or screen.photo or screen.document)

    async def send(self, bot: Bot, call: Call) -> int | None:
        """Carry it out; return the id of the message that shows the screen now."""
        screen = self.screen
        if (file := screen.photo or screen.document) is not None:
            return await self._send_file(bot, call, file)
        if screen.deletion:
            gone = {"chat_id": self.chat_id, "message_ids": list(screen.deletion)}
            await call("deleteMessages", gone)
        if screen.leaves:
            with suppress(Forbidden):  # it was sent out meanwhile
                await call("leaveChat", {"chat_id": self.chat_id})
        if screen.reaction:
            await bot.set_message_reaction(
                self.chat_id, screen.reaction.message_id, screen.reaction.emoji
            )
        if not screen.text:
            return None
        if self.message_id is not None and screen.force_reply is None:
            shown = self._content() | {"link_preview_options": NO_PREVIEW}
            await call("editMessageText", shown | {"message_id": self.message_id})
            return self.message_id
        new = self._content() | {"link_preview_options": NO_PREVIEW} | self._silence()
        return int((await call("sendMessage", new))["message_id"])

    async def _send_file(self, bot: Bot, call: Call, file: Dokumen) -> int:
        is_photo = self.screen.photo is not None
        if self.refers:
            method, kind = ("sendPhoto", "photo") if is_photo else ("sendDocument", "document")
            new = self._content("caption") | {kind: file.file_id} | self._silence()
            return int((await call(method, new))["message_id"])
        content = await asyncio.to_thread(file.read)
        if len(content) > UPLOAD_LIMIT:
            raise FileTooBig(f"{file.nama}: {len(content)} bytes")
        send = bot.send_photo if is_photo else bot.send_document
        message = await send(
            self.chat_id,
            InputFile(content, filename=file.nama),
            caption=self._text,
            parse_mode=None if self.is_plain else ParseMode.HTML,
            reply_markup=to_markup(self.screen),
            disable_notification=self.senyap or None,
        )
        return message.message_id

    def _content(self, name: str = "text") -> dict[str, Any]:
        content: dict[str, Any] = {"chat_id": self.chat_id, name: self._text}
        if not self.is_plain:
            content["parse_mode"] = ParseMode.HTML
        if markup := to_json(self.screen):
            content["reply_markup"] = markup
        return content

    def _silence(self) -> dict[str, Any]:
        return {"disable_notification": True} if self.senyap else {}

    @property
    def _text(self) -> str:
        return plain(self.screen.text) if self.is_plain else self.screen.text
