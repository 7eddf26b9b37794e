"""/delegasi: which post, who, when, by which letter; then a confirmation of what that means.

1. What was chosen so far is the conversation of the chat; each question is a message of its own.
2. A post that somebody holds gets a Plh.; only for a vacant one it is asked whether a Plt. is meant.
3. The confirmation carries the sidik of what it showed: it confirms that and nothing else.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import date

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Penugasan
from sop_flows.errors import (
    NotAllowed,
    NotFound,
    QuestionOver,
    SuratPerintahUnreadable,
)
from sop_flows.kantor.kantor import Jabatan, Pegawai, told_apart
from sop_flows.ports.ditanya import Delegasi
from sop_flows.ports.layar.delegasi import BagianDelegasi as Bagian
from sop_flows.ports.layar.delegasi import (
    DelegasiAkhiri,
    DelegasiJabatan,
    DelegasiJenis,
    DelegasiOrang,
    DelegasiSk,
    DelegasiTanggal,
    DelegasiYakin,
    Disisihkan,
    Ditunjuk,
    TugasIkut,
    Usulan,
)
from sop_flows.ports.layar.isi import Pilihan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import count_letters
from sop_flows.use_cases.jabatan.who import local_date, office_named, people_of
from sop_flows.use_cases.pegawai.hari import check_days, quick_days, read_days
from sop_flows.use_cases.pegawai.penugasan import (
    STANDING_IN,
    Usul,
    appoint,
    check_fits,
    count_open,
    delegable,
    describe,
    end_early,
    holders_during,
    running,
    stand_ins,
    who_delegates,
)
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.listing import describe_tugas

MAX_CHOICES = 60  # posts or people that get a button each
MAX_TUGAS = 8  # that the confirmation names
ALNUM = 3  # that the number of a letter has at least
MAX_NOMOR = 80  # characters of one
Reach = tuple[tuple[Pegawai, tuple[Jabatan, ...]], ...]
"""Somebody's employments, each with the posts that they may appoint for."""


def begin_delegation(uow: UnitOfWork, actor: Actor) -> None:
    """Show who stands in now, and ask which post is to be delegated.

    Raises:
        NotAllowed: The user may appoint for no post.
    """
    reach = reach_of(uow, actor.user_id)
    ask(uow, actor.chat_id, Delegasi(bagian=Bagian.JABATAN))
    ask_post(uow, actor, reach, "")


def reach_of(uow: UnitOfWork, user_id: int) -> Reach:
    """Return the posts that somebody may appoint for, in each of their offices.

    Raises:
        NotAllowed: The user may appoint for no post.
    """
    reach = tuple((orang, delegable(uow, orang)) for orang in people_of(uow, user_id))
    if not any(posts for _, posts in reach):
        raise NotAllowed
    return reach


def ask_post(uow: UnitOfWork, actor: Actor, reach: Reach, cari: str) -> None:
    """Ask for the post, and show who stands in; a part of its name narrows both."""
    pilihan: list[Pilihan] = []
    berlaku: list[Ditunjuk] = []
    for orang, own in reach:
        posts = [one for one in own if cari.casefold() in one.nama.casefold()]
        kantor = office_named(uow, actor.user_id, orang.kantor_id)
        pilihan += [Pilihan(id=post.id, nama=post.nama, kantor=kantor) for post in posts]
        current = stand_ins(uow, orang, {post.id for post in posts})
        berlaku += [replace(describe(one), di_kantor=kantor) for one in current]
    choices = tuple(pilihan[:MAX_CHOICES])
    question = DelegasiJabatan(
        pilihan=choices, berlaku=tuple(berlaku), lain=len(pilihan) - len(choices)
    )
    say(uow, actor.chat_id, None, question)


def choose_post(uow: UnitOfWork, actor: Actor, *, jabatan_id: int) -> None:
    """Take the post; who stands in is asked next."""
    orang = who_delegates(uow, actor.user_id, jabatan_id)
    isi = Delegasi(bagian=Bagian.ORANG, kantor=orang.kantor_id, jabatan=jabatan_id)
    ask(uow, actor.chat_id, isi)
    ask_person(uow, actor.chat_id, isi, "")


def ask_person(uow: UnitOfWork, chat_id: int, isi: Delegasi, cari: str) -> None:
    """Ask who stands in; a part of a name narrows the choice."""
    kantor_id, today = isi.kantor, local_date(uow, isi.kantor)
    holders = uow.pegawai.pemegang(kantor_id, isi.jabatan, today)
    now = {person.pegawai_id for person in holders if not person.is_wakil}
    people = [
        orang
        for orang in sorted(uow.pegawai.all(kantor_id, today), key=rank_of)
        if orang.id not in now and cari.casefold() in orang.nama.casefold()
    ]
    told = told_apart((orang.nama, orang.nama_jabatan) for orang in people)
    pilihan = [Pilihan(id=o.id, nama=nama) for o, nama in zip(people, told, strict=True)]
    question = DelegasiOrang(
        usulan=names(uow, isi),
        pejabat=tuple(person.nama for person in holders if not person.is_wakil),
        pilihan=tuple(pilihan[:MAX_CHOICES]),
        jumlah=len(people),
    )
    say(uow, chat_id, None, question)


