"""Offering to start an SOP again, once the triwulan that it reports on is over.

1. Only what ran before is offered: who measures each triwulan is reminded, nobody else is.
2. The offer comes in the morning of the first working day after the triwulan, or later in that
   month if it was missed; once per SOP and triwulan, and never where a berkas of it exists.
3. Outside the first month of a triwulan a tick asks nothing.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.mulai import TawaranMulai
from sop_flows.ports.records import Berulang
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.start import Periode, calendar_period
from sop_flows.use_cases.jabatan.who import local_date

AHEAD = timedelta(hours=14)  # how far the earliest zone is before UTC


def offer_starts(uow: UnitOfWork) -> None:
    """Ask the holders of the pemrakarsa post whether to start what the past triwulan needs."""
    today = (uow.now + AHEAD).date()
    if (today.month - 1) % 3:
        return
    periode = calendar_period(today.replace(day=1) - timedelta(days=1))
    for one in uow.pengingat.repeated(*periode):
        if uow.now < morning_after(uow, one.kantor_id, periode):
            continue
        if not uow.sop.get(one.sop_id).is_bebas and uow.pengingat.record_offer(
            one, *periode, uow.now
        ):
            uow.outbox.add(*offers_of(uow, one, periode))


def next_offer(uow: UnitOfWork) -> datetime | None:
    """Return the next moment at which something is offered, as far as is known now."""
    today = uow.now.date()
    past = calendar_period(today.replace(day=1) - timedelta(days=1))
    moments = (
        morning_after(uow, one.kantor_id, periode)
        for periode in {past, calendar_period(today)}
        for one in uow.pengingat.repeated(*periode)
        if not uow.sop.get(one.sop_id).is_bebas
    )
    return min((moment for moment in moments if moment > uow.now), default=None)


def morning_after(uow: UnitOfWork, kantor_id: int, periode: Periode) -> datetime:
    """Return when the first working day after a triwulan begins."""
    tahun, triwulan = periode
    months = tahun * 12 + triwulan * 3
    last = date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
    jam_kerja = uow.kantor.jam_kerja(kantor_id)
    return jam_kerja.open_of(jam_kerja.add_hari_kerja(last, 1))


def offers_of(uow: UnitOfWork, one: Berulang, periode: Periode) -> Iterable[Kiriman]:
    """Yield the offer for everybody who may take it and can be reached."""
    sop = uow.sop.get(one.sop_id)
    isi = TawaranMulai(
        sop=one.sop_id,
        nama=sop.nama,
        kantor=uow.kantor.get(one.kantor_id).nama,
        tahun=periode[0],
        triwulan=periode[1],
    )
    today = local_date(uow, one.kantor_id)
    posts = uow.sop.kolom_of(one.kantor_id, one.sop_id, sop.pemrakarsa)
    holders = [p for post in posts for p in uow.pegawai.pemegang(one.kantor_id, post, today)]
    for chat_id in {p.chat_id: p for p in holders if p.chat_id is not None and not p.is_wakil}:
        yield Kiriman(
            chat_id=chat_id,
            kantor_id=one.kantor_id,
            isi=isi,
            lane=Lane.MASSAL,
        )
