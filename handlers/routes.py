"""Which update goes where; the order matters, so all of it is here."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

from handlers import delegasi, keanggotaan, perintah, tulisan
from handlers.context import App
from handlers.errors import Handler, answered
from handlers.guard import on_any
from handlers.ketukan import on_tap

COMMANDS: dict[str, Handler] = {
    "start": keanggotaan.on_start,
    "tugas": perintah.on_tugas,
    "mulai": perintah.on_mulai,
    "status": perintah.on_status,
    "riwayat": perintah.on_riwayat,
    "ingatkan": perintah.on_ingatkan,
    "pegawai": perintah.on_pegawai,
    "delegasi": delegasi.on_delegasi,
    "bantuan": perintah.on_bantuan,
    "setuju": perintah.on_setuju,
    "kembalikan": perintah.on_kembalikan,
    "selesai": perintah.on_selesai,
    "batal": perintah.on_batal,
}


def register(application: App) -> None:
    """Add every handler to the application."""
    application.add_handler(TypeHandler(Update, on_any), group=-1)
    application.add_handler(CallbackQueryHandler(answered(on_tap)))  # first: most updates are taps
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, answered(handler)))
    application.add_handler(MessageHandler(filters.Document.ALL, answered(tulisan.on_document)))
    application.add_handler(MessageHandler(filters.PHOTO, answered(tulisan.on_photo)))
    application.add_handler(MessageHandler(filters.COMMAND, answered(perintah.on_bantuan)))
    application.add_handler(MessageHandler(filters.TEXT, answered(tulisan.on_text)))
    application.add_handler(MessageHandler(filters.ALL, answered(tulisan.on_other)))
