"""Reminding of late tugas at somebody's wish: of a whole berkas, or of one that an escalation named.

Of a tugas it is done once within two hours, whoever wishes it.
"""

from collections.abc import Iterable, Sized
from datetime import UTC, datetime, timedelta

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas
from sop_flows.errors import NotAllowed
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.isi import Pejabat
from sop_flows.ports.layar.pengingat import Diingatkan
from sop_flows.ports.records import Actor, Pengingat, TugasDue
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.who import local_date, office_named, people_of
from sop_flows.use_cases.reminders import Said, audience, remind
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.arahan import name_of, overseer_of
from sop_flows.waktu.pengingat import JenisPengingat

NUDGE_PAUSE = timedelta(hours=2)


def remind_late(uow: UnitOfWork, *, user_id: int, berkas_id: int) -> Diingatkan:
    """Remind those who are late in a berkas now, at the wish of its starter; return what to say.

    Raises:
        NotAllowed: The user neither starts this SOP nor administers the office.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    check_watches(uow, user_id, berkas, sop_id)
    late = late_of(uow, berkas)
    new = to_remind(uow, late)
    jumlah = remind(uow, [asked_for(due) for due in new], lane=Lane.BIASA)
    told = told_of(uow, berkas, late, new)
    kantor = office_named(uow, user_id, berkas.kantor_id)
    return replace(told, jumlah=jumlah, kantor=kantor)


def remind_one(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Remind whoever has a tugas now, at the wish of who oversees it; say to the latter what came of it.

    Raises:
        NotYourTugas: The user does not oversee it, or there is none.
    """
    loaded = load(uow, tugas_id)
    pelaku = overseer_of(uow, actor.user_id, loaded)
    berkas, tugas = loaded.berkas, loaded.tugas
    late = [due for due in late_of(uow, berkas) if due.tugas.id == tugas_id]
    new = to_remind(uow, late)
    own = [asked_for(due, name_of(pelaku)) for due in new if can_read(uow, due)]
    jumlah = remind(uow, own, lane=Lane.BIASA)
    told = told_of(uow, berkas, late, new)
    office = office_named(uow, actor.user_id, berkas.kantor_id)
    told = replace(told, jumlah=jumlah, tugas=tugas.nomor, kantor=office)
    say(uow, actor.chat_id, berkas.kantor_id, told)


def late_of(uow: UnitOfWork, berkas: Berkas) -> list[TugasDue]:
    """Return the late tugas of a berkas, oldest first."""
    return [due for due in uow.pengingat.of_berkas(berkas.id) if due.tugas.is_late_at(uow.now)]


def asked_for(due: TugasDue, oleh: Pejabat | None = None) -> Said:
    """Return the rung that somebody asked for."""
    return Said(due=due, jenis=JenisPengingat.HARIAN, diminta=True, oleh=oleh)


def can_read(uow: UnitOfWork, due: TugasDue) -> bool:
    """Tell whether a reminder reaches who has the tugas: otherwise who asks is the one to hear of it."""
    today = local_date(uow, due.kantor_id)
    return not audience(uow, due, JenisPengingat.HARIAN, today).diawasi


def told_of(uow: UnitOfWork, berkas: Berkas, late: Sized, new: Sized) -> Diingatkan:
    """Return what to say of the late tugas of a berkas, and of those that are reminded of now."""
    return Diingatkan(
        jumlah=0,
        berkas=berkas.nomor,
        terlambat=len(late),
        lagi=None if new or not late else next_nudge(uow.now),
        zona=uow.kantor.jam_kerja(berkas.kantor_id).zona.key,
    )


def check_watches(uow: UnitOfWork, user_id: int, berkas: Berkas, sop_id: int) -> None:
    """Refuse those who neither start this SOP nor administer the office."""
    starters = uow.sop.kolom_of(berkas.kantor_id, sop_id, uow.sop.get(sop_id).pemrakarsa)
    for orang in people_of(uow, user_id):
        if orang.kantor_id == berkas.kantor_id and orang.watches(starters):
            return
    raise NotAllowed


def to_remind(uow: UnitOfWork, late: Iterable[TugasDue]) -> tuple[TugasDue, ...]:
    """Return those of the late tugas of which nobody asked for a reminder within two hours."""
    slot = f"{nudge_slot(uow.now)}"
    asked = {
        Pengingat(kantor_id=due.kantor_id, tugas_id=due.tugas.id, jenis="diminta", slot=slot): due
        for due in late
    }
    new = uow.pengingat.record(asked, uow.now)
    return tuple(due for one, due in asked.items() if one in new)


def nudge_slot(at: datetime) -> int:
    """Return the number of the two hours in which one reminder may be asked for."""
    return int(at.timestamp() // NUDGE_PAUSE.total_seconds())


def next_nudge(at: datetime) -> datetime:
    """Return when a reminder may be asked for again."""
    return datetime.fromtimestamp((nudge_slot(at) + 1) * NUDGE_PAUSE.total_seconds(), UTC)
