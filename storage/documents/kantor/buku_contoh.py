"""The small office that the template of the office workbook shows, and its notes."""

import datetime as dt
from decimal import Decimal
from typing import Final

from storage.documents.kantor.buku import (
    BarisIndikator,
    BarisJabatan,
    BarisKantor,
    BarisLibur,
    BarisPegawai,
    BarisProgram,
    BarisSesi,
    BarisSop,
    BarisUnit,
    BukuKantor,
)

PETUNJUK: Final = (
    "Buku kerja kantor",
    "Isi lembar di belakang ini dengan data kantor Bapak/Ibu. Baris yang ada adalah contoh kecamatan rekaan: timpa atau "
    "hapus sebelum diimpor.",
    "Urutan lembar dan kolom bebas. Nama lembar dan nama kolom tidak boleh diubah. Kolom dan lembar tambahan tidak dibaca, dan disebut saat diimpor.",
    "Kantor: zona diisi Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura (WIT); hari_kerja 5 atau 6; formula_turun A "
    "untuk (2T-R)/T, B untuk T/R; skala_kategori dikosongkan untuk sebutan Sangat Tinggi sampai Sangat Rendah (Permendagri 86/2017), atau diisi nama skala lain, misalnya sangat baik, lke, ponorogo, atau bkd sumbar; batas_rendah: di bawah berapa persen sebuah capaian ditandai rendah (kosong: 80); batas_rerata: paling banyak berapa persen sebuah capaian dihitung dalam rata-rata (kosong: seluruhnya); batas_laporan: pada tanggal berapa bulan berikutnya laporan periode itu jatuh tempo (kosong: tidak disebut); ketat diisi ya bila setiap orang yang bergabung harus disetujui admin; minta_bukti diisi ya bila data dukung diminta sesudah setiap nilai; minta_analisis diisi ya bila nilai yang rendah, jauh di atas target, atau n/a diminta analisis dan tindak lanjutnya; setujui_sekaligus diisi ya bila beberapa tugas boleh disetujui, diparaf, atau ditandatangani dengan satu pertanyaan (kosong: satu per satu).",
    "Unit: kepala adalah jabatan yang tertulis di lembar Jabatan.",
    "Jabatan: atasan dikosongkan hanya untuk pimpinan. Beberapa alias dipisahkan dengan titik koma.",
    "Pegawai: satu baris untuk satu jabatan yang dipegang. Kunci adalah NIP, disimpan sebagai teks agar angkanya tidak hilang, dengan atau tanpa spasi; "
    "pegawai tanpa NIP diberi kunci lain yang tetap.",
    "Pegawai: penugasan definitif, Plt., Plh., atau Pj.; dua pemegang jabatan pimpinan tidak boleh bertumpang tindih "
    "tanggalnya, kecuali Plh. yang mewakili pejabat definitif.",
    "SOP: kolom adalah pelaksana menurut SOP tersebut, jabatan adalah pengisinya di kantor ini.",
    "Indikator: target boleh berupa angka (71,25), teks (7 - 8, kurang dari 49, 1:32), predikat (WTP, BB, 80,00 (BB)), atau tanggal (paling lambat 31 Desember); "
    "peringkat menyebut tingkatan predikat bila tidak dikenal sendiri, misalnya mutu pelayanan, atau Kurang < Cukup < Baik.",
    "Indikator: sifat akumulasi bila target dan realisasi setiap triwulan berdiri sendiri lalu dijumlahkan; posisi akhir bila "
    "keduanya sudah mencakup triwulan sebelumnya; rata-rata, atau tetap bila targetnya sama sepanjang tahun; tahunan bila "
    "baru dinilai pada akhir tahun, seperti Nilai AKIP atau IKM.",
    "Indikator: realisasi_tw1 sampai realisasi_tw3 hanya untuk triwulan sebelum kantor memakai Tapak, disertai sumber_realisasi, "
    "misalnya laporan triwulannya; dipakai bila triwulan itu tidak dilaporkan di sini, dan selalu disebut sumbernya.",
    "Perjanjian: boleh dikosongkan. Bila Perjanjian Kinerja diubah, satu baris untuk setiap versinya; lembar Indikator memuat target versi yang terbaru. Berkas yang "
    "sudah berjalan tetap memakai versi yang dipakainya sejak awal.",
    "Indikator: target_renstra adalah target akhir Renstra pada tahun_renstra; realisasi_n1 sampai realisasi_n4 adalah realisasi satu sampai empat tahun "
    "sebelum tahun barisnya.",
    "Program: boleh dikosongkan. Satu baris untuk setiap program dengan pagunya dalam rupiah; unitnya diminta mengisi realisasi anggaran bersama "
    "indikatornya. Realisasi itu tidak masuk rata-rata capaian, tetapi disebut sebagai serapan.",
    "Jam kerja dan Libur boleh dikosongkan; yang berlaku kemudian adalah jam kerja bawaan dan libur nasional.",
)

