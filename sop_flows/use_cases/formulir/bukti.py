"""Data dukung of single values: photos, dokumen and links, kept with their indikator.

1. They are asked for after each number where the office says so, and can be given to any value at any time.
2. What comes while a value is asked about belongs to that value; the rest of an album follows its first.
3. A link is kept as it was written. Nobody follows it.
"""

from sop_flows.deferred import replace
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports import ditanya
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.teks import excerpt
from sop_flows.use_cases.formulir.filling import Pengisian
from sop_flows.use_cases.formulir.typed import still_listed
from sop_flows.use_cases.tugas.lampiran import hand_in, support_of


def begin_bukti(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Ask for data dukung of one value."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is not None:
        pengisian.ask_bukti(row)


def leave_bukti(uow: UnitOfWork, actor: Actor, *, tugas_id: int, indikator_id: int) -> None:
    """Leave the data dukung of a value as they are; ask for what is next."""
    pengisian = Pengisian(uow, actor, tugas_id)
    row = still_listed(pengisian, indikator_id)
    if row is not None:
        pengisian.explain(row)


def type_bukti(uow: UnitOfWork, actor: Actor, asked: ditanya.TanyaBukti, teks: str) -> None:
    """Say that words are no data dukung, and ask again."""
    pengisian = Pengisian(uow, actor, asked.tugas)
    row = still_listed(pengisian, asked.indikator)
    if row is not None:
        pengisian.ask_bukti(row, ditolak=excerpt(teks))


def keep_bukti(
    uow: UnitOfWork, actor: Actor, asked: ditanya.TanyaBukti, lampiran: Lampiran, *, album: str
) -> None:
    """Keep what was sent with the value that is asked about, and wait for more.

    Of an indikator that the list has lost meanwhile, it is kept with the unit's other data dukung.
    """
    pengisian = Pengisian(uow, actor, asked.tugas)
    row = pengisian.listed(asked.indikator)
    kept = replace(lampiran, indikator_id=row.indikator.id if row else None)
    dukung = support_of(uow, pengisian.berkas, pengisian.tugas, kept)
    hand_in(uow, pengisian.berkas, pengisian.tugas, pengisian.pelaku, kept)
    pengisian.redraw(replace(pengisian.tugas.facts, dukung=dukung))
    if row is None:
        still_listed(pengisian, asked.indikator)
    elif album and asked.album == album:
        pengisian.acknowledge()
    else:
        pengisian.ask_bukti(row, album=album, diterima=kept.nama)
