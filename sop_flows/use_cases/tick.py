"""The tick: which rungs are said now."""

from datetime import UTC, datetime

from sop_flows.engine.berkas import Tugas
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.layar.pengingat import SempatMati
from sop_flows.ports.records import KartuTugas, Loaded, Pengingat, TugasDue
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.again import next_offer, offer_starts
from sop_flows.use_cases.berkas.ujung import tell_ujung
from sop_flows.use_cases.jabatan.holders import next_handover, recipients_of
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.jam import hold
from sop_flows.use_cases.kantor.kalender import warn_of_next_year
from sop_flows.use_cases.pegawai.penugasan import report_ended
from sop_flows.use_cases.reminders import Said, remind
from sop_flows.use_cases.say import is_silent, tell
from sop_flows.use_cases.tugas.konfirmasi import end_confirmations, next_confirmation_end
from sop_flows.use_cases.tugas.pembaruan import follow_posts
from sop_flows.waktu.pengingat import Giliran, TugasTerbuka, digest_beyond, look

BATCH = 500
OFFICES = 50  # brought to a new day in one tick, at most


def run_tick(uow: UnitOfWork) -> datetime | None:
    """Owe every reminder that is due; or nothing, where the clock was set back: return what it stands before.

    A missed, doubled or late tick changes nothing: what was said is a row.
    """
    end_confirmations(uow)
    if (newest := hold(uow)) is not None:
        return newest
    settle_offices(uow)
    report_ended(uow)
    offer_starts(uow)
    remind_due(uow)
    return None


def settle_offices(uow: UnitOfWork) -> None:
    """Bring some offices to today: what its admins hear of a new day, and the cards of all."""
    for kantor_id, since, today in uow.kantor.unsettled(OFFICES):
        if since is not None and since < today:
            tell_ujung(uow, kantor_id, since)
        warn_of_next_year(uow, kantor_id, today)
        follow_posts(uow, kantor_id, since, today)


def remind_due(uow: UnitOfWork) -> None:
    """Owe what is due about open tugas, and look at each of them again when something may be."""
    found = uow.pengingat.due(uow.now, BATCH)
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
    if due.tugas.is_waiting or due.tugas.jeda_at(uow.now) is not None:
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
        tugas_id=tugas.id,
        dibuka_at=tugas.dibuka_at,
        tenggat=tugas.tenggat,
        waktu=waktu,
        ditunda_sampai=ditunda.sampai if ditunda else None,
        ditanggapi_at=tugas.facts.ditanggapi,
    )


def reissue_cards(uow: UnitOfWork, *, mati: datetime, hidup: datetime) -> int:
    """Send every card that asks for an aksi anew after a gap that outlived taps; return how many.

    Args:
        mati: When taps were last known to come in, aware.
        hidup: When they came in again, aware.
    """
    told: set[int] = set()
    sent = 0
    for kartu in uow.kartu.of_open_tugas():
        found = uow.berkas.load_tugas(kartu.tugas_id)
        if found is None or not asks(uow, kartu, found):
            continue
        kantor_id, segera = found.berkas.kantor_id, found.berkas.keadaan.segera
        if kartu.chat_id not in told:
            told.add(kartu.chat_id)
            zona = uow.kantor.jam_kerja(kantor_id).zona
            told_of = SempatMati(mati=mati, hidup=hidup, zona=zona.key)
            tell(uow, kantor_id, [(kartu.chat_id, told_of)], segera=segera)
        uow.outbox.add(
            Kiriman(
                chat_id=kartu.chat_id,
                kantor_id=kantor_id,
                kartu_id=kartu.id,
                isi=LayarKartu(),
                baru=True,
                senyap=is_silent(uow, kantor_id, segera=segera),
            )
        )
        sent += 1
    return sent


def asks(uow: UnitOfWork, kartu: KartuTugas, loaded: Loaded) -> bool:
    """Tell whether a card asks its person for an aksi today; one that waits for answers does not."""
    if loaded.tugas.is_waiting:
        return False
    today = local_date(uow, kartu.kantor_id)
    people = recipients_of(uow, kartu.kantor_id, loaded.tugas, today)
    return any(person.chat_id == kartu.chat_id for person in people)
