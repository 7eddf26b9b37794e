"""The formulir of a berkas without their values, and what was sent in the periode before it.

What a stamp says is the same for ever: what was sent before is read anew where another stamp stands, or none.
"""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, literal, select, union_all

from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import Cover, Lalu, StatusFormulir
from sop_flows.waktu.periode import Periode
from storage.database.insert import table
from storage.database.kept import kept_on
from storage.database.prepared import Prepared
from storage.database.tables import BerkasRow, FormulirRow, RealisasiRow

_F = table(FormulirRow)
_R = table(RealisasiRow)
_B = table(BerkasRow)
IS_BEFORE: Final = (
    _B.c.kantor_id == bindparam("kantor"),
    _B.c.tahun == bindparam("tahun"),
    _B.c.periode == bindparam("periode"),
    _B.c.ke < bindparam("before"),
    _B.c.status != "dibatalkan",
)
"""A berkas is of an earlier periode, and was not called off: see ``before``."""
_is_of: Final = _F.c.berkas_id == _B.c.id
_is_sent: Final = and_(_is_of, _F.c.status == StatusFormulir.TERKIRIM.value)
_FACTS: Final = (_F.c.id, _F.c.unit_id, _F.c.status, _F.c.ronde, _F.c.stamp)
_ORDER: Final = ("ke", "berkas_id", "unit_id")
_WHOSE: Final = (_B.c.id.label("berkas_id"), _B.c.revisi, _B.c.ke)
_of_berkas: Final = Prepared(
    union_all(
        select(*_FACTS, *_WHOSE, literal(True).label("is_own"))
        .select_from(_B.join(_F, _is_of))
        .where(_B.c.id == bindparam("berkas")),
        select(*_FACTS, *_WHOSE, literal(False))
        .select_from(_B.outerjoin(_F, _is_sent))
        .where(*IS_BEFORE),
    ).order_by(*_ORDER)
)
_before: Final = Prepared(select(_B.c.id, _B.c.revisi).where(*IS_BEFORE).order_by(_B.c.id))
_sent: Final = Prepared(
    select(_R.c.indikator_id, _B.c.ke, _R.c.nilai)
    .select_from(_B.join(_F, _is_sent).join(_R, _R.c.formulir_id == _F.c.id))
    .where(*IS_BEFORE)
    .order_by(_B.c.ke, _B.c.id, _F.c.unit_id)
)
_PER_VALUE = 220  # bytes
Key = tuple[str, int, Periode]
Revisi = tuple[tuple[int, int], ...]
"""Berkas, by id, each with its revisi."""


def before(berkas: Berkas) -> dict[str, Any]:
    """Return what tells the berkas of earlier periode of the kind and year of a berkas."""
    periode = berkas.periode
    return {
        "kantor": berkas.kantor_id,
        "periode": periode.jenis.value,
        "tahun": periode.tahun,
        "before": periode.ke,
    }


def read_before(connection: Connection, berkas: Berkas) -> Revisi:
    """Return the berkas of earlier periode."""
    rows = _before.all(connection, before(berkas))
    return tuple((row.id, row.revisi) for row in rows)


def read_covers(connection: Connection, berkas: Berkas) -> tuple[tuple[Cover, ...], Lalu, Revisi]:
    """Return the formulir of a berkas, by unit, what was sent in earlier periode, and the berkas of these."""
    rows = _of_berkas.all(connection, {"berkas": berkas.id, **before(berkas)})
    own = (
        Cover(
            id=row.id,
            unit_id=row.unit_id,
            status=StatusFormulir(row.status),
            ronde=row.ronde,
            stamp=row.stamp,
        )
        for row in rows
        if row.is_own
    )
    earlier = [row for row in rows if not row.is_own]
    sent = tuple((row.ke, row.berkas_id, row.id, row.stamp) for row in earlier if row.id)
    revisi = sorted({(row.berkas_id, row.revisi) for row in earlier})
    return tuple(own), _lalu(connection, berkas, sent), tuple(revisi)


def _lalu(
    connection: Connection, berkas: Berkas, sent: tuple[tuple[int, int, int, int], ...]
) -> Lalu:
    """Return what was sent in earlier periode with these formulir, each with its stamp."""
    if not all(stamp for *_, stamp in sent):
        return _read_sent(connection, berkas)
    key = ("lalu", berkas.kantor_id, berkas.periode)

    def read(missing: Collection[Key]) -> dict[Key, Lalu]:
        return {each: _read_sent(connection, berkas) for each in missing}

    return kept_on(connection).follow({key: sent}, read, _size)[key]


def _size(lalu: Lalu) -> int:
    return _PER_VALUE * sum(map(len, lalu.values()))


def _read_sent(connection: Connection, berkas: Berkas) -> Lalu:
    found: dict[int, dict[int, Any]] = {}
    for row in _sent.all(connection, before(berkas)):
        found.setdefault(row.indikator_id, {})[row.ke] = row.nilai
    return found
