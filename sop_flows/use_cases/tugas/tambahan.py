"""More time for an open tugas: who may give it, and what giving or refusing it brings about.

1. It is given by who oversees the tugas (``arahan``), read at every tap, and never by who has it.
2. It is asked of the nearest atasan who has joined; above whom there is none, of who started the berkas.
3. A tugas has one open request. A request ends with its answer, and with its tugas.
"""

from datetime import datetime

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.engine import changed
from sop_flows.engine.tambahan import (
    MINUTE,
    NobodyAbove,
    OwnWaktu,
    Pemberian,
    Permintaan,
    PermintaanOver,
    Tambahan,
    WaktuNotOffered,
    WaktuTooEarly,
    lengthen,
    wanted,
)
from sop_flows.jejak import Record
from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.isi import Pejabat
from sop_flows.ports.layar.waktu import (
    PermintaanWaktu,
    WaktuDiberi,
    WaktuDiminta,
    WaktuDitolak,
)
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.place import Samping
from sop_flows.use_cases.jabatan.holders import people_above, recipients_now
from sop_flows.use_cases.say import say, tell
from sop_flows.use_cases.tugas.access import load, load_own, pelaku_of
from sop_flows.use_cases.tugas.arahan import check_open, name_of, note
from sop_flows.use_cases.tugas.changes import remind_anew, store_facts
from sop_flows.use_cases.tugas.kalender import chats_of, describe

MINTA, BERI, TOLAK = "minta_waktu", "beri_waktu", "tolak_waktu"
"""The aksi of the lines of history."""


def may_ask(sop: Sop, tugas: Tugas, now: datetime) -> bool:
    """Tell whether its card offers to ask for more time: it runs, and nothing was asked already."""
    is_running = not tugas.is_still_at(now)
    return runs_out(sop, tugas) and is_running and tugas.facts.permintaan is None


