"""A paper that comes back corrected: kept with the tugas whose card has it, and shown for ours from then on.

1. Only whose tahap makes it hands it in; who checks another's paper, or has it as an invitation, returns it.
2. Who signs hands nothing in: what they sign is in front of them. What was signed stays what was signed.
"""

from typing import Final

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.papers.nama import is_named_as
from sop_flows.papers.when import hanging_on, named_at
from sop_flows.ports.kiriman import Lane, answer_to
from sop_flows.ports.layar.formulir import DokumenDiterima
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.jabatan.who import office_named
from sop_flows.use_cases.tugas.act import list_tugas, load, pelaku_of, store_facts
from sop_flows.use_cases.tugas.lampiran import hand_in

SIGNS: Final = frozenset({Minta.TANDA_TANGAN})


def correcting(uow: UnitOfWork, user_id: int, nama: str) -> Loaded | None:
    """Return the open tugas of a user that makes the paper of that name; None where none does."""
    if not is_named_as(nama):
        return None
    for line in list_tugas(uow, user_id=user_id).baris:
        loaded = load(uow, line.tugas.id)
        sop, tugas = uow.sop.get(loaded.sop_id), loaded.tugas
        nomor = loaded.berkas.nomor
        if any(is_named_as(nama, nomor, jenis) for jenis in correctable(sop, tugas)):
            return loaded
    return None


def correctable(sop: Sop, tugas: Tugas) -> frozenset[JenisPaper]:
    """Return the papers that somebody may correct with a tugas."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    if tahap is None or tahap.minta in SIGNS or tugas.unit_id is not None:
        return frozenset()
    made = {one.jenis for one in hanging_on(sop, tugas) if one.place == tugas.place}
    signed = (
        named_at(sop, place)[1]
        for place in sop.places
        if place < tugas.place and (before := sop.tahap_at(*place)) and before.minta in SIGNS
    )
    return frozenset(made.difference(*signed))


def keep_correction(uow: UnitOfWork, actor: Actor, loaded: Loaded, lampiran: Lampiran) -> None:
    """Keep a corrected paper; whoever was asked about the one before is asked anew."""
    tugas, berkas = loaded.tugas, loaded.berkas
    pelaku = pelaku_of(uow, actor.user_id, loaded, Kerja.SELESAI)
    hand_in(uow, berkas, tugas, pelaku, lampiran)
    kantor = office_named(uow, actor.user_id, berkas.kantor_id)
    told = DokumenDiterima(
        nama=lampiran.nama, nomor=tugas.nomor, formulir=False, kantor=kantor, ditanya=False
    )
    uow.outbox.add(answer_to(actor.chat_id, told, kantor_id=berkas.kantor_id))
    store_facts(uow, tugas, berkas.kantor_id, tugas.facts, lane=Lane.KETUK)
