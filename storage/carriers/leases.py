"""Who may run what must run once, and the heartbeat of each bot."""

from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.database.carrier_tables import DetakRow, LeaseRow
from storage.database.insert import table

_L = table(LeaseRow)
_D = table(DetakRow)
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_ACQUIRE = {
    dialect: insert(_L)
    .values(nama=bindparam("nama"), pemilik=bindparam("pemilik"), sampai=bindparam("s"), pagar=1)
    .on_conflict_do_update(
        index_elements=[_L.c.nama],
        set_={
            "pemilik": bindparam("pemilik"),
            "sampai": bindparam("s"),
            "pagar": _L.c.pagar + 1,
        },
        where=or_(_L.c.sampai <= bindparam("now"), _L.c.pemilik == bindparam("pemilik")),
    )
    .returning(_L.c.pagar)
    for dialect, insert in _INSERTS.items()
}
_held = (_L.c.nama == bindparam("n"), _L.c.pagar == bindparam("fence"))
_extend = update(_L).where(*_held).values(sampai=bindparam("s"))
_BEAT = {
    dialect: insert(_D)
    .values(bot_id=bindparam("bot_id"), at=bindparam("at"))
    .on_conflict_do_update(index_elements=[_D.c.bot_id], set_={"at": bindparam("at")})
    for dialect, insert in _INSERTS.items()
}
_living = select(_L.c.nama).where(
    _L.c.nama.startswith(bindparam("prefix")),
    _L.c.nama != bindparam("n"),
    _L.c.sampai > bindparam("now"),
)
_last_beat = select(_D.c.at).where(_D.c.bot_id == bindparam("bot"))


def acquire(
    connection: Connection, nama: str, pemilik: str, now_s: float, ttl: float
) -> int | None:
    """Take the lease if it is free, run out or one's own; return its new fencing number.

    Args:
        nama: What must run once.
        pemilik: Who wants it; unique per process.
        now_s: The machine's clock, seconds since the epoch.
        ttl: Seconds until others may take it.
    """
    pagar: int | None = connection.execute(
        _ACQUIRE[connection.dialect.name],
        {"nama": nama, "pemilik": pemilik, "s": now_s + ttl, "now": now_s},
    ).scalar_one_or_none()
    return pagar


def renew(connection: Connection, nama: str, pagar: int, now_s: float, ttl: float) -> bool:
    """Keep the lease; false when somebody else has taken it since."""
    row = {"n": nama, "fence": pagar, "s": now_s + ttl}
    return connection.execute(_extend, row).rowcount == 1


def living_beside(connection: Connection, prefix: str, nama: str, now_s: float) -> tuple[str, ...]:
    """Return the other leases of this prefix that somebody holds."""
    row = {"prefix": prefix, "n": nama, "now": now_s}
    return tuple(connection.execute(_living, row).scalars())


def release(connection: Connection, nama: str, pagar: int) -> None:
    """Give the lease back, if it is still held."""
    connection.execute(_extend, {"n": nama, "fence": pagar, "s": 0.0})


def beat(connection: Connection, bot_id: int, now_s: float) -> None:
    """Note that the bot is alive."""
    connection.execute(_BEAT[connection.dialect.name], {"bot_id": bot_id, "at": now_s})


def last_beat(connection: Connection, bot_id: int) -> float | None:
    """Return when the bot was last alive, in seconds since the epoch."""
    at: float | None = connection.execute(_last_beat, {"bot": bot_id}).scalar_one_or_none()
    return at
