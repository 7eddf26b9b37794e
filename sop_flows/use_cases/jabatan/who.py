"""Who a Telegram user is, on today's date where each of their offices is."""

from datetime import date
from zoneinfo import ZoneInfo

from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.kantor import KantorPort
from sop_flows.ports.unit_of_work import UnitOfWork

WIB = ZoneInfo("Asia/Jakarta")


def local_date(uow: UnitOfWork, kantor_id: int) -> date:
    """Return today's date where the office is."""
    return uow.now.astimezone(uow.kantor.jam_kerja(kantor_id).zona).date()


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
