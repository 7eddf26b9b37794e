"""``tapak run`` and ``tapak trial``: the processes that serve."""

import asyncio
import errno
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.answer import Refused, settings_in_force
from bot.process.settings import Settings, SettingsInvalid

if TYPE_CHECKING:
    from bot.trial.run import Trial

FOLDER = "trial"


@click.command()
def run() -> None:
    """Menjalankan bot sampai dihentikan; tanpa token, menjalankan mode coba."""
    settings = settings_in_force()
    if settings.is_trial:
        try:
            settings.refuse_trial_in_production()
        except SettingsInvalid as invalid:
            raise Refused(invalid.what, where=invalid.where, mend=invalid.mend) from None
        run_trial(settings, settings.http_port, settings.data_dir / FOLDER, server_only=False)
    else:
        raise SystemExit(run_bot(settings))


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 64999),
    help="Port halaman; bawaan: TAPAK_HTTP_PORT, atau 8080.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder data; bawaan: TAPAK_DATA_DIR. Mode coba memakai subfolder trial.",
)
@click.option("--fresh", is_flag=True, help="Hapus data mode coba dan mulai dari awal.")
@click.option(
    "--server-only",
    is_flag=True,
    help="Hanya Bot API dan halaman; bot dijalankan dari proses lain.",
)
def trial(port: int | None, data: Path | None, *, fresh: bool, server_only: bool) -> None:
    """Menjalankan mode coba: kantor contoh dan ponsel pegawainya, tanpa Telegram."""
    settings = settings_in_force()
    folder = (data or settings.data_dir) / FOLDER
    if fresh:
        wipe(folder)
    run_trial(
        settings, settings.http_port if port is None else port, folder, server_only=server_only
    )


def run_bot(settings: Settings) -> int:
    """Serve the bot until a signal comes; return the exit code."""
    stop_at_once()
    from bot.app import App
    from bot.cli.database import answering, clock_silent, shown_address, too_new
    from bot.process.clock import ClockSilent
    from bot.process.leader import AnotherBot
    from bot.process.log import set_up_logging
    from bot.product import furnish
    from storage.database.schema import DatabaseNewer

    set_up_logging(settings.log_format)
    try:
        with answering(settings), asyncio.Runner(loop_factory=new_loop()) as runner:
            return runner.run(
                App(settings, furnish(settings.data_dir, settings.segel, settings.tte_akar)).run()
            )
    except DatabaseNewer:
        raise too_new(settings) from None
    except ClockSilent:
        raise clock_silent(settings) from None
    except AnotherBot as served:
        raise Refused(
            f"Basis data ini sedang melayani bot lain (id {served.bot_id}).",
            where=f"{shown_address(settings)}, TAPAK_BOT_TOKEN",
            mend="Hentikan bot itu lalu tunggu setengah menit, atau beri bot ini TAPAK_DATA_DIR "
            "atau TAPAK_DATABASE_URL sendiri.",
        ) from None
    except OSError as failure:
        raise unusable(settings, failure) from failure


def unusable(settings: Settings, failure: OSError) -> Refused:
    """Return the refusal of an address or of a folder that a bot cannot have."""
    if failure.errno == errno.EADDRINUSE:
        return Refused(
            "Alamat HTTP sudah dipakai program lain.",
            where=f"{settings.http_host}:{settings.http_port}",
            mend="Hentikan program itu, atau pilih TAPAK_HTTP_PORT lain.",
        )
    if failure.filename is None:
        return Refused(
            f"Alamat HTTP tidak dapat dipakai: {failure.strerror or failure}",
            where=f"{settings.http_host}:{settings.http_port}",
            mend="Periksa TAPAK_HTTP_HOST dan TAPAK_HTTP_PORT.",
        )
    return Refused(
        f"Folder data tidak dapat dipakai: {failure.strerror}",
        where=str(failure.filename),
        mend="Periksa TAPAK_DATA_DIR, hak akses dan ruang foldernya.",
    )


def run_trial(settings: Settings, port: int, folder: Path, *, server_only: bool) -> None:
    """Serve the trial until a signal comes."""
    stop_at_once()
    import logging

    from bot.process.log import set_up_logging
    from bot.trial.store import StoreInUse
    from storage.database.sqlite import sqlite3
    from storage.database.trouble import told_as_trouble

    if server_only:
        from bot.trial.run import serve_alone as serve
    else:
        from bot.trial.with_bot import serve
    set_up_logging(settings.log_format, level=logging.WARNING)
    try:
        with told_as_trouble(), asyncio.Runner() as runner:
            runner.run(until_stopped(serve(folder, port=port, announce=announce)))
    except StoreInUse:
        raise in_use(folder) from None
    except (OSError, sqlite3.OperationalError) as failure:
        raise Refused(
            f"Mode coba tidak dapat dimulai: {getattr(failure, 'strerror', None) or failure}",
            where=str(folder),
            mend="Pilih --port atau --data lain, atau kosongkan ruang simpan.",
        ) from None


def stop_at_once() -> None:
    """Let a signal during the imports be an ordinary end: nothing has begun."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))


async def until_stopped(serving: Coroutine[Any, Any, None]) -> None:
    """Run it until SIGINT or SIGTERM, and let it end in order."""
    loop = asyncio.get_running_loop()
    task = loop.create_task(serving, name="trial")
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


def wipe(folder: Path) -> None:
    """Delete what a trial left behind."""
    from bot.trial.run import wipe as wipe_folder
    from bot.trial.store import StoreInUse

    try:
        wipe_folder(folder)
    except StoreInUse:
        raise in_use(folder) from None
    except OSError as failure:
        raise Refused(
            f"Data mode coba tidak dapat dihapus: {failure.strerror or failure}",
            where=str(folder),
            mend="Hapus folder itu sendiri, atau pilih --data lain.",
        ) from None


def in_use(folder: Path) -> Refused:
    """Return the refusal of a folder that another trial works in."""
    return Refused(
        "Mode coba lain sedang memakai folder ini.",
        where=str(folder),
        mend="Hentikan yang lain, atau pilih --data lain.",
    )


def announce(trial: "Trial") -> None:
    """Say where the trial is, and what to do with it."""
    lines = [f"Tapak mode coba: {trial.url}"]
    if trial.workbook:
        lines += [
            "Bot dijalankan dari proses lain dengan pengaturan:",
            f"  TAPAK_BOT_API_URL={trial.url}",
            f"  TAPAK_CLOCK_URL={trial.url}",
            f"  TAPAK_BOT_TOKEN={trial.token}",
            f"Kantor contoh: tapak kantor import {trial.workbook}, lalu tapak undang",
        ]
    if trial.start_text:
        lines.append(f"Belum bergabung: {trial.newcomer}. Tulis di ponselnya: {trial.start_text}")
    lines.append("Data contoh; hentikan dengan Ctrl+C.")
    click.echo("\n".join(lines))


def new_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the maker of the fastest event loop there is here."""
    try:
        import uvloop
    except ImportError:  # Windows
        return None
    return uvloop.new_event_loop
