"""Disdukcapil of a made-up kabupaten, for the SOP of scan 003: Tim SAKIP laid over the structural posts.

Whoever holds a structural post holds the post in the team beside it, by the decree of the team.
"""

from functools import partial
from typing import Final

from bot.trial.kantor.rows import columns, indikator, pegawai
from storage.documents.kantor.buku import BarisJabatan, BarisKantor, BarisUnit, BukuKantor

KADIS: Final = "Kepala Disdukcapil"
SEKRETARIS: Final = "Sekretaris Disdukcapil"
DAFDUK: Final = "Kabid Pendaftaran Penduduk"
CAPIL: Final = "Kabid Pencatatan Sipil"
PIAK: Final = "Kabid PIAK"
UMUM: Final = "Kasubbag Umum"
PERENCANA: Final = "JF Perencana Ahli Muda"
SEK_TIM: Final = "Sekretaris Tim SAKIP"
ANGGOTA: Final = {
    "SET": "Anggota Tim SAKIP Sekretariat",
    "DAFDUK": "Anggota Tim SAKIP Dafduk",
    "CAPIL": "Anggota Tim SAKIP Capil",
    "PIAK": "Anggota Tim SAKIP PIAK",
}

_pegawai = partial(pegawai, admin=SEKRETARIS)
_tim = partial(pegawai, admin=SEKRETARIS, sk="100.3.3.2/17/2026")
_indikator = partial(indikator, definisi="Diukur menurut Manual IKU Disdukcapil.")

OFFICE: Final = BukuKantor(
    kantor=BarisKantor(
        kode="DISDUKCAPIL",
        nama="Disdukcapil Kabupaten Sukamaju",
        jenis="Dinas",
        daerah="Kabupaten Sukamaju",
        alamat="Jalan Pahlawan Nomor 12, Sukamaju",
        zona="Asia/Jakarta",
        klasifikasi_surat="000.8.6.3",
        format_nomor="000.8.6.3/{nomor}/{tahun}",
    ),
    unit=(
        BarisUnit(kode="SET", nama="Sekretariat", kepala=SEKRETARIS),
        BarisUnit(kode="DAFDUK", nama="Bidang Pendaftaran Penduduk", kepala=DAFDUK),
        BarisUnit(kode="CAPIL", nama="Bidang Pencatatan Sipil", kepala=CAPIL),
        BarisUnit(kode="PIAK", nama="Bidang PIAK", kepala=PIAK),
    ),
    jabatan=(
        BarisJabatan(jabatan=KADIS, unit="SET", alias=("Kepala Dinas",)),
        BarisJabatan(jabatan=SEKRETARIS, atasan=KADIS, unit="SET", alias=("Sekretaris",)),
        BarisJabatan(jabatan=DAFDUK, atasan=KADIS, unit="DAFDUK"),
        BarisJabatan(jabatan=CAPIL, atasan=KADIS, unit="CAPIL"),
        BarisJabatan(jabatan=PIAK, atasan=KADIS, unit="PIAK"),
        BarisJabatan(jabatan=UMUM, atasan=SEKRETARIS, unit="SET"),
        BarisJabatan(jabatan=PERENCANA, atasan=SEKRETARIS, unit="SET"),
        BarisJabatan(jabatan="Administrator Database", atasan=PIAK, unit="PIAK"),
        BarisJabatan(jabatan=SEK_TIM, atasan=SEKRETARIS, unit="SET"),
        *(
            BarisJabatan(jabatan=anggota, atasan=SEK_TIM, unit=unit)
            for unit, anggota in ANGGOTA.items()
        ),
    ),
    pegawai=(
        _pegawai("197002101995031004", "Bambang Sulistyo", "Pak", "Pembina Utama Muda, IV/c", KADIS),
        _pegawai("197509151999032006", "Wahyuningsih", "Bu", "Pembina Tk. I, IV/b", SEKRETARIS),
        _pegawai("198001252005012009", "Kartika Ningrum", "Bu", "Pembina, IV/a", DAFDUK, "DAFDUK"),
        _pegawai("197810112003121007", "Teguh Prakoso", "Pak", "Pembina, IV/a", CAPIL, "CAPIL"),
        _pegawai("198207042009011012", "Yusuf Maulana", "Pak", "Penata Tk. I, III/d", PIAK, "PIAK"),
        _pegawai("198603182011012008", "Lilis Suryani", "Bu", "Penata, III/c", UMUM),
        _pegawai("198412092010011016", "Fajar Nugroho", "Pak", "Penata Tk. I, III/d", PERENCANA),
        _pegawai(
            "199505222020121009", "Galih Pratama", "Pak", "Pengatur, II/c",
            "Administrator Database", "PIAK",
        ),
        _tim("198412092010011016", "Fajar Nugroho", "Pak", "Penata Tk. I, III/d", SEK_TIM),
        _tim("198603182011012008", "Lilis Suryani", "Bu", "Penata, III/c", ANGGOTA["SET"]),
        _tim("198001252005012009", "Kartika Ningrum", "Bu", "Pembina, IV/a", ANGGOTA["DAFDUK"], "DAFDUK"),
        _tim("197810112003121007", "Teguh Prakoso", "Pak", "Pembina, IV/a", ANGGOTA["CAPIL"], "CAPIL"),
        _tim("198207042009011012", "Yusuf Maulana", "Pak", "Penata Tk. I, III/d", ANGGOTA["PIAK"], "PIAK"),
    ),
    sop=columns(
        "pengukuran-kinerja-dinas",
        {
            "Kepala Dinas": [KADIS],
            "Sekretaris": [SEKRETARIS],
            "Sekretaris Tim SAKIP": [SEK_TIM],
            "Anggota Tim SAKIP": ANGGOTA.values(),
        },
    ),
    indikator=(
        _indikator(
            "D-01", "DAFDUK", "Tertibnya pendaftaran penduduk", "Perekaman KTP-el",
            "Persen", "naik", "posisi akhir", "99,4", "98,9 99,1 99,2 99,4", 156_000_000,
            "SIAK Terpusat",
        ),
        _indikator(
            "D-02", "DAFDUK", "Tertibnya pendaftaran penduduk", "Kepemilikan Kartu Identitas Anak",
            "Persen", "naik", "posisi akhir", "60", "48 52 56 60", 74_000_000,
            "SIAK Terpusat",
        ),
        _indikator(
            "C-01", "CAPIL", "Tertibnya pencatatan sipil", "Akta kelahiran usia 0-18 tahun",
            "Persen", "naik", "posisi akhir", "98", "96,5 97 97,5 98", 68_000_000,
            "SIAK Terpusat",
        ),
        _indikator(
            "C-02", "CAPIL", "Tertibnya pencatatan sipil", "Akta kematian yang diterbitkan",
            "Akta", "naik", "akumulasi", "3200", "800 800 800 800", 31_000_000,
            "Register akta kematian",
        ),
        _indikator(
            "I-01", "PIAK", "Termanfaatkannya data kependudukan", "Perangkat daerah yang memakai data",
            "OPD", "naik", "posisi akhir", "18", "4 9 14 18", 45_000_000,
            "Perjanjian kerja sama pemanfaatan data",
        ),
        _indikator(
            "T-01", "SET", "Meningkatnya mutu layanan", "Indeks Kepuasan Masyarakat",
            "Indeks", "naik", "rata-rata", "86", "84 85 85,5 86", 27_000_000,
            "Survei Kepuasan Masyarakat",
        ),
    ),
)  # fmt: skip
