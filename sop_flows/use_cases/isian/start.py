"""What is asked of whoever starts a berkas, such as the facts of an incoming letter.

1. The conversation is a row: each answer is kept in it, and nothing is started before the summary
   is confirmed.
2. ``revisi`` counts the answers. A button belongs to the question or summary that carries its
   revisi: an older one does nothing.
"""

from collections.abc import Sequence

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Stored
from sop_flows.errors import IsianIncomplete, QuestionOver
from sop_flows.kantor.dokumen import Lampiran, add_name
from sop_flows.kantor.kantor import Pegawai
from sop_flows.papers.tanda import Tanda
from sop_flows.ports import ditanya
from sop_flows.ports.layar.mulai import PilihanSumber, RingkasanMulai, Rintisan, TanyaMulai
from sop_flows.ports.layar.tugas import Ditinggalkan
from sop_flows.ports.records import Actor, Percakapan, SopAktif
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Isian, JenisIsian, Sop
from sop_flows.sop.isian import chosen, early_days, read_isian
from sop_flows.use_cases.berkas.start import (
    as_of_today,
    check_start,
    sources_of,
    start_berkas,
    startable,
)
from sop_flows.use_cases.isian.album import acknowledge, follows
from sop_flows.use_cases.isian.answers import describe_isian, keep_dokumen
from sop_flows.use_cases.isian.koreksi import correcting, keep_correction, whose_paper
from sop_flows.use_cases.isian.tawaran import Ditawarkan, offer
from sop_flows.use_cases.jabatan.who import local_now
from sop_flows.use_cases.say import ask, say
from sop_flows.use_cases.tugas.basah import take_scan
from sop_flows.use_cases.tugas.lampiran import kept_of, lampiran_of
from sop_flows.use_cases.tugas.nomor_surat import check_agenda, own_numbers
from sop_flows.waktu.periode import Periode

SKIP = frozenset({"lewati", "lewat", "skip"})
TYPED = frozenset(
    {
        JenisIsian.TEKS,
        JenisIsian.NOMOR,
        JenisIsian.TANGGAL,
        JenisIsian.PUKUL,
        JenisIsian.PILIHAN,
    }
)


def begin_start(uow: UnitOfWork, actor: Actor, *, sop_id: int, periode: Periode) -> Stored | None:
    """Start a berkas, or ask first with whose values it begins, or for the facts that its SOP wants to know.

    Raises:
        NotAllowed: The user does not start this SOP, or there is no such period yet.
        AlreadyRunning: One of this period is running.
        SopNotReady: A column of the SOP has no post in this office.
    """
    orang, aktif = startable(uow, actor.user_id, sop_id)
    periode = as_of_today(uow, orang, aktif.sop, periode)
    sources = sources_of(uow.berkas, orang.kantor_id, aktif.sop, periode)
    if not sources:
        return begin_with(uow, actor, sop_id=sop_id, periode=periode, sumber=None)
    check_start(uow, orang, aktif, periode)
    ask_source(uow, actor, orang, aktif, periode, sources)
    return None


def begin_with(
    uow: UnitOfWork, actor: Actor, *, sop_id: int, periode: Periode, sumber: int | None
) -> Stored | None:
    """Start a berkas, or ask first for the facts that its SOP wants to know.

    Args:
        sumber: The number of the berkas whose values it begins with.

    Raises:
        NotAllowed: The user does not start this SOP, or there is no such period or source yet.
        AlreadyRunning: One of this period is running.
        SopNotReady: A column of the SOP has no post in this office.
    """
    orang, aktif = startable(uow, actor.user_id, sop_id)
    periode = as_of_today(uow, orang, aktif.sop, periode)
    if not aktif.sop.mulai:
        return start_berkas(uow, actor, sop_id=sop_id, periode=periode, sumber=sumber)
    check_start(uow, orang, aktif, periode)
    isi = ditanya.TanyaMulai(
        sop=sop_id, sumber=sumber or 0, isian={}, lampiran=(), periode=periode, ke=0, revisi=0
    )
    go_to(uow, Asking(orang, aktif.sop, actor.chat_id, isi))
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


@dataclass(frozen=True, slots=True)
class Asking:
    """The conversation before a start: with whom, about which SOP, and how far it has come."""

    orang: Pegawai
    sop: Sop
    chat_id: int
    isi: ditanya.TanyaMulai

    @property
    def isian(self) -> Isian | None:
        """What is asked for now; None at the summary."""
        return None if self.isi.ke is None else self.sop.mulai[self.isi.ke]


