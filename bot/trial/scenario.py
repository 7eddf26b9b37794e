"""Scenarios that an office can read, played over the HTTP interface of a trial server.

A scenario is a TOML file: ``judul``, ``keterangan`` and steps ``[[adegan]]``. The page plays the same
files by clicking (``static/scenario.js``); both follow these rules:

1. ``siapa`` is a jabatan, a name or a kunci as ``/trial/phones`` lists it, several of them, or
   ``setiap pegawai``: everyone whose phone shows the button at that moment. Of several offices on
   one bot, only the people of ``kantor`` are meant, if the file names one.
2. A step has at most one action: ``tekan`` (with ``pada``), ``tulis``, ``lembar``, ``kirim_dokumen``, ``buka``
   (the newest PDF with that in its name, whose first page is drawn), ``blokir`` (the bot; false: no longer), ``jam``.
   A step without an action only looks. A dokumen is a sample, or an SOP file (``.toml``) from the
   folder ``sop`` beside the scenario; the page, whose scenarios send none, has samples only.
3. ``tekan`` taps the newest message that has a button starting with these words, a pictograph before
   them skipped; ``pada`` narrows to messages that contain this text. ``jawaban`` is in the pop-up.
4. ``lihat`` is then in some message of that phone, ``tidak_lihat`` in none.
5. ``jam`` is ``+PT1H``, ``berikutnya``, an instant, or the next ``Jumat 10.00 WIB``.
6. ``{besok}`` in ``tulis`` is tomorrow's date, as people write it; ``{tautan}`` (not on the page)
   is what whoever was left out of the office writes to join.
7. Everything is waited for: ten seconds for a button, as long for what is to be seen.
"""

import asyncio
import tomllib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, Self, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

import httpx
from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.process.loopback import client_of
from sop_flows.waktu.cetak import printed_day

TOURS = Path(__file__).parent / "tours"
SAMPLES = Path(__file__).parent / "static" / "contoh"
EVERYONE = "setiap pegawai"
TOMORROW = "{besok}"
JOIN_LINK = "{tautan}"
ZONE = "Asia/Jakarta"
"""Of a phone that names none."""
ACTIONS = ("tekan", "tulis", "lembar", "kirim_dokumen", "buka", "blokir", "jam")
PATIENCE = 10.0  # seconds
PAUSE = 0.05  # seconds between two looks
CONFLICT = 409  # the button went away between look and tap

Json: TypeAlias = dict[str, Any]
T = TypeVar("T")


class Adegan(BaseModel):
    """One step: who does what, and what that person sees then."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    siapa: str | tuple[str, ...] = ()
    keterangan: str = ""
    tekan: str | None = None
    pada: str | None = None
    tulis: str | None = None
    lembar: dict[str, str] | None = None
    kirim_dokumen: str | None = Field(default=None, pattern=r"^[^/]+\.(pdf|png|toml)$")
    buka: str | None = None
    blokir: bool | None = None
    jam: str | None = None
    lihat: tuple[str, ...] = ()
    tidak_lihat: tuple[str, ...] = ()
    jawaban: str | None = None

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        actions = [name for name in ACTIONS if getattr(self, name) is not None]
        if len(actions) > 1:
            raise ValueError(f"one action per step, not {' and '.join(actions)}")
        if (self.pada or self.jawaban) and self.tekan is None:
            raise ValueError("pada and jawaban belong to tekan")
        if not self.siapa and (actions != ["jam"] or self.lihat or self.tidak_lihat):
            raise ValueError("siapa is missing")
        if self.siapa == EVERYONE and self.tekan is None:
            raise ValueError(f"{EVERYONE!r} needs tekan")
        return self

    @property
    def people(self) -> tuple[str, ...]:
        """The people named, in order; empty for a step that only moves the clock."""
        return (self.siapa,) if isinstance(self.siapa, str) else self.siapa


class Scenario(BaseModel):
    """A titled row of steps."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    judul: str
    keterangan: str = ""
    kantor: str = ""
    adegan: tuple[Adegan, ...] = Field(min_length=1)
    folder: Path = TOURS
    """Where the file is."""


class AdeganFailed(AssertionError):
    """A step could not be done, or did not show what it promised: which, who, and the phone then."""

    def __init__(self, number: int, who: str, what: str, phone: str) -> None:
        super().__init__(f"step {number}, {who or 'clock'}: {what}\n{phone}".rstrip())
        self.number = number
        self.who = who


def read_scenario(path: Path) -> Scenario:
    """Read a TOML file; pydantic's ValidationError names what is wrong with it."""
    script = tomllib.loads(path.read_text(encoding="utf-8"))
    return Scenario.model_validate({**script, "folder": path.parent})


def starts_with(label: str, words: str) -> bool:
    """Tell whether a button's label starts with these words, a pictograph before them skipped."""
    first = next((at for at, sign in enumerate(label) if sign.isalnum()), 0)
    return label.startswith(words) or label[first:].startswith(words)


