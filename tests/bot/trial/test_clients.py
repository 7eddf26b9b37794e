import json
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Any

import pytest
import telegram

from tests.bot.trial.scenes import PNG

CAMAT, TAMU = 101, 103


@pytest.fixture
def aiogram() -> ModuleType:
    """The library, imported only by whoever tests with it: that takes seconds."""
    import aiogram

    return aiogram


@pytest.fixture
async def aiogram_bot(trial, aiogram) -> AsyncIterator[Any]:
    api = aiogram.client.telegram.TelegramAPIServer.from_base(trial.server.url)
    session = aiogram.client.session.aiohttp.AiohttpSession(api=api)
    async with aiogram.Bot(trial.server.token, session=session) as bot:
        yield bot


@pytest.fixture
async def ptb_bot(trial) -> AsyncIterator[telegram.Bot]:
    url = trial.server.url
    async with telegram.Bot(
        trial.server.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot"
    ) as bot:
        yield bot


async def test_aiogram_writes_edits_and_takes_back(aiogram, aiogram_bot):
    bot, types = aiogram_bot, aiogram.types
    yes = types.InlineKeyboardButton(text="Ya", callback_data="v1:ya", style="primary")
    keys = types.InlineKeyboardMarkup(inline_keyboard=[[yes]])
    sent = await bot.send_message(CAMAT, "<b>Surat</b>", parse_mode="HTML", reply_markup=keys)
    reply = types.ReplyParameters(message_id=sent.message_id)
    answer = await bot.send_message(CAMAT, "Balasan", reply_parameters=reply)
    edited = await bot.edit_message_text("Lain", chat_id=CAMAT, message_id=sent.message_id)
    marked = await bot.edit_message_reply_markup(
        chat_id=CAMAT, message_id=sent.message_id, reply_markup=keys
    )

    assert sent.html_text == "<b>Surat</b>"
    assert answer.reply_to_message.message_id == sent.message_id
    assert (edited.text, edited.reply_markup) == ("Lain", None)
    assert marked.reply_markup.model_dump() == keys.model_dump()
    assert await bot.delete_message(CAMAT, sent.message_id)


async def test_aiogram_sends_and_fetches_files(aiogram, aiogram_bot):
    bot, types = aiogram_bot, aiogram.types
    photo = await bot.send_photo(CAMAT, types.BufferedInputFile(PNG, "a.png"), caption="Foto")
    document = await bot.send_document(CAMAT, types.BufferedInputFile(b"isi", "b.pdf"))
    media = types.InputMediaDocument(
        media=types.BufferedInputFile(b"baru", "c.pdf"), caption="Baru"
    )
    changed = await bot.edit_message_media(media, chat_id=CAMAT, message_id=photo.message_id)
    captioned = await bot.edit_message_caption(
        chat_id=CAMAT, message_id=document.message_id, caption="Keterangan"
    )
    group = [
        types.InputMediaDocument(media=types.BufferedInputFile(b"x", f"{n}.pdf")) for n in (1, 2)
    ]
    album = await bot.send_media_group(CAMAT, group)

    assert (photo.photo[0].width, photo.caption) == (1, "Foto")
    assert changed.document.file_name == "c.pdf"
    assert captioned.caption == "Keterangan"
    assert len({one.media_group_id for one in album}) == 1
    file = await bot.get_file(document.document.file_id)
    assert (await bot.download_file(file.file_path)).read() == b"isi"


