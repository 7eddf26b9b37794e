"""One tugas with its berkas, or one berkas, at one statement, and with what a unit of work is going to ask for next.

What a chat is asked brings along the tugas that it is about: the answer is going to be about that.
"""

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    union_all,
)

from sop_flows.engine.berkas import Berkas, StatusBerkas, StatusTugas, Tugas
from sop_flows.ports.records import Loaded, OpenPart
from storage.berkas.tugas import (
    BERKAS,
    BERKAS_ALONE,
    IS_OPEN,
    TUGAS,
    B,
    T,
    columns_of,
    read_tugas,
    with_open,
)
from storage.database.carrier_tables import PercakapanRow
from storage.database.insert import table
from storage.database.open_rows import stands
from storage.database.prepared import Prepared
from storage.database.remembered import NOTED, Asked, UnitMemory
from storage.database.tables import KantorRow, LampiranRow, NaskahRow, SopRow

_L = table(LampiranRow)
_S = table(SopRow)
_K = table(KantorRow)
_N = table(NaskahRow)
_P = table(PercakapanRow)
_one = T.alias("one")
_is_wanted = T.c.id == _one.c.id
_lampiran: Final = exists().where(_L.c.berkas_id == B.c.id)
_has_lampiran: Final = _lampiran.label("has_lampiran")


_but_keadaan: Final = [column for name, column in BERKAS.items() if name != "keadaan"]
"""The columns of a berkas but for its own memory, which is as long as it has units: one row brings that."""


def _load(
    found: FromClause, others: ColumnElement[bool], *brought: ColumnElement[Any]
) -> Select[Any]:
    """One tugas with others of its berkas, in no order; what its berkas has of its own on the one row only."""
    return select(
        T,
        *_but_keadaan,
        case((_is_wanted, B.c.keadaan)).label("b_keadaan"),
        *NOTED,
        case((_is_wanted, _lampiran)).label("has_lampiran"),
        *brought,
    ).select_from(
        found.outerjoin(B, B.c.id == _one.c.berkas_id)
        .outerjoin(_S, _S.c.id == B.c.sop_id)
        .outerjoin(_K, _K.c.id == B.c.kantor_id)
        .outerjoin(T, others)
    )


_all_too: Final = T.c.berkas_id == B.c.id
_open_too: Final = and_(_all_too, or_(IS_OPEN, _is_wanted))
_this: Final = _one.c.id == bindparam("this")
_both: Final = {"tugas": TUGAS, "berkas": BERKAS_ALONE}
_with_open: Final = Prepared(_load(_one, _open_too).where(_this), **_both)
_kept: Final = (
    select(_N.c.isi)
    .where(_N.c.berkas_id == B.c.id, _N.c.sha256 == B.c.keadaan["naskah"].as_string())
    .scalar_subquery()
)
_with_all: Final = Prepared(
    _load(_one, _all_too, case((_is_wanted, _kept)).label("naskah")).where(_this), **_both
)
_sent, _other = T.alias("sent"), T.alias("other")
_others_of: Final = _sent.join(
    _other,
    and_(_other.c.berkas_id == _sent.c.berkas_id, stands(_other, StatusTugas.TERBUKA.value)),
)


def _beside(*where: ColumnElement[bool]) -> Select[Any]:
    """The ids of others that are open in the berkas of a tugas; each condition is a place of an index."""
    this = _sent.c.id == bindparam("this")
    return select(_other.c.id).select_from(_others_of).where(this, *where)


