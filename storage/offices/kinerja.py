"""Indicators, formulir and their values."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from sop_flows.engine.berkas import Berkas
from sop_flows.engine.formulir import UNSTORED, Cover, Formulir, Lalu, Nilai, YearBefore
from sop_flows.kinerja.indikator import Indikator, Rincian
from sop_flows.kinerja.janji import Tulisan
from sop_flows.kinerja.perjanjian import Perjanjian, Tergantikan
from storage.database import turns
from storage.database.kept import keep_long, raised_on
from storage.database.remembered import UnitMemory
from storage.offices.covers import Covers, Revisi, read_before, read_covers, read_lalu
from storage.offices.formulir import (
    read_all,
    read_stored,
    read_units,
    read_wanted_with_earlier,
    read_with_earlier,
)
from storage.offices.indikator import (
    Promised,
    by_id,
    by_unit,
    explained_by_kode,
    read_earlier,
    read_named,
    read_now,
    read_perjanjian,
    written_by_kode,
)
from storage.offices.kantor import KantorRepo
from storage.offices.nilai import save_nilai
from storage.offices.tahun_lalu import PER_VALUE, read_then, read_year_before

K = TypeVar("K")
T = TypeVar("T")


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
        now = self._newest(kantor_id, tahun)
        if versi is None or versi >= now.versi:
            return now.indikator
        read = partial(read_earlier, self._connection, kantor_id, tahun, versi)
        return self._in_pages(kantor_id, f"indikator {tahun} {versi}", read).indikator

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
        if berkas.perjanjian >= self._newest(berkas.kantor_id, tahun).versi:
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
        found = read_units(self._connection, berkas_id, (unit_id,))
        return found[0] if found and found[0].id != UNSTORED else None

    def formulir_with_gaps(self, berkas: Berkas, units: Collection[int]) -> dict[int, Formulir]:
        """See ``KinerjaPort.formulir_with_gaps``."""
        if not units:
            return {}
        empty = (Formulir(id=UNSTORED, berkas_id=berkas.id, unit_id=unit_id) for unit_id in units)
        found = read_units(self._connection, berkas.id, units)
        return {one.unit_id: one for one in (*empty, *found)}

    def formulir_of(self, berkas_id: int) -> tuple[Formulir, ...]:
        """See ``KinerjaPort.formulir_of``."""
        read = partial(read_all, self._connection, berkas_id)
        return self._memory.as_it_stands(berkas_id, "formulir", read)

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
        return read_stored(self._connection, berkas_id)

    def with_earlier(
        self, berkas: Berkas, wanted: Collection[int] | None = None
    ) -> tuple[tuple[Formulir, ...], Lalu]:
        """See ``KinerjaPort.with_earlier``."""
        if wanted is None:
            return read_with_earlier(self._connection, berkas)
        those = frozenset(wanted)
        promised = self.promised_by_id(berkas)
        units = {promised[id].unit_id for id in those & promised.keys()}
        return read_wanted_with_earlier(self._connection, berkas, those, units)

    def save(
        self, formulir_id: int, nilai: Iterable[Nilai], pegawai_id: int, at: datetime
    ) -> None:
        """See ``KinerjaPort.save``."""
        self._memory.forget_standing()
        save_nilai(self._connection, formulir_id, nilai, pegawai_id, at)

    def sent_before(self, berkas: Berkas) -> Revisi | None:
        """See ``KinerjaPort.sent_before``."""
        read = partial(read_before, self._connection, berkas)
        found = self._memory.as_it_stands(berkas.id, "sebelum", read)
        return found if raised_on(self._connection).isdisjoint(dict(found)) else None

    def year_before(self, berkas: Berkas, units: Collection[int] | None) -> YearBefore:
        """See ``KinerjaPort.year_before``; an office that measured nothing then costs no statement."""
        promised = self.indikator(berkas.kantor_id, berkas.periode.tahun - 1)
        if not promised:
            return {}
        if units is not None:
            return read_year_before(self._connection, berkas, units)
        return self._memory.as_it_stands(
            berkas.id, "tahun lalu", lambda: self._year_before(berkas, promised)
        )

    def _year_before(self, berkas: Berkas, promised: tuple[Indikator, ...]) -> YearBefore:
        then = read_then(self._connection, berkas)
        if not raised_on(self._connection).isdisjoint(dict(then)):
            return read_year_before(self._connection, berkas)
        key = ("tahun lalu", berkas.kantor_id, berkas.periode)
        read = partial(read_year_before, self._connection, berkas)
        return keep_long(self._connection, key, (promised, then), read, PER_VALUE)

    def _listed(
        self, berkas: Berkas, name: str, sort: Callable[[Iterable[Indikator]], Mapping[K, T]]
    ) -> Mapping[K, T]:
        """Return the indikator of a berkas as they are sorted: once for all berkas that keep the same."""
        kantor_id, tahun = berkas.kantor_id, berkas.periode.tahun
        versi = min(berkas.perjanjian, self._newest(kantor_id, tahun).versi)
        return self._kantor.shape(
            kantor_id, f"{name} {tahun} {versi}", lambda: sort(self.promised(berkas))
        )

    def _newest(self, kantor_id: int, tahun: int) -> Promised:
        """Return the indikator of a year as the versi says them that holds."""
        read = partial(read_now, self._connection, kantor_id, tahun)
        return self._in_pages(kantor_id, f"indikator {tahun}", read)

    def _in_pages(
        self, kantor_id: int, name: str, read: Callable[[int, int], Promised]
    ) -> Promised:
        """Return a part of the office's shape that may be long.

        Args:
            read: Returns so many indikator that come after one, by id.
        """

        def join() -> Promised:
            pages = [self._page(kantor_id, name, read, after=0)]
            while len(last := pages[-1].indikator) == turns.LONG:
                pages.append(self._page(kantor_id, name, read, after=last[-1].id))
            return Promised(pages[0].versi, tuple(one for each in pages for one in each.indikator))

        return self._kantor.shape(kantor_id, name, join)

    def _page(
        self, kantor_id: int, name: str, read: Callable[[int, int], Promised], *, after: int
    ) -> Promised:
        """Return a page of it.

        Raises:
            GivesWay: Reading it took long, and this unit is run again; the page is kept.
        """
        fresh: list[int] = []

        def load() -> Promised:
            page = read(after, turns.LONG)
            fresh.append(len(page.indikator))
            return page

        page = self._kantor.shape(kantor_id, f"{name} sesudah {after}", load)
        turns.end_long(self._connection, sum(fresh))
        return page
