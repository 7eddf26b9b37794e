"""Ours: the real bot as ``tapak run`` starts it, with offices that have many berkas."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.bot_api import BOT_ID, TOKEN
from benchmarks.machine import asked, say, told
from benchmarks.offices import Card, found_offices, now, prepare
from benchmarks.papers import SIDIK, big_laporan
from benchmarks.recaps import big_sheet
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
from storage.documents.papers.paper import write_paper
from storage.documents.writer import write_apart


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


async def keep_making(make: Callable[[], bytes], until: float) -> int:
    """Make a file again and again, beside the event loop as a file that is sent; return how often."""
    made = 0
    while time.monotonic() < until:
        await asyncio.to_thread(make)
        made += 1
    return made


async def make_when_asked(rows: int, indikator: int) -> None:
    """Make sheets and papers for as long as the parent says, and say how many, until it has gone."""
    sheet, paper = big_sheet(rows), big_laporan(indikator)
    while wanted := await asyncio.to_thread(asked):
        until = time.monotonic() + wanted["seconds"]
        sheets, papers = await asyncio.gather(
            keep_making(lambda: write_apart(sheet), until),
            keep_making(lambda: write_paper(paper, SIDIK), until),
        )
        say(sheets=sheets, papers=papers)


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
        if "sheet" in facts:
            await make_when_asked(facts["sheet"], facts["paper"])
        await asyncio.Event().wait()


if __name__ == "__main__":
    set_up_logging("json")
    with asyncio.Runner(loop_factory=new_loop()) as runner:
        runner.run(main(told()))
