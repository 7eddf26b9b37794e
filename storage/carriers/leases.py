"""Who may run what must run once.

A lease lives while it is renewed: each renewal writes another moment. Clocks of machines are not
compared: whoever wants a lease looks whether it still changes.
"""

from sqlalchemy import Connection, bindparam, or_, select, update

from storage.database.carrier_tables import LeaseRow
from storage.database.insert import ByDialect, table

_L = table(LeaseRow)
RELEASED = 0.0
_acquire = ByDialect(
    lambda insert: (
        insert(_L)
        .values(
            nama=bindparam("nama"), pemilik=bindparam("pemilik"), sampai=bindparam("s"), pagar=1
        )
        .on_conflict_do_update(
            index_elements=[_L.c.nama],
            set_={
                "pemilik": bindparam("pemilik"),
                "sampai": bindparam("s"),
                "pagar": _L.c.pagar + 1,
            },
            where=or_(
                _L.c.sampai == RELEASED,
                _L.c.sampai == bindparam("dead"),
                _L.c.pemilik == bindparam("pemilik"),
            ),
        )
        .returning(_L.c.pagar)
    )
)
_mine = (_L.c.nama == bindparam("n"), _L.c.pagar == bindparam("fence"))
_extend = update(_L).where(*_mine).values(sampai=bindparam("s"))
_held = select(_L.c.nama, _L.c.sampai).where(
    _L.c.nama.startswith(bindparam("prefix")), _L.c.sampai != RELEASED
)


def acquire(
    connection: Connection, nama: str, pemilik: str, sampai: float, dead: float | None = None
) -> int | None:
    """Take the lease if it was given back, is one's own or died; return its new fencing number.

    Args:
        nama: What must run once.
        pemilik: Who wants it; unique per process.
        sampai: Until when it is taken, in seconds since the epoch: any moment but the last one.
        dead: The moment that it was last renewed with, if that has been so for too long.
    """
    row = {"nama": nama, "pemilik": pemilik, "s": sampai, "dead": dead or RELEASED}
    pagar: int | None = connection.execute(_acquire.of(connection), row).scalar_one_or_none()
    return pagar


def renew(connection: Connection, nama: str, pagar: int, sampai: float) -> bool:
    """Keep the lease; false when somebody else has taken it since."""
    return connection.execute(_extend, {"n": nama, "fence": pagar, "s": sampai}).rowcount == 1


def held(connection: Connection, prefix: str) -> dict[str, float]:
    """Return the leases of this prefix that nobody gave back, each with the moment it was renewed with."""
    rows = connection.execute(_held, {"prefix": prefix})
    return {row.nama: row.sampai for row in rows}


def release(connection: Connection, nama: str, pagar: int) -> None:
    """Give the lease back, if it is still held."""
    connection.execute(_extend, {"n": nama, "fence": pagar, "s": RELEASED})
