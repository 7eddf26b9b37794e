"""A PostgreSQL that serves a benchmark and goes with it: as durable as it is shipped."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")
OWNER = "postgres"
"""Who runs the server where we are root, which it refuses to be."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server, and the socket's folder by which it is reached."""

    folder: Path
    pid: int

    def url(self, name: str) -> str:
        """Return the address of a database in it."""
        return f"postgresql://tapak@/{name}?host={self.folder}"


def newest() -> Path | None:
    """Return the folder of the newest server's programs, as Debian lays them; ``None`` without one."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster(folder: Path, programs: Path) -> Iterator[Cluster]:
    """Serve from a new folder, to this machine's users only, until it is left."""
    user = OWNER if os.geteuid() == 0 else None
    folder.mkdir()
    data = folder / "data"
    if user:
        shutil.chown(folder, user, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, "-D", data, *arguments],
            check=True,
            cwd=folder,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            stdout=subprocess.DEVNULL,
        )

    run("initdb", "-U", "tapak", "--auth=trust", "-E", "UTF8")
    options = f"-k {folder} -c listen_addresses=''"
    run("pg_ctl", "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        yield Cluster(folder, int((data / "postmaster.pid").read_text().split()[0]))
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "stop")
