"""What papers that show a measurement say of a value beside its numbers."""

from collections.abc import Mapping
from typing import Final

from sop_flows.kinerja.angka import is_persen
from sop_flows.kinerja.capaian import Catatan
from sop_flows.papers.isi_ukur import BarisUkur
from sop_flows.waktu.periode import Periode
from storage.documents.lembar.periods import print_bagian
from storage.documents.papers.bagan import LONGEST, permil

SHOWN: Final = frozenset(
    {
        Catatan.REALISASI_BELUM_ADA,
        Catatan.AKHIR_TAHUN,
        Catatan.BELUM_LENGKAP,
        Catatan.TARGET_TANGGAL,
    }
)
"""What the column of the capaian says already."""


def wording_of(periode: Periode) -> Mapping[str, object]:
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

    return {
        "bagian": bagian,
        "keterangan": keterangan,
        "alasan": alasan,
        "alasan_pendek": alasan_pendek,
        "jumlah_satuan": jumlah_satuan,
        "permil": permil,
        "longest": LONGEST,
    }


def alasan(one: BarisUkur) -> str:
    """Return why a value has no capaian."""
    if one.realisasi:
        return one.capaian.tampil
    return f"n/a: {one.alasan}" if one.alasan else "belum dilaporkan"


def alasan_pendek(one: BarisUkur) -> str:
    """Return why a value has no capaian, as briefly as it stands beside a bar."""
    if one.realisasi:
        return one.capaian.tampil
    return "n/a" if one.alasan else "belum dilaporkan"


def jumlah_satuan(jumlah: str, satuan: str) -> str:
    """Return an amount with its satuan, such as ``15 Desa`` or ``88,5%``."""
    if not jumlah or jumlah.endswith("%"):
        return jumlah or "yang tidak ditetapkan"
    return f"{jumlah}%" if is_persen(satuan) else f"{jumlah} {satuan}".strip()
