"""The office of the trial: Kecamatan Pejawaran, with people and indicators made up for it."""

import datetime as dt
from functools import partial
from typing import Final

from bot.trial.kantor.rows import columns, indikator, pegawai
from storage.documents.kantor.buku import BarisJabatan, BarisKantor, BarisUnit, BukuKantor

START: Final = dt.datetime(2026, 10, 5, 1, 0, tzinfo=dt.UTC)
"""When a fresh trial begins: Monday, 08.00 WIB, the first working week of triwulan IV."""

CAMAT: Final = "Camat"
SEKCAM: Final = "Sekretaris Kecamatan"
KASUBBAG: Final = "Kasubbag Perencana"
STAF: Final = "Staf Pelaksana"
KASI: Final = {
    "TAPEM": "Kasi Tata Pemerintahan",
    "PM": "Kasi Pemberdayaan Masyarakat",
    "KESRA": "Kasi Kesejahteraan Sosial",
    "YANUM": "Kasi Pelayanan Umum",
    "TRANTIB": "Kasi Ketenteraman dan Ketertiban",
}
SEKRETARIAT: Final = "SET"
SOP_KODE: Final = "pengukuran-kinerja-kecamatan"
NOT_JOINED: Final = "Rizki Maulana"
"""The one employee whom a fresh trial leaves out, so that a visitor can try a link."""

FIRST_USER: Final = 1001

_pegawai = partial(pegawai, admin=SEKCAM)
_indikator = partial(
    indikator, definisi="Diukur menurut definisi operasional pada Manual IKU kecamatan."
)

DESA: Final = "Meningkatnya kualitas tata kelola pemerintahan desa"
DAYA: Final = "Meningkatnya pemberdayaan masyarakat dan desa"
SEJAHTERA: Final = "Meningkatnya kesejahteraan sosial masyarakat"
LAYAN: Final = "Meningkatnya kualitas pelayanan publik kecamatan"
TERTIB: Final = "Terjaganya ketenteraman dan ketertiban umum"

