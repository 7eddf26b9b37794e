"""The whole trial: the server, the sample offices in it, and the real bot over HTTP against it.

Nothing here is shorter than the real way: people join by link and tap, cards come over HTTP.
"""

import asyncio
import logging
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import httpx

from bot.app import App
from bot.process.figures import Figure
from bot.process.loopback import client_of
from bot.process.probes import Readiness
from bot.process.settings import Settings
from bot.process.supervisor import end
from bot.process.waiting import uncut
from bot.product import furnish
from bot.trial.beginning import BEGINNING, deeds
from bot.trial.kantor.pejawaran import NOT_JOINED
from bot.trial.papan import keep_papan
from bot.trial.run import Announce, Trial, empty, served
from bot.trial.sample import SAMPLES, Sample
from bot.trial.server import TrialServer
from bot.units import MachineUnit
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.pegawai.joining import invite
from storage.documents.kantor.buku import BukuKantor
from storage.kantor_import import import_kantor

logger = logging.getLogger(__name__)

DATABASE = "trial.sqlite"
PREPARED = "prepared offices"
"""The server's own note of the offices that have joined, so that a restart rejoins nobody."""
NOBODY: list[str] = []
"""Noted in its place when somebody wants to start over."""
YES = "Ya"
ASK_S = 0.02
PATIENCE_S = 15.0
CONFLICT = 409


class JoinFailed(RuntimeError):
    """Somebody of a sample office could not join in time."""


def settings_of(server: TrialServer, folder: Path) -> Settings:
    """Return the settings of a bot whose Telegram and whose clock are this server."""
    return Settings(
        bot_token=server.token,
        bot_api_url=server.url,
        clock_url=server.url,
        database_url=f"sqlite:///{folder / DATABASE}",
        data_dir=folder,
        http_port=0,
    )


async def serve(
    folder: Path, *, port: int, announce: Announce, samples: Sequence[Sample] = SAMPLES
) -> None:
    """Run server and bot until cancelled; begin anew whenever somebody wants it.

    Raises:
        StoreInUse: A trial is running on that folder.
    """
    async with served(folder, port, samples) as server:
        store = server.messenger.store
        while True:
            # An end in between is made up for by the next start.
            if store.setting(PREPARED) == NOBODY:
                await uncut(asyncio.to_thread(empty, folder))
                server.messenger.start_over()
            await serve_bot(server, folder, announce, samples)


async def serve_bot(
    server: TrialServer, folder: Path, announce: Announce, samples: Sequence[Sample]
) -> None:
    """Run the bot until somebody wants to start over."""
    messenger, server.watched = server.messenger, STARTING
    async with (
        App(settings_of(server, folder), furnish(folder)) as app,
        client_of(server.url, 60) as http,
    ):
        await app.ready()
        start_text = await prepare(app, server, http, samples)
        server.watched = app
        announce(
            Trial(
                url=server.url,
                token=server.token,
                newcomer=NOT_JOINED if start_text else "",
                start_text=start_text,
            )
        )
        messenger.restart.grant()
        async with asyncio.TaskGroup() as group:
            papan = group.create_task(keep_papan(app, messenger.hints, http))
            await messenger.restart.wished()
            server.watched = STARTING
            messenger.store.set_setting(PREPARED, NOBODY)
            await end([papan])


class Starting:
    """Speaks for a bot that is not there yet."""

    async def readiness(self) -> Readiness:
        """Return what must work, and whether it does."""
        return Readiness({"bot": False})

    async def measurements(self) -> Sequence[Figure]:
        """Return the figures, each with its type and what it means."""
        return []


STARTING = Starting()


async def prepare(
    app: App, server: TrialServer, http: httpx.AsyncClient, samples: Sequence[Sample]
) -> str:
    """Found the offices and let their people join, once; return what the last one would write."""
    now, store = app.clock.now(), server.messenger.store
    joined = set(store.setting(PREPARED) or ())
    known = {k.kode for k in await app.units.run(lambda uow: uow.kantor.all(), now)}
    for sample in (one for one in samples if one.kode not in known):
        await app.units.run(partial(found, buku=sample.buku, now=now), now)
    people = await app.units.run(invite_all, now)
    new = [sample for sample in samples if sample.kode not in joined]
    users = {phone["name"]: phone["user_id"] for sample in new for phone in sample.phones()}
    if new:
        await join_all(people, users, http)
        await app.worker.drain()
        await app.delivery.drain()
        for user_id in users.values():
            await http.post(f"/trial/phones/{user_id}/read")
        store.set_setting(PREPARED, sorted(joined | {sample.kode for sample in new}))
        store.set_setting(BEGINNING, deeds(server.messenger))
    waiting = people.get(NOT_JOINED)
    return f"/start {waiting[1]}" if waiting else ""


def found(uow: MachineUnit, *, buku: BukuKantor, now: datetime) -> None:
    """Found one office by its workbook."""
    import_kantor(uow.connection, buku, now)


def invite_all(uow: UnitOfWork) -> dict[str, tuple[Pegawai, str]]:
    """Make a link for everybody who has not joined; return them by name with its token."""
    made = {}
    for kantor in uow.kantor.all():
        joined = uow.pegawai.chats(kantor.id)
        for pegawai in uow.pegawai.all(kantor.id, local_date(uow, kantor.id)):
            if pegawai.id not in joined:
                token = secrets.token_urlsafe(12)
                invite(uow, kantor_id=kantor.id, pegawai_id=pegawai.id, token=token)
                made[pegawai.nama] = (pegawai, token)
    return made


async def join_all(
    people: Mapping[str, tuple[Pegawai, str]], users: Mapping[str, int], http: httpx.AsyncClient
) -> None:
    """Let everybody but one join; the admins last, so that nobody's joining is news to them."""
    for admin in (False, True):
        joining = [
            join(http, users[nama], token)
            for nama, (pegawai, token) in people.items()
            if pegawai.admin is admin and nama != NOT_JOINED and nama in users
        ]
        for outcome in await asyncio.gather(*joining, return_exceptions=True):
            if isinstance(outcome, JoinFailed | httpx.HTTPError):
                logger.error("A sample office is not complete", extra={"error": repr(outcome)})
            elif outcome is not None:
                raise outcome


async def join(http: httpx.AsyncClient, user_id: int, token: str) -> None:
    """Open a join link on somebody's phone and confirm it.

    Raises:
        JoinFailed: The bot did not ask in time.
    """
    phone = f"/trial/phones/{user_id}"
    sent = await http.post(f"{phone}/send", json={"text": f"/start {token}"})
    sent.raise_for_status()
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                tapped = await http.post(f"{phone}/tap", json={"label": YES})
                if tapped.status_code != CONFLICT:
                    tapped.raise_for_status()
                    return
                await asyncio.sleep(ASK_S)
    except TimeoutError:
        raise JoinFailed(user_id) from None
