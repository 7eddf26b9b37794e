"""Who has a tugas today, and cards that follow their post when its holder changes.

1. A tugas is its post's: every holder of today is owed its card. A vacant post is its atasan's.
2. Nobody checks the own work. Where every holder did what a tugas checks (``bukan_pelaku``), it is
   the atasan's as if the post were vacant, and so on upwards; the admins are told.
3. Cards are compared with the holders once per local date, and whenever the shape of the office
   changed (an import, an appointment): an idle tick asks one question for all offices.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.kantor.kantor import Jabatan, Pemegang
from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.pengingat import TidakTerjangkau, TugasTersesat
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import admin_chats
from sop_flows.use_cases.jabatan.who import local_date, office_named
from sop_flows.use_cases.say import is_silent


def recipients_of(
    uow: UnitOfWork, kantor_id: int, tugas: Tugas, today: date
) -> tuple[Pemegang, ...]:
    """Return who is owed the card of a tugas today, joined or not."""
    if tugas.pegawai_id is not None:
        return (uow.pegawai.person(kantor_id, tugas.pegawai_id),)
    people = uow.pegawai.pemegang(kantor_id, tugas.jabatan_id, today)
    barred = tugas.facts.bukan_pelaku
    if not barred or any(person.pegawai_id not in barred for person in people):
        return people
    return checkers_above(uow, kantor_id, tugas, today) or people


def recipients_now(uow: UnitOfWork, kantor_id: int, tugas: Tugas) -> tuple[Pemegang, ...]:
    """Return who is owed the card of a tugas on today's date where the office is, joined or not."""
    return recipients_of(uow, kantor_id, tugas, local_date(uow, kantor_id))


def joined_holders(
    uow: UnitOfWork, kantor_id: int, jabatan_id: int, today: date
) -> tuple[Pemegang, ...]:
    """Return who holds a post itself today and has joined: no atasan of a vacant one."""
    people = uow.pegawai.pemegang(kantor_id, jabatan_id, today)
    return tuple(one for one in people if one.chat_id is not None and not one.is_wakil)


def checkers_above(
    uow: UnitOfWork, kantor_id: int, tugas: Tugas, today: date
) -> tuple[Pemegang, ...]:
    """Return the nearest holders above a post who did not do what its tugas checks."""
    barred = tugas.facts.bukan_pelaku
    for jabatan_id in above(uow.kantor.jabatan(kantor_id), tugas.jabatan_id):
        found = tuple(
            replace(person, is_wakil=True, is_pemeriksa=True)
            for person in uow.pegawai.pemegang(kantor_id, jabatan_id, today)
            if person.pegawai_id not in barred
        )
        if found:
            return found
    return ()


def above(posts: Mapping[int, Jabatan], jabatan_id: int) -> tuple[int, ...]:
    """Return the atasan of a post, theirs, and so on."""
    found: dict[int, None] = {}
    post = posts.get(jabatan_id)
    while post is not None and post.atasan_id is not None and post.atasan_id not in found:
        found[post.atasan_id] = None
        post = posts.get(post.atasan_id)
    return tuple(found)


def heads_of(
    uow: UnitOfWork, kantor_id: int, under: Iterable[int], today: date
) -> tuple[Pemegang, ...]:
    """Return who heads the office above these posts today, in the highest post that is held."""
    posts = uow.kantor.jabatan(kantor_id)
    lines = [(post, *above(posts, post))[::-1] for post in under]
    held = [[uow.pegawai.pemegang(kantor_id, post, today) for post in line] for line in lines]
    return tuple(person for line in held for person in next(filter(None, line), ()))


def people_above(
    uow: UnitOfWork, kantor_id: int, posts: Iterable[int], *, but: Collection[int] = ()
) -> tuple[Pemegang, ...]:
    """Return the nearest who lead these posts and can be reached, ``but`` these employees."""
    today, known = local_date(uow, kantor_id), uow.kantor.jabatan(kantor_id)
    for atasan in dict.fromkeys(id for post in posts for id in above(known, post)):
        people = uow.pegawai.pemegang(kantor_id, atasan, today)
        reached = tuple(p for p in people if p.can_read and p.pegawai_id not in but)
        if reached:
            return reached
    return ()


def chats_above(uow: UnitOfWork, kantor_id: int, posts: Iterable[int]) -> tuple[int, ...]:
    """Return the chats of the nearest who lead these posts and can be reached."""
    people = people_above(uow, kantor_id, posts)
    return tuple(person.chat_id for person in people if person.chat_id is not None)


