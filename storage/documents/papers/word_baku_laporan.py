"""Our Word template of a Laporan Pengukuran Kinerja, with the chapters of the paper."""

from typing import Final

from docx.document import Document

from storage.documents.papers.word_bagian import (
    CENTER,
    DATED,
    SIGNED,
    Columns,
    beside,
    line,
    table_of,
)

FAKTOR: Final = (("Indikator", "indikator", 55), ("Unit", "unit", 35), ("Uraian", "teks", 65))
LANJUT: Final = (
    ("Uraian", "uraian", 50),
    ("Penanggung jawab", "penanggung_jawab", 35),
    ("Batas", "batas", 35),
    ("Keadaan", "keadaan", 35),
)
SASARAN: Final = (
    ("Sasaran", "nama", 75),
    ("Dinilai", "dinilai", 20),
    ("Dari", "jumlah", 15),
    ("Rata-rata", "rata_rata", 22),
    ("Kategori", "kategori", 23),
)
CAPAIAN: Final = (
    ("Indikator", "indikator", 35),
    ("Satuan", "satuan", 17),
    ("Target", "target", 17),
    ("Realisasi", "realisasi", 20),
    ("%", "persen", 18),
    ("Kategori", "kategori", 21),
    ("Keterangan", "keterangan", 27),
)
PROGRAM: Final = (
    ("Program", "nama", 65),
    ("Pagu (Rp)", "pagu", 32),
    ("Realisasi (Rp)", "realisasi", 33),
    ("Serapan", "serapan", 25),
)
ARAHAN: Final = (("Pejabat", "nama", 45), ("Jabatan", "jabatan", 40), ("Arahan", "teks", 70))
RAPAT: Final = (("Pokok", "label", 45), ("Uraian", "teks", 110))
PARAF: Final = (
    ("Nama", "nama", 45),
    ("Jabatan", "jabatan", 35),
    ("Aksi", "aksi", 32),
    ("Waktu", "waktu", 43),
)
DUKUNG: Final = (
    ("Nama dokumen", "nama", 75),
    ("Unit", "unit", 45),
    ("Indikator", "indikator", 35),
)
KOREKSI: Final = (
    ("Dikembalikan oleh", "nama", 45),
    ("Langkah", "langkah", 25),
    ("Alasan", "alasan", 55),
    ("Unit", "unit", 30),
)
DIKECUALIKAN: Final = (("Unit", "nama", 60), ("Alasan", "alasan", 60), ("Saksi", "saksi", 35))
BEFORE: Final[tuple[tuple[str, str, Columns], ...]] = (
    ("Unit yang dikecualikan", "dikecualikan", DIKECUALIKAN),
    ("II. Capaian kinerja menurut sasaran", "sasaran", SASARAN),
    ("Capaian kinerja menurut indikator", "capaian", CAPAIAN),
    ("III. Analisis: faktor pendorong", "pendorong", FAKTOR),
    ("Faktor penghambat", "penghambat", FAKTOR),
    ("Tindak lanjut", "lanjut", LANJUT[:3]),
    ("Tindak lanjut periode sebelumnya", "lanjut_lalu", LANJUT),
    ("IV. Realisasi anggaran", "program", PROGRAM),
)
AFTER: Final[tuple[tuple[str, str, Columns], ...]] = (
    ("V. Arahan pimpinan", "arahan", ARAHAN),
    ("Pembahasan rapat", "notula", RAPAT),
    ("Paraf dan persetujuan", "paraf", PARAF),
)
LAMPIRAN: Final[tuple[tuple[str, str, Columns], ...]] = (
    ("Lampiran 1. Data dukung", "dukung", DUKUNG),
    ("Lampiran 2. Catatan koreksi", "koreksi", KOREKSI),
)


def laporan(document: Document) -> None:
    """Add what stands in a laporan."""
    line(document, "LAPORAN PENGUKURAN KINERJA", align=CENTER, size=15, bold=True)
    line(document, "{{ periode }}", align=CENTER, size=13)
    line(document, "I. Pendahuluan", bold=True)
    line(document, "Dasar hukum:")
    line(document, "{{ dasar_hukum.no }}. {{ dasar_hukum.teks }}")
    line(
        document,
        "Laporan ini memuat hasil pengukuran kinerja {{ kantor }} untuk {{ periode }} ({{ mulai }} sampai dengan "
        "{{ sampai }}), yang dilaksanakan menurut SOP {{ sop }}.",
    )
    line(
        document,
        "Rata-rata capaian kinerja adalah {{ rata_rata }} dengan kategori {{ kategori }}; dinilai {{ dinilai }} dari "
        "{{ jumlah_indikator }} indikator. Terhadap target tahun {{ tahun }}: {{ rata_rata_tahun }}.",
    )
    chapters(document, BEFORE)
    line(document, "Serapan {{ serapan }} dari pagu {{ pagu }}; efisiensi {{ efisiensi }}.")
    chapters(document, AFTER)
    beside(document, "", f"{DATED}\n{SIGNED}")
    chapters(document, LAMPIRAN)


def chapters(document: Document, several: tuple[tuple[str, str, Columns], ...]) -> None:
    """Add tables with their titles."""
    for judul, daftar, columns in several:
        line(document, judul, bold=True)
        table_of(document, daftar, columns)
