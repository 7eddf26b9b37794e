"""The buttons of several tugas at once, as a modified client, another person and another office send them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from bot.trial.sample import Sample
from handlers.screens.callback import SekaligusTap, decode
from tests.house.test_sekaligus import LIST, Meja, ask
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.story import CAMAT, KASUBBAG, SEKCAM, TAPEM
from tests.support.surat_keluar import ALLOWING

OVER = "Ketukan ini tidak mencatat apa pun"
VACATED = replace(
    ALLOWING,
    pegawai=tuple(
        replace(row, nama="Orang Baru", kunci="199001012020011009")
        if row.jabatan == "Sekretaris Kecamatan"
        else row
        for row in ALLOWING.pegawai
    ),
)
"""The office in which somebody else is Sekretaris."""


@pytest.fixture
async def meja(tmp_path: Path) -> AsyncIterator[Meja]:
    async with House(tmp_path, Sample(ALLOWING, 1001)) as house:
        meja = Meja(house)
        await meja.write(3)
        yield meja


async def listed(meja: Meja) -> dict[str, str]:
    """Let the list stand; return the data of its buttons by what they do."""
    house = meja.house
    await house.say(SEKCAM, "/tugas")
    await house.tap(SEKCAM, "Paraf beberapa")
    message = await house.find(SEKCAM, "Paraf 3 tugas", LIST)
    keyboard = house.keyboard(SEKCAM, message["message_id"])
    data = [str(one["callback_data"]) for one in keyboard]
    taps = [(tap.aksi, each) for each in data if isinstance(tap := decode(each), SekaligusTap)]
    return dict(taps)


async def test_the_buttons_of_one_do_nothing_for_anybody_else(meja: Meja):
    buttons = await listed(meja)
    message_id, yes = await ask(meja)
    for siapa in (CAMAT, KASUBBAG, TAPEM):
        for aksi, data in ({**buttons, "ya": yes}).items():
            answer = await meja.house.forge(siapa, message_id, data)
            assert answer["show_alert"], (siapa, aksi)

    assert await meja.lines() == []
    await meja.house.forge(SEKCAM, message_id, yes)
    assert await meja.lines() == [("paraf", SEKCAM)] * 3


@pytest.mark.parametrize(
    "data",
    [
        "v1:k:ya:1:0000000000000000",
        "v1:k:ya:1:",
        "v1:k:ya:1",
        "v1:k:ya",
        "v1:k:ya:x:y",
        "v1:k:ya:999999:0000000000000000",
        "v1:k:pilih:1:0000000000000000:1",
        "v1:k:tanya:1:0000000000000000",
        "v1:k:ubah:1:0000000000000000",
        "v1:k:buka:1:kembalikan:1",
        "v1:k:buka:1:setujui_semua:1",
        "v1:k:buka:999999:paraf:1",
        "v1:k:semua:1",
    ],
)
async def test_a_forged_button_records_nothing_and_is_answered(meja: Meja, data: str):
    message_id, yes = await ask(meja)
    answer = await meja.house.forge(SEKCAM, message_id, data)

    assert answer["show_alert"]
    assert await meja.lines() == []
    await meja.house.forge(SEKCAM, message_id, yes)
    assert len(await meja.lines()) == 3, "what was asked stands no more"


async def test_a_tugas_that_was_not_listed_is_not_put_into_the_choice(meja: Meja):
    tap = decode((await listed(meja))["pilih"])
    assert isinstance(tap, SekaligusTap)
    forged = SekaligusTap("pilih", (*tap.args[:2], "1")).encode()
    answer = await meja.house.forge(SEKCAM, 1, forged)

    assert OVER in answer["text"]


async def test_a_yes_is_of_what_was_chosen_when_it_was_drawn(meja: Meja):
    """The "Ya" to three is no "Ya" to the two that are left."""
    house = meja.house
    message_id, to_three = await ask(meja)
    await house.tap(SEKCAM, "Ubah pilihan", "Yakin?")
    await house.tap(SEKCAM, f"☑ #{meja.surat[0].nomor}", LIST)
    await house.tap(SEKCAM, "Paraf 2 tugas", LIST)
    await house.find(SEKCAM, "Ya, paraf 2 tugas", "Yakin?")
    answer = await house.forge(SEKCAM, message_id, to_three)

    assert OVER in answer["text"]
    assert await meja.lines() == []


async def test_an_old_list_loses_its_buttons_at_the_first_tap_and_the_new_one_stands(meja: Meja):
    house = meja.house
    old = await listed(meja)
    first = await house.find(SEKCAM, "Paraf 3 tugas", LIST)
    await house.say(SEKCAM, "/tugas")
    await house.tap(SEKCAM, "Paraf beberapa")
    await house.settle()
    ids = [m["message_id"] for m in await house.messages(SEKCAM) if LIST in m["plain"]]
    assert first["message_id"] not in ids, "two lists are on the phone"
    await house.forge(SEKCAM, first["message_id"], old["tanya"])
    await house.tap(SEKCAM, "Ya, paraf 3 tugas")

    assert len(await meja.lines()) == 3


async def test_an_office_that_allows_it_no_more_between_list_and_yes_refuses_all(meja: Meja):
    message_id, yes = await ask(meja)
    await Lapangan(meja.house).rearrange(SAMPLE)
    answer = await meja.house.forge(SEKCAM, message_id, yes)

    assert answer["text"].startswith("Kantor ini memutuskan tugas satu per satu.")
    assert await meja.lines() == []
    await meja.house.settle()
    await meja.house.see(SEKCAM, "Daftar ini sudah ditutup")


async def test_a_post_that_was_lost_between_list_and_yes_records_nothing(meja: Meja):
    message_id, yes = await ask(meja)
    await Lapangan(meja.house).rearrange(VACATED)
    answer = await meja.house.forge(SEKCAM, message_id, yes)

    assert answer["show_alert"]
    assert await meja.lines() == []


async def test_taps_on_yes_at_the_same_time_record_each_once(meja: Meja):
    house = meja.house
    message_id, yes = await ask(meja)
    sent = [house.forge(SEKCAM, message_id, yes) for _ in range(3)]
    said = [str(answer.get("text", "")) for answer in await asyncio.gather(*sent)]

    assert sorted(OVER in each for each in said) == [False, True, True]
    assert await meja.lines() == [("paraf", SEKCAM)] * 3
