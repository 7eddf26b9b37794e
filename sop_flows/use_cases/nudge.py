"""Reminding of late tugas at somebody's wish: of a whole berkas, or of one that an escalation named.

Of a tugas it is done once within two hours, whoever wishes it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sop_flows.engine.berkas import Berkas
from sop_flows.errors import NotAllowed
from sop_flows.ports.layar.pengingat import BarisPengingat, Diingatkan, Eskalasi, PesanPengingat
from sop_flows.ports.records import Actor, Pengingat, TugasDue
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.who import office_named, people_of
from sop_flows.use_cases.say import say, tell
from sop_flows.use_cases.tick import Reminder, audience, describe
from sop_flows.use_cases.tugas.act import load
from sop_flows.use_cases.tugas.arahan import name_of, overseer_of
from sop_flows.waktu.pengingat import JenisPengingat

NUDGE_PAUSE = timedelta(hours=2)
Reminders = tuple[tuple[int, PesanPengingat | Eskalasi], ...]
"""What each chat hears, by its id."""


def remind_late(uow: UnitOfWork, *, user_id: int, berkas_id: int) -> Diingatkan:
    """Remind those who are late in a berkas now, at the wish of its starter; return what to say.

    Raises:
        NotAllowed: The user neither starts this SOP nor administers the office.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    check_watches(uow, user_id, berkas, sop_id)
    due = uow.pengingat.of_berkas(berkas.id)
    told, reminders = nudge(uow, berkas, due)
    tell(uow, berkas.kantor_id, reminders)
    return replace(told, kantor=office_named(uow, user_id, berkas.kantor_id))


def remind_one(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Remind whoever has a tugas now, at the wish of who oversees it; say to the latter what came of it.

    Raises:
        NotYourTugas: The user does not oversee it, or there is none.
    """
    loaded = load(uow, tugas_id)
    pelaku = overseer_of(uow, actor.user_id, loaded)
    berkas, tugas = loaded.berkas, loaded.tugas
    due = (one for one in uow.pengingat.of_berkas(berkas.id) if one.tugas.id == tugas_id)
    told, reminders = nudge(uow, berkas, due)
    own = [
        (chat_id, replace(isi, oleh=name_of(pelaku)))
        for chat_id, isi in reminders
        if isinstance(isi, PesanPengingat)  # what nobody can read is known to who asks
    ]
    tell(uow, berkas.kantor_id, own)
    office = office_named(uow, actor.user_id, berkas.kantor_id)
    told = replace(told, jumlah=len(own), tugas=tugas.nomor, kantor=office)
    say(uow, actor.chat_id, berkas.kantor_id, told)


def nudge(
    uow: UnitOfWork, berkas: Berkas, due: Iterable[TugasDue]
) -> tuple[Diingatkan, Reminders]:
    """Note that the late ones of these tugas are reminded of; return what to say, and to whom."""
    late = tuple(one for one in due if one.tugas.is_late_at(uow.now))
    new = to_remind(uow, late)
    reminders = reminders_of(uow, new)
    told = Diingatkan(
        jumlah=len(reminders),
        berkas=berkas.nomor,
        terlambat=len(late),
        lagi=None if new or not late else next_nudge(uow.now),
        zona=uow.kantor.jam_kerja(berkas.kantor_id).zona.key,
    )
    return told, reminders


def reminders_of(uow: UnitOfWork, late: Iterable[TugasDue]) -> Reminders:
    """Return what each chat hears of late tugas that somebody asked to remind of."""
    lines: dict[tuple[int, type[Reminder]], list[BarisPengingat]] = defaultdict(list)
    for due in late:
        line = describe(uow, due, JenisPengingat.HARIAN)
        chats, kind = audience(uow, due, JenisPengingat.HARIAN)
        for chat_id in chats:
            lines[chat_id, kind].append(line)
    return tuple(
        (
            chat,
            Eskalasi(tugas=tuple(own))
            if kind is Eskalasi
            else PesanPengingat(tugas=tuple(own), diminta=True),
        )
        for (chat, kind), own in lines.items()
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
