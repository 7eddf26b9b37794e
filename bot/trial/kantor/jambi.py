"""Sekretariat DPRD Provinsi Jambi, for the SOP of scan 002; its people are made up."""

from functools import partial
from typing import Final

from bot.trial.kantor.rows import columns, indikator, pegawai
from storage.documents.kantor.buku import BarisJabatan, BarisKantor, BarisUnit, BukuKantor

SEKWAN: Final = "Sekretaris DPRD"
KABAG: Final = "Kabag Umum dan Keuangan"
RAPAT: Final = "Kasubbag Rapat dan Risalah"
HUMAS: Final = "Kasubbag Humas dan Protokol"
HUKUM: Final = "Kasubbag Perundang-undangan"
KEUANGAN: Final = "Kasubbag Keuangan"
PEP: Final = "Kasubbag PEP"
ANALIS: Final = "Analis Perencanaan"

_pegawai = partial(pegawai, admin=KABAG)
_indikator = partial(indikator, definisi="Diukur menurut Manual IKU Sekretariat DPRD.")

OFFICE: Final = BukuKantor(
    kantor=BarisKantor(
        kode="SETWAN-JAMBI",
        nama="Sekretariat DPRD Provinsi Jambi",
        jenis="Sekretariat DPRD",
        daerah="Provinsi Jambi",
        alamat="Jalan Jenderal Ahmad Yani Nomor 2, Telanaipura, Jambi",
        zona="Asia/Jakarta",
        klasifikasi_surat="000.8.6.3",
        format_nomor="000.8.6.3/{nomor}/SETWAN/{tahun}",
    ),
    unit=(
        BarisUnit(kode="PEP", nama="Subbag Program dan Pelaporan", kepala=PEP),
        BarisUnit(kode="RAPAT", nama="Subbag Rapat dan Risalah", kepala=RAPAT),
        BarisUnit(kode="HUMAS", nama="Subbag Humas dan Protokol", kepala=HUMAS),
        BarisUnit(kode="HUKUM", nama="Subbag Perundang-undangan", kepala=HUKUM),
        BarisUnit(kode="KEU", nama="Subbag Keuangan", kepala=KEUANGAN),
    ),
    jabatan=(
        BarisJabatan(jabatan=SEKWAN, unit="PEP", alias=("Sekwan",)),
        BarisJabatan(jabatan=KABAG, atasan=SEKWAN, unit="PEP"),
        BarisJabatan(
            jabatan=PEP, atasan=KABAG, unit="PEP", alias=("Kasubbag Program dan Pelaporan",)
        ),
        BarisJabatan(jabatan=RAPAT, atasan=SEKWAN, unit="RAPAT"),
        BarisJabatan(jabatan=HUMAS, atasan=SEKWAN, unit="HUMAS"),
        BarisJabatan(jabatan=HUKUM, atasan=SEKWAN, unit="HUKUM"),
        BarisJabatan(jabatan=KEUANGAN, atasan=KABAG, unit="KEU"),
        BarisJabatan(jabatan=ANALIS, atasan=PEP, unit="PEP"),
    ),
    pegawai=(
        _pegawai("196807141993031006", "Zulkarnain Idris", "Pak", "Pembina Utama Muda, IV/c", SEKWAN, "PEP"),
        _pegawai("197305211998032002", "Nurhayati Yusuf", "Bu", "Pembina Tk. I, IV/b", KABAG, "PEP"),
        _pegawai("198012072005011008", "Ahmad Sopian", "Pak", "Penata Tk. I, III/d", PEP, "PEP"),
        _pegawai("198204192009012007", "Rini Oktaviani", "Bu", "Penata Tk. I, III/d", RAPAT, "RAPAT"),
        _pegawai("197908232006041011", "Hendri Kurniawan", "Pak", "Penata, III/c", HUMAS, "HUMAS"),
        _pegawai("198406112010011015", "Taufiq Ramadhan", "Pak", "Penata, III/c", HUKUM, "HUKUM"),
        _pegawai("198108302008012013", "Mardiana", "Bu", "Penata Tk. I, III/d", KEUANGAN, "KEU"),
        _pegawai("199311262019032010", "Dian Permata Sari", "Bu", "Penata Muda Tk. I, III/b", ANALIS, "PEP"),
    ),
    sop=columns(
        "pengumpulan-data-kinerja",
        {
            "Ka. Dinas": [SEKWAN],
            "Sekdis": [KABAG],
            "Seluruh Kasie/Subbag": [RAPAT, HUMAS, HUKUM, KEUANGAN],
            "Kasubbag PEP": [PEP],
            "Analis": [ANALIS],
        },
    ),
    indikator=(
        _indikator(
            "K-01", "RAPAT", "Terfasilitasinya tugas DPRD", "Rapat DPRD yang risalahnya selesai",
            "Persen", "naik", "tetap", "100", "100 100 100 100", 310_000_000,
            "Register risalah rapat",
        ),
        _indikator(
            "K-02", "RAPAT", "Terfasilitasinya tugas DPRD", "Rapat paripurna yang difasilitasi",
            "Rapat", "naik", "akumulasi", "36", "9 9 9 9", 275_000_000,
            "Agenda Badan Musyawarah",
        ),
        _indikator(
            "K-03", "HUMAS", "Meningkatnya keterbukaan informasi", "Siaran pers kegiatan DPRD",
            "Siaran", "naik", "akumulasi", "240", "60 60 60 60", 98_000_000,
            "Arsip siaran pers",
        ),
        _indikator(
            "K-04", "HUKUM", "Meningkatnya mutu produk hukum", "Ranperda inisiatif yang dikaji",
            "Ranperda", "naik", "akumulasi", "6", "1 2 1 2", 187_000_000,
            "Naskah akademik Bapemperda",
        ),
        _indikator(
            "K-05", "KEU", "Meningkatnya akuntabilitas keuangan", "Realisasi anggaran",
            "Persen", "naik", "posisi akhir", "95", "20 45 70 95", 42_000_000,
            "Laporan realisasi anggaran",
        ),
        _indikator(
            "K-06", "KEU", "Meningkatnya akuntabilitas keuangan", "Temuan BPK yang belum selesai",
            "Temuan", "turun", "posisi akhir", "2", "8 6 4 2", 18_000_000,
            "Matriks tindak lanjut LHP BPK",
        ),
    ),
)  # fmt: skip
