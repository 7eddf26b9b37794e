"""Answering a reminder: opening its tugas quiets the day; snoozing quiets until the next one, once."""

from datetime import datetime, time

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Ditunda
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import NoLongerSnoozable
from sop_flows.ports.ditanya import Tunda
from sop_flows.ports.layar.tugas import TanyaCatatan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.access import load_own
from sop_flows.use_cases.tugas.changes import change_facts
from sop_flows.waktu.jam_kerja import JamKerja

SNOOZE_UNTIL = time(9, 0)


def open_reminded(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> Tugas:
    """Send the card of a tugas anew; past its tenggat, this quiets the holder's ladder today."""
    loaded = load_own(uow, actor.user_id, tugas_id)
    tugas, berkas = loaded.tugas, loaded.berkas
    if tugas.is_open and tugas.dilihat_at is None:
        uow.berkas.see(tugas_id, uow.now)
    if tugas.is_open and tugas.tenggat is not None and uow.now >= tugas.tenggat:
        facts = replace(tugas.facts, ditanggapi=uow.now)
        change_facts(uow, tugas, berkas.kantor_id, actor.chat_id, facts)
    else:
        uow.kartu.send_anew(tugas_id, actor.chat_id)
    return tugas


def begin_snooze(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Ask why the reminders of a tugas are to wait until the next working day.

    Raises:
        NoLongerSnoozable: They waited once already, or the tugas is closed.
    """
    loaded = load_own(uow, actor.user_id, tugas_id)
    tugas, berkas = loaded.tugas, loaded.berkas
    if not tugas.is_open or tugas.facts.ditunda is not None:
        raise NoLongerSnoozable
    isi = Tunda(tugas=tugas_id)
    ask(uow, actor.chat_id, isi)
    question = TanyaCatatan(tugas=tugas_id, kerja="tunda", jenis="tunda")
    say(uow, actor.chat_id, berkas.kantor_id, question)


def snooze(uow: UnitOfWork, actor: Actor, asked: Tunda, teks: str) -> None:
    """Quiet the reminders of a tugas until the next working day, once, with a reason."""
    loaded = load_own(uow, actor.user_id, asked.tugas)
    tugas, berkas = loaded.tugas, loaded.berkas
    if not tugas.is_open or tugas.facts.ditunda is not None:
        raise NoLongerSnoozable
    check_reason(teks, Alasan.TUNDA)
    sampai = snooze_until(uow.kantor.jam_kerja(berkas.kantor_id), uow.now)
    ditunda = Ditunda(sampai=sampai, alasan=teks.strip())
    facts = replace(tugas.facts, ditunda=ditunda)
    change_facts(uow, tugas, berkas.kantor_id, actor.chat_id, facts)
    uow.reminders.owe_again((tugas.id,))


def snooze_until(jam_kerja: JamKerja, now: datetime) -> datetime:
    """Return until when a snoozed tugas is quiet: the next working day, 09.00."""
    today = now.astimezone(jam_kerja.zona).date()
    day = jam_kerja.add_hari_kerja(today, 1)
    return max(datetime.combine(day, SNOOZE_UNTIL, jam_kerja.zona), jam_kerja.open_of(day))
