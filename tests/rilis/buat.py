"""Leaves the sample offices in the middle of every SOP, for the versions that come: ``python -m tests.rilis.buat``.

Run on the commit that is released. It plays a part of each tour on one bot, so that each SOP is asked
something on somebody's phone, and writes the rows as SQL beside this file, under the head of the database.
"""

import asyncio
import lzma
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.trial.sample import SAMPLES
from bot.trial.scenario import TOURS, Adegan, play, read_scenario
from storage.database.schema import head
from storage.database.sqlite import sqlite3
from tests.support.house import House

HERE = Path(__file__).parent
PLAYED = {
    "pengukuran-kinerja-kecamatan": 0.6,
    "mekanisme-pengukuran-kinerja": 0.35,
    "pengukuran-kinerja-dinas": 0.5,
    "pengumpulan-data-capaian": 0.75,
    "pengumpulan-data-kinerja": 0.65,
}
"""How far each tour is played, at least; another release stops elsewhere."""
MORE = 6  # steps in which somebody may still be asked something
REDUCE = (
    "DELETE FROM inbox WHERE received_at < (SELECT max(received_at) FROM inbox)",
    "UPDATE inbox SET status = 'baru', done_at = NULL, attempts = 1",
    "DELETE FROM outbox WHERE status = 'gabung' OR id NOT IN (SELECT max(id) FROM outbox GROUP BY layar, status)",
    "UPDATE outbox SET status = 'baru', message_id = NULL, attempts = 0",
)
"""What makes it small: of what was taken in and sent, one of each kind, and that is not done yet."""


class Enough(Exception):
    """A tour was played far enough."""


def asked(database: Path) -> int:
    """Return how many chats are being asked something."""
    with closing(sqlite3.connect(database)) as connection:
        count: int = connection.execute("SELECT count(*) FROM percakapan").fetchone()[0]
    return count


async def leave(folder: Path) -> Path:
    """Return the database of offices that were left in the middle."""
    async with House(folder, *SAMPLES) as house:
        (database,) = (folder / "bot").glob("*.sqlite")
        for nama, part in PLAYED.items():
            tour, before = read_scenario(TOURS / f"{nama}.toml"), asked(database)
            enough = part * len(tour.adegan)

            async def look(
                number: int, _: Adegan, enough: float = enough, before: int = before
            ) -> None:
                await house.settle()
                is_asked = asked(database) > before
                if number >= enough + (0 if is_asked else MORE):
                    raise Enough

            try:
                await play(tour, house.server.url, look)
            except Enough:
                print(nama, "is under way")
        await house.settle()
    return database


def reduced(database: Path) -> Iterator[str]:
    """Yield the rows of a database as SQL, as few as tell everything."""
    with closing(sqlite3.connect(database)) as connection:
        for statement in REDUCE:
            connection.execute(statement)
        connection.commit()
        yield from dumped(connection)


def dumped(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the SQL of a database: tables with their rows, then what watches or finds them."""
    yield "BEGIN TRANSACTION;"
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql <> ''"
    ).fetchall()
    for _, table, sql in (one for one in made if one[0] == "table"):
        yield f"{sql};"
        names = [name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")')]
        values = " || ',' || ".join(f'quote("{name}")' for name in names)
        for (row,) in connection.execute(f'SELECT {values} FROM "{table}"'):
            yield f'INSERT INTO "{table}" VALUES({row});'
    yield from (f"{sql};" for kind, _, sql in made if kind != "table")
    yield "COMMIT;"


def pack(database: Path, name: str) -> None:
    """Write the rows of a database beside this file."""
    text = "\n".join(reduced(database)).encode()
    (HERE / f"{name}.sql.xz").write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        pack(asyncio.run(leave(Path(folder))), head())
