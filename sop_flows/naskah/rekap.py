"""The recap of an office: what counts of each indikator for every periode of a year so far, side by side.

Laws:
1. Of each indikator and periode one berkas counts: one that was signed or has ended before one that
   runs; of several the newest. One that was cancelled never does. The row names it.
2. What was signed is as its naskah has it: nothing is measured anew. Of a berkas that runs counts what
   its units have sent, and it is ``sementara``.
3. What the office measures and no berkas has stays in, as not reported; so does what a berkas has and
   the office lists no more.
4. A recap is the sum of its parts: every row is in one unit and in one sasaran.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal
from functools import cached_property

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Berkas
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.rangkuman import Aturan, Rangkuman
from sop_flows.naskah.isi import (
    Isi,
    IsiAnalisis,
    IsiDokumen,
    IsiIndikator,
    IsiKantor,
    IsiPerjanjian,
    IsiSkala,
    IsiUnit,
)
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Sumber:
    """A berkas, and the content by which it counts, or what is wanted of it."""

    berkas: Berkas
    isi: Isi = field(compare=False)
    kode: str = field(compare=False)
    """The kode verifikasi of that content; empty where it is not frozen."""
    is_sementara: bool
    diperbaiki: frozenset[str] = frozenset()
    """The units, by kode, that are correcting what they had sent."""

    @property
    def precedence(self) -> tuple[bool, int]:
        """What counts more is greater."""
        return not self.is_sementara, self.berkas.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Laporan:
    """What was reported of one indikator for one periode, and in which berkas."""

    sumber: Sumber
    unit: IsiUnit
    isi: IsiIndikator
    dokumen: tuple[IsiDokumen, ...] = ()
    """Its own data dukung."""

    @property
    def periode(self) -> Periode:
        return self.sumber.berkas.periode

    @property
    def is_reported(self) -> bool:
        """Whether it says a number, or why there is none."""
        return self.isi.realisasi is not None or bool(self.isi.alasan)


Terhitung = Mapping[Periode, Mapping[str, Laporan]]
"""What counts, by periode and kode of the indikator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baris:
    """One indikator of one unit, over the periode of the year so far."""

    periode: Periode
    unit: IsiUnit
    isi: IsiIndikator
    """As it is measured for the periode; where nothing was reported, what is promised of it."""
    laporan: tuple[Laporan | None, ...]
    """Of each periode of the year so far; the last one is recapped. None where no berkas has it."""
    tahun_lalu: Laporan | None = None
    """Of the same periode a year before, where the unit measured the same by its name."""
    akhir_tahun_lalu: Laporan | None = None
    """Of the last periode of the year before, where the unit measured the same by its name."""
    semula: IsiIndikator | None = None
    """As the unit handed it in before its last perbaikan."""
    is_excused: bool = False
    is_returned: bool = False
    """Whether its unit is correcting what it had sent, and nothing counts meanwhile."""
    indikator: Indikator | None = None
    """As the office lists it now, for what no naskah says; None where it does no more."""

    @property
    def kini(self) -> Laporan | None:
        """What was reported of the periode."""
        return self.laporan[-1]

    @property
    def lalu(self) -> Laporan | None:
        """What was reported of the periode before, in its year."""
        return self.laporan[-2] if len(self.laporan) > 1 else None

    @property
    def realisasi(self) -> Decimal | None:
        return self.isi.realisasi

    @property
    def alasan(self) -> str:
        return self.isi.alasan

    @property
    def persen(self) -> Decimal | None:
        """Its capaian of the periode, unrounded; None where there is none."""
        return self.isi.persen

    @property
    def sasaran(self) -> str:
        return self.isi.sasaran

    @property
    def is_anggaran(self) -> bool:
        return self.isi.is_anggaran

    @property
    def is_reported(self) -> bool:
        """Whether a number was reported, or why there is none."""
        return self.kini is not None and self.kini.is_reported

    @property
    def is_tanpa_bukti(self) -> bool:
        """Whether a number was reported and nothing that proves it."""
        return self.kini is not None and self.realisasi is not None and not self.kini.dokumen

    @property
    def is_changed(self) -> bool:
        """Whether its last perbaikan gave another value, another reason, or another analisis."""
        before = self.semula
        return before is not None and _said(before) != _said(self.isi)

    @property
    def is_same_as_last_year(self) -> bool:
        """Whether exactly the number of the same periode a year before was reported."""
        before = self.tahun_lalu
        return (
            before is not None
            and self.realisasi is not None
            and before.isi.realisasi == self.realisasi
        )