def asking(uow: UnitOfWork, actor: Actor, isi: ditanya.TanyaMulai) -> Asking:
    """Return the conversation before a start, of a user who may start it.

    Raises:
        NotAllowed: The user may not, or not any more.
    """
    orang, aktif = startable(uow, actor.user_id, isi.sop)
    return Asking(orang, aktif.sop, actor.chat_id, isi)


def go_to(uow: UnitOfWork, asked: Asking) -> None:
    """Ask the question that the conversation has come to; past the last one, show the summary."""
    orang, sop, chat_id = asked.orang, asked.sop, asked.chat_id
    offered = offer_start(uow, orang.kantor_id, asked.isian)
    isi = replace(asked.isi, tawaran=offered.jawaban)
    ask(uow, chat_id, isi)
    rintisan = Rintisan(
        sop=isi.sop,
        revisi=isi.revisi,
        nama=sop.nama,
        kantor=uow.kantor.get(orang.kantor_id).nama,
        periode=isi.periode,
        bebas=sop.is_bebas,
    )
    given, wanted = isi.isian, asked.isian
    if isi.ke is None or wanted is None:
        baris = tuple((i.label, i.jenis, given.get(i.kode, "")) for i in sop.mulai)
        odd = tuple(early_days(sop.mulai, given))
        told = RingkasanMulai(rintisan=rintisan, baris=baris, mendahului=odd)
        say(uow, chat_id, orang.kantor_id, told)
        return
    question = TanyaMulai(
        rintisan=rintisan,
        isian=describe_isian(wanted, offered),
        ke=isi.ke + 1,
        jumlah=len(sop.mulai),
        sekarang=given.get(wanted.kode, ""),
        terakhir=offered.terakhir,
    )
    say(uow, chat_id, orang.kantor_id, question)


def offer_start(uow: UnitOfWork, kantor_id: int, isian: Isian | None) -> Ditawarkan:
    """Return what a question before a start offers; the number of a letter is its sender's."""
    if isian is None:
        return Ditawarkan()
    is_own = isian.jenis is not JenisIsian.NOMOR or isian.pola
    return offer(uow, kantor_id, isian) if is_own else Ditawarkan(contoh=isian.contoh)


def type_start(uow: UnitOfWork, actor: Actor, isi: ditanya.TanyaMulai, teks: str) -> None:
    """Take a typed answer and go on to the next question.

    Raises:
        IsianUnreadable: It is no date, time or number where one is asked for.
        IsianIncomplete: The answer cannot be left out.
        NomorUsed: Another letter has that number of the agenda.
    """
    asked = asking(uow, actor, isi)
    isian = asked.isian
    if isian is None or (isian.jenis not in TYPED and teks.strip().casefold() not in SKIP):
        go_to(uow, asked)
    elif teks.strip().casefold() in SKIP:
        skip(uow, asked, isian)
    else:
        keep(uow, asked, isian, read_isian(isian, teks, local_now(uow, asked.orang.kantor_id)))


def keep(
    uow: UnitOfWork,
    asked: Asking,
    isian: Isian,
    answer: str,
    lampiran: Lampiran | None = None,
    album: str = "",
) -> None:
    """Keep an answer, empty where there is none, and ask what is asked next."""
    before = asked.isi
    if answer and isian.kode in own_numbers(asked.sop):
        told = {**before.isian, isian.kode: answer}
        check_agenda(uow, asked.orang.kantor_id, asked.sop, told)
    given = {k: v for k, v in before.isian.items() if k != isian.kode}
    files = [kept for kept in before.lampiran if kept.isian != isian.kode]
    if answer:
        given[isian.kode] = answer
    if lampiran is not None:
        files.append(kept_of(lampiran, isian.kode))
    seen = {*(before.dijawab or ()), isian.kode}
    ahead = (at for at, each in enumerate(asked.sop.mulai) if each.kode not in seen)
    isi = replace(
        before,
        isian=given,
        lampiran=tuple(files),
        dijawab=tuple(sorted(seen)),
        ke=next(ahead, None),
        album=album,
        revisi=before.revisi + 1,
    )
    go_to(uow, replace(asked, isi=isi))