def runs_out(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether an open tugas has a tenggat that can be moved.

    A rapat is put off instead, and a tanda terima asks for a tap.
    """
    tahap = sop.tahap_at(*tugas.place)
    is_fixed = tugas.tahap == Samping.TANDA_TERIMA or (
        tahap is not None and tahap.minta is Minta.RAPAT
    )
    return tugas.is_open and tugas.tenggat is not None and not is_fixed


# Asking


def asker_of(uow: UnitOfWork, actor: Actor, tugas_id: int) -> tuple[Loaded, Pelaku]:
    """Return a tugas, and the user as who may ask for more time for it now.

    Raises:
        NotYourTugas: It is not theirs.
        TugasChanged: It is closed.
        WaktuNotOffered: Time was asked for already, or nothing runs out.
        NobodyAbove: Nobody could give it.
    """
    loaded = load_own(uow, actor.user_id, tugas_id)
    if not loaded.tugas.is_open:
        raise changed(loaded.tugas)
    if not may_ask(uow.sop.get(loaded.sop_id), loaded.tugas, uow.now):
        raise WaktuNotOffered(is_asked=loaded.tugas.facts.permintaan is not None)
    if not asked_for_it(uow, loaded):
        raise NobodyAbove
    return loaded, pelaku_of(uow, actor.user_id, loaded, Kerja.SELESAI)


def asked_for_it(uow: UnitOfWork, loaded: Loaded) -> tuple[Pemegang, ...]:
    """Return who is asked for more time: the nearest atasan who have joined, or who started the berkas."""
    tugas, berkas, kantor_id = loaded.tugas, loaded.berkas, loaded.berkas.kantor_id
    own = {one.pegawai_id for one in recipients_now(uow, kantor_id, tugas)}
    if found := people_above(uow, kantor_id, (tugas.jabatan_id,), but=own):
        return found
    starter = uow.pegawai.person(kantor_id, berkas.dimulai_oleh)
    return (starter,) if starter.chat_id is not None and starter.pegawai_id not in own else ()


def ask_for(uow: UnitOfWork, actor: Actor, *, tugas_id: int, asked: Pemberian) -> None:
    """Bring a request for more time to who may give it, and say to whom it went.

    Raises:
        WaktuTooEarly: The tugas would gain nothing by it.
        Refusal: As of ``asker_of``.
    """
    loaded, pelaku = asker_of(uow, actor, tugas_id)
    tugas, berkas = loaded.tugas, loaded.berkas
    permintaan = Permintaan(
        revisi=tugas.revisi + 1,
        sebab=asked.sebab,
        sampai=asked.sampai,
        alasan=asked.alasan,
        pegawai_id=pelaku.pegawai_id,
        nama=pelaku.nama,
        jabatan=pelaku.jabatan,
        penugasan=pelaku.penugasan,
        at=uow.now,
    )
    given = added(uow, loaded, wanted(permintaan), pelaku)
    people = asked_for_it(uow, loaded)
    facts = replace(tugas.facts, permintaan=permintaan)
    stored = store_facts(uow, tugas, berkas.kantor_id, facts, lane=Lane.BIASA)
    uow.reminders.owe_again((tugas_id,))
    told = describe_request(uow, loaded, permintaan, stored.revisi, given.dari)
    note(uow, loaded, MINTA, pelaku, {"sampai": asked.sampai.isoformat(), **why(asked)})
    tell(uow, berkas.kantor_id, ((chat_id, told) for chat_id in chats_of(people)))
    uow.percakapan.drop(actor.chat_id)
    receipt = WaktuDiminta(
        nomor=tugas.nomor,
        sebab=asked.sebab,
        sampai=asked.sampai,
        zona=uow.kantor.jam_kerja(berkas.kantor_id).zona.key,
        kepada=tuple(one.nama for one in people),
    )
    say(uow, actor.chat_id, berkas.kantor_id, receipt)


def describe_request(
    uow: UnitOfWork, loaded: Loaded, asked: Permintaan, revisi: int, tenggat: datetime
) -> PermintaanWaktu:
    """Return what who may give time is told of a request for it."""
    return PermintaanWaktu(
        satu=describe(uow, loaded),
        permintaan=revisi,
        oleh=Pejabat(nama=asked.nama, jabatan=asked.jabatan, penugasan=asked.penugasan),
        sebab=asked.sebab,
        alasan=asked.alasan,
        tenggat=tenggat,
        sampai=asked.sampai,
        terlambat=late_minutes(uow, loaded),
    )


# Answering


def giver_of(uow: UnitOfWork, user_id: int, tugas_id: int) -> tuple[Loaded, Pelaku]:
    """Return an open tugas, and the user as who may give it more time today.

    Raises:
        NotYourTugas: They do not oversee it.
        TugasChanged: It is closed.
        OwnWaktu: They have it themselves.
        WaktuNotOffered: Nothing runs out.
    """
    loaded = load(uow, tugas_id)
    pelaku = check_open(uow, user_id, loaded)
    kantor_id = loaded.berkas.kantor_id
    people = recipients_now(uow, kantor_id, loaded.tugas)
    if any(one.pegawai_id == pelaku.pegawai_id for one in people):
        raise OwnWaktu
    if not runs_out(uow.sop.get(loaded.sop_id), loaded.tugas):
        raise WaktuNotOffered(is_asked=False)
    return loaded, pelaku


def request_of(loaded: Loaded, permintaan: int) -> Permintaan:
    """Return the open request of a tugas that a button names.

    Raises:
        PermintaanOver: It was answered.
    """
    asked = loaded.tugas.facts.permintaan
    if asked is None or asked.revisi != permintaan:
        raise PermintaanOver
    return asked


def grant(uow: UnitOfWork, actor: Actor, *, tugas_id: int, permintaan: int) -> None:
    """Give a tugas the time that was asked for.

    Raises:
        PermintaanOver: It was answered already.
        WaktuTooEarly: The day is over meanwhile.
        Refusal: As of ``giver_of``.
    """
    loaded, pelaku = giver_of(uow, actor.user_id, tugas_id)
    lend(uow, loaded, pelaku, actor, wanted(request_of(loaded, permintaan)))


def give(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, sampai: datetime, alasan: str = ""
) -> None:
    """Give a tugas time until the close of a day, unasked or instead of what was asked for.

    Raises:
        WaktuTooEarly: Its tenggat is later than that.
        Refusal: As of ``giver_of``.
    """
    loaded, pelaku = giver_of(uow, actor.user_id, tugas_id)
    asked = loaded.tugas.facts.permintaan
    diminta = asked.nama if asked else ""
    pemberian = Pemberian(sampai=sampai, alasan=alasan, diminta=diminta, mulai=uow.now)
    lend(uow, loaded, pelaku, actor, pemberian)


def lend(
    uow: UnitOfWork, loaded: Loaded, pelaku: Pelaku, actor: Actor, pemberian: Pemberian
) -> None:
    """Move the tenggat, begin its reminders anew, and tell who has it, who asked, and who gave."""
    given = added(uow, loaded, pemberian, pelaku)
    tugas, berkas = loaded.tugas, loaded.berkas
    facts = replace(
        tugas.facts.unanswered(), permintaan=None, tambahan=(*tugas.facts.tambahan, given)
    )
    longer = replace(tugas, tenggat=given.ke)
    remind_anew(uow, store_facts(uow, longer, berkas.kantor_id, facts, lane=Lane.BIASA))
    ends = {"dari": given.dari.isoformat(), "ke": given.ke.isoformat()}
    late = {"terlambat": minutes} if (minutes := late_minutes(uow, loaded)) else {}
    asker = {"diminta": given.diminta} if given.diminta else {}
    until = {"sampai": given.sampai.isoformat()}
    note(uow, loaded, BERI, pelaku, {**ends, **until, **why(pemberian), **asker, **late})
    told = WaktuDiberi(
        satu=describe(uow, loaded),
        oleh=name_of(pelaku),
        sebab=given.sebab,
        alasan=given.alasan,
        diminta=given.diminta,
        dari=given.dari,
        ke=given.ke,
        sampai=given.sampai,
    )
    tell_both(uow, loaded, actor, told)
    uow.kartu.owe_all_again((), boards=[berkas.id])


def refuse(
    uow: UnitOfWork, actor: Actor, *, tugas_id: int, permintaan: int, alasan: str = ""
) -> None:
    """Answer a request for more time with no, and say why.

    Raises:
        PermintaanOver: It was answered already.
        Refusal: As of ``giver_of``.
    """
    loaded, pelaku = giver_of(uow, actor.user_id, tugas_id)
    asked = request_of(loaded, permintaan)
    facts = replace(loaded.tugas.facts, permintaan=None)
    store_facts(uow, loaded.tugas, loaded.berkas.kantor_id, facts, lane=Lane.BIASA)
    uow.reminders.owe_again((tugas_id,))
    said = {"sampai": asked.sampai.isoformat(), "diminta": asked.nama}
    note(uow, loaded, TOLAK, pelaku, said | ({"catatan": alasan} if alasan else {}))
    told = WaktuDitolak(
        satu=describe(uow, loaded),
        oleh=name_of(pelaku),
        diminta=asked.nama,
        sampai=asked.sampai,
        tenggat=loaded.tugas.tenggat or asked.sampai,
        alasan=alasan,
    )
    tell_both(uow, loaded, actor, told)


# What they have in common


def added(uow: UnitOfWork, loaded: Loaded, pemberian: Pemberian, pelaku: Pelaku) -> Tambahan:
    """Return what a tugas is given.

    Raises:
        WaktuTooEarly: Its tenggat would not move, or only to what is over.
    """
    tugas, jam_kerja = loaded.tugas, uow.kantor.jam_kerja(loaded.berkas.kantor_id)
    tenggat = tugas.tenggat or pemberian.sampai
    before = tugas.facts.tambahan
    given = lengthen(jam_kerja, tenggat, before, pemberian, pelaku, uow.now)
    if given is None:
        raise WaktuTooEarly
    return given


def late_minutes(uow: UnitOfWork, loaded: Loaded) -> int:
    """Return for how many working minutes a tugas is late; 0 where it is not."""
    tugas = loaded.tugas
    if tugas.tenggat is None or not tugas.is_late_at(uow.now):
        return 0
    jam_kerja = uow.kantor.jam_kerja(loaded.berkas.kantor_id)
    return jam_kerja.between(tugas.tenggat, uow.now) // MINUTE


def why(pemberian: Pemberian) -> Record:
    """Return the reason as the history keeps it."""
    words = {"catatan": pemberian.alasan} if pemberian.alasan else {}
    return {"sebab": pemberian.sebab.value, **words}


def tell_both(uow: UnitOfWork, loaded: Loaded, actor: Actor, told: Isi) -> None:
    """Tell an answer to who has the tugas, to who asked, and to who answered."""
    kantor_id, asked = loaded.berkas.kantor_id, loaded.tugas.facts.permintaan
    people = recipients_now(uow, kantor_id, loaded.tugas)
    if asked is not None:
        people = (*people, uow.pegawai.person(kantor_id, asked.pegawai_id))
    chats = (chat_id for chat_id in chats_of(people) if chat_id != actor.chat_id)
    tell(uow, kantor_id, ((chat_id, told) for chat_id in chats))
    uow.percakapan.drop(actor.chat_id)
    say(uow, actor.chat_id, kantor_id, told)
