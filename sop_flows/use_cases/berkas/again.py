"""Offering to start an SOP again, once the periode that it reports on is over.

1. Only what ran before is offered: who measures each triwulan is reminded, nobody else is.
2. The offer comes in the morning of the first working day after the periode, or later in the first
   third of the next one if it was missed; once per SOP and periode, and never where a berkas of it
   exists. An SOP that runs once per occasion is never offered.
3. An office is looked at once a day, when it opens: not at every tick, and not where no periode began lately.
4. Whoever may start several gets one message of them: a list on the phone, which says what is true. What is
   started loses its button there, on every phone.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final

from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Berulang, Daftar, KartuDaftar, SopAktif
from sop_flows.ports.reminders import OwedReminder, Pembaca
from sop_flows.ports.tawaran import BarisTawaran, TawaranView
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.rencana import outlook
from sop_flows.use_cases.berkas.start import finished_of, running_of
from sop_flows.use_cases.jabatan.holders import joined_holders
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import is_silent
from sop_flows.waktu.periode import LENGTH, Periode

OFFICES: Final = 2
"""Offices that are looked at in one unit of work, at most."""


def expect_offers(uow: UnitOfWork, kantor_id: int, today: date) -> None:
    """Let an office be looked at when it opens today, if that may bring an offer."""
    jam_kerja = uow.kantor.jam_kerja(kantor_id)
    has_over = jam_kerja.sesi_of(today) and just_over(today)
    uow.kantor.offer_at(kantor_id, jam_kerja.open_of(today) if has_over else None)


def offer_starts(uow: UnitOfWork, room: int) -> int:
    """Ask who holds the pemrakarsa posts of some offices whether to start what the past periode needs.

    Returns the room that is left: each who is asked takes some; none where other offices wait.
    """
    offices = uow.kantor.offering(OFFICES)
    by_day: dict[date, list[int]] = {}
    for kantor_id in offices:
        uow.kantor.offer_at(kantor_id, None)
        by_day.setdefault(local_date(uow, kantor_id), []).append(kantor_id)
    asked: dict[Pembaca, int] = {}
    for day, some in by_day.items():
        for one in repeated(uow, just_over(day), some):
            if uow.now >= morning_after(uow, one) and uow.pengingat.record_offer(one, uow.now):
                asked |= readers_of(uow, one)
    uow.reminders.owe(owed_to(uow, reader, pegawai_id) for reader, pegawai_id in asked.items())
    return room - len(asked) if len(offices) < OFFICES else 0


def readers_of(uow: UnitOfWork, one: Berulang) -> dict[Pembaca, int]:
    """Return whose list of offers tells of an SOP, each with their employee."""
    return {
        Pembaca(one.kantor_id, person.chat_id, Daftar.TAWARAN): person.pegawai_id
        for person in starters_of(uow, one)
        if person.chat_id is not None
    }


def owed_to(uow: UnitOfWork, reader: Pembaca, pegawai_id: int) -> OwedReminder:
    """Return the list of offers of somebody as it leaves, in the place of the one before."""
    return OwedReminder(
        pembaca=reader,
        pegawai_id=pegawai_id,
        disebut=(),
        senyap=is_silent(uow, reader.kantor_id),
        lane=Lane.MASSAL,
    )


def just_over(day: date) -> list[Periode]:
    """Return the periode after which it is early on a day, of every kind that comes again."""
    return [one.previous for one in under_way(day) if one.is_early(day)]


def next_offer(uow: UnitOfWork) -> datetime | None:
    """Return the next moment at which something is offered, as far as is known now."""
    today = uow.now.date()
    ahead = [each for one in under_way(today) for each in (one.previous, one)]
    offices = [kantor.id for kantor in uow.kantor.all()]
    moments = (morning_after(uow, one) for one in repeated(uow, ahead, offices))
    return min((moment for moment in moments if moment > uow.now), default=None)


def under_way(day: date) -> tuple[Periode, ...]:
    """Return the periode of every kind that comes again in which a day lies."""
    return tuple(Periode.at(jenis, day) for jenis in LENGTH)


def repeated(
    uow: UnitOfWork, periode: Iterable[Periode], offices: Collection[int]
) -> Iterable[Berulang]:
    """Yield what ran before in some offices and may be offered, if its SOP still runs by that kind of periode."""
    wanted = tuple(periode)
    for one in uow.pengingat.repeated(wanted, offices) if wanted else ():
        if uow.sop.get(one.sop_id).periode is one.periode.jenis:
            yield one


def morning_after(uow: UnitOfWork, one: Berulang) -> datetime:
    """Return when the first working day after its periode begins."""
    jam_kerja = uow.kantor.jam_kerja(one.kantor_id)
    return jam_kerja.open_of(jam_kerja.add_hari_kerja(one.periode.selesai, 1))


def starters_of(uow: UnitOfWork, one: Berulang) -> tuple[Pemegang, ...]:
    """Return who holds a post itself today that starts an SOP, and has joined."""
    today = local_date(uow, one.kantor_id)
    posts = uow.sop.kolom_of(one.kantor_id, one.sop_id, uow.sop.get(one.sop_id).pemrakarsa)
    return tuple(p for post in posts for p in joined_holders(uow, one.kantor_id, post, today))


# What it says


def view_offers(uow: UnitOfWork, kartu: KartuDaftar) -> TawaranView:
    """Return what somebody is offered to start in an office now, with what was started of it."""
    kantor_id = kartu.kantor_id
    over = [one.previous for one in under_way(local_date(uow, kantor_id))]
    return TawaranView(
        kantor=uow.kantor.get(kantor_id).nama,
        baris=tuple(
            describe(uow, one)
            for one in uow.pengingat.offered(kantor_id, over)
            if any(person.chat_id == kartu.chat_id for person in starters_of(uow, one))
        ),
    )


def describe(uow: UnitOfWork, one: Berulang) -> BarisTawaran:
    """Return an SOP as it is offered, or by which berkas it was started."""
    aktif = SopAktif(id=one.sop_id, sop=uow.sop.get(one.sop_id))
    at = (uow.berkas, one.kantor_id, aktif, one.periode)
    berkas = running_of(*at) or finished_of(*at)
    return BarisTawaran(
        sop_id=one.sop_id,
        nama=aktif.sop.nama,
        periode=one.periode,
        prospek=None if berkas else outlook(uow, one.kantor_id, aktif.sop, one.periode),
        berkas=berkas,
    )
