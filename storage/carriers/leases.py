"""Who may run what must run once, and the heartbeat of each bot.

A lease lives while it is renewed: each renewal writes another moment. Clocks of machines are not
compared: whoever wants a lease looks whether it still changes.
"""

from sqlalchemy import Connection, bindparam, or_, select, update

from storage.database.carrier_tables import DetakRow, LeaseRow
from storage.database.insert import ByDialect, table, upsert

_L = table(LeaseRow)
_D = table(DetakRow)
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
_beat = upsert(DetakRow, "bot_id", "at")
_held = select(_L.c.nama, _L.c.sampai).where(
    _L.c.nama.startswith(bindparam("prefix")), _L.c.sampai != RELEASED
)
_last_beat = select(_D.c.at).where(_D.c.bot_id == bindparam("bot"))
_note = (
    update(_D)
    .where(_D.c.bot_id == bindparam("bot"))
    .values(disetel_at=bindparam("since"), disetel_s=bindparam("by"))
)
_noted = select(_D.c.disetel_at, _D.c.disetel_s).where(_D.c.bot_id == bindparam("bot"))


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


def beat(connection: Connection, bot_id: int, at: float) -> None:
    """Note that the bot is alive, by the machine's clock."""
    connection.execute(_beat.of(connection), {"bot_id": bot_id, "at": at})


def last_beat(connection: Connection, bot_id: int) -> float | None:
    """Return when the bot was last alive, in seconds since the epoch; None where it has not been yet."""
    at: float | None = connection.execute(_last_beat, {"bot": bot_id}).scalar_one_or_none()
    return at or None


def note_clock_set(connection: Connection, bot_id: int, at: float, by: float) -> None:
    """Note when the machine's clock was found to have been set, and by how many seconds."""
    connection.execute(_note, {"bot": bot_id, "since": at, "by": by})


def clock_set(connection: Connection, bot_id: int) -> tuple[float, float] | None:
    """Return when the machine's clock was last found to have been set, and by how many seconds."""
    row = connection.execute(_noted, {"bot": bot_id}).one_or_none()
    return (row.disetel_at, row.disetel_s) if row and row.disetel_s else None
