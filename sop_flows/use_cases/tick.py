"""The tick: who is owed a reminder now, merged into one message per person."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from sop_flows.engine.berkas import TINDAK_LANJUT, Berkas, Tugas
from sop_flows.engine.kerja import KERJA
from sop_flows.engine.offer import CLOSING
from sop_flows.errors import NotAllowed, NotFound
from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.records import Kartu, Loaded, TugasDue
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.again import next_offer, offer_starts
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.holders import above, follow_posts, next_handover, recipients_of
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.pegawai.penugasan import report_ended
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.konfirmasi import end_confirmations, next_confirmation_end
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.pengingat import (
    Giliran,
    JenisPengingat,
    TugasTerbuka,
    digest_beyond,
    look,
)

BATCH = 500
LAYAR = {JenisPengingat.ATASAN: "eskalasi", JenisPengingat.KEPALA: "pekanan"}
NUDGE_PAUSE = timedelta(hours=2)


def run_tick(uow: UnitOfWork) -> None:
    """Owe every reminder that is due.

    A missed, doubled or late tick changes nothing: what was said is a row.
    """
    follow_posts(uow)
    report_ended(uow)
    offer_starts(uow)
    end_confirmations(uow)
    reminders: dict[tuple[int, int, str], list[dict[str, Any]]] = defaultdict(list)
    silent: dict[tuple[int, int, str], bool] = {}
    for due in uow.berkas.due(uow.now, BATCH):
        jam_kerja = uow.kantor.jam_kerja(due.kantor_id)
        giliran = turn_of(uow, due, jam_kerja)
        if giliran is None:
            uow.berkas.remind_at(due.tugas.id or 0, None)
            continue
        if giliran.due:
            show_lateness(uow, due)
        for anak in giliran.due:
            if not uow.berkas.record_reminder(
                due.kantor_id, due.tugas.id or 0, anak.jenis.value, anak.slot, uow.now
            ):
                continue
            layar = LAYAR.get(anak.jenis, "pengingat")
            for person in owed_to(uow, due, anak.jenis):
                key = (due.kantor_id, person.chat_id or 0, layar)
                reminders[key].append(describe(uow, due, anak.jenis, jam_kerja))
                silent[key] = silent.get(key, True) and anak.jenis.is_silent
        uow.berkas.remind_at(due.tugas.id or 0, giliran.next_at)
    for (kantor_id, chat_id, layar), lines in reminders.items():
        uow.outbox.add(
            Kiriman(
                chat_id=chat_id,
                kantor_id=kantor_id,
                layar=layar,
                isi={"tugas": lines},
                lane=Lane.MASSAL,
                senyap=silent[kantor_id, chat_id, layar],
            )
        )


def show_lateness(uow: UnitOfWork, due: TugasDue) -> None:
    """Owe the cards and the board of a tugas a redraw: what is left of its time has changed."""
    uow.kartu.owe_all_again([due.tugas.id or 0])
    berkas, _ = uow.berkas.get(due.berkas_id)
    starter = uow.pegawai.person(due.kantor_id, berkas.dimulai_oleh)
    if starter.chat_id is not None:
        uow.kartu.owe_board_again(due.berkas_id, starter.chat_id)


def next_moment(uow: UnitOfWork) -> datetime | None:
    """Return when a tick may have something to do next."""
    found = (
        uow.berkas.next_due(),
        next_handover(uow),
        next_offer(uow),
        next_confirmation_end(uow),
    )
    return min((moment for moment in found if moment is not None), default=None)


def turn_of(uow: UnitOfWork, due: TugasDue, jam_kerja: JamKerja) -> Giliran | None:
    """Return what is owed about an open tugas now; None where nothing runs out."""
    if due.tugas.is_waiting:
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
        tugas_id=tugas.id or 0,
        dibuka_at=tugas.dibuka_at,
        tenggat=tugas.tenggat,
        waktu=waktu,
        ditunda_sampai=ditunda.sampai if ditunda else None,
        ditanggapi_at=tugas.facts.ditanggapi,
    )


def owed_to(uow: UnitOfWork, due: TugasDue, jenis: JenisPengingat) -> tuple[Pemegang, ...]:
    """Return who hears of a rung and can be reached: the holders, their atasan, or the head."""
    today = local_date(uow, due.kantor_id)
    if jenis.is_for_holder:
        people = recipients_of(uow, due.kantor_id, due.tugas, today)
    elif jenis is JenisPengingat.KEPALA:
        heads = above(uow.kantor.jabatan(due.kantor_id), due.tugas.jabatan_id)[-1:]
        people = tuple(p for h in heads for p in uow.pegawai.pemegang(due.kantor_id, h, today))
    else:
        atasan = uow.kantor.jabatan(due.kantor_id)[due.tugas.jabatan_id].atasan_id
        people = uow.pegawai.pemegang(due.kantor_id, atasan, today) if atasan else ()
        berkas, _ = uow.berkas.get(due.berkas_id)
        starter = uow.pegawai.person(due.kantor_id, berkas.dimulai_oleh)
        people = (*people, starter)
    return tuple({p.chat_id: p for p in people if p.chat_id is not None}.values())


def describe(
    uow: UnitOfWork, due: TugasDue, jenis: JenisPengingat, jam_kerja: JamKerja
) -> dict[str, Any]:
    """Return one line of a reminder as facts."""
    tugas = due.tugas
    berkas, _ = uow.berkas.get(due.berkas_id)
    langkah = uow.sop.get(due.sop_id).langkah_of(tugas.langkah)
    units = uow.kantor.unit(due.kantor_id)
    today = local_date(uow, due.kantor_id)
    formulir = uow.kinerja.formulir(berkas.id, tugas.unit_id) if tugas.unit_id else None
    return {
        "jenis": jenis.value,
        "tugas": tugas.id,
        "nomor": tugas.nomor,
        "kantor": uow.kantor.get(due.kantor_id).nama,
        "zona": jam_kerja.zona.key,
        "berkas": berkas.nomor,
        "judul": berkas.judul,
        "langkah": langkah.no,
        "singkat": langkah.singkat,
        "samping": tugas.samping,
        "tindak_lanjut": tugas.facts.tindak_lanjut,
        "unit": units[tugas.unit_id].nama if tugas.unit_id else "",
        "jabatan": uow.kantor.jabatan(due.kantor_id)[tugas.jabatan_id].nama,
        "siapa": [p.nama for p in recipients_of(uow, due.kantor_id, tugas, today)],
        "waktu": "" if tugas.tahap == TINDAK_LANJUT else str(langkah.waktu_of(tugas.tahap)),
        "dibuka_at": tugas.dibuka_at.isoformat(),
        "tenggat": tugas.tenggat.isoformat() if tugas.tenggat else None,
        "dilihat_at": tugas.dilihat_at.isoformat() if tugas.dilihat_at else None,
        "terisi": [
            sum(n.is_filled for n in formulir.nilai),
            len(formulir.nilai),
        ]
        if formulir
        else None,
    }


def remind_late(uow: UnitOfWork, *, user_id: int, berkas_id: int) -> int:
    """Remind those who are late in a berkas now, at the wish of its starter; return how many.

    Raises:
        NotAllowed: The user neither starts this SOP nor administers the office.
        NotFound: Nobody is late, or all were reminded within two hours.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    check_watches(uow, user_id, berkas, sop_id)
    jam_kerja = uow.kantor.jam_kerja(berkas.kantor_id)
    reminders: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for tugas in berkas.terbuka:
        if not is_to_remind(uow, berkas.kantor_id, tugas):
            continue
        due = TugasDue(tugas=tugas, berkas_id=berkas_id, kantor_id=berkas.kantor_id, sop_id=sop_id)
        line = describe(uow, due, JenisPengingat.HARIAN, jam_kerja)
        for person in owed_to(uow, due, JenisPengingat.HARIAN):
            reminders[person.chat_id or 0].append(line)
    if not reminders:
        raise NotFound
    uow.outbox.add(
        *(
            Kiriman(
                chat_id=chat,
                kantor_id=berkas.kantor_id,
                layar="pengingat",
                isi={"tugas": lines, "diminta": True},
                senyap=not jam_kerja.is_open(uow.now),
            )
            for chat, lines in reminders.items()
        )
    )
    return len(reminders)


