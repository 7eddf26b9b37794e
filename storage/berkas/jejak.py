"""The hash-chained history as rows; its laws are in ``sop_flows.jejak``.

Within one unit of work the head of an office is read once and carried along.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Row, bindparam, func, insert, select, update

from sop_flows.deferred import replace
from sop_flows.engine.kerja import kerja_that
from sop_flows.jejak import (
    ChainedLine,
    Head,
    JejakLine,
    Riwayat,
    Verification,
    Written,
    chain,
    facts,
    genesis,
    is_held,
    verify_chain,
    write_record,
)
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.tables import JejakRow, KantorRow
from storage.offices.kantor import KantorRepo

_T = table(JejakRow)
_K = table(KantorRow)
_head = Prepared(
    lambda: select(_K.c.jejak_seq, _K.c.jejak_hash).where(_K.c.id == bindparam("kantor"))
)
_append = Prepared(lambda: insert(_T).inline())
_move = Prepared(
    lambda: (
        update(_K)
        .where(_K.c.id == bindparam("kantor"), _K.c.jejak_seq == bindparam("from_seq"))
        .values(
            jejak_seq=bindparam("to_seq"),
            jejak_hash=bindparam("to_hash"),
            nomor=func.coalesce(bindparam("last", type_=Integer), _K.c.nomor),
        )
    )
)
_CHUNK = 1000  # rows held in memory while a chain is read
_lines = (
    select(_T)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.seq > bindparam("after"))
    .order_by(_T.c.seq)
    .limit(_CHUNK)
)
_BEFORE_ALL = -(2**31)


class JejakStore:
    """The history of offices, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def head(self, kantor_id: int) -> Head:
        """Return where the chain of the office ends."""
        row = _head.first(self._connection, {"kantor": kantor_id})
        return Head(row.jejak_seq, row.jejak_hash) if row.jejak_seq else genesis(kantor_id)

    def append(
        self,
        kantor_id: int,
        lines: Sequence[JejakLine],
        head: Head | None = None,
        nomor: int | None = None,
    ) -> Head:
        """Chain the lines to the history and return the new head.

        Args:
            head: If the caller has read it already in this unit of work.
            nomor: The last short number of the office, if these lines come with new ones.

        Raises:
            JejakMoved: The chain does not end at this head any more. The unit must not stand.
        """
        before = head or self.head(kantor_id)
        if not lines:
            return before
        chained = chain(before, [_plain(line) for line in lines])
        _append.write(self._connection, *(_row(kantor_id, one) for one in chained))
        after = Head(chained[-1].seq, chained[-1].hash)
        moved = _move.write(
            self._connection,
            {
                "kantor": kantor_id,
                "from_seq": before.seq,
                "to_seq": after.seq,
                "to_hash": after.hash,
                "last": nomor,
            },
        )
        if moved != 1:
            raise JejakMoved(kantor_id)
        return after

    def export(self, kantor_id: int) -> Iterator[dict[str, Any]]:
        """Yield every line with its hashes, as plain JSON, in order; read it within the unit."""
        for one in _chain(self._connection, kantor_id):
            yield {**facts(one.seq, one.line), "sebelum": one.sebelum, "hash": one.hash}


def verify(connection: Connection, kantor_id: int) -> Verification:
    """Tell whether the history of the office is whole: nothing changed, moved or missing."""
    head = JejakStore(connection).head(kantor_id)
    return verify_chain(kantor_id, _chain(connection, kantor_id), head)


class JejakMoved(RuntimeError):
    """Another transaction appended to the history of the office meanwhile."""


def _chain(connection: Connection, kantor_id: int) -> Iterator[ChainedLine]:
    after = _BEFORE_ALL
    while rows := connection.execute(_lines, {"kantor": kantor_id, "after": after}).all():
        yield from map(_read, rows)
        after = rows[-1].seq


_plainly = json.JSONEncoder(allow_nan=False).encode


def _plain(line: JejakLine) -> JejakLine:
    """Return the line as it will be read back, so that this is what is hashed; where it says much, written already."""
    written = {name: one for name, one in line.rincian.items() if isinstance(one, Written)}
    others = {name: one for name, one in line.rincian.items() if name not in written}
    pelaku, rincian = json.loads(_plainly((line.pelaku, others)))
    if written:
        rincian = Written(write_record(rincian | written))
    return replace(line, pelaku=pelaku, rincian=rincian)


def _row(kantor_id: int, one: ChainedLine) -> dict[str, Any]:
    return {
        "kantor_id": kantor_id,
        "seq": one.seq,
        "at": one.line.at,
        "berkas_id": one.line.berkas_id,
        "tugas_id": one.line.tugas_id,
        "langkah": one.line.langkah,
        "aksi": one.line.aksi,
        "pelaku": one.line.pelaku,
        "rincian": one.line.rincian,
        "sebelum": one.sebelum,
        "hash": one.hash,
    }


def _read(row: Row[Any]) -> ChainedLine:
    line = JejakLine(
        at=row.at,
        aksi=row.aksi,
        berkas_id=row.berkas_id,
        tugas_id=row.tugas_id,
        langkah=row.langkah,
        pelaku=row.pelaku,
        rincian=row.rincian,
    )
    return ChainedLine(seq=row.seq, sebelum=row.sebelum, hash=row.hash, line=line)


