"""Who has two formulir open says by a reply which one the lines are for; nothing is guessed."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.trial.people import buttons_of
from bot.trial.store import Message
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import TugasTap, decode
from tests.tahun.tahun import MONDAY, Tahun

KABID = "Gita Lestari"
TWO = ("pengukuran-kinerja-kecamatan", "pengumpulan-data-capaian")


@pytest.fixture
async def tahun(tmp_path: Path):
    async with Tahun(tmp_path, seed=1, diam=frozenset({KABID})) as tahun:
        await tahun.move_to(MONDAY + timedelta(days=2, minutes=5))
        for sop in TWO:
            await tahun.begin(sop, "Budi Lestari")
        await tahun.play(MONDAY + timedelta(days=3))
        yield tahun


def chat(tahun: Tahun) -> list[Message]:
    """Return the Kabid's chat, oldest first."""
    return tahun.server.messenger.store.messages(tahun.user[KABID])


def card(tahun: Tahun, ke: int) -> int:
    """Return the message of one of the cards that asks for values, the newest first."""
    found = [
        one.message_id
        for one in reversed(chat(tahun))
        for button in buttons_of(one)
        if asks(button.get("callback_data", ""))
    ]
    return found[ke]


def asks(data: str) -> bool:
    """Tell whether a button asks for values."""
    try:
        tap = decode(data)
    except CallbackUnreadable:
        return False
    return isinstance(tap, TugasTap) and tap.aksi == "isi"


def cards(tahun: Tahun) -> list[str]:
    """Return what the Kabid's cards of formulir show, the oldest first."""
    texts = [m.body["text"] for m in chat(tahun)]
    return [text for text in texts if "terisi" in text and "Langkah" in text]


async def say(tahun: Tahun, teks: str, quoted: int | None = None) -> str:
    """Let the Kabid write; return the answer."""
    before = len(chat(tahun))
    tahun.ponsel.write(tahun.user[KABID], teks, quoted)
    await tahun.answered()
    return next(m.body["text"] for m in chat(tahun)[before:] if m.from_bot)


async def test_lines_without_a_reply_are_not_kept_and_it_is_said_how_to_write_them(tahun: Tahun):
    answer = await say(tahun, "1=50")

    assert "ada 2 yang terbuka" in answer
    assert "balasan (reply) atas kartu" in answer
    assert all("0/2 terisi" in one for one in cards(tahun))


@pytest.mark.parametrize("ke", [0, 1])
async def test_lines_in_reply_to_a_card_fill_the_formulir_of_that_card(tahun: Tahun, ke: int):
    before = cards(tahun)
    await say(tahun, "1=50\n2=10", card(tahun, ke))

    assert len(set(before) & set(cards(tahun))) == 1
    assert sum("2/2 terisi" in one for one in cards(tahun)) == 1


async def test_lines_in_reply_to_what_became_of_the_lines_before_go_on_with_that_formulir(
    tahun: Tahun,
):
    await say(tahun, "1=50\n2=abc", card(tahun, 0))
    told = chat(tahun)[-1].message_id
    await say(tahun, "2=10", told)

    assert sum("2/2 terisi" in one for one in cards(tahun)) == 1
    assert sum("0/2 terisi" in one for one in cards(tahun)) == 1
