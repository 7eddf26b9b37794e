"""A database as it is before anybody has written into it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from storage.database import schema


@cache
def empty_database() -> Path:
    """Return an SQLite file with every table and no office, brought up to date once in this process."""
    folder = Path(tempfile.mkdtemp(prefix="tapak-"))
    atexit.register(shutil.rmtree, folder)
    path = folder / "tapak.db"
    schema.migrate(f"sqlite:///{path}")
    return path


def put_empty_database(path: Path) -> Path:
    """Put such a file there, into a folder that is made for it; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return shutil.copy(empty_database(), path)
