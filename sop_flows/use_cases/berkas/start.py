"""Starting a berkas of an activated SOP, for a periode of its kind or for an occasion."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Pelaku
from sop_flows.engine.berkas import Berkas, Stored
from sop_flows.engine.engine import start
from sop_flows.errors import AlreadyRunning, NotAllowed, SopNotReady
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.kantor import Pegawai
from sop_flows.kinerja.bentuk import BENTUK
from sop_flows.ports.pilihan import PilihanMulai, PilihanPeriode
from sop_flows.ports.records import Actor, Daftar, SopAktif
from sop_flows.ports.sop import SopPort
from sop_flows.ports.unit_of_work import BerkasPort, UnitOfWork
from sop_flows.sop.definition import JenisIsian, Sop
from sop_flows.use_cases.jabatan.who import local_date, people_of
from sop_flows.use_cases.tugas.act import owe_cards
from sop_flows.use_cases.tugas.lampiran import hand_in
from sop_flows.use_cases.tugas.nomor_surat import use_agenda
from sop_flows.use_cases.tugas.sumber import bring_values
from sop_flows.waktu.periode import JenisPeriode, Periode

SEGERA = "segera"
SIFAT = "sifat"
SIFAT_SEGERA = frozenset({"segera", "sangat segera", "amat segera"})
FIRST_YEAR = 2000
PERIODS = 4  # that are over, and a berkas can be started for


def list_startable(
    uow: UnitOfWork, *, user_id: int, periode: Periode | None = None
) -> tuple[PilihanMulai, ...]:
    """Return the SOPs that the user may start: for the last periode that is over, or for another one.

    For another one those only that repeat by its kind: an occasion is always today.
    """
    found: list[PilihanMulai] = []
    for orang in people_of(uow, user_id):
        today = local_date(uow, orang.kantor_id)
        for aktif in uow.sop.active(orang.kantor_id):
            jenis = aktif.sop.periode
            if not may_start(uow.sop, orang, aktif) or (periode and periode.jenis is not jenis):
                continue
            chosen = periode or Periode.ended_at(jenis, today)
            found.append(
                PilihanMulai(
                    kantor=uow.kantor.get(orang.kantor_id),
                    sop_id=aktif.id,
                    sop=aktif.sop,
                    periode=chosen,
                    berjalan=running_of(uow.berkas, orang.kantor_id, aktif, chosen),
                    selesai=finished_of(uow.berkas, orang.kantor_id, aktif, chosen),
                    is_berlangsung=not aktif.sop.is_bebas and today <= chosen.selesai,
                )
            )
    return tuple(found)


def list_periods(uow: UnitOfWork, *, user_id: int, jenis: JenisPeriode) -> PilihanPeriode:
    """Return the last four of a kind that are over, the newest first, and the one under way.

    That one can be started for once its first third is over.
    """
    days = [local_date(uow, orang.kantor_id) for orang in people_of(uow, user_id)]
    if not days:
        return PilihanPeriode(jenis=jenis, periode=())
    found = [Periode.ended_at(jenis, max(days))]
    while len(found) < PERIODS:
        found.append(found[-1].previous)
    latest = Periode.reported_at(jenis, max(days))
    return PilihanPeriode(
        jenis=jenis, periode=tuple(found), berlangsung=latest if latest > found[0] else None
    )


def as_of_today(uow: UnitOfWork, orang: Pegawai, sop: Sop, periode: Periode) -> Periode:
    """Return the periode that a berkas begins for: the one asked for, of an occasion today."""
    if not sop.is_bebas:
        return periode
    return Periode.at(JenisPeriode.BEBAS, local_date(uow, orang.kantor_id))


def running_of(runs: BerkasPort, kantor_id: int, aktif: SopAktif, periode: Periode) -> int | None:
    """Return the number of the berkas in whose way another of this SOP and periode would be."""
    if aktif.sop.is_bebas:
        return None
    return runs.running(kantor_id, aktif.id, periode)


def finished_of(runs: BerkasPort, kantor_id: int, aktif: SopAktif, periode: Periode) -> int | None:
    """Return the number of the newest berkas of this SOP that has ended for that periode."""
    if aktif.sop.is_bebas:
        return None
    return next(iter(runs.finished(kantor_id, (aktif.sop.kode,), periode)), None)


def may_start(sops: SopPort, orang: Pegawai, aktif: SopAktif) -> bool:
    """Tell whether somebody holds the post that starts this SOP, or any post as an admin."""
    return orang.steers(sops.kolom_of(orang.kantor_id, aktif.id, aktif.sop.pemrakarsa))


def start_berkas(
    uow: UnitOfWork,
    actor: Actor,
    *,
    sop_id: int,
    periode: Periode,
    isian: Mapping[str, str] = MappingProxyType({}),
    lampiran: Iterable[Lampiran] = (),
    sumber: int | None = None,
) -> Stored:
    """Start a berkas of an activated SOP for one periode; its starter gets the board.

    Args:
        isian: The facts that the SOP asks for at the start, by kode.
        lampiran: The dokumen among them; they are kept with the first tugas.
        sumber: The number of the finished berkas whose values it begins with.

    Raises:
        NotAllowed: The user does not start this SOP, or there is no such period or source yet.
        AlreadyRunning: One of this period is running, on whatever versi.
        SopNotReady: A column of the SOP has no post in this office.
        IsianIncomplete: A fact that the SOP needs is missing.
        NomorUsed: Another letter has its number of the agenda.
    """
    orang, aktif = startable(uow, actor.user_id, sop_id)
    kantor_id = orang.kantor_id
    periode = as_of_today(uow, orang, aktif.sop, periode)
    check_start(uow, orang, aktif, periode)
    if sumber is not None and sumber not in sources_of(uow.berkas, kantor_id, aktif.sop, periode):
        raise NotAllowed
    berkas = new_berkas(uow, orang, aktif, periode, isian, sumber)
    peta = uow.sop.peta(kantor_id, sop_id, berkas, local_date(uow, kantor_id))
    pelaku = starter(orang)
    begun = start(aktif.sop, berkas, pelaku, uow.now, peta, isian)
    outcome = uow.berkas.store(bring_values(uow, berkas, begun))
    keep_letter(uow, aktif.sop, outcome, pelaku, lampiran)
    owe_begun(uow, orang, aktif.sop, outcome, actor.chat_id)
    return outcome


def owe_begun(uow: UnitOfWork, orang: Pegawai, sop: Sop, begun: Stored, chat_id: int) -> None:
    """Owe who started a berkas its board, its first cards to who has them, and the offers without it."""
    berkas = begun.berkas
    uow.kartu.add_board(berkas.id, berkas.kantor_id, orang.id, chat_id, revisi=berkas.revisi)
    owe_cards(uow, begun, first_chat=chat_id)
    if not sop.is_bebas:
        uow.reminders.owe_list_again(berkas.kantor_id, Daftar.TAWARAN)


def keep_letter(
    uow: UnitOfWork, sop: Sop, begun: Stored, pelaku: Pelaku, lampiran: Iterable[Lampiran]
) -> None:
    """Keep the number of the agenda and the dokumen that a berkas begins with, by its first tugas.

    Raises:
        NomorUsed: Another letter has the number.
    """
    first = begun.opened[0]
    use_agenda(uow, sop, begun.berkas, first, pelaku)
    for one in lampiran:
        hand_in(uow, begun.berkas, first, pelaku, one)


def new_berkas(
    uow: UnitOfWork,
    orang: Pegawai,
    aktif: SopAktif,
    periode: Periode,
    isian: Mapping[str, str],
    sumber: int | None,
) -> Berkas:
    """Store an empty berkas, and return it with what it remembers from its start."""
    berkas = uow.berkas.new(
        kantor_id=orang.kantor_id,
        sop_id=aktif.id,
        judul=title_of(aktif.sop, isian),
        periode=periode,
        pegawai_id=orang.id,
        at=uow.now,
    )
    segera = is_segera(aktif.sop, isian)
    keadaan = replace(berkas.keadaan, sumber=sumber, segera=segera, bentuk=BENTUK)
    return replace(berkas, keadaan=keadaan)


def sources_of(runs: BerkasPort, kantor_id: int, sop: Sop, periode: Periode) -> tuple[int, ...]:
    """Return the numbers of the finished berkas whose result one of this SOP may begin with.

    They are of the same periode; for an occasion, of the triwulan that it falls in.
    """
    if not sop.masukan:
        return ()
    return runs.finished(kantor_id, sop.masukan, source_periode(sop, periode))


def source_periode(sop: Sop, periode: Periode) -> Periode:
    """Return of which periode the berkas are whose result one of this SOP may begin with."""
    return Periode.at(JenisPeriode.TRIWULAN, periode.mulai) if sop.is_bebas else periode


def check_start(uow: UnitOfWork, orang: Pegawai, aktif: SopAktif, periode: Periode) -> None:
    """Refuse to start an SOP for a periode to come or of another kind, twice, or without a post."""
    is_ours = periode.jenis is aktif.sop.periode and periode.tahun >= FIRST_YEAR
    today = local_date(uow, orang.kantor_id)
    if not is_ours or periode > Periode.reported_at(aktif.sop.periode, today):
        raise NotAllowed
    running = running_of(uow.berkas, orang.kantor_id, aktif, periode)
    if running is not None:
        raise AlreadyRunning(nomor=running)
    check_ready(uow.sop, orang.kantor_id, aktif)


def title_of(sop: Sop, isian: Mapping[str, str]) -> str:
    """Return what a berkas is called; those of occasions are told apart by their letter."""
    numbers = [i.kode for i in sop.mulai if i.jenis is JenisIsian.NOMOR]
    given = [isian[kode] for kode in numbers if isian.get(kode)]
    return f"{sop.nama} {given[0]}" if sop.is_bebas and given else sop.nama


def is_segera(sop: Sop, isian: Mapping[str, str]) -> bool:
    """Tell whether the sifat of the letter is a kind of ``Segera``, or the tick ``segera`` was given."""
    asked = {(i.kode, i.jenis) for i in sop.mulai}
    is_ticked = (SEGERA, JenisIsian.CENTANG) in asked and bool(isian.get(SEGERA))
    sifat = isian.get(SIFAT, "") if (SIFAT, JenisIsian.PILIHAN) in asked else ""
    return is_ticked or sifat.casefold() in SIFAT_SEGERA


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
            raise SopNotReady(sop=aktif.sop.kode, kolom=kolom.nama)
