"""What the sheets of a rekap are called, and their columns; and the words in their cells."""

from typing import Final

from sop_flows.engine.aksi import Kerja
from sop_flows.kinerja.capaian import Formula, Polaritas
from storage.documents.rekap.table import Kolom

KOLOM: Final = (
    Kolom("No", 5),
    Kolom("Unit", 22),
    Kolom("Kode", 9),
    Kolom("Sasaran", 28),
    Kolom("Indikator", 40),
    Kolom("Satuan", 11),
    Kolom("Target TW", 12),
    Kolom("Realisasi TW", 13),
    Kolom("Capaian TW (%)", 11),
    Kolom("Kategori TW", 13),
    Kolom("Realisasi s.d. TW", 13),
    Kolom("Capaian s.d. TW (%)", 11),
    Kolom("Target tahun", 12),
    Kolom("Capaian tahun (%)", 11),
    Kolom("Kategori tahun", 13),
    Kolom("Sifat", 12),
    Kolom("Rumus", 24),
    Kolom("Data dukung", 12),
    Kolom("Keterangan", 40),
)
REKAP_SASARAN: Final = (
    Kolom("Sasaran", 60),
    Kolom("Rata-rata capaian TW (%)", 16),
    Kolom("Dinilai", 10),
    Kolom("Jumlah indikator", 12),
)
REKAP_UNIT: Final = (
    Kolom("Unit", 60),
    Kolom("Rata-rata capaian TW (%)", 16),
    Kolom("Dinilai", 10),
    Kolom("Jumlah indikator", 12),
    Kolom("Keterangan", 40),
)
KEPUTUSAN: Final = (
    Kolom("Langkah", 9),
    Kolom("Keputusan", 18),
    Kolom("Nama", 32),
    Kolom("Jabatan", 36),
    Kolom("Waktu", 28),
    Kolom("Kode verifikasi", 16),
    Kolom("Atas isi ini", 16),
)
CATATAN: Final = (
    Kolom("Langkah", 9),
    Kolom("Jabatan", 32),
    Kolom("Unit", 12),
    Kolom("Isian", 24),
    Kolom("Catatan atau jawaban", 80),
)
DOKUMEN: Final = (
    Kolom("Nama", 44),
    Kolom("Isian", 20),
    Kolom("Unit", 12),
    Kolom("Indikator", 12),
    Kolom("SHA-256", 68),
)
TANPA_BUKTI: Final = "tanpa bukti"
"""Of a number of an office that asks for proof, where there is none."""
ARAH: Final = {
    Polaritas.NAIK: "Semakin tinggi semakin baik",
    Polaritas.TURUN: "Semakin rendah semakin baik",
}
DECIDED: Final = {
    Kerja.SETUJUI: "disetujui",
    Kerja.PARAF: "diparaf",
    Kerja.TANDA_TANGANI: "ditandatangani",
}
RUMUS: Final = {Formula.A: "rumus A", Formula.B: "rumus B (target dibagi realisasi)"}
