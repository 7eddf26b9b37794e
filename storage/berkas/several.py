"""Several tugas at a few statements: what is open in an office, or a part of it, and what is about units.

Each that is open comes with its berkas.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, and_, bindparam, func, or_, select, union_all

from sop_flows.engine.berkas import Berkas, StatusBerkas, StatusTugas, Tugas
from sop_flows.ports.records import Loaded, OpenPart
from storage.berkas.loaded import HAS_LAMPIRAN, WITH_OFFICE, each_with_berkas
from storage.berkas.tugas import BERKAS, BERKAS_ALONE, IS_OPEN, TUGAS, B, T, columns_of, read_tugas
from storage.database.open_rows import stands
from storage.database.prepared import Prepared
from storage.database.remembered import NOTED, UnitMemory

_some_berkas: Final = select(
    *BERKAS.values(), *NOTED, HAS_LAMPIRAN.label("has_lampiran")
).select_from(WITH_OFFICE)
_of_kantor: Final = (T.c.kantor_id == bindparam("kantor"), IS_OPEN)
_open: Final = Prepared(lambda: select(T).where(*_of_kantor).order_by(T.c.id))
_running: Final = Prepared(
    lambda: _some_berkas.where(B.c.id.in_(select(T.c.berkas_id).where(*_of_kantor))),
    berkas=BERKAS_ALONE,
)
_after: Final = Prepared(
    lambda: _some_berkas.where(
        B.c.kantor_id == bindparam("kantor"),
        B.c.periode == bindparam("periode"),
        B.c.tahun == bindparam("tahun"),
        B.c.ke > bindparam("ke"),
        B.c.status == StatusBerkas.BERJALAN.value,
    ),
    berkas=BERKAS_ALONE,
)
_these_berkas: Final = Prepared(
    lambda: _some_berkas.where(B.c.id.in_(bindparam("berkas", expanding=True))),
    "berkas",
    berkas=BERKAS_ALONE,
)
_before, _its = T.alias("before"), B.alias("its")
_reached: Final = (
    select(_its.c.nomor)
    .join(_before, _before.c.berkas_id == _its.c.id)
    .where(_before.c.id == bindparam("after"))
    .scalar_subquery()
)
_begins: Final = func.coalesce(_reached, 0)
_part: Final = Prepared(
    lambda: (
        select(T)
        .select_from(B.join(T, and_(T.c.berkas_id == B.c.id, IS_OPEN)))
        .where(
            B.c.kantor_id == bindparam("kantor"),
            B.c.nomor >= _begins,
            or_(B.c.nomor > _begins, T.c.id > bindparam("after")),
        )
        .order_by(B.c.nomor, T.c.id)
        .limit(bindparam("room"))
    )
)
_of_posts: Final = Prepared(
    lambda: (
        select(T)
        .where(
            T.c.berkas_id.in_(bindparam("berkas", expanding=True)),
            T.c.unit_id.is_(None),
            T.c.pegawai_id.is_(None),
            IS_OPEN,
        )
        .order_by(T.c.id)
    ),
    "berkas",
)
_of_units: Final = tuple(  # each finds its rows by the index; no OR does
    select(T).where(T.c.berkas_id.in_(bindparam("berkas", expanding=True)), of)
    for of in (T.c.unit_id.is_(None), T.c.unit_id.in_(bindparam("units", expanding=True)))
)
_about: Final = Prepared(
    lambda: union_all(*_of_units).order_by(T.c.id), "berkas", "units", tugas=TUGAS
)
_open_about: Final = Prepared(
    lambda: union_all(*(one.where(IS_OPEN) for one in _of_units)).order_by(T.c.id),
    "berkas",
    "units",
)
_turn = (T.c.langkah, T.c.tahap, T.c.jabatan_id, T.c.unit_id, T.c.pegawai_id)
_last: Final = (
    select(T.c.id, func.row_number().over(partition_by=_turn, order_by=T.c.id.desc()).label("ke"))
    .where(T.c.berkas_id == bindparam("berkas"), stands(T, StatusTugas.SELESAI))
    .subquery("last")
)
_has_words: Final = or_(
    T.c.isi[("hasil", "catatan")].as_string() != "",
    T.c.isi[("hasil", "isian")].as_string().is_not(None),
)
_last_words: Final = Prepared(
    lambda: (
        select(T)
        .join(_last, and_(_last.c.id == T.c.id, _last.c.ke == 1))
        .where(_has_words)
        .order_by(T.c.id)
    )
)


def load_open(connection: Connection, memory: UnitMemory, kantor_id: int) -> tuple[Loaded, ...]:
    """Return the open tugas of an office, each with its berkas, oldest first; what was read is remembered."""
    of_kantor = {"kantor": kantor_id}
    runs, rows = _running.all(connection, of_kantor), _open.all(connection, of_kantor)
    found = each_with_berkas(memory, runs, rows)
    memory.loaded |= {one.tugas.id: one for one in found}
    return found


def load_part(
    connection: Connection, memory: UnitMemory, kantor_id: int, after: int, room: int
) -> OpenPart:
    """Return a part of the open tugas of an office: see ``BerkasPort``."""
    facts = {"kantor": kantor_id, "after": after, "room": room + 1}
    rows = _part.all(connection, facts)
    if is_cut := len(rows) > room:
        whole = [row for row in rows if row.berkas_id != rows[-1].berkas_id]
        rows = whole or rows[:room]
    if not rows:
        return OpenPart()
    those = {"berkas": list(dict.fromkeys(row.berkas_id for row in rows))}
    beside = {row.id: row for row in _of_posts.all(connection, those)}
    all_rows = beside | {row.id: row for row in rows}
    runs = _these_berkas.all(connection, those)
    found = {one.tugas.id: one for one in each_with_berkas(memory, runs, list(all_rows.values()))}
    return OpenPart(tugas=tuple(found[row.id] for row in rows), is_last=not is_cut)


def load_after(
    connection: Connection, memory: UnitMemory, berkas: Berkas, units: Collection[int]
) -> tuple[Loaded, ...]:
    """Return the open tugas of units, or of none, of running berkas of later periode: see ``BerkasPort``."""
    facts = {"kantor": berkas.kantor_id, **columns_of(berkas.periode)}
    runs = _after.all(connection, facts)
    if not runs:
        return ()
    those = {"berkas": [row.berkas.id for row in runs], "units": list(units)}
    return each_with_berkas(memory, runs, _open_about.all(connection, those))


def load_about(connection: Connection, berkas_id: int, unit_id: int) -> tuple[Tugas, ...]:
    """Return the tugas of a berkas that are of a unit, or of none, oldest first."""
    rows = _about.all(connection, {"berkas": [berkas_id], "units": [unit_id]})
    return tuple(row.tugas for row in rows)


def load_last_words(connection: Connection, berkas_id: int) -> tuple[Tugas, ...]:
    """Return the last done tugas of each post, unit and employee at each place, if it left answers or a note."""
    return tuple(map(read_tugas, _last_words.all(connection, {"berkas": berkas_id})))
