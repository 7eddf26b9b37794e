"""Ours: the real bot as ``tapak run`` starts it, with offices that have many berkas."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.bot_api import BOT_ID, TOKEN
from benchmarks.machine import say, told
from benchmarks.offices import Card, found_offices, now, prepare
from benchmarks.reminders import owe_reminders
from benchmarks.taps import SECRET
from bot.app import App, Patience
from bot.cli.run import new_loop
from bot.process.log import set_up_logging
from bot.process.settings import WEBHOOK_PATH, Settings
from bot.product import furnish
from bot.telegram.pacing import LOOPBACK, TELEGRAM
from storage.database.schema import migrate
from storage.database.session import Database


def furnish_offices(url: str, facts: dict[str, Any]) -> tuple[list[Card], list[Card]]:
    """Fill a new database; return the cards that can be tapped."""
    migrate(url)
    database = Database.open(url)
    at = now()
    offices = database.run_now(
        lambda connection: found_offices(connection, BOT_ID, facts["offices"], at)
    )
    cards = database.run_now(
        lambda connection: prepare(
            connection,
            BOT_ID,
            offices,
            handing_on=facts["handing_on"],
            side_by_side=facts["side_by_side"],
            at=at,
        )
    )
    database.run_now(lambda connection: owe_reminders(connection, BOT_ID, facts["reminders"], at))
    database.close()
    return cards


async def main(facts: dict[str, Any]) -> None:
    """Serve until the process is ended."""
    settings = Settings(
        bot_token=TOKEN,
        bot_api_url=facts["api"],
        data_dir=Path(facts["folder"]) / "tapak",
        webhook_url="https://bench.invalid",
        webhook_secret=SECRET,
        http_port=0,
    )
    settings.data_dir.mkdir()
    handing_on, side_by_side = furnish_offices(settings.database, facts)
    patience = Patience(pace=TELEGRAM if facts["pace"] == "telegram" else LOOPBACK)
    async with App(settings, furnish(settings.data_dir), patience=patience) as app:
        await app.ready()
        say(
            url=f"http://127.0.0.1:{app.port}{WEBHOOK_PATH}",
            handing_on=[asdict(card) for card in handing_on],
            side_by_side=[asdict(card) for card in side_by_side],
        )
        await asyncio.Event().wait()


if __name__ == "__main__":
    set_up_logging("json")
    with asyncio.Runner(loop_factory=new_loop()) as runner:
        runner.run(main(told()))
