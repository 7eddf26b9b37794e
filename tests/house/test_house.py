"""The house stands: one disposisi goes through every room of it."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import SQLModel

from bot.product import furnish
from storage.database.carrier_tables import InboxRow, OutboxRow
from storage.database.insert import table
from tests.support.house import House


async def test_a_disposisi_reaches_the_next_post(house: House):
    await house.say("Endang Lestari", "/mulai")
    await house.tap("Endang Lestari", "Pengukuran Kinerja")
    await house.tap("Suharyanto", "Disposisikan")

    card = await house.see("Endang Lestari", "Langkah 2 dari 10")
    assert "Kecamatan Pejawaran" in card["plain"]


async def test_an_urungkan_that_came_too_late_is_refused_and_goes(house: House):
    await house.say("Endang Lestari", "/mulai")
    await house.tap("Endang Lestari", "Pengukuran Kinerja")
    await house.tap("Suharyanto", "Disposisikan")
    await house.tap("Endang Lestari", "Disposisikan", "Langkah 2 dari 10")
    await house.see("Retno Wulandari", "Langkah 3 dari 10")

    said = await house.tap("Suharyanto", "Urungkan")

    assert "Tidak dapat diurungkan lagi" in said["text"]
    await house.settle()
    shown = [row for one in await house.messages("Suharyanto") for row in one["buttons"] or []]
    assert not [label for row in shown for label in row if "Urungkan" in label]


async def count(house: House, model: type[SQLModel]) -> int:
    """Return how many rows of a table there are."""
    rows = select(func.count()).select_from(table(model))
    found: int = await house.run(lambda uow: uow.connection.execute(rows).scalar_one())
    return found


async def test_the_nightly_work_forgets_old_updates_and_no_young_message(house: House):
    await house.say("Endang Lestari", "/mulai")
    await house.tap("Endang Lestari", "Pengukuran Kinerja")
    await house.settle()
    units, now = house.app.units, house.app.clock.now()
    housekeep = furnish(house.folder).housekeep

    owed, taken = await count(house, OutboxRow), await count(house, InboxRow)

    await housekeep(units, now + timedelta(days=89))
    assert await count(house, InboxRow) == taken > 0

    await housekeep(units, now + timedelta(days=91))

    assert await count(house, InboxRow) == 0
    assert await count(house, OutboxRow) == owed > 0