def skip(uow: UnitOfWork, asked: Asking, isian: Isian) -> None:
    """Leave an answer out, if the SOP does not need it."""
    if isian.wajib:
        raise IsianIncomplete(kurang=(isian.label,))
    keep(uow, asked, isian, "")


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
    asked = asking(uow, actor, current_start(uow, actor.chat_id, sop_id, revisi))
    isian = asked.isian
    if isian is None:
        raise QuestionOver
    if not is_given:
        skip(uow, asked, isian)
    elif isian.jenis is JenisIsian.CENTANG:
        keep(uow, asked, isian, uow.now.isoformat())
    else:
        raise QuestionOver


def choose_answer(uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int, sidik: str) -> None:
    """Take one of the answers that a question offers, as its button shows it.

    Raises:
        QuestionOver: It is not asked any more, or does not offer that.
    """
    asked = asking(uow, actor, current_start(uow, actor.chat_id, sop_id, revisi))
    isian = asked.isian
    answer = chosen(isian.kode, asked.isi.tawaran, sidik) if isian else ""
    if isian is None or not answer:
        raise QuestionOver
    keep(uow, asked, isian, answer)


def change_answer(uow: UnitOfWork, actor: Actor, *, sop_id: int, revisi: int, ke: int) -> None:
    """Ask again for one of the answers on the summary."""
    asked = asking(uow, actor, current_start(uow, actor.chat_id, sop_id, revisi))
    if ke >= len(asked.sop.mulai):
        raise QuestionOver
    go_to(uow, replace(asked, isi=replace(asked.isi, ke=ke, revisi=revisi + 1)))


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
        sumber=asked.sumber or None,
        lampiran=[lampiran_of(kept, uow.now) for kept in asked.lampiran],
    )
    uow.percakapan.drop(actor.chat_id)
    return outcome


def leave_start(uow: UnitOfWork, *, chat_id: int, sop_id: int, revisi: int) -> None:
    """Start nothing; what was answered is forgotten."""
    current_start(uow, chat_id, sop_id, revisi)
    uow.percakapan.drop(chat_id)
    say(uow, chat_id, None, Ditinggalkan(lanjut="mulai", lupa=True))


def accept_dokumen(
    uow: UnitOfWork,
    actor: Actor,
    *,
    lampiran: Lampiran,
    album: str = "",
    message_id: int = 0,
    tanda: Sequence[Tanda] = (),
    keterangan: str = "",
) -> None:
    """Keep a corrected paper, a dokumen for the berkas about to start, or one that a tugas waits for.

    Args:
        tanda: The marks of papers in it.
        keterangan: What stands under it.

    Raises:
        NoTugasWaits: Nothing asks for a dokumen.
        PaperOfSomeKantor: It may be the corrected paper of several offices.
    """
    found = uow.percakapan.get(actor.chat_id)
    if found is not None and isinstance(found.isi, ditanya.TandaBasah):
        take_scan(uow, actor, found.isi, lampiran)
        return
    if several := correcting(uow, actor.user_id, lampiran.nama):
        corrected = whose_paper(uow, several, lampiran.nama, tanda, keterangan)
        keep_correction(uow, actor, corrected, lampiran)
        return
    if found is not None and isinstance(found.isi, ditanya.TanyaMulai):
        asked = asking(uow, actor, found.isi)
        if follows(found, album):
            acknowledge(uow, asked.chat_id, asked.orang.kantor_id, message_id)
            add_page(uow, asked, found, lampiran)
            return
        if asked.isian is not None and asked.isian.jenis is JenisIsian.DOKUMEN:
            keep(uow, asked, asked.isian, lampiran.nama, lampiran, album)
            return
    keep_dokumen(uow, actor, lampiran=lampiran, album=album, message_id=message_id)


def add_page(uow: UnitOfWork, asked: Asking, found: Percakapan, lampiran: Lampiran) -> None:
    """Put one more dokumen of an album beside the one kept last; the summary is shown anew."""
    isi, kode = asked.isi, asked.isi.lampiran[-1].isian
    isi = replace(
        isi,
        lampiran=(*isi.lampiran, kept_of(lampiran, kode)),
        isian={**isi.isian, kode: add_name(isi.isian[kode], lampiran.nama)},
    )
    if isi.ke is None:
        go_to(uow, replace(asked, isi=replace(isi, revisi=isi.revisi + 1)))
    else:
        uow.percakapan.put(replace(found, isi=isi))
