"""What is wrong with a cell of the office workbook, in the operator's words."""

from collections.abc import Mapping
from typing import Final

from sop_flows.kinerja.unggahan import SebabLembar
from sop_flows.teks import excerpt
from storage.documents.kantor.buku import GalatSel, KodeGalat

SHOWN: Final = 120
"""Letters that are shown of a cell."""
KALIMAT: Final[Mapping[KodeGalat, str]] = {
    KodeGalat.LEMBAR_TIDAK_ADA: "lembar ini tidak ada; buat lembar dengan nama persis ini",
    KodeGalat.KOLOM_TIDAK_ADA: "kolom {nilai} tidak ada; tambahkan judul kolom itu",
    KodeGalat.KOLOM_TIDAK_DIKENAL: "kolom {nilai} tidak dikenal; mungkin maksudnya {pilihan}",
    KodeGalat.LEMBAR_DIABAIKAN: "lembar ini tidak dikenal dan tidak dibaca",
    KodeGalat.KOLOM_DIABAIKAN: "kolom {nilai} tidak dikenal dan tidak dibaca",
    KodeGalat.WAJIB_DIISI: "wajib diisi",
    KodeGalat.PILIHAN_TIDAK_DIKENAL: "{nilai} tidak dikenal; pilih salah satu: {pilihan}",
    KodeGalat.ZONA_TIDAK_DIKENAL: "zona {nilai} tidak dikenal; pilih salah satu: {pilihan}",
    KodeGalat.TANGGAL_TIDAK_TERBACA: "{nilai} bukan tanggal; tulis misalnya 02/01/2026",
    KodeGalat.JAM_TIDAK_TERBACA: "{nilai} bukan jam; tulis misalnya 07.30",
    KodeGalat.ANGKA_TIDAK_TERBACA: "{nilai} tidak terbaca sebagai angka; tulis misalnya 1250 atau 71,25",
    KodeGalat.DI_LUAR_BATAS: "{nilai} di luar batas; tulis angka dari {dari} sampai {sampai}",
    KodeGalat.TERLALU_PANJANG: "{nilai} terlalu panjang ({dari} huruf); persingkat menjadi paling banyak {sampai} huruf",
    KodeGalat.BUKAN_KODE: "{nilai} tidak dapat dipakai sebagai kode; tulis satu baris huruf, angka, titik, atau tanda hubung, "
    "tanpa < > \\, tanpa dua titik berurutan, dan tidak diawali titik atau garis miring",
    KodeGalat.ANGKA_KEHILANGAN_DIGIT: "{nilai} tersimpan sebagai angka sehingga digit akhirnya hilang; "
    "ubah format sel menjadi Teks, lalu ketik ulang",
    KodeGalat.TERBACA_TANGGAL: "terbaca oleh Excel sebagai {nilai}; ubah format sel menjadi Teks, lalu ketik ulang",
    KodeGalat.ANGKA_TERSAMAR: "sel berisi {nilai}, tetapi format selnya menampilkan yang lain; ketik ulang dengan format Umum (General)",
    KodeGalat.RUMUS_TANPA_NILAI: "rumus tanpa hasil; buka dan simpan buku kerja di Excel, atau tulis nilainya",
    KodeGalat.GALAT_EXCEL: "sel berisi galat Excel {nilai}; perbaiki rumusnya atau tulis nilainya",
    KodeGalat.JABATAN_TIDAK_DIKENAL: "jabatan {nilai} tidak ada di lembar Jabatan",
    KodeGalat.UNIT_TIDAK_DIKENAL: "unit {nilai} tidak ada di lembar Unit",
    KodeGalat.SOP_TIDAK_DIKENAL: "SOP {nilai} tidak ada; pilih salah satu: {pilihan}",
    KodeGalat.VERSI_TIDAK_DIKENAL: "versi {nilai} dari SOP itu tidak ada; pilih salah satu: {pilihan}",
    KodeGalat.KOLOM_SOP_TIDAK_DIKENAL: "kolom {nilai} tidak ada di SOP itu; pilih salah satu: {pilihan}",
    KodeGalat.KUNCI_GANDA: "{nilai} sudah dipakai di {pilihan}",
    KodeGalat.LEMBAR_GANDA: "lembar {nilai} berbeda isinya dari lembar {pilihan}; hapus atau ganti nama salah satunya",
    KodeGalat.SEL_GABUNGAN: "sel {nilai} digabung dan hanya berisi “{pilihan}”; pisahkan, lalu isi tiap selnya",
    KodeGalat.NAMA_BERBEDA: "kunci yang sama sudah memakai nama {pilihan}, di sini {nilai}",
    KodeGalat.PENUGASAN_TUMPANG_TINDIH: "{nilai} pada tanggal yang sama sudah dipegang menurut {pilihan}",
    KodeGalat.SESI_TUMPANG_TINDIH: "sesi yang mulai pukul {nilai} bertumpang tindih dengan {pilihan}",
    KodeGalat.RENTANG_TERBALIK: "selesai {nilai} mendahului mulai {pilihan}",
    KodeGalat.TARGET_TIDAK_TERUKUR: "target {nilai} tidak dapat diukur; tulis angka (80 atau 71,25), rentang (7 - 8), "
    "batas (kurang dari 49), perbandingan (1:32), predikat (WTP, BB), atau tanggal (paling lambat 31 Desember); "
    "kosongkan selnya bila belum ada target",
    KodeGalat.TARGET_BERMAKNA_GANDA: "target {nilai} dapat berarti {pilihan}; tulis dengan koma atau tanpa titik",
    KodeGalat.PERSEN_BERMAKNA_GANDA: "{nilai} dapat berarti {dari}% atau {sampai}%; tulis dengan tanda persen, yaitu {dari}% "
    "atau {sampai}%",
    KodeGalat.PERJANJIAN_LEBIH_LAMA: "versi {nilai} sudah digantikan versi {pilihan} di kantor ini; impor buku kerja dengan targetnya yang terbaru",
    KodeGalat.PERJANJIAN_TIDAK_DISEBUT: "Perjanjian Kinerja {nilai} sudah sampai versi {pilihan} di kantor ini; tambahkan lembar Perjanjian yang menyebut "
    "versi itu, dan pastikan lembar Indikator memuat targetnya",
    KodeGalat.TABEL_TIDAK_ADA: "tidak ada tabel berjudul kolom Indikator dengan Target atau TW I sampai TW IV, atau Program dengan Anggaran; "
    "tulis judul kolomnya di atas tabel",
    KodeGalat.ANGKA_TANPA_INDIKATOR: "{nilai} berdiri tanpa nama indikator atau program di barisnya; isi namanya, atau kosongkan selnya",
    KodeGalat.SEL_DIABAIKAN: "{nilai} tidak dibaca",
    KodeGalat.INDIKATOR_BERMAKNA_GANDA: "indikator {nilai} ada beberapa di kantor ini: {pilihan}; tambahkan kolom Kode, Sasaran, atau Penanggung Jawab yang membedakannya",
    KodeGalat.INDIKATOR_MIRIP: "indikator {nilai} belum ada, tetapi mirip dengan {pilihan}; samakan tulisannya, atau isi kolom Kode dengan kode yang dimaksud "
    "(kode baru bila memang lain)",
    KodeGalat.INDIKATOR_BARU_KURANG: "{nilai} belum ada di kantor ini; lengkapi kolom {pilihan} pada barisnya (unit juga dapat diberikan dengan --unit)",
    KodeGalat.JANJI_BERBEDA: "{nilai} berbeda dari yang tertulis di {pilihan} untuk indikator yang sama; samakan, atau hapus salah satunya",
    KodeGalat.NIP_PANJANG: "NIP {nilai} terdiri atas {pilihan} angka, seharusnya 18; periksa apakah ada angka yang "
    "hilang atau berlebih",
    KodeGalat.NIP_BUKAN_ANGKA: "NIP {nilai} memuat huruf; periksa huruf O dan l yang seharusnya angka 0 dan 1",
    KodeGalat.NIP_SUSUNAN: "susunan NIP {nilai} tidak lazim; seharusnya tanggal lahir (8 angka), bulan TMT (6), "
    "jenis kelamin (1), nomor urut (3)",
    KodeGalat.ATASAN_MELINGKAR: "atasan dari {nilai} kembali ke jabatan itu sendiri",
}
"""``{nilai}`` is what stands there, ``{pilihan}`` what would be right or what it clashes with; ``{dari}`` and ``{sampai}`` are the first and the last of these."""

