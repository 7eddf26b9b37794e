"""The sheets and columns of the office workbook: how a cell of each is read, and what it may hold at most."""

from enum import Enum, auto
from typing import Any, Final

from sop_flows.deferred import dataclass
from storage.documents.kantor.buku import (
    BarisIndikator,
    BarisJabatan,
    BarisLibur,
    BarisPegawai,
    BarisPerjanjian,
    BarisProgram,
    BarisSesi,
    BarisSop,
    BarisUnit,
    KodeGalat,
)


class JenisKolom(Enum):
    """What the cells of a column hold."""

    TEKS = auto()
    KODE = auto()
    """What names a row: it stands in lists, files and buttons."""
    KUNCI = auto()
    """A key that may look like a number, such as a NIP."""
    BULAT = auto()
    UANG = auto()
    TARGET = auto()
    """A number, or a target in words."""
    TANGGAL = auto()
    JAM = auto()
    HARI = auto()
    YA = auto()
    """``ya`` or empty."""
    PILIHAN = auto()
    DAFTAR = auto()
    """Names separated by semicolons."""
    SKALA = auto()
    """The name of a scale of kategori."""
    PERINGKAT = auto()
    """An ordinal scale: named, or written out from the lowest with ``<`` between."""
    JABATAN = auto()
    UNIT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kolom:
    """One column, or one key of the sheet ``Kantor``."""

    nama: str
    jenis: JenisKolom = JenisKolom.TEKS
    wajib: bool = False
    pilihan: tuple[str, ...] = ()
    galat: KodeGalat = KodeGalat.PILIHAN_TIDAK_DIKENAL
    bawaan: str | int = ""
    """What an empty cell means."""
    lebar: int = 18
    panjang: int = 250
    """How many letters a cell may have."""
    batas: tuple[int, int] = (0, 999_999_999)
    """The least and the most, of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarBuku:
    """One sheet of rows."""

    nama: str
    isi: str
    """The field of ``BukuKantor``."""
    baris: type[Any]
    kolom: tuple[Kolom, ...]
    wajib: bool = True


HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONA: Final = ("Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura")
SINONIM: Final = {
    "wib": "Asia/Jakarta",
    "wita": "Asia/Makassar",
    "wit": "Asia/Jayapura",
    "bapak": "Pak",
    "ibu": "Bu",
    "jum'at": "Jumat",
    "rata rata": "rata-rata",
}
"""Other spellings of a choice, by the text without case, spaces and full stop."""

_T = JenisKolom
TAHUN: Final = (2_000, 2_100)
KANTOR: Final = "Kantor"
LEMBAR_PETUNJUK: Final = "Petunjuk"
"""The sheet of notes for people, which is not read."""
KUNCI_KANTOR: Final = (
    Kolom(nama="kode", jenis=_T.KODE, wajib=True, panjang=60),
    Kolom(nama="nama", wajib=True),
    Kolom(nama="jenis"),
    Kolom(nama="daerah"),
    Kolom(nama="alamat", panjang=500),
    Kolom(
        nama="zona",
        jenis=_T.PILIHAN,
        wajib=True,
        pilihan=ZONA,
        galat=KodeGalat.ZONA_TIDAK_DIKENAL,
    ),
    Kolom(nama="hari_kerja", jenis=_T.PILIHAN, pilihan=("5", "6"), bawaan="5"),
    Kolom(nama="formula_turun", jenis=_T.PILIHAN, pilihan=("A", "B"), bawaan="A"),
    Kolom(nama="skala_kategori", jenis=_T.SKALA),
    Kolom(nama="klasifikasi_surat"),
    Kolom(nama="format_nomor"),
    Kolom(nama="ketat", jenis=_T.YA),
    Kolom(nama="batas_rendah", jenis=_T.BULAT, batas=(0, 1_000)),
    Kolom(nama="batas_rerata", jenis=_T.BULAT, batas=(0, 1_000)),
    Kolom(nama="minta_bukti", jenis=_T.YA),
    Kolom(nama="minta_analisis", jenis=_T.YA),
    Kolom(nama="setujui_sekaligus", jenis=_T.YA),
    Kolom(nama="batas_laporan", jenis=_T.BULAT, batas=(1, 31)),
    Kolom(nama="telepon", panjang=60),
    Kolom(nama="laman", panjang=120),
    Kolom(nama="surel", panjang=120),
    Kolom(nama="kertas", jenis=_T.PILIHAN, pilihan=("A4", "F4"), bawaan="A4"),
    Kolom(nama="tempat", panjang=60),
)
LEMBAR_BUKU: Final = (
    LembarBuku(
        nama="Unit",
        isi="unit",
        baris=BarisUnit,
        kolom=(
            Kolom(nama="kode", jenis=_T.KODE, wajib=True, panjang=60),
            Kolom(nama="nama", wajib=True, lebar=40),
            Kolom(nama="kepala", jenis=_T.JABATAN, wajib=True, lebar=40),
        ),
    ),
    LembarBuku(
        nama="Jabatan",
        isi="jabatan",
        baris=BarisJabatan,
        kolom=(
            Kolom(nama="jabatan", wajib=True, lebar=40),
            Kolom(nama="atasan", jenis=_T.JABATAN, lebar=40),
            Kolom(nama="unit", jenis=_T.UNIT),
            Kolom(nama="alias", jenis=_T.DAFTAR, lebar=40, panjang=1_000),
        ),
    ),
    LembarBuku(
        nama="Jam kerja",
        isi="sesi",
        baris=BarisSesi,
        wajib=False,
        kolom=(
            Kolom(nama="hari", jenis=_T.HARI, wajib=True, pilihan=HARI),
            Kolom(nama="mulai", jenis=_T.JAM, wajib=True),
            Kolom(nama="selesai", jenis=_T.JAM, wajib=True),
            Kolom(nama="berlaku", jenis=_T.PILIHAN, pilihan=("biasa", "ramadan"), bawaan="biasa"),
        ),
    ),
    LembarBuku(
        nama="Libur",
        isi="libur",
        baris=BarisLibur,
        wajib=False,
        kolom=(
            Kolom(nama="tanggal", jenis=_T.TANGGAL, wajib=True),
            Kolom(
                nama="jenis",
                jenis=_T.PILIHAN,
                wajib=True,
                pilihan=("libur", "cuti bersama", "masuk", "awal ramadan", "akhir ramadan"),
            ),
            Kolom(nama="dasar", lebar=50, panjang=500),
        ),
    ),
    LembarBuku(
        nama="Pegawai",
        isi="pegawai",
        baris=BarisPegawai,
        kolom=(
            Kolom(nama="kunci", jenis=_T.KUNCI, wajib=True, lebar=22, panjang=60),
            Kolom(nama="nama", wajib=True, lebar=34),
            Kolom(nama="sapaan", jenis=_T.PILIHAN, pilihan=("Pak", "Bu"), lebar=9),
            Kolom(nama="pangkat", lebar=24),
            Kolom(nama="jabatan", jenis=_T.JABATAN, wajib=True, lebar=40),
            Kolom(nama="unit", jenis=_T.UNIT),
            Kolom(
                nama="penugasan",
                jenis=_T.PILIHAN,
                pilihan=("definitif", "Plt.", "Plh.", "Pj."),
                bawaan="definitif",
                lebar=11,
            ),
            Kolom(nama="sk", lebar=28),
            Kolom(nama="mulai", jenis=_T.TANGGAL, lebar=12),
            Kolom(nama="selesai", jenis=_T.TANGGAL, lebar=12),
            Kolom(nama="admin", jenis=_T.YA, lebar=8),
        ),
    ),
    LembarBuku(
        nama="SOP",
        isi="sop",
        baris=BarisSop,
        kolom=(
            Kolom(nama="kode", jenis=_T.KODE, wajib=True, panjang=100, lebar=34),
            Kolom(nama="versi", jenis=_T.BULAT, wajib=True, lebar=8, batas=(1, 999_999_999)),
            Kolom(nama="kolom", wajib=True, lebar=30),
            Kolom(nama="jabatan", jenis=_T.JABATAN, wajib=True, lebar=40),
        ),
    ),
    LembarBuku(
        nama="Perjanjian",
        isi="perjanjian",
        baris=BarisPerjanjian,
        wajib=False,
        kolom=(
            Kolom(nama="tahun", jenis=_T.BULAT, wajib=True, lebar=8, batas=TAHUN),
            Kolom(nama="versi", jenis=_T.BULAT, wajib=True, lebar=8, batas=(1, 99)),
            Kolom(
                nama="jenis",
                jenis=_T.PILIHAN,
                wajib=True,
                pilihan=("awal", "perubahan"),
                lebar=12,
            ),
            Kolom(nama="nomor", lebar=34),
            Kolom(nama="tanggal", jenis=_T.TANGGAL, lebar=12),
        ),
    ),
    LembarBuku(
        nama="Indikator",
        isi="indikator",
        baris=BarisIndikator,
        kolom=(
            Kolom(nama="kode", jenis=_T.KODE, wajib=True, panjang=60, lebar=12),
            Kolom(nama="sasaran", lebar=36, panjang=1_000),
            Kolom(nama="indikator", wajib=True, lebar=44, panjang=1_000),
            Kolom(nama="satuan", wajib=True, lebar=12, panjang=100),
            Kolom(
                nama="polaritas",
                jenis=_T.PILIHAN,
                wajib=True,
                pilihan=("naik", "turun"),
                lebar=11,
            ),
            Kolom(
                nama="sifat",
                jenis=_T.PILIHAN,
                wajib=True,
                pilihan=("akumulasi", "posisi akhir", "rata-rata", "tetap", "tahunan"),
                lebar=14,
            ),
            Kolom(nama="unit", jenis=_T.UNIT, wajib=True, lebar=12),
            Kolom(nama="tahun", jenis=_T.BULAT, wajib=True, lebar=8, batas=TAHUN),
            *(
                Kolom(nama=nama, jenis=_T.TARGET, lebar=11)
                for nama in ("target", "tw1", "tw2", "tw3", "tw4")
            ),
            Kolom(nama="desimal", jenis=_T.BULAT, lebar=9, batas=(0, 10)),
            Kolom(nama="pagu", jenis=_T.UANG, lebar=16, batas=(0, 10**15)),
            Kolom(nama="definisi", lebar=40, panjang=4_000),
            Kolom(nama="sumber_data", lebar=30, panjang=2_000),
            Kolom(nama="peringkat", jenis=_T.PERINGKAT, lebar=24, panjang=500),
            *(Kolom(nama=f"realisasi_tw{no}", jenis=_T.TARGET, lebar=14) for no in (1, 2, 3)),
            Kolom(nama="sumber_realisasi", lebar=30, panjang=1_000),
            Kolom(nama="cara_ukur", lebar=40, panjang=4_000),
            Kolom(nama="penanggung_jawab", lebar=30, panjang=500),
            Kolom(nama="target_renstra", jenis=_T.TARGET, lebar=14),
            Kolom(nama="tahun_renstra", jenis=_T.BULAT, lebar=13, batas=TAHUN),
            *(Kolom(nama=f"realisasi_n{no}", jenis=_T.TARGET, lebar=12) for no in (1, 2, 3, 4)),
        ),
    ),
    LembarBuku(
        nama="Program",
        isi="program",
        baris=BarisProgram,
        wajib=False,
        kolom=(
            Kolom(nama="kode", jenis=_T.KODE, wajib=True, panjang=60, lebar=14),
            Kolom(nama="program", wajib=True, lebar=44, panjang=1_000),
            Kolom(nama="sasaran", lebar=36, panjang=1_000),
            Kolom(nama="unit", jenis=_T.UNIT, wajib=True, lebar=12),
            Kolom(nama="tahun", jenis=_T.BULAT, wajib=True, lebar=8, batas=TAHUN),
            Kolom(nama="pagu", jenis=_T.UANG, wajib=True, lebar=18, batas=(0, 10**15)),
            Kolom(
                nama="sifat",
                jenis=_T.PILIHAN,
                pilihan=("akumulasi", "posisi akhir"),
                bawaan="akumulasi",
                lebar=14,
            ),
            *(Kolom(nama=f"tw{no}", jenis=_T.TARGET, lebar=16) for no in (1, 2, 3, 4)),
            Kolom(nama="penanggung_jawab", lebar=30, panjang=500),
        ),
    ),
)
