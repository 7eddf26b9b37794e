"""The line to Telegram: PTB's application over our transport, and the raw long poll."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import chain, repeat
from typing import Any, cast

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationHandlerStop

from bot.process.settings import Settings
from bot.telegram.intake import ALLOWED_UPDATES, PAUSES_S, POLL_S
from bot.telegram.transport import WireRequest, needs_proxy
from handlers.context import CONTEXT_TYPES, Context, TelegramApplication, Units

logger = logging.getLogger(__name__)

ANSWER_S = 10  # how much longer than its own timeout a long poll may take


class PlainBot(Bot):
    """PTB's bot, but for the call that every tap makes: that needs no more than JSON.

    What PTB does to the parameters of a call takes longer than the call.
    """

    async def answer_callback_query(
        self,
        callback_query_id: str,
        text: str | None = None,
        show_alert: bool | None = None,  # noqa: FBT001 -- as PTB has it
        url: str | None = None,
        cache_time: int | timedelta | None = None,
        *,
        api_kwargs: dict[str, Any] | None = None,
        **_timeouts: Any,  # noqa: ANN401 -- those of the transport hold
    ) -> bool:
        """Answer a tap."""
        said = {"text": text, "show_alert": show_alert, "url": url, "cache_time": cache_time}
        told = {name: value for name, value in said.items() if value} | (api_kwargs or {})
        about = {"callback_query_id": callback_query_id}
        return bool(await self.call("answerCallbackQuery", about | told))

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:  # noqa: ANN401
        """Return the raw result of a method of the Bot API whose parameters are plain JSON."""
        request = cast("WireRequest", self.request)
        return await request.call(f"{self.base_url}/{method}", parameters)


class Line:
    """One bot's line. Nothing that Telegram answers breaks it."""

    def __init__(
        self, settings: Settings, units: Units, register: Callable[[TelegramApplication], None]
    ) -> None:
        self._settings = settings
        trust_env = needs_proxy(settings.bot_api_url)
        self._poll = WireRequest(connections=2, trust_env=trust_env)
        self._request = WireRequest(trust_env=trust_env)
        self._downloading = WireRequest(trust_env=trust_env)
        self.bot = self._bot(self._request)
        self.files = self._bot(self._downloading)
        """The same bot on connections of its own, so that slow files hold up no message."""
        ours: Bot = self.bot  # what handlers know of it
        self.application: TelegramApplication = (
            Application.builder()
            .bot(ours)
            .updater(None)
            .job_queue(None)
            .context_types(CONTEXT_TYPES)
            .build()
        )
        self.application.bot_data["units"] = units
        register(self.application)
        self.application.add_error_handler(keep_error)

    async def connect(self) -> None:
        """Greet Telegram until it answers; set the webhook where there is one."""
        for pause in chain(PAUSES_S, repeat(PAUSES_S[-1])):
            try:
                await self._downloading.initialize()
                await self.application.initialize()
                await self._set_webhook()
            except InvalidToken:
                logger.critical("Telegram does not accept the token")
            except TelegramError as error:
                logger.warning("Telegram cannot be reached", extra={"error": str(error)})
            else:
                return
            await asyncio.sleep(pause)

    async def ask(self, question: dict[str, Any]) -> Sequence[Any]:
        """Return the raw updates of one long poll."""
        url = f"{self.bot.base_url}/getUpdates"
        try:
            found = await self._poll.call(url, question, read=POLL_S + ANSWER_S)
        except Conflict as error:
            if "webhook" in error.message:
                logger.warning("A webhook is set for this bot; it is removed")
                await self.bot.delete_webhook(drop_pending_updates=False)
            raise
        return found if isinstance(found, list) else []

    async def close(self) -> None:
        """Hang up, also where connecting was cut off: PTB knows nothing of what it opened then."""
        await self.application.shutdown()
        for request in (self._request, self._downloading, self._poll):
            await request.shutdown()

    def _bot(self, request: WireRequest) -> PlainBot:
        return PlainBot(
            self._settings.bot_token,
            base_url=f"{self._settings.bot_api_url}/bot",
            base_file_url=f"{self._settings.bot_api_url}/file/bot",
            request=request,
            get_updates_request=self._poll,
        )

    async def _set_webhook(self) -> None:
        if self._settings.webhook_url:
            await self.bot.set_webhook(
                self._settings.webhook_address,
                secret_token=self._settings.webhook_secret,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
            )


async def keep_error(_update: object, context: Context) -> None:
    """Keep what a handler raised for the worker; no other handler gets this update.

    PTB goes on with the next group after an error: a guard that breaks would be no guard.
    """
    if context.error is not None:
        context.handling.errors.append(context.error)
    raise ApplicationHandlerStop
