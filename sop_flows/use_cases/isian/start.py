"""What is asked of whoever starts a berkas, such as the facts of an incoming letter.

1. The conversation is a row: each answer is kept in it, and nothing is started before the summary
   is confirmed.
2. ``revisi`` counts the answers. A button belongs to the question or summary that carries its
   revisi: an older one does nothing.
"""

from dataclasses import replace
from datetime import datetime

from sop_flows.engine.berkas import Stored
from sop_flows.errors import IsianIncomplete, QuestionOver
from sop_flows.kantor.dokumen import Lampiran, add_name
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports import ditanya
from sop_flows.ports.layar.mulai import PilihanSumber, RingkasanMulai, Rintisan, TanyaMulai
from sop_flows.ports.layar.tugas import Ditinggalkan
from sop_flows.ports.records import Actor, Percakapan, SopAktif
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian, Sop
from sop_flows.sop.isian import read_isian
from sop_flows.use_cases.berkas.start import (
    as_of_today,
    check_start,
    sources_of,
    start_berkas,
    startable,
)
from sop_flows.use_cases.isian.album import acknowledge, follows
from sop_flows.use_cases.isian.answers import describe_isian, keep_dokumen
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import say
from sop_flows.waktu.periode import Periode

SKIP = frozenset({"lewati", "lewat", "skip"})
TYPED = frozenset({JenisIsian.TEKS, JenisIsian.NOMOR, JenisIsian.TANGGAL, JenisIsian.PUKUL})


def begin_start(
    uow: UnitOfWork,
    actor: Actor,
    *,
    sop_id: int,
    periode: Periode,
    sumber: int | None = None,
) -> Stored | None:
    """Start a berkas, or ask first for the facts that its SOP wants to know.

    Args:
        sumber: The number of the berkas whose values it begins with, 0 for none; without it, that
            is asked where there is such a berkas.

    Raises:
        NotAllowed: The user does not start this SOP, or there is no such period or source yet.
        AlreadyRunning: One of this period is running.
        SopNotReady: A column of the SOP has no post in this office.
    """
    orang, aktif = startable(uow, actor.user_id, sop_id)
    periode = as_of_today(uow, orang, aktif.sop, periode)
    sources = sources_of(uow.berkas, orang.kantor_id, aktif.sop, periode)
    if sumber is None and sources:
        check_start(uow, orang, aktif, periode)
        ask_source(uow, actor, orang, aktif, periode, sources)
        return None
    given = sumber or 0
    if not aktif.sop.mulai:
        return start_berkas(uow, actor, sop_id=sop_id, periode=periode, sumber=given)
    check_start(uow, orang, aktif, periode)
    isi = ditanya.TanyaMulai(
        sop=sop_id, sumber=given, isian={}, lampiran=(), periode=periode, ke=0, revisi=0
    )
    go_to(uow, orang, aktif.sop, actor.chat_id, isi)
    return None


def ask_source(
    uow: UnitOfWork,
    actor: Actor,
    orang: Pegawai,
    aktif: SopAktif,
    periode: Periode,
    sources: tuple[int, ...],
) -> None:
    """Ask whether a berkas begins with what another one gathered."""
    question = PilihanSumber(
        sop=aktif.id,
        nama=aktif.sop.nama,
        sumber=sources,
        periode=periode,
        kantor=uow.kantor.get(orang.kantor_id).nama,
    )
    say(uow, actor.chat_id, orang.kantor_id, question)


def go_to(
    uow: UnitOfWork, orang: Pegawai, sop: Sop, chat_id: int, isi: ditanya.TanyaMulai
) -> None:
    """Ask the question that the conversation has come to; past the last one, show the summary."""
    uow.percakapan.put(Percakapan(chat_id=chat_id, isi=isi, dimulai_at=uow.now))
    rintisan = Rintisan(
        sop=isi.sop,
        revisi=isi.revisi,
        nama=sop.nama,
        kantor=uow.kantor.get(orang.kantor_id).nama,
        periode=isi.periode,
        bebas=sop.is_bebas,
    )
    given = isi.isian
    if isi.ke is None:
        baris = tuple((i.label, i.jenis, given.get(i.kode, "")) for i in sop.mulai)
        say(uow, chat_id, orang.kantor_id, RingkasanMulai(rintisan=rintisan, baris=baris))
        return
    asked = sop.mulai[isi.ke]
    question = TanyaMulai(
        rintisan=rintisan,
        isian=describe_isian(asked, contoh=asked.contoh),
        ke=isi.ke + 1,
        jumlah=len(sop.mulai),
        sekarang=given.get(asked.kode, ""),
    )
    say(uow, chat_id, orang.kantor_id, question)