def rank_of(orang: Pegawai) -> tuple[int, str]:
    """Return where somebody stands in a choice: holders of early posts first, then by name."""
    return min((p.jabatan_id for p in orang.jabatan), default=1 << 30), orang.nama


def choose_person(uow: UnitOfWork, actor: Actor, *, pegawai_id: int) -> None:
    """Take who stands in; the days are asked next, unless the holder who is away has named them."""
    asked = current(uow, actor, lambda chosen: chosen.jabatan)
    today = local_date(uow, asked.kantor)
    if pegawai_id not in {orang.id for orang in uow.pegawai.all(asked.kantor, today)}:
        raise NotFound
    isi = Delegasi(
        bagian=Bagian.TANGGAL, kantor=asked.kantor, jabatan=asked.jabatan, pegawai=pegawai_id
    )
    ask(uow, actor.chat_id, isi)
    if asked.bagian is Bagian.ORANG and asked.mulai is not None and asked.selesai is not None:
        choose_dates(uow, actor, mulai=max(asked.mulai, today), selesai=asked.selesai)
        return
    question = DelegasiTanggal(usulan=names(uow, isi), pilihan=quick_days(today))
    say(uow, actor.chat_id, None, question)


def choose_dates(uow: UnitOfWork, actor: Actor, *, mulai: date, selesai: date) -> None:
    """Take the days; what kind of stand-in is asked next where the post is vacant.

    Raises:
        RentangUnreadable: They are past, turned around, or longer than a year.
        PenugasanOverlaps: Nobody can be appointed for them.
    """
    isi = current(uow, actor, lambda chosen: chosen.pegawai)
    check_days(mulai, selesai, local_date(uow, isi.kantor))
    isi = Delegasi(
        bagian=Bagian.JENIS,
        kantor=isi.kantor,
        jabatan=isi.jabatan,
        pegawai=isi.pegawai,
        mulai=mulai,
        selesai=selesai,
    )
    holders = holders_during(uow, isi.kantor, isi.jabatan, mulai, selesai)
    if any(one.penugasan is not Penugasan.PLH for one in holders):
        ask_sk(uow, actor.chat_id, isi, Penugasan.PLH)
        return
    ask(uow, actor.chat_id, isi)
    say(uow, actor.chat_id, None, DelegasiJenis(usulan=names(uow, isi)))


def choose_kind(uow: UnitOfWork, actor: Actor, *, penugasan: Penugasan) -> None:
    """Take whether it is a Plh. or a Plt.; the letter is asked next."""
    isi = current(uow, actor, lambda chosen: chosen.selesai)
    if penugasan not in STANDING_IN:
        raise NotFound
    ask_sk(uow, actor.chat_id, isi, penugasan)


def ask_sk(uow: UnitOfWork, chat_id: int, isi: Delegasi, penugasan: Penugasan) -> None:
    """Ask for the number of the surat perintah, once it is sure that somebody can be appointed."""
    chosen = replace(isi, bagian=Bagian.SK, jenis=penugasan)
    check_fits(uow, read_usul(replace(chosen, sk="")))
    ask(uow, chat_id, chosen)
    say(uow, chat_id, None, DelegasiSk(usulan=names(uow, chosen)))


def type_delegation(uow: UnitOfWork, actor: Actor, asked: Delegasi, teks: str) -> None:
    """Take what was typed: a part of the name of a post or a person, days, or the number of the letter.

    Raises:
        QuestionOver: Only a button answers what is asked.
    """
    match asked.bagian:
        case Bagian.JABATAN:
            ask_post(uow, actor, reach_of(uow, actor.user_id), teks.strip())
        case Bagian.ORANG:
            isi = current(uow, actor, lambda chosen: chosen.jabatan)
            ask_person(uow, actor.chat_id, isi, teks.strip())
        case Bagian.TANGGAL:
            span = read_days(teks, local_date(uow, asked.kantor))
            choose_dates(uow, actor, mulai=span.mulai, selesai=span.selesai)
        case Bagian.SK | Bagian.YAKIN:
            take_sk(uow, actor, teks)
        case _:
            raise QuestionOver


def take_sk(uow: UnitOfWork, actor: Actor, teks: str) -> None:
    """Take the number of the letter, and ask to confirm all of it."""
    isi = current(uow, actor, lambda chosen: chosen.jenis)
    nomor = " ".join(teks.split())
    if count_letters(nomor) < ALNUM or len(nomor) > MAX_NOMOR:
        raise SuratPerintahUnreadable
    isi = replace(isi, bagian=Bagian.YAKIN, sk=nomor)
    ask(uow, actor.chat_id, isi)
    say(uow, actor.chat_id, None, consequences(uow, isi))


