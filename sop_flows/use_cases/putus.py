"""A gap in which taps may have been lost: every card that asks for an aksi comes again, once.

It is noted with the beat that ends it, and the cards come with the ticks after that, office by office, part by
part: the row says how far that got.
"""

from collections.abc import Collection
from datetime import datetime

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Tugas
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.layar.pengingat import SempatMati
from sop_flows.ports.records import KartuTugas, Loaded, Putus
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.holders import recipients_now
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import is_silent, tell


def note_gap(uow: UnitOfWork, *, mati: datetime, hidup: datetime) -> None:
    """Note that taps may have been lost between two moments; a gap whose cards are still coming is part of it."""
    known = uow.putus.pending()
    uow.putus.note(Putus(mati=min(known.mati, mati) if known else mati, hidup=hidup))


def reissue_cards(uow: UnitOfWork, room: int) -> int:
    """Send some cards anew after a gap that outlived taps; return the room that is left, none where others wait."""
    putus = uow.putus.pending()
    while putus is not None and room > 0:
        kantor_id = uow.pengingat.office_after(putus.setelah)
        if kantor_id is None:
            putus = None
        else:
            part = uow.berkas.load_part(kantor_id, putus.tugas, room)
            reissue_part(uow, kantor_id, putus, part.tugas)
            room -= len(part.tugas)
            last = part.tugas[-1].tugas.id if part.tugas else 0
            putus = replace(
                putus,
                setelah=kantor_id if part.is_last else putus.setelah,
                tugas=0 if part.is_last else last,
            )
        uow.putus.note(putus)
    return room if putus is None else 0


def reissue_part(uow: UnitOfWork, kantor_id: int, putus: Putus, part: Collection[Loaded]) -> None:
    """Send the cards of some tugas of an office anew."""
    uow.pegawai.look_up(kantor_id, None, local_date(uow, kantor_id))
    zona = uow.kantor.jam_kerja(kantor_id).zona
    told_of = SempatMati(mati=putus.mati, hidup=putus.hidup, zona=zona.key)
    once = f"{told_of.layar}:{putus.hidup.isoformat()}"
    known = {one.tugas.id: one for one in part}
    told: set[int] = set()
    for kartu in uow.kartu.of_each(known):
        one = known[kartu.tugas_id]
        segera = one.berkas.keadaan.segera
        if one.tugas.dibuka_at > putus.hidup or not asks(uow, kartu, one.tugas):
            continue
        if kartu.chat_id not in told:
            told.add(kartu.chat_id)
            tell(uow, kantor_id, [(kartu.chat_id, told_of)], segera=segera, once=once)
        uow.outbox.add(
            Kiriman(
                chat_id=kartu.chat_id,
                kantor_id=kantor_id,
                kartu_id=kartu.id,
                isi=LayarKartu(),
                baru=True,
                senyap=is_silent(uow, kantor_id, segera=segera),
            )
        )


def asks(uow: UnitOfWork, kartu: KartuTugas, tugas: Tugas) -> bool:
    """Tell whether a card asks its person for an aksi today; one that waits for answers does not."""
    if tugas.is_waiting:
        return False
    people = recipients_now(uow, kartu.kantor_id, tugas)
    return any(person.chat_id == kartu.chat_id for person in people)
