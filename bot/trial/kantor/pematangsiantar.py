"""Dinas Perpustakaan dan Kearsipan Kota Pematangsiantar, for the SOP of scan 000; its people are made up."""

from functools import partial
from typing import Final

from bot.trial.kantor.rows import columns, indikator, pegawai
from storage.documents.kantor.buku import BarisJabatan, BarisKantor, BarisUnit, BukuKantor

KADIS: Final = "Kepala Dinas"
SEKRETARIS: Final = "Sekretaris"
PERPUS: Final = "Kabid Perpustakaan"
ARSIP: Final = "Kabid Kearsipan"
PUSTAKAWAN: Final = "Koordinator JF Pustakawan"
KASUBBAG: Final = "Kasubbag Penyusunan Program"
STAF_PROGRAM: Final = "Perencana Ahli Pertama"

_pegawai = partial(pegawai, admin=SEKRETARIS)
_indikator = partial(indikator, definisi="Diukur menurut Manual IKU Dinas.")

OFFICE: Final = BukuKantor(
    kantor=BarisKantor(
        kode="DISPUSIP-PS",
        nama="Dinas Perpustakaan dan Kearsipan",
        jenis="Dinas",
        daerah="Kota Pematangsiantar",
        alamat="Jalan Merdeka Nomor 5, Pematangsiantar",
        zona="Asia/Jakarta",
        klasifikasi_surat="000.8.6.3",
        format_nomor="000.8.6.3/{nomor}/{tahun}",
        setujui_sekaligus=True,
    ),
    unit=(
        BarisUnit(kode="SET", nama="Sekretariat", kepala=SEKRETARIS),
        BarisUnit(kode="PERPUS", nama="Bidang Perpustakaan", kepala=PERPUS),
        BarisUnit(kode="ARSIP", nama="Bidang Kearsipan", kepala=ARSIP),
        BarisUnit(kode="JF", nama="Kelompok JF Pustakawan", kepala=PUSTAKAWAN),
    ),
    jabatan=(
        BarisJabatan(jabatan=KADIS, unit="SET", alias=("Kadis",)),
        BarisJabatan(jabatan=SEKRETARIS, atasan=KADIS, unit="SET"),
        BarisJabatan(jabatan=PERPUS, atasan=KADIS, unit="PERPUS"),
        BarisJabatan(jabatan=ARSIP, atasan=KADIS, unit="ARSIP"),
        BarisJabatan(jabatan=PUSTAKAWAN, atasan=KADIS, unit="JF"),
        BarisJabatan(jabatan=KASUBBAG, atasan=SEKRETARIS, unit="SET"),
        BarisJabatan(jabatan=STAF_PROGRAM, atasan=KASUBBAG, unit="SET"),
        BarisJabatan(jabatan="Arsiparis", atasan=ARSIP, unit="ARSIP"),
    ),
    pegawai=(
        _pegawai("196903121994032003", "Rosmaida Sinaga", "Bu", "Pembina Utama Muda, IV/c", KADIS),
        _pegawai("197404181999031005", "Parlindungan Siregar", "Pak", "Pembina, IV/a", SEKRETARIS),
        _pegawai("197811022003122004", "Hotmauli Simanjuntak", "Bu", "Pembina, IV/a", PERPUS, "PERPUS"),
        _pegawai("197606252002121002", "Jhonson Purba", "Pak", "Penata Tk. I, III/d", ARSIP, "ARSIP"),
        _pegawai("198302142008012009", "Tiurma Saragih", "Bu", "Penata Tk. I, III/d", PUSTAKAWAN, "JF"),
        _pegawai("198509092010012011", "Marlina Damanik", "Bu", "Penata, III/c", KASUBBAG),
        _pegawai("199207302019031007", "Andi Syahputra Nasution", "Pak", "Penata Muda, III/a", STAF_PROGRAM),
        _pegawai("199403052020122006", "Debora Sitorus", "Bu", "Penata Muda, III/a", "Arsiparis", "ARSIP"),
    ),
    sop=columns(
        "mekanisme-pengukuran-kinerja",
        {
            "Kepala Dinas": [KADIS],
            "Sekretaris": [SEKRETARIS],
            "Kabid/Kelompok JF": [PERPUS, ARSIP, PUSTAKAWAN],
            "Perencana": [KASUBBAG, STAF_PROGRAM],
        },
    ),
    indikator=(
        _indikator(
            "S-01", "SET", "Meningkatnya akuntabilitas kinerja", "Nilai AKIP Dinas",
            "Nilai", "naik", "posisi akhir", "72", "68 69 70 72", 45_000_000,
            "Laporan hasil evaluasi Inspektorat",
        ),
        _indikator(
            "P-01", "PERPUS", "Meningkatnya budaya baca", "Pemustaka yang berkunjung",
            "Orang", "naik", "akumulasi", "24000", "6000 6000 6000 6000", 120_000_000,
            "Buku tamu dan aplikasi perpustakaan",
        ),
        _indikator(
            "P-02", "PERPUS", "Meningkatnya budaya baca", "Indeks Pembangunan Literasi Masyarakat",
            "Indeks", "naik", "posisi akhir", "68,5", "66 67 68 68,5", 64_000_000,
            "Survei IPLM",
        ),
        _indikator(
            "A-01", "ARSIP", "Tertibnya arsip daerah", "Perangkat daerah dengan arsip tertib",
            "Persen", "naik", "posisi akhir", "80", "50 60 70 80", 58_000_000,
            "Hasil pengawasan kearsipan internal",
        ),
        _indikator(
            "A-02", "ARSIP", "Tertibnya arsip daerah", "Arsip statis yang belum dialihmediakan",
            "Berkas", "turun", "posisi akhir", "300", "900 700 500 300", 37_500_000,
            "Daftar arsip statis",
        ),
        _indikator(
            "J-01", "JF", "Meningkatnya mutu koleksi", "Judul koleksi yang diolah",
            "Judul", "naik", "akumulasi", "1600", "400 400 400 400", 22_000_000,
            "Buku induk koleksi",
        ),
    ),
)  # fmt: skip
