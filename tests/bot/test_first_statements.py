"""What a start asks of the database until it is quiet: counted in statements, so no clock decides."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import p9
from benchmarks.bot_api import TOKEN
from benchmarks.taps import SECRET, Crowd, listening
from bot.app import App
from bot.process.settings import Settings
from bot.product import furnish
from storage.database.session import Database
from tests.support.patience import until

TUGAS = 25
LOOKS = ("WITH nearest", "SELECT outbox.id", "SELECT min(outbox.due_at)", "UPDATE lease")
"""How what is asked as often as somebody is woken begins: by delivery what is owed, by the one process that it is there."""


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bot whose office has open tugas, on the phones of their holders."""
    return p9.make(tmp_path_factory.mktemp("start") / "kantor", 1, TUGAS)


async def asked_by_a_start(kantor: Path, name: str, prepare: Callable[..., None]) -> Counter[str]:
    """Return how often a start executes each statement."""
    folder, said = p9.prepared(kantor, name, prepare), Counter()

    def open_database(url: str) -> Database:
        database = Database.open(url)
        database.watch(lambda sql: said.update([sql]))
        return database

    async with listening(Crowd()) as api:
        settings = Settings(
            bot_token=TOKEN,
            bot_api_url=api.url,
            data_dir=folder,
            webhook_url="https://start.invalid",
            webhook_secret=SECRET,
            http_port=0,
        )
        async with App(settings, furnish(folder), open_database=open_database) as app:
            await app.ready()
            await until(lambda: app.last_tick and not app._ticking.locked())
            await app.delivery.drain()
            found = said.copy()
    return Counter({sql: count for sql, count in found.items() if not sql.startswith(LOOKS)})


@pytest.mark.parametrize(
    ("prepare", "most"), [(p9.settle, 17), (p9.let_a_day_pass, 29)], ids=["any start", "a new day"]
)
async def test_a_start_asks_little_and_nothing_twice(kantor, prepare, most):
    """On a new day: the calendar, the office, its newest line and what it may be offered; its open tugas, cards and holders."""
    asked = await asked_by_a_start(kantor, prepare.__name__, prepare)

    assert set(asked.values()) == {1}, asked.most_common(3)
    assert len(asked) <= most, list(asked)
