"""A process that takes steps and says which are committed, until it is killed."""

import asyncio
import os
import sys
from pathlib import Path

from benchmarks.machine import say, told
from benchmarks.offices import Office, now
from benchmarks.steps import step
from storage.database.session import Database

PARALLEL = 32


async def main() -> None:
    """Let everybody step as fast as commits allow; acknowledge each on standard output."""
    facts = told()
    office = Office(**facts["office"])
    database = Database.open(f"sqlite:///{facts['path']}")
    out = sys.stdout.fileno()
    say(pid=os.getpid())

    async def walk(tugas_id: int) -> None:
        while tugas_id:
            following = await database.run(step(office, tugas_id, now()))
            os.write(out, f"{tugas_id}\n".encode())
            tugas_id = following

    await asyncio.gather(*(walk(first) for first in facts["begun"]))
    database.close()


if __name__ == "__main__":
    Path(told()["folder"]).mkdir(exist_ok=True)
    asyncio.run(main())