async def test_aiogram_minds_chat_menu_and_webhook(aiogram, aiogram_bot):
    bot, types = aiogram_bot, aiogram.types
    sent = await bot.send_message(CAMAT, "Papan")
    assert (await bot.me()).is_bot
    assert await bot.pin_chat_message(CAMAT, sent.message_id)
    assert (await bot.get_chat(CAMAT)).pinned_message.message_id == sent.message_id
    assert await bot.unpin_chat_message(CAMAT, message_id=sent.message_id)
    assert await bot.unpin_all_chat_messages(CAMAT)
    liked = [types.ReactionTypeEmoji(emoji="👍")]
    assert await bot.set_message_reaction(CAMAT, sent.message_id, liked)
    assert await bot.send_chat_action(CAMAT, "typing")
    menu = [types.BotCommand(command="tugas", description="Tugas")]
    scope = types.BotCommandScopeChat(chat_id=CAMAT)
    assert await bot.set_my_commands(menu, scope=scope)
    assert (await bot.get_my_commands(scope=scope))[0].description == "Tugas"
    assert await bot.delete_my_commands(scope=scope)
    assert await bot.set_my_name("Tapak")
    assert await bot.set_my_description("a")
    assert await bot.set_my_short_description("a")
    assert await bot.set_webhook("http://127.0.0.1:9/x", secret_token="rahasia")
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/x"
    assert await bot.delete_webhook()


async def test_aiogram_knows_the_refusals(trial, aiogram, aiogram_bot):
    with pytest.raises(aiogram.exceptions.TelegramForbiddenError, match="can't initiate"):
        await aiogram_bot.send_message(TAMU, "Halo")
    with pytest.raises(aiogram.exceptions.TelegramBadRequest, match="message text is empty"):
        await aiogram_bot.send_message(CAMAT, " ")
    await trial.fault(method="sendMessage", status=429, retry_after=7)
    with pytest.raises(aiogram.exceptions.TelegramRetryAfter) as caught:
        await aiogram_bot.send_message(CAMAT, "Halo")
    assert caught.value.retry_after == 7


async def test_ptb_talks_with_a_person(trial, ptb_bot):
    keys = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("Ya", callback_data="v1:ya")
    )
    sent = await ptb_bot.send_message(CAMAT, "<i>Surat</i>", parse_mode="HTML", reply_markup=keys)
    await trial.act(CAMAT, "tap", message_id=sent.message_id, label="Ya", wait=0)
    (update,) = await ptb_bot.get_updates(timeout=5)

    assert update.callback_query.data == "v1:ya"
    assert await update.callback_query.answer("Tercatat", show_alert=True)
    edited = await update.callback_query.edit_message_text("Selesai")
    assert (sent.text_html, edited.text) == ("<i>Surat</i>", "Selesai")
    assert await ptb_bot.get_updates(offset=update.update_id + 1) == ()


async def test_ptb_sends_and_fetches_files(trial, ptb_bot):
    sent = await ptb_bot.send_document(CAMAT, b"isi", filename="lembar.xlsx", caption="Isi")
    file = await (await ptb_bot.get_file(sent.document.file_id)).download_as_bytearray()
    pair = [telegram.InputMediaPhoto(PNG), telegram.InputMediaPhoto(PNG, caption="b")]
    album = await ptb_bot.send_media_group(CAMAT, pair)
    photo = await ptb_bot.send_photo(CAMAT, PNG)
    media = telegram.InputMediaPhoto(PNG, caption="Baru")
    edited = await ptb_bot.edit_message_media(media, CAMAT, photo.message_id)

    assert bytes(file) == b"isi"
    assert [one.caption for one in album] == [None, "b"]
    assert edited.caption == "Baru"
    calls = (await trial.http.get("/trial/calls")).json()
    assert [call["unknown"] for call in calls if call["unknown"]] == []
    assert trial.server.token not in json.dumps(calls)


async def test_ptb_knows_the_refusals(trial, ptb_bot):
    sent = await ptb_bot.send_message(CAMAT, "Sama")
    with pytest.raises(telegram.error.BadRequest, match="not modified"):
        await ptb_bot.edit_message_text("Sama", CAMAT, sent.message_id)
    await trial.fault(method="sendMessage", cut=True, after_commit=True)
    with pytest.raises(telegram.error.NetworkError):
        await ptb_bot.send_message(CAMAT, "Sampai")
    assert (await trial.messages(CAMAT))[-1]["plain"] == "Sampai"
