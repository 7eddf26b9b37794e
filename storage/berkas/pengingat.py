"""When a tugas is to be looked at again, and which reminders were said."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    Select,
    String,
    bindparam,
    func,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.types import TypeEngine

from sop_flows.ports.records import Berulang, Pengingat, Terbuka, TugasDue
from sop_flows.waktu.periode import JenisPeriode, Periode, write_periode
from storage.berkas.tugas import (
    BERKAS,
    IS_OPEN,
    B,
    T,
    columns_of,
    read_keadaan,
    read_periode,
    read_tugas,
)
from storage.database.insert import NewRows, table
from storage.database.prepared import Prepared
from storage.database.remembered import NOTED, UnitMemory
from storage.database.tables import KantorRow, PengingatRow, SopRow
from storage.offices.filled import filled_columns

TAWARAN = "tawaran"
_P = table(PengingatRow)
_S = table(SopRow)
_K = table(KantorRow)
_every = (
    select(
        T,
        B.c.sop_id,
        B.c.nomor.label("b_nomor"),
        B.c.judul,
        BERKAS["periode"],
        BERKAS["tahun"],
        BERKAS["ke"],
        B.c.dimulai_oleh,
        *NOTED,
        *filled_columns(T, B),
    )
    .join(B, B.c.id == T.c.berkas_id)
    .join(_S, _S.c.id == B.c.sop_id)
    .join(_K, _K.c.id == T.c.kantor_id)
)
_open = _every.where(IS_OPEN)
_each = Prepared(
    lambda: _every.where(T.c.id.in_(bindparam("tugas", expanding=True))).order_by(T.c.id), "tugas"
)
_is_due = (IS_OPEN, T.c.ingat_at <= bindparam("before"))
_oldest = (
    select(T.c.kantor_id)
    .where(*_is_due)
    .order_by(T.c.ingat_at)
    .limit(bindparam("limit"))
    .subquery("oldest")
)
_due = Prepared(
    lambda: (
        _every.where(T.c.kantor_id.in_(select(_oldest.c.kantor_id)), *_is_due)
        .order_by(T.c.kantor_id, T.c.ingat_at, T.c.id)
        .limit(bindparam("limit"))
    )
)
_of_berkas = Prepared(lambda: _open.where(T.c.berkas_id == bindparam("berkas")).order_by(T.c.id))
_of_kantor = (
    _open.add_columns(B.c.keadaan).where(T.c.kantor_id == bindparam("kantor")).order_by(T.c.id)
)
_office_after = Prepared(
    lambda: select(func.min(T.c.kantor_id).label("id")).where(
        IS_OPEN, T.c.kantor_id > bindparam("kantor")
    )
)
_next = select(func.min(T.c.ingat_at)).where(IS_OPEN)
_at = Prepared(
    lambda: update(T).where(T.c.id == bindparam("this"), IS_OPEN).values(ingat_at=bindparam("at"))
)
_all_at = (
    update(T)
    .where(IS_OPEN, T.c.ingat_at > bindparam("moment"))
    .values(ingat_at=bindparam("moment"))
)
_kept, _run, _piece = _S.alias("kept"), B.alias("run"), T.alias("piece")
_runs = (
    _run.c.kantor_id == _S.c.kantor_id,
    _run.c.sop_id == _kept.c.id,
    _kept.c.kode == _S.c.kode,
)
_first_run = select(func.min(_run.c.id)).where(*_runs).correlate(_S).scalar_subquery()
_first_piece = select(func.min(_piece.c.id)).where(_piece.c.berkas_id == _first_run)
_say = NewRows(PengingatRow)
_said = Prepared(
    lambda: select(_P.c.kantor_id, _P.c.tugas_id, _P.c.jenis, _P.c.slot).where(
        _P.c.tugas_id.in_(bindparam("tugas", expanding=True)),
        _P.c.slot.in_(bindparam("slots", expanding=True)),
    ),
    "tugas",
    "slots",
)
_WANTED: Mapping[str, TypeEngine[Any]] = {
    "periode": String(),
    "tahun": Integer(),
    "ke": Integer(),
    "slot": String(),
}
"""What is known of a periode that an SOP may not have run for."""


@cache
def _repeated(count: int) -> Prepared:
    """Every SOP that ran by a kind of periode, with each of so many that it was not run for."""
    rows: Iterator[Select[Any]] = (
        select(
            *(bindparam(f"{name}_{no}", type_=kind).label(name) for name, kind in _WANTED.items())
        )
        for no in range(count)
    )
    wanted = union_all(*rows).subquery("wanted")
    kind = (*_runs, _run.c.periode == wanted.c.periode)
    this = (*kind, _run.c.tahun == wanted.c.tahun, _run.c.ke == wanted.c.ke)
    offer = (_P.c.tugas_id == T.c.id, _P.c.jenis == TAWARAN, _P.c.slot == wanted.c.slot)
    return Prepared(
        lambda: (
            select(
                _S.c.kantor_id,
                _S.c.id.label("sop_id"),
                T.c.id.label("tugas_id"),
                *(wanted.c[name] for name in ("periode", "tahun", "ke")),
            )
            .select_from(_S.join(T, T.c.id == _first_piece.scalar_subquery()).join(wanted, true()))
            .where(
                _S.c.aktif.is_(True),
                _S.c.kantor_id.in_(bindparam("offices", expanding=True)),
                select(_run.c.id).where(*kind).correlate(_S, wanted).exists(),
                ~select(_run.c.id).where(*this).correlate(_S, wanted).exists(),
                ~select(_P.c.tugas_id).where(*offer).correlate(T, wanted).exists(),
            )
            .order_by(_S.c.id)
        ),
        "offices",
    )


_offered = Prepared(
    lambda: (
        select(_S.c.kantor_id, _S.c.id.label("sop_id"), T.c.id.label("tugas_id"), _P.c.slot)
        .select_from(
            _S.join(T, T.c.id == _first_piece.scalar_subquery()).join(_P, _P.c.tugas_id == T.c.id)
        )
        .where(
            _S.c.kantor_id == bindparam("kantor"),
            _S.c.aktif.is_(True),
            _P.c.jenis == TAWARAN,
            _P.c.slot.in_(bindparam("slots", expanding=True)),
        )
        .order_by(_S.c.id)
    ),
    "slots",
)


class PengingatRepo:
    """The reminders of open tugas, within one unit of work."""

    def __init__(self, connection: Connection, memory: UnitMemory) -> None:
        self._connection = connection
        self._memory = memory

    def due(self, before: datetime, limit: int) -> tuple[TugasDue, ...]:
        """See ``PengingatPort.due``; no more are read than are returned."""
        return self._read(_due, before=before, limit=limit)

    def of_berkas(self, berkas_id: int) -> tuple[TugasDue, ...]:
        """See ``PengingatPort.of_berkas``."""
        return self._read(_of_berkas, berkas=berkas_id)

    def each(self, tugas: Collection[int]) -> tuple[TugasDue, ...]:
        """See ``PengingatPort.each``."""
        return self._read(_each, tugas=list(tugas)) if tugas else ()

    def of_kantor(self, kantor_id: int) -> tuple[Terbuka, ...]:
        """See ``PengingatPort.of_kantor``."""
        rows = self._connection.execute(_of_kantor, {"kantor": kantor_id}).all()
        return tuple(map(_read_open, rows))

    def office_after(self, kantor_id: int) -> int | None:
        """See ``PengingatPort.office_after``."""
        found: int | None = _office_after.first(self._connection, {"kantor": kantor_id}).id
        return found

    def next_due(self) -> datetime | None:
        """See ``PengingatPort.next_due``."""
        at: datetime | None = self._connection.execute(_next).scalar_one()
        return at

    def remind_at(self, moments: Mapping[int, datetime | None]) -> None:
        """See ``PengingatPort.remind_at``."""
        rows = ({"this": tugas_id, "at": at} for tugas_id, at in moments.items())
        _at.write(self._connection, *rows)

    def remind_all_at(self, at: datetime) -> None:
        """See ``PengingatPort.remind_all_at``."""
        self._connection.execute(_all_at, {"moment": at})

    def record(self, said: Iterable[Pengingat], at: datetime) -> frozenset[Pengingat]:
        """See ``PengingatPort.record``."""
        wanted = tuple(dict.fromkeys(said))
        if not wanted:
            return frozenset()
        facts = {
            "tugas": sorted({one.tugas_id for one in wanted}),
            "slots": sorted({one.slot for one in wanted}),
        }
        known = set(_said.all(self._connection, facts))
        new = [one for one in wanted if one not in known]
        _say.insert(self._connection, [one._asdict() | {"dikirim_at": at} for one in new])
        return frozenset(new)

    def repeated(
        self, periode: Collection[Periode], offices: Collection[int]
    ) -> tuple[Berulang, ...]:
        """See ``PengingatPort.repeated``."""
        facts: dict[str, Any] = {
            f"{name}_{no}": value
            for no, one in enumerate(periode)
            for name, value in {**columns_of(one), "slot": _slot(one)}.items()
        }
        facts["offices"] = list(offices)
        return tuple(
            Berulang(
                kantor_id=row.kantor_id,
                sop_id=row.sop_id,
                tugas_id=row.tugas_id,
                periode=Periode(JenisPeriode(row.periode), row.tahun, row.ke),
            )
            for row in _repeated(len(periode)).all(self._connection, facts)
        )

    def offered(self, kantor_id: int, periode: Collection[Periode]) -> tuple[Berulang, ...]:
        """See ``PengingatPort.offered``."""
        known = {_slot(one): one for one in periode}
        rows = _offered.all(self._connection, {"kantor": kantor_id, "slots": list(known)})
        return tuple(
            Berulang(
                kantor_id=row.kantor_id,
                sop_id=row.sop_id,
                tugas_id=row.tugas_id,
                periode=known[row.slot],
            )
            for row in rows
        )

    def record_offer(self, one: Berulang, at: datetime) -> bool:
        """See ``PengingatPort.record_offer``."""
        offer = Pengingat(
            kantor_id=one.kantor_id,
            tugas_id=one.tugas_id,
            jenis=TAWARAN,
            slot=_slot(one.periode),
        )
        return bool(self.record((offer,), at))

    def _read(self, statement: Prepared, **facts: Any) -> tuple[TugasDue, ...]:  # noqa: ANN401
        rows = statement.all(self._connection, facts)
        for row in {(row.kantor_id, row.sop_id): row for row in rows}.values():
            self._memory.note(row, row.sop_id)
        return tuple(map(_read_due, rows))


def _read_due(row: Row[Any]) -> TugasDue:
    return TugasDue(
        tugas=read_tugas(row),
        berkas_id=row.berkas_id,
        kantor_id=row.kantor_id,
        sop_id=row.sop_id,
        nomor=row.b_nomor,
        judul=row.judul,
        periode=read_periode(row),
        dimulai_oleh=row.dimulai_oleh,
        terisi=(row.filled, row.total) if row.total else None,
    )


def _read_open(row: Row[Any]) -> Terbuka:
    keadaan = read_keadaan(row.keadaan)
    return Terbuka(_read_due(row), keadaan.pelaku, keadaan.segera)


def _slot(periode: Periode) -> str:
    return ".".join(map(str, write_periode(periode)))