def asking(
    uow: UnitOfWork, user_id: int, asked: ditanya.TanyaMulai
) -> tuple[Pegawai, SopAktif, Isian | None]:
    """Return the person, the SOP and the isian that is asked for; None at the summary."""
    orang, aktif = startable(uow, user_id, asked.sop)
    return orang, aktif, None if asked.ke is None else aktif.sop.mulai[asked.ke]


def type_start(uow: UnitOfWork, actor: Actor, asked: ditanya.TanyaMulai, teks: str) -> None:
    """Take a typed answer and go on to the next question.

    Raises:
        IsianUnreadable: It is no date, time or number where one is asked for.
        IsianIncomplete: The answer cannot be left out.
    """
    orang, aktif, isian = asking(uow, actor.user_id, asked)
    if isian is None or (isian.jenis not in TYPED and teks.strip().casefold() not in SKIP):
        go_to(uow, orang, aktif.sop, actor.chat_id, asked)
    elif teks.strip().casefold() in SKIP:
        skip(uow, orang, aktif.sop, actor.chat_id, asked, isian)
    else:
        answer = read_isian(isian, teks, local_date(uow, orang.kantor_id))
        keep(uow, orang, aktif.sop, actor.chat_id, asked, isian, answer)


def keep(
    uow: UnitOfWork,
    orang: Pegawai,
    sop: Sop,
    chat_id: int,
    asked: ditanya.TanyaMulai,
    isian: Isian,
    answer: str,
    lampiran: Lampiran | None = None,
    album: str = "",
) -> None:
    """Keep an answer, empty where there is none, and ask what is asked next."""
    given = {k: v for k, v in asked.isian.items() if k != isian.kode}
    files = [kept for kept in asked.lampiran if kept.isian != isian.kode]
    if answer:
        given[isian.kode] = answer
    if lampiran is not None:
        files.append(kept_of(lampiran, isian.kode))
    seen = {*(asked.dijawab or ()), isian.kode}
    isi = replace(
        asked,
        isian=given,
        lampiran=tuple(files),
        dijawab=tuple(sorted(seen)),
        ke=next((at for at, each in enumerate(sop.mulai) if each.kode not in seen), None),
        album=album,
        revisi=asked.revisi + 1,
    )
    go_to(uow, orang, sop, chat_id, isi)


def kept_of(lampiran: Lampiran, kode: str) -> ditanya.Disimpan:
    """Return what is kept of a dokumen until its berkas is there."""
    return ditanya.Disimpan(
        sha256=lampiran.sha256,
        nama=lampiran.nama,
        mime=lampiran.mime,
        ukuran=lampiran.ukuran,
        file_id=lampiran.file_id,
        foto=lampiran.foto,
        isian=kode,
    )


def lampiran_of(kept: ditanya.Disimpan, at: datetime) -> Lampiran:
    """Return a dokumen that was kept, for the berkas that begins now."""
    return Lampiran(
        berkas_id=0,
        tugas_id=0,
        oleh=0,
        diterima_at=at,
        sha256=kept.sha256,
        nama=kept.nama,
        mime=kept.mime,
        ukuran=kept.ukuran,
        file_id=kept.file_id,
        foto=kept.foto,
        isian=kept.isian,
    )


def skip(
    uow: UnitOfWork,
    orang: Pegawai,
    sop: Sop,
    chat_id: int,
    asked: ditanya.TanyaMulai,
    isian: Isian,
) -> None:
    """Leave an answer out, if the SOP does not need it."""
    if isian.wajib:
        raise IsianIncomplete(kurang=(isian.label,))
    keep(uow, orang, sop, chat_id, asked, isian, "")


