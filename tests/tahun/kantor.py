"""A Dinas of forty people that runs all five SOPs: one office, whose posts fill the columns of each."""

from functools import partial
from typing import Final

from bot.trial.kantor.rows import columns, indikator, pegawai
from bot.trial.sample import Sample
from storage.documents.kantor.buku import (
    BarisJabatan,
    BarisKantor,
    BarisPegawai,
    BarisUnit,
    BukuKantor,
)

KADIS: Final = "Kepala Dinas"
SEKRETARIS: Final = "Sekretaris"
KASUBBAG: Final = "Kasubbag Perencanaan"
ANALIS: Final = "Analis Kinerja"
STAF: Final = "Staf Perencanaan"
KABID: Final = {
    "PERPUS": "Kabid Perpustakaan",
    "ARSIP": "Kabid Kearsipan",
    "LITERASI": "Kabid Literasi",
    "LAYANAN": "Kabid Layanan",
    "DATA": "Kabid Data",
}
PELAKSANA: Final = {
    unit: f"Pelaksana {kabid.removeprefix('Kabid ')}" for unit, kabid in KABID.items()
}
PEOPLE: Final = 40
HOLDERS: Final = 2
"""Of the staff who work on the drafts."""

GIVEN: Final = ("Agus", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko")
FAMILY: Final = ("Lestari", "Nugroho", "Prasetyo", "Rahmawati")

_pegawai = partial(pegawai, admin=SEKRETARIS, sapaan="Bu", pangkat="Penata, III/c")
_indikator = partial(indikator, definisi="Diukur menurut Manual IKU Dinas.")


def nama(no: int) -> str:
    """Return the name of an employee, counted from 0; each is somebody else's."""
    return f"{GIVEN[no % len(GIVEN)]} {FAMILY[no // len(GIVEN)]}"


def kunci(no: int) -> str:
    """Return a NIP as it may be: born on a day, appointed in a month."""
    return f"1980{no % 12 + 1:02}{no % 28 + 1:02}200501{2 - no % 2}{no + 1:03}"


def everybody() -> tuple[BarisPegawai, ...]:
    """Return who holds which post: the leading ones first, and everybody else in the bidang by turns."""
    leading = (
        (KADIS, "SET"),
        (SEKRETARIS, "SET"),
        (KASUBBAG, "SET"),
        (ANALIS, "SET"),
        *((STAF, "SET") for _ in range(HOLDERS)),
        *((kabid, unit) for unit, kabid in KABID.items()),
    )
    others = tuple(PELAKSANA)
    posts = [
        *leading,
        *(
            (PELAKSANA[others[no % len(others)]], others[no % len(others)])
            for no in range(PEOPLE - len(leading))
        ),
    ]
    return tuple(
        _pegawai(kunci=kunci(no), nama=nama(no), jabatan=jabatan, unit=unit)
        for no, (jabatan, unit) in enumerate(posts)
    )


BUKU: Final = BukuKantor(
    kantor=BarisKantor(
        kode="DISPUSIP-TAHUN",
        nama="Dinas Perpustakaan dan Kearsipan",
        jenis="Dinas",
        daerah="Kabupaten Contoh",
        alamat="Jalan Merdeka Nomor 5",
        zona="Asia/Jakarta",
        klasifikasi_surat="000.8.6.3",
        format_nomor="000.8.6.3/{nomor}/{tahun}",
    ),
    unit=(
        BarisUnit(kode="SET", nama="Sekretariat", kepala=SEKRETARIS),
        *(
            BarisUnit(kode=unit, nama=f"Bidang {kabid.removeprefix('Kabid ')}", kepala=kabid)
            for unit, kabid in KABID.items()
        ),
    ),
    jabatan=(
        BarisJabatan(jabatan=KADIS, unit="SET"),
        BarisJabatan(jabatan=SEKRETARIS, atasan=KADIS, unit="SET"),
        BarisJabatan(jabatan=KASUBBAG, atasan=SEKRETARIS, unit="SET"),
        BarisJabatan(jabatan=ANALIS, atasan=KASUBBAG, unit="SET"),
        BarisJabatan(jabatan=STAF, atasan=KASUBBAG, unit="SET"),
        *(BarisJabatan(jabatan=kabid, atasan=KADIS, unit=unit) for unit, kabid in KABID.items()),
        *(
            BarisJabatan(jabatan=pelaksana, atasan=KABID[unit], unit=unit)
            for unit, pelaksana in PELAKSANA.items()
        ),
    ),
    pegawai=everybody(),
    sop=(
        *columns(
            "mekanisme-pengukuran-kinerja",
            {
                "Kepala Dinas": [KADIS],
                "Sekretaris": [SEKRETARIS],
                "Kabid/Kelompok JF": KABID.values(),
                "Perencana": [KASUBBAG],
            },
        ),
        *columns(
            "pengukuran-kinerja-kecamatan",
            {
                "Camat": [KADIS],
                "Sekretaris Kecamatan": [SEKRETARIS],
                "Kasi": KABID.values(),
                "Kasubbag Perencana": [KASUBBAG],
                "Staff/Pelaksana": [STAF],
            },
        ),
        *columns(
            "pengumpulan-data-kinerja",
            {
                "Ka. Dinas": [KADIS],
                "Sekdis": [SEKRETARIS],
                "Seluruh Kasie/Subbag": KABID.values(),
                "Kasubbag PEP": [KASUBBAG],
                "Analis": [ANALIS],
            },
        ),
        *columns(
            "pengukuran-kinerja-dinas",
            {
                "Kepala Dinas": [KADIS],
                "Sekretaris": [SEKRETARIS],
                "Sekretaris Tim SAKIP": [KASUBBAG],
                "Anggota Tim SAKIP": KABID.values(),
            },
        ),
        *columns(
            "pengumpulan-data-capaian",
            {
                "Kepala OPD": [KADIS],
                "Sekretaris": [SEKRETARIS],
                "Kasubag Program": [KASUBBAG],
                "Staf/Jabatan Fungsional Umum": [STAF],
                "Penanggung Jawab Program/Kegiatan": KABID.values(),
            },
        ),
    ),
    indikator=tuple(
        _indikator(
            f"{unit}-{no:02}", unit, f"Meningkatnya mutu {kabid.removeprefix('Kabid ').lower()}",
            f"Capaian {kabid.removeprefix('Kabid ').lower()} ke-{no}",
            satuan, polaritas, sifat, target, triwulan, 25_000_000, "Laporan bidang",
        )
        for unit, kabid in KABID.items()
        for no, (satuan, polaritas, sifat, target, triwulan) in enumerate(
            (
                ("Persen", "naik", "posisi akhir", "80", "50 60 70 80"),
                ("Kegiatan", "naik", "akumulasi", "40", "10 10 10 10"),
            ),
            start=1,
        )
    ),
)  # fmt: skip

DINAS: Final = Sample(BUKU, 6001)