def find_button(messages: list[Json], step: Adegan) -> tuple[int, str] | None:
    """Find the message and the full label that *step* taps; the newest message wins."""
    for message in reversed(messages):
        if step.pada and step.pada not in shown_text(message):
            continue
        for label in (label for row in message.get("buttons") or [] for label in row):
            if starts_with(label, step.tekan or ""):
                return message["message_id"], label
    return None


def shown_text(message: Json) -> str:
    """Everything of a message that a person reads, but for its buttons."""
    document = message.get("document") or {}
    return f"{message.get('plain') or ''}\n{document.get('name', '')}"


def draw_phone(messages: list[Json], *, last: int = 4) -> str:
    """Draw the newest messages of a phone for a failure report."""
    lines = []
    for message in messages[-last:]:
        buttons = "".join(f"[{label}]" for row in message.get("buttons") or [] for label in row)
        lines.append(f"  {message['from']}: {shown_text(message).strip()} {buttons}".rstrip())
    return "\n".join(lines) or "  (no messages)"


async def play(
    scenario: Scenario,
    base_url: str,
    on_step: Callable[[int, Adegan], Awaitable[None]] | None = None,
    *,
    patience: float = PATIENCE,
    tautan: str = "",
) -> None:
    """Play every step against the trial server at *base_url*.

    Args:
        scenario: What to play.
        base_url: Address of the trial server, without a path.
        on_step: Called with the step's number, from 1, and the step, after it has passed.
        patience: Seconds to wait for a button, and for what is to be seen.
        tautan: What ``{tautan}`` stands for.

    Raises:
        AdeganFailed: A step could not be done or did not show what it promised.
    """
    async with client_of(base_url, max(60, patience)) as http:
        for number, step in enumerate(scenario.adegan, start=1):
            await _Turn(http, number, step, patience, scenario, tautan).play()
            if on_step is not None:
                await on_step(number, step)


