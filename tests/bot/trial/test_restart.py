"""A trial starts over while it runs: nothing of before is left, and the same page goes on."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import START
from tests.support.house import House
from tests.support.patience import until
from tests.support.running_trial import RunningTrial

CAMAT, SEKCAM = 1001, 1002


class Served(RunningTrial):
    """One in which the first SOP can be started."""

    async def chat(self, user_id: int) -> list[str]:
        return [m["plain"] for m in await self.get(f"/trial/phones/{user_id}/messages")]

    async def people(self) -> list[Any]:
        """Return everybody, but for the numbers of their messages."""
        return [phone | {"read_id": 0} for phone in await self.get("/trial/phones")]

    async def until_not_ready(self) -> None:
        async def look() -> bool:
            return (await self.http.get("/readyz")).is_server_error

        await until(look)

    async def start_an_sop(self) -> str:
        """Let the Sekretaris start one; return the Camat's card."""
        await self.post(f"/trial/phones/{SEKCAM}/send", text="/mulai")
        await self.tap(SEKCAM, "Pengukuran Kinerja")
        return (await self.see(CAMAT, "Disposisi")).splitlines()[0]

    async def tap(self, user_id: int, label: str) -> None:
        async def look() -> bool:
            tapped = await self.http.post(f"/trial/phones/{user_id}/tap", json={"label": label})
            return tapped.is_success

        await until(look)

    async def see(self, user_id: int, text: str) -> str:
        async def look() -> list[str]:
            return [said for said in await self.chat(user_id) if text in said]

        return (await until(look))[-1]


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with Served(tmp_path / "trial") as served:
        yield served


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with House(tmp_path) as house:
        yield house


async def test_starting_over_leaves_nothing_of_before(served):
    phones = await served.people()
    chat = await served.chat(CAMAT)
    card = await served.start_an_sop()
    await served.post("/trial/clock", advance="P3D")
    await served.post("/trial/phones/1003/block", blocked=True)
    await served.post("/trial/faults", method="sendPoll", times=9, status=429)

    await served.post("/trial/restart")

    assert await served.people() == phones
    assert await served.get("/trial/faults") == []
    assert len(await served.chat(CAMAT)) == len(chat)
    clock = await served.get("/trial/clock")
    assert clock["now"][:13] == START.isoformat()[:13]
    assert await served.start_an_sop() == card


DEEDS = {
    "writing": (f"/trial/phones/{CAMAT}/send", {"text": "/bantuan"}),
    "blocking": (f"/trial/phones/{CAMAT}/block", {"blocked": True}),
    "moving the clock": ("/trial/clock", {"advance": "PT1H"}),
}


@pytest.mark.parametrize("deed", DEEDS)
async def test_only_a_trial_in_which_nobody_did_anything_is_fresh(deed, house):
    path, body = DEEDS[deed]
    assert (await house.http.get("/trial/beginning")).json()["fresh"] is True

    await house.http.post(path, json=body)

    assert (await house.http.get("/trial/beginning")).json()["fresh"] is False


async def test_the_newcomer_can_join_after_starting_over(served):
    await served.post("/trial/restart")

    trial = served.announced.get_nowait()

    [newcomer] = [p for p in await served.get("/trial/phones") if p["name"] == trial.newcomer]
    await served.post(f"/trial/phones/{newcomer['user_id']}/send", text=trial.start_text)
    await served.see(newcomer["user_id"], "Benar?")


async def test_a_restart_that_was_cut_off_is_made_up_for(tmp_path):
    async with Served(tmp_path) as served:
        await served.start_an_sop()
        wish = asyncio.ensure_future(served.http.post("/trial/restart"))
        await served.until_not_ready()
        wish.cancel()
        await asyncio.wait({wish})  # before its client closes under it

    async with Served(tmp_path) as served:
        assert (await served.get("/trial/beginning"))["fresh"] is True
        await served.start_an_sop()


async def test_who_starts_an_sop_is_said_of_every_office(trial):
    """The bot's own menus tell it; who has no such menu is not named."""
    for user_id, kantor in (
        (1, "Kecamatan"),
        (2, "Kecamatan"),
        (3, "Dinas"),
        (4, "Dinas"),
        (5, "DPRD"),
    ):
        person = {"user_id": user_id, "name": f"Pegawai {user_id}", "kantor": kantor}
        await trial.http.post("/trial/phones", json=person)
    for user_id in (2, 3, 4):
        scope = {"type": "chat", "chat_id": user_id}
        menu = [{"command": "mulai", "description": "Memulai SOP"}]
        await trial.result("setMyCommands", commands=menu, scope=scope)

    beginning = (await trial.http.get("/trial/beginning")).json()

    assert beginning["command"] == "/mulai"
    assert beginning["starters"] == [
        {"kantor": "Kecamatan", "user_id": 2},
        {"kantor": "Dinas", "user_id": 3},
    ]


async def test_a_server_alone_offers_no_restart(trial):
    refused = await trial.http.post("/trial/restart")

    assert refused.status_code == 409
    beginning = (await trial.http.get("/trial/beginning")).json()
    assert (beginning["fresh"], beginning["restart"], beginning["starters"]) == (True, False, [])


async def test_the_longest_tour_of_the_first_office_stands_first(house):
    tours = (await house.http.get("/trial/tours")).json()

    first, *others = [tour["kantor"] for tour in tours]
    assert first == (await house.http.get("/trial/phones")).json()[0]["kantor"]
    assert tours[0]["langkah"] == max(t["langkah"] for t in tours if t["kantor"] == first)
    assert first not in others[others.count(first) :]
