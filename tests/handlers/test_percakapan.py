"""From the middle of every conversation into every other one: what was asked before colours nothing.

The conversations are found, not listed: in the chat of one person with a hand in everything, every
button that was drawn is tapped and every kind of text is written, until nothing new is asked. What is
true of the chat beside its conversation is the same whatever it is asked, so two acts that lead to the
same conversation with the same truth go on alike.
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any, get_args, get_type_hints

import pytest

from sop_flows.ports.ditanya import DITANYA
from sop_flows.ports.records import Percakapan
from storage.codec import decode
from tests.support.chat import SOP, Akibat, Chat
from tests.support.office import office_in
from tests.support.serba import BUKU, LINK, SURAT, VACANT, Serba

ALBUM = "{album}"
TEXTS = (
    "12",
    "999999",
    "71.5",
    "n/a",
    "Alasan yang cukup panjang.",
    "Andi",
    "14 Oktober 2026",
    "094/51/2026",
    "20-22 Oktober 2026",
    "IK-01=12\nIK-02=x",
    ALBUM,
)
"""What people write and send: numbers, words, names, days, lines, a photo of an album."""
COMMANDS = ("/batal", "/kembalikan 1002 Belum lengkap", "/setuju 1002")
STEPS = ("bagian", "kerja", "ke", "kode")
"""What tells one step of a conversation from another."""
CHOSEN = ("unit", "indikator", "siapa", "mulai")
"""What a step may have chosen, or not."""
Key = tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Tempat:
    """A step of a conversation: how one comes there, and what is asked then."""

    key: Key
    path: tuple[str, ...]
    akibat: Akibat
    drawn: Akibat | None = None
    """The same, with what is on the phone then."""
    next: dict[str, Akibat] = field(default_factory=dict)
    """What each act in it came to."""

    @property
    def kind(self) -> str:
        return self.key[0]

    @property
    def shape(self) -> Key:
        """The step, whichever answer it asks for."""
        return tuple(part for part in self.key if not part.startswith(("ke=", "kode=")))

    @property
    def about(self) -> tuple[object, ...]:
        """The tugas or berkas that it is about."""
        isi = asked_of(self.akibat) or {}
        return isi.get("tugas"), isi.get("berkas")

    @property
    def answer(self) -> str | None:
        """A text that it takes, if it takes any."""
        return next(iter(sorted(self.answers() - {ALBUM})), None)

    def answers(self) -> set[str]:
        """Return what was written and sent that it takes."""
        return {one for one in TEXTS if has_effect(self.akibat, self.next[one])}


@dataclass(slots=True)
class Peta:
    """All steps of all conversations that a chat leads to, and what went wrong on the way."""

    chat: Chat
    idle: dict[str, Akibat] = field(default_factory=dict)
    """What each act comes to where nothing is asked."""
    tempat: dict[Key, Tempat] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def note(self, path: tuple[str, ...], akibat: Akibat) -> None:
        """Keep what is wrong with an act, whatever it is: a bug, or silence."""
        if akibat.errors:
            self.faults.append(f"{path}: {akibat.errors}")
        elif not akibat.is_answered:
            self.faults.append(f"{path}: nobody is told anything")

    def find(self, path: tuple[str, ...], akibat: Akibat) -> bool:
        """Keep the step that a path leads to; tell whether it is new."""
        key = key_of(akibat)
        if key is None or key in self.tempat:
            return False
        self.tempat[key] = Tempat(key=key, path=path, akibat=akibat)
        return True

    async def begin(self, paths: list[tuple[str, ...]]) -> None:
        """Do everything that can be done where nothing is asked."""
        while paths:
            path = paths.pop(0)
            if path[-1] in self.idle:
                continue
            with self.chat.undone():
                akibat = await self.follow(path)
                self.note(path, akibat)
            if len(path) == 1:
                self.idle[path[0]] = akibat
            self.find(path, akibat)
            if akibat.asked is None and not path[-1].endswith(":riwayat]"):
                paths += [(f"[{data}]",) for data in akibat.buttons]

    async def go_on(self) -> None:
        """Do everything that can be done in each step, until no step is new."""
        waiting = list(self.tempat.values())
        while waiting:
            tempat = waiting.pop(0)
            with self.chat.undone():
                last = tempat.drawn = await self.follow(tempat.path)
                for act in (*(f"[{data}]" for data in last.buttons), *TEXTS, *COMMANDS):
                    path = (*tempat.path, act)
                    with self.chat.undone():
                        akibat = await self.chat.do(act)
                    self.note(path, akibat)
                    tempat.next[act] = akibat
                    if self.find(path, akibat):
                        waiting.append(list(self.tempat.values())[-1])

    async def follow(self, path: tuple[str, ...]) -> Akibat:
        *before, last = path
        for act in before:
            await self.chat.do(act)
        return await self.chat.do(last, draw=True)


def key_of(akibat: Akibat) -> Key | None:
    """Return which step of which conversation a chat is in."""
    if akibat.asked is None:
        return None
    kind, isi = akibat.asked[0], json.loads(akibat.asked[1])
    steps = (f"{name}={isi[name]}" for name in STEPS if name in isi)
    return (kind, *steps, *(name for name in CHOSEN if isi.get(name)))


def asked_of(akibat: Akibat) -> dict[str, Any] | None:
    """Return the facts of a conversation; what is empty is as good as not there."""
    if akibat.asked is None:
        return None
    isi = json.loads(akibat.asked[1])
    return {"kind": akibat.asked[0], **{name: value for name, value in isi.items() if value}}


def come_to(akibat: Akibat) -> tuple[Any, ...]:
    """Return all that came of an act; that a card or a board is shown anew is not told."""
    told = [one for one in akibat.told if not one[0].startswith("kartu@")]
    return asked_of(akibat), akibat.popup, told, akibat.truth


async def settle(chat: Chat, excuse: list[str]) -> None:
    """Let every card be open on the phone, and a unit be excused."""
    pages = [f"[{data}]" for data in (await chat.do("/tugas", draw=True)).buttons]
    for act in pages:
        opened = await chat.do(act, draw=act.startswith("[v1:l:"))
        pages += [one for data in opened.buttons if (one := f"[{data}]") not in pages]
    for act in excuse:
        akibat = await chat.do(act, draw=True)
    for _ in ("saksi", "ya_kecualikan"):
        akibat = await chat.do(f"[{akibat.buttons[0]}]", draw=True)
    chat.arrive()


def excusing(serba: Serba) -> list[str]:
    """Return the first taps by which a unit is excused."""
    words = ("kecualikan", f"siapa:{serba.of_others()[1]}", "sebab:cuti")
    return [f"[v1:b:{serba.rapat}:{word}]" for word in words]


def entrances(serba: Serba) -> list[tuple[str, ...]]:
    """Return where everything begins: commands, and the buttons of reminders, which come later."""
    late, own = serba.of_others()[0], serba.his_own()
    return [
        *(
            (one,)
            for one in (
                "/tugas",
                "/status",
                "/mulai",
                "/rencana",
                "/delegasi",
                "/berhalangan",
                SOP,
                f"/start {LINK}",
            )
        ),
        ("/selesai 1002",),
        (f"[v1:t:{late}:0:arahan]",),
        (f"[v1:t:{late}:0:beri_hari]",),
        (f"[v1:t:{serba.work}:0:alihkan]",),
        (f"[v1:t:{serba.work}:0:tembusan]",),
        (f"[v1:t:{late}:{serba.asked}:tolak_waktu]",),
        (f"[v1:t:{own}:0:tunda]",),
        ("/delegasi", f"[v1:d:jabatan:{serba.post_id(VACANT)}]"),
        ("/libur",),
        ("/libur", f"[v1:h:tambah:{serba.kantor.kantor_id}:libur]"),
    ]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(7, id="each_seventh"),
        pytest.param(1, id="all", marks=pytest.mark.plays),
    ],
)
def walked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Any]]:
    """Everything that came of the walk: the steps, and the faults of each law.

    Every step is walked. Of the pairs of them, whose number grows with its square, each seventh, or all.
    """
    with office_in(tmp_path_factory.mktemp("serba"), BUKU) as kantor:
        serba = Serba(kantor)
        found: list[Any] = []
        excuse, begin = excusing(serba), entrances(serba)

        async def walk(connection: Any) -> None:
            async with Chat(connection, serba.user, kantor.now, SURAT.encode()) as chat:
                await settle(chat, excuse)
                peta = Peta(chat)
                await peta.begin(begin)
                await peta.go_on()
                found.extend(
                    (peta, await cross(peta, request.param), await quote(peta, request.param))
                )

        kantor.database.run_now(lambda connection: asyncio.run(walk(connection)))
        yield found


def plant(chat: Chat, tempat: Tempat) -> None:
    """Let the chat be asked what stands at a step."""
    kind, isi = tempat.akibat.asked or ("", "")
    asked = Percakapan(
        chat_id=chat.user_id, isi=decode(DITANYA[kind], json.loads(isi)), dimulai_at=chat.now
    )
    chat.unit().percakapan.put(asked)


def has_effect(before: Akibat, after: Akibat) -> bool:
    """Tell whether an act went on with a conversation, or did something for good."""
    return (before.asked, before.truth) != (after.asked, after.truth)


def is_same(one: Tempat, other: Tempat) -> bool:
    """Tell whether two conversations are about the same tugas or berkas."""
    return any(one.about) and one.about == other.about


async def cross(peta: Peta, each: int) -> list[str]:
    """From every step into every conversation: return where it matters what was asked before."""
    faults = []
    first = {one.path[0] for one in peta.tempat.values()}
    pairs = (
        (tempat, act)
        for tempat in {one.shape: one for one in peta.tempat.values()}.values()
        for act, idle in peta.idle.items()
        if idle.asked is not None
        and (act in first or is_same(Tempat(key=(), path=(), akibat=idle), tempat))
    )
    for tempat, act in islice(pairs, 0, None, each):
        with peta.chat.undone():
            plant(peta.chat, tempat)
            akibat = await peta.chat.do(act)
        idle = peta.idle[act]
        if akibat.errors or come_to(akibat) != come_to(idle):
            faults.append(f"{tempat.key} -> {act}: {akibat} {idle}")
    return faults


def is_refused(akibat: Akibat, stands: Tempat, truth: int) -> bool:
    """Tell whether a text was taken for no answer: said so, with nothing done and the same asked.

    Args:
        truth: What was true before.
    """
    is_told = any("QuotesAnother" in said for _, said in akibat.told)
    return is_told and (akibat.asked, akibat.truth) == (stands.akibat.asked, truth)


async def quote(peta: Peta, each: int) -> list[str]:
    """Quote every question while every other one stands: return where that is misread.

    It is taken as an answer to what it quotes, or refused; never as an answer to what stands.
    """
    faults = []
    kinds = {one.key[:2]: one for one in reversed(peta.tempat.values()) if one.answer}
    for at, quoted in enumerate(kinds.values()):
        with peta.chat.undone():
            await peta.follow(quoted.path)
            question = peta.chat.question()
            peta.chat.arrive()
            for stands in islice(kinds.values(), at % each, None, each) if question else ():
                with peta.chat.undone():
                    plant(peta.chat, stands)
                    truth = peta.chat.truth()
                    akibat = await peta.chat.do(str(quoted.answer), quoted=question)
                direct = quoted.next[str(quoted.answer)]
                if akibat.errors or not (
                    come_to(akibat) == come_to(direct) or is_refused(akibat, stands, truth)
                ):
                    faults += [f"{quoted.key} {stands.key}: {quoted.answer} {akibat}"]
    return faults


def test_every_conversation_and_every_step_of_it_is_walked(walked: list[Any]):
    peta: Peta = walked[0]
    assert {one.kind for one in peta.tempat.values()} == set(DITANYA)

    asked = {part for key in peta.tempat for part in key}
    for kind in DITANYA.values():
        for part in parts_of(kind):
            assert f"bagian={part}" in asked, (kind, part)


def parts_of(kind: type[Any]) -> Iterator[StrEnum]:
    """Yield the parts that a conversation has, as its type says."""
    hint = get_type_hints(kind).get("bagian")
    for one in (hint, *get_args(hint)):
        if isinstance(one, type) and issubclass(one, StrEnum):
            yield from one


def test_whatever_is_done_in_a_conversation_is_answered_and_breaks_nothing(walked: list[Any]):
    assert walked[0].faults == []


def test_what_asks_for_words_takes_some(walked: list[Any]):
    for tempat in walked[0].tempat.values():
        assert tempat.answers() or not tempat.drawn.asks_words, tempat.key


def test_what_quotes_one_question_is_never_taken_as_the_answer_to_another(walked: list[Any]):
    assert walked[2] == []


def test_a_conversation_begins_the_same_way_from_the_middle_of_every_other(walked: list[Any]):
    assert walked[1] == []