SEBAB: Final[Mapping[SebabLembar, str]] = {
    SebabLembar.BUKAN_XLSX: "Berkas ini bukan buku kerja Excel; simpan sebagai .xlsx.",
    SebabLembar.FORMAT_LAMA: "Formatnya lama (.xls); buka di Excel dan simpan sebagai .xlsx.",
    SebabLembar.XML_2003: "Formatnya XML Spreadsheet 2003; buka di Excel dan simpan sebagai .xlsx.",
    SebabLembar.BINER: "Formatnya biner (.xlsb); buka di Excel dan simpan sebagai .xlsx.",
    SebabLembar.ODS: "Formatnya .ods (LibreOffice); simpan sebagai Excel (.xlsx).",
    SebabLembar.NUMBERS: "Formatnya .numbers (Apple); ekspor ke Excel (.xlsx).",
    SebabLembar.CSV: "Ini teks CSV; salin isinya ke buku kerja dari `tapak kantor template`.",
    SebabLembar.LAMAN: "Ini halaman web yang dinamai seperti Excel; salin isinya ke buku kerja "
    "dari `tapak kantor template`.",
    SebabLembar.TERKUNCI: "Buku kerja dikunci kata sandi; simpan tanpa kata sandi.",
    SebabLembar.TERLALU_BESAR: "Isinya jauh melebihi buku kerja kantor; hapus lembar dan baris lain.",
    SebabLembar.MENCURIGAKAN: "Susunannya tidak lazim; salin isinya ke buku kerja dari "
    "`tapak kantor template`.",
    SebabLembar.MAKRO: "Buku kerja memuat makro; simpan sebagai .xlsx tanpa makro.",
    SebabLembar.TAUTAN_LUAR: "Buku kerja mengambil nilai dari berkas lain; tempel sebagai nilai.",
    SebabLembar.TERTANAM: "Buku kerja memuat objek tertanam; hapus objek itu.",
    SebabLembar.RUSAK: "Berkas rusak; buka dan simpan ulang di Excel, atau salin ulang.",
    SebabLembar.TERLALU_LAMA: "Membacanya terlalu lama; hapus lembar dan baris yang tidak perlu.",
    SebabLembar.TERLALU_BERAT: "Membacanya terlalu berat; hapus lembar dan baris yang tidak perlu.",
    SebabLembar.TANPA_TANDA: "Ini bukan buku kerja kantor; mulai dari `tapak kantor template`.",
    SebabLembar.TANPA_KOLOM: "Kolomnya tidak ditemukan; mulai dari `tapak kantor template`.",
    SebabLembar.FORMULIR_LAIN: "Ini lembar realisasi, bukan buku kerja kantor.",
    SebabLembar.RONDE_LAIN: "Ini lembar realisasi, bukan buku kerja kantor.",
}
"""Why a workbook is not even opened, as the way to mend it."""


def describe(galat: GalatSel) -> str:
    """Return one error with its place: sheet, cell, and what is expected there."""
    place = f"{galat.lembar}!{galat.sel}" if galat.sel else galat.lembar
    return f"{place}: {sentence(galat)}"


def sentence(galat: GalatSel) -> str:
    """Return what is wrong and what would be right."""
    shown = excerpt(galat.nilai, SHOWN)
    return KALIMAT[galat.kode].format(
        nilai=f"“{shown}”" if shown else "isinya",
        pilihan=", ".join(galat.pilihan),
        dari=galat.pilihan[0] if galat.pilihan else "",
        sampai=galat.pilihan[-1] if galat.pilihan else "",
    )
