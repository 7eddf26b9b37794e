import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.process.clock import ANSWER_S
from bot.trial.clock import parse_duration, parse_moment
from bot.trial.refusals import PhoneRefused
from tests.support.patience import until

CAMAT = 101


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-06T{text}:00+07:00")


class FollowingBot:
    """Keeps the trial's time: sends a message at each due instant, then asks on."""

    def __init__(self, trial, due: list[datetime], name: str = "bot") -> None:
        self.trial = trial
        self.due = sorted(due)
        self.name = name
        self.ran_at: list[str] = []

    async def poll(self, seen: int) -> dict:
        params = {"follow": 1, "seen": seen, "follower": self.name}
        params["next_due"] = self.due[0].isoformat() if self.due else ""
        return (await self.trial.http.get("/trial/clock", params=params, timeout=30)).json()

    async def run(self) -> None:
        seen = 0
        while True:
            state = await self.poll(seen)
            now = datetime.fromisoformat(state["now"])
            while self.due and self.due[0] <= now:
                self.due.pop(0)
                self.ran_at.append(now.astimezone(at("08:00").tzinfo).strftime("%d %H:%M"))
                await self.trial.result("sendMessage", chat_id=CAMAT, text="Pengingat")
            seen = state["version"]


@asynccontextmanager
async def following(*bots: FollowingBot) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(bot.run()) for bot in bots]
        await until(lambda: is_due(bots[0].trial))
        yield
        for task in tasks:
            task.cancel()


async def is_due(trial) -> bool:
    return (await trial.http.get("/trial/clock")).json()["next"] is not None


async def is_quiet(trial) -> bool:
    return not await is_due(trial)


async def move(trial, **how):
    return await trial.http.post("/trial/clock", json=how, timeout=60)


async def test_a_walk_stops_at_each_instant_so_each_message_has_its_own_time(trial):
    bot = FollowingBot(trial, [at("10:00"), at("09:00"), at("13:30"), at("17:00")])
    async with following(bot):
        state = (await move(trial, to=at("15:00").isoformat())).json()

    assert bot.ran_at == ["06 09:00", "06 10:00", "06 13:30"]
    times = [one["date"][11:16] for one in (await trial.messages(CAMAT))[-3:]]
    assert times == ["02:00", "03:00", "06:30"]
    assert state["now"].startswith("2026-10-06T08:00")
    assert state["next"] == "2026-10-06T10:00:00+00:00"


async def test_next_walks_to_the_earliest_of_all_followers_only(trial):
    one = FollowingBot(trial, [at("10:00")], "satu")
    two = FollowingBot(trial, [at("09:00"), at("11:00")], "dua")
    async with following(one, two):
        await move(trial, next=True)
        after_first = (list(one.ran_at), list(two.ran_at))
        await move(trial, next=True)

    assert after_first == ([], ["06 09:00"])
    assert (one.ran_at, two.ran_at) == (["06 10:00"], ["06 09:00"])


async def test_what_comes_due_during_the_walk_is_met_too(trial):
    bot = FollowingBot(trial, [at("09:00")])

    class Growing(list):
        def pop(self, index=0):
            first = super().pop(index)
            if first == at("09:00"):
                self.append(at("09:20"))
            return first

    bot.due = Growing(bot.due)
    async with following(bot):
        await move(trial, advance="PT2H")

    assert bot.ran_at == ["06 09:00", "06 09:20"]


async def test_nothing_due_is_said(trial):
    answer = await move(trial, next=True)

    assert (answer.status_code, answer.json()["galat"]) == (409, "Tidak ada peristiwa berikutnya.")


@pytest.mark.parametrize(
    "how",
    [{"to": "2026-10-05T08:00:00+07:00"}, {"to": "2026-10-07T08:00:00"}, {"advance": "1 jam"}, {}],
)
async def test_a_wrong_move_is_refused(trial, how):
    answer = await move(trial, **how)

    assert (answer.status_code, "galat" in answer.json()) == (400, True)


async def test_without_followers_the_clock_just_moves(trial):
    before = (await trial.http.get("/trial/clock")).json()
    after = (await move(trial, advance="P1DT2H30M")).json()

    moved = datetime.fromisoformat(after["now"]) - datetime.fromisoformat(before["now"])
    assert timedelta(hours=26, minutes=30) <= moved < timedelta(hours=26, minutes=31)
    assert after["version"] > before["version"]


async def test_a_follower_that_hangs_up_holds_nobody_up(trial):
    bot = FollowingBot(trial, [at("09:00")])
    async with following(bot):
        pass
    await until(lambda: is_quiet(trial))

    assert (await move(trial, advance="PT2H")).status_code == 200


async def test_a_follower_is_answered_before_it_hangs_up_and_waited_for_until_it_asks_again(trial):
    seen = (await trial.http.get("/trial/clock")).json()["version"]
    asked = {"follow": 1, "seen": seen, "next_due": at("09:00").isoformat()}
    answer = await trial.http.get("/trial/clock", params=asked, timeout=ANSWER_S)

    assert answer.json()["version"] == seen
    assert await is_due(trial)


async def test_a_follower_stuck_at_an_instant_does_not_hold_the_walk_for_ever(trial):
    bot = FollowingBot(trial, [])

    class Stuck(list):
        def __bool__(self):
            return True

        def __getitem__(self, index):
            return at("08:30")

        def pop(self, index=0):
            raise IndexError

    bot.due = Stuck()

    async def run():
        seen = 0
        while True:
            seen = (await bot.poll(seen))["version"]

    bot.run = run
    async with following(bot):
        answer = await move(trial, advance="PT3H")

    assert answer.json()["now"].startswith("2026-10-06T04:00")


def test_durations_are_iso_8601():
    assert parse_duration("P1W2DT3H4M5.5S") == timedelta(9, hours=3, minutes=4, seconds=5.5)
    for wrong in ("", "P", "PT", "1H", "P1Y"):
        with pytest.raises(PhoneRefused):
            parse_duration(wrong)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Jumat 10.00 WIB", "2026-10-09T03:00:00+00:00"),
        ("Senin 08.15 WIB", "2026-10-05T01:15:00+00:00"),
        ("Senin 08.00 WIB", "2026-10-05T01:00:00+00:00"),
        ("Senin 07.30 WIB", "2026-10-12T00:30:00+00:00"),
        ("Senin 08.30 WITA", "2026-10-12T00:30:00+00:00"),
        ("2026-10-06T08:00:00+07:00", "2026-10-06T01:00:00+00:00"),
    ],
)
def test_a_weekday_means_its_next_one_in_its_zone(said, moment):
    monday_at_eight = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
    assert parse_moment(said, monday_at_eight).isoformat() == moment


@pytest.mark.parametrize("said", ["Jumat", "Jumat 25.00 WIB", "jumat 10.00", "besok"])
def test_what_is_no_moment_is_refused(said):
    with pytest.raises(PhoneRefused):
        parse_moment(said, datetime(2026, 10, 5, 1, 0, tzinfo=UTC))
