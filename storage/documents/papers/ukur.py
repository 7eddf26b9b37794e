"""What papers that show a measurement say of a value beside its numbers."""

from collections.abc import Callable, Mapping
from typing import Final

from sop_flows.kinerja.capaian import Catatan
from sop_flows.papers.isi_ukur import BarisUkur
from sop_flows.waktu.periode import Periode
from storage.documents.lembar.periods import print_bagian

SHOWN: Final = frozenset(
    {
        Catatan.REALISASI_BELUM_ADA,
        Catatan.AKHIR_TAHUN,
        Catatan.BELUM_LENGKAP,
        Catatan.TARGET_TANGGAL,
    }
)
"""What the column of the capaian says already."""


def wording_of(periode: Periode) -> Mapping[str, Callable[..., str]]:
    """Return what a template words measurements of a periode with."""

    def bagian(ke: int) -> str:
        return print_bagian(periode.sibling(ke))

    def keterangan(one: BarisUkur) -> str:
        said = (
            alasan(one) if not one.realisasi else one.alasan,
            *(f"{bagian(ke)} belum dilaporkan" for ke in one.belum),
            *(f"{bagian(ke)} menurut {one.sumber}" for ke in one.dari_luar),
            "perlu diperbaiki" if one.ditandai else "",
            *(note for note in one.capaian.catatan if note not in SHOWN),
        )
        return "; ".join(dict.fromkeys(filter(None, said)))

    return {"bagian": bagian, "keterangan": keterangan, "alasan": alasan}


def alasan(one: BarisUkur) -> str:
    """Return why a value has no capaian."""
    if one.realisasi:
        return one.capaian.tampil
    return f"n/a: {one.alasan}" if one.alasan else "belum dilaporkan"
