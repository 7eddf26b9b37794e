"""What somebody who checks, approves or signs has to notice in the formulir of all units."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sop_flows.kinerja.capaian import PERIKSA_DI_ATAS, Catatan, mean
from sop_flows.ports.views import FormulirView, NilaiView

RENDAH = Decimal(80)  # percent: below it a capaian is pointed out


@dataclass(frozen=True, slots=True)
class Butir:
    """One value that is pointed out, and whose it is."""

    unit: str
    baris: NilaiView


@dataclass(frozen=True, slots=True, kw_only=True)
class RerataSasaran:
    """The mean capaian of what serves one sasaran, and of how many of its indikator it is."""

    nama: str
    rerata: Decimal | None
    dinilai: int
    jumlah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringkasan:
    """The formulir of all units at a glance."""

    formulir: tuple[FormulirView, ...]
    terisi: int
    total: int
    rerata: Decimal | None
    rendah: tuple[Butir, ...]
    tinggi: tuple[Butir, ...]
    tanpa_data: tuple[Butir, ...]
    berubah: tuple[Butir, ...]
    sasaran: tuple[RerataSasaran, ...]


def summarise(formulir: Iterable[FormulirView], told: Collection[int] = ()) -> Ringkasan:
    """Return what stands out.

    Args:
        told: The indikator of which is said elsewhere what changed.
    """
    found = tuple(view for view in formulir if not view.is_excused)
    butir = [Butir(view.unit.nama, baris) for view in found for baris in view.baris]
    return Ringkasan(
        formulir=found,
        terisi=sum(view.terisi for view in found),
        total=len(butir),
        rerata=mean(measured(butir)),
        rendah=tuple(sorted(pick(butir, is_low), key=capaian_of)),
        tinggi=pick(butir, is_high),
        tanpa_data=pick(butir, is_without_data),
        berubah=pick([b for b in butir if b.baris.indikator.id not in told], is_changed),
        sasaran=by_sasaran(butir),
    )


def by_sasaran(butir: Iterable[Butir]) -> tuple[RerataSasaran, ...]:
    """Return the mean of each sasaran, in the order in which they first stand."""
    found: dict[str, list[Butir]] = {}
    for one in butir:
        found.setdefault(one.baris.indikator.sasaran, []).append(one)
    return tuple(
        RerataSasaran(
            nama=nama, rerata=mean(measured(some)), dinilai=len(measured(some)), jumlah=len(some)
        )
        for nama, some in found.items()
    )


def measured(butir: Iterable[Butir]) -> list[Decimal]:
    """Return the capaian of those that have one, in percent."""
    return [c for b in butir if (c := b.baris.capaian.capaian) is not None]


def capaian_of(butir: Butir) -> Decimal:
    """Return the capaian of a value, to sort by: the lowest are pointed out first."""
    return butir.baris.capaian.capaian or Decimal(0)


def pick(butir: list[Butir], wanted: Callable[[NilaiView], bool]) -> tuple[Butir, ...]:
    """Return those that are wanted."""
    return tuple(one for one in butir if wanted(one.baris))


def is_low(baris: NilaiView) -> bool:
    """Tell whether a capaian is low."""
    return baris.capaian.capaian is not None and baris.capaian.capaian < RENDAH


def is_high(baris: NilaiView) -> bool:
    """Tell whether a capaian is so high that the target should be looked at."""
    found = baris.capaian
    return Catatan.PERIKSA_TARGET in found.catatan or (
        found.capaian is not None and found.capaian > PERIKSA_DI_ATAS
    )


def is_without_data(baris: NilaiView) -> bool:
    """Tell whether a reason stands where a number should."""
    return baris.nilai.nilai is None and bool(baris.nilai.alasan)


def is_changed(baris: NilaiView) -> bool:
    """Tell whether a value differs from the last round's."""
    return baris.is_changed