CAMAT: Final = "Camat"
SEKCAM: Final = "Sekretaris Kecamatan"
KASUBBAG: Final = "Kepala Subbagian Perencanaan dan Keuangan"
KASI_PM: Final = "Kepala Seksi Pemberdayaan Masyarakat"
KASI_PU: Final = "Kepala Seksi Pembangunan"
PELAKSANA: Final = "Pelaksana Subbagian Perencanaan"
SOP_KODE: Final = "pengukuran-kinerja-kecamatan"
SK: Final = "800.1.3.3/117/2025"
SINCE: Final = dt.date(2025, 1, 2)


def _pegawai(
    kunci: str,
    nama: str,
    sapaan: str,
    pangkat: str,
    jabatan: str,
    unit: str,
    *,
    admin: bool = False,
) -> BarisPegawai:
    return BarisPegawai(
        kunci=kunci,
        nama=nama,
        sapaan=sapaan,
        pangkat=pangkat,
        jabatan=jabatan,
        unit=unit,
        sk=SK,
        mulai=SINCE,
        admin=admin,
    )


def _indikator(
    kode: str, sasaran: str, indikator: str, satuan: str, unit: str, sifat: str, *target: str
) -> BarisIndikator:
    tahun, tw1, tw2, tw3, tw4 = target
    return BarisIndikator(
        kode=kode,
        sasaran=sasaran,
        indikator=indikator,
        satuan=satuan,
        polaritas="turun" if satuan == "Pengaduan" else "naik",
        sifat=sifat,
        unit=unit,
        tahun=2026,
        target=tahun,
        tw1=tw1,
        tw2=tw2,
        tw3=tw3,
        tw4=tw4,
        desimal=2,
        pagu=Decimal(125_000_000),
        definisi="Diukur menurut definisi operasional pada Manual IKU.",
        sumber_data="Laporan kegiatan seksi",
    )


