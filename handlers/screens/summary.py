"""What somebody who checks, approves or signs has to notice in the formulir of all units."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sop_flows.kinerja.capaian import PERIKSA_DI_ATAS, Catatan
from sop_flows.ports.views import FormulirView, NilaiView

RENDAH = Decimal(80)  # percent: below it a capaian is pointed out


@dataclass(frozen=True, slots=True)
class Butir:
    """One value that is pointed out, and whose it is."""

    unit: str
    baris: NilaiView


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringkasan:
    """The formulir of all units at a glance."""

    formulir: tuple[FormulirView, ...]
    dikecualikan: tuple[str, ...]
    """The units that were excused; nothing counts them."""
    terisi: int
    total: int
    rerata: Decimal | None
    rendah: tuple[Butir, ...]
    tinggi: tuple[Butir, ...]
    tanpa_data: tuple[Butir, ...]
    berubah: tuple[Butir, ...]


def summarise(formulir: Iterable[FormulirView]) -> Ringkasan:
    """Return what stands out."""
    everything = tuple(formulir)
    found = tuple(view for view in everything if not view.is_excused)
    butir = [Butir(view.unit.nama, baris) for view in found for baris in view.baris]
    capaian = [c for b in butir if (c := b.baris.capaian.capaian) is not None]
    return Ringkasan(
        formulir=found,
        dikecualikan=tuple(view.unit.nama for view in everything if view.is_excused),
        terisi=sum(view.terisi for view in found),
        total=len(butir),
        rerata=sum(capaian, Decimal(0)) / len(capaian) if capaian else None,
        rendah=pick(butir, is_low),
        tinggi=pick(butir, is_high),
        tanpa_data=pick(butir, is_without_data),
        berubah=pick(butir, is_changed),
    )


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
