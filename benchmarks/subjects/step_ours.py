"""Ours: durable steps of the engine on its database thread."""

from collections.abc import Callable
from functools import partial

from benchmarks.machine import told
from benchmarks.offices import now
from benchmarks.steps import begin, open_office, step, to_the_end
from benchmarks.walk import LANGKAH, Prepare, walk


def ours(url: str) -> Prepare:
    """Return what takes steps in a new database."""
    database, office = open_office(url, LANGKAH)

    def take(tugas_id: int) -> int:
        return database.run_now(step(office, tugas_id, now()))

    def prepare(berkas: int) -> Callable[[], None]:
        begun = begin(database, office, berkas)

        return partial(to_the_end, begun, take)

    return prepare


if __name__ == "__main__":
    facts = told()
    walk(ours(facts["url"]), facts["server"])
