"""The history of every office, looked at as a whole: what the nightly check of the machine asks for."""

from datetime import datetime
from functools import partial

from bot.seams import Broken, Examined
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas import keutuhan
from sop_flows.use_cases.berkas.keutuhan import Pemeriksaan
from storage.database.guards import find_unguarded
from storage.database.snapshot import snapshot
from storage.unit_of_work import SqlUnitOfWork


def examine(url: str, bot_id: int, now: datetime) -> Examined:
    """Return what a snapshot of the database shows: an office is broken too where its history is not guarded any more."""
    with snapshot(url) as connection:
        uow = SqlUnitOfWork(connection, bot_id, now)
        kantor = tuple(keutuhan.examine(uow, one) for one in uow.kantor.all())
        unguarded = tuple(one.nama for one in find_unguarded(connection))
    rusak = tuple(one for one in kantor if unguarded or not one.is_well)
    return Examined(
        lines=sum(one.rantai.lines for one in kantor),
        broken=tuple(describe(one, unguarded) for one in rusak),
        tell=partial(tell, rusak, unguarded),
    )


def describe(one: Pemeriksaan, unguarded: tuple[str, ...]) -> Broken:
    """Return what the note and the log say of an office."""
    facts = {
        "kantor": one.kantor.kode,
        "line": one.rantai.first_bad_seq,
        "differences": len(one.selisih),
        "unguarded": len(unguarded),
    }
    return Broken(nama=one.kantor.kode, facts=facts)


def tell(rusak: tuple[Pemeriksaan, ...], unguarded: tuple[str, ...], uow: UnitOfWork) -> None:
    """Owe the admins of each office the news."""
    for one in rusak:
        keutuhan.tell_broken(uow, one, unguarded)
