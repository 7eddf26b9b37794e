"""Server and bot as two processes, by webhook: the same story ends the same as in one, by polling."""

import secrets
from pathlib import Path
from typing import Any

import pytest

from bot.trial.scenario import Scenario, play
from tests.skenario.akhir import count_mail, read_akhir
from tests.skenario.proses import bot_on, serving, settle
from tests.support.http import client
from tests.support.patience import HANG_S

BEGINNING = 40
"""Scenes of the story until values were tapped, typed and read from a sheet."""


@pytest.mark.plays
async def test_a_bot_in_its_own_process_with_a_webhook_ends_the_story_the_same(
    tur, pertunjukan, tmp_path: Path
):
    assert not await polled_meanwhile(tur, tmp_path)

    assert read_akhir(tmp_path / "bot" / "tapak.sqlite") == pertunjukan.akhir
    check_mail(tmp_path)


@pytest.mark.plays
async def test_a_bot_in_its_own_process_is_told_by_webhook_and_polls_nothing(tur, tmp_path: Path):
    beginning = tur.model_copy(update={"adegan": tur.adegan[:BEGINNING]})

    assert not await polled_meanwhile(beginning, tmp_path)

    check_mail(tmp_path)


async def polled_meanwhile(tur: Scenario, folder: Path) -> list[Any]:
    """Play a story to a bot in a process of its own that has a webhook; return what it polled."""
    async with serving(folder) as server:
        webhook = {
            "TAPAK_WEBHOOK_URL": f"http://127.0.0.1:{server.environ['TAPAK_HTTP_PORT']}",
            "TAPAK_WEBHOOK_SECRET": secrets.token_urlsafe(24),
        }
        async with bot_on(server, webhook):
            await play(tur, server.url, patience=HANG_S)
            await settle(server)
            async with client(server.url) as http:
                polled: list[Any] = (await http.get("/trial/calls?method=getUpdates")).json()
    return polled


def check_mail(folder: Path) -> None:
    """Hold that everything that came was done, and everything owed was sent."""
    mail = count_mail(folder / "bot" / "tapak.sqlite")
    assert set(mail["inbox"]) == {"selesai"}
    assert set(mail["outbox"]) <= {"terkirim", "gabung"}
