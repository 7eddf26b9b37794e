"""The one reminder that a person has in an office: what it names, and what it says when it is sent.

1. A rung sends it anew, with all that it named before and is not done: the message before goes away.
2. What it says of a tugas is read when it is sent. Of one that is closed, put off, or due later now, it
   says that; of one that is somebody else's now, nothing.
3. Who has a tugas is reminded of it, and who oversees it is asked for a word; nobody is both.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from datetime import date, datetime
from typing import NamedTuple

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.alihan import may_hand_on
from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.layar.isi import Pejabat
from sop_flows.ports.records import Daftar, KartuDaftar, TugasDue
from sop_flows.ports.reminders import (
    Akhir,
    BarisAkhir,
    BarisPengingat,
    Disebut,
    OwedReminder,
    Pembaca,
    PengingatView,
    SebabPutus,
    Sebagai,
    Standing,
    Terakhir,
)
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.place import Samping
from sop_flows.use_cases.jabatan.holders import above, people_above, recipients_now, recipients_of
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import is_silent
from sop_flows.use_cases.tugas.calon_sekaligus import offer_several
from sop_flows.use_cases.tugas.tambahan import may_ask, runs_out
from sop_flows.waktu.pengingat import JenisPengingat, days_late


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A rung that is said now; ``diminta`` by who watches the berkas, or by ``oleh``."""

    due: TugasDue
    jenis: JenisPengingat
    diminta: bool = False
    oleh: Pejabat | None = None


class Audience(NamedTuple):
    """Who hears of a rung, on which list, and whether as those who oversee the tugas."""

    people: tuple[Pemegang, ...]
    daftar: Daftar
    diawasi: bool


@dataclass(slots=True)
class Heard:
    """What one person hears of, by tugas, and whether any of it makes a sound."""

    pegawai_id: int
    named: dict[int, Disebut] = field(default_factory=dict)
    is_loud: bool = False


def remind(uow: UnitOfWork, said: Iterable[Said], *, lane: Lane = Lane.MASSAL) -> int:
    """Owe each person who hears of these rungs one reminder of them, and of what it named before.

    Returns how many people that are.
    """
    heard = hear(uow, tuple(said))
    named = {reader: mine.named for reader, mine in heard.items()}
    before = uow.reminders.standing(named, uow.now)
    uow.reminders.owe(
        OwedReminder(
            pembaca=reader,
            pegawai_id=mine.pegawai_id,
            disebut=carry_on(before[reader], mine.named, uow.now),
            dilepas=let_go(before[reader], mine.named, uow.now),
            senyap=not mine.is_loud,
            lane=lane,
        )
        for reader, mine in heard.items()
    )
    return len(heard)


def hear(uow: UnitOfWork, rungs: Collection[Said]) -> Mapping[Pembaca, Heard]:
    """Return what each person hears of these rungs."""
    days = {id: local_date(uow, id) for id in {one.due.kantor_id: None for one in rungs}}
    for kantor_id, today in days.items():
        uow.pegawai.look_up(kantor_id, None, today)
    is_quiet = {kantor_id: is_silent(uow, kantor_id) for kantor_id in days}
    kini = {one.due.tugas.id: stands_now(one.due, uow.now) for one in rungs}
    heard: dict[Pembaca, Heard] = {}
    for one in rungs:
        kantor_id, tugas_id = one.due.kantor_id, one.due.tugas.id
        found, daftar, diawasi = audience(uow, one.due, one.jenis, days[kantor_id])
        for person in found:
            if person.chat_id is None:
                continue
            reader = Pembaca(kantor_id, person.chat_id, daftar)
            mine = heard.get(reader)
            if mine is None:
                mine = heard[reader] = Heard(person.pegawai_id)
            if diawasi and tugas_id in mine.named:
                continue
            mine.named[tugas_id] = Disebut(
                tugas_id=tugas_id,
                diawasi=diawasi,
                diminta=one.diminta,
                oleh=one.oleh,
                kini=kini[tugas_id],
            )
            mine.is_loud |= not (one.jenis.is_silent or is_quiet[kantor_id])
    return heard


def stands_now(due: TugasDue, now: datetime) -> Terakhir:
    """Return what is true of a tugas that a reminder names now."""
    return Terakhir(
        at=now,
        dilihat=due.tugas.dilihat_at is not None,
        tenggat=due.tugas.tenggat,
        terisi=due.terisi,
    )


def carry_on(
    before: Iterable[Standing], named: Mapping[int, Disebut], now: datetime
) -> tuple[Disebut, ...]:
    """Return what a new reminder puts otherwise than the one before: these tugas, and what was asked for.

    That is told as asked for once.
    """
    stood = {one.disebut.tugas_id: one for one in before}
    new = (
        replace(one, lalu=stood[id].disebut.kini) if id in stood else one
        for id, one in named.items()
    )
    kept = (
        replace(one.disebut, diminta=False, oleh=None)
        for id, one in stood.items()
        if id not in named and is_still_due(one, now) and one.disebut.is_asked_for
    )
    return (*new, *kept)


