"""A clock that was set back: what ticks owe is held until it has caught up, or somebody says that it is right.

1. Ticks note the newest moment that they have seen, and history is at most one of them ahead. It is the memory
   because somebody can set it right: the lines that a clock wrote which was a year ahead stay for ever.
2. What is held is owed later: what was said is a row, so nothing is said twice and nothing is left out.
3. People who tap are answered as ever, by the clock as it is.
"""

from datetime import datetime, timedelta

from sop_flows.ports.layar.pengingat import JamMundur
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import tell_all_admins
from sop_flows.waktu.koreksi import CORRECTED


def behind(uow: UnitOfWork) -> timedelta | None:
    """Return how far the clock stands before the newest moment of a tick; None where it is no more than is corrected."""
    newest = uow.jam.newest()
    found = newest - uow.now if newest else timedelta()
    return found if found > CORRECTED else None


def hold(uow: UnitOfWork) -> datetime | None:
    """Note the moment of this tick; or, where the clock stands before it, return the newest one.

    Then the admins of every office are told, once for each such moment.
    """
    newest = uow.jam.newest()
    if newest is None or uow.now > newest:
        uow.jam.note(uow.now)
        return None
    if newest - uow.now <= CORRECTED:
        return None
    for kantor in uow.kantor.all():
        told = JamMundur(kantor=kantor.nama, jam=uow.now, terakhir=newest, zona=kantor.zona.key)
        once = f"{told.layar}:{newest.isoformat()}:{kantor.id}"
        tell_all_admins(uow, kantor.id, told, once=once)
    return newest


def accept_clock(uow: UnitOfWork) -> None:
    """Take the clock as it is for right: reminders go on from there.

    Whatever is due is looked for anew, for a clock that was ahead has put it off to days that it had seen.
    """
    uow.jam.note(uow.now)
    uow.pengingat.remind_all_at(uow.now)