class _Turn:
    """One step being played."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        number: int,
        step: Adegan,
        patience: float,
        scenario: Scenario,
        tautan: str,
    ) -> None:
        self._http = http
        self._number = number
        self._step = step
        self._patience = patience
        self._kantor = scenario.kantor
        self._folder = scenario.folder
        self._tautan = tautan

    async def play(self) -> None:
        if self._step.jam is not None:
            await self._post("", "/trial/clock", json=clock_move(self._step.jam))
        phones: list[Json] = (await self._http.get("/trial/phones")).raise_for_status().json()
        everyone = [one for one in phones if self._kantor in ("", one.get("kantor"))]
        if self._step.siapa == EVERYONE:
            await self._act_all(everyone)
        else:
            for who in self._step.people:
                await self._perform(self._find(everyone, who))

    async def _perform(self, phone: Json) -> None:
        await self._act(phone)
        await self._look(phone)

    async def _act_all(self, everyone: list[Json]) -> None:
        """Act for everybody asked, and for those whose card came while the others did."""
        asked = await self._everyone_asked(everyone)
        while asked:
            for phone in asked:
                await self._perform(phone)
            everyone = [phone for phone in everyone if phone not in asked]
            asked = await self._asked(everyone)

    def _find(self, everyone: list[Json], who: str) -> Json:
        wanted = who.casefold()
        tests: tuple[Callable[[str], bool], ...] = (
            lambda text: text == wanted,
            lambda text: wanted in text,
        )
        for test in tests:
            found = [phone for phone in everyone if any(map(test, names_of(phone)))]
            if len(found) == 1:
                return found[0]
        listed = "\n".join(f"  {phone['name']}, {phone['jabatan']}" for phone in everyone)
        raise AdeganFailed(self._number, who, "is not exactly one of these people", listed)

    async def _everyone_asked(self, everyone: list[Json]) -> list[Json]:
        """Wait until somebody shows the button, and until no more phones begin to."""
        before: list[Json] = []

        async def settled() -> list[Json] | None:
            nonlocal before
            now = await self._asked(everyone)
            same, before = now == before, now
            return now if now and same else None

        if found := await self._until(settled):
            return found
        what = f"nobody has a button {self._step.tekan!r}"
        raise AdeganFailed(self._number, EVERYONE, what, "")

    async def _asked(self, everyone: list[Json]) -> list[Json]:
        return [p for p in everyone if find_button(await self._messages(p), self._step)]

    async def _act(self, phone: Json) -> None:
        step, home = self._step, f"/trial/phones/{phone['user_id']}"
        if step.tekan is not None:
            await self._tap(phone)
        elif step.tulis is not None:
            text = step.tulis.replace(TOMORROW, await self._tomorrow(phone))
            text = text.replace(JOIN_LINK, self._tautan)
            await self._post(phone["name"], f"{home}/send", json={"text": text})
        elif step.lembar is not None:
            await self._wait(phone, _has_sheet, "the bot has sent no sheet")
            await self._post(phone["name"], f"{home}/sheet", json={"values": step.lembar})
        elif step.kirim_dokumen is not None:
            files = {"file": (step.kirim_dokumen, self._content(step.kirim_dokumen))}
            await self._post(phone["name"], f"{home}/send", files=files)
        elif step.blokir is not None:
            await self._post(phone["name"], f"{home}/block", json={"blocked": step.blokir})
        elif step.buka is not None:
            await self._open(phone, step.buka)

    async def _open(self, phone: Json, name: str) -> None:
        async def drawn() -> bool | None:
            for message in reversed(await self._messages(phone)):
                if name in ((document := message.get("document") or {}).get("name") or ""):
                    page = await self._http.get(f"{document['url']}/1")
                    return page.is_success or None
            return None

        if not await self._until(drawn):
            raise await self._failed(phone, f"cannot open a PDF named {name!r}")

    def _content(self, name: str) -> bytes:
        suffix = Path(name).suffix
        own = self._folder / "sop" / name
        return (own if suffix == ".toml" else SAMPLES / f"bukti{suffix}").read_bytes()

    async def _tomorrow(self, phone: Json) -> str:
        clock: Json = (await self._http.get("/trial/clock")).raise_for_status().json()
        zona = ZoneInfo(phone.get("zona") or ZONE)
        day = datetime.fromisoformat(clock["now"]).astimezone(zona) + timedelta(days=1)
        return printed_day(day)

    async def _tap(self, phone: Json) -> None:
        async def tapped() -> Json | None:
            button = find_button(await self._messages(phone), self._step)
            if button is None:
                return None
            tap = {"message_id": button[0], "label": button[1]}
            reply = await self._http.post(f"/trial/phones/{phone['user_id']}/tap", json=tap)
            if reply.status_code == CONFLICT:
                return None
            answered: Json = reply.raise_for_status().json()
            return answered

        answer = await self._until(tapped)
        if answer is None:
            where = f" in a message with {self._step.pada!r}" if self._step.pada else ""
            raise await self._failed(phone, f"no button starts with {self._step.tekan!r}{where}")
        self._check_answer(phone, answer)

    def _check_answer(self, phone: Json, reply: Json) -> None:
        text = (reply.get("answer") or {}).get("text") or ""
        if self._step.jawaban and self._step.jawaban not in text:
            what = f"the pop-up says {text!r}, not {self._step.jawaban!r}"
            raise AdeganFailed(self._number, phone["name"], what, "")

    async def _look(self, phone: Json) -> None:
        for text in self._step.lihat:
            await self._wait(phone, _shows(text), f"does not see {text!r}")
        for text in self._step.tidak_lihat:
            await self._wait(phone, _hides(text), f"still sees {text!r}")

    async def _wait(
        self, phone: Json, passes: Callable[[list[Json]], bool], complaint: str
    ) -> None:
        async def passed() -> bool | None:
            return passes(await self._messages(phone)) or None

        if not await self._until(passed):
            raise await self._failed(phone, complaint)

    async def _until(self, attempt: Callable[[], Awaitable[T | None]]) -> T | None:
        """Return the first thing that *attempt* finds, or None when patience runs out."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._patience
        while True:
            found = await attempt()
            if found is not None or loop.time() >= deadline:
                return found
            await asyncio.sleep(PAUSE)

    async def _failed(self, phone: Json, what: str) -> AdeganFailed:
        drawn = draw_phone(await self._messages(phone))
        return AdeganFailed(self._number, f"{phone['name']} ({phone['jabatan']})", what, drawn)

    async def _messages(self, phone: Json) -> list[Json]:
        reply = await self._http.get(f"/trial/phones/{phone['user_id']}/messages")
        body = reply.raise_for_status().json()
        found: list[Json] = body["messages"] if isinstance(body, dict) else body
        return found

    async def _post(
        self,
        who: str,
        path: str,
        json: Json | None = None,
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> None:
        reply = await self._http.post(path, json=json, files=files)
        if reply.is_error:
            what = f"POST {path} was refused with {reply.status_code}"
            raise AdeganFailed(self._number, who, what, f"  {reply.text}")


def names_of(phone: Json) -> list[str]:
    """What a scenario may call the holder of this phone."""
    keys = ("kunci", "jabatan", "name")
    return [str(phone[key]).casefold() for key in keys if phone.get(key)]


def clock_move(jam: str) -> dict[str, str | Literal[True]]:
    """Translate the ``jam`` of a step for ``POST /trial/clock``."""
    if jam == "berikutnya":
        return {"next": True}
    return {"advance": jam[1:]} if jam.startswith("+") else {"to": jam}


def _shows(text: str) -> Callable[[list[Json]], bool]:
    return lambda messages: any(text in shown_text(message) for message in messages)


def _hides(text: str) -> Callable[[list[Json]], bool]:
    return lambda messages: not _shows(text)(messages)


def _has_sheet(messages: list[Json]) -> bool:
    documents = (message.get("document") or {} for message in messages if message["from"] == "bot")
    return any(document.get("name", "").endswith(".xlsx") for document in documents)
