"""Floor of a durable step: written by hand, without a thread."""

from collections.abc import Callable
from itertools import count, islice
from pathlib import Path

from benchmarks.ledger import commit, hire, open_ledger, take_step
from benchmarks.machine import told
from benchmarks.offices import now
from benchmarks.walk import LANGKAH, Prepare, walk


def floor(path: Path) -> Prepare:
    """Return what takes steps in a new database."""
    connection, users = open_ledger(path), count(1)

    def prepare(berkas: int) -> Callable[[], None]:
        begun = [(user_id, hire(connection, user_id)) for user_id in islice(users, berkas)]

        def work() -> None:
            for user_id, first in begun:
                tugas_id = first
                for _ in range(LANGKAH):
                    connection.execute("BEGIN IMMEDIATE")
                    tugas_id = take_step(
                        connection,
                        update_id=0,
                        user_id=user_id,
                        tugas_id=tugas_id,
                        at=now().isoformat(),
                        to=user_id,
                    )
                    commit(connection)

        return work

    return prepare


if __name__ == "__main__":
    walk(floor(Path(told()["folder"]) / "floor.sqlite"))
