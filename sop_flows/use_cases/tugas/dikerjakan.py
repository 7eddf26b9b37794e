"""Saying that one of several holders of a post is at a tugas, so that the others leave it to them.

It locks nothing: whoever has the tugas may do it all the same, or say that they are at it now.
"""

from sop_flows.deferred import replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.engine import changed
from sop_flows.engine.facts import Dikerjakan
from sop_flows.errors import AksiNotAllowed
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import recipients_now
from sop_flows.use_cases.tugas.access import load, pelaku_of
from sop_flows.use_cases.tugas.changes import store_facts

TAKE_UP = "sedang"


def take_up(uow: UnitOfWork, actor: Actor, *, tugas_id: int) -> None:
    """Say on the cards of all who have a tugas that the user is at it.

    Raises:
        NotYourTugas: It is not theirs.
        TugasChanged: It is closed.
        AksiNotAllowed: Nobody else has it.
    """
    loaded = load(uow, tugas_id)
    pelaku = pelaku_of(uow, actor.user_id, loaded, Kerja.SELESAI)
    tugas, kantor_id = loaded.tugas, loaded.berkas.kantor_id
    if not tugas.is_open:
        raise changed(tugas)
    if len(recipients_now(uow, kantor_id, tugas)) < 2:
        raise AksiNotAllowed(aksi=TAKE_UP)
    known = tugas.facts.dikerjakan
    if known is not None and known.pegawai_id == pelaku.pegawai_id:
        uow.kartu.owe_again(tugas.id, actor.chat_id)
        return
    now = Dikerjakan(pegawai_id=pelaku.pegawai_id, nama=pelaku.nama, at=uow.now)
    store_facts(uow, tugas, kantor_id, replace(tugas.facts, dikerjakan=now), lane=Lane.BIASA)