def consequences(uow: UnitOfWork, isi: Delegasi) -> DelegasiYakin:
    """Return what an appointment means: the tugas that come along, and what stays out of reach."""
    kantor_id, jabatan_id = isi.kantor, isi.jabatan
    open_tugas = uow.berkas.open_for(kantor_id, [jabatan_id], 0)
    lines = describe_tugas(uow, open_tugas[:MAX_TUGAS])
    is_plh = isi.jenis is Penugasan.PLH
    return DelegasiYakin(
        usulan=names(uow, isi),
        sidik=sidik_of(isi),
        jumlah=count_open(uow, kantor_id, jabatan_id),
        tugas=tuple(
            TugasIkut(nomor=line.tugas.nomor, singkat=line.singkat, unit=line.unit)
            for line in lines
        ),
        tidak_boleh=reserved(uow, kantor_id, jabatan_id) if is_plh else (),
        belum_bergabung=uow.pegawai.person(kantor_id, isi.pegawai).chat_id is None,
    )


def reserved(uow: UnitOfWork, kantor_id: int, jabatan_id: int) -> tuple[Disisihkan, ...]:
    """Return what a Plh. of a post may not decide, as the office's SOPs say (``plh_boleh``)."""
    return tuple(
        Disisihkan(sop=aktif.sop.nama, langkah=langkah.no, nama=tahap.nama)
        for aktif in uow.sop.active(kantor_id)
        for langkah in aktif.sop.langkah
        for tahap in langkah.tahap
        if not tahap.plh_boleh
        and any(
            jabatan_id in uow.sop.kolom_of(kantor_id, aktif.id, kolom) for kolom in tahap.untuk
        )
    )


def confirm_delegation(uow: UnitOfWork, actor: Actor, *, sidik: str) -> None:
    """Appoint what the confirmation showed.

    Raises:
        QuestionOver: It showed something else, or was confirmed already.
    """
    isi = current(uow, actor, lambda chosen: chosen.sk)
    if sidik != sidik_of(isi):
        raise QuestionOver
    appoint(uow, user_id=actor.user_id, usul=read_usul(isi))
    uow.percakapan.drop(actor.chat_id)


def ask_end(uow: UnitOfWork, actor: Actor, *, penugasan_id: int) -> None:
    """Ask whether somebody is to stand in no longer."""
    one = running(uow, actor.user_id, penugasan_id)
    kantor = office_named(uow, actor.user_id, one.kantor_id)
    asked = DelegasiAkhiri(ditunjuk=replace(describe(one), di_kantor=kantor))
    say(uow, actor.chat_id, None, asked)


def confirm_end(uow: UnitOfWork, actor: Actor, *, penugasan_id: int) -> None:
    """Let somebody stand in no longer."""
    end_early(uow, user_id=actor.user_id, penugasan_id=penugasan_id)
    asked = uow.percakapan.get(actor.chat_id)
    if asked is not None and isinstance(asked.isi, Delegasi):
        uow.percakapan.drop(actor.chat_id)


# The conversation


def current(uow: UnitOfWork, actor: Actor, needed: Callable[[Delegasi], object]) -> Delegasi:
    """Return what was chosen so far, of which ``needed`` was the last step.

    Raises:
        QuestionOver: The conversation is over, or not there yet.
        NotAllowed: The user may not appoint for that post any more.
    """
    asked = uow.percakapan.get(actor.chat_id)
    if asked is None or not isinstance(asked.isi, Delegasi) or not needed(asked.isi):
        raise QuestionOver
    who_delegates(uow, actor.user_id, asked.isi.jabatan)
    return asked.isi


def names(uow: UnitOfWork, isi: Delegasi) -> Usulan:
    """Return what was chosen so far, in words that a screen shows."""
    person = uow.pegawai.person(isi.kantor, isi.pegawai) if isi.pegawai else None
    return Usulan(
        kantor=uow.kantor.get(isi.kantor).nama,
        jabatan=uow.kantor.jabatan(isi.kantor)[isi.jabatan].nama,
        nama=person.nama if person else None,
        sapaan=person.sapaan if person else None,
        mulai=isi.mulai,
        selesai=isi.selesai,
        sk=isi.sk or None,
        penugasan=isi.jenis,
    )


def read_usul(isi: Delegasi) -> Usul:
    """Return the appointment that a conversation has come to.

    Raises:
        QuestionOver: It is not there yet.
    """
    if isi.mulai is None or isi.selesai is None or isi.jenis is None:
        raise QuestionOver
    return Usul(
        kantor_id=isi.kantor,
        jabatan_id=isi.jabatan,
        pegawai_id=isi.pegawai,
        penugasan=isi.jenis,
        sk=isi.sk,
        mulai=isi.mulai,
        selesai=isi.selesai,
    )


def sidik_of(isi: Delegasi) -> str:
    """Return a short sha256 of what a confirmation shows."""
    usul = read_usul(isi)
    facts = {
        "bagian": isi.bagian.value,
        "jabatan": usul.jabatan_id,
        "jenis": usul.penugasan.value,
        "kantor": usul.kantor_id,
        "mulai": usul.mulai.isoformat(),
        "pegawai": usul.pegawai_id,
        "selesai": usul.selesai.isoformat(),
        "sk": usul.sk,
    }
    said = json.dumps(facts, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
