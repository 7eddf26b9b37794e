"""Why the tenggat of a tugas is what it is: reckoned again when somebody asks, from what is kept."""

from collections.abc import Iterable
from datetime import date, datetime

from sop_flows.engine.account import account_for
from sop_flows.engine.excuse import BACK
from sop_flows.engine.line import GESER_BATAS
from sop_flows.errors import NotFound
from sop_flows.jejak import JejakLine
from sop_flows.ports.batas import BatasView
from sop_flows.ports.layar.kalender import BatasBergeser, HariLibur, LayarBatas, TugasKalender
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.access import load_own
from sop_flows.use_cases.tugas.kalender import describe


def ask_batas(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Owe somebody how the tenggat of a tugas of theirs came about.

    Raises:
        NotYourTugas: It is not the user's, or there is none.
    """
    load_own(uow, actor.user_id, tugas_id)
    say(uow, actor.chat_id, None, LayarBatas(tugas=tugas_id))


def view_batas(uow: UnitOfWork, *, user_id: int, tugas_id: int) -> BatasView:
    """Return how the tenggat of a tugas of the user came about.

    Raises:
        NotYourTugas: It is not the user's, or there is none.
        NotFound: It has no tenggat.
    """
    loaded = load_own(uow, user_id, tugas_id)
    tugas, berkas = loaded.tugas, loaded.berkas
    lines = [one for one in uow.jejak.of_berkas(berkas.id) if one.tugas_id == tugas.id]
    account = account_for(
        uow.sop.get(loaded.sop_id),
        tugas,
        uow.kantor.jam_kerja(berkas.kantor_id),
        asked_since(lines, tugas.dibuka_at),
        uow.berkas.tugas_of(berkas.id, tugas.langkah),
    )
    if account is None:
        raise NotFound
    satu = describe(uow, loaded)
    return BatasView(
        satu=satu,
        dibuka_at=tugas.dibuka_at,
        account=account,
        berhenti=tugas.facts.menunggu,
        ditunda=tugas.facts.ditunda,
        bergeser=tuple(read_moved(one, satu) for one in lines if one.aksi == GESER_BATAS),
    )


def asked_since(lines: Iterable[JejakLine], opened: datetime) -> datetime:
    """Return from when a tugas is asked for: since it opened, or since its excuse was taken back."""
    return max((one.at for one in lines if one.aksi == BACK), default=opened)


def read_moved(line: JejakLine, satu: TugasKalender) -> BatasBergeser:
    """Return what the history says of a tenggat that another calendar moved."""
    said = line.rincian
    return BatasBergeser(
        satu=satu,
        dari=datetime.fromisoformat(said["dari"]),
        ke=datetime.fromisoformat(said["ke"]),
        libur=tuple(
            HariLibur(
                tanggal=date.fromisoformat(day["tanggal"]), keterangan=day.get("keterangan", "")
            )
            for day in said.get("libur", ())
        ),
        masuk=tuple(map(date.fromisoformat, said.get("masuk", ()))),
    )
