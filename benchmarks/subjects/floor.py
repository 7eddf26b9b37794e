"""Floor: PTB over aiohttp, hand-written sqlite3 on a thread, and nothing else."""

import asyncio
from pathlib import Path

import uvloop
from aiohttp import web
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from benchmarks.bot_api import TOKEN
from benchmarks.ledger import Ledger, hire, mark_sent, owe_reminders, take_in, take_step
from benchmarks.machine import say, told
from benchmarks.offices import now
from benchmarks.reminders import FIRST_CHAT
from benchmarks.subjects import card
from benchmarks.taps import COLLEAGUES, TEXT, colleague
from bot.server import listen
from bot.telegram.aiohttp_request import AiohttpRequest


class Floor:
    """The least that takes a tap in, keeps it and shows it."""

    def __init__(self, api: str, ledger: Ledger, people: list[int]) -> None:
        self.bot = Bot(
            TOKEN,
            base_url=f"{api}/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
        )
        self.application = (
            Application.builder().bot(self.bot).updater(None).job_queue(None).build()
        )
        self.application.add_handler(CallbackQueryHandler(self.tap))
        self._ledger = ledger
        self._tugas = {user_id: hire(ledger.connection, user_id) for user_id in people}
        for user_id in people:
            hire(ledger.connection, colleague(user_id))
        self._running: set[asyncio.Task[None]] = set()

    async def receive(self, request: web.Request) -> web.Response:
        """Store an update, then handle it."""
        body = await request.text()
        update = Update.de_json(await request.json(), self.bot)
        at = now().isoformat()
        await self._ledger.run(lambda db: take_in(db, update.update_id, body, at))
        task = asyncio.get_running_loop().create_task(self.application.process_update(update))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return web.Response()

    async def tap(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Take the step, then show it."""
        query = update.callback_query
        assert query is not None
        assert query.data is not None
        chat_id, has_successor = query.from_user.id, card.has_successor(query.data)
        at, desk = now().isoformat(), chat_id % COLLEAGUES
        before = self._tugas[desk]
        following = self._tugas[desk] = await self._ledger.run(
            lambda db: take_step(
                db,
                update_id=update.update_id,
                user_id=chat_id,
                tugas_id=before,
                at=at,
                to=colleague(chat_id) if has_successor else None,
            )
        )
        await self._show(query, card.next_text(chat_id), has_successor=has_successor)
        await self._ledger.run(lambda db: mark_sent(db, *{before, following}))

    async def remind(self, count: int) -> None:
        """Send so many reminders, one after the other, and mark each."""
        for no in range(1, count + 1):
            await self.bot.send_message(FIRST_CHAT + no, TEXT, parse_mode=ParseMode.HTML)
            await self._ledger.run(lambda db, no=no: mark_sent(db, -no))  # type: ignore[misc]

    async def _show(self, query: CallbackQuery, text: str, *, has_successor: bool) -> None:
        data = card.next_data(query.from_user.id, query.data or "")
        markup = InlineKeyboardMarkup(
            [[InlineKeyboardButton(label, callback_data=data)] for label in card.LABELS]
        )
        await query.answer("Tercatat")
        await query.edit_message_text(
            text, parse_mode=ParseMode.HTML, reply_markup=None if has_successor else markup
        )
        if has_successor:
            await self.bot.send_message(
                colleague(query.from_user.id),
                text,
                parse_mode=ParseMode.HTML,
                reply_markup=markup,
            )
        await self.bot.edit_message_text(
            text, query.from_user.id, card.BOARD, parse_mode=ParseMode.HTML
        )


async def main() -> None:
    """Serve until the process is ended."""
    facts = told()
    ledger = Ledger(Path(facts["folder"]) / "floor.sqlite")
    owe_reminders(ledger.connection, facts["reminders"])
    floor = Floor(facts["api"], ledger, facts["people"])
    await floor.application.initialize()
    application = web.Application()
    application.router.add_post("/webhook", floor.receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    socket = listen("127.0.0.1", 0)
    await web.SockSite(runner, socket).start()
    say(url=f"http://127.0.0.1:{socket.getsockname()[1]}/webhook")
    await floor.remind(facts["reminders"])
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
