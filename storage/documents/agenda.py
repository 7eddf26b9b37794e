"""The agenda surat as a workbook: the letters of a year on two sheets, with room for what was not said."""

from datetime import date, datetime
from typing import Final

from openpyxl import Workbook

from sop_flows.ports.agenda import Agenda, BarisKeluar, BarisMasuk
from sop_flows.waktu.tanggal import read_full_tanggal
from storage.documents.rekap.lembar import BukuRumus, Lembar
from storage.documents.rekap.table import Isi, Kolom

MASUK: Final = "Surat Masuk"
KELUAR: Final = "Surat Keluar"
KOLOM_MASUK: Final = (
    Kolom("No agenda", 10),
    Kolom("Tanggal terima", 18),
    Kolom("Dari", 24),
    Kolom("Nomor surat", 22),
    Kolom("Tanggal surat", 18),
    Kolom("Hal", 28),
    Kolom("Sifat", 10),
    Kolom("Lampiran", 14),
    Kolom("Disposisi kepada", 22),
    Kolom("Isi disposisi", 28),
    Kolom("Batas", 18),
    Kolom("Selesai", 18),
    Kolom("Berkas", 10),
)
KOLOM_KELUAR: Final = (
    Kolom("No urut", 9),
    Kolom("Tanggal", 18),
    Kolom("Nomor surat", 26),
    Kolom("Kepada", 34),
    Kolom("Hal", 40),
    Kolom("Lampiran", 16),
    Kolom("Penandatangan", 26),
    Kolom("Cara kirim", 16),
    Kolom("Tanda terima", 30),
    Kolom("Berkas", 10),
)


def write_agenda(agenda: Agenda) -> bytes:
    """Return the workbook of an agenda, the same bytes for the same letters."""
    book = Workbook()
    book.remove(book.worksheets[0])
    buku = BukuRumus(book)
    masuk, keluar = buku.sheet(MASUK, KOLOM_MASUK), buku.sheet(KELUAR, KOLOM_KELUAR)
    put(masuk, agenda, "AGENDA SURAT MASUK", [row_in(one) for one in agenda.masuk])
    rows = [row_out(no, one) for no, one in enumerate(agenda.keluar, start=1)]
    put(keluar, agenda, "AGENDA SURAT KELUAR", rows)
    return buku.saved()


def put(lembar: Lembar, agenda: Agenda, judul: str, rows: list[list[Isi]]) -> None:
    """Write one sheet."""
    lembar.title((agenda.kantor.nama, f"{judul} TAHUN {agenda.tahun}"))
    lembar.header()
    lembar.table(rows)
    lembar.close()


def row_in(one: BarisMasuk) -> list[Isi]:
    """Return a letter that came in."""
    surat = one.surat
    return [
        surat.agenda,
        day(surat.diterima),
        surat.dari,
        surat.nomor,
        day(surat.tanggal),
        surat.hal,
        surat.sifat,
        "\n".join(surat.lain.values()),
        "\n".join(one.disposisi),
        "\n".join(one.isi),
        day(one.batas),
        "Dibatalkan" if one.is_batal else on(one.selesai),
        one.berkas,
    ]


def row_out(no: int, one: BarisKeluar) -> list[Isi]:
    """Return a letter that went out; how it was sent is written by hand."""
    hal = one.hal[:1].upper() + one.hal[1:]
    return [
        no,
        one.pada.date(),
        one.nomor,
        one.kepada,
        hal,
        "",
        one.penandatangan,
        "",
        one.tanda_terima,
        one.berkas,
    ]


def day(teks: str) -> date | str:
    """Return the day that a text names, or the text."""
    return read_full_tanggal(teks) or teks


def on(moment: datetime | None) -> date | None:
    """Return the day of a moment, already in the zone of the office."""
    return moment.date() if moment else None
