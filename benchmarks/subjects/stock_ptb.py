"""Peer: python-telegram-bot as it comes, on uvloop, behind Starlette as in its own custom-webhook example."""

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from benchmarks.bot_api import TOKEN
from benchmarks.machine import say, told
from benchmarks.subjects import card
from benchmarks.taps import colleague
from bot.server import listen


async def tap(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer, edit the card, and send the next one where there is one."""
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    chat_id = query.from_user.id
    text, data = card.next_text(chat_id), card.next_data(chat_id, query.data)
    markup = InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data)] for label in card.LABELS]
    )
    has_successor = card.has_successor(data)
    await query.answer("Tercatat")
    await query.edit_message_text(
        text, parse_mode=ParseMode.HTML, reply_markup=None if has_successor else markup
    )
    if has_successor:
        await context.bot.send_message(
            colleague(chat_id), text, parse_mode=ParseMode.HTML, reply_markup=markup
        )
    await context.bot.edit_message_text(text, chat_id, card.BOARD, parse_mode=ParseMode.HTML)


async def main() -> None:
    """Serve until the process is ended."""
    api = told()["api"]
    application = Application.builder().token(TOKEN).base_url(f"{api}/bot").updater(None).build()
    application.add_handler(CallbackQueryHandler(tap))

    async def receive(request: Request) -> Response:
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return Response()

    web = Starlette(routes=[Route("/webhook", receive, methods=["POST"])])
    socket = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(web, log_config=None, access_log=False))
    async with application:
        await application.start()
        say(url=f"http://127.0.0.1:{socket.getsockname()[1]}/webhook")
        await server.serve([socket])
        await application.stop()


if __name__ == "__main__":
    uvloop.run(main())
