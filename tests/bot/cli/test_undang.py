import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.process.clock import machine_now
from bot.trial.kantor.pejawaran import START
from bot.trial.sample import PEJAWARAN
from bot.trial.server import TrialServer
from sop_flows.use_cases.pegawai.joining import hash_token

NOON = datetime(2026, 10, 6, 5, 0, tzinfo=UTC)


def redeem(tapak, token, *, user_id, bot_id=0, at=NOON):
    return tapak.rows(
        lambda uow: uow.ikatan.redeem(hash_token(token), user_id, user_id, "", uow.now),
        bot_id=bot_id,
        at=at,
    )


@pytest.fixture
async def telegram():
    async with TrialServer(phones=PEJAWARAN.phones(), start_at=START) as server:
        yield server


def connected(server):
    return {"bot_token": server.token, "bot_api_url": server.url, "clock_url": server.url}


def test_without_a_token_the_text_to_write_is_given(office):
    code, fields = office.ask("undang")

    assert code == 0
    assert len(fields["undangan"]) == 14
    assert fields["undangan"][0]["nama"] == "Pak Suharyanto"
    assert fields["undangan"][0]["jabatan"] == "Camat"
    assert all(one["perintah"].startswith("/start ") for one in fields["undangan"])
    assert not any(one["tautan"] for one in fields["undangan"])


async def test_a_link_joins_once(office, telegram):
    code, fields = await asyncio.to_thread(office.ask, "undang", **connected(telegram))

    assert code == 0
    link = fields["undangan"][0]["tautan"]
    token = link.removeprefix("https://t.me/tapak_coba_bot?start=")
    assert token != link
    assert len(token) <= 64
    assert redeem(office, token, user_id=1001, bot_id=111111111)
    assert not redeem(office, token, user_id=1002, bot_id=111111111)


@pytest.mark.parametrize("semua", ["--semua", "--all"])
async def test_who_has_joined_is_left_out_unless_all_are_asked_for(office, telegram, semua):
    settings = connected(telegram)
    _, fields = await asyncio.to_thread(office.ask, "undang", **settings)
    token = fields["undangan"][0]["perintah"].removeprefix("/start ")
    assert redeem(office, token, user_id=1001, bot_id=111111111)

    _, rest = await asyncio.to_thread(office.ask, "undang", **settings)
    _, everybody = await asyncio.to_thread(office.ask, "undang", semua, **settings)

    assert len(rest["undangan"]) == 13
    assert len(everybody["undangan"]) == 14


def test_a_link_ends_after_48_hours(office):
    _, fields = office.ask("undang")
    first, second = (one["perintah"].removeprefix("/start ") for one in fields["undangan"][:2])

    assert redeem(office, first, user_id=1001, at=machine_now() + timedelta(hours=47))
    assert not redeem(office, second, user_id=1002, at=machine_now() + timedelta(hours=49))


async def test_the_sheet_holds_one_code_each_and_needs_nothing_else(office, telegram):
    path = office.folder / "undangan.html"

    result = await asyncio.to_thread(office.run, "undang", "--lembar", path, **connected(telegram))

    assert result.exit_code == 0, result.output
    page = path.read_text()
    assert page.count("<svg") == 14
    assert "Pak Suharyanto" in page
    assert "http://" not in page
    assert "src=" not in page


def test_an_unknown_office_is_answered_with_those_there_are(office):
    result = office.run("undang", "--kantor", "KEC-X")

    assert result.exit_code == 1
    assert "PEJAWARAN" in result.stderr


async def test_a_token_that_telegram_does_not_know_is_said_so(office, telegram):
    settings = connected(telegram) | {"bot_token": "111111111:" + "X" * 35}

    result = await asyncio.to_thread(office.run, "undang", **settings)

    assert result.exit_code == 1
    assert "tidak mengenal token" in result.stderr
    assert "X" * 35 not in result.output
