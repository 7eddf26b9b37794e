"""Ours: durable steps of the engine on its database thread."""

from collections.abc import Callable

from benchmarks.machine import told
from benchmarks.offices import now
from benchmarks.steps import begin, open_office, step
from benchmarks.walk import LANGKAH, Prepare, walk


def ours(url: str) -> Prepare:
    """Return what takes steps in a new database."""
    database, office = open_office(url, LANGKAH)

    def prepare(berkas: int) -> Callable[[], None]:
        begun = begin(database, office, berkas)

        def work() -> None:
            for first in begun:
                tugas_id = first
                while tugas_id:
                    tugas_id = database.run_now(step(office, tugas_id, now()))

        return work

    return prepare


if __name__ == "__main__":
    facts = told()
    walk(ours(facts["url"]), facts["server"])
