"""A paper that comes back corrected: kept with the tugas whose card has it, and shown for ours from then on.

1. Only whose tahap makes it hands it in; who checks another's paper, or has it as an invitation, returns it.
2. Who signs hands nothing in: what they sign is in front of them. What was signed stays what was signed.
3. Numbers of berkas are an office's own. Whose paper it is, is told by what stands under the file, else by
   the mark in it; where neither does, that is asked.
"""

from collections.abc import Sequence
from typing import Final

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import PaperOfSomeKantor
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kantor.identitas import fold_kode
from sop_flows.papers.nama import is_named_as
from sop_flows.papers.tanda import Tanda
from sop_flows.papers.when import hanging_on, named_at
from sop_flows.ports.kiriman import Lane, answer_to
from sop_flows.ports.layar.formulir import DokumenDiterima
from sop_flows.ports.records import Actor, Loaded
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Minta, Sop
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.jabatan.who import office_named, people_of
from sop_flows.use_cases.tugas.access import pelaku_of
from sop_flows.use_cases.tugas.changes import store_facts
from sop_flows.use_cases.tugas.lampiran import hand_in
from sop_flows.use_cases.tugas.listing import open_own

SIGNS: Final = frozenset({Minta.TANDA_TANGAN})


def correcting(uow: UnitOfWork, user_id: int, nama: str) -> tuple[Loaded, ...]:
    """Return the open tugas of a user that make a paper of that name, the first of each berkas."""
    if not is_named_as(nama):
        return ()
    found: dict[int, Loaded] = {}
    for loaded in open_own(uow, user_id):
        sop, tugas = uow.sop.get(loaded.sop_id), loaded.tugas
        nomor = loaded.berkas.nomor
        if any(is_named_as(nama, nomor, jenis) for jenis in correctable(sop, tugas)):
            found.setdefault(loaded.berkas.id, loaded)
    return tuple(found.values())


def whose_paper(
    uow: UnitOfWork, several: Sequence[Loaded], nama: str, tanda: Sequence[Tanda], keterangan: str
) -> Loaded:
    """Return of which of some tugas a corrected paper is.

    Args:
        tanda: The marks in the file.
        keterangan: What stands under it, which may be the kode of an office.

    Raises:
        PaperOfSomeKantor: Neither tells; or its mark is of another office.
    """
    kode = {uow.kantor.get(one.berkas.kantor_id).kode: one for one in several}
    said = {fold_kode(keterangan)}
    marked = {fold_kode(one.kantor) for one in tanda}
    for names in (said, marked):
        meant = [one for each, one in kode.items() if fold_kode(each) in names]
        if len(meant) == 1:
            return meant[0]
    if marked or len(several) > 1:
        raise PaperOfSomeKantor(nama=nama, kantor=tuple(sorted(kode)))
    return several[0]


def names_kantor(uow: UnitOfWork, *, user_id: int, keterangan: str) -> bool:
    """Tell whether what stands under a file is the kode of an office that a user serves."""
    own = (uow.kantor.get(one.kantor_id) for one in people_of(uow, user_id))
    return any(fold_kode(one.kode) == fold_kode(keterangan) for one in own)


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
