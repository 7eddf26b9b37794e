"""Ours, started as ``tapak run`` starts it, on a data folder that is there."""

import asyncio
from pathlib import Path
from typing import Any

from benchmarks.bot_api import TOKEN
from benchmarks.machine import say, told
from benchmarks.taps import SECRET
from bot.app import App
from bot.cli.run import new_loop
from bot.process.log import set_up_logging
from bot.process.memory import settle_later
from bot.process.settings import WEBHOOK_PATH, Settings
from bot.product import furnish


async def main(facts: dict[str, Any]) -> None:
    """Serve until the process is ended."""
    settings = Settings(
        bot_token=TOKEN,
        bot_api_url=facts["api"],
        data_dir=Path(facts["folder"]),
        webhook_url="https://bench.invalid",
        webhook_secret=SECRET,
        http_port=0,
    )
    async with App(settings, furnish(settings.data_dir)) as app:
        await app.ready()
        say(url=f"http://127.0.0.1:{app.port}{WEBHOOK_PATH}")
        await settle_later()
        await asyncio.Event().wait()


if __name__ == "__main__":
    set_up_logging("json")
    with asyncio.Runner(loop_factory=new_loop()) as runner:
        runner.run(main(told()))
