"""A database with thousands of open tugas: one berkas of one office as the product stores it, the rest copied in bulk.

An office is imported, everybody joins, and a berkas is begun; it is then copied under new numbers, with its tugas and
the cards on the phones of their holders, and so is the office with all that it consists of. Copies have no history of
their own: nothing that is measured here reads it.
"""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    Connection,
    FromClause,
    String,
    Table,
    and_,
    cast,
    func,
    insert,
    literal,
    select,
    true,
    update,
)

from benchmarks.bot_api import BOT_ID
from benchmarks.offices import (
    FIRST_USER,
    HEAD,
    Office,
    begin_berkas,
    bound,
    show_cards,
    side_by_side,
    workbook,
)
from sop_flows.engine.aksi import Penugasan
from sop_flows.sop.catalog import read_template
from sop_flows.use_cases.putus import note_gap
from storage.database.carrier_tables import IkatanChatRow, KartuRow
from storage.database.insert import table
from storage.database.schema import migrate
from storage.database.session import Database
from storage.database.tables import (
    BerkasRow,
    JabatanRow,
    KantorRow,
    PegawaiRow,
    PenugasanRow,
    SopKolomRow,
    SopRow,
    TugasRow,
    UnitRow,
)
from storage.documents.kantor.buku import BukuKantor
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork, in_unit

POSTS = 25
"""Of an office: a head and those below, each with a person of its own and a tugas of every berkas."""
OPENED = datetime(2026, 10, 5, 1, tzinfo=UTC)
"""When every berkas began: a Monday, 08.00 WIB; what it asks for is due in a day of work."""
LATE = datetime(2026, 10, 14, 1, 30, tzinfo=UTC)
"""A moment of working time at which all of it is late by days."""
TOMORROW = LATE + timedelta(days=1)

_B = table(BerkasRow)
_C = table(IkatanChatRow)
_J = table(JabatanRow)
_K = table(KartuRow)
_N = table(PenugasanRow)
_O = table(KantorRow)
_P = table(PegawaiRow)
_S = table(SopRow)
_T = table(TugasRow)
_U = table(UnitRow)
_KOLOM = table(SopKolomRow)
OFFICE = (_O, _J, _U, _P, _N, _S, _KOLOM, _B, _C, _T, _K)
"""What an office consists of, but for its history: those first that others name."""


