"""Indicators, formulir and their values."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    literal,
    select,
    union_all,
)

from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import (
    UNSTORED,
    Cover,
    Formulir,
    Lalu,
    Nilai,
    StatusFormulir,
    awaited,
)
from sop_flows.kinerja.capaian import Sifat
from sop_flows.kinerja.indikator import Indikator, Rincian
from sop_flows.kinerja.janji import Tulisan
from sop_flows.kinerja.perjanjian import Perjanjian, Tergantikan
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.database.insert import table
from storage.database.kept import raised_on
from storage.database.prepared import Prepared
from storage.database.remembered import UnitMemory
from storage.database.tables import BerkasRow, FormulirRow, RealisasiRow
from storage.database.turns import end_long
from storage.offices.covers import (
    IS_BEFORE,
    Covers,
    Revisi,
    before,
    read_before,
    read_covers,
    read_lalu,
)
from storage.offices.indikator import (
    I,
    Listing,
    by_id,
    by_unit,
    explained_by_kode,
    listings,
    read_earlier,
    read_indikator,
    read_named,
    read_perjanjian,
    written_by_kode,
)
from storage.offices.kantor import KantorRepo
from storage.offices.nilai import read_given, save_nilai
from storage.offices.tahun_lalu import read_year_before

K = TypeVar("K")
T = TypeVar("T")

_F = table(FormulirRow)
_R = table(RealisasiRow)
_B = table(BerkasRow)
_ORDER = ("unit_id", "indikator_id")


def _value(promised: Table) -> tuple[ColumnElement[Any], ...]:
    """Return what is read of a value; unit and sifat are as that table promised them."""
    return (
        I.c.id.label("indikator_id"),
        I.c.kode,
        promised.c.unit_id.label("unit_id"),
        _F.c.id.label("formulir_id"),
        _B.c.id.label("berkas_id"),
        _B.c.ke.label("ke"),
        _B.c.periode.label("jenis"),
        _B.c.tahun.label("tahun"),
        promised.c.sifat.label("sifat"),
        _F.c.status,
        _F.c.ronde,
        _F.c.stamp,
        _R.c.id.label("realisasi_id"),
        _R.c.nilai,
        _R.c.alasan,
        _R.c.sebelumnya,
        _R.c.ditandai,
        _R.c.dikonfirmasi,
        _R.c.konfirmasi,
        _R.c.analisis,
        _R.c.ronde.label("ronde_nilai"),
    )


def _nilai(
    *which: ColumnElement[bool], units: BindParameter[Any] | None = None
) -> tuple[Select[Any], ...]:
    """Every indikator of the berkas' Perjanjian, or of these units in it, with formulir and value where there are any."""

    def listed(one: Listing) -> Select[Any]:
        promised = one.promised
        found = _B.join(promised, and_(promised.c.kantor_id == _B.c.kantor_id, one.holds))
        if promised is not I:
            found = found.join(I, I.c.id == one.indikator_id)
        formulir = and_(_F.c.berkas_id == _B.c.id, _F.c.unit_id == promised.c.unit_id)
        realisasi = and_(_R.c.formulir_id == _F.c.id, _R.c.indikator_id == I.c.id)
        own = () if units is None else (promised.c.unit_id.in_(units),)
        return (
            select(*_value(promised), literal(False).label("is_earlier"))
            .select_from(found.outerjoin(_F, formulir).outerjoin(_R, realisasi))
            .where(_B.c.id == bindparam("berkas"), *which, *own)
        )

    return tuple(map(listed, listings(_B)))


_asked = _nilai(_F.c.id.is_not(None))
_of_berkas = Prepared(lambda: union_all(*_asked).order_by(*_ORDER))
_units: BindParameter[Any] = bindparam("units", expanding=True)
_of_unit = Prepared(lambda: union_all(*_nilai(units=_units)).order_by(*_ORDER), "units")
_earlier: Select[Any] = (
    select(*_value(I), literal(True))
    .select_from(
        _R.join(_F, _F.c.id == _R.c.formulir_id)
        .join(_B, _B.c.id == _F.c.berkas_id)
        .join(I, I.c.id == _R.c.indikator_id)
    )
    .where(*IS_BEFORE, _F.c.status == StatusFormulir.TERKIRIM.value)
)
_stored: Select[Any] = (
    select(*_value(I), _F.c.unit_id.label("of_unit"))
    .select_from(
        _F.join(_B, _B.c.id == _F.c.berkas_id)
        .outerjoin(_R, _R.c.formulir_id == _F.c.id)
        .outerjoin(I, I.c.id == _R.c.indikator_id)
    )
    .where(_F.c.berkas_id == bindparam("berkas"))
    .order_by(_F.c.unit_id, _R.c.indikator_id)
)
_is_wanted: ColumnElement[bool] = I.c.id.in_(bindparam("wanted", expanding=True))
_wanted = [
    one.where(_is_wanted) for one in (*_nilai(_F.c.id.is_not(None), units=_units), _earlier)
]
_IN_TIME = ("ke", "berkas_id", *_ORDER)
_with_earlier = Prepared(lambda: union_all(*_asked, _earlier).order_by(*_IN_TIME))
_wanted_with_earlier = Prepared(lambda: union_all(*_wanted).order_by(*_IN_TIME), "wanted", "units")


