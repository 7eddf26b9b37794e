"""The far side of work in a process apart: what it may not do any more, for good."""

import resource
from typing import Final

MEGABYTE: Final = 1024 * 1024


def confine(memory: int, seconds: int) -> None:
    """Bound this process: megabytes of memory, seconds of processor time, and no dump of what it held."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * MEGABYTE, memory * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def shut() -> None:
    """Let this process open nothing any more, neither files nor sockets."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
