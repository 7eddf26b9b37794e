"""What ``tapak check`` says of the check of the history that the bot makes by itself each night."""

from collections.abc import Iterator

from bot.cli.database import bot_id_of, has_database
from bot.cli.findings import Temuan, fail, ok, some_of, told_age, warn
from bot.nightly_check import Checked, note_of
from bot.process.clock import machine_now
from bot.process.settings import Settings
from storage.backup.nightly import STALE

PERIHAL = "Riwayat"


def check_nightly(settings: Settings) -> Iterator[Temuan]:
    """Look at how old the last nightly check is, and what it found."""
    if not has_database(settings):
        return
    last = Checked.read(note_of(settings.data_dir, bot_id_of(settings)))
    if last is None:
        yield ok(
            PERIHAL, "belum pernah diperiksa bot; selama berjalan, bot memeriksanya setiap malam"
        )
        return
    age = machine_now() - last.at
    said = f"terakhir diperiksa bot {told_age(age)} lalu"
    if last.rusak:
        mend = "Lihat satu per satu dengan `tapak jejak verify`."
        yield fail(PERIHAL, f"{said}; tidak sebagaimana ditulis: {some_of(last.rusak)}", mend)
    elif age > STALE:
        yield warn(PERIHAL, said, "Pastikan bot berjalan; sebabnya ada di log bot.")
    else:
        yield ok(PERIHAL, f"{said}; utuh dan sesuai")
