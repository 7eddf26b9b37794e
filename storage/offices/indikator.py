"""What an office promised for a year: its indikator as the newest versi says them, or an earlier one.

A berkas names the versi that it keeps. Of the newest one the indikator themselves say it; of an earlier one, its
rows of ``janji``.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Table,
    and_,
    bindparam,
    func,
    not_,
    select,
)

from sop_flows.kinerja.capaian import Polaritas, Sifat
from sop_flows.kinerja.indikator import Indikator, JenisIndikator, Rincian, explain
from sop_flows.kinerja.janji import Tulisan
from sop_flows.kinerja.perjanjian import FIRST, JenisPerjanjian, Perjanjian, newest
from storage.database.insert import table
from storage.database.kinerja_tables import IndikatorRow, JanjiRow, PerjanjianRow, PromisedRow
from storage.database.prepared import Prepared

I: Final = table(IndikatorRow)  # noqa: E741
J: Final = table(JanjiRow)
P: Final = table(PerjanjianRow)
LISTED: Final = I.c.dihapus.is_(False)
SAID: Final = tuple(PromisedRow.model_fields)
POLARITAS: Final = {one.value: one for one in Polaritas}
SIFAT: Final = {one.value: one for one in Sifat}
JENIS: Final = {one.value: one for one in JenisIndikator}
_year = (I.c.kantor_id == bindparam("kantor"), I.c.tahun == bindparam("tahun"))
_after = I.c.id > bindparam("after")
_earlier = Prepared(
    lambda: (
        select(I.c.id, I.c.kode, J.c.unit_id, *(J.c[name] for name in SAID))
        .join(J, J.c.indikator_id == I.c.id)
        .where(*_year, J.c.tahun == I.c.tahun, J.c.versi == bindparam("versi"), _after)
        .order_by(I.c.id)
        .limit(bindparam("most"))
    )
)
_named = select(I).where(I.c.kantor_id == bindparam("kantor"), I.c.id == bindparam("indikator"))
_perjanjian = (
    select(P)
    .where(P.c.kantor_id == bindparam("kantor"), P.c.tahun == bindparam("tahun"))
    .order_by(P.c.versi)
)


def newest_versi(kantor_id: ColumnElement[int], tahun: ColumnElement[int]) -> ColumnElement[int]:
    """Return the versi of the Perjanjian Kinerja that holds in an office for a year."""
    last = select(func.max(P.c.versi)).where(P.c.kantor_id == kantor_id, P.c.tahun == tahun)
    return func.coalesce(last.correlate_except(P).scalar_subquery(), FIRST)


def keeps_newest(berkas: FromClause) -> ColumnElement[bool]:
    """Whether a berkas keeps the versi that holds now."""
    return berkas.c.perjanjian >= newest_versi(berkas.c.kantor_id, berkas.c.tahun)


class Listing(NamedTuple):
    """A place where what a berkas is about may be listed."""

    promised: Table
    indikator_id: ColumnElement[int]
    holds: ColumnElement[bool]
    """Whether a row of it, of a unit of that office, is what the berkas keeps."""


def listings(berkas: FromClause) -> tuple[Listing, Listing]:
    """Return what holds the newest versi and what holds earlier ones; for any berkas one of the two has rows."""
    is_newest = keeps_newest(berkas)
    now = and_(I.c.tahun == berkas.c.tahun, LISTED, is_newest)
    before = and_(
        J.c.kantor_id == berkas.c.kantor_id,
        J.c.tahun == berkas.c.tahun,
        J.c.versi == berkas.c.perjanjian,
        not_(is_newest),
    )
    return Listing(I, I.c.id, now), Listing(J, J.c.indikator_id, before)


_now = Prepared(
    lambda: (
        select(I, newest_versi(I.c.kantor_id, I.c.tahun).label("versi"))
        .where(*_year, LISTED, _after)
        .order_by(I.c.id)
        .limit(bindparam("most"))
    )
)


class Promised(NamedTuple):
    """Indikator as a versi says them."""

    versi: int
    indikator: tuple[Indikator, ...]


def read_now(
    connection: Connection, kantor_id: int, tahun: int, after: int, most: int
) -> Promised:
    """Return so many indikator of a year that come after one, by id, as the newest versi says them."""
    facts = {"kantor": kantor_id, "tahun": tahun, "after": after, "most": most}
    rows = _now.all(connection, facts)
    versi = rows[0].versi if rows else newest(read_perjanjian(connection, kantor_id, tahun))
    return Promised(versi, tuple(map(indikator_of, rows)))


def read_earlier(
    connection: Connection, kantor_id: int, tahun: int, versi: int, after: int, most: int
) -> Promised:
    """Return so many of them as a versi said them that another one followed."""
    year = {"kantor": kantor_id, "tahun": tahun, "versi": versi}
    rows = _earlier.all(connection, {**year, "after": after, "most": most})
    return Promised(versi, tuple(map(indikator_of, rows)))


def read_named(connection: Connection, kantor_id: int, indikator_id: int) -> Indikator | None:
    """Return an indikator of the office, also one that no list has any more."""
    facts = {"kantor": kantor_id, "indikator": indikator_id}
    row = connection.execute(_named, facts).one_or_none()
    return None if row is None else indikator_of(row)


def by_id(indikator: Iterable[Indikator]) -> Mapping[int, Indikator]:
    """Return indikator by their ids."""
    return MappingProxyType({one.id: one for one in indikator})


def by_unit(indikator: Iterable[Indikator]) -> Mapping[int, tuple[Indikator, ...]]:
    """Return indikator by the units that measure them."""
    own: dict[int, list[Indikator]] = {}
    for one in indikator:
        own.setdefault(one.unit_id, []).append(one)
    return MappingProxyType({unit_id: tuple(each) for unit_id, each in own.items()})


def written_by_kode(indikator: Iterable[Indikator]) -> Mapping[str, Tulisan]:
    """Return how the values of indikator are written, by kode; whoever makes sheets in a process apart gets it too."""
    return {one.kode: one.tulisan for one in indikator}


def explained_by_kode(indikator: Iterable[Indikator], tahun: int) -> Mapping[str, Rincian]:
    """Return what is said of indikator of a year beside their targets, by kode; whoever makes sheets in a process apart gets it too."""
    return {one.kode: explain(one, tahun) for one in indikator}


def read_perjanjian(connection: Connection, kantor_id: int, tahun: int) -> tuple[Perjanjian, ...]:
    """Return the versi that an office has registered of a year, the newest last."""
    rows = connection.execute(_perjanjian, {"kantor": kantor_id, "tahun": tahun})
    return tuple(
        Perjanjian(
            tahun=row.tahun,
            versi=row.versi,
            jenis=JenisPerjanjian(row.jenis),
            nomor=row.nomor,
            tanggal=row.tanggal,
        )
        for row in rows
    )


def indikator_of(row: Any) -> Indikator:  # noqa: ANN401 -- a row of either table
    """Return the indikator that a row says."""
    return Indikator(
        id=row.id,
        kode=row.kode,
        nama=row.nama,
        satuan=row.satuan,
        polaritas=POLARITAS[row.polaritas],
        sifat=SIFAT[row.sifat],
        unit_id=row.unit_id,
        sasaran=row.sasaran,
        target=row.target,
        triwulan=(row.tw1, row.tw2, row.tw3, row.tw4),
        desimal=row.desimal,
        pagu=row.pagu,
        definisi=row.definisi,
        sumber_data=row.sumber_data,
        peringkat=row.peringkat,
        sebelum=(row.realisasi_tw1, row.realisasi_tw2, row.realisasi_tw3),
        sumber_sebelum=row.sumber_realisasi,
        jenis=JENIS[row.jenis],
        cara_ukur=row.cara_ukur,
        penanggung_jawab=row.penanggung_jawab,
        target_renstra=row.target_renstra,
        tahun_renstra=row.tahun_renstra,
        tahun_lalu=(row.realisasi_n1, row.realisasi_n2, row.realisasi_n3, row.realisasi_n4),
    )
