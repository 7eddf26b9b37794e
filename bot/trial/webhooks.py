"""Delivery of updates to a webhook: in order per chat, chats side by side, until it works."""

import asyncio
import json

import aiohttp

from bot.trial.messenger import Messenger
from bot.trial.store import Json

FIRST_BACKOFF = 0.2
LAST_BACKOFF = 5.0
ANSWER_SECONDS = 60.0
IDLE_SECONDS = 30.0


class WebhookDelivery:
    """Watches the queue and pushes it out while a webhook is set."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self._busy: set[int] = set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        connector = aiohttp.TCPConnector(limit=0)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=connector) as session,
            asyncio.TaskGroup() as pumps,
        ):
            while True:
                for chat_id in self._waiting():
                    self._busy.add(chat_id)
                    pumps.create_task(self._pump(session, chat_id))
                await self._messenger.queued.heard(IDLE_SECONDS)

    def _waiting(self) -> list[int]:
        webhook = self._messenger.store.setting("webhook")
        if not webhook:
            return []
        free = max(webhook["max_connections"] - len(self._busy), 0)
        chats = self._messenger.store.pending_chats()
        return [chat_id for chat_id in chats if chat_id not in self._busy][:free]

    async def _pump(self, session: aiohttp.ClientSession, chat_id: int) -> None:
        """Empty one chat's queue, oldest first."""
        store, backoff = self._messenger.store, FIRST_BACKOFF
        try:
            while True:
                store.drop_expired(self._messenger.machine())
                webhook, update = store.setting("webhook"), store.oldest_pending(chat_id)
                if not webhook or update is None:
                    return
                pause = await self._deliver(session, webhook, update)
                if pause is None:
                    store.drop_update(update["update_id"])
                    backoff = FIRST_BACKOFF
                    continue
                await asyncio.sleep(pause or backoff)
                backoff = min(backoff * 2, LAST_BACKOFF)
        finally:
            self._busy.discard(chat_id)
            self._messenger.queued.ring()

    async def _deliver(
        self, session: aiohttp.ClientSession, webhook: Json, update: Json
    ) -> float | None:
        """Return None when it was taken, else how long the receiver asks to wait (0: unsaid)."""
        headers = {"Content-Type": "application/json"}
        if webhook["secret_token"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret_token"]
        body = json.dumps(update).encode()
        try:
            async with session.post(webhook["url"], data=body, headers=headers) as answer:
                await answer.read()
                if answer.ok:
                    return None
                reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                retry_after = answer.headers.get("Retry-After", "")
        except (aiohttp.ClientError, TimeoutError) as error:
            reason, retry_after = f"Connection failed: {error}", ""
        failure = {"last_error_date": self._messenger.date(), "last_error_message": reason}
        self._messenger.store.set_setting("webhook_error", failure)
        return float(retry_after) if retry_after.isdecimal() else 0.0
