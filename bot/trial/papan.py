"""The strip above the phones: where the newest berkas of all the offices stands."""

import asyncio
from contextlib import aclosing

import httpx

from bot.app import App
from bot.trial.events import Hints
from bot.trial.store import Json
from handlers.screens.wording import print_periode
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import BerkasView
from sop_flows.use_cases.berkas.papan import describe_berkas

SETTLE_S = 0.25
"""How long after a phone changed the strip is read: one tap changes several phones."""
PATH = "/trial/papan"


async def keep_papan(app: App, hints: Hints, http: httpx.AsyncClient) -> None:
    """Post the strip whenever something moved on the page and the berkas with it; for ever."""
    moved = asyncio.Event()
    moved.set()
    async with asyncio.TaskGroup() as group:
        group.create_task(_listen(hints, moved))
        posted: Json | None = None
        while True:
            await moved.wait()
            await asyncio.sleep(SETTLE_S)
            moved.clear()
            papan = await app.units.run(read_papan, app.clock.now())
            if papan is not None and papan != posted:
                await http.post(PATH, json=papan)
                posted = papan


async def _listen(hints: Hints, moved: asyncio.Event) -> None:
    async with aclosing(hints.stream()) as stream:  # type: ignore[type-var]
        async for hint in stream:
            if '"papan"' not in hint:
                moved.set()


def read_papan(uow: UnitOfWork) -> Json | None:
    """Return the strip; None before the first berkas."""
    newest = {
        id: kantor.nama for kantor in uow.kantor.all() for id in uow.berkas.latest(kantor.id)[:1]
    }
    if not newest:
        return None
    return describe(uow, max(newest)) | {"dimulai": list(newest.values())}


def describe(uow: UnitOfWork, berkas_id: int) -> Json:
    """Return one berkas as the strip shows it."""
    berkas, sop_id = uow.berkas.get(berkas_id)
    view = describe_berkas(uow, berkas, sop_id, None)
    return {
        "kantor": view.kantor.nama,
        "zona": view.kantor.zona.key,
        "judul": f"{berkas.judul} · {print_periode(berkas.periode)}",
        "langkah": [
            {"no": one.langkah.no, "status": one.status, "nama": one.langkah.singkat}
            for one in view.langkah
        ],
        "berikutnya": next_tenggat(view),
    }


def next_tenggat(view: BerkasView) -> Json | None:
    """Return whose waktu runs out next."""
    ahead = [t for t in view.berkas.terbuka if t.tenggat is not None and t.tenggat > view.now]
    if not ahead:
        return None
    tugas = min(ahead, key=lambda one: one.tenggat or view.now)
    status = next(one for one in view.langkah if one.langkah.no == tugas.langkah)
    holder = next((one.nama for one in status.terbuka if one.tugas.id == tugas.id), "")
    return {
        "at": tugas.tenggat.isoformat() if tugas.tenggat else None,
        "teks": f"{status.langkah.singkat} ({holder})" if holder else status.langkah.singkat,
    }