def let_go(
    before: Iterable[Standing], named: Mapping[int, Disebut], now: datetime
) -> frozenset[int]:
    """Return the tugas of the reminder before that a new one does not name: they are due later now."""
    stood = {one.disebut.tugas_id: one for one in before}
    return frozenset(
        id for id, one in stood.items() if id not in named and not is_still_due(one, now)
    )


def is_still_due(one: Standing, now: datetime) -> bool:
    """Tell whether a reminder goes on naming a tugas: its tenggat has passed, or is the same."""
    return one.tenggat is not None and (
        one.tenggat <= now or one.tenggat == one.disebut.kini.tenggat
    )


# Who hears


def audience(uow: UnitOfWork, due: TugasDue, jenis: JenisPengingat, today: date) -> Audience:
    """Return who hears of a rung on a day, and how it is put to them.

    What no holder can read goes to the nearest atasan who can: a reminder does not vanish because
    somebody has no account, or blocks the bot.
    """
    holders = recipients_of(uow, due.kantor_id, due.tugas, today)
    if jenis is JenisPengingat.KEPALA:
        return Audience(who_acts(heads_over(uow, due, today)), Daftar.PEKANAN, diawasi=True)
    if jenis is JenisPengingat.ATASAN:
        own = {person.pegawai_id for person in holders}
        told = tuple(p for p in told_of_delay(uow, due, today) if p.pegawai_id not in own)
        return Audience(told, Daftar.PENGINGAT, diawasi=True)
    if any(person.can_read for person in holders):
        return Audience(who_acts(holders), Daftar.PENGINGAT, diawasi=False)
    instead = people_above(uow, due.kantor_id, (due.tugas.jabatan_id,))
    return Audience(instead, Daftar.PENGINGAT, diawasi=True)


def who_acts(people: tuple[Pemegang, ...]) -> tuple[Pemegang, ...]:
    """Return who of the holders of a post is turned to: its Plh. where there is one, for the holder is away."""
    lent = tuple(one for one in people if one.penugasan is Penugasan.PLH and one.can_read)
    return lent or people


def heads_over(uow: UnitOfWork, due: TugasDue, today: date) -> tuple[Pemegang, ...]:
    """Return who holds the highest post above the one that has a tugas on a day."""
    heads = above(uow.kantor.jabatan(due.kantor_id), due.tugas.jabatan_id)[-1:]
    return tuple(p for head in heads for p in uow.pegawai.pemegang(due.kantor_id, head, today))


def told_of_delay(uow: UnitOfWork, due: TugasDue, today: date) -> tuple[Pemegang, ...]:
    """Return who hears on a day that a tugas is a working day late: the atasan of its post, and who started it."""
    atasan = uow.kantor.jabatan(due.kantor_id)[due.tugas.jabatan_id].atasan_id
    people = uow.pegawai.pemegang(due.kantor_id, atasan, today) if atasan else ()
    return (*who_acts(people), uow.pegawai.person(due.kantor_id, due.dimulai_oleh))


def concerns(uow: UnitOfWork, due: TugasDue, disebut: Disebut, chat_id: int) -> bool:
    """Tell whether somebody still has a tugas that a reminder named to them, or oversees it."""
    if disebut.diawasi:
        return any(person.chat_id == chat_id for person in overseers(uow, due))
    people = recipients_now(uow, due.kantor_id, due.tugas)
    return any(person.chat_id == chat_id for person in people)


def overseers(uow: UnitOfWork, due: TugasDue) -> tuple[Pemegang, ...]:
    """Return who oversees a tugas: who holds a post above its own at any height, and who started its berkas."""
    today = local_date(uow, due.kantor_id)
    posts = above(uow.kantor.jabatan(due.kantor_id), due.tugas.jabatan_id)
    held = (p for post in posts for p in uow.pegawai.pemegang(due.kantor_id, post, today))
    return (uow.pegawai.person(due.kantor_id, due.dimulai_oleh), *held)


def oversees(uow: UnitOfWork, due: TugasDue, pegawai_id: int) -> bool:
    """Tell whether an employee oversees a tugas."""
    return any(person.pegawai_id == pegawai_id for person in overseers(uow, due))


# What it says