SAMPLE: Final = BukuKantor(
    kantor=BarisKantor(
        kode="PEJAWARAN",
        nama="Kecamatan Pejawaran",
        jenis="Kecamatan",
        daerah="Kabupaten Banjarnegara",
        alamat="Jalan Raya Pejawaran Nomor 1, Pejawaran",
        telepon="(0286) 123456",
        surel="kecamatan.pejawaran@contoh.go.id",
        tempat="Pejawaran",
        zona="Asia/Jakarta",
        hari_kerja=5,
        klasifikasi_surat="000.8.6.3",
        format_nomor="000.8.6.3/{nomor}/{tahun}",
    ),
    unit=(
        BarisUnit(kode=SEKRETARIAT, nama="Sekretariat", kepala=SEKCAM),
        BarisUnit(kode="TAPEM", nama="Seksi Tata Pemerintahan", kepala=KASI["TAPEM"]),
        BarisUnit(kode="PM", nama="Seksi Pemberdayaan Masyarakat", kepala=KASI["PM"]),
        BarisUnit(kode="KESRA", nama="Seksi Kesejahteraan Sosial", kepala=KASI["KESRA"]),
        BarisUnit(kode="YANUM", nama="Seksi Pelayanan Umum", kepala=KASI["YANUM"]),
        BarisUnit(kode="TRANTIB", nama="Seksi Ketenteraman dan Ketertiban", kepala=KASI["TRANTIB"]),
    ),
    jabatan=(
        BarisJabatan(jabatan=CAMAT, unit=SEKRETARIAT),
        BarisJabatan(jabatan=SEKCAM, atasan=CAMAT, unit=SEKRETARIAT, alias=("Sekcam",)),
        BarisJabatan(jabatan=KASUBBAG, atasan=SEKCAM, unit=SEKRETARIAT),
        *(BarisJabatan(jabatan=kasi, atasan=CAMAT, unit=unit) for unit, kasi in KASI.items()),
        BarisJabatan(jabatan=STAF, atasan=KASUBBAG, unit=SEKRETARIAT),
        BarisJabatan(jabatan="Pengadministrasi Umum", atasan=KASUBBAG, unit=SEKRETARIAT),
        BarisJabatan(jabatan="Pengadministrasi Pemerintahan", atasan=KASI["TAPEM"], unit="TAPEM"),
        BarisJabatan(jabatan="Pengadministrasi Pelayanan", atasan=KASI["YANUM"], unit="YANUM"),
        BarisJabatan(jabatan="Pengadministrasi Ketertiban", atasan=KASI["TRANTIB"], unit="TRANTIB"),
    ),
    pegawai=(
        _pegawai("197105121992031004", "Suharyanto", "Pak", "Pembina Tingkat I, IV/b", CAMAT),
        _pegawai("197709032002122003", "Endang Lestari", "Bu", "Pembina, IV/a", SEKCAM),
        _pegawai("198306212009012005", "Retno Wulandari", "Bu", "Penata, III/c", KASUBBAG),
        _pegawai("199408172019031002", "Agus Prasetyo", "Pak", "Pengatur Tk. I, II/d", STAF),
        _pegawai(
            "197902142006041009", "Slamet Riyadi", "Pak", "Penata Tk. I, III/d", KASI["TAPEM"],
            "TAPEM",
        ),
        _pegawai(
            "198112052008012011", "Siti Khotimah", "Bu", "Penata Tk. I, III/d", KASI["PM"], "PM"
        ),
        _pegawai(
            "198009272007011006", "Budi Hartono", "Pak", "Penata, III/c", KASI["KESRA"], "KESRA"
        ),
        _pegawai(
            "198504102010012014", "Nur Aini Rahmawati", "Bu", "Penata, III/c", KASI["YANUM"],
            "YANUM",
        ),
        _pegawai(
            "197611302001121003", "Joko Susilo", "Pak", "Penata Tk. I, III/d", KASI["TRANTIB"],
            "TRANTIB",
        ),
        _pegawai("199703082020122008", "Dewi Anggraeni", "Bu", "Pengatur, II/c", STAF),
        _pegawai(
            "198801192010011010", "Wahyu Hidayat", "Pak", "Pengatur Tk. I, II/d",
            "Pengadministrasi Pemerintahan", "TAPEM",
        ),
        _pegawai(
            "199205252014022004", "Fitri Handayani", "Bu", "Pengatur, II/c",
            "Pengadministrasi Pelayanan", "YANUM",
        ),
        _pegawai(
            "198610042012121005", "Eko Purnomo", "Pak", "Pengatur Tk. I, II/d",
            "Pengadministrasi Ketertiban", "TRANTIB",
        ),
        _pegawai("199901142024211007", NOT_JOINED, "Pak", "PPPK, V", "Pengadministrasi Umum"),
    ),
    sop=columns(
        SOP_KODE,
        {
            "Camat": [CAMAT],
            "Sekretaris Kecamatan": [SEKCAM],
            "Kasi": KASI.values(),
            "Kasubbag Perencana": [KASUBBAG],
            "Staff/Pelaksana": [STAF],
        },
    ),
    indikator=(
        _indikator(
            "IK-01", "TAPEM", DESA, "Persentase desa yang menyampaikan LPPD tepat waktu",
            "Persen", "naik", "posisi akhir", "100", "41,18 70,59 88,24 100", 48_500_000,
            "Rekapitulasi LPPD 17 desa",
        ),
        _indikator(
            "IK-02", "TAPEM", DESA, "Jumlah desa dengan administrasi desa tertib",
            "Desa", "naik", "posisi akhir", "16", "4 8 12 16", 36_000_000,
            "Berita acara pembinaan administrasi desa",
        ),
        _indikator(
            "IK-03", "TAPEM", DESA, "Temuan pemeriksaan desa yang belum ditindaklanjuti",
            "Temuan", "turun", "posisi akhir", "6", "12 10 8 6", 12_750_000,
            "Laporan tindak lanjut Inspektorat",
        ),
        _indikator(
            "IK-04", "PM", DAYA, "Persentase usulan Musrenbang yang diakomodasi RKPD",
            "Persen", "naik", "tetap", "35", "35 35 35 35", 54_200_000,
            "Berita acara Musrenbang dan RKPD",
        ),
        _indikator(
            "IK-05", "PM", DAYA, "Jumlah BUM Desa aktif",
            "BUM Desa", "naik", "posisi akhir", "15", "11 12 14 15", 41_000_000,
            "Daftar BUM Desa berbadan hukum",
        ),
        _indikator(
            "IK-06", "KESRA", SEJAHTERA, "Keluarga miskin yang menerima pendampingan",
            "KK", "naik", "posisi akhir", "340", "85 170 255 340", 67_300_000,
            "Laporan pendamping sosial desa",
        ),
        _indikator(
            "IK-07", "KESRA", SEJAHTERA, "Prevalensi stunting balita",
            "Persen", "turun", "posisi akhir", "14,25", "15,8 15,2 14,7 14,25", 88_000_000,
            "e-PPGBM Puskesmas Pejawaran",
        ),
        _indikator(
            "IK-08", "YANUM", LAYAN, "Indeks Kepuasan Masyarakat",
            "Indeks", "naik", "rata-rata", "88,31", "86,5 87 87,75 88,31", 23_400_000,
            "Survei Kepuasan Masyarakat",
        ),
        _indikator(
            "IK-09", "YANUM", LAYAN, "Rata-rata waktu penyelesaian layanan administrasi",
            "Menit", "turun", "rata-rata", "15", "18 17 16 15", 19_800_000,
            "Buku register pelayanan PATEN",
        ),
        _indikator(
            "IK-10", "YANUM", LAYAN, "Persentase pengaduan masyarakat yang ditindaklanjuti",
            "Persen", "naik", "tetap", "100", "100 100 100 100", 9_600_000,
            "SP4N-LAPOR dan buku pengaduan",
        ),
        _indikator(
            "IK-11", "TRANTIB", TERTIB, "Gangguan ketenteraman dan ketertiban umum",
            "Kejadian", "turun", "akumulasi", "12", "3 3 3 3", 58_900_000,
            "Laporan kejadian Satuan Polisi Pamong Praja",
        ),
        _indikator(
            "IK-12", "TRANTIB", TERTIB, "Jumlah desa tangguh bencana",
            "Desa", "naik", "posisi akhir", "9", "5 6 8 9", 72_500_000,
            "Keputusan Kepala Pelaksana BPBD",
        ),
    ),
)  # fmt: skip