def posts_of(uow: UnitOfWork, kantor_id: int, tugas: Tugas, today: date) -> tuple[int, ...]:
    """Return the posts whose holders may act on a tugas: its own, and those who check instead."""
    if not tugas.facts.bukan_pelaku:
        return (tugas.jabatan_id,)
    people = recipients_of(uow, kantor_id, tugas, today)
    instead = dict.fromkeys(p.jabatan_id for p in people if p.is_pemeriksa)
    return (tugas.jabatan_id, *instead)


def open_for(
    uow: UnitOfWork, kantor_id: int, pegawai_id: int, held: Iterable[int], today: date
) -> tuple[Tugas, ...]:
    """Return the open tugas that somebody has today: by post, by name, or for a post below."""
    mine = set(held)
    posts = uow.kantor.jabatan(kantor_id)
    reach = mine | {id for id in posts if mine & set(above(posts, id))}
    return tuple(
        tugas
        for tugas in uow.berkas.open_for(kantor_id, sorted(reach), pegawai_id)
        if (tugas.jabatan_id in mine and not tugas.facts.bukan_pelaku)
        or any(p.pegawai_id == pegawai_id for p in recipients_of(uow, kantor_id, tugas, today))
    )


# Following


def follow_kantor(uow: UnitOfWork, kantor_id: int, today: date) -> None:
    """Bring the cards of one office to the holders of today; who lost a tugas sees where it is."""
    follow_tugas(uow, kantor_id, uow.berkas.open_of(kantor_id), today)
    uow.kantor.settle(kantor_id, today)


def follow_tugas(uow: UnitOfWork, kantor_id: int, tugas: Collection[Tugas], today: date) -> None:
    """Bring the cards of open tugas of an office to the holders of today."""
    uow.pegawai.look_up(kantor_id, None, today)
    recipients = {t.id: recipients_of(uow, kantor_id, t, today) for t in tugas}
    senyap = is_silent(uow, kantor_id)
    moved = uow.kartu.move(tugas, recipients, kantor_id, senyap=senyap)
    uow.reminders.owe_again(moved.got | moved.lost)
    by_berkas: dict[int, list[Tugas]] = {}
    for one in tugas:
        if one.id in moved.got and any(p.is_wakil for p in recipients[one.id]):
            by_berkas.setdefault(uow.berkas.berkas_of(one.id), []).append(one)
    for berkas_id, odd in by_berkas.items():
        warn_admins(uow, uow.berkas.get(berkas_id)[0], odd, recipients)


def next_handover(uow: UnitOfWork) -> datetime | None:
    """Return the next moment at which holders change somewhere, or a report of it is due."""
    since = uow.now.date() - timedelta(days=7)
    moments = [
        moment
        for kantor_id, day in uow.penugasan.turning_points(since)
        for moment in moments_of(uow, kantor_id, day)
    ]
    return min((moment for moment in moments if moment > uow.now), default=None)


def moments_of(uow: UnitOfWork, kantor_id: int, day: date) -> tuple[datetime, datetime]:
    """Return when a change of holders takes effect, and when it can be told in the morning."""
    jam_kerja = uow.kantor.jam_kerja(kantor_id)
    morning = jam_kerja.open_of(jam_kerja.add_hari_kerja(day - timedelta(days=1), 1))
    return datetime.combine(day, time.min, jam_kerja.zona), morning


# Telling the admins


def warn_admins(
    uow: UnitOfWork,
    berkas: Berkas,
    opened: Iterable[Tugas],
    recipients: Mapping[int, tuple[Pemegang, ...]],
) -> None:
    """Tell the admins of tugas that nobody will see, or that an atasan got instead."""
    odd = [
        (tugas, found)
        for tugas in opened
        for found in [recipients[tugas.id]]
        if not any(p.chat_id for p in found) or any(p.is_wakil for p in found)
    ]
    if not odd:
        return
    posts = uow.kantor.jabatan(berkas.kantor_id)
    told = TidakTerjangkau(
        berkas=berkas.nomor,
        judul=berkas.judul,
        periode=berkas.periode,
        tugas=tuple(
            TugasTersesat(
                nomor=tugas.nomor,
                jabatan=posts[tugas.jabatan_id].nama,
                nama=tuple(p.nama for p in found),
                kosong=not found or any(p.is_wakil and not p.is_pemeriksa for p in found),
                sendiri=any(p.is_pemeriksa for p in found),
            )
            for tugas, found in odd
        ),
    )
    kantor_id = berkas.kantor_id
    for chat_id in admin_chats(uow.pegawai, kantor_id):
        isi = replace(told, kantor=office_named(uow, chat_id, kantor_id))
        uow.outbox.add(Kiriman(chat_id=chat_id, kantor_id=kantor_id, isi=isi, lane=Lane.MASSAL))
