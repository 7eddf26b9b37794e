"""The formulir of a berkas without their values, and what was sent in the periode before it.

What a stamp says is the same for ever: what was sent before is read anew where another stamp stands, or none.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, literal, select, union_all

from sop_flows.engine.berkas import Berkas, StatusBerkas
from sop_flows.engine.formulir import Cover, Lalu, StatusFormulir
from sop_flows.waktu.periode import Periode
from storage.database.insert import table
from storage.database.kept import derive_on
from storage.database.prepared import Prepared
from storage.database.tables import BerkasRow, FormulirRow, RealisasiRow

_F = table(FormulirRow)
_R = table(RealisasiRow)
_B = table(BerkasRow)


def is_before(kantor_id: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a berkas is of an earlier periode, and was not called off: see ``before``."""
    return (
        kantor_id == bindparam("kantor"),
        _B.c.tahun == bindparam("tahun"),
        _B.c.periode == bindparam("periode"),
        _B.c.ke < bindparam("before"),
        _B.c.status != StatusBerkas.DIBATALKAN.value,
    )


IS_BEFORE: Final = is_before(_B.c.kantor_id)
WAS_BEFORE: Final = is_before(_B.c.kantor_id + 0)
"""That where berkas are found by what was given in them: no index finds those of the office first, with all that is theirs."""
_is_of: Final = _F.c.berkas_id == _B.c.id
_is_sent: Final = and_(_is_of, _F.c.status == StatusFormulir.TERKIRIM.value)
_FACTS: Final = (_F.c.id, _F.c.unit_id, _F.c.status, _F.c.ronde, _F.c.stamp)
_ORDER: Final = ("ke", "berkas_id", "unit_id")
_WHOSE: Final = (_B.c.id.label("berkas_id"), _B.c.revisi, _B.c.ke)
_of_berkas: Final = Prepared(
    lambda: union_all(
        select(*_FACTS, *_WHOSE, literal(True).label("is_own"))
        .select_from(_B.join(_F, _is_of))
        .where(_B.c.id == bindparam("berkas")),
        select(*_FACTS, *_WHOSE, literal(False))
        .select_from(_B.outerjoin(_F, _is_sent))
        .where(*IS_BEFORE),
    ).order_by(*_ORDER)
)
_before: Final = Prepared(lambda: select(_B.c.id, _B.c.revisi).where(*IS_BEFORE).order_by(_B.c.id))
_sent: Final = Prepared(
    lambda: (
        select(_R.c.indikator_id, _B.c.ke, _R.c.nilai)
        .select_from(_B.join(_F, _is_sent).join(_R, _R.c.formulir_id == _F.c.id))
        .where(*IS_BEFORE)
        .order_by(_B.c.ke, _B.c.id, _F.c.unit_id)
    )
)
_sent_of: Final = Prepared(
    lambda: (
        select(_R.c.formulir_id, _R.c.indikator_id, _R.c.nilai)
        .where(_R.c.formulir_id.in_(bindparam("formulir", expanding=True)))
        .order_by(_R.c.formulir_id, _R.c.indikator_id)
    ),
    "formulir",
)
FORMS_AT_ONCE: Final = 64
"""Formulir of earlier periode that are read in one turn."""
_PER_VALUE = 220  # bytes
Key = tuple[str, int, Periode]
Sent = tuple[tuple[int, Any], ...]
"""Indikator, by id, each with what was sent for it."""
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


class Covers(NamedTuple):
    """What is known of a berkas without any value."""

    own: tuple[Cover, ...]
    """Its formulir, by unit."""
    sent: tuple[tuple[int, int, int, int], ...]
    """Those that were sent in earlier periode, in the order in which they count, each with its stamp."""
    revisi: Revisi
    """The berkas of earlier periode."""


def read_covers(connection: Connection, berkas: Berkas) -> Covers:
    """Return the formulir of a berkas, and those that were sent in earlier periode."""
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
    return Covers(
        own=tuple(own),
        sent=tuple((row.ke, row.berkas_id, row.id, row.stamp) for row in earlier if row.id),
        revisi=tuple(sorted({(row.berkas_id, row.revisi) for row in earlier})),
    )


def read_lalu(connection: Connection, berkas: Berkas, covers: Covers) -> Lalu:
    """Return what was sent in earlier periode of a berkas: the process keeps it, and what each formulir sent."""
    if not all(stamp for *_, stamp in covers.sent):
        return _read_sent(connection, berkas)
    key = ("lalu", berkas.kantor_id, berkas.periode)

    def join(_: Collection[Key]) -> dict[Key, Lalu]:
        found: dict[int, dict[int, Any]] = {}
        sent = _sent_with(connection, covers)
        for ke, _berkas_id, id, _stamp in covers.sent:
            for indikator_id, nilai in sent["terkirim", id]:
                found.setdefault(indikator_id, {})[ke] = nilai
        return {key: found}

    return derive_on(connection, {key: covers.sent}, join, _size)[key]


def _sent_with(connection: Connection, covers: Covers) -> Mapping[tuple[str, int], Sent]:
    """Return what each formulir of earlier periode has sent."""

    def read(missing: Collection[tuple[str, int]]) -> dict[tuple[str, int], Sent]:
        found: dict[tuple[str, int], list[tuple[int, Any]]] = {each: [] for each in missing}
        for row in _sent_of.all(connection, {"formulir": [id for _, id in missing]}):
            found["terkirim", row.formulir_id].append((row.indikator_id, row.nilai))
        return {each: tuple(values) for each, values in found.items()}

    bases = {("terkirim", id): stamp for _, _, id, stamp in covers.sent}
    return derive_on(connection, bases, read, lambda sent: _PER_VALUE * len(sent), FORMS_AT_ONCE)


def _size(lalu: Lalu) -> int:
    return _PER_VALUE * sum(map(len, lalu.values()))


def _read_sent(connection: Connection, berkas: Berkas) -> Lalu:
    found: dict[int, dict[int, Any]] = {}
    for row in _sent.all(connection, before(berkas)):
        found.setdefault(row.indikator_id, {})[row.ke] = row.nilai
    return found
