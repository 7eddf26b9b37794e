"""The workbook of a recap: every sheet in its place, computed on one of them."""

from collections.abc import Callable
from functools import partial
from typing import Final

from openpyxl import Workbook

from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.views import IsiView
from sop_flows.waktu.periode import Periode
from storage.documents.lembar.periods import columns_for, print_periode
from storage.documents.rekap.lembar import BukuRumus, Lembar
from storage.documents.rekap.rekap import rekap_book, write_rekap
from storage.documents.rekap.table import Kolom
from storage.documents.rekapitulasi import (
    evaluasi,
    lkjip,
    pengukuran,
    perbandingan,
    perhitungan,
    rekapitulasi,
    ringkasan,
    skala,
)
from storage.documents.rekapitulasi.facts import Facts

Put = Callable[[Lembar, Facts], None]
"""What writes a sheet that refers to the computed ones."""
Columns = tuple[Kolom, ...] | Callable[[Periode], tuple[Kolom, ...]]
"""The columns of a sheet, or what gives them for a periode."""
FORMS: Final[tuple[tuple[str, Columns, Put], ...]] = (
    ("Pengukuran TW", pengukuran.columns_of, pengukuran.put_tw),
    ("Pengukuran Tahunan", pengukuran.KOLOM_TAHUN, pengukuran.put_tahunan),
    ("Rekapitulasi", rekapitulasi.KOLOM, rekapitulasi.put_rekapitulasi),
    ("Pengiriman", rekapitulasi.KOLOM_KIRIM, rekapitulasi.put_pengiriman),
    ("E.81", evaluasi.KOLOM, evaluasi.put_e81),
    ("Rencana Aksi", evaluasi.KOLOM_AKSI, evaluasi.put_rencana_aksi),
    *((nama, kolom, partial(lkjip.put_table, nama)) for nama, kolom in lkjip.KOLOM.items()),
    ("Perbandingan", perbandingan.KOLOM, perbandingan.put_perbandingan),
)
COMPUTED: Final[tuple[tuple[str, Columns], ...]] = (
    (ringkasan.RATA_RATA, ringkasan.KOLOM),
    (perhitungan.PERHITUNGAN, perhitungan.KOLOM),
    (skala.SKALA, skala.KOLOM),
)
"""What the forms refer to stands behind them."""


def write_buku_rekap(view: RekapKantor) -> bytes:
    """Return the workbook of a recap, the same bytes for the same recap."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return with_recap(book, view)


def write_rekap_nilai(seen: IsiView) -> bytes:
    """Return the workbook of a content, with the recap of the office around it where that is seen too."""
    return with_recap(rekap_book(seen), seen.rekap) if seen.rekap else write_rekap(seen)


def with_recap(book: Workbook, view: RekapKantor) -> bytes:
    """Return a workbook with the sheets of a recap after its own."""
    buku, rekap = BukuRumus(book), view.rekap
    add = partial(add_sheet, buku, rekap.periode)
    forms = [(add(nama, kolom), put) for nama, kolom, put in FORMS]
    rata_rata, hitungan, skala_kantor = (add(nama, kolom) for nama, kolom in COMPUTED)

    judul = print_periode(rekap.periode)
    ordinals = perhitungan.ordinals_in(rekap)
    tempat = skala.put_skala(skala_kantor, rekap, ordinals.values())
    found = perhitungan.Penghitung(hitungan, rekap, tempat).write(judul)
    rata = ringkasan.Peringkas(rata_rata, rekap, tempat, tuple(found.values())).write(judul)
    facts = Facts(view, found, rata)
    for lembar, put in forms:
        put(lembar, facts)
    return buku.saved()


def add_sheet(buku: BukuRumus, periode: Periode, nama: str, kolom: Columns) -> Lembar:
    """Add a sheet, empty; what is named after the triwulan is named after the kind of periode."""
    columns = kolom if isinstance(kolom, tuple) else kolom(periode)
    named, *names = columns_for(periode, (nama, *(one.nama for one in columns)))
    widths = (one.lebar for one in columns)
    return buku.sheet(named, tuple(map(Kolom, names, widths)))
