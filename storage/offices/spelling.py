"""The keys of a workbook in the spelling that the office has them in already: the same, not new ones.

1. Of several rows that were once stored under one key in different spellings, the one that is in
   force is meant, then the one that is spelled as in the workbook.
2. What names a key elsewhere in the workbook follows it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, select, true

from sop_flows.deferred import replace
from sop_flows.kantor.identitas import fold_kode, fold_kunci
from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow
from storage.database.prepared import Prepared
from storage.database.tables import JabatanRow, KantorRow, PegawaiRow, UnitRow
from storage.documents.kantor.buku import BarisKantor, BukuKantor

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")

_K = table(KantorRow)
_U = table(UnitRow)
_J = table(JabatanRow)
_P = table(PegawaiRow)
_I = table(IndikatorRow)


def _stored(in_force: ColumnElement[bool], *key: ColumnElement[Any]) -> Prepared:
    """The keys of an office in one table, each with whether it is in force."""
    kantor_id = select(_K.c.id).where(_K.c.kode == bindparam("kode")).scalar_subquery()
    of_kantor = key[0].table.c.kantor_id == kantor_id
    return Prepared(lambda: select(*key, in_force.label("in_force")).where(of_kantor))


_unit: Final = _stored(true(), _U.c.kode)
_jabatan: Final = _stored(true(), _J.c.nama)
_pegawai: Final = _stored(_P.c.keluar_on.is_(None), _P.c.kunci)
_indikator: Final = _stored(_I.c.dihapus.is_(False), _I.c.tahun, _I.c.kode)


def settle_kode(connection: Connection, kantor: BarisKantor) -> BarisKantor:
    """Return the office under the kode that it is stored by."""
    known: Iterable[str] = connection.execute(select(_K.c.kode)).scalars()
    kode = spell(dict.fromkeys(known, True), [kantor.kode], fold_kode)
    return replace(kantor, kode=kode[kantor.kode])


def settle_spelling(connection: Connection, buku: BukuKantor, kode: str) -> BukuKantor:
    """Return the workbook with every key of its rows as that office has it."""
    of = {"kode": kode}
    units = {row.kode: True for row in _unit.all(connection, of)}
    posts = {row.nama: True for row in _jabatan.all(connection, of)}
    people = {row.kunci: bool(row.in_force) for row in _pegawai.all(connection, of)}
    stored = {(row.tahun, row.kode): bool(row.in_force) for row in _indikator.all(connection, of)}
    unit = spell(units, (row.kode for row in buku.unit), fold_kode)
    jabatan = spell(posts, (row.jabatan for row in buku.jabatan), fold_kode)
    kunci = spell(people, (row.kunci for row in buku.pegawai), fold_kunci)
    measures = spell(
        stored,
        ((row.tahun, row.kode) for row in buku.terukur),
        lambda key: (key[0], fold_kode(key[1])),
    )
    indikator = (replace(row, kode=measures[row.tahun, row.kode][1]) for row in buku.indikator)
    program = (replace(row, kode=measures[row.tahun, row.kode][1]) for row in buku.program)
    return replace(
        buku,
        unit=_respelled(buku.unit, kode=unit, kepala=jabatan),
        jabatan=_respelled(buku.jabatan, jabatan=jabatan, atasan=jabatan, unit=unit),
        pegawai=_respelled(buku.pegawai, kunci=kunci, jabatan=jabatan, unit=unit),
        sop=_respelled(buku.sop, jabatan=jabatan),
        indikator=_respelled(indikator, unit=unit),
        program=_respelled(program, unit=unit),
    )


def spell(
    stored: Mapping[K, bool], wanted: Iterable[K], fold: Callable[[K], object]
) -> dict[K, K]:
    """Return each key that is wanted with the stored one that means the same, else with itself.

    Args:
        stored: Whether what goes by a key is in force.
    """
    alike: dict[object, list[K]] = {}
    for key in stored:
        alike.setdefault(fold(key), []).append(key)
    return {
        key: max(
            alike.get(fold(key), [key]),
            key=lambda one, key=key: (stored.get(one, False), one == key),  # type: ignore[misc]
        )
        for key in wanted
    }


def _respelled(rows: Iterable[R], **columns: Mapping[str, str]) -> tuple[R, ...]:
    return tuple(
        replace(
            row,  # type: ignore[type-var]
            **{
                name: known.get(getattr(row, name), getattr(row, name))
                for name, known in columns.items()
            },
        )
        for row in rows
    )
