"""The sheet SOP of the office workbook, held against the SOPs that ship."""

from typing import Final

from sop_flows.sop.catalog import load_catalog
from storage.documents.kantor.buku import KodeGalat
from storage.documents.kantor.buku_baris import BarisBuku, BukuTerbuka

SOP: Final = "SOP"


def check_sop(buku: BukuTerbuka, rows: list[BarisBuku]) -> None:
    """Note every SOP, versi and column that there is not, at its own cell."""
    for baris in rows:
        if baris.is_whole:
            _check_row(buku, baris)


def _check_row(buku: BukuTerbuka, baris: BarisBuku) -> None:
    kode, versi, kolom = (baris.nilai[name] for name in ("kode", "versi", "kolom"))
    shipped = [template.sop for template in load_catalog().all()]
    of_kode = {sop.versi: sop for sop in shipped if sop.kode == kode}
    if not of_kode:
        kodes = dict.fromkeys(sop.kode for sop in shipped)
        buku.blame(SOP, baris.sel["kode"], KodeGalat.SOP_TIDAK_DIKENAL, kode, *kodes)
    elif versi not in of_kode:
        wrong = KodeGalat.VERSI_TIDAK_DIKENAL
        buku.blame(SOP, baris.sel["versi"], wrong, str(versi), *map(str, of_kode))
    elif of_kode[versi].column_named(kolom) is None:
        names = (one.nama for one in of_kode[versi].kolom)
        buku.blame(SOP, baris.sel["kolom"], KodeGalat.KOLOM_SOP_TIDAK_DIKENAL, kolom, *names)
