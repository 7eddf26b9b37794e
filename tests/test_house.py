"""The house stands: one disposisi goes through every room of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.product import furnish
from storage.carrier_tables import InboxRow
from storage.insert import table
from tests.house import House


@pytest.fixture
async def house(tmp_path: Path):
    async with House(tmp_path) as house:
        yield house


async def test_a_disposisi_reaches_the_next_post(house: House):
    await house.say("Endang Lestari", "/mulai")
    await house.tap("Endang Lestari", "Pengukuran Kinerja")
    await house.tap("Suharyanto", "Disposisikan")

    card = await house.see("Endang Lestari", "Langkah 2 dari 10")
    assert "Kecamatan Pejawaran" in card["plain"]


async def test_the_nightly_work_forgets_old_updates_and_no_young_message(house: House):
    await house.say("Endang Lestari", "/mulai")
    await house.tap("Endang Lestari", "Pengukuran Kinerja")
    await house.settle()
    sent = await house.app.measurements()
    rumah, later = house.app.rumah, house.app.clock.now() + timedelta(days=91)

    await furnish(house.folder).housekeep(rumah, later)

    inbox = table(InboxRow)
    count = select(func.count()).select_from(inbox)
    assert await rumah.run(lambda uow: uow.connection.execute(count).scalar_one(), later) == 0
    kept = 'outbox_rows{status="terkirim"}'
    assert (await house.app.measurements())[kept] == sent[kept] > 0
