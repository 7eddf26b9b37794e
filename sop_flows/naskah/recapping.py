"""Putting a recap together: what counts of the berkas that there are, row by row; see ``rekap`` for the laws."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sop_flows.deferred import dataclass, replace
from sop_flows.kinerja.capaian import BELUM_ADA, Catatan
from sop_flows.kinerja.indikator import Indikator
from sop_flows.naskah.hasil import aturan_of
from sop_flows.naskah.isi import Isi, IsiCapaian, IsiDokumen, IsiIndikator
from sop_flows.naskah.rekap import Baris, Laporan, Rekap, Sumber, Terhitung
from sop_flows.teks import fold, numbered
from sop_flows.waktu.periode import Periode

UNREPORTED = IsiCapaian(
    persen=None, tampil=BELUM_ADA, kategori=None, catatan=(Catatan.REALISASI_BELUM_ADA,)
)


def count(sumber: Iterable[Sumber]) -> Terhitung:
    """Return what counts of those berkas, by periode and kode of the indikator."""
    found: dict[Periode, dict[str, Laporan]] = {}
    for one in sorted(sumber, key=lambda each: each.precedence):
        reported = {laporan.isi.kode: laporan for laporan in reports_in(one)}
        found.setdefault(one.berkas.periode, {}).update(reported)
    return found


def reports_in(sumber: Sumber) -> Iterator[Laporan]:
    """Yield what a berkas has of each indikator of the units that count in it."""
    dokumen: dict[tuple[str, str], list[IsiDokumen]] = {}
    for each in sumber.isi.dokumen:
        dokumen.setdefault((each.unit, each.indikator), []).append(each)
    for unit in sumber.isi.unit:
        for one in () if unit.dikecualikan else unit.indikator:
            own = tuple(dokumen.get((unit.kode, one.kode), ()))
            yield Laporan(sumber=sumber, unit=unit, isi=one, dokumen=own)


def recap(
    periode: Periode,
    sumber: Sequence[Sumber],
    listed: Isi,
    *,
    handed_in: Iterable[Isi] = (),
    indikator: Iterable[Indikator] = (),
    units: Collection[str] | None = None,
) -> Rekap:
    """Return the recap of a periode.

    Args:
        periode: Which is recapped.
        sumber: Every berkas that may count: of its year so far; of a year before of the same periode and the last.
        listed: What the office measures in its year, with nothing reported for the periode; of what was
            reported for it, it need not be there.
        handed_in: What units handed in for berkas of the periode, oldest first.
        indikator: What the office lists in its year.
        units: By kode, those that are wanted; None for all.
    """
    counted = count(sumber)
    own = tuple(one for one in sumber if one.berkas.periode == periode)
    newest = max(own, key=lambda one: one.precedence).isi if own else listed
    known = {one.kode: one for one in indikator}
    found = Recapped(periode, counted, own, tuple(handed_in), known)
    rows = (one for one in found.rows(listed) if units is None or one.unit.kode in units)
    return Rekap(
        periode=periode,
        kantor=newest.kantor,
        skala=newest.skala,
        aturan=aturan_of(newest),
        baris=tuple(
            sorted(rows, key=lambda one: (numbered(one.unit.kode), numbered(one.isi.kode)))
        ),
    )


@dataclass(frozen=True, slots=True)
class Recapped:
    """What is found of the indikator of a periode."""

    periode: Periode
    counted: Terhitung
    own: tuple[Sumber, ...]
    handed_in: tuple[Isi, ...]
    indikator: Mapping[str, Indikator]

    def rows(self, listed: Isi) -> Iterator[Baris]:
        """Yield a row of every indikator that is listed, or that was reported in the year."""
        known = {one.kode: (unit, one) for unit in listed.unit for one in unit.indikator}
        so_far = self._so_far
        last = {kode: one for reported in so_far for kode, one in reported.items()}
        last_year = replace(self.periode, tahun=self.periode.tahun - 1)
        before, at_its_end = self._by_name(last_year), self._by_name(last_year.last_of_year)
        first, excused = self._before_repair(), self._excused()
        returned = frozenset().union(*(one.diperbaiki for one in self.own))
        for kode in known | last:
            laporan = tuple(reported.get(kode) for reported in so_far)
            kini = laporan[-1]
            if kini is not None:
                unit, isi = kini.unit, kini.isi
            elif kode in known:
                unit, isi = known[kode]
            else:
                unit, isi = last[kode].unit, self._without_value(last[kode].isi)
            yield Baris(
                periode=self.periode,
                unit=unit,
                isi=isi,
                laporan=laporan,
                tahun_lalu=before.get((unit.kode, fold(isi.nama))),
                akhir_tahun_lalu=at_its_end.get((unit.kode, fold(isi.nama))),
                semula=first.get((kini.sumber.berkas.nomor, unit.kode, unit.ronde, kode))
                if kini
                else None,
                is_excused=kini is None and unit.kode in excused,
                is_returned=kini is None and unit.kode in returned,
                indikator=self.indikator.get(kode),
            )

    @property
    def _so_far(self) -> tuple[Mapping[str, Laporan], ...]:
        return tuple(self.counted.get(one, {}) for one in self.periode.so_far)

    def _without_value(self, isi: IsiIndikator) -> IsiIndikator:
        """What an indikator that is listed no more is for the periode."""
        so_far = (reported.get(isi.kode) for reported in self._so_far[:-1])
        return replace(
            isi,
            realisasi=None,
            alasan="",
            tertulis="",
            ditandai=False,
            realisasi_lalu=tuple(one.isi.realisasi if one else None for one in so_far),
            capaian=UNREPORTED,
        )

    def _by_name(self, periode: Periode) -> Mapping[tuple[str, str], Laporan]:
        """What was reported by unit and name: in another year a kode may have come to mean another."""
        reported = self.counted.get(periode, {}).values()
        return {(one.unit.kode, fold(one.isi.nama)): one for one in reported}

    def _before_repair(self) -> Mapping[tuple[int, str, int, str], IsiIndikator]:
        """What units handed in last before each ronde of a berkas, by the ronde that followed."""
        return {
            (isi.berkas.nomor, unit.kode, unit.ronde + 1, one.kode): one
            for isi in self.handed_in
            for unit in isi.unit
            for one in unit.indikator
        }

    def _excused(self) -> frozenset[str]:
        """The units that are excused in what counts most of all that has them."""
        last = {
            unit.kode: unit.dikecualikan
            for one in sorted(self.own, key=lambda each: each.precedence)
            for unit in one.isi.unit
        }
        return frozenset(kode for kode, is_excused in last.items() if is_excused)
