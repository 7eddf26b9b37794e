"""The one SQLite of this process: a current one where there is a wheel of it, else the one that Python brings.

Nothing else imports an SQLite. Who opens one file by two of them loses what the other holds (POSIX drops every lock
of a process on a file when it closes any descriptor of it), and the errors of one are not those of the other.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:  # there is no wheel for this machine, or none that it can load
        import sqlite3

__all__ = ["sqlite3"]