_is_here: Final = (_other.c.langkah == _sent.c.langkah, _other.c.tahap == _sent.c.tahap)
_foreign: Final = (_other.c.unit_id.is_not(None), _other.c.unit_id != _sent.c.unit_id)
_witness: Final = _beside(*_is_here, *_foreign).limit(1).subquery("witness")
_sending: Final = union_all(
    select(bindparam("this", type_=Integer).label("id")),
    _beside(_other.c.langkah < _sent.c.langkah),
    _beside(_other.c.langkah > _sent.c.langkah),
    _beside(_is_here[0], _other.c.tahap < _sent.c.tahap),
    _beside(_is_here[0], _other.c.tahap > _sent.c.tahap),
    _beside(*_is_here, _other.c.unit_id.is_(None)),
    _beside(*_is_here, _other.c.unit_id == _sent.c.unit_id),
    select(_witness.c.id),
).subquery("sending")
_with_sending: Final = Prepared(
    _load(_one, T.c.id.in_(select(_sending.c.id))).where(_this), **_both
)
_with_office: Final = B.join(_S, _S.c.id == B.c.sop_id).join(_K, _K.c.id == B.c.kantor_id)
_some_berkas: Final = select(*BERKAS.values(), *NOTED, _has_lampiran).select_from(_with_office)
_of_kantor: Final = (T.c.kantor_id == bindparam("kantor"), IS_OPEN)
_open: Final = Prepared(select(T).where(*_of_kantor).order_by(T.c.id))
_running: Final = Prepared(
    _some_berkas.where(B.c.id.in_(select(T.c.berkas_id).where(*_of_kantor))), berkas=BERKAS_ALONE
)
_after: Final = Prepared(
    _some_berkas.where(
        B.c.kantor_id == bindparam("kantor"),
        B.c.periode == bindparam("periode"),
        B.c.tahun == bindparam("tahun"),
        B.c.ke > bindparam("ke"),
        B.c.status == StatusBerkas.BERJALAN.value,
    ),
    berkas=BERKAS_ALONE,
)
_these_berkas: Final = Prepared(
    _some_berkas.where(B.c.id.in_(bindparam("berkas", expanding=True))),
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
_of_posts: Final = Prepared(
    select(T)
    .where(
        T.c.berkas_id.in_(bindparam("berkas", expanding=True)),
        T.c.unit_id.is_(None),
        T.c.pegawai_id.is_(None),
        IS_OPEN,
    )
    .order_by(T.c.id),
    "berkas",
)
_of_units: Final = tuple(  # each finds its rows by the index; no OR does
    select(T).where(T.c.berkas_id.in_(bindparam("berkas", expanding=True)), of)
    for of in (T.c.unit_id.is_(None), T.c.unit_id.in_(bindparam("units", expanding=True)))
)
_about: Final = Prepared(union_all(*_of_units).order_by(T.c.id), "berkas", "units", tugas=TUGAS)
_open_about: Final = Prepared(
    union_all(*(one.where(IS_OPEN) for one in _of_units)).order_by(T.c.id), "berkas", "units"
)
_first: Final = T.alias("first")
_first_open: Final = (
    select(func.min(_first.c.id))
    .where(_first.c.berkas_id == bindparam("this"), stands(_first, StatusTugas.TERBUKA.value))
    .scalar_subquery()
)
_is_first: Final = or_(T.c.id.is_(None), T.c.id == _first_open)
_keadaan: Final = case((_is_first, B.c.keadaan)).label("b_keadaan")
_berkas: Final = Prepared(
    select(T, *_but_keadaan, _keadaan, *NOTED, _has_lampiran)
    .select_from(_with_office.outerjoin(T, and_(T.c.berkas_id == B.c.id, IS_OPEN)))
    .where(B.c.id == bindparam("this"))
    .order_by(T.c.id),
    **_both,
)
_asked: Final = Prepared(
    _load(
        _P.outerjoin(_one, _one.c.id == _P.c.isi["tugas"].as_integer()),
        _open_too,
        *(_P.c[name].label(f"p_{name}") for name in ("chat_id", "jenis", "isi", "dimulai_at")),
    ).where(_P.c.bot_id == bindparam("bot"), _P.c.chat_id == bindparam("chat")),
    **_both,
)

_turn = (T.c.langkah, T.c.tahap, T.c.jabatan_id, T.c.unit_id, T.c.pegawai_id)
_last: Final = (
    select(T.c.id, func.row_number().over(partition_by=_turn, order_by=T.c.id.desc()).label("ke"))
    .where(T.c.berkas_id == bindparam("berkas"), stands(T, StatusTugas.SELESAI.value))
    .subquery("last")
)
_has_words: Final = or_(
    T.c.isi[("hasil", "catatan")].as_string() != "",
    T.c.isi[("hasil", "isian")].as_string().is_not(None),
)
_last_words: Final = Prepared(
    select(T)
    .join(_last, and_(_last.c.id == T.c.id, _last.c.ke == 1))
    .where(_has_words)
    .order_by(T.c.id)
)


def load_last_words(connection: Connection, berkas_id: int) -> tuple[Tugas, ...]:
    """Return the last done tugas of each post, unit and employee at each place, if it left answers or a note."""
    return tuple(map(read_tugas, _last_words.all(connection, {"berkas": berkas_id})))


def load_sending(connection: Connection, memory: UnitMemory, tugas_id: int) -> Loaded | None:
    """Return a tugas with its berkas, which has one of the other units' at its place: see ``BerkasRepo``."""
    if tugas_id in memory.loaded:
        return memory.loaded[tugas_id]
    rows = _with_sending.all(connection, {"this": tugas_id})
    return _found(memory, tugas_id, rows, _in_order(rows))


def load_about(connection: Connection, berkas_id: int, unit_id: int) -> tuple[Tugas, ...]:
    """Return the tugas of a berkas that are of a unit, or of none, oldest first."""
    rows = _about.all(connection, {"berkas": [berkas_id], "units": [unit_id]})
    return tuple(row.tugas for row in rows)


def load_tugas(
    connection: Connection, memory: UnitMemory, tugas_id: int, *, whole: bool
) -> Loaded | None:
    """Return a tugas with its berkas; what was read is remembered.

    Args:
        whole: Read every tugas of the berkas, not only the open ones.
    """
    if tugas_id not in memory.loaded:
        statement = _with_all if whole else _with_open
        _remember(memory, tugas_id, statement.all(connection, {"this": tugas_id}), whole=whole)
    return memory.loaded.get(tugas_id)


def load_berkas(
    connection: Connection, memory: UnitMemory, berkas_id: int
) -> tuple[Berkas, int] | None:
    """Return a berkas with its open tugas, and its sop_id; what was read is remembered."""
    if berkas_id in memory.berkas:
        return memory.berkas[berkas_id]
    rows = _berkas.all(connection, {"this": berkas_id})
    if not rows:
        return None
    first = rows[0]
    _note(memory, first)
    berkas = with_open(first.berkas, _in_order(rows).values())
    return _remember_open(memory, berkas, first.b_sop_id)


def load_open(connection: Connection, memory: UnitMemory, kantor_id: int) -> tuple[Loaded, ...]:
    """Return the open tugas of an office, each with its berkas, oldest first; what was read is remembered."""
    of_kantor = {"kantor": kantor_id}
    runs, rows = _running.all(connection, of_kantor), _open.all(connection, of_kantor)
    found = _each_with_berkas(memory, runs, rows)
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
    found = {one.tugas.id: one for one in _each_with_berkas(memory, runs, list(all_rows.values()))}
    return OpenPart(tugas=tuple(found[row.id] for row in rows), is_last=not is_cut)


def load_after(
    connection: Connection, memory: UnitMemory, berkas: Berkas, units: Collection[int]
) -> tuple[Loaded, ...]:
    """Return the open tugas of units, or of none, of running berkas of later periode: see ``BerkasRepo``."""
    facts = {"kantor": berkas.kantor_id, **columns_of(berkas.periode)}
    runs = _after.all(connection, facts)
    if not runs:
        return ()
    those = {"berkas": [row.berkas.id for row in runs], "units": list(units)}
    return _each_with_berkas(memory, runs, _open_about.all(connection, those))


def _each_with_berkas(
    memory: UnitMemory, runs: Sequence[Any], rows: Sequence[Any]
) -> tuple[Loaded, ...]:
    """Return the tugas of ``rows`` by id, each with its berkas, whose ``terbuka`` are the tugas among them that belong to it."""
    terbuka: dict[int, list[Tugas]] = {}
    for row in rows:
        terbuka.setdefault(row.berkas_id, []).append(read_tugas(row))
    found: dict[int, Loaded] = {}
    for row in runs:
        _note(memory, row)
        tugas = terbuka.get(row.berkas.id, [])
        berkas = with_open(row.berkas, tugas)
        found |= {t.id: Loaded(tugas=t, berkas=berkas, sop_id=row.b_sop_id) for t in tugas}
    return tuple(found[id] for id in sorted(found))


def load_asked(
    connection: Connection, memory: UnitMemory, bot_id: int, chat_id: int
) -> Asked | None:
    """Return what a chat is asked; the tugas that it is about is remembered with its berkas."""
    rows = _asked.all(connection, {"bot": bot_id, "chat": chat_id})
    if not rows:
        return None
    row = rows[0]
    _remember(memory, row.p_isi.get("tugas"), rows, whole=False)
    return Asked(
        chat_id=row.p_chat_id, jenis=row.p_jenis, isi=row.p_isi, dimulai_at=row.p_dimulai_at
    )


def _remember(
    memory: UnitMemory, tugas_id: int | None, rows: Sequence[Any], *, whole: bool
) -> None:
    """Remember a tugas with its berkas, if the rows have it, and those that are open beside it: they are drawn at once."""
    tugas = _in_order(rows)
    found = _found(memory, tugas_id, rows, tugas)
    if found is None:
        return
    memory.loaded[found.tugas.id] = found
    _remember_open(memory, found.berkas, found.sop_id)
    if whole:
        memory.tugas[found.berkas.id] = tuple(tugas.values())
        memory.naskah[found.berkas.id] = next(row.naskah for row in rows if row.berkas)


def _remember_open(memory: UnitMemory, berkas: Berkas, sop_id: int) -> tuple[Berkas, int]:
    """Remember a berkas, and each of its open tugas with it."""
    for one in berkas.terbuka:
        memory.loaded[one.id] = Loaded(tugas=one, berkas=berkas, sop_id=sop_id)
    memory.berkas[berkas.id] = berkas, sop_id
    return memory.berkas[berkas.id]


def _found(
    memory: UnitMemory, tugas_id: int | None, rows: Sequence[Any], tugas: Mapping[int, Tugas]
) -> Loaded | None:
    """Return the tugas of that id with its berkas, if the rows have it; what else they say is noted."""
    wanted = next((row for row in rows if row.berkas is not None), None)
    if wanted is None or tugas_id is None:
        return None
    _note(memory, wanted)
    return Loaded(
        tugas=tugas[tugas_id],
        berkas=with_open(wanted.berkas, (one for one in tugas.values() if one.is_open)),
        sop_id=wanted.b_sop_id,
    )


def _in_order(rows: Sequence[Any]) -> dict[int, Tugas]:
    """Return the tugas of rows by id, oldest first; a row of an outer join may have none."""
    said = (row.tugas for row in rows if row.tugas is not None)
    return {one.id: one for one in sorted(said, key=attrgetter("id"))}


def _note(memory: UnitMemory, row: Any) -> None:  # noqa: ANN401 -- of a berkas
    """Remember what a row says of a berkas besides."""
    memory.note(row, row.b_sop_id)
    if not row.has_lampiran:
        memory.bare.add(row.berkas.id)
