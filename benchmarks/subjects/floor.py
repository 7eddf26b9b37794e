"""Floor: PTB over our transport, hand-written sqlite3 on a thread, and nothing else."""

import asyncio
from pathlib import Path

import uvloop
from aiohttp import web
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from benchmarks.bot_api import TOKEN
from benchmarks.ledger import Ledger, hire, take_in, take_step
from benchmarks.machine import say, told
from benchmarks.offices import now
from benchmarks.subjects import card
from bot.server import listen
from bot.telegram.transport import AiohttpRequest


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
        at = now().isoformat()
        self._tugas[chat_id] = await self._ledger.run(
            lambda db: take_step(
                db,
                update_id=update.update_id,
                user_id=chat_id,
                tugas_id=self._tugas[chat_id],
                at=at,
                has_successor=has_successor,
            )
        )
        await self._show(query, card.next_text(chat_id), has_successor=has_successor)

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
                query.from_user.id, text, parse_mode=ParseMode.HTML, reply_markup=markup
            )


async def main() -> None:
    """Serve until the process is ended."""
    facts = told()
    ledger = Ledger(Path(facts["folder"]) / "floor.sqlite")
    floor = Floor(facts["api"], ledger, facts["people"])
    await floor.application.initialize()
    application = web.Application()
    application.router.add_post("/webhook", floor.receive)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    socket = listen("127.0.0.1", 0)
    await web.SockSite(runner, socket).start()
    say(url=f"http://127.0.0.1:{socket.getsockname()[1]}/webhook")
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
