"""What is asked of whoever starts a berkas, such as the facts of an incoming letter.

1. The conversation is a row: each answer is kept in it, and nothing is started before the summary
   is confirmed.
2. ``revisi`` counts the answers. A button belongs to the question or summary that carries its
   revisi: an older one does nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sop_flows.engine.berkas import Stored
from sop_flows.errors import IsianIncomplete, QuestionOver
from sop_flows.kantor.dokumen import Lampiran, add_name
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.layar.mulai import PilihanSumber, RingkasanMulai, Rintisan, TanyaMulai
from sop_flows.ports.layar.tugas import Ditinggalkan
from sop_flows.ports.records import Actor, Percakapan, SopAktif
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian, Sop
from sop_flows.sop.isian import read_isian
from sop_flows.use_cases.berkas.start import check_start, sources_of, start_berkas, startable
from sop_flows.use_cases.isian.album import ALBUM, acknowledge, follows
from sop_flows.use_cases.isian.answers import describe_isian, keep_dokumen
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import say

MULAI = "mulai"
SKIP = frozenset({"lewati", "lewat", "skip"})
TYPED = frozenset({JenisIsian.TEKS, JenisIsian.NOMOR, JenisIsian.TANGGAL, JenisIsian.PUKUL})
KEPT = ("sha256", "nama", "mime", "ukuran", "file_id", "foto")


def begin_start(
    uow: UnitOfWork,
    actor: Actor,
    *,
    sop_id: int,
    tahun: int,
    triwulan: int,
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
    periode = {"tahun": tahun, "triwulan": triwulan}
    sources = sources_of(uow.berkas, orang.kantor_id, aktif.sop, (tahun, triwulan))
    if sumber is None and sources:
        check_start(uow, orang, aktif, (tahun, triwulan))
        question = PilihanSumber(
            sop=sop_id,
            nama=aktif.sop.nama,
            sumber=tuple(sources),
            tahun=tahun,
            triwulan=triwulan,
            kantor=uow.kantor.get(orang.kantor_id).nama,
        )
        say(uow, actor.chat_id, orang.kantor_id, question)
        return None
    if not aktif.sop.mulai:
        return start_berkas(
            uow,
            actor,
            sop_id=sop_id,
            tahun=tahun,
            triwulan=triwulan,
            sumber=sumber or 0,
        )
    check_start(uow, orang, aktif, (tahun, triwulan))
    isi = {"sop": sop_id, "sumber": sumber or 0, "isian": {}, "lampiran": []} | periode
    go_to(uow, orang, aktif.sop, actor.chat_id, isi | {"ke": 0, "revisi": 0})
    return None


def go_to(uow: UnitOfWork, orang: Pegawai, sop: Sop, chat_id: int, isi: Mapping[str, Any]) -> None:
    """Ask the question that the conversation has come to; past the last one, show the summary."""
    uow.percakapan.put(Percakapan(chat_id=chat_id, jenis=MULAI, isi=dict(isi), dimulai_at=uow.now))
    rintisan = Rintisan(
        sop=isi["sop"],
        revisi=isi["revisi"],
        nama=sop.nama,
        kantor=uow.kantor.get(orang.kantor_id).nama,
        tahun=isi["tahun"],
        triwulan=isi["triwulan"],
        bebas=sop.is_bebas,
    )
    given = isi["isian"]
    if isi["ke"] is None:
        baris = tuple((i.label, i.jenis, given.get(i.kode, "")) for i in sop.mulai)
        say(uow, chat_id, orang.kantor_id, RingkasanMulai(rintisan=rintisan, baris=baris))
        return
    asked = sop.mulai[isi["ke"]]
    question = TanyaMulai(
        rintisan=rintisan,
        isian=describe_isian(asked, contoh=asked.contoh),
        ke=isi["ke"] + 1,
        jumlah=len(sop.mulai),
        sekarang=given.get(asked.kode, ""),
    )
    say(uow, chat_id, orang.kantor_id, question)


def asking(
    uow: UnitOfWork, user_id: int, asked: Percakapan
) -> tuple[Pegawai, SopAktif, Isian | None]:
    """Return the person, the SOP and the isian that is asked for; None at the summary."""
    orang, aktif = startable(uow, user_id, asked.isi["sop"])
    ke = asked.isi["ke"]
    return orang, aktif, None if ke is None else aktif.sop.mulai[ke]


def type_start(uow: UnitOfWork, actor: Actor, asked: Percakapan, teks: str) -> None:
    """Take a typed answer and go on to the next question.

    Raises:
        IsianUnreadable: It is no date, time or number where one is asked for.
        IsianIncomplete: The answer cannot be left out.
    """
    orang, aktif, isian = asking(uow, actor.user_id, asked)
    if isian is None or (isian.jenis not in TYPED and teks.strip().casefold() not in SKIP):
        go_to(uow, orang, aktif.sop, asked.chat_id, asked.isi)
    elif teks.strip().casefold() in SKIP:
        skip(uow, orang, aktif.sop, asked, isian)
    else:
        answer = read_isian(isian, teks, local_date(uow, orang.kantor_id))
        keep(uow, orang, aktif.sop, asked, isian, answer)


def keep(
    uow: UnitOfWork,
    orang: Pegawai,
    sop: Sop,
    asked: Percakapan,
    isian: Isian,
    answer: str,
    lampiran: Iterable[Mapping[str, Any]] = (),
    album: str = "",
) -> None:
    """Keep an answer, empty where there is none, and ask what is asked next."""
    given = {k: v for k, v in asked.isi["isian"].items() if k != isian.kode}
    files = [kept for kept in asked.isi["lampiran"] if kept["isian"] != isian.kode]
    if answer:
        given[isian.kode] = answer
    files += [dict(one) | {"isian": isian.kode} for one in lampiran]
    seen = {*asked.isi.get("dijawab", ()), isian.kode}
    ke = next((at for at, each in enumerate(sop.mulai) if each.kode not in seen), None)
    isi = {"isian": given, "lampiran": files, "dijawab": sorted(seen), "ke": ke, ALBUM: album}
    go_to(uow, orang, sop, asked.chat_id, {**asked.isi, **isi, "revisi": asked.isi["revisi"] + 1})


def skip(uow: UnitOfWork, orang: Pegawai, sop: Sop, asked: Percakapan, isian: Isian) -> None:
    """Leave an answer out, if the SOP does not need it."""
    if isian.wajib:
        raise IsianIncomplete(kurang=(isian.label,))
    keep(uow, orang, sop, asked, isian, "")


def current_start(uow: UnitOfWork, chat_id: int, sop_id: int, revisi: int) -> Percakapan:
    """Return the conversation that a button belongs to.

    Raises:
        QuestionOver: It has gone on, or is over.
    """
    asked = uow.percakapan.get(chat_id)
    if asked is None or asked.jenis != MULAI:
        raise QuestionOver
    if (asked.isi["sop"], asked.isi["revisi"]) != (sop_id, revisi):
        raise QuestionOver
    return asked


def press_answer(
    uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int, is_given: bool
) -> None:
    """Take a tick, or leave out an answer, by a button under its question."""
    asked = current_start(uow, actor.chat_id, sop_id, revisi)
    orang, aktif, isian = asking(uow, actor.user_id, asked)
    if isian is None:
        raise QuestionOver
    if not is_given:
        skip(uow, orang, aktif.sop, asked, isian)
    elif isian.jenis is JenisIsian.CENTANG:
        keep(uow, orang, aktif.sop, asked, isian, uow.now.isoformat())
    else:
        raise QuestionOver


def change_answer(uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int, ke: int) -> None:
    """Ask again for one of the answers on the summary."""
    asked = current_start(uow, actor.chat_id, sop_id, revisi)
    orang, aktif, _ = asking(uow, actor.user_id, asked)
    if ke >= len(aktif.sop.mulai):
        raise QuestionOver
    isi = {**asked.isi, "ke": ke, "revisi": revisi + 1}
    go_to(uow, orang, aktif.sop, actor.chat_id, isi)


def confirm_start(uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int) -> Stored:
    """Start the berkas with the answers that its summary shows."""
    asked = current_start(uow, actor.chat_id, sop_id, revisi)
    if asked.isi["ke"] is not None:
        raise QuestionOver
    outcome = start_berkas(
        uow,
        actor,
        sop_id=sop_id,
        tahun=asked.isi["tahun"],
        triwulan=asked.isi["triwulan"],
        isian=asked.isi["isian"],
        sumber=asked.isi.get("sumber", 0),
        lampiran=[
            Lampiran(berkas_id=0, tugas_id=0, oleh=0, diterima_at=uow.now, **kept)
            for kept in asked.isi["lampiran"]
        ],
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
    if asked is not None and asked.jenis == MULAI:
        orang, aktif, isian = asking(uow, actor.user_id, asked)
        kept = {name: getattr(lampiran, name) for name in KEPT}
        if follows(asked, album):
            acknowledge(uow, actor.chat_id, orang.kantor_id, message_id)
            add_page(uow, orang, aktif.sop, asked, kept)
            return
        if isian is not None and isian.jenis is JenisIsian.DOKUMEN:
            keep(uow, orang, aktif.sop, asked, isian, lampiran.nama, [kept], album)
            return
    keep_dokumen(
        uow,
        actor,
        lampiran=lampiran,
        album=album,
        message_id=message_id,
    )


def add_page(
    uow: UnitOfWork, orang: Pegawai, sop: Sop, asked: Percakapan, kept: Mapping[str, Any]
) -> None:
    """Put one more dokumen of an album beside the one kept last; the summary is shown anew."""
    files = asked.isi["lampiran"]
    kode = files[-1]["isian"]
    given = asked.isi["isian"]
    isi = {
        **asked.isi,
        "lampiran": [*files, {**kept, "isian": kode}],
        "isian": {**given, kode: add_name(given[kode], kept["nama"])},
    }
    if isi["ke"] is None:
        go_to(uow, orang, sop, asked.chat_id, isi | {"revisi": isi["revisi"] + 1})
    else:
        uow.percakapan.put(replace(asked, isi=isi))
