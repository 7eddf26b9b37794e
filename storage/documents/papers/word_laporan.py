"""What the placeholders of a Laporan Pengukuran Kinerja in Word stand for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from sop_flows.papers.isi import Pejabat
from sop_flows.papers.isi_laporan import Faktor, Koreksi, Lanjut, Laporan
from sop_flows.papers.isi_ukur import BarisProgram, BarisUkur, SasaranUkur
from storage.documents.papers.kata import print_aksi, print_cara
from storage.documents.papers.paper import in_zone
from storage.documents.papers.ukur import wording_of

Baris = Mapping[str, str]
Rows = Sequence[Baris]
NONE: Final = "\u2013"
"""Stands in the only row of a list of which there is nothing."""
TEKS: Final = frozenset(
    {
        "tahun",
        "mulai",
        "sampai",
        "rata_rata",
        "kategori",
        "dinilai",
        "jumlah_indikator",
        "rata_rata_tahun",
        "pagu",
        "realisasi_anggaran",
        "serapan",
        "efisiensi",
    }
)
DAFTAR: Final[Mapping[str, frozenset[str]]] = {
    "dasar_hukum": frozenset({"no", "teks"}),
    "sasaran": frozenset({"no", "nama", "dinilai", "jumlah", "rata_rata", "kategori"}),
    "capaian": frozenset(
        {
            *("no", "sasaran", "kode", "indikator", "unit", "satuan", "target"),
            *("realisasi", "persen", "kategori", "keterangan"),
        }
    ),
    "pendorong": frozenset({"no", "kode", "indikator", "unit", "teks"}),
    "penghambat": frozenset({"no", "kode", "indikator", "unit", "teks"}),
    "lanjut": frozenset({"no", "uraian", "jenis", "penanggung_jawab", "batas", "keadaan"}),
    "lanjut_lalu": frozenset({"no", "uraian", "jenis", "penanggung_jawab", "batas", "keadaan"}),
    "program": frozenset({"no", "nama", "sasaran", "unit", "pagu", "realisasi", "serapan"}),
    "arahan": frozenset({"no", "nama", "jabatan", "aksi", "waktu", "teks"}),
    "notula": frozenset({"no", "label", "teks"}),
    "dukung": frozenset({"no", "nama", "unit", "indikator", "sha256"}),
    "koreksi": frozenset({"no", "nama", "jabatan", "waktu", "langkah", "alasan", "unit"}),
    "dikecualikan": frozenset({"no", "nama", "alasan", "saksi"}),
    "paraf": frozenset({"no", "nama", "jabatan", "aksi", "waktu"}),
}


def texts_of(p: Laporan) -> dict[str, str]:
    """Return what a laporan says in single words."""
    t, tanggal = p.tabel, in_zone(ZoneInfo(p.kepala.zona))["tanggal"]
    return {
        "tahun": str(p.kepala.periode.tahun),
        "mulai": tanggal(p.mulai),
        "sampai": tanggal(p.sampai),
        "rata_rata": t.rerata.tampil or NONE,
        "kategori": t.rerata.kategori or NONE,
        "dinilai": str(t.rerata.dinilai),
        "jumlah_indikator": str(t.rerata.jumlah),
        "rata_rata_tahun": t.tahun.tampil or NONE,
        "pagu": f"Rp{t.serapan.pagu}" if t.serapan else NONE,
        "realisasi_anggaran": f"Rp{t.serapan.realisasi}" if t.serapan else NONE,
        "serapan": (t.serapan.serapan if t.serapan else "") or NONE,
        "efisiensi": t.efisiensi or NONE,
    }


def lists_of(p: Laporan) -> Mapping[str, tuple[Baris, ...]]:
    """Return the lists of a laporan; where there is nothing of one, its only row says so."""
    printed = in_zone(ZoneInfo(p.kepala.zona))
    found: dict[str, Rows] = {
        "dasar_hukum": [{"teks": one} for one in p.dasar_hukum],
        "sasaran": [sasaran_row(one) for one in p.tabel.sasaran],
        "capaian": capaian_rows(p),
        "pendorong": [faktor_row(one) for one in p.pendorong],
        "penghambat": [faktor_row(one) for one in p.penghambat],
        "lanjut": [lanjut_row(one, printed["tanggal"]) for one in p.lanjut],
        "lanjut_lalu": [lanjut_row(one, printed["tanggal"]) for one in p.lanjut_lalu],
        **said_lists(p, printed["saat"]),
    }
    return {name: rows_or_none(name, rows) for name, rows in found.items()}


def said_lists(p: Laporan, saat: Callable[[str], str]) -> dict[str, Rows]:
    """Return what was said, handed in and returned, and what was spent."""
    return {
        "program": [program_row(one) for one in p.tabel.program],
        "arahan": [
            {**deed(one.pejabat, one.aksi, saat(one.pada)), "teks": one.teks} for one in p.arahan
        ],
        "notula": [{"label": one.label, "teks": one.teks} for one in p.notula],
        "dukung": [
            {"nama": one.nama, "unit": one.unit, "indikator": one.indikator, "sha256": one.sha256}
            for one in p.dukung
        ],
        "koreksi": [koreksi_row(one, saat) for one in p.koreksi],
        "dikecualikan": [
            {"nama": one.nama, "alasan": one.alasan, "saksi": one.saksi}
            for one in p.tabel.dikecualikan
        ],
        "paraf": [
            {
                **deed(one.pejabat, one.aksi, saat(one.pada)),
                "aksi": f"{print_aksi(one.aksi)} {print_cara(one.tanda)}",
            }
            for one in p.kepala.pengesahan
        ],
    }


def program_row(one: BarisProgram) -> Baris:
    """Return what a program may spend, and has."""
    return {
        "nama": one.nama,
        "sasaran": one.sasaran,
        "unit": one.unit,
        "pagu": one.pagu,
        "realisasi": one.realisasi or one.alasan or NONE,
        "serapan": one.serapan or NONE,
    }


def koreksi_row(one: Koreksi, saat: Callable[[str], str]) -> Baris:
    """Return a return."""
    return {
        **who(one.pejabat),
        "waktu": saat(one.pada),
        "langkah": f"{one.dari} ke {one.ke}" if one.ke else str(one.dari),
        "alasan": one.alasan,
        "unit": ", ".join(one.unit),
    }


def deed(pejabat: Pejabat, aksi: str, waktu: str) -> Baris:
    """Return who did what, and when."""
    return {**who(pejabat), "aksi": print_aksi(aksi), "waktu": waktu}


def rows_or_none(name: str, rows: Iterable[Baris]) -> tuple[Baris, ...]:
    """Return the rows of a list with their numbers, or the one that says that there is none."""
    found = tuple({"no": str(no), **row} for no, row in enumerate(rows, start=1))
    return found or (dict.fromkeys(DAFTAR[name], NONE),)


def sasaran_row(one: SasaranUkur) -> Baris:
    """Return what a sasaran came to."""
    return {
        "nama": one.nama or "Tanpa sasaran",
        "dinilai": str(one.rerata.dinilai),
        "jumlah": str(one.rerata.jumlah),
        "rata_rata": one.rerata.tampil or NONE,
        "kategori": one.rerata.kategori or NONE,
    }


def capaian_rows(p: Laporan) -> list[Baris]:
    """Return every indikator, by sasaran, as the table of the paper has it."""
    keterangan = wording_of(p.kepala.periode)["keterangan"]
    assert callable(keterangan)  # noqa: S101  # it is one of its functions
    return [
        capaian_row(one, sasaran.nama, str(keterangan(one)))
        for sasaran in p.tabel.sasaran
        for one in sasaran.baris
    ]


def capaian_row(one: BarisUkur, sasaran: str, keterangan: str) -> Baris:
    """Return an indikator with what was promised and reached."""
    is_shown = one.realisasi or one.capaian.tampil != "n/a"
    return {
        "sasaran": sasaran,
        "kode": one.kode,
        "indikator": one.nama,
        "unit": one.unit,
        "satuan": one.satuan,
        "target": one.target,
        "realisasi": one.realisasi or ("n/a" if one.alasan else ""),
        "persen": one.capaian.tampil if is_shown else "",
        "kategori": one.capaian.kategori or NONE,
        "keterangan": keterangan,
    }


def faktor_row(one: Faktor) -> Baris:
    """Return what helped or hindered."""
    return {"kode": one.kode, "indikator": one.nama, "unit": one.unit, "teks": one.teks}


def lanjut_row(one: Lanjut, tanggal: Callable[[str], str]) -> Baris:
    """Return what is to be done, and whether it is."""
    return {
        "uraian": one.teks,
        "jenis": ", ".join(filter(None, (one.jenis, one.tentang))),
        "penanggung_jawab": one.jabatan,
        "batas": tanggal(one.batas),
        "keadaan": f"Selesai, {tanggal(one.selesai)}" if one.selesai else "Belum selesai",
    }


def who(pejabat: Pejabat) -> Baris:
    """Return somebody with the post that they had."""
    return {"nama": pejabat.nama, "jabatan": pejabat.sebutan}