CONTOH: Final = BukuKantor(
    kantor=BarisKantor(
        kode="KEC-MEKARJAYA",
        nama="Kecamatan Mekarjaya",
        jenis="Kecamatan",
        daerah="Kabupaten Contoh",
        alamat="Jalan Merdeka Nomor 1, Mekarjaya",
        zona="Asia/Jakarta",
        skala_kategori="permendagri-86-2017",
        klasifikasi_surat="000.8.6.3",
        format_nomor="000.8.6.3/{nomor}/{tahun}",
    ),
    unit=(
        BarisUnit(kode="SEK", nama="Sekretariat", kepala=SEKCAM),
        BarisUnit(kode="PM", nama="Seksi Pemberdayaan Masyarakat", kepala=KASI_PM),
        BarisUnit(kode="PU", nama="Seksi Pembangunan", kepala=KASI_PU),
    ),
    jabatan=(
        BarisJabatan(jabatan=CAMAT, unit="SEK"),
        BarisJabatan(jabatan=SEKCAM, atasan=CAMAT, unit="SEK", alias=("Sekcam",)),
        BarisJabatan(jabatan=KASUBBAG, atasan=SEKCAM, unit="SEK", alias=("Kasubbag Perencana",)),
        BarisJabatan(jabatan=KASI_PM, atasan=CAMAT, unit="PM", alias=("Kasi PM",)),
        BarisJabatan(jabatan=KASI_PU, atasan=CAMAT, unit="PU", alias=("Kasi Pembangunan",)),
        BarisJabatan(jabatan=PELAKSANA, atasan=KASUBBAG, unit="SEK", alias=("Staf Perencana",)),
    ),
    sesi=tuple(
        BarisSesi(hari=hari, mulai=dt.time(start, 30 if start == 7 else 0), selesai=end)
        for hari in range(1, 6)
        for start, end in (
            ((7, dt.time(12)), (13, dt.time(16)))
            if hari < 5
            else ((7, dt.time(11, 30)), (13, dt.time(16, 30)))
        )
    ),
    libur=(
        BarisLibur(
            tanggal=dt.date(2026, 2, 26), jenis="libur", dasar="Keputusan Bupati: hari jadi daerah"
        ),
    ),
    pegawai=(
        _pegawai("197803122005011001", "Hendra Wiguna", "Pak", "Pembina, IV/a", CAMAT, "SEK"),
        _pegawai(
            "198205172008012002",
            "Ratna Dewi",
            "Bu",
            "Penata Tingkat I, III/d",
            SEKCAM,
            "SEK",
            admin=True,
        ),
        _pegawai("198609082010012003", "Wulan Sari", "Bu", "Penata, III/c", KASUBBAG, "SEK"),
        _pegawai("198011232006041004", "Dedi Kurnia", "Pak", "Penata, III/c", KASI_PM, "PM"),
        _pegawai("198404302009012005", "Sari Puspita", "Bu", "Penata, III/c", KASI_PU, "PU"),
        _pegawai("199507142019031006", "Asep Ramdan", "Pak", "Pengatur, II/c", PELAKSANA, "SEK"),
        _pegawai("199802282022032007", "Nia Lestari", "Bu", "Pengatur, II/c", PELAKSANA, "SEK"),
    ),
    sop=tuple(
        BarisSop(kode=SOP_KODE, versi=1, kolom=kolom, jabatan=jabatan)
        for kolom, jabatan in (
            ("Camat", CAMAT),
            ("Sekretaris Kecamatan", SEKCAM),
            ("Kasi", KASI_PM),
            ("Kasi", KASI_PU),
            ("Kasubbag Perencana", KASUBBAG),
            ("Staff/Pelaksana", PELAKSANA),
        )
    ),
    indikator=(
        _indikator(
            "IK-1", "Meningkatnya kesejahteraan masyarakat", "Keluarga miskin yang terbantu", "KK",
            "PM", "akumulasi", "250", "60", "60", "70", "60",
        ),
        _indikator(
            "IK-2", "Meningkatnya kesejahteraan masyarakat", "Balita stunting yang tertangani",
            "Anak", "PM", "posisi akhir", "60", "15", "30", "45", "60",
        ),
        _indikator(
            "IK-3", "Meningkatnya kualitas infrastruktur", "Jalan lingkungan yang diperbaiki",
            "Meter", "PU", "akumulasi", "1200", "300", "300", "300", "300",
        ),
        _indikator(
            "IK-4", "Meningkatnya kualitas pelayanan", "Indeks kepuasan masyarakat", "Nilai",
            "SEK", "posisi akhir", "88,31", "85", "86", "87,5", "88,31",
        ),
        _indikator(
            "IK-5", "Meningkatnya kualitas pelayanan", "Pengaduan yang tidak terselesaikan",
            "Pengaduan", "SEK", "akumulasi", "kurang dari 5", "1", "1", "1", "1",
        ),
    ),
    program=(
        BarisProgram(
            kode="7.01.03", program="Program Pemberdayaan Masyarakat Desa dan Kelurahan",
            sasaran="Meningkatnya kesejahteraan masyarakat", unit="PM", tahun=2026,
            pagu=Decimal(480_000_000), tw1="90000000", tw2="130000000", tw3="140000000",
            tw4="120000000",
        ),
    ),
)  # fmt: skip