def view_reminder(uow: UnitOfWork, kartu: KartuDaftar) -> PengingatView:
    """Return what a reminder says now, the earliest tenggat first."""
    kantor_id = kartu.kantor_id
    uow.pegawai.look_up(kantor_id, None, local_date(uow, kantor_id))
    named = {one.tugas_id: one for one in uow.reminders.named_by(kartu.id)}
    found = sorted(uow.pengingat.each(named), key=lambda due: due.tugas.tenggat or uow.now)
    view: dict[str, list[BarisPengingat]] = {"tugas": [], "diawasi": []}
    ended: list[BarisAkhir] = []
    for due in found:
        disebut = named[due.tugas.id]
        if due.tugas.is_still_at(uow.now) or not concerns(uow, due, disebut, kartu.chat_id):
            continue
        line = replace(
            describe(uow, due), lalu=disebut.lalu, diminta=disebut.diminta, oleh=disebut.oleh
        )
        akhir = ending_of(uow, due, disebut, line)
        if akhir is not None:
            ended.append(akhir)
        else:
            view["diawasi" if disebut.diawasi else "tugas"].append(line)
    return PengingatView(
        daftar=kartu.daftar,
        tugas=tuple(view["tugas"]),
        diawasi=tuple(view["diawasi"]),
        akhir=tuple(ended),
        sekaligus=offer_several(uow, kartu.chat_id, kantor_id) if view["tugas"] else (),
    )


def ending_of(
    uow: UnitOfWork, due: TugasDue, disebut: Disebut, baris: BarisPengingat
) -> BarisAkhir | None:
    """Return why a reminder says nothing more of a tugas; None while it does."""
    tugas, ditunda = due.tugas, due.tugas.facts.ditunda
    if not tugas.is_open:
        return BarisAkhir(akhir=Akhir.SELESAI, baris=baris)
    if ditunda is not None and uow.now < ditunda.sampai and not disebut.diawasi:
        return BarisAkhir(akhir=Akhir.DITUNDA, baris=baris, sampai=ditunda.sampai)
    if is_still_due(Standing(disebut, tugas.tenggat), uow.now):
        return None
    return BarisAkhir(akhir=Akhir.BERGESER, baris=baris, sampai=tugas.tenggat)


def describe(uow: UnitOfWork, due: TugasDue) -> BarisPengingat:
    """Return what is true of a tugas now, as a line."""
    tugas = due.tugas
    sop = uow.sop.get(due.sop_id)
    langkah = sop.langkah_of(tugas.langkah)
    units = uow.kantor.unit(due.kantor_id)
    jam_kerja = uow.kantor.jam_kerja(due.kantor_id)
    people = recipients_now(uow, due.kantor_id, tugas)
    hari = days_late(jam_kerja, tugas.tenggat, uow.now) if tugas.tenggat else 0
    return BarisPengingat(
        jenis=rung_of(due, hari, uow.now),
        tugas=tugas.id,
        nomor=tugas.nomor,
        kantor=uow.kantor.get(due.kantor_id).nama,
        zona=jam_kerja.zona.key,
        berkas=due.nomor,
        berkas_id=due.berkas_id,
        judul=due.judul,
        periode=due.periode,
        langkah=langkah.no,
        singkat=langkah.singkat,
        samping=tugas.samping_word,
        tindak_lanjut=tugas.facts.tindak_lanjut,
        unit=units[tugas.unit_id].nama if tugas.unit_id else "",
        ronde=tugas.ronde,
        jabatan=uow.kantor.jabatan(due.kantor_id)[tugas.jabatan_id].nama,
        siapa=tuple(p.nama for p in who_acts(people)),
        sebagai=stands_as(people),
        putus=cut_off(people),
        waktu="" if tugas.tahap == Samping.TINDAK_LANJUT else str(langkah.waktu_of(tugas.tahap)),
        dibuka_at=tugas.dibuka_at,
        tenggat=tugas.tenggat,
        hari=hari,
        dilihat_at=tugas.dilihat_at,
        terisi=due.terisi,
        can_wait=tugas.facts.ditunda is None,
        can_ask=may_ask(sop, tugas, uow.now),
        can_lend=runs_out(sop, tugas),
        can_move=may_hand_on(sop, tugas),
    )


def stands_as(people: tuple[Pemegang, ...]) -> Sebagai | None:
    """Return as what those who have a tugas have it, where it is another's."""
    if any(p.is_wakil and not p.is_pemeriksa for p in people):
        return Sebagai.ATASAN
    is_lent = any(p.penugasan is Penugasan.PLH for p in who_acts(people))
    return Sebagai.PLH if is_lent else None


def cut_off(people: Collection[Pemegang]) -> SebabPutus | None:
    """Return why none of those who have a tugas can be told of it; None where somebody can, or nobody has it."""
    if not people or any(person.can_read for person in people):
        return None
    is_known = any(person.chat_id is not None for person in people)
    return SebabPutus.MENOLAK if is_known else SebabPutus.BELUM_BERGABUNG


def rung_of(due: TugasDue, hari: int, now: datetime) -> JenisPengingat:
    """Return where on the ladder its holder stands."""
    if due.tugas.tenggat is None or now < due.tugas.tenggat:
        return JenisPengingat.MENDEKATI
    return JenisPengingat.HARIAN if hari else JenisPengingat.TENGGAT
