"""/berhalangan: a holder says that they are away; who may appoint a Plh. gets that proposed.

1. Nothing follows by itself: the tugas stay, and so do their reminders, until somebody is appointed.
2. The atasan and the admins hear of it. Who of them may appoint is read when they tap, and that goes
   through the questions of a delegation, the post and the days being answered.
3. What was said is a line of the history, and nowhere else. A proposal names it by the moment of that line.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Pelaku, Penugasan
from sop_flows.engine.alihan import may_hand_on
from sop_flows.engine.reason import Alasan, check_reason
from sop_flows.errors import (
    NotFound,
    QuestionOver,
    Refusal,
)
from sop_flows.jejak import JejakLine, Record
from sop_flows.kantor.kantor import Pegawai, Pemegang
from sop_flows.ports.ditanya import Berhalangan, Delegasi
from sop_flows.ports.layar.berhalangan import (
    Absence,
    BerhalanganDitarik,
    BerhalanganTercatat,
    JabatanDitinggal,
    TanyaBerhalangan,
    TugasDitinggal,
    UsulPlh,
)
from sop_flows.ports.layar.delegasi import BagianDelegasi
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import above, people_above
from sop_flows.use_cases.jabatan.who import employee_in, local_date, people_of
from sop_flows.use_cases.pegawai.delegasi import MAX_TUGAS, ask_person
from sop_flows.use_cases.pegawai.hari import check_days, quick_days, read_days
from sop_flows.use_cases.pegawai.penugasan import delegable, who_delegates
from sop_flows.use_cases.say import ask, say, tell
from sop_flows.use_cases.tugas.access import load
from sop_flows.use_cases.tugas.arahan import name_in
from sop_flows.use_cases.tugas.kalender import describe
from sop_flows.use_cases.tugas.tambahan import runs_out

LAPOR, TARIK = "lapor_berhalangan", "tarik_berhalangan"
"""The aksi of the lines of history."""
SECOND: Final = timedelta(seconds=1)


@dataclass(eq=False)
class NoPostToLeave(Refusal):
    """Whoever says that they are away holds no post that a Plh. could be appointed for."""


@dataclass(eq=False)
class BerhalanganOver(Refusal):
    """A holder is not away any more: they took it back, or the days are over."""

    is_withdrawn: bool


# The questions


def begin_absence(uow: UnitOfWork, actor: Actor) -> None:
    """Ask a holder from when to when they are away.

    Raises:
        NoPostToLeave: They hold no post that a Plh. could be appointed for.
    """
    first = next(iter(left_by(uow, actor.user_id)))
    ask(uow, actor.chat_id, Berhalangan())
    days = quick_days(local_date(uow, first.kantor_id))
    say(uow, actor.chat_id, None, TanyaBerhalangan(pilihan=days))


def left_by(uow: UnitOfWork, user_id: int) -> Mapping[Pegawai, tuple[int, ...]]:
    """Return the posts that somebody would leave, by their employment in each office.

    Raises:
        NoPostToLeave: There is none: what a Plh. stands in for is given back by ending that.
    """
    held = {
        orang: tuple(p.jabatan_id for p in orang.jabatan if p.penugasan is not Penugasan.PLH)
        for orang in people_of(uow, user_id)
    }
    found = {orang: posts for orang, posts in held.items() if posts}
    if not found:
        raise NoPostToLeave
    return found


def choose_absence(uow: UnitOfWork, actor: Actor, *, mulai: date, selesai: date) -> None:
    """Take the days; why is asked next.

    Raises:
        QuestionOver: They are asked no more.
        RentangUnreadable: They are past, turned around, or longer than a year.
    """
    asked = uow.percakapan.get(actor.chat_id)
    if asked is None or not isinstance(asked.isi, Berhalangan):
        raise QuestionOver
    first = next(iter(left_by(uow, actor.user_id)))
    check_days(mulai, selesai, local_date(uow, first.kantor_id))
    ask(uow, actor.chat_id, Berhalangan(mulai=mulai, selesai=selesai))
    question = TanyaBerhalangan(mulai=mulai, selesai=selesai)
    say(uow, actor.chat_id, None, question)


def type_absence(uow: UnitOfWork, actor: Actor, asked: Berhalangan, teks: str) -> None:
    """Take days that were typed, or the reason, with which it is said.

    Raises:
        RentangUnreadable: The days cannot be read.
        ReasonRequired: It is no reason.
        NoPostToLeave: There is no post any more.
    """
    if asked.mulai is not None and asked.selesai is not None:
        check_reason(teks, Alasan.BERHALANGAN)
        tell_absence(uow, actor, asked.mulai, asked.selesai, " ".join(teks.split()))
        return
    first = next(iter(left_by(uow, actor.user_id)))
    span = read_days(teks, local_date(uow, first.kantor_id))
    choose_absence(uow, actor, mulai=span.mulai, selesai=span.selesai)


# Saying it, and taking it back


def tell_absence(uow: UnitOfWork, actor: Actor, mulai: date, selesai: date, alasan: str) -> None:
    """Write down that somebody is away, in each of their offices, and propose a Plh. there."""
    for orang, posts in left_by(uow, actor.user_id).items():
        pelaku = self_of(uow, actor.user_id, orang.kantor_id)
        said = {"mulai": mulai.isoformat(), "selesai": selesai.isoformat(), "alasan": alasan}
        line = note(uow, orang.kantor_id, LAPOR, pelaku, said)
        absence = read_absence(uow, orang.kantor_id, line)
        heard = hearers(uow, orang, posts)
        tell(uow, orang.kantor_id, propose(uow, absence, posts, heard))
        names = uow.kantor.jabatan(orang.kantor_id)
        receipt = BerhalanganTercatat(
            absence=absence,
            jabatan=tuple(names[id].nama for id in posts),
            kepada=tuple(person.nama for person in heard.values()),
            mandiri=any(one.id in posts for one in delegable(uow, orang)),
        )
        say(uow, actor.chat_id, orang.kantor_id, receipt)
    uow.percakapan.drop(actor.chat_id)


def withdraw_absence(uow: UnitOfWork, actor: Actor, *, kantor_id: int, dicatat: int) -> None:
    """Take back that the user is away, and tell whoever heard of it.

    Raises:
        NotFound: Nothing of theirs is so named.
        BerhalanganOver: That was done already, or the days are over.
    """
    orang = employee_in(uow, actor.user_id, kantor_id)
    if orang is None:
        raise NotFound
    absence = standing(uow, kantor_id, orang.id, dicatat)
    note(uow, kantor_id, TARIK, self_of(uow, actor.user_id, kantor_id), {"dicatat": dicatat})
    posts = tuple(p.jabatan_id for p in orang.jabatan if p.penugasan is not Penugasan.PLH)
    told = BerhalanganDitarik(absence=absence, sendiri=False)
    tell(uow, kantor_id, ((chat_id, told) for chat_id in hearers(uow, orang, posts)))
    say(uow, actor.chat_id, kantor_id, replace(told, sendiri=True))


def hearers(uow: UnitOfWork, orang: Pegawai, posts: Iterable[int]) -> Mapping[int, Pemegang]:
    """Return who hears that somebody is away, by chat: the nearest atasan of each post, and the admins."""
    kantor_id = orang.kantor_id
    found = [p for post in posts for p in people_above(uow, kantor_id, (post,), but={orang.id})]
    everybody = (*found, *uow.pegawai.admins(kantor_id))
    return {
        p.chat_id: p
        for p in reversed(everybody)
        if p.chat_id is not None and p.pegawai_id != orang.id
    }


def self_of(uow: UnitOfWork, user_id: int, kantor_id: int) -> Pelaku:
    """Return the user as who acts for themselves.

    Raises:
        NotFound: They are nobody in that office.
    """
    pelaku = uow.pegawai.pelaku_self(user_id, kantor_id, local_date(uow, kantor_id))
    if pelaku is None:
        raise NotFound
    return pelaku


# What stands


def note(uow: UnitOfWork, kantor_id: int, aksi: str, pelaku: Pelaku, rincian: Record) -> JejakLine:
    """Add a line about being away to the history, and return it."""
    line = JejakLine(at=uow.now, aksi=aksi, pelaku=pelaku.as_record(), rincian=rincian)
    uow.jejak.append(kantor_id, (line,))
    return line


def standing(uow: UnitOfWork, kantor_id: int, pegawai_id: int, dicatat: int) -> Absence:
    """Return what somebody said of being away at a moment, if it stands.

    Raises:
        NotFound: They said nothing then.
        BerhalanganOver: It was taken back, or the days are over.
    """
    since = datetime.fromtimestamp(dicatat, UTC)
    lines = uow.jejak.of_pelaku(kantor_id, pegawai_id, since)
    said = [one for one in lines if one.aksi == LAPOR and one.at < since + SECOND]
    is_taken_back = any(
        one.aksi == TARIK and one.rincian.get("dicatat") == dicatat for one in lines
    )
    if not said:
        raise NotFound
    if is_taken_back:
        raise BerhalanganOver(is_withdrawn=True)
    found = read_absence(uow, kantor_id, said[-1])
    if found.selesai < local_date(uow, kantor_id):
        raise BerhalanganOver(is_withdrawn=False)
    return found


def read_absence(uow: UnitOfWork, kantor_id: int, line: JejakLine) -> Absence:
    """Return what a line of the history says of being away."""
    return Absence(
        kantor_id=kantor_id,
        kantor=uow.kantor.get(kantor_id).nama,
        pegawai_id=int(line.pelaku["pegawai_id"]),
        oleh=name_in(line),
        mulai=date.fromisoformat(str(line.rincian["mulai"])),
        selesai=date.fromisoformat(str(line.rincian["selesai"])),
        alasan=str(line.rincian["alasan"]),
        dicatat=int(line.at.timestamp()),
    )


# The proposal


def propose(
    uow: UnitOfWork, absence: Absence, posts: tuple[int, ...], heard: Mapping[int, Pemegang]
) -> Iterator[tuple[int, UsulPlh]]:
    """Yield the proposal for each chat as its reader needs it: their buttons, and the tugas they oversee."""
    kantor_id, names = absence.kantor_id, uow.kantor.jabatan(absence.kantor_id)
    people = {one.id: one for one in uow.pegawai.all(kantor_id, local_date(uow, kantor_id))}
    for chat_id, reader in heard.items():
        me = people.get(reader.pegawai_id)
        may = {post.id for post in delegable(uow, me)} if me else set()
        held = {p.jabatan_id for p in me.jabatan} if me else set()
        mine = [post for post in posts if held & set(above(names, post))]
        waiting = uow.berkas.open_for(kantor_id, mine, absence.pegawai_id) if mine else ()
        yield (
            chat_id,
            UsulPlh(
                absence=absence,
                jabatan=tuple(
                    JabatanDitinggal(id=id, nama=names[id].nama, boleh=id in may) for id in posts
                ),
                jumlah=len(waiting),
                tugas=tuple(left_behind(uow, one.id) for one in waiting[:MAX_TUGAS]),
            ),
        )


def left_behind(uow: UnitOfWork, tugas_id: int) -> TugasDitinggal:
    """Return an open tugas as the proposal names it."""
    loaded = load(uow, tugas_id)
    sop = uow.sop.get(loaded.sop_id)
    return TugasDitinggal(
        satu=describe(uow, loaded),
        tenggat=loaded.tugas.tenggat,
        can_lend=runs_out(sop, loaded.tugas),
        can_move=may_hand_on(sop, loaded.tugas),
    )


def take_proposal(
    uow: UnitOfWork, actor: Actor, *, jabatan_id: int, pegawai_id: int, dicatat: int
) -> None:
    """Ask who stands in for a post whose holder is away; the days are answered already.

    Raises:
        NotAllowed: The user may not appoint for that post today.
        BerhalanganOver: Its holder is not away any more.
    """
    kantor_id = who_delegates(uow, actor.user_id, jabatan_id).kantor_id
    absence = standing(uow, kantor_id, pegawai_id, dicatat)
    isi = Delegasi(
        bagian=BagianDelegasi.ORANG,
        kantor=kantor_id,
        jabatan=jabatan_id,
        mulai=max(absence.mulai, local_date(uow, kantor_id)),
        selesai=absence.selesai,
    )
    ask(uow, actor.chat_id, isi)
    ask_person(uow, actor.chat_id, isi, "")
