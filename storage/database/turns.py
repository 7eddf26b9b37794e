"""Taking turns: a unit of work that has much to put together does a part of it, lets others in between, and begins anew.

What it put together is kept by the process, so that each turn finds less to do; nothing else of it stands.
"""

from typing import Final

from sqlalchemy import Connection

TURNS: Final = 200
"""How often a unit gives way at most, whatever becomes of what it put together."""
LONG: Final = 500
"""Rows that take a turn to be read."""
_MAY: Final = "may give way"


class GivesWay(BaseException):
    """A unit of work ends here and is run again after those that wait: no error, and nobody's but the database thread's."""


def allow(connection: Connection, *, may_give_way: bool) -> None:
    """Say whether the unit of work that begins now may give way: whoever says so runs it again."""
    connection.info[_MAY] = may_give_way


def may_give_way(connection: Connection) -> bool:
    """Tell whether the unit of work of a connection is run again when it gives way."""
    return bool(connection.info.get(_MAY, False))


def end_long(connection: Connection, rows: int) -> None:
    """End this turn of a unit of work if it has read so many rows that others waited; the next one finds them kept.

    Raises:
        GivesWay: It may, and they are many.
    """
    if rows >= LONG and may_give_way(connection):
        raise GivesWay
