"""A process that writes into an SQLite file until it is killed, in the middle of a transaction."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]
OLD_SQLITE = Path(__file__).parent / "old_sqlite"
CURRENT = {**os.environ, "PYTHONPATH": str(ROOT)}
"""The environment of a machine as it is."""
WITHOUT_WHEEL = {**os.environ, "PYTHONPATH": f"{OLD_SQLITE}{os.pathsep}{ROOT}"}
"""The environment of a machine that has only the SQLite of its Python."""
WRITER = textwrap.dedent("""
    import sys, threading
    from sqlalchemy import insert
    from storage.database.insert import table
    from storage.database.session import Database
    from storage.database.carrier_tables import DetakRow

    database = Database.open(sys.argv[1])
    first, last = int(sys.argv[2]), int(sys.argv[3])
    lock = threading.Lock()

    def say(number):
        with lock:
            sys.stdout.write(f"{number}\\n")
            sys.stdout.flush()

    def write(start):
        for number in range(start, start + last):
            database.run_now(lambda c: c.execute(insert(table(DetakRow)).values(bot_id=number, at=0)) and None)
            say(number)

    def begin_much(connection):
        connection.exec_driver_sql("CREATE TABLE besar (isi BLOB)")
        for _ in range(5000):  # more than is kept in memory
            connection.exec_driver_sql("INSERT INTO besar VALUES (randomblob(1000))")
        say("begun")
        threading.Event().wait()

    workers = [threading.Thread(target=write, args=(first + n * 100_000,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    database.run_now(begin_much)
""")


def kill_while_writing(url: str, env: dict[str, str], first: int, count: int) -> list[int]:
    """Let a process write as fast as it can, kill it once it has said so many; return all that it said."""
    with _started(url, env, first, 100_000) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(count)]
        process.kill()
        return said + [int(line) for line in process.stdout.read().split("\n")[:-1]]


def kill_in_transaction(url: str, env: dict[str, str], first: int) -> list[int]:
    """Let a process write, and kill it in a transaction of which a part is on disk; return what it said before."""
    said = []
    with _started(url, env, first, 3) as process:
        assert process.stdout is not None
        while (line := process.stdout.readline()) != "begun\n":
            said.append(int(line))
        process.kill()
    return said


def _started(url: str, env: dict[str, str], first: int, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, url, str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True)
