"""Peer: aiogram with its own webhook handler, on uvloop."""

import asyncio

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from benchmarks.bot_api import TOKEN
from benchmarks.machine import say, told
from benchmarks.subjects import card
from benchmarks.taps import colleague
from bot.server import listen


async def tap(query: CallbackQuery, bot: Bot) -> None:
    """Answer, edit the card, and send the next one where there is one."""
    assert isinstance(query.message, Message)
    assert query.data is not None
    chat_id = query.from_user.id
    text, data = card.next_text(chat_id), card.next_data(chat_id, query.data)
    markup = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data)] for label in card.LABELS
        ]
    )
    has_successor = card.has_successor(data)
    await query.answer("Tercatat")
    await query.message.edit_text(
        text, parse_mode=ParseMode.HTML, reply_markup=None if has_successor else markup
    )
    if has_successor:
        await bot.send_message(
            colleague(chat_id), text, parse_mode=ParseMode.HTML, reply_markup=markup
        )
    await bot.edit_message_text(
        text, chat_id=chat_id, message_id=card.BOARD, parse_mode=ParseMode.HTML
    )


async def main() -> None:
    """Serve until the process is ended."""
    api = TelegramAPIServer.from_base(told()["api"])
    bot = Bot(TOKEN, session=AiohttpSession(api=api))
    dispatcher = Dispatcher()
    dispatcher.callback_query()(tap)
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(application, path="/webhook")
    setup_application(application, dispatcher, bot=bot)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    socket = listen("127.0.0.1", 0)
    await web.SockSite(runner, socket).start()
    say(url=f"http://127.0.0.1:{socket.getsockname()[1]}/webhook")
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
