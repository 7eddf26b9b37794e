"""Office time of the trial: the machine's clock plus an offset that can be moved forward.

1. The clock never goes back.
2. A move stops at every instant at which a follower (the bot) has something due, and goes on
   when the follower says that it has finished there, so three reminders arrive as three.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.trial.events import Bell, Hints
from bot.trial.refusals import PhoneRefused
from bot.trial.store import Json, Store
from sop_flows.deferred import dataclass, pattern

FOLLOW_SECONDS = 2  # after which a follower is answered and says anew what it waits for
LIVES = 3  # times as long as an instant may take, without a word
FINISH_SECONDS = 10.0
SECOND = timedelta(seconds=1)
FARTHEST = timedelta(days=800)
TOO_FAR = "Jam dapat dimajukan paling jauh 800 hari sekaligus."

_DURATION = pattern(
    r"P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_MOMENT = pattern(rf"({'|'.join(WEEKDAYS)}) (\d{{1,2}})\.(\d{{2}}) ({'|'.join(ZONES)})")


@dataclass(slots=True)
class Follower:
    """A bot that keeps this clock's time."""

    seen: int
    next_due: datetime | None
    polled_at: float


class TrialClock:
    """The clock and those who follow it.

    Args:
        machine: Gives seconds since the epoch.
        start_at: What it shows at first; None for the time of the machine.
        patience: How many seconds a walk waits at an instant for a follower; without it after that.
    """

    def __init__(
        self,
        store: Store,
        hints: Hints,
        machine: Callable[[], float],
        *,
        start_at: datetime | None = None,
        patience: float = FINISH_SECONDS,
    ) -> None:
        self._store = store
        self._hints = hints
        self._machine = machine
        self._patience = patience
        self._followers: dict[str, Follower] = {}
        self._moved = Bell()
        self._finished = Bell()
        self._walking = asyncio.Lock()
        self._closing = False
        offset = store.setting("offset")
        if offset is None:
            offset = 0.0 if start_at is None else start_at.timestamp() - machine()
        self.version = int(store.setting("version") or 0)
        self._keep(float(offset))

    def now(self) -> datetime:
        """Return the office time, in UTC."""
        return datetime.fromtimestamp(self._machine() + self.offset, UTC)

    def close(self) -> None:
        """Let everyone go who waits."""
        self._closing = True
        self._moved.ring()
        self._finished.ring()

    def state(self) -> Json:
        """Return the clock as the contract shows it."""
        due = self._next_due()
        return {
            "now": self.now().isoformat(),
            "offset": self.offset,
            "version": self.version,
            "next": due.isoformat() if due else None,
        }

    async def follow(
        self,
        name: str,
        seen: int,
        next_due: datetime | None,
        *,
        hung_up: Callable[[], Awaitable[bool]],
    ) -> Json:
        """Register what a follower finished and waits for; answer when the clock moved."""
        mine = Follower(seen, next_due, self._machine())
        self._followers[name] = mine
        self._finished.ring()
        for _ in range(FOLLOW_SECONDS):
            if seen != self.version or self._closing or await self._moved.heard(1.0):
                break
            if self._followers.get(name) is mine and await hung_up():
                self._forget(name)
        mine.polled_at = self._machine()
        return self.state()

    def _forget(self, name: str) -> None:
        self._followers.pop(name, None)
        self._finished.ring()

    async def advance(self, by: timedelta) -> Json:
        """Walk forward by a duration.

        Raises:
            PhoneRefused: It is too long to be walked at once.
        """
        if by > FARTHEST:
            raise PhoneRefused(400, TOO_FAR)
        async with self._walking:
            return await self._walk(self.now() + by)

    async def move_to(self, target: datetime) -> Json:
        """Walk to an instant.

        Raises:
            PhoneRefused: It lies in the past, or too far ahead to be walked at once.
        """
        async with self._walking:
            if target < self.now():
                raise PhoneRefused(400, "Jam tidak dapat dimundurkan.")
            if target - self.now() > FARTHEST:
                raise PhoneRefused(400, TOO_FAR)
            return await self._walk(target)

    async def move_to_next(self) -> Json:
        """Walk to the earliest thing that is due.

        Raises:
            PhoneRefused: Nothing is due.
        """
        async with self._walking:
            await self._step(self.now())
            due = self._next_due()
            if due is None:
                raise PhoneRefused(409, "Tidak ada peristiwa berikutnya.")
            await self._step(max(due, self.now()))
            return self.state()

    async def _walk(self, target: datetime) -> Json:
        await self._step(self.now())
        reached, skip = self.now(), SECOND
        while (due := self._next_due()) is not None and not self._closing:
            # A follower that cannot get past an instant must not hold the walk up for ever.
            instant, skip = (due, SECOND) if due > reached else (reached + skip, skip * 2)
            if instant > target:
                break
            await self._step(instant)
            reached = instant
        await self._step(max(target, self.now()))
        return self.state()

    async def _step(self, instant: datetime) -> None:
        """Set the clock and wait until every follower has finished there."""
        self.version += 1
        self._keep(max(instant.timestamp() - self._machine(), self.offset))
        self._hints.tell(clock=self.now().isoformat())
        self._moved.ring()
        until = self._machine() + self._patience
        while (late := self._unfinished()) and not self._closing:
            left = until - self._machine()
            if left <= 0:
                for name in late:
                    self._forget(name)
                break
            await self._finished.heard(left)

    def _unfinished(self) -> list[str]:
        return [name for name, one in self._live().items() if one.seen != self.version]

    def _next_due(self) -> datetime | None:
        return min((one.next_due for one in self._live().values() if one.next_due), default=None)

    def _live(self) -> dict[str, Follower]:
        oldest = self._machine() - LIVES * self._patience
        return {name: one for name, one in self._followers.items() if one.polled_at >= oldest}

    def _keep(self, offset: float) -> None:
        self.offset = offset
        self._store.set_setting("offset", offset)
        self._store.set_setting("version", self.version)


def parse_moment(text: str, now: datetime) -> datetime:
    """Read an instant, or the next ``Jumat 10.00 WIB`` from now on.

    Raises:
        PhoneRefused: It is neither.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        return parse_instant(text)
    day, hour, minute, zone = match.groups()
    if int(hour) > 23 or int(minute) > 59:
        raise PhoneRefused(400, f"Waktu tidak dikenal: {text}.")
    here = now.astimezone(ZoneInfo(ZONES[zone]))
    moment = here.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
    moment += timedelta(days=(WEEKDAYS.index(day) - moment.weekday()) % 7)
    return (moment if moment >= here else moment + timedelta(days=7)).astimezone(UTC)


def parse_duration(text: str) -> timedelta:
    """Read an ISO 8601 duration of weeks, days, hours, minutes and seconds.

    Raises:
        PhoneRefused: It is not one.
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise PhoneRefused(400, f"Lama waktu tidak dikenal: {text}. Contoh: PT1H, P1D.")
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    try:
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise PhoneRefused(400, TOO_FAR) from None


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 instant with its zone.

    Raises:
        PhoneRefused: It is not one, or it has no zone.
    """
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise PhoneRefused(400, f"Waktu tidak dikenal: {text}.") from None
    if instant.tzinfo is None:
        raise PhoneRefused(400, "Waktu harus memuat zona, misalnya 2026-10-06T08:00:00+07:00.")
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise PhoneRefused(400, TOO_FAR) from None