_of_berkas = select(_T).where(_T.c.berkas_id == bindparam("berkas")).order_by(_T.c.seq)
_before, _after = _T.alias("before"), _T.alias("after")
_beside = Prepared(
    lambda: (
        select(
            _T,
            _before.c.hash.label("before"),
            func.coalesce(_after.c.sebelum, _K.c.jejak_hash).label("after"),
        )
        .join(_K, _K.c.id == _T.c.kantor_id)
        .outerjoin(
            _before, (_before.c.kantor_id == _T.c.kantor_id) & (_before.c.seq == _T.c.seq - 1)
        )
        .outerjoin(_after, (_after.c.kantor_id == _T.c.kantor_id) & (_after.c.seq == _T.c.seq + 1))
        .where(_T.c.berkas_id == bindparam("berkas"))
        .order_by(_T.c.seq)
    )
)
_count = Prepared(
    lambda: select(func.count().label("lines")).where(_T.c.kantor_id == bindparam("kantor"))
)
_hash_at = select(_T.c.hash).where(
    _T.c.kantor_id == bindparam("kantor"), _T.c.seq == bindparam("place")
)
_last_at = (
    select(_T.c.at)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.berkas_id.is_not(None))
    .order_by(_T.c.seq.desc())
    .limit(1)
)
_naskah = _T.c.rincian["naskah"].as_string()
_named = (
    select(_T.c.berkas_id, _naskah)
    .where(
        _T.c.kantor_id == bindparam("kantor"), _T.c.berkas_id.is_not(None), _naskah.is_not(None)
    )
    .order_by(_T.c.seq)
)
_since = (
    select(_T)
    .where(_T.c.kantor_id == bindparam("kantor"), _T.c.at >= bindparam("since"))
    .order_by(_T.c.seq)
)
_decisions_of = (
    select(_T)
    .where(
        _T.c.kantor_id == bindparam("kantor"),
        _T.c.aksi.in_([kerja.value for kerja in kerja_that(lambda one: one.is_signed)]),
        _T.c.pelaku["pegawai_id"].as_integer() == bindparam("pegawai"),
    )
    .order_by(_T.c.seq.desc())
)


class JejakRepo:
    """The history of offices."""

    def __init__(self, connection: Connection, kantor: KantorRepo) -> None:
        self._connection = connection
        self._store = JejakStore(connection)
        self._kantor = kantor

    def append(self, kantor_id: int, lines: Sequence[JejakLine], *, numbers: int = 0) -> None:
        """See ``JejakPort.append``.

        Args:
            numbers: How many short numbers were given out with these lines.
        """
        counters = self._kantor.counters(kantor_id)
        nomor = counters.nomor + numbers
        counters.head = self._store.append(kantor_id, lines, counters.head, nomor)
        counters.nomor = nomor

    def of_berkas(self, berkas_id: int) -> tuple[JejakLine, ...]:
        """See ``JejakPort.of_berkas``."""
        rows = self._connection.execute(_of_berkas, {"berkas": berkas_id})
        return _read_lines(rows)

    def of_pelaku(self, kantor_id: int, pegawai_id: int, since: datetime) -> tuple[JejakLine, ...]:
        """See ``JejakPort.of_pelaku``."""
        rows = self._connection.execute(_since, {"kantor": kantor_id, "since": since})
        return _read_lines(row for row in rows if row.pelaku.get("pegawai_id") == pegawai_id)

    def checked(self, kantor_id: int, berkas_id: int) -> Riwayat:
        """See ``JejakPort.checked``."""
        rows = _beside.all(self._connection, {"berkas": berkas_id})
        chained = [_read(row) for row in rows]
        lines = _count.first(self._connection, {"kantor": kantor_id}).lines
        first = genesis(kantor_id).hash
        return Riwayat(
            baris=tuple(one.line for one in chained),
            is_whole=lines == self._store.head(kantor_id).seq
            and all(
                is_held(one, row.before or first, row.after)
                for one, row in zip(chained, rows, strict=True)
            ),
        )

    def named(self, kantor_id: int) -> tuple[tuple[int, str], ...]:
        """See ``JejakPort.named``."""
        rows = self._connection.execute(_named, {"kantor": kantor_id})
        return tuple(dict.fromkeys((berkas_id, sha256) for berkas_id, sha256 in rows))

    def of_kantor(self, kantor_id: int) -> Iterator[JejakLine]:
        """See ``JejakPort.of_kantor``."""
        return (one.line for one in _chain(self._connection, kantor_id))

    def decisions_of(self, kantor_id: int, pegawai_id: int) -> tuple[JejakLine, ...]:
        """See ``JejakPort.decisions_of``."""
        facts = {"kantor": kantor_id, "pegawai": pegawai_id}
        rows = self._connection.execute(_decisions_of, facts)
        return _read_lines(row for row in rows if row.rincian.get("naskah"))

    def head(self, kantor_id: int) -> Head:
        """See ``JejakPort.head``."""
        return self._store.head(kantor_id)

    def last_at(self, kantor_id: int) -> datetime | None:
        """See ``JejakPort.last_at``."""
        return self._connection.execute(_last_at, {"kantor": kantor_id}).scalar_one_or_none()

    def has(self, kantor_id: int, head: Head) -> bool:
        """See ``JejakPort.has``."""
        if head == genesis(kantor_id):
            return True
        facts = {"kantor": kantor_id, "place": head.seq}
        return self._connection.execute(_hash_at, facts).scalar_one_or_none() == head.hash

    def verify(self, kantor_id: int) -> Verification:
        """See ``JejakPort.verify``."""
        return verify(self._connection, kantor_id)


def _read_lines(rows: Iterable[Row[Any]]) -> tuple[JejakLine, ...]:
    return tuple(_read(row).line for row in rows)
