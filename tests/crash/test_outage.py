"""The bot is away longer than a tap lives: decisions are asked anew, and words still count."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.trial.people import buttons_of
from storage.database.sqlite import sqlite3
from tests.crash.batas import COMMITS, Boundaries
from tests.crash.bots import ThreadBot
from tests.crash.cepat import FAST
from tests.crash.kantor import Kantor
from tests.crash.naskah import CAMAT, SEKCAM, SIGNERS, sign
from tests.crash.pemeriksaan import check_between, check_repetitions
from tests.support.message import text_of

AWAY_S = 200.0
STOPPED = "layanan ini sempat berhenti"
WRITER = "Fitri Handayani"
START_COMMITS = 8
"""A start writes this often, or less, before it takes updates in."""


class Machine:
    """The machine's clock, which can be moved."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return FAST.true_time() + self.ahead


@pytest.fixture
async def away(signing: Path, tmp_path: Path):
    """An office in which everybody is asked to sign, whose bot has stopped, and the clock of its machine."""
    machine = Machine()
    async with Kantor(signing, tmp_path, machine=machine) as kantor:
        yield kantor, machine


def be_away(kantor: Kantor, machine: Machine) -> None:
    """Let the bot have been away longer than taps live."""
    machine.ahead += AWAY_S
    with closing(sqlite3.connect(kantor.database)) as connection, connection:
        connection.execute("UPDATE detak SET at = at - ?", (AWAY_S,))


def told(kantor: Kantor, nama: str) -> int:
    """Return how often somebody was told that the bot was away."""
    return sum(STOPPED in text_of(message) for message in kantor.office[nama].messages())


async def test_after_an_outage_every_open_decision_is_asked_anew_and_once(away):
    kantor, machine = away
    cards = {nama: kantor.office[nama].messages()[-1].message_id for nama in SIGNERS}
    be_away(kantor, machine)
    bot = ThreadBot(kantor)
    await bot.start()
    await kantor.settle()

    for nama in SIGNERS:
        *_, notice, card = kantor.office[nama].messages()
        assert STOPPED in text_of(notice)
        assert any("Tanda tangani" in each["text"] for each in buttons_of(card))
        await kantor.office[nama].see_no_buttons(cards[nama])
    assert told(kantor, CAMAT) == 0

    await bot.kill()
    await bot.start()
    await kantor.settle()
    assert {told(kantor, nama) for nama in SIGNERS} == {1}
    await sign(kantor.office[SEKCAM], "pegawai")
    await kantor.settle()
    check_between(kantor)


async def test_a_tap_dies_in_an_outage_but_words_are_carried_out(away):
    kantor, machine = away
    number = {row["nama"]: row["nomor"] for row in kantor.select(OPEN)}
    await kantor.office[SEKCAM].tap_once("Tanda tangani", "pegawai")
    await kantor.office[WRITER].write(f"/setuju {number[WRITER]}")
    be_away(kantor, machine)
    bot = ThreadBot(kantor)
    await bot.start()
    await kantor.office[WRITER].see("Yakin?")
    await kantor.office[WRITER].tap_once("Ya, tanda tangani", "pegawai")
    await kantor.office[WRITER].see("Ditandatangani oleh")
    await kantor.settle()

    ((lines,),) = kantor.select("SELECT count(*) FROM jejak WHERE aksi = 'tanda_tangani'")
    assert lines == 1
    assert not any("Yakin" in text_of(each) for each in kantor.office[SEKCAM].messages())
    check_between(kantor)


@pytest.mark.parametrize("name", [COMMITS[0], pytest.param(COMMITS[1], marks=pytest.mark.soak)])
async def test_dying_while_an_outage_is_told_tells_it_once(away, name: str):
    kantor, machine = away
    for visit in range(1, START_COMMITS + 1):
        be_away(kantor, machine)
        bot = ThreadBot(kantor, Boundaries({name: 10**6}, visit))
        await bot.start()
        await bot.died.wait()
        await bot.bury()
        bot = ThreadBot(kantor)
        await bot.start()
        await kantor.settle()
        await bot.kill()
        rows = kantor.select(TOLD)
        assert {row["count"] for row in rows} == {visit}, f"dying {name} {visit}"
        assert len(rows) == len(SIGNERS)
    check_repetitions(kantor)


OPEN = """
    SELECT p.nama, t.nomor FROM tugas t JOIN pegawai p ON p.id = t.pegawai_id
    WHERE t.status = 'terbuka'
"""
TOLD = """
    SELECT chat_id, count(*) AS count FROM outbox WHERE layar = 'sempat_mati' GROUP BY chat_id
"""
