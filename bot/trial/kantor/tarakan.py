"""DP3APPKB Kota Tarakan, for the SOP of scan 004, an hour ahead in WITA; its people are made up."""

from decimal import Decimal
from functools import partial
from typing import Final

from bot.trial.kantor.rows import columns, indikator, pegawai
from storage.documents.kantor.buku import (
    BarisJabatan,
    BarisKantor,
    BarisProgram,
    BarisUnit,
    BukuKantor,
)

KADIS: Final = "Kepala DP3APPKB"
SEKRETARIS: Final = "Sekretaris DP3APPKB"
KASUBAG: Final = "Kasubag Program"
PEREMPUAN: Final = "Kabid Pemberdayaan Perempuan"
ANAK: Final = "Kabid Perlindungan Anak"
KB: Final = "Kabid Dalduk dan KB"
STAF: Final = "Staf Program"

_pegawai = partial(pegawai, admin=SEKRETARIS)
_indikator = partial(indikator, definisi="Diukur menurut Manual IKU DP3APPKB.")

OFFICE: Final = BukuKantor(
    kantor=BarisKantor(
        kode="DP3APPKB-TRK",
        nama="DP3APPKB Kota Tarakan",
        jenis="Dinas",
        daerah="Kota Tarakan",
        alamat="Jalan Kalimantan Nomor 1, Tarakan",
        zona="Asia/Makassar",
        klasifikasi_surat="000.8.6.3",
        format_nomor="000.8.6.3/{nomor}/DP3APPKB/{tahun}",
    ),
    unit=(
        BarisUnit(kode="SET", nama="Sekretariat", kepala=SEKRETARIS),
        BarisUnit(kode="PP", nama="Bidang Pemberdayaan Perempuan", kepala=PEREMPUAN),
        BarisUnit(kode="PA", nama="Bidang Perlindungan Anak", kepala=ANAK),
        BarisUnit(kode="KB", nama="Bidang Dalduk dan KB", kepala=KB),
    ),
    jabatan=(
        BarisJabatan(jabatan=KADIS, unit="SET"),
        BarisJabatan(jabatan=SEKRETARIS, atasan=KADIS, unit="SET"),
        BarisJabatan(jabatan=KASUBAG, atasan=SEKRETARIS, unit="SET"),
        BarisJabatan(jabatan=PEREMPUAN, atasan=KADIS, unit="PP"),
        BarisJabatan(jabatan=ANAK, atasan=KADIS, unit="PA"),
        BarisJabatan(jabatan=KB, atasan=KADIS, unit="KB"),
        BarisJabatan(jabatan=STAF, atasan=KASUBAG, unit="SET"),
    ),
    pegawai=(
        _pegawai("197103051996032004", "Maria Lumbu", "Bu", "Pembina Utama Muda, IV/c", KADIS),
        _pegawai("197607192001121003", "Syamsul Bahri", "Pak", "Pembina Tk. I, IV/b", SEKRETARIS),
        _pegawai("198310272009012010", "Herlina Tappi", "Bu", "Penata Tk. I, III/d", KASUBAG),
        _pegawai("197912122005012011", "Yuliana Lawing", "Bu", "Pembina, IV/a", PEREMPUAN, "PP"),
        _pegawai("198005062006041009", "Muhammad Arsyad", "Pak", "Pembina, IV/a", ANAK, "PA"),
        _pegawai("197808142003122005", "Fatmawati Usman", "Bu", "Pembina, IV/a", KB, "KB"),
        _pegawai("199401172019031011", "Rahmat Hidayatullah", "Pak", "Pengatur Tk. I, II/d", STAF),
        _pegawai("199609232022032007", "Novita Palimbong", "Bu", "Pengatur, II/c", STAF),
    ),
    sop=columns(
        "pengumpulan-data-capaian",
        {
            "Kepala OPD": [KADIS],
            "Sekretaris": [SEKRETARIS],
            "Kasubag Program": [KASUBAG],
            "Staf/Jabatan Fungsional Umum": [STAF],
            "Penanggung Jawab Program/Kegiatan": [PEREMPUAN, ANAK, KB],
        },
    ),
    indikator=(
        _indikator(
            "PP-1", "PP", "Meningkatnya kesetaraan gender", "Perangkat daerah yang menyusun PPRG",
            "Persen", "naik", "posisi akhir", "90", "60 70 80 90", 83_000_000,
            "Berita acara verifikasi PPRG",
        ),
        _indikator(
            "PP-2", "PP", "Meningkatnya kesetaraan gender", "Perempuan kepala keluarga yang dilatih",
            "Orang", "naik", "akumulasi", "200", "50 50 50 50", 96_000_000,
            "Daftar hadir pelatihan",
        ),
        _indikator(
            "PA-1", "PA", "Terlindunginya anak", "Kasus kekerasan anak yang ditangani tuntas",
            "Persen", "naik", "tetap", "100", "100 100 100 100", 112_000_000,
            "Simfoni PPA",
        ),
        _indikator(
            "KB-1", "KB", "Terkendalinya penduduk", "Kebutuhan ber-KB yang tidak terpenuhi",
            "Persen", "turun", "posisi akhir", "9,5", "11 10,5 10 9,5", 140_000_000,
            "Pemutakhiran Pendataan Keluarga",
        ),
        _indikator(
            "KB-2", "KB", "Terkendalinya penduduk", "Peserta KB baru",
            "Akseptor", "naik", "akumulasi", "1800", "450 450 450 450", 75_000_000,
            "Rekapitulasi pelayanan KB",
        ),
    ),
    program=(
        BarisProgram(
            kode="2.08.06", program="Program Perlindungan Khusus Anak",
            sasaran="Terlindunginya anak", unit="PA", tahun=2026, pagu=Decimal(650_000_000),
            tw1="100000000", tw2="175000000", tw3="200000000", tw4="175000000",
        ),
        BarisProgram(
            kode="2.14.03", program="Program Pembinaan Keluarga Berencana (KB)",
            sasaran="Terkendalinya penduduk", unit="KB", tahun=2026, pagu=Decimal(1_240_000_000),
            tw1="250000000", tw2="340000000", tw3="350000000", tw4="300000000",
        ),
    ),
)  # fmt: skip
