"""Appointing who stands in for a post, ending it early, and telling how it went.

1. A Plh. stands in for a holder who is away, a Plt. fills a vacancy (UU 30/2014 pasal 14).
2. A post that leads has one holder and one Plh. at a time, as in the workbook of an office.
3. Who starts SOPs or administers the office appoints for any post that an SOP asks; the head of a
   part of the office for the own post. Who stands in does not pass it on.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.kerja import KERJA
from sop_flows.errors import NotAllowed, NotFound, PenugasanOverlaps
from sop_flows.kantor.kantor import Jabatan, Pegawai, Pemegang, Penunjukan
from sop_flows.kantor.masa import Masa
from sop_flows.ports.layar.delegasi import DelegasiKabar, Ditunjuk, Kabar, Kiprah, Untuk
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import record
from sop_flows.use_cases.jabatan.holders import follow_kantor
from sop_flows.use_cases.jabatan.who import leads, local_date, people_of
from sop_flows.use_cases.say import tell
from sop_flows.use_cases.tugas.pembaruan import noting_holders

STANDING_IN = (Penugasan.PLH, Penugasan.PLT)
REPORT_DAYS = timedelta(days=7)  # after its last day, that it is still told how a stand-in went


@dataclass(frozen=True, slots=True, kw_only=True)
class Usul:
    """An appointment that is about to be made."""

    kantor_id: int
    jabatan_id: int
    pegawai_id: int
    penugasan: Penugasan
    sk: str
    mulai: date
    selesai: date

    @property
    def masa(self) -> Masa:
        """What other appointments may contradict."""
        return Masa(
            pegawai=self.pegawai_id,
            jabatan=self.jabatan_id,
            penugasan=self.penugasan,
            mulai=self.mulai,
            selesai=self.selesai,
        )


# Who may


def delegable(uow: UnitOfWork, orang: Pegawai) -> tuple[Jabatan, ...]:
    """Return the posts that somebody may appoint a stand-in for, the own ones first."""
    posts = uow.kantor.jabatan(orang.kantor_id)
    own = [
        posts[p.jabatan_id]
        for p in orang.jabatan
        if p.penugasan is not Penugasan.PLH and leads(uow.kantor, orang.kantor_id, p.jabatan_id)
    ]
    active = uow.sop.active(orang.kantor_id)
    held = {p.jabatan_id for p in orang.jabatan}
    lent = {p.jabatan_id for p in orang.jabatan if p.penugasan is Penugasan.PLH}
    starts = any(
        held & set(uow.sop.kolom_of(orang.kantor_id, aktif.id, aktif.sop.pemrakarsa))
        for aktif in active
    )
    if not (orang.admin or starts):
        return tuple(own)
    asked = dict.fromkeys(
        jabatan_id
        for aktif in active
        for kolom in aktif.sop.kolom
        for jabatan_id in uow.sop.kolom_of(orang.kantor_id, aktif.id, kolom.id)
    )
    kept = {post.id for post in own} | (set() if orang.admin else lent)
    others = [posts[id] for id in asked if id not in kept]
    return (*own, *others)


def who_delegates(uow: UnitOfWork, user_id: int, jabatan_id: int) -> Pegawai:
    """Return the user, if they may appoint a stand-in for that post.

    Raises:
        NotAllowed: They may not; said the same way of a post of another office.
    """
    for orang in people_of(uow, user_id):
        if any(post.id == jabatan_id for post in delegable(uow, orang)):
            return orang
    raise NotAllowed


# What fits together


def holders_during(
    uow: UnitOfWork, kantor_id: int, jabatan_id: int, mulai: date, selesai: date
) -> tuple[Penunjukan, ...]:
    """Return who holds a post on some of those days."""
    return tuple(
        one
        for one in uow.penugasan.since(kantor_id, mulai)
        if one.jabatan_id == jabatan_id and one.masa.covers(mulai, selesai)
    )


def check_fits(uow: UnitOfWork, usul: Usul) -> None:
    """Refuse an appointment that cannot be true beside those there are.

    Raises:
        PenugasanOverlaps: The same person holds the post then, or a leading post has its one
            holder, or its one Plh.
    """
    is_leading = leads(uow.kantor, usul.kantor_id, usul.jabatan_id)
    leading = {usul.jabatan_id} if is_leading else set()
    for one in uow.penugasan.since(usul.kantor_id, usul.mulai):
        if usul.masa.contradicts(one.masa, leading):
            raise PenugasanOverlaps(
                nama=one.nama, jabatan=one.jabatan, penugasan=one.penugasan.value
            )


# Making and ending


def appoint(uow: UnitOfWork, *, user_id: int, usul: Usul) -> Penunjukan:
    """Store an appointment; the cards follow at once if it begins today, and people are told.

    Raises:
        NotAllowed: The user may not appoint for that post.
        PenugasanOverlaps: It does not fit the appointments there are.
    """
    orang = who_delegates(uow, user_id, usul.jabatan_id)
    check_fits(uow, usul)
    with noting_holders(uow, usul.kantor_id):
        penugasan_id = uow.penugasan.add(
            kantor_id=usul.kantor_id,
            pegawai_id=usul.pegawai_id,
            jabatan_id=usul.jabatan_id,
            penugasan=usul.penugasan,
            sk=usul.sk,
            mulai_on=usul.mulai,
            selesai_on=usul.selesai,
        )
    made = found(uow, penugasan_id)
    note(uow, orang, "delegasi", made)
    follow_kantor(uow, usul.kantor_id, local_date(uow, usul.kantor_id))
    tell_appointed(uow, orang, made, Kabar.MULAI)
    return made


def end_early(uow: UnitOfWork, *, user_id: int, penugasan_id: int) -> Penunjukan:
    """Let a stand-in hold the post no longer; the cards follow, and people are told how it went.

    Raises:
        NotFound: There is no such stand-in now or to come, or the user may not end it.
    """
    ended = running(uow, user_id, penugasan_id)
    orang = who_delegates(uow, user_id, ended.jabatan_id)
    today = local_date(uow, ended.kantor_id)
    deeds = count_deeds(uow, ended)
    with noting_holders(uow, ended.kantor_id):
        uow.penugasan.end(ended, today)
    note(uow, orang, "akhiri_delegasi", ended)
    follow_kantor(uow, ended.kantor_id, today)
    tell_appointed(uow, orang, ended, Kabar.AKHIR, deeds)
    return ended


def found(uow: UnitOfWork, penugasan_id: int) -> Penunjukan:
    """Return an appointment.

    Raises:
        NotFound: There is none.
    """
    one = uow.penugasan.get(penugasan_id)
    if one is None:
        raise NotFound
    return one


def running(uow: UnitOfWork, user_id: int, penugasan_id: int) -> Penunjukan:
    """Return a stand-in that holds now or later, if the user may end it.

    Raises:
        NotFound: There is none; said the same way to whoever may not.
    """
    one = found(uow, penugasan_id)
    try:
        who_delegates(uow, user_id, one.jabatan_id)
    except NotAllowed:
        raise NotFound from None
    today = local_date(uow, one.kantor_id)
    if one.penugasan not in STANDING_IN or (one.selesai_on is not None and one.selesai_on < today):
        raise NotFound
    return one


def stand_ins(uow: UnitOfWork, orang: Pegawai, posts: Collection[int]) -> tuple[Penunjukan, ...]:
    """Return who stands in for those posts now or later."""
    today = local_date(uow, orang.kantor_id)
    return tuple(
        one
        for one in uow.penugasan.since(orang.kantor_id, today)
        if one.jabatan_id in posts and one.penugasan in STANDING_IN
    )


def note(uow: UnitOfWork, orang: Pegawai, aksi: str, one: Penunjukan) -> None:
    """Add a line to the history: who appointed whom, to what, and by which letter."""
    person = uow.pegawai.person(one.kantor_id, orang.id)
    record(uow, one.kantor_id, person, aksi, rincian_of(one))


def rincian_of(one: Penunjukan) -> dict[str, str | int | None]:
    """Return an appointment as the history keeps it."""
    return {
        "pegawai_id": one.pegawai_id,
        "penugasan_id": one.id,
        "nama": one.nama,
        "sapaan": one.sapaan,
        "jabatan": one.jabatan,
        "penugasan": one.penugasan.value,
        "sk": one.sk,
        "mulai": one.mulai_on.isoformat() if one.mulai_on else None,
        "selesai": one.selesai_on.isoformat() if one.selesai_on else None,
    }


def describe(one: Penunjukan) -> Ditunjuk:
    """Return an appointment as a message shows it."""
    return Ditunjuk(
        penugasan_id=one.id,
        nama=one.nama,
        sapaan=one.sapaan,
        jabatan=one.jabatan,
        penugasan=one.penugasan,
        sk=one.sk,
        mulai=one.mulai_on,
        selesai=one.selesai_on,
    )


# Telling


def count_deeds(uow: UnitOfWork, one: Penunjukan) -> Kiprah:
    """Return how much somebody approved, returned and otherwise did while standing in."""
    zona = uow.kantor.jam_kerja(one.kantor_id).zona
    since = datetime.combine(one.mulai_on or date.min, time.min, zona)
    lines = [
        line.aksi
        for line in uow.jejak.of_pelaku(one.kantor_id, one.pegawai_id, since)
        if line.tugas_id is not None
        and line.aksi in KERJA
        and line.pelaku.get("jabatan_id") == one.jabatan_id
        and line.pelaku.get("penugasan") == one.penugasan.value
    ]
    disetujui = sum(KERJA[aksi].is_signed for aksi in lines)
    dikembalikan = lines.count(Kerja.KEMBALIKAN.value)
    return Kiprah(
        disetujui=disetujui,
        dikembalikan=dikembalikan,
        lainnya=len(lines) - disetujui - dikembalikan,
    )


def tell_appointed(
    uow: UnitOfWork,
    oleh: Pegawai,
    one: Penunjukan,
    kabar: Kabar,
    deeds: Kiprah | None = None,
) -> None:
    """Tell the one appointed, the holders of the post, the admins, and who did it: each once."""
    today = local_date(uow, one.kantor_id)
    news = DelegasiKabar(
        ditunjuk=describe(one),
        kabar=kabar,
        kantor=uow.kantor.get(one.kantor_id).nama,
        oleh=oleh.nama,
        sekarang=one.mulai_on is None or one.mulai_on <= today,
        jumlah=count_open(uow, one.kantor_id, one.jabatan_id),
        hasil=deeds,
        untuk=Untuk.PELAKU,
        belum_bergabung=uow.pegawai.person(one.kantor_id, one.pegawai_id).chat_id is None,
    )
    told: set[int] = set()
    for untuk, person in concerned(uow, oleh, one, today):
        if person.chat_id is None or person.chat_id in told:
            continue
        told.add(person.chat_id)
        tell(uow, one.kantor_id, [(person.chat_id, replace(news, untuk=untuk))])


def concerned(
    uow: UnitOfWork, oleh: Pegawai | None, one: Penunjukan, today: date
) -> tuple[tuple[Untuk, Pemegang], ...]:
    """Return who hears of an appointment, and as what."""
    appointed = uow.pegawai.person(one.kantor_id, one.pegawai_id)
    holders = uow.pegawai.pemegang(one.kantor_id, one.jabatan_id, today)
    own = [p for p in holders if not p.is_wakil and p.pegawai_id != one.pegawai_id]
    doer = [uow.pegawai.person(one.kantor_id, oleh.id)] if oleh else []
    return (
        (Untuk.DITUNJUK, appointed),
        *((Untuk.PEJABAT, person) for person in own),
        *((Untuk.PELAKU, person) for person in doer),
        *((Untuk.ADMIN, person) for person in uow.pegawai.admins(one.kantor_id)),
    )


def count_open(uow: UnitOfWork, kantor_id: int, jabatan_id: int) -> int:
    """Return how many open tugas a post has."""
    return len(uow.berkas.open_for(kantor_id, [jabatan_id], 0))


def report_ended(uow: UnitOfWork, room: int) -> int:
    """Tell, in the morning after its last day, how stand-ins went, of each once; return the room that is left.

    Each takes as much as the people whom it concerns; none is left where others wait.
    """
    for one in uow.penugasan.unreported(uow.now.date() - REPORT_DAYS):
        if room <= 0:
            break
        jam_kerja = uow.kantor.jam_kerja(one.kantor_id)
        if one.selesai_on is None:
            continue
        morning = jam_kerja.open_of(jam_kerja.add_hari_kerja(one.selesai_on, 1))
        if uow.now < morning or local_date(uow, one.kantor_id) <= one.selesai_on:
            continue
        uow.penugasan.report(one.id)
        news = DelegasiKabar(
            ditunjuk=describe(one),
            kabar=Kabar.SELESAI,
            kantor=uow.kantor.get(one.kantor_id).nama,
            hasil=count_deeds(uow, one),
            untuk=Untuk.DITUNJUK,
        )
        people = concerned(uow, None, one, local_date(uow, one.kantor_id))
        for untuk, person in people:
            if untuk in (Untuk.DITUNJUK, Untuk.PEJABAT) and person.chat_id is not None:
                tell(uow, one.kantor_id, [(person.chat_id, replace(news, untuk=untuk))])
        room -= 1 + len(people)
    return room
