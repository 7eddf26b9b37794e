"""What somebody who checks, approves or signs has to notice in the formulir of all units."""

from collections.abc import Collection, Iterable
from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.kinerja.anggaran import Serapan, absorb
from sop_flows.kinerja.rangkuman import BIASA, Rangkuman
from sop_flows.ports.formulir import FormulirView, NilaiView
from sop_flows.waktu.periode import Bagian


@dataclass(frozen=True, slots=True)
class Butir:
    """One value that is pointed out, and whose it is."""

    unit: str
    baris: NilaiView


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringkasan:
    """The formulir of all units at a glance."""

    formulir: tuple[FormulirView, ...]
    terisi: int
    total: int
    rerata: Decimal | None
    dinilai: int
    diukur: int
    """Of how many the capaian counts."""
    anggaran: Serapan | None
    batas_rendah: int
    rendah: tuple[Butir, ...]
    tinggi: tuple[Butir, ...]
    tanpa_data: tuple[Butir, ...]
    dipastikan: tuple[Butir, ...]
    """Values that looked odd, and are meant all the same."""
    tanpa_bukti: tuple[Butir, ...]
    """Numbers without the data dukung that the office asks for."""
    tanpa_analisis: tuple[Butir, ...]
    """What is to be explained, and is not."""
    berubah: tuple[Butir, ...]
    sama: tuple[Butir, ...]
    """Those with exactly the number of a year before, of which nobody said that it is meant."""
    sasaran: dict[str, Rangkuman[NilaiView]]
    belum: tuple[Bagian, ...]
    """The earlier periode that a value misses with which it is added up."""


def summarise(formulir: Iterable[FormulirView], told: Collection[int] = ()) -> Ringkasan:
    """Return what stands out.

    Args:
        told: The indikator of which is said elsewhere what changed.
    """
    found = tuple(view for view in formulir if not view.is_excused)
    units = {row.indikator.id: view.unit.nama for view in found for row in view.baris}
    aturan = found[0].aturan if found else BIASA
    everything = Rangkuman(tuple(row for view in found for row in view.baris), aturan)

    def of_units(rows: Iterable[NilaiView]) -> tuple[Butir, ...]:
        return tuple(Butir(units[row.indikator.id], row) for row in rows)

    changed = (r for r in everything.semua if r.is_changed and r.indikator.id not in told)
    return Ringkasan(
        formulir=found,
        terisi=everything.terisi,
        total=len(everything.semua),
        diukur=everything.jumlah,
        anggaran=absorb(everything.semua),
        rerata=everything.rerata,
        dinilai=everything.dinilai,
        batas_rendah=aturan.rendah,
        rendah=of_units(everything.rendah),
        tinggi=of_units(everything.tinggi),
        tanpa_data=of_units(everything.tanpa_data),
        dipastikan=of_units(r for r in everything.semua if r.nilai.konfirmasi),
        tanpa_bukti=of_units(r for r in everything.semua if r.is_unproved),
        tanpa_analisis=of_units(row for view in found for row in view.unexplained),
        berubah=of_units(changed),
        sama=of_units(
            r for r in everything.semua if r.is_same_as_last_year and not r.nilai.konfirmasi
        ),
        sasaran=everything.per_sasaran,
        belum=missing_of(everything.semua),
    )


def missing_of(rows: Iterable[NilaiView]) -> tuple[Bagian, ...]:
    """Return the earlier periode that one of the values misses with which it is added up."""
    missing = {one for row in rows if row.sampai is not None for one in row.sampai.belum}
    return tuple(one.bagian for one in sorted(missing))
