"""Processors and processes: who runs where, and what each has used."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parent.parent


def cores() -> tuple[int, int]:
    """Return the core of the bots and the core of the world."""
    allowed = sorted(os.sched_getaffinity(0))
    return allowed[0], allowed[-1]


def pin(core: int) -> None:
    """Keep this process on one core."""
    os.sched_setaffinity(0, {core})


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Keep this process on one core for a while."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def cpu_seconds(pid: int) -> float:
    """Return the processor time of another process, to the nanosecond (Linux)."""
    return time.clock_gettime((~pid << 3) | 2)


def family_seconds(pid: int) -> float:
    """Return the processor time of another process and of its children that live (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(map(cpu_seconds, (pid, *map(int, children))))


def unlocked() -> list[str]:
    """Return the packages that are here and that nobody has who installs Tapak."""
    lock = (ROOT / "requirements" / "run.lock").read_text()
    locked = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    return sorted(
        package
        for package, owners in packages_distributions().items()
        if locked.isdisjoint(re.sub(r"[-_.]+", "-", owner).lower() for owner in owners)
    )


class Child:
    """A bot in a process of its own: it is told its work as JSON and answers with one line."""

    def __init__(self, module: str, folder: Path, **facts: Any) -> None:
        self._log = folder / f"{module}.log"
        told = json.dumps({"core": cores()[0], "folder": str(folder), **facts})
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, told],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def read(self) -> dict[str, Any]:
        """Return the next line that the child says."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            raise ChildDied(self._log.read_text()[-4000:])
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, **facts: Any) -> dict[str, Any]:
        """Tell a child that listens what to do now; return what it says once that is done."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(facts) + "\n")
        self.process.stdin.flush()
        return self.read()

    def cpu(self) -> float:
        """Return the processor time that it has used."""
        return cpu_seconds(self.process.pid)

    def memory(self) -> float:
        """Return how much memory it has, in MB (Linux)."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmRSS"))

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()


class ChildDied(RuntimeError):
    """A measured process ended before it was asked to."""


def told() -> dict[str, Any]:
    """Return what this child was told, once it sits on its core."""
    facts: dict[str, Any] = json.loads(sys.argv[1])
    pin(facts["core"])
    return facts


def say(**facts: Any) -> None:
    """Tell the parent something."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def asked() -> dict[str, Any]:
    """Return what the parent asks for next; nothing once it has gone."""
    facts: dict[str, Any] = json.loads(sys.stdin.readline() or "{}")
    return facts