@dataclass(frozen=True, kw_only=True)
class Rekap:
    """All rows of an office, or of some of its units, for a periode, and what they come to."""

    periode: Periode
    kantor: IsiKantor
    skala: IsiSkala
    aturan: Aturan
    baris: tuple[Baris, ...]
    """By unit, then by kode."""

    @property
    def sumber(self) -> tuple[Sumber, ...]:
        """The berkas that count for the periode itself, oldest first."""
        counting = {one.kini.sumber.berkas.id: one.kini.sumber for one in self.baris if one.kini}
        return tuple(one for _, one in sorted(counting.items()))

    @property
    def perjanjian(self) -> tuple[IsiPerjanjian, ...]:
        """By which Perjanjian Kinerja those berkas say that they measure, the oldest first."""
        said = {one.isi.perjanjian for one in self.sumber if one.isi.perjanjian is not None}
        return tuple(sorted(said, key=lambda one: (one.versi, one.tanggal, one.nomor)))

    @property
    def is_sementara(self) -> bool:
        """Whether something of it can still change."""
        return any(one.is_sementara for one in self.sumber)

    @cached_property
    def semua(self) -> Rangkuman[Baris]:
        """What all rows come to, but those of excused units."""
        return self._of(one for one in self.baris if not one.is_excused)

    @property
    def per_sasaran(self) -> Mapping[str, Rangkuman[Baris]]:
        """The same of each sasaran, in the order in which they first stand."""
        return self.semua.per_sasaran

    @cached_property
    def per_unit(self) -> Mapping[str, Rangkuman[Baris]]:
        """The same of each unit, by its kode; an excused one has nothing that counts."""
        units = dict.fromkeys(one.unit.kode for one in self.baris)
        return {
            kode: self._of(one for one in self.semua.semua if one.unit.kode == kode)
            for kode in units
        }

    @property
    def unit(self) -> Mapping[str, str]:
        """The names of the units, by kode: as they reported, where they did."""
        names = {one.unit.kode: one.unit.nama for one in self.baris}
        return names | {one.unit.kode: one.unit.nama for one in self.baris if one.kini}

    @property
    def rendah(self) -> tuple[Baris, ...]:
        return self.semua.rendah

    @property
    def tanpa_data(self) -> tuple[Baris, ...]:
        return self.semua.tanpa_data

    @property
    def anggaran(self) -> tuple[Baris, ...]:
        """What programs spend, but of excused units."""
        return tuple(one for one in self.semua.semua if one.is_anggaran)

    @property
    def belum(self) -> tuple[Baris, ...]:
        """Those of which nothing was reported for the periode."""
        return tuple(one for one in self.semua.semua if not one.is_reported)

    @property
    def diperbaiki(self) -> tuple[Baris, ...]:
        """Those of which nothing counts while their unit corrects what it had sent."""
        return tuple(one for one in self.belum if one.is_returned)

    @property
    def dikecualikan(self) -> tuple[Baris, ...]:
        """Those of excused units."""
        return tuple(one for one in self.baris if one.is_excused)

    @property
    def tanpa_bukti(self) -> tuple[Baris, ...]:
        return tuple(one for one in self.semua.semua if one.is_tanpa_bukti)

    @property
    def berubah(self) -> tuple[Baris, ...]:
        """Those whose value the last perbaikan changed."""
        return tuple(one for one in self.semua.semua if one.is_changed)

    @property
    def sama(self) -> tuple[Baris, ...]:
        """Those with exactly the number of a year before."""
        return tuple(one for one in self.semua.semua if one.is_same_as_last_year)

    def _of(self, baris: Iterable[Baris]) -> Rangkuman[Baris]:
        return Rangkuman(tuple(baris), self.aturan)


def _said(isi: IsiIndikator) -> tuple[Decimal | None, str, IsiAnalisis | None]:
    return isi.realisasi, isi.alasan, isi.analisis
