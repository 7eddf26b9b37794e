"""Who a Telegram user is, on today's date where each of their offices is."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sop_flows.errors import NotFound
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.kantor import KantorPort
from sop_flows.ports.unit_of_work import UnitOfWork

WIB = ZoneInfo("Asia/Jakarta")


def local_now(uow: UnitOfWork, kantor_id: int) -> datetime:
    """Return this moment in the zone of the office."""
    return uow.now.astimezone(uow.kantor.jam_kerja(kantor_id).zona)


def local_date(uow: UnitOfWork, kantor_id: int) -> date:
    """Return today's date where the office is."""
    return local_now(uow, kantor_id).date()


def leads(offices: KantorPort, kantor_id: int, jabatan_id: int) -> bool:
    """Tell whether a post heads a unit or stands above another."""
    units = offices.unit(kantor_id).values()
    posts = offices.jabatan(kantor_id).values()
    return any(u.kepala_id == jabatan_id for u in units) or any(
        p.atasan_id == jabatan_id for p in posts
    )


def people_of(uow: UnitOfWork, user_id: int) -> tuple[Pegawai, ...]:
    """Return the employees that a user is, one per office, with the posts held today there."""
    jakarta = uow.now.astimezone(WIB).date()
    found = uow.pegawai.identify(user_id, jakarta)
    days = {orang.kantor_id: local_date(uow, orang.kantor_id) for orang in found}
    if all(day == jakarta for day in days.values()):
        return found
    return tuple(
        orang
        for day in sorted(set(days.values()))
        for orang in uow.pegawai.identify(user_id, day)
        if days.get(orang.kantor_id, jakarta) == day
    )


def employee_in(uow: UnitOfWork, user_id: int, kantor_id: int) -> Pegawai | None:
    """Return the employee that a user is in an office; None where they are nobody there."""
    return next((one for one in people_of(uow, user_id) if one.kantor_id == kantor_id), None)


def colleague(uow: UnitOfWork, user_id: int, kantor_id: int) -> Pegawai:
    """Return the employee that a user is in an office.

    Raises:
        NotFound: They are nobody there; said the same way as of what there is not.
    """
    found = employee_in(uow, user_id, kantor_id)
    if found is None:
        raise NotFound
    return found


def numbered(uow: UnitOfWork, user_id: int, find: Callable[[int], int | None]) -> tuple[int, ...]:
    """Return what a short number may mean to a user: one id per office of theirs that has it.

    Every office counts for itself, so only the number together with its office says one thing.
    """
    found = (find(orang.kantor_id) for orang in people_of(uow, user_id))
    return tuple(id for id in found if id is not None)


def office_named(uow: UnitOfWork, user_id: int, kantor_id: int) -> str:
    """Return the name of the office that something happened in, where a user serves several on its date."""
    return offices_named(uow, (user_id,), kantor_id)[user_id]


def offices_named(uow: UnitOfWork, users: Collection[int], kantor_id: int) -> Mapping[int, str]:
    """Return the name of the office for each of these users who serves several, and ``""`` for the others."""
    several = uow.pegawai.of_several(users, local_date(uow, kantor_id))
    nama = uow.kantor.get(kantor_id).nama
    return {user_id: nama if user_id in several else "" for user_id in users}
