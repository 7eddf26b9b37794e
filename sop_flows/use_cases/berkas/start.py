"""Starting a berkas of an activated SOP, for a triwulan or for an occasion."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from sop_flows.engine.berkas import Pelaku, Stored
from sop_flows.engine.engine import start
from sop_flows.errors import AlreadyRunning, NotAllowed, SopNotReady
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Pegawai
from sop_flows.ports.records import Actor, SopAktif
from sop_flows.ports.sop import SopPort
from sop_flows.ports.unit_of_work import BerkasPort, UnitOfWork
from sop_flows.ports.views import PilihanMulai
from sop_flows.sop.definition import JenisIsian, Sop
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.tugas.act import owe_cards

SEGERA = "segera"
FIRST_YEAR = 2000
PERIODS = 4  # triwulan that a berkas can be started for

Periode = tuple[int, int]
"""Year and triwulan."""


def list_startable(
    uow: UnitOfWork, *, user_id: int, periode: Periode | None = None
) -> tuple[PilihanMulai, ...]:
    """Return the SOPs that the user may start: for the triwulan to report on, or for another one.

    An SOP that runs once per occasion is offered for the present triwulan only.
    """
    found: list[PilihanMulai] = []
    for orang in people_of(uow, user_id):
        today = local_date(uow, orang.kantor_id)
        for aktif in uow.sop.active(orang.kantor_id):
            if not may_start(uow.sop, orang, aktif) or (periode and aktif.sop.is_bebas):
                continue
            tahun, triwulan = periode or latest_of(aktif.sop, today)
            found.append(
                PilihanMulai(
                    kantor=uow.kantor.get(orang.kantor_id),
                    sop_id=aktif.id,
                    sop=aktif.sop,
                    tahun=tahun,
                    triwulan=triwulan,
                    berjalan=running_of(uow.berkas, orang.kantor_id, aktif, (tahun, triwulan)),
                )
            )
    return tuple(found)


def list_periods(uow: UnitOfWork, *, user_id: int) -> tuple[Periode, ...]:
    """Return the last four triwulan that a berkas can be started for, the newest first."""
    people = people_of(uow, user_id)
    if not people:
        return ()
    found = [max(period_of(local_date(uow, orang.kantor_id)) for orang in people)]
    while len(found) < PERIODS:
        tahun, triwulan = found[-1]
        found.append((tahun, triwulan - 1) if triwulan > 1 else (tahun - 1, 4))
    return tuple(found)


def latest_of(sop: Sop, today: date) -> Periode:
    """Return the newest triwulan that a berkas of this SOP can be started for."""
    return calendar_period(today) if sop.is_bebas else period_of(today)


def calendar_period(day: date) -> Periode:
    """Return the year and triwulan that a day lies in."""
    return day.year, (day.month - 1) // 3 + 1


def period_of(today: date) -> Periode:
    """Return year and triwulan to report on: the one under way, in its last month or later.

    In the first month of a triwulan the one before it is still being measured.
    """
    if (today.month - 1) % 3 == 0:
        return calendar_period(today.replace(day=1) - timedelta(days=1))
    return calendar_period(today)


def running_of(runs: BerkasPort, kantor_id: int, aktif: SopAktif, periode: Periode) -> int | None:
    """Return the number of the berkas in whose way another of this SOP and triwulan would be."""
    if aktif.sop.is_bebas:
        return None
    return runs.running(kantor_id, aktif.id, *periode)


def may_start(sops: SopPort, orang: Pegawai, aktif: SopAktif) -> bool:
    """Tell whether somebody holds the post that starts this SOP, or any post as an admin."""
    return orang.steers(sops.kolom_of(orang.kantor_id, aktif.id, aktif.sop.pemrakarsa))


def start_berkas(
    uow: UnitOfWork,
    actor: Actor,
    *,
    sop_id: int,
    tahun: int,
    triwulan: int,
    isian: Mapping[str, str] = MappingProxyType({}),
    lampiran: Iterable[Lampiran] = (),
    sumber: int = 0,
) -> Stored:
    """Start a berkas of an activated SOP for one triwulan; its starter gets the board.

    Args:
        isian: The facts that the SOP asks for at the start, by kode.
        lampiran: The dokumen among them; they are kept with the first tugas.
        sumber: The number of the finished berkas whose values it begins with; 0 for none.

    Raises:
        NotAllowed: The user does not start this SOP, or there is no such period or source yet.
        AlreadyRunning: One of this period is running, on whatever versi.
        SopNotReady: A column of the SOP has no post in this office.
        IsianIncomplete: A fact that the SOP needs is missing.
    """
    orang, aktif = startable(uow, actor.user_id, sop_id)
    kantor_id = orang.kantor_id
    check_start(uow, orang, aktif, (tahun, triwulan))
    if sumber and sumber not in sources_of(uow.berkas, kantor_id, aktif.sop, (tahun, triwulan)):
        raise NotAllowed
    pelaku = starter(orang)
    berkas = uow.berkas.new(
        kantor_id=kantor_id,
        sop_id=sop_id,
        judul=title_of(aktif.sop, isian),
        tahun=tahun,
        triwulan=triwulan,
        pegawai_id=orang.id,
        at=uow.now,
    )
    keadaan = replace(berkas.keadaan, sumber=sumber, segera=is_segera(aktif.sop, isian))
    berkas = replace(berkas, keadaan=keadaan)
    peta = uow.sop.peta(kantor_id, sop_id, berkas, local_date(uow, kantor_id))
    outcome = uow.berkas.store(start(aktif.sop, berkas, pelaku, uow.now, peta, isian))
    for one in lampiran:
        first = outcome.opened[0].id
        uow.lampiran.add(
            kantor_id, replace(one, berkas_id=berkas.id, tugas_id=first, oleh=orang.id)
        )
    uow.kartu.add_board(
        berkas.id, kantor_id, orang.id, actor.chat_id, revisi=outcome.berkas.revisi
    )
    owe_cards(uow, outcome, first_chat=actor.chat_id)
    return outcome


def sources_of(runs: BerkasPort, kantor_id: int, sop: Sop, periode: Periode) -> tuple[int, ...]:
    """Return the numbers of the finished berkas whose result one of this SOP may begin with."""
    return runs.finished(kantor_id, sop.masukan, *periode) if sop.masukan else ()


def check_start(uow: UnitOfWork, orang: Pegawai, aktif: SopAktif, periode: Periode) -> None:
    """Refuse to start an SOP for a triwulan to come, twice, or with a column without a post."""
    tahun, triwulan = periode
    is_period = tahun >= FIRST_YEAR and 1 <= triwulan <= 4
    if not is_period or periode > latest_of(aktif.sop, local_date(uow, orang.kantor_id)):
        raise NotAllowed
    running = running_of(uow.berkas, orang.kantor_id, aktif, periode)
    if running is not None:
        raise AlreadyRunning(nomor=running)
    check_ready(uow.sop, orang.kantor_id, aktif)


def title_of(sop: Sop, isian: Mapping[str, str]) -> str:
    """Return what a berkas is called; those of one triwulan are told apart by their letter."""
    numbers = [i.kode for i in sop.mulai if i.jenis is JenisIsian.NOMOR]
    given = [isian[kode] for kode in numbers if isian.get(kode)]
    return f"{sop.nama} {given[0]}" if sop.is_bebas and given else sop.nama


def is_segera(sop: Sop, isian: Mapping[str, str]) -> bool:
    """Tell whether the tick ``segera``, where an SOP offers it at the start, was given."""
    ticks = [i.kode for i in sop.mulai if i.jenis is JenisIsian.CENTANG]
    return SEGERA in ticks and bool(isian.get(SEGERA))


def startable(uow: UnitOfWork, user_id: int, sop_id: int) -> tuple[Pegawai, SopAktif]:
    """Return the user and the SOP, if the user may start it."""
    for orang in people_of(uow, user_id):
        for aktif in uow.sop.active(orang.kantor_id):
            if aktif.id == sop_id and may_start(uow.sop, orang, aktif):
                return orang, aktif
    raise NotAllowed


def starter(orang: Pegawai) -> Pelaku:
    """Return an employee who may start as the one who acts, in the first post held today."""
    post = orang.jabatan[0]
    return Pelaku(
        pegawai_id=orang.id,
        nama=orang.nama,
        jabatan_id=post.jabatan_id,
        jabatan=post.nama,
        penugasan=post.penugasan,
    )


def check_ready(sops: SopPort, kantor_id: int, aktif: SopAktif) -> None:
    """Refuse to start an SOP of which a column has no post."""
    for kolom in aktif.sop.kolom:
        if not sops.kolom_of(kantor_id, aktif.id, kolom.id):
            raise SopNotReady(kode=aktif.sop.kode, kolom=kolom.nama)
