"""The workbook of a recap: every sheet in its place, computed on one of them."""

from openpyxl import Workbook

from sop_flows.ports.rekap import RekapKantor
from sop_flows.ports.views import IsiView
from storage.documents.lembar.periods import print_periode
from storage.documents.rekap.lembar import BukuRumus
from storage.documents.rekap.rekap import rekap_book, write_rekap
from storage.documents.rekapitulasi.evaluasi import (
    add_e81,
    add_rencana_aksi,
    put_e81,
    put_rencana_aksi,
)
from storage.documents.rekapitulasi.facts import Facts
from storage.documents.rekapitulasi.lkjip import add_tables, put_tables
from storage.documents.rekapitulasi.pengukuran import add_tahunan, add_tw, put_tahunan, put_tw
from storage.documents.rekapitulasi.perbandingan import add_perbandingan, put_perbandingan
from storage.documents.rekapitulasi.perhitungan import Penghitung, add_perhitungan, ordinals_in
from storage.documents.rekapitulasi.rekapitulasi import (
    add_pengiriman,
    add_rekapitulasi,
    put_pengiriman,
    put_rekapitulasi,
)
from storage.documents.rekapitulasi.ringkasan import Peringkas, add_ringkasan
from storage.documents.rekapitulasi.skala import add_skala, put_skala


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
    tw, tahunan = add_tw(buku), add_tahunan(buku)
    rekapitulasi, pengiriman = add_rekapitulasi(buku), add_pengiriman(buku)
    e81, aksi, tables = add_e81(buku), add_rencana_aksi(buku), add_tables(buku)
    perbandingan, ringkasan = add_perbandingan(buku), add_ringkasan(buku)
    perhitungan, skala = add_perhitungan(buku), add_skala(buku)

    judul = print_periode(rekap.periode)
    tempat = put_skala(skala, rekap, ordinals_in(rekap).values())
    hitungan = Penghitung(perhitungan, rekap, tempat).write(judul)
    rata = Peringkas(ringkasan, rekap, tempat, tuple(hitungan.values())).write(judul)
    facts = Facts(view, hitungan, rata)
    put_tw(tw, facts)
    put_tahunan(tahunan, facts)
    put_rekapitulasi(rekapitulasi, facts)
    put_pengiriman(pengiriman, facts)
    put_e81(e81, facts)
    put_rencana_aksi(aksi, facts)
    put_tables(tables, facts)
    put_perbandingan(perbandingan, facts)
    return buku.saved()