def fill(path: Path, offices: int, tugas: int) -> Database:
    """Return a new database of that many offices, all of them settled, with that many open tugas in each."""
    url = f"sqlite:///{path}"
    migrate(url)
    database = Database.open(url)
    database.run_now(found)
    database.run_now(lambda connection: copy_berkas(connection, tugas // POSTS - 1))
    database.run_now(lambda connection: copy_office(connection, offices - 1))
    return database


def found(connection: Connection) -> None:
    """Import an office, let everybody join, and begin a berkas."""
    kantor_id = import_kantor(connection, buku(), OPENED).kantor_id
    people = connection.execute(select(_P.c.id).order_by(_P.c.id)).scalars()
    joined = [bound(BOT_ID, FIRST_USER + id, id, OPENED) for id in people]
    connection.execute(insert(_C), joined)
    posts = connection.execute(select(_J.c.id)).scalars()
    uow = SqlUnitOfWork(connection, BOT_ID, OPENED)
    template = read_template(side_by_side("1 hari"), "sop")
    sop_id = uow.sop.activate(kantor_id, template, {"a": [*posts]})
    office = Office(
        kantor_id=kantor_id,
        user_id=joined[0]["user_id"],
        pegawai_id=joined[0]["pegawai_id"],
        handing_on=sop_id,
        side_by_side=sop_id,
    )
    in_unit(begin_berkas, uow, office, sop_id)
    uow.kantor.settle(kantor_id, LATE.date())
    show_cards(connection, OPENED)


def copy_berkas(connection: Connection, copies: int) -> None:
    """Copy the berkas of every office that often, with tugas and cards."""
    if copies == 0:
        return
    first = connection.execute(select(func.min(_B.c.nomor))).scalar_one()
    series = series_of(copies)
    begun, again = _B.alias("begun"), _T.alias("again")
    is_copy = and_(_B.c.kantor_id == begun.c.kantor_id, _B.c.id != begun.c.id)
    copied(connection, _B, _B.join(series, true()), nomor=_B.c.nomor + POSTS * series.c.n)
    copied(
        connection,
        _T,
        _T.join(begun, begun.c.id == _T.c.berkas_id).join(_B, is_copy),
        berkas_id=_B.c.id,
        nomor=_T.c.nomor + _B.c.nomor - first,
    )
    copied(
        connection,
        _K,
        _K.join(_T, _T.c.id == _K.c.tugas_id)
        .join(begun, and_(begun.c.id == _T.c.berkas_id, begun.c.nomor == first))
        .join(_B, is_copy)
        .join(again, and_(again.c.berkas_id == _B.c.id, again.c.jabatan_id == _T.c.jabatan_id)),
        tugas_id=again.c.id,
    )
    connection.execute(update(_O).values(nomor=_O.c.nomor + POSTS * (copies + 1)))


def copy_office(connection: Connection, copies: int) -> None:
    """Copy the one office that often, with all that it consists of but its history.

    The rows of the n-th copy have the ids of the first, and n times as many more as there are of these.
    """
    if copies == 0:
        return
    series = series_of(copies)
    many = {
        rows: connection.execute(select(func.max(rows.c.id))).scalar_one() * series.c.n
        for rows in OFFICE
    }
    own: dict[Column[Any], Any] = {
        _J.c.unit_id: _J.c.unit_id + many[_U],
        _C.c.user_id: _C.c.user_id + many[_P],
        _C.c.chat_id: _C.c.chat_id + many[_P],
        _K.c.chat_id: _K.c.chat_id + many[_P],
        _O.c.kode: _O.c.kode + cast(series.c.n, String),
        _O.c.jejak_seq: literal(0),
        _O.c.jejak_hash: literal(""),
    }
    for rows, more in many.items():
        named = {key.parent: many[key.column.table] for key in rows.foreign_keys}
        ids = {column: column + by for column, by in ({rows.c.id: more} | named).items()}
        values = {column.name: (ids | own).get(column, column) for column in rows.c}
        copied(connection, rows, series.join(rows, true()), **values)


def series_of(last: int) -> CTE:
    """Return the numbers from 1 to the last, ``n`` of each row."""
    series = select(literal(1).label("n")).cte("series", recursive=True)
    return series.union_all(select(series.c.n + 1).where(series.c.n < last))


def copied(connection: Connection, rows: Table, found: FromClause, **own: Any) -> None:
    """Insert rows once more for each that is found, with other values in some columns."""
    names = [column.name for column in rows.c if column.name in own or column.name != "id"]
    values = (own.get(name, rows.c[name]) for name in names)
    chosen = select(*values).select_from(found)
    connection.execute(insert(rows).from_select(names, chosen, include_defaults=False))


def owe_all(database: Database) -> None:
    """Let every open tugas be due at ``LATE``, as after a night."""
    database.run_now(lambda connection: connection.execute(update(_T).values(ingat_at=LATE)))


def begin_outage(database: Database) -> None:
    """Note a gap of an hour that ended at ``LATE``."""
    unit = partial(note_gap, mati=LATE - timedelta(hours=1), hidup=LATE)
    database.run_now(lambda c: in_unit(unit, SqlUnitOfWork(c, BOT_ID, LATE)))


def stand_in(database: Database) -> None:
    """Appoint somebody for tomorrow who stands in for the head of each office."""
    heads = select(_J.c.kantor_id, func.min(_J.c.id).label("head")).group_by(_J.c.kantor_id)
    heads_of = heads.subquery()
    people = select(_P.c.kantor_id, func.max(_P.c.id).label("last")).group_by(_P.c.kantor_id)
    people_of = people.subquery()
    both = heads_of.join(people_of, people_of.c.kantor_id == heads_of.c.kantor_id)
    day = literal(TOMORROW.date())
    chosen = select(
        heads_of.c.kantor_id,
        people_of.c.last,
        heads_of.c.head,
        literal(Penugasan.PLH.value),
        literal(""),
        day,
        day,
    ).select_from(both)
    names = ["kantor_id", "pegawai_id", "jabatan_id", "jenis", "sk", "mulai_on", "selesai_on"]
    appoint = insert(_N).from_select(names, chosen, include_defaults=False)
    database.run_now(lambda connection: connection.execute(appoint))


def buku() -> BukuKantor:
    """Return the workbook of an office with a head, and an employee in every post below."""
    people = [(f"19700101{at:010}", f"Pegawai Nomor {at}") for at in range(POSTS)]
    return workbook("RIBUAN", "Kecamatan Ribuan", people, atasan=HEAD)
