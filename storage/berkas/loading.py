"""One tugas with its berkas, or one berkas, at one statement, and with what a unit of work is going to ask for next.

What a chat is asked brings along the tugas that it is about: the answer is going to be about that.
"""

from collections.abc import Sequence
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
    func,
    or_,
    select,
    union_all,
)

from sop_flows.engine.berkas import Berkas, StatusTugas
from sop_flows.ports.records import Loaded
from storage.berkas.loaded import (
    HAS_LAMPIRAN,
    WITH_OFFICE,
    found_in,
    in_order,
    note,
    remember,
    remember_open,
)
from storage.berkas.tugas import (
    BERKAS,
    BERKAS_ALONE,
    IS_OPEN,
    TUGAS,
    B,
    T,
    with_open,
)
from storage.database.carrier_tables import PercakapanRow
from storage.database.insert import table
from storage.database.open_rows import stands
from storage.database.prepared import Prepared
from storage.database.remembered import NOTED, Asked, UnitMemory
from storage.database.tables import KantorRow, NaskahRow, SopRow

_S = table(SopRow)
_K = table(KantorRow)
_N = table(NaskahRow)
_P = table(PercakapanRow)
_one = T.alias("one")
_is_wanted = T.c.id == _one.c.id
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
        case((_is_wanted, HAS_LAMPIRAN)).label("has_lampiran"),
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
_with_open: Final = Prepared(lambda: _load(_one, _open_too).where(_this), **_both)
_kept: Final = (
    select(_N.c.isi)
    .where(_N.c.berkas_id == B.c.id, _N.c.sha256 == B.c.keadaan["naskah"].as_string())
    .scalar_subquery()
)
_with_all: Final = Prepared(
    lambda: _load(_one, _all_too, case((_is_wanted, _kept)).label("naskah")).where(_this), **_both
)
_sent, _other = T.alias("sent"), T.alias("other")
_others_of: Final = _sent.join(
    _other,
    and_(_other.c.berkas_id == _sent.c.berkas_id, stands(_other, StatusTugas.TERBUKA)),
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
    lambda: _load(_one, T.c.id.in_(select(_sending.c.id))).where(_this), **_both
)
_first: Final = T.alias("first")
_first_open: Final = (
    select(func.min(_first.c.id))
    .where(_first.c.berkas_id == bindparam("this"), stands(_first, StatusTugas.TERBUKA))
    .scalar_subquery()
)
_is_first: Final = or_(T.c.id.is_(None), T.c.id == _first_open)
_keadaan: Final = case((_is_first, B.c.keadaan)).label("b_keadaan")


def run_with(*which: ColumnElement[bool]) -> Prepared:
    """Return the statement for one berkas with these of its open tugas, the first of all among them: see ``read_run``."""
    tugas = and_(T.c.berkas_id == B.c.id, IS_OPEN, *which)
    return Prepared(
        lambda: (
            select(T, *_but_keadaan, _keadaan, *NOTED, HAS_LAMPIRAN.label("has_lampiran"))
            .select_from(WITH_OFFICE.outerjoin(T, tugas))
            .where(B.c.id == bindparam("this"))
            .order_by(T.c.id)
        ),
        **_both,
    )


_berkas: Final = run_with()
_asked: Final = Prepared(
    lambda: _load(
        _P.outerjoin(_one, _one.c.id == _P.c.isi["tugas"].as_integer()),
        _open_too,
        *(_P.c[name].label(f"p_{name}") for name in ("chat_id", "jenis", "isi", "dimulai_at")),
    ).where(_P.c.bot_id == bindparam("bot"), _P.c.chat_id == bindparam("chat")),
    **_both,
)


def load_sending(connection: Connection, memory: UnitMemory, tugas_id: int) -> Loaded | None:
    """Return a tugas with its berkas, which has one of the other units' at its place: see ``BerkasPort``."""
    if tugas_id in memory.loaded:
        return memory.loaded[tugas_id]
    rows = _with_sending.all(connection, {"this": tugas_id})
    return found_in(memory, tugas_id, rows, in_order(rows))


def load_tugas(connection: Connection, memory: UnitMemory, tugas_id: int) -> Loaded | None:
    """Return a tugas with its berkas; what was read is remembered."""
    if tugas_id not in memory.loaded:
        rows = _with_open.all(connection, {"this": tugas_id})
        remember(memory, tugas_id, rows, in_order(rows))
    return memory.loaded.get(tugas_id)


def load_whole(connection: Connection, memory: UnitMemory, tugas_id: int) -> Loaded | None:
    """Return a tugas with its berkas; every tugas of that is remembered, and what it froze."""
    if tugas_id not in memory.loaded:
        rows = _with_all.all(connection, {"this": tugas_id})
        tugas = in_order(rows)
        if (found := remember(memory, tugas_id, rows, tugas)) is not None:
            memory.tugas[found.berkas.id] = tuple(tugas.values())
            memory.naskah[found.berkas.id] = next(row.naskah for row in rows if row.berkas)
    return memory.loaded.get(tugas_id)


def load_berkas(
    connection: Connection, memory: UnitMemory, berkas_id: int
) -> tuple[Berkas, int] | None:
    """Return a berkas with its open tugas, and its sop_id; what was read is remembered."""
    if berkas_id in memory.berkas:
        return memory.berkas[berkas_id]
    found = read_run(memory, _berkas.all(connection, {"this": berkas_id}))
    return None if found is None else remember_open(memory, *found)


def read_run(memory: UnitMemory, rows: Sequence[Any]) -> tuple[Berkas, int] | None:
    """Return the berkas that rows of ``run_with`` tell, with the open tugas that they have, and its sop_id."""
    if not rows:
        return None
    first = rows[0]
    note(memory, first)
    return with_open(first.berkas, in_order(rows).values()), first.b_sop_id


def load_asked(
    connection: Connection, memory: UnitMemory, bot_id: int, chat_id: int
) -> Asked | None:
    """Return what a chat is asked; the tugas that it is about is remembered with its berkas."""
    rows = _asked.all(connection, {"bot": bot_id, "chat": chat_id})
    if not rows:
        return None
    row = rows[0]
    remember(memory, row.p_isi.get("tugas"), rows, in_order(rows))
    return Asked(
        chat_id=row.p_chat_id, jenis=row.p_jenis, isi=row.p_isi, dimulai_at=row.p_dimulai_at
    )
