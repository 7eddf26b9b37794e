"""The tick: what is said now, in slices that leave room for others.

1. A slice is one unit of work: it ends some of what is due, all of it or none. Whoever stops between two of
   them loses nothing and says nothing twice: what was done is in rows, and so is what is left.
   All its parts share the room of one slice: what a part leaves of it is the next one's.
2. Offices come one after the other, each whole: what a person hears of is in as few slices as can be.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from sop_flows.engine.berkas import Tugas
from sop_flows.ports.records import Brought, Pengingat, TugasDue
from sop_flows.ports.tick import Tick
from sop_flows.ports.unit_of_work import SLICE, UnitOfWork
from sop_flows.use_cases.berkas.again import expect_offers, next_offer, offer_starts
from sop_flows.use_cases.berkas.ujung import tell_ujung
from sop_flows.use_cases.jabatan.holders import next_handover
from sop_flows.use_cases.jam import hold
from sop_flows.use_cases.kantor.kalender import warn_of_next_year
from sop_flows.use_cases.pegawai.penugasan import report_ended
from sop_flows.use_cases.putus import reissue_cards
from sop_flows.use_cases.reminders import Said, remind
from sop_flows.use_cases.tugas.konfirmasi import end_confirmations, next_confirmation_end
from sop_flows.use_cases.tugas.pembaruan import follow_posts
from sop_flows.waktu.pengingat import Giliran, TugasTerbuka, digest_beyond, look

OFFICES: Final = 4
"""Offices that it brings to a new day, at most."""


def run_tick(uow: UnitOfWork, part: int = 0) -> Tick:
    """Do a slice of what is due, from that part of a tick on.

    A missed, doubled or late tick changes nothing: what was said is a row.
    """
    if part == 0:
        end_confirmations(uow)
        if (newest := hold(uow)) is not None:
            return Tick(before=newest)
    room = SLICE
    for number, work in enumerate(PARTS, 1):
        room = work(uow, room) if number >= part else room
        if room <= 0:
            return Tick(part=number)
    return Tick()


def settle_offices(uow: UnitOfWork, room: int) -> int:
    """Bring some offices to today: what its admins hear of a new day, and the cards of all; return the room that is left."""
    waiting = uow.kantor.unsettled(OFFICES)
    for one in waiting:
        if room <= 0:
            return 0
        if not one.after:
            begin_day(uow, one)
        room -= follow_posts(uow, one, room)
    return room if len(waiting) < OFFICES else 0


def begin_day(uow: UnitOfWork, one: Brought) -> None:
    """Tell the admins of an office what they hear of a new day."""
    if one.since is not None and one.since < one.today:
        tell_ujung(uow, one.kantor_id, one.since)
    warn_of_next_year(uow, one.kantor_id, one.today)
    expect_offers(uow, one.kantor_id, one.today)


def remind_due(uow: UnitOfWork, room: int) -> int:
    """Owe what is due about some open tugas, and look at each of them again when something may be; return the room that is left."""
    found = uow.pengingat.due(uow.now, room)
    turns = [(due, turn_of(uow, due)) for due in found]
    uow.pengingat.remind_at(
        {due.tugas.id: giliran.next_at if giliran else None for due, giliran in turns}
    )
    rungs = {
        Pengingat(
            kantor_id=due.kantor_id,
            tugas_id=due.tugas.id,
            jenis=anak.jenis.value,
            slot=anak.slot,
        ): (due, anak.jenis)
        for due, giliran in turns
        if giliran is not None
        for anak in giliran.due
    }
    late = [due for due, _ in rungs.values()]  # what is left of their time has changed
    begun = [due for due in found if has_begun(due.tugas, uow.now)]  # they note who attends now
    uow.kartu.owe_all_again(
        list(dict.fromkeys(due.tugas.id for due in (*late, *begun))),
        boards=list(dict.fromkeys(due.berkas_id for due in late)),
    )
    new = uow.pengingat.record(rungs, uow.now)
    remind(
        uow, (Said(due=due, jenis=jenis) for rung, (due, jenis) in rungs.items() if rung in new)
    )
    return room - len(found)


PARTS: Final[tuple[Callable[[UnitOfWork, int], int], ...]] = (
    reissue_cards,
    settle_offices,
    report_ended,
    offer_starts,
    remind_due,
)
"""What a tick does, in order, after it has looked at the clock: each has room for so many tugas, and returns what is left
of it; none where others wait."""


def next_moment(uow: UnitOfWork) -> datetime | None:
    """Return when a tick may have something to do next."""
    found = (
        uow.pengingat.next_due(),
        next_handover(uow),
        next_offer(uow),
        next_confirmation_end(uow),
    )
    return min((moment for moment in found if moment is not None), default=None)


def has_begun(tugas: Tugas, now: datetime) -> bool:
    """Tell whether the rapat of a tugas is under way, or over."""
    return tugas.facts.rapat is not None and tugas.facts.rapat.mulai <= now


def turn_of(uow: UnitOfWork, due: TugasDue) -> Giliran | None:
    """Return what is owed about an open tugas now; None where nothing runs out.

    A rapat is looked at when it begins as well.
    """
    rapat, turn = due.tugas.facts.rapat, ladder_of(uow, due)
    if rapat is None or rapat.mulai <= uow.now:
        return turn
    begins = rapat.mulai.astimezone(UTC)
    return Giliran(turn.due, min(turn.next_at, begins)) if turn else Giliran((), begins)


def ladder_of(uow: UnitOfWork, due: TugasDue) -> Giliran | None:
    """Return what the ladder of reminders owes about an open tugas now."""
    jam_kerja = uow.kantor.jam_kerja(due.kantor_id)
    if due.tugas.is_still_at(uow.now):
        return Giliran((), digest_beyond(jam_kerja, uow.now))
    terbuka = as_open(uow, due)
    return look(terbuka, jam_kerja, uow.now) if terbuka else None


def as_open(uow: UnitOfWork, due: TugasDue) -> TugasTerbuka | None:
    """Return an open tugas as the ladder sees it; None where nothing runs out."""
    tugas = due.tugas
    if tugas.tenggat is None or tugas.facts.only_attends:
        return None
    waktu = uow.sop.get(due.sop_id).langkah_of(tugas.langkah).waktu_of(tugas.tahap)
    ditunda = tugas.facts.ditunda
    return TugasTerbuka(
        dibuka_at=tugas.dibuka_at,
        tenggat=tugas.tenggat,
        waktu=waktu,
        ditunda_sampai=ditunda.sampai if ditunda else None,
        ditanggapi_at=tugas.facts.ditanggapi,
    )