def current_start(uow: UnitOfWork, chat_id: int, sop_id: int, revisi: int) -> ditanya.TanyaMulai:
    """Return the conversation that a button belongs to.

    Raises:
        QuestionOver: It has gone on, or is over.
    """
    asked = uow.percakapan.get(chat_id)
    match asked.isi if asked else None:
        case ditanya.TanyaMulai() as isi if (isi.sop, isi.revisi) == (sop_id, revisi):
            return isi
    raise QuestionOver


def press_answer(
    uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int, is_given: bool
) -> None:
    """Take a tick, or leave out an answer, by a button under its question."""
    asked = current_start(uow, actor.chat_id, sop_id, revisi)
    orang, aktif, isian = asking(uow, actor.user_id, asked)
    if isian is None:
        raise QuestionOver
    if not is_given:
        skip(uow, orang, aktif.sop, actor.chat_id, asked, isian)
    elif isian.jenis is JenisIsian.CENTANG:
        keep(uow, orang, aktif.sop, actor.chat_id, asked, isian, uow.now.isoformat())
    else:
        raise QuestionOver


def change_answer(uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int, ke: int) -> None:
    """Ask again for one of the answers on the summary."""
    asked = current_start(uow, actor.chat_id, sop_id, revisi)
    orang, aktif, _ = asking(uow, actor.user_id, asked)
    if ke >= len(aktif.sop.mulai):
        raise QuestionOver
    isi = replace(asked, ke=ke, revisi=revisi + 1)
    go_to(uow, orang, aktif.sop, actor.chat_id, isi)


def confirm_start(uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int) -> Stored:
    """Start the berkas with the answers that its summary shows."""
    asked = current_start(uow, actor.chat_id, sop_id, revisi)
    if asked.ke is not None:
        raise QuestionOver
    outcome = start_berkas(
        uow,
        actor,
        sop_id=sop_id,
        periode=asked.periode,
        isian=asked.isian,
        sumber=asked.sumber,
        lampiran=[lampiran_of(kept, uow.now) for kept in asked.lampiran],
    )
    uow.percakapan.drop(actor.chat_id)
    return outcome


def leave_start(uow: UnitOfWork, *, chat_id: int, sop_id: int, revisi: int) -> None:
    """Start nothing; what was answered is forgotten."""
    current_start(uow, chat_id, sop_id, revisi)
    uow.percakapan.drop(chat_id)
    say(uow, chat_id, None, Ditinggalkan())


def accept_dokumen(
    uow: UnitOfWork,
    actor: Actor,
    *,
    lampiran: Lampiran,
    album: str = "",
    message_id: int = 0,
) -> None:
    """Keep a dokumen for the berkas about to start, else with the tugas that waits for one.

    Raises:
        NoTugasWaits: Nothing asks for a dokumen.
    """
    asked = uow.percakapan.get(actor.chat_id)
    if asked is not None and isinstance(asked.isi, ditanya.TanyaMulai):
        isi, chat_id = asked.isi, actor.chat_id
        orang, aktif, isian = asking(uow, actor.user_id, isi)
        if follows(asked, album):
            acknowledge(uow, chat_id, orang.kantor_id, message_id)
            add_page(uow, orang, aktif.sop, asked, isi, lampiran)
            return
        if isian is not None and isian.jenis is JenisIsian.DOKUMEN:
            keep(uow, orang, aktif.sop, chat_id, isi, isian, lampiran.nama, lampiran, album)
            return
    keep_dokumen(
        uow,
        actor,
        lampiran=lampiran,
        album=album,
        message_id=message_id,
    )


def add_page(
    uow: UnitOfWork,
    orang: Pegawai,
    sop: Sop,
    asked: Percakapan,
    isi: ditanya.TanyaMulai,
    lampiran: Lampiran,
) -> None:
    """Put one more dokumen of an album beside the one kept last; the summary is shown anew."""
    kode = isi.lampiran[-1].isian
    isi = replace(
        isi,
        lampiran=(*isi.lampiran, kept_of(lampiran, kode)),
        isian={**isi.isian, kode: add_name(isi.isian[kode], lampiran.nama)},
    )
    if isi.ke is None:
        go_to(uow, orang, sop, asked.chat_id, replace(isi, revisi=isi.revisi + 1))
    else:
        uow.percakapan.put(replace(asked, isi=isi))
