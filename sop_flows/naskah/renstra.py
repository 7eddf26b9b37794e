"""How far what was reached this year is on the way to the end of the Renstra.

1. It is the figure of the year so far against the target of the last year, by the formula of the indikator.
2. Where that figure says nothing against the target of the year, it says nothing here.
"""

from decimal import Decimal

from sop_flows.deferred import dataclass
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat, accumulate, compute_capaian
from sop_flows.kinerja.pengukuran import readable
from sop_flows.kinerja.target import Target
from sop_flows.naskah.rekap import Baris, Rekap


@dataclass(frozen=True, slots=True, kw_only=True)
class Kemajuan:
    """The mean of what was reached of the end of the Renstra."""

    rerata: Decimal
    """In percent, unrounded."""
    dinilai: int
    """Of how many indikator."""
    tahun: int | None
    """In which year it ends; None where that is not said, or not of all the same."""


def kemajuan_of(rekap: Rekap) -> Kemajuan | None:
    """Return how far the indikator of a recap are; None where nothing can be said of any."""
    rerata = rekap.semua.rerata_of(progress)
    if rerata is None:
        return None
    found = [one for one in rekap.semua.kinerja if progress(one) is not None]
    years = {one.indikator.tahun_renstra for one in found if one.indikator}
    return Kemajuan(
        rerata=rerata, dinilai=len(found), tahun=years.pop() if len(years) == 1 else None
    )


def progress(one: Baris) -> Decimal | None:
    """Return the tingkat kemajuan of an indikator in percent; None where its target is no number, or there is none."""
    listed, isi = one.indikator, one.isi
    if listed is None or not one.is_reported or isi.tahun.persen is None:
        return None
    tahun = listed.tahun_renstra or one.periode.tahun
    target = readable(listed.target_renstra, tahun, listed.peringkat)
    if not isinstance(target, Target):
        return None
    reached = accumulate(Sifat(isi.sifat), (*isi.realisasi_lalu, isi.realisasi))
    return compute_capaian(reached, target, Polaritas(isi.polaritas), Formula(isi.formula)).capaian
