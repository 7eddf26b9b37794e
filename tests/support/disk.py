"""A disk on which a file finds no more room."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def room_of(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond that many bytes meanwhile."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
