"""Steps of ours and of the floor on one thread, asked every so often what they are at."""

import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.machine import asked, say, told
from benchmarks.offices import Office, now
from benchmarks.parts import FLOOR, OURS, Parts, asked_often
from benchmarks.steps import begin, open_office, step, to_the_end
from benchmarks.subjects.step_floor import floor
from benchmarks.walk import LANGKAH, Prepare
from storage.database.engine import open_engine
from storage.database.session import Database

BERKAS = 10  # between two looks at how often it was asked


def ours(url: str, database: Database, office: Office) -> Prepare:
    """Return what takes steps on this thread."""
    connection = open_engine(url).connect()

    def take(tugas_id: int) -> int:
        with connection.begin():
            return step(office, tugas_id, now())(connection)

    def prepare(berkas: int) -> Callable[[], None]:
        begun = begin(database, office, berkas)

        return partial(to_the_end, begun, take)

    return prepare


def statements(database: Database, office: Office) -> int:
    """Return how many statements a step takes."""
    [first] = begin(database, office, 1)
    said: list[str] = []
    database.watch(said.append)
    database.run_now(step(office, first, now()))
    return len(said)


def shares(prepare: Prepare, times: int, parts: Parts) -> dict[str, float]:
    """Return the microseconds of a step that go to each part of it, asked at least so many times."""
    prepare(2)()  # what is compiled once is no part of a step
    found: Counter[str] = Counter()
    steps, used = 0, 0.0
    while found.total() < times:
        work = prepare(BERKAS)
        before = time.process_time()
        with asked_often(parts, found):
            work()
        used += time.process_time() - before
        steps += BERKAS * LANGKAH
    return {part: used / steps * 1e6 * count / found.total() for part, count in found.items()}


def main() -> None:
    """Say the parts of a step whenever that is asked for."""
    facts = told()
    database, office = open_office(facts["url"], LANGKAH)
    count = statements(database, office)
    by_name = {
        "ours": (ours(facts["url"], database, office), OURS),
        "floor": (floor(Path(facts["folder"]) / "parts of the floor.sqlite"), FLOOR),
    }
    say(statements=count)
    while wanted := asked():
        said = {
            name: shares(prepare, wanted["times"], parts)
            for name, (prepare, parts) in by_name.items()
        }
        say(**said)


if __name__ == "__main__":
    main()
