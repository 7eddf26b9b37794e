"""A house with a very small product in it: a card per person that counts taps."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, select, update
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.app import App, Patience
from bot.process.settings import Settings
from bot.seams import Examined, Seams
from bot.telegram.pacing import LOOPBACK
from bot.trial.server import TrialServer
from handlers.context import Context
from handlers.screens.screen import Screen, Tombol
from sop_flows.errors import Refusal, TugasChanged
from sop_flows.ports.kiriman import GivenUp, Kiriman, Lane, RawUpdate
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.tick import Tick
from storage.database import carrier_tables, tables
from storage.unit_of_work import SqlUnitOfWork
from tests.support.empty import put_empty_database
from tests.support.http import client
from tests.support.patience import until
from tests.support.phones import Phones

BUDI, SARI, DEDI = 101, 102, 103
PEOPLE = [
    {"user_id": BUDI, "name": "Budi"},
    {"user_id": SARI, "name": "Sari"},
    {"user_id": DEDI, "name": "Dedi"},
]
AT = datetime(2026, 10, 6, 1, 0, tzinfo=UTC)
STRUCK = Screen("Dipindah ke bawah")
DATABASE = "tapak.sqlite"
QUICK = Patience(intake=(0.01,), worker=(0.01,), courier=(0.01,), pace=LOOPBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ucapan(Isi):
    """A message of the machine under test, which has no SOP."""

    layar = "ucapan"
    teks: str


@dataclass(frozen=True)
class View:
    isi: Isi
    hitungan: int = 0
    revisi: int = 0


def open_card(uow: SqlUnitOfWork, *, chat_id: int) -> None:
    tugas = tables.TugasRow.__table__
    if uow.connection.execute(select(tugas.c.id).where(tugas.c.id == chat_id)).first():
        return
    uow.connection.execute(
        insert(tugas).values(
            id=chat_id,
            kantor_id=1,
            nomor=chat_id,
            berkas_id=1,
            langkah=1,
            tahap=0,
            jabatan_id=1,
            ronde=1,
            revisi=0,
            status="terbuka",
            asal="",
            isi={"hitungan": 0},
            dibuka_at=uow.now,
        )
    )
    uow.connection.execute(
        insert(carrier_tables.KartuRow.__table__).values(
            id=chat_id,
            bot_id=uow.bot_id,
            chat_id=chat_id,
            kantor_id=1,
            pegawai_id=1,
            tugas_id=chat_id,
            revisi=-1,
        )
    )
    owe(uow, chat_id, revisi=0)


def owe(uow: SqlUnitOfWork, chat_id: int, *, revisi: int) -> None:
    dedup = f"kartu:{chat_id}:{revisi}"
    uow.outbox.add(
        Kiriman(chat_id=chat_id, isi=LayarKartu(), kartu_id=chat_id, lane=Lane.KETUK, dedup=dedup)
    )


def increase(uow: SqlUnitOfWork, *, chat_id: int, seen: int) -> int:
    tugas = tables.TugasRow.__table__
    row = uow.connection.execute(
        select(tugas.c.revisi, tugas.c.isi).where(tugas.c.id == chat_id)
    ).one()
    if row.revisi != seen:
        raise TugasChanged(tugas_id=chat_id)
    count = row.isi["hitungan"] + 1
    uow.connection.execute(
        update(tugas).where(tugas.c.id == chat_id).values(revisi=seen + 1, isi={"hitungan": count})
    )
    owe(uow, chat_id, revisi=seen + 1)
    return count


def load(uow: SqlUnitOfWork, kiriman: Kiriman, _kartu: object) -> View | None:
    if not isinstance(kiriman.isi, LayarKartu):
        return View(kiriman.isi)
    tugas = tables.TugasRow.__table__
    row = uow.connection.execute(
        select(tugas.c.revisi, tugas.c.isi).where(tugas.c.id == kiriman.kartu_id)
    ).one()
    return View(kiriman.isi, row.isi["hitungan"], row.revisi)


def draw(view: View, *, ambigu: bool) -> Screen:
    again = " (kirim ulang)" if ambigu else ""
    match view.isi:
        case LayarKartu():
            label = Tombol("Tambah", f"v1:tambah:{view.revisi}")
            return Screen(f"Hitungan: <b>{view.hitungan}</b>{again}", ((label,),))
        case Ucapan(teks=teks):
            return Screen(teks + again)
    raise TypeError(view.isi)


def word_refusal(refusal: Refusal, context: Context) -> Iterable[Kiriman]:
    yield pesan(context._chat_id or 0, f"ditolak: {type(refusal).__name__}", lane=Lane.KETUK)


def pesan(chat_id: int, teks: str, **more: Any) -> Kiriman:
    return Kiriman(chat_id=chat_id, isi=Ucapan(teks=teks), **more)


@dataclass
class House(Phones):
    """The bot, its trial server, and the people with their phones."""

    server: TrialServer
    http: httpx.AsyncClient
    folder: Path
    app: App = None  # type: ignore[assignment]
    settings: dict[str, Any] = field(default_factory=dict)
    patience: Patience = QUICK
    unreachable: list[int] = field(default_factory=list)
    lost: list[GivenUp] = field(default_factory=list)
    heard: list[int] = field(default_factory=list)
    reissued: list[timedelta] = field(default_factory=list)
    ticks: list[datetime] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    on_text: Callable[[Update, Context], Any] | None = None
    ahead_s: float = 0.0
    """How many seconds have passed beyond the true ones."""
    set_s: float = 0.0
    """By how many seconds somebody has set the machine's clock."""

    def machine(self) -> float:
        return time.time() + self.ahead_s

    def wall(self) -> float:
        return self.machine() + self.set_s

    def register(self, application: Any) -> None:
        async def start(update: Update, context: Context) -> None:
            await context.perform(open_card, chat_id=update.effective_chat.id)

        async def tap(update: Update, context: Context) -> None:
            query = update.callback_query
            self.seen.append(f"tap {query.data}")
            seen = int(query.data.rpartition(":")[2])
            try:
                count = await context.perform(increase, chat_id=query.from_user.id, seen=seen)
            except TugasChanged:
                await query.answer("Sudah berubah", show_alert=True)
            else:
                await query.answer(f"Tercatat {count}")

        async def text(update: Update, context: Context) -> None:
            self.seen.append(update.message.text)
            if self.on_text is not None:
                await self.on_text(update, context)

        async def document(update: Update, context: Context) -> None:
            content = await context.fetch(update.message.document)
            self.seen.append(content.decode())

        application.add_handler(MessageHandler(filters.Document.ALL, document))
        application.add_handler(CommandHandler("start", start))
        application.add_handler(CallbackQueryHandler(tap))
        application.add_handler(MessageHandler(filters.TEXT, text))

    def seams(self) -> Seams:
        def tick(uow: Any, part: int) -> Tick:
            self.ticks.append(uow.now)
            return Tick()

        async def housekeep(units: Any, now: datetime) -> None:
            pass

        return Seams(
            make_uow=SqlUnitOfWork,
            register=self.register,
            load=load,
            draw=draw,
            struck=STRUCK,
            word_refusal=word_refusal,
            tell_given_up=lambda uow, lost: self.lost.append(lost),
            apologise=lambda raw, incident: [pesan(raw.chat_key, f"Gangguan {incident}")],
            ask_for_patience=lambda raw: [
                pesan(raw.chat_key, "Ditunggu", dedup=f"ditunggu:{raw.update_id}")
            ],
            unreachable=lambda uow, chats: self.unreachable.extend(chats),
            reachable=lambda uow, chats: self.heard.extend(chats),
            tick=tick,
            next_due=lambda uow, now: None,
            reissue=lambda uow, gap: self.reissued.append(gap),
            housekeep=housekeep,
            examine=lambda url, bot_id, now: Examined(lines=0, broken=(), tell=lambda uow: None),
        )

    def make(self, **settings: Any) -> App:
        given = {
            "bot_token": self.server.token,
            "bot_api_url": self.server.url,
            "data_dir": self.folder,
            "http_port": 0,
        }
        return App(
            Settings(**given | self.settings | settings),
            self.seams(),
            patience=self.patience,
            machine=self.machine,
            wall=self.wall,
        )

    async def start(self, **settings: Any) -> None:
        self.app = await self.make(**settings).__aenter__()
        await self.app.ready()

    async def stop(self) -> None:
        app, self.app = self.app, None  # type: ignore[assignment]
        if app is not None:
            await app.__aexit__()

    async def crash(self) -> None:
        """End as a killed process does: nothing more is written, the lock is gone."""
        app, self.app = self.app, None  # type: ignore[assignment]
        app.database.close()
        app._scheduler.stop()
        tasks = [
            app._leading,
            *app._supervisor._tasks.values(),
            *app.worker._crew._tasks,
            *app.delivery._crew._tasks,
            *app.worker._expecting._tasks,
            *app._downloads._under_way.values(),
        ]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        app._server.stop()
        await app._serving
        app._leader._unlock()
        await app.line.close()

    async def seed(self) -> None:
        """Give the office what a card hangs on."""

        def work(connection: Any) -> None:
            def add(model: Any, **values: Any) -> None:
                connection.execute(insert(model.__table__).values(**values))

            add(
                tables.KantorRow,
                id=1,
                kode="kec",
                nama="Kecamatan",
                jenis="",
                daerah="",
                alamat="",
                zona="Asia/Jakarta",
            )
            add(tables.JabatanRow, id=1, kantor_id=1, nama="Camat", alias=[])
            add(tables.PegawaiRow, id=1, kantor_id=1, kunci="1", nama="Budi", admin=False)
            add(
                tables.SopRow,
                id=1,
                kantor_id=1,
                kode="s",
                versi=1,
                teks="",
                sha256="",
                aktif=True,
            )
            add(
                tables.BerkasRow,
                id=1,
                kantor_id=1,
                nomor=1,
                sop_id=1,
                judul="",
                tahun=2026,
                ke=3,
                status="berjalan",
                revisi=0,
                keadaan={},
                dimulai_oleh=1,
                dibuka_at=AT,
            )

        await self.app.database.run(work)

    async def idle(self) -> None:
        await self.app.worker.drain()
        await self.app.delivery.drain()

    async def send_file(self, user_id: int, content: bytes, name: str = "a.txt") -> None:
        url = f"/trial/phones/{user_id}/send"
        response = await self.http.post(url, files={"file": (name, content, "text/plain")})
        assert response.status_code == 200, response.text

    async def tap(self, user_id: int, label: str = "Tambah") -> Any:
        card = (await self.cards(user_id))[-1]
        answer = await self.act(user_id, "tap", message_id=card["message_id"], label=label)
        await self.idle()
        return answer["answer"]

    async def messages(self, user_id: int) -> list[Any]:
        found = (await self.http.get(f"/trial/phones/{user_id}/messages")).json()
        return [message for message in found if message["from"] == "bot"]

    async def texts(self, user_id: int) -> list[str]:
        return [message["text"] for message in await self.messages(user_id)]

    async def cards(self, user_id: int) -> list[Any]:
        return [message for message in await self.messages(user_id) if message["buttons"]]

    async def joins(self, *user_ids: int) -> None:
        """Let people open the chat and get their card."""
        for user_id in user_ids:
            await self.write(user_id, "/start")
        for user_id in user_ids:
            await until(lambda user_id=user_id: self.cards(user_id))

    async def faults(self) -> list[Any]:
        return (await self.http.get("/trial/faults")).json()

    async def fault_is_used(self) -> None:
        async def is_used() -> bool:
            return not await self.faults()

        await until(is_used)

    async def calls(self, method: str = "") -> list[Any]:
        return (await self.http.get("/trial/calls", params={"method": method})).json()

    async def owe(self, *kiriman: Kiriman) -> None:
        await self.app.units.carry(lambda carrier: carrier.outbox.add(*kiriman), AT)
        self.app.units.wake()

    async def inbox(self) -> list[Any]:
        row = carrier_tables.InboxRow.__table__
        return await self.rows(select(row).order_by(row.c.update_id))

    async def outbox(self) -> list[Any]:
        row = carrier_tables.OutboxRow.__table__
        return await self.rows(select(row).order_by(row.c.id))

    async def rows(self, statement: Any) -> list[Any]:
        return await self.app.database.run(
            lambda connection: list(connection.execute(statement).all())
        )

    async def status_of(self, update_id: int) -> str:
        return {row.update_id: row.status for row in await self.inbox()}.get(update_id, "")

    async def until(self, condition: Callable[[], Any]) -> Any:
        return await until(condition)

    def pesan(self, chat_id: int, teks: str, **more: Any) -> Kiriman:
        return pesan(chat_id, teks, **more)

    def message_update(self, update_id: int, chat_id: int, text: str) -> RawUpdate:
        return message_update(update_id, chat_id, text)

    async def count(self, user_id: int) -> int:
        tugas = tables.TugasRow.__table__
        [[isi]] = await self.rows(select(tugas.c.isi).where(tugas.c.id == user_id))
        return isi["hitungan"]


def message_update(update_id: int, chat_id: int, text: str) -> RawUpdate:
    """Return an update as intake would store it."""
    person = {"id": chat_id, "is_bot": False, "first_name": "A"}
    body = {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1,
            "chat": {"id": chat_id, "type": "private"},
            "from": person,
            "text": text,
        },
    }
    return RawUpdate(update_id=update_id, chat_key=chat_id, body=json.dumps(body))


@pytest.fixture
async def cold(tmp_path: Path) -> AsyncIterator[House]:
    """A house whose bot has not been started; its tables are there."""
    async with (
        TrialServer(phones=PEOPLE) as server,
        client(server.url) as http,
    ):
        house = House(server, http, tmp_path / "data")
        put_empty_database(house.folder / DATABASE)
        yield house
        await house.stop()


@pytest.fixture
async def house(cold: House) -> House:
    """A house that runs."""
    await cold.start()
    await cold.seed()
    return cold
