"""The formulir: one unit's sheet of realisasi in one berkas, and what an aksi does to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self

from sop_flows.deferred import dataclass, replace
from sop_flows.jejak import Record
from sop_flows.kinerja.analisis import Analisis
from sop_flows.kinerja.angka import Janggal
from sop_flows.kinerja.capaian import DINILAI_AKHIR_TAHUN, Sifat
from sop_flows.kinerja.indikator import Indikator
from sop_flows.kinerja.pengukuran import is_tahunan
from sop_flows.waktu.periode import Periode


class StatusFormulir(StrEnum):
    """Whether a unit may change its formulir."""

    TERBUKA = "terbuka"
    TERKIRIM = "terkirim"
    DIKECUALIKAN = "dikecualikan"
    """Never sent: the unit was excused, and nothing counts it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Konfirmasi:
    """What was odd about a value that is meant all the same: who said so, for which post, and when."""

    janggal: Janggal
    nama: str
    jabatan: str
    at: datetime

    def as_record(self) -> Record:
        """Return what the history keeps."""
        return {
            "janggal": self.janggal.value,
            "nama": self.nama,
            "jabatan": self.jabatan,
            "at": self.at.isoformat(),
        }

    @classmethod
    def of_record(cls, said: Record) -> Self:
        """Return what a line of the history says."""
        janggal, at = Janggal(said["janggal"]), datetime.fromisoformat(said["at"])
        return cls(janggal=janggal, nama=said["nama"], jabatan=said["jabatan"], at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nilai:
    """One value of a formulir: a number, or n/a with its reason (``alasan``)."""

    indikator_id: int
    kode: str
    nilai: Decimal | None = None
    alasan: str = ""
    sebelumnya: Decimal | None = None
    ditandai: bool = False
    dikonfirmasi: bool = False
    konfirmasi: Konfirmasi | None = None
    """Of a value that looked odd; None where it did not, or where that was not kept yet."""
    analisis: Analisis | None = None
    ronde: int = 1

    @property
    def is_filled(self) -> bool:
        return self.nilai is not None or bool(self.alasan)


def awaited(nilai: Nilai, sifat: Sifat, periode: Periode) -> Nilai:
    """Return a value as it counts: what is measured at the end of the year is n/a until then.

    A number that is given before stays, and is measured then.
    """
    if nilai.is_filled or not is_tahunan(sifat, periode):
        return nilai
    return replace(nilai, alasan=DINILAI_AKHIR_TAHUN)


def gap_of(indikator: Indikator, periode: Periode) -> Nilai:
    """Return what stands for an indikator of which nobody has given a value."""
    gap = Nilai(indikator_id=indikator.id, kode=indikator.kode)
    return awaited(gap, indikator.sifat, periode)


def numbers_of(kode: Iterable[str], urutan: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the kode of a list by their numbers, from 1: what was numbered once keeps its number.

    Args:
        kode: The list as it stands.
        urutan: Those that were numbered before, gone ones among them.
    """
    known = urutan or ()
    return (*known, *(each for each in kode if each not in known))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sebelum:
    """One value as it stood when it was returned, or came back."""

    indikator: int
    kode: str
    nilai: Decimal | None = None
    alasan: str = ""
    analisis: Analisis | None = None

    @classmethod
    def of(cls, nilai: Nilai) -> Self:
        """Return a value as it stands now."""
        return cls(
            indikator=nilai.indikator_id,
            kode=nilai.kode,
            nilai=nilai.nilai,
            alasan=nilai.alasan,
            analisis=nilai.analisis,
        )


Lalu = Mapping[int, Mapping[int, Decimal | None]]
"""What was reached in earlier periode of one kind and year: by indikator_id, by their numbers."""
YearBefore = Mapping[tuple[int, str], Decimal]
"""What was reached in the same periode of the year before: by unit_id and folded name of the indikator."""
UNSTORED = 0
"""The id of a formulir that no aksi has opened yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulirChange:
    """What becomes of one unit's formulir and of its values: opened anew, or closed."""

    unit_id: int
    status: StatusFormulir
    ronde: int
    nilai: tuple[Nilai, ...] = ()
    """The values that become different with it: what they were before, and whether marked."""
    bawaan: tuple[Nilai, ...] = ()
    """The values that it begins with where it is new, from the berkas that its own begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A formulir without its values; they are the same as long as its ``stamp`` is, 0 says nothing of them."""

    id: int
    unit_id: int
    status: StatusFormulir
    ronde: int
    stamp: int

    @property
    def is_excused(self) -> bool:
        return self.status is StatusFormulir.DIKECUALIKAN

    def after(self, change: FormulirChange) -> Self:
        """Return it as a change leaves it that touches no value."""
        return replace(self, status=change.status, ronde=change.ronde)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulir:
    """One unit's sheet of realisasi in one berkas; it lives through all rounds: see ``Cover``."""

    id: int
    berkas_id: int
    unit_id: int
    status: StatusFormulir = StatusFormulir.TERBUKA
    ronde: int = 1
    nilai: tuple[Nilai, ...] = ()
    stamp: int = field(default=0, compare=False)
    """Of two that say the same, each has its own."""

    @property
    def is_excused(self) -> bool:
        return self.status is StatusFormulir.DIKECUALIKAN

    @property
    def cover(self) -> Cover:
        return Cover(
            id=self.id,
            unit_id=self.unit_id,
            status=self.status,
            ronde=self.ronde,
            stamp=self.stamp,
        )

    @property
    def kurang(self) -> tuple[str, ...]:
        """The codes of the indicators without a value or a reason."""
        return tuple(n.kode for n in self.nilai if not n.is_filled)

    def returned(self, ditandai: Collection[int]) -> tuple[Sebelum, ...]:
        """Return what a return is about: the marked values, or all where none of them is marked."""
        marked = [one for one in self.nilai if one.indikator_id in ditandai]
        return tuple(map(Sebelum.of, marked or self.nilai))

    def reopened(
        self, ronde: int, ditandai: Collection[int] = (), *, is_correction: bool = False
    ) -> tuple[Nilai, ...]:
        """Return the values that become different when it is opened again.

        1. A new ronde keeps the values as ``sebelumnya`` and takes the marks of the one before away.
        2. A correction within a ronde keeps what was sent as ``sebelumnya``, if nothing is kept yet.
        3. Within a ronde, a mark goes when its value is given; new ones replace those that stand.
        """
        begins = ronde > self.ronde
        after = (
            replace(
                one,
                sebelumnya=one.nilai
                if begins or (is_correction and one.sebelumnya is None)
                else one.sebelumnya,
                ditandai=one.indikator_id in ditandai if begins or ditandai else one.ditandai,
            )
            for one in self.nilai
        )
        return tuple(new for new, old in zip(after, self.nilai, strict=True) if new != old)
