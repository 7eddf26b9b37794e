"""The printed sheet: its identity page as it is read, its words as they are printed, and their faults.

1. The words are kept verbatim, with the faults of the sheet; the corrected reading stands beside them.
2. What the scan garbled is a fault of the scan, listed apart. Where the two cannot be told apart, a
   letter mistaken for its like is the scan's, a letter or word too many or too few is the sheet's.
"""

from datetime import date

from sop_flows.sop.form import Form, Nama


class Cacat(Form):
    """A fault of the sheet, kept where it stands: what is printed, and how it is read."""

    kunci: Nama
    tercetak: str = ""
    catatan: Nama


class Derau(Form):
    """What the scan garbled: what it shows, and the words of the sheet there."""

    terbaca: Nama
    seharusnya: str = ""
    """Empty where the scan took a line or an arrow of the flowchart for letters."""


class TeksLangkah(Form):
    """The words of one row, cell by cell, as the sheet prints them."""

    uraian: str
    kelengkapan: str = ""
    waktu: str = ""
    output: str = ""
    keterangan: str = ""
    bagan: str = ""
    """The words in the flowchart, such as *Ya* and *Tidak* at a decision."""
    derau: tuple[Derau, ...] = ()


class TeksHalaman(Form):
    """The words of the pages around the table, as the sheet prints them."""

    identitas: str = ""
    identifikasi: str = ""
    """The worksheet that precedes some tables."""
    kepala: str = ""
    """The title and the head of the table, on every page of it."""
    derau: tuple[Derau, ...] = ()


class Identifikasi(Form):
    """The worksheet that precedes some sheets: what kind of work it is, and who answers for it."""

    jenis: str = ""
    penanggung_jawab_produk: str = ""
    penanggung_jawab_kegiatan: str = ""
    ruang_lingkup: str = ""
    langkah_awal: str = ""
    langkah_akhir: str = ""


class Identitas(Form):
    """The identity page of the sheet; empty fields are the office's to fill."""

    opd: str = ""
    daerah: str = ""
    zona: str = ""
    nomor: str = ""
    disahkan_oleh: str = ""
    tanggal_pembuatan: date | None = None
    tanggal_revisi: date | None = None
    tanggal_efektif: date | None = None
    dasar_hukum: tuple[str, ...] = ()
    kualifikasi: tuple[str, ...] = ()
    keterkaitan: tuple[str, ...] = ()
    peralatan: tuple[str, ...] = ()
    peringatan: str = ""
    pencatatan: tuple[str, ...] = ()
    identifikasi: Identifikasi | None = None