def check_watches(uow: UnitOfWork, user_id: int, berkas: Berkas, sop_id: int) -> None:
    """Refuse those who neither start this SOP nor administer the office."""
    starters = uow.sop.kolom_of(berkas.kantor_id, sop_id, uow.sop.get(sop_id).pemrakarsa)
    for orang in people_of(uow, user_id):
        if orang.kantor_id == berkas.kantor_id and orang.watches(starters):
            return
    raise NotAllowed


def is_to_remind(uow: UnitOfWork, kantor_id: int, tugas: Tugas) -> bool:
    """Tell whether a tugas is late and nobody asked for a reminder within two hours."""
    if not tugas.is_late_at(uow.now):
        return False
    slot = f"{uow.now.timestamp() // NUDGE_PAUSE.total_seconds():.0f}"
    return uow.berkas.record_reminder(kantor_id, tugas.id or 0, "diminta", slot, uow.now)


DECISIONS = frozenset(minta for minta, kerja in CLOSING.items() if KERJA[kerja].is_signed)


def reissue_decisions(uow: UnitOfWork, *, mati: datetime, hidup: datetime) -> int:
    """Send every open decision anew after an outage that outlived taps; return how many cards.

    Args:
        mati: When the bot was last known to live, aware.
        hidup: When it came back, aware.
    """
    told: set[int] = set()
    sent = 0
    for kartu in uow.kartu.of_open_tugas():
        found = uow.berkas.load_tugas(kartu.tugas_id or 0)
        if found is None or not is_to_decide(uow, kartu, found):
            continue
        kantor_id = found.berkas.kantor_id
        if kartu.chat_id not in told:
            told.add(kartu.chat_id)
            facts = {
                "mati": mati.isoformat(),
                "hidup": hidup.isoformat(),
                "zona": uow.kantor.jam_kerja(kantor_id).zona.key,
            }
            say(uow, kartu.chat_id, kantor_id, "sempat_mati", facts)
        uow.kartu.owe_again(kartu.tugas_id or 0, kartu.chat_id, new=True)
        sent += 1
    return sent


def is_to_decide(uow: UnitOfWork, kartu: Kartu, loaded: Loaded) -> bool:
    """Tell whether a card asks for a decision that is its person's today."""
    tugas = loaded.tugas
    tahap = uow.sop.get(loaded.sop_id).tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta not in DECISIONS:
        return False
    today = local_date(uow, kartu.kantor_id)
    people = recipients_of(uow, kartu.kantor_id, tugas, today)
    return any(person.chat_id == kartu.chat_id for person in people)