class KinerjaRepo:
    """What an office measures, within one unit of work."""

    def __init__(self, connection: Connection, memory: UnitMemory, kantor: KantorRepo) -> None:
        self._connection = connection
        self._memory = memory
        self._kantor = kantor

    def indikator(
        self, kantor_id: int, tahun: int, versi: int | None = None
    ) -> tuple[Indikator, ...]:
        """See ``KinerjaPort.indikator``."""
        newest, now = self._newest(kantor_id, tahun)
        if versi is None or versi >= newest:
            return now
        return self._kantor.shape(
            kantor_id,
            f"indikator {tahun} {versi}",
            lambda: read_earlier(self._connection, kantor_id, tahun, versi),
        )

    def promised(self, berkas: Berkas) -> tuple[Indikator, ...]:
        """See ``KinerjaPort.promised``."""
        return self.indikator(berkas.kantor_id, berkas.periode.tahun, berkas.perjanjian)

    def promised_by_id(self, berkas: Berkas) -> Mapping[int, Indikator]:
        """See ``KinerjaPort.promised_by_id``."""
        return self._listed(berkas, "menurut id", by_id)

    def promised_by_unit(self, berkas: Berkas) -> Mapping[int, tuple[Indikator, ...]]:
        """See ``KinerjaPort.promised_by_unit``."""
        return self._listed(berkas, "menurut unit", by_unit)

    def written(self, berkas: Berkas) -> Mapping[str, Tulisan]:
        """See ``KinerjaPort.written``."""
        return self._listed(berkas, "tulisan", written_by_kode)

    def explained(self, berkas: Berkas) -> Mapping[str, Rincian]:
        """See ``KinerjaPort.explained``."""
        explain_all = partial(explained_by_kode, tahun=berkas.periode.tahun)
        return self._listed(berkas, "rincian", explain_all)

    def perjanjian(self, kantor_id: int, tahun: int) -> tuple[Perjanjian, ...]:
        """See ``KinerjaPort.perjanjian``."""
        return self._kantor.shape(
            kantor_id,
            f"perjanjian {tahun}",
            lambda: read_perjanjian(self._connection, kantor_id, tahun),
        )

    def kept(self, berkas: Berkas) -> Perjanjian | None:
        """See ``KinerjaPort.kept``."""
        known = self.perjanjian(berkas.kantor_id, berkas.periode.tahun)
        return next((one for one in known if one.versi == berkas.perjanjian), None)

    def superseded(self, berkas: Berkas) -> Tergantikan | None:
        """See ``KinerjaPort.superseded``."""
        tahun = berkas.periode.tahun
        newest, _ = self._newest(berkas.kantor_id, tahun)
        if berkas.perjanjian >= newest:
            return None
        kini = self.perjanjian(berkas.kantor_id, tahun)[-1]
        first = Perjanjian(tahun=tahun, versi=berkas.perjanjian)
        return Tergantikan(dipakai=self.kept(berkas) or first, kini=kini)

    def measured_units(self, berkas: Berkas) -> frozenset[int]:
        """Return the units that measure something in the year of a berkas."""
        return frozenset(self.promised_by_unit(berkas))

    def named(self, kantor_id: int, indikator_id: int) -> Indikator | None:
        """See ``KinerjaPort.named``."""
        return read_named(self._connection, kantor_id, indikator_id)

    def formulir(self, berkas_id: int, unit_id: int) -> Formulir | None:
        """See ``KinerjaPort.formulir``."""
        rows = _of_unit.all(self._connection, {"berkas": berkas_id, "units": [unit_id]})
        return _read_formulir(rows) if rows and rows[0].formulir_id is not None else None

    def formulir_with_gaps(self, berkas: Berkas, units: Collection[int]) -> dict[int, Formulir]:
        """See ``KinerjaPort.formulir_with_gaps``."""
        if not units:
            return {}
        rows = _of_unit.all(self._connection, {"berkas": berkas.id, "units": list(units)})
        empty = (Formulir(id=0, berkas_id=berkas.id, unit_id=unit_id) for unit_id in units)
        return {one.unit_id: one for one in (*empty, *_by_unit(rows))}

    def formulir_of(self, berkas_id: int) -> tuple[Formulir, ...]:
        """See ``KinerjaPort.formulir_of``."""
        facts = {"berkas": berkas_id}
        return self._memory.as_it_stands(
            berkas_id, "formulir", lambda: _by_unit(_of_berkas.all(self._connection, facts))
        )

    def covers(self, berkas: Berkas) -> tuple[Cover, ...]:
        """See ``KinerjaPort.covers``."""
        measured = self.measured_units(berkas)
        return tuple(one for one in self._covers(berkas).own if one.unit_id in measured)

    def earlier(self, berkas: Berkas) -> Lalu:
        """See ``KinerjaPort.earlier``."""
        read = partial(read_lalu, self._connection, berkas, self._covers(berkas))
        return self._memory.as_it_stands(berkas.id, "lalu", read)

    def _covers(self, berkas: Berkas) -> Covers:
        def read() -> Covers:
            found = read_covers(self._connection, berkas)
            self._memory.standing[berkas.id, "sebelum"] = found.revisi
            return found

        return self._memory.as_it_stands(berkas.id, "covers", read)

    def stored(self, berkas_id: int) -> tuple[Formulir, ...]:
        """See ``KinerjaPort.stored``."""
        rows = self._connection.execute(_stored, {"berkas": berkas_id}).all()
        by_unit: dict[int, list[Row[Any]]] = {}
        for row in rows:
            by_unit.setdefault(row.of_unit, []).append(row)
        return tuple(
            Formulir(
                id=given[0].formulir_id,
                berkas_id=berkas_id,
                unit_id=unit_id,
                status=StatusFormulir(given[0].status),
                ronde=given[0].ronde,
                nilai=tuple(
                    read_given(row, row.ronde) for row in given if row.realisasi_id is not None
                ),
            )
            for unit_id, given in by_unit.items()
        )

    def with_earlier(
        self, berkas: Berkas, wanted: Collection[int] | None = None
    ) -> tuple[tuple[Formulir, ...], Lalu]:
        """See ``KinerjaPort.with_earlier``."""
        facts = {"berkas": berkas.id, **before(berkas)}
        statement = _with_earlier
        if wanted is not None:
            those = frozenset(wanted)
            promised = self.promised_by_id(berkas)
            units = {promised[id].unit_id for id in those & promised.keys()}
            statement = _wanted_with_earlier
            facts |= {"wanted": list(those), "units": list(units)}
        rows = statement.all(self._connection, facts)
        lalu: dict[int, dict[int, Decimal | None]] = {}
        for row in rows:
            if row.is_earlier:
                lalu.setdefault(row.indikator_id, {})[row.ke] = row.nilai
        return _by_unit(row for row in rows if not row.is_earlier), lalu

    def save(
        self, formulir_id: int, nilai: Iterable[Nilai], pegawai_id: int, at: datetime
    ) -> None:
        """See ``KinerjaPort.save``."""
        self._memory.standing.clear()
        save_nilai(self._connection, formulir_id, nilai, pegawai_id, at)

    def sent_before(self, berkas: Berkas) -> Revisi | None:
        """See ``KinerjaPort.sent_before``."""
        read = partial(read_before, self._connection, berkas)
        found = self._memory.as_it_stands(berkas.id, "sebelum", read)
        return found if raised_on(self._connection).isdisjoint(dict(found)) else None

    def year_before(self, berkas: Berkas) -> Mapping[tuple[int, str], Decimal]:
        """See ``KinerjaPort.year_before``; an office that measured nothing then costs no statement."""
        if not self.indikator(berkas.kantor_id, berkas.periode.tahun - 1):
            return {}
        return read_year_before(self._connection, berkas)

    def _listed(
        self, berkas: Berkas, name: str, sort: Callable[[Iterable[Indikator]], Mapping[K, T]]
    ) -> Mapping[K, T]:
        """Return the indikator of a berkas as they are sorted: once for all berkas that keep the same."""
        kantor_id, tahun = berkas.kantor_id, berkas.periode.tahun
        versi = min(berkas.perjanjian, self._newest(kantor_id, tahun)[0])
        return self._kantor.shape(
            kantor_id, f"{name} {tahun} {versi}", lambda: sort(self.promised(berkas))
        )

    def _newest(self, kantor_id: int, tahun: int) -> tuple[int, tuple[Indikator, ...]]:
        """Return the versi that holds for a year, and the indikator as it says them.

        Raises:
            GivesWay: Reading them took long, and this unit is run again.
        """
        read: list[int] = []

        def load() -> tuple[int, tuple[Indikator, ...]]:
            versi, indikator = read_indikator(self._connection, kantor_id, tahun)
            read.append(len(indikator))
            return versi, indikator

        found = self._kantor.shape(kantor_id, f"indikator {tahun}", load)
        end_long(self._connection, sum(read))
        return found


def _by_unit(rows: Iterable[Row[Any]]) -> tuple[Formulir, ...]:
    """Return the formulir that rows hold, in their order."""
    by_unit: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, []).append(row)
    return tuple(map(_read_formulir, by_unit.values()))


def _read_formulir(rows: Sequence[Row[Any]]) -> Formulir:
    one = rows[0]
    ronde = one.ronde or 1
    return Formulir(
        id=UNSTORED if one.formulir_id is None else one.formulir_id,
        berkas_id=one.berkas_id,
        unit_id=one.unit_id,
        status=StatusFormulir(one.status or StatusFormulir.TERBUKA),
        ronde=ronde,
        nilai=tuple(_read_nilai(row, ronde) for row in rows),
        stamp=one.stamp or 0,
    )


def _read_nilai(row: Row[Any], ronde: int) -> Nilai:
    nilai = read_given(row, ronde)
    if row.sifat != Sifat.TAHUNAN:
        return nilai
    periode = Periode(JenisPeriode(row.jenis), row.tahun, row.ke)
    return awaited(nilai, Sifat.TAHUNAN, periode)
