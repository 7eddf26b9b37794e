"""The part of a unit in a naskah: what it handed in, measured, and the same in canonical form.

A part follows from its ``Basis`` and from the values of its formulir, and from nothing else: whoever has
kept one may use it as long as both are the same.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC
from decimal import Decimal
from functools import cached_property
from typing import Self

from sop_flows.deferred import dataclass
from sop_flows.engine.formulir import Nilai
from sop_flows.kantor.kantor import Unit
from sop_flows.kinerja.bentuk import EXPLAINED, measure_in
from sop_flows.kinerja.capaian import Formula, HasilCapaian
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.kategori import Skala
from sop_flows.kinerja.pengukuran import Pengukuran, target_of
from sop_flows.naskah.canonical import write_canonical
from sop_flows.naskah.inti import without_marks
from sop_flows.naskah.isi import (
    IsiAnalisis,
    IsiCapaian,
    IsiIndikator,
    IsiKonfirmasi,
    IsiLanjut,
    IsiUnit,
    unit_as_listed,
)
from sop_flows.waktu.periode import Periode


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """All that values of a unit are measured by."""

    indikator: tuple[Indikator, ...]
    lalu: tuple[Mapping[int, Decimal | None], ...]
    """What each indikator reached in earlier periode of its kind and year, by their numbers."""
    bentuk: int
    periode: Periode
    formula: Formula
    skala: Skala

    def measure(
        self, indikator: Indikator, lalu: Mapping[int, Decimal | None], nilai: Decimal | None
    ) -> Pengukuran:
        """Return the pengukuran of a value for one of these indikator."""
        return measure_in(
            self.bentuk,
            indikator,
            self.periode,
            lalu,
            nilai,
            formula=self.formula,
            skala=self.skala,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """All that the part of a unit follows from, but for its values."""

    unit: Unit
    ronde: int
    is_excused: bool
    yardstick: Yardstick


@dataclass(frozen=True)
class Part:
    """What one unit handed in."""

    isi: IsiUnit
    listed: IsiUnit
    """The same in the order in which people read it."""

    @classmethod
    def of(cls, isi: IsiUnit) -> Self:
        """Return the part that says this."""
        return cls(isi=isi, listed=unit_as_listed(isi))

    @cached_property
    def text(self) -> str:
        """In canonical form."""
        return write_canonical(self.isi)

    @cached_property
    def core(self) -> str:
        """The same of what a return can change: whatever the ronde, and whatever is marked."""
        return write_canonical(without_marks(self.isi))


def unit_of(basis: Basis, nilai: Iterable[Nilai]) -> IsiUnit:
    """Return what a unit handed in with these values: one of each indikator, or nothing where it is excused."""
    given = {} if basis.is_excused else {one.indikator_id: one for one in nilai}
    indikator = (
        indikator_of(basis.yardstick, one, lalu, given[one.id])
        for one, lalu in zip(basis.yardstick.indikator, basis.yardstick.lalu, strict=True)
        if one.id in given
    )
    return IsiUnit(
        kode=basis.unit.kode,
        nama=basis.unit.nama,
        ronde=basis.ronde,
        dikecualikan=basis.is_excused,
        indikator=tuple(sorted(indikator, key=lambda one: one.kode)),
    )


def indikator_of(
    yardstick: Yardstick, indikator: Indikator, lalu: Mapping[int, Decimal | None], nilai: Nilai
) -> IsiIndikator:
    """Return one indikator with its targets, its value and what that comes to."""
    ukuran = yardstick.measure(indikator, lalu, nilai.nilai)
    return IsiIndikator(
        kode=indikator.kode,
        nama=indikator.nama,
        sasaran=indikator.sasaran,
        satuan=indikator.satuan,
        polaritas=indikator.polaritas,
        sifat=indikator.sifat,
        formula=yardstick.formula,
        target_periode=target_of(indikator, yardstick.periode),
        target_tahun=indikator.target,
        realisasi=nilai.nilai,
        alasan=nilai.alasan,
        realisasi_lalu=ukuran.realisasi[:-1],
        capaian=capaian_in(ukuran.capaian),
        sampai=capaian_in(ukuran.sampai),
        tahun=capaian_in(ukuran.tahun),
        ditandai=nilai.ditandai,
        tertulis=ukuran.tertulis,
        dari_luar=ukuran.dari_luar,
        sumber=indikator.sumber_sebelum if ukuran.dari_luar else "",
        belum=tuple(one.ke for one in ukuran.belum),
        konfirmasi=konfirmasi_in(yardstick.bentuk, nilai),
        jenis=indikator.jenis.value if indikator.is_anggaran else "",
        analisis=analisis_in(yardstick.bentuk, nilai),
    )


def konfirmasi_in(bentuk: int, nilai: Nilai) -> IsiKonfirmasi | None:
    """Return who meant a value that looked odd; earlier forms did not say."""
    one = nilai.konfirmasi
    if one is None or bentuk < EXPLAINED:
        return None
    pada = one.at.astimezone(UTC).isoformat()
    return IsiKonfirmasi(janggal=one.janggal.value, nama=one.nama, jabatan=one.jabatan, pada=pada)


def analisis_in(bentuk: int, nilai: Nilai) -> IsiAnalisis | None:
    """Return how a value was explained; earlier forms did not say."""
    one = nilai.analisis
    if one is None or bentuk < EXPLAINED:
        return None
    lanjut = (
        IsiLanjut(
            teks=each.teks,
            jenis=each.jenis.value,
            jabatan=each.nama_jabatan,
            batas=each.batas.astimezone(UTC).isoformat(),
        )
        for each in one.lanjut
    )
    return IsiAnalisis(pendorong=one.pendorong, penghambat=one.penghambat, lanjut=tuple(lanjut))


def capaian_in(hasil: HasilCapaian) -> IsiCapaian:
    """Return a capaian as it was computed and shown."""
    return IsiCapaian(
        persen=hasil.capaian, tampil=hasil.tampil, kategori=hasil.kategori, catatan=hasil.catatan
    )
