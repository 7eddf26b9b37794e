"""What rows say of tugas and their berkas, and what a unit of work remembers of it."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import exists

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.ports.records import Loaded
from storage.berkas.tugas import B, read_tugas, with_open
from storage.database.insert import table
from storage.database.remembered import UnitMemory
from storage.database.tables import KantorRow, LampiranRow, SopRow

_K, _L, _S = table(KantorRow), table(LampiranRow), table(SopRow)
WITH_OFFICE: Final = B.join(_S, _S.c.id == B.c.sop_id).join(_K, _K.c.id == B.c.kantor_id)
"""Berkas with the SOP and the office of which ``note`` remembers something."""
HAS_LAMPIRAN: Final = exists().where(_L.c.berkas_id == B.c.id)
"""Whether a berkas has any dokumen."""


def remember(
    memory: UnitMemory, tugas_id: int | None, rows: Sequence[Any], tugas: Mapping[int, Tugas]
) -> Loaded | None:
    """Remember a tugas with its berkas, if the rows have it, and those that are open beside it: they are drawn at once."""
    found = found_in(memory, tugas_id, rows, tugas)
    if found is not None:
        memory.loaded[found.tugas.id] = found
        remember_open(memory, found.berkas, found.sop_id)
    return found


def remember_open(memory: UnitMemory, berkas: Berkas, sop_id: int) -> tuple[Berkas, int]:
    """Remember a berkas, and each of its open tugas with it."""
    for one in berkas.terbuka:
        memory.loaded[one.id] = Loaded(tugas=one, berkas=berkas, sop_id=sop_id)
    memory.berkas[berkas.id] = berkas, sop_id
    return memory.berkas[berkas.id]


def found_in(
    memory: UnitMemory, tugas_id: int | None, rows: Sequence[Any], tugas: Mapping[int, Tugas]
) -> Loaded | None:
    """Return the tugas of that id with its berkas, if the rows have it; what else they say is noted."""
    wanted = next((row for row in rows if row.berkas is not None), None)
    if wanted is None or tugas_id is None:
        return None
    note(memory, wanted)
    return Loaded(
        tugas=tugas[tugas_id],
        berkas=with_open(wanted.berkas, (one for one in tugas.values() if one.is_open)),
        sop_id=wanted.b_sop_id,
    )


def in_order(rows: Sequence[Any]) -> dict[int, Tugas]:
    """Return the tugas of rows by id, oldest first; a row of an outer join may have none."""
    said = (row.tugas for row in rows if row.tugas is not None)
    return {one.id: one for one in sorted(said, key=attrgetter("id"))}


def note(memory: UnitMemory, row: Any) -> None:  # noqa: ANN401 -- of a berkas
    """Remember what a row says of a berkas besides."""
    memory.note(row, row.b_sop_id)
    if not row.has_lampiran:
        memory.bare.add(row.berkas.id)


def each_with_berkas(
    memory: UnitMemory, runs: Sequence[Any], rows: Sequence[Any]
) -> tuple[Loaded, ...]:
    """Return the tugas of ``rows`` by id, each with its berkas, whose ``terbuka`` are the tugas among them that belong to it."""
    terbuka: dict[int, list[Tugas]] = {}
    for row in rows:
        terbuka.setdefault(row.berkas_id, []).append(read_tugas(row))
    found: dict[int, Loaded] = {}
    for row in runs:
        note(memory, row)
        tugas = terbuka.get(row.berkas.id, [])
        berkas = with_open(row.berkas, tugas)
        found |= {t.id: Loaded(tugas=t, berkas=berkas, sop_id=row.b_sop_id) for t in tugas}
    return tuple(found[id] for id in sorted(found))
