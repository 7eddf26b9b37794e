"""/rencana: when an SOP has to begin to be done by a day, or when it is done if it begins now.

1. Whoever oversees the berkas of an SOP may plan it; a plan changes nothing.
2. Until a day means until the last working day that is not after it closes.
3. An SOP is planned after those whose result it begins with: those active in the office that have
   not ended for its periode, unless it is wanted alone.
4. What the office's own berkas took is told beside it: their medians, by the same versi of the SOP,
   and only where every SOP of the plan has ended before.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import median

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.engine.rencana import (
    Butir,
    Rencana,
    Terjadwal,
    as_before,
    break_down,
    latest_start,
    plan_from,
)
from sop_flows.errors import IsianUnreadable, NotAllowed
from sop_flows.kantor.halangan import Pejabat, find_halangan
from sop_flows.kantor.kantor import Kantor, Pegawai
from sop_flows.ports import ditanya
from sop_flows.ports.halaman import Halaman, page_of
from sop_flows.ports.layar.rencana import LayarPilihanRencana, LayarRencana, TanyaRencana
from sop_flows.ports.records import Actor, SopAktif
from sop_flows.ports.rencana import (
    Arah,
    BagianRencana,
    LangkahRencana,
    Maksud,
    MenurutLalu,
    PilihanRencana,
    Prospek,
    RencanaView,
)
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Sop
from sop_flows.use_cases.berkas.riwayat import oversees
from sop_flows.use_cases.berkas.start import list_startable, source_periode
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.say import ask, say
from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.periode import Periode
from sop_flows.waktu.tanggal import FARTHEST, read_tanggal

PER_PAGE = 12
"""Pieces of a plan on one screen."""
YEARS = 3
"""Of how many years, this one included, berkas are looked back at."""
DAY = timedelta(days=1)
Lama = Mapping[tuple[str, int], timedelta]
"""What langkah took before, by the kode of their SOP and their number."""


# Asking


def begin_rencana(uow: UnitOfWork, actor: Actor) -> None:
    """Ask which SOP is to be planned, or until when where there is one alone.

    Raises:
        NotAllowed: The user oversees none.
    """
    found = list_plannable(uow, user_id=actor.user_id)
    if not found:
        raise NotAllowed
    if len(found) == 1:
        ask_day(uow, actor, sop_id=found[0].sop_id)
        return
    say(uow, actor.chat_id, None, LayarPilihanRencana(user_id=actor.user_id))


def list_plannable(uow: UnitOfWork, *, user_id: int) -> tuple[PilihanRencana, ...]:
    """Return the SOPs that somebody may plan."""
    return tuple(
        PilihanRencana(kantor=uow.kantor.get(orang.kantor_id), sop_id=aktif.id, sop=aktif.sop)
        for orang in people_of(uow, user_id)
        for aktif in uow.sop.active(orang.kantor_id)
        if oversees(uow, orang, aktif.id)
    )


def plannable(uow: UnitOfWork, user_id: int, sop_id: int) -> tuple[Pegawai, SopAktif]:
    """Return the user and the SOP, if the user may plan it.

    Raises:
        NotAllowed: The user may not, or it is not active any more.
    """
    for orang in people_of(uow, user_id):
        for aktif in uow.sop.active(orang.kantor_id):
            if aktif.id == sop_id and oversees(uow, orang, sop_id):
                return orang, aktif
    raise NotAllowed


def ask_day(uow: UnitOfWork, actor: Actor, *, sop_id: int) -> None:
    """Ask until when an SOP has to be done."""
    orang, aktif = plannable(uow, actor.user_id, sop_id)
    kantor = uow.kantor.get(orang.kantor_id)
    today = local_date(uow, kantor.id)
    ask(uow, actor.chat_id, ditanya.Rencana(sop=sop_id))
    question = TanyaRencana(
        sop=sop_id,
        nama=aktif.sop.nama,
        kantor=kantor.nama,
        hari_ini=today,
        batas=next_due(kantor, aktif.sop, today),
    )
    say(uow, actor.chat_id, kantor.id, question)


def next_due(kantor: Kantor, sop: Sop, today: date) -> date | None:
    """Return the next day on which the laporan of an SOP is due; None where the office does not say."""
    hari = kantor.batas_laporan
    if hari is None or sop.is_bebas:
        return None
    ended = Periode.ended_at(sop.periode, today)
    return next(day for one in (ended, ended.next) if (day := one.due(hari)) >= today)


def type_day(uow: UnitOfWork, actor: Actor, asked: ditanya.Rencana, teks: str) -> None:
    """Take the day until which an SOP has to be done, or after ``mulai`` that on which it begins.

    Raises:
        IsianUnreadable: It is no day, or more than a year away.
    """
    orang, _ = plannable(uow, actor.user_id, asked.sop)
    today = local_date(uow, orang.kantor_id)
    word, _, rest = teks.strip().partition(" ")
    begins = word.casefold() == Arah.MULAI
    day = read_tanggal(rest if begins else teks.strip().removeprefix("sampai "), today)
    if day is None:
        raise IsianUnreadable(label="", jenis="tanggal")
    maksud = Maksud(sop=asked.sop, arah=Arah.MULAI if begins else Arah.SAMPAI, hari=day)
    show_rencana(uow, actor, maksud=maksud)


def show_rencana(uow: UnitOfWork, actor: Actor, *, maksud: Maksud) -> None:
    """Show somebody a plan; what the chat was asked for it is answered.

    Raises:
        NotAllowed: The user may not plan that SOP.
        IsianUnreadable: The day is more than a year away: nobody knows its calendar.
    """
    orang, _ = plannable(uow, actor.user_id, maksud.sop)
    if abs(maksud.hari - local_date(uow, orang.kantor_id)) > FARTHEST:
        raise IsianUnreadable(label="", jenis="tanggal")
    asked = uow.percakapan.get(actor.chat_id)
    if asked is not None and isinstance(asked.isi, ditanya.Rencana):
        uow.percakapan.drop(actor.chat_id)
    say(uow, actor.chat_id, orang.kantor_id, LayarRencana(user_id=actor.user_id, maksud=maksud))


def leave_day(uow: UnitOfWork, *, chat_id: int, sop_id: int) -> None:
    """Plan nothing, if that is still what the chat is asked."""
    asked = uow.percakapan.get(chat_id)
    if asked is not None and asked.isi == ditanya.Rencana(sop=sop_id):
        uow.percakapan.drop(chat_id)


# Planning


@dataclass(frozen=True, slots=True, kw_only=True)
class Rancangan:
    """What a plan is made of, in one office."""

    kantor_id: int
    jam_kerja: JamKerja
    sops: Sequence[SopAktif]
    """Each after those whose result it begins with; the last is the one that is planned."""
    butir: Sequence[Butir]

    def plan(self, butir: Sequence[Butir], maksud: Maksud, now: datetime) -> Rencana:
        """Return the plan of these pieces, from its latest start or from the day that is named."""
        if maksud.arah is Arah.SAMPAI:
            mulai = latest_start(butir, self.jam_kerja, close_before(self.jam_kerja, maksud.hari))
        elif now.astimezone(self.jam_kerja.zona).date() == maksud.hari:
            mulai = now
        else:
            mulai = self.jam_kerja.open_of(self.jam_kerja.add_hari_kerja(maksud.hari, 0))
        return plan_from(butir, self.jam_kerja, mulai)


def close_before(jam_kerja: JamKerja, day: date) -> datetime:
    """Return when the last working day closes that is not after a day."""
    return jam_kerja.close_of(jam_kerja.add_hari_kerja(day + DAY, -1))


def view_rencana(uow: UnitOfWork, *, user_id: int, maksud: Maksud) -> RencanaView:
    """Return a page of a plan, for somebody who may plan the SOP.

    Raises:
        NotAllowed: The user may not.
    """
    orang, aktif = plannable(uow, user_id, maksud.sop)
    view = draw_up(uow, orang.kantor_id, aktif, maksud)
    planned = {one.kode: one for one in (*view.sebelum, aktif.sop)}
    first = {kode for kode, sop in planned.items() if not planned.keys() & set(sop.masukan)}
    return replace(
        view,
        dapat_dimulai=tuple(
            one
            for one in list_startable(uow, user_id=user_id)
            if (one.kantor.id, one.berjalan) == (orang.kantor_id, None) and one.sop.kode in first
        ),
    )


def draw_up(
    uow: UnitOfWork,
    kantor_id: int,
    aktif: SopAktif,
    maksud: Maksud,
    *,
    bagian: int = 1,
) -> RencanaView:
    """Return a plan of an office, that many of its parts to a page."""
    jam_kerja = uow.kantor.jam_kerja(kantor_id)
    sops = sops_of(uow, kantor_id, aktif, maksud)
    planned = sops if maksud.rantai else sops[-1:]
    made = Rancangan(
        kantor_id=kantor_id,
        jam_kerja=jam_kerja,
        sops=planned,
        butir=break_down(one.sop for one in planned),
    )
    rencana = made.plan(made.butir, maksud, uow.now)
    jumlah, lama = looked_back(uow, made)
    before = made.plan(as_before(made.butir, lama), maksud, uow.now) if jumlah else None
    is_late = maksud.arah is Arah.SAMPAI and rencana.mulai < uow.now
    now = plan_from(made.butir, jam_kerja, uow.now).selesai if is_late else None
    return RencanaView(
        kantor=uow.kantor.get(kantor_id),
        sop=aktif.sop,
        maksud=maksud,
        mulai=rencana.mulai,
        selesai=rencana.selesai,
        bagian=page_of_plan(uow, made, rencana, lama, maksud.halaman, bagian),
        sebelum=tuple(one.sop for one in planned[:-1]),
        masukan=tuple(one.sop for one in sops[:-1]),
        bila_sekarang=now,
        lalu=MenurutLalu(jumlah=jumlah, mulai=before.mulai, selesai=before.selesai)
        if before
        else None,
    )


def sops_of(
    uow: UnitOfWork, kantor_id: int, aktif: SopAktif, maksud: Maksud
) -> tuple[SopAktif, ...]:
    """Return an SOP after those that have to be done before it, each once."""
    active = {one.sop.kode: one for one in uow.sop.active(kantor_id)}
    found: dict[str, SopAktif] = {}
    met: set[str] = set()

    def add(one: SopAktif) -> None:
        met.add(one.sop.kode)
        periode = source_periode(one.sop, Periode.ended_at(one.sop.periode, maksud.hari))
        for kode in one.sop.masukan:
            if kode in met or kode not in active:
                continue
            if not uow.berkas.finished(kantor_id, (kode,), periode):
                add(active[kode])
        found[one.sop.kode] = one

    add(aktif)
    return tuple(found.values())


def looked_back(uow: UnitOfWork, made: Rancangan) -> tuple[int, Lama]:
    """Return how many berkas of these SOPs have ended, and the medians of their langkah.

    None where one of the SOPs has not been done before.
    """
    lama: dict[tuple[str, int], timedelta] = {}
    jumlah = 0
    year = local_date(uow, made.kantor_id).year
    measured = {
        jenis: uow.berkas.measured(made.kantor_id, jenis, range(year - YEARS + 1, year + 1))
        for jenis in {aktif.sop.periode for aktif in made.sops}
    }
    for aktif in made.sops:
        runs = [
            berkas.keadaan.lama
            for berkas, sop_id in measured[aktif.sop.periode]
            if sop_id == aktif.id and berkas.status is StatusBerkas.SELESAI and berkas.keadaan.lama
        ]
        if not runs:
            return 0, {}
        jumlah += len(runs)
        for langkah in aktif.sop.langkah:
            if took := [run[langkah.no].kerja for run in runs if langkah.no in run]:
                lama[aktif.sop.kode, langkah.no] = middle(took)
    return jumlah, lama


def middle(spans: Iterable[timedelta]) -> timedelta:
    """Return the median of some spans of time."""
    return timedelta(seconds=median(span.total_seconds() for span in spans))


def outlook(uow: UnitOfWork, kantor_id: int, sop: Sop, periode: Periode) -> Prospek:
    """Return until when an SOP alone has to begin for its laporan, or when it is done if it begins now."""
    jam_kerja, kantor = uow.kantor.jam_kerja(kantor_id), uow.kantor.get(kantor_id)
    butir = break_down([sop])
    selesai = plan_from(butir, jam_kerja, uow.now).selesai
    if kantor.batas_laporan is None or sop.is_bebas:
        return Prospek(zona=kantor.zona.key, selesai=selesai)
    batas = periode.due(kantor.batas_laporan)
    mulai = latest_start(butir, jam_kerja, close_before(jam_kerja, batas))
    return Prospek(
        zona=kantor.zona.key,
        batas=batas,
        mulai=mulai if mulai >= uow.now else None,
        selesai=selesai,
    )


def page_of_plan(
    uow: UnitOfWork, made: Rancangan, rencana: Rencana, lama: Lama, ke: int, size: int
) -> Halaman[BagianRencana]:
    """Return a page of a plan: parts of it, each with pieces of one SOP, and what these run into."""
    of_sop = {one.sop.kode: one for one in made.sops}
    parts: list[tuple[SopAktif, Sequence[Terjadwal]]] = []
    for kode, pieces in groupby(rencana.butir, key=lambda one: one.butir.sop.kode):
        own = list(pieces)
        even = -(-len(own) // -(-len(own) // PER_PAGE))
        parts += ((of_sop[kode], own[at : at + even]) for at in range(0, len(own), even))
    return page_of(parts, ke, size).each(lambda part: part_of_plan(uow, made, *part, lama))


def part_of_plan(
    uow: UnitOfWork,
    made: Rancangan,
    aktif: SopAktif,
    pieces: Sequence[Terjadwal],
    lama: Lama,
) -> BagianRencana:
    """Return pieces of a plan with whom they ask and what they run into."""
    kantor_id = made.kantor_id
    posts = uow.kantor.jabatan(kantor_id)
    kolom = {
        one.id: tuple(posts[id] for id in uow.sop.kolom_of(kantor_id, aktif.id, one.id))
        for one in aktif.sop.kolom
    }
    since = min(one.mulai for one in pieces).date()
    pejabat = Pejabat(kolom=kolom, penunjukan=uow.penugasan.since(kantor_id, since))
    return BagianRencana(
        sop=aktif.sop,
        langkah=tuple(
            LangkahRencana(
                terjadwal=one,
                kolom=names_of(one.butir),
                lalu=lama.get((aktif.sop.kode, one.butir.langkah.no)),
            )
            for one in pieces
        ),
        halangan=find_halangan(pieces, made.jam_kerja, pejabat),
    )


def names_of(butir: Butir) -> tuple[str, ...]:
    """Return the names of the columns that a piece asks, in its order."""
    asked: Iterable[str] = (kolom for tahap in butir.stages for kolom in tahap.untuk)
    return tuple(butir.sop.kolom_of(kolom).nama for kolom in dict.fromkeys(asked))
