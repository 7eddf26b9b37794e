"""Server and bot as two processes, by webhook: the same story ends the same as in one, by polling."""

import secrets
from pathlib import Path

from bot.trial.scenario import play
from tests.skenario.akhir import count_mail, read_akhir
from tests.skenario.proses import bot_on, serving, settle
from tests.support.http import client
from tests.support.patience import HANG_S


async def test_a_bot_in_its_own_process_with_a_webhook_ends_the_story_the_same(
    tur, pertunjukan, tmp_path: Path
):
    async with serving(tmp_path) as server:
        webhook = {
            "TAPAK_WEBHOOK_URL": f"http://127.0.0.1:{server.environ['TAPAK_HTTP_PORT']}",
            "TAPAK_WEBHOOK_SECRET": secrets.token_urlsafe(24),
        }
        async with bot_on(server, webhook):
            await play(tur, server.url, patience=HANG_S)
            await settle(server)
            async with client(server.url) as http:
                polled = (await http.get("/trial/calls?method=getUpdates")).json()

    database = tmp_path / "bot" / "tapak.sqlite"
    assert read_akhir(database) == pertunjukan.akhir
    mail = count_mail(database)
    assert set(mail["inbox"]) == {"selesai"}
    assert set(mail["outbox"]) <= {"terkirim", "gabung"}
    assert not polled
