"""Which update goes where; the order matters, so all of it is here."""

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, TypeHandler, filters

from handlers.context import TelegramApplication
from handlers.errors import Handler, answered
from handlers.guard import on_any
from handlers.taps import commands, delegasi, libur, membership, messages
from handlers.taps.taps import on_tap

COMMANDS: dict[str, Handler] = {
    "start": membership.on_start,
    "tugas": commands.on_tugas,
    "mulai": commands.on_mulai,
    "rencana": commands.on_rencana,
    "status": commands.on_status,
    "alur": commands.on_alur,
    "riwayat": commands.on_riwayat,
    "ditandatangani": commands.on_ditandatangani,
    "verifikasi": commands.on_verifikasi,
    "capaian": commands.on_capaian,
    "ingatkan": commands.on_ingatkan,
    "pegawai": commands.on_pegawai,
    "delegasi": delegasi.on_delegasi,
    "libur": libur.on_libur,
    "berhalangan": delegasi.on_berhalangan,
    "bantuan": commands.on_bantuan,
    "setuju": commands.on_setuju,
    "kembalikan": commands.on_kembalikan,
    "kirim": commands.on_kirim,
    "selesai": commands.on_selesai,
    "alihkan": commands.on_alihkan,
    "batal": commands.on_batal,
}


def register(application: TelegramApplication) -> None:
    """Add every handler to the application."""
    application.add_handler(TypeHandler(Update, on_any), group=-1)
    application.add_handler(CallbackQueryHandler(answered(on_tap)))  # first: most updates are taps
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, answered(handler)))
    application.add_handler(MessageHandler(filters.Document.ALL, answered(messages.on_document)))
    application.add_handler(MessageHandler(filters.PHOTO, answered(messages.on_photo)))
    application.add_handler(MessageHandler(filters.COMMAND, answered(commands.on_bantuan)))
    application.add_handler(MessageHandler(filters.TEXT, answered(messages.on_text)))
    application.add_handler(MessageHandler(filters.ALL, answered(messages.on_other)))
