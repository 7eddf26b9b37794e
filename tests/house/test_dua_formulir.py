"""Who has two formulir open says by a reply which one the lines are for; nothing is guessed."""

from datetime import timedelta
from pathlib import Path

import pytest

from handlers.screens.callback import TugasTap
from tests.tahun.orang import Button
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


def card(tahun: Tahun, ke: int) -> int:
    """Return the message of one of the cards that asks for values."""

    def asks(button: Button) -> bool:
        return isinstance(button.tap, TugasTap) and button.tap.aksi == "isi"

    found = [one.message_id for one in tahun.ponsel.buttons(tahun.user[KABID]) if asks(one)]
    return found[ke]


def cards(tahun: Tahun) -> list[str]:
    """Return what the Kabid's cards of formulir show, the oldest first."""
    texts = [m.body["text"] for m in tahun.ponsel.messages(tahun.user[KABID])]
    return [text for text in texts if "terisi" in text and "Langkah" in text]


async def say(tahun: Tahun, teks: str, quoted: int | None = None) -> str:
    """Let the Kabid write; return the answer."""
    before = len(tahun.ponsel.messages(tahun.user[KABID]))
    tahun.ponsel.write(tahun.user[KABID], teks, quoted)
    await tahun.answered()
    later = tahun.ponsel.messages(tahun.user[KABID])[before:]
    return next(m.body["text"] for m in later if m.from_bot)


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
    told = tahun.ponsel.messages(tahun.user[KABID])[-1].message_id
    await say(tahun, "2=10", told)

    assert sum("2/2 terisi" in one for one in cards(tahun)) == 1
    assert sum("0/2 terisi" in one for one in cards(tahun)) == 1
