"""One tugas with its berkas, at one statement, and with what a unit of work is going to ask for next."""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    case,
    exists,
    or_,
    select,
    true,
)

from sop_flows.ports.records import Loaded
from storage.berkas.tugas import BERKAS, IS_OPEN, B, T, read_berkas, read_tugas
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.remembered import NOTED, UnitMemory
from storage.database.tables import KantorRow, LampiranRow, SopRow

_L = table(LampiranRow)
_S = table(SopRow)
_K = table(KantorRow)
_one = T.alias("one")
_is_wanted = T.c.id == _one.c.id


def _load(which: ColumnElement[bool]) -> Select[Any]:
    """One tugas with others of its berkas; the berkas' own memory on the one row only."""
    berkas = [column for name, column in BERKAS.items() if name != "keadaan"]
    return (
        select(
            T,
            *berkas,
            case((_is_wanted, B.c.keadaan)).label("b_keadaan"),
            *NOTED,
            exists().where(_L.c.berkas_id == B.c.id).label("has_lampiran"),
        )
        .select_from(
            _one.join(B, B.c.id == _one.c.berkas_id)
            .join(_S, _S.c.id == B.c.sop_id)
            .join(_K, _K.c.id == B.c.kantor_id)
            .join(T, T.c.berkas_id == B.c.id)
        )
        .where(_one.c.id == bindparam("this"), which)
        .order_by(T.c.id)
    )


_with_open: Final = Prepared(_load(or_(IS_OPEN, _is_wanted)))
_with_all: Final = Prepared(_load(true()))


def load_tugas(
    connection: Connection, memory: UnitMemory, tugas_id: int, *, whole: bool
) -> Loaded | None:
    """Return a tugas with its berkas; what was read is remembered.

    Args:
        whole: Read every tugas of the berkas, not only the open ones.
    """
    if tugas_id in memory.loaded:
        return memory.loaded[tugas_id]
    rows = (_with_all if whole else _with_open).all(connection, {"this": tugas_id})
    wanted = next((row for row in rows if row.id == tugas_id), None)
    if wanted is None:
        return None
    tugas = tuple(map(read_tugas, rows))
    memory.note(wanted, wanted.b_sop_id)
    if not wanted.has_lampiran:
        memory.bare.add(wanted.b_id)
    if whole:
        memory.tugas[wanted.b_id] = tugas
    memory.loaded[tugas_id] = Loaded(
        tugas=next(one for one in tugas if one.id == tugas_id),
        berkas=read_berkas(wanted, [one for one in tugas if one.is_open]),
        sop_id=wanted.b_sop_id,
    )
    return memory.loaded[tugas_id]
