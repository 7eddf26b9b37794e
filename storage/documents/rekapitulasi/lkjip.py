"""The tables of the LKjIP that Tapak can fill, T1 to T6; what it does not know it says."""

from decimal import Decimal
from typing import Final

from sop_flows.kinerja.capaian import Sifat, accumulate
from sop_flows.naskah.isi import IsiIndikator
from sop_flows.naskah.rekap import Baris
from storage.documents.rekap.lembar import BukuRumus, Lembar
from storage.documents.rekap.table import Isi, Kolom
from storage.documents.rekapitulasi import rumus
from storage.documents.rekapitulasi.facts import EXCUSED, NOT_YET, Facts, note, put_by_sasaran

HEAD: Final = (
    Kolom("No", 6),
    Kolom("Sasaran", 34),
    Kolom("Indikator", 44),
    Kolom("Satuan", 12),
)
KOLOM: Final = {
    "T1": (
        *HEAD,
        Kolom("Target", 13),
        Kolom("Realisasi", 14),
        Kolom("%", 11),
        Kolom("Kategori", 18),
    ),
    "T2": (
        *HEAD,
        Kolom("Realisasi tahun lalu", 15),
        Kolom("Realisasi tahun ini", 15),
        Kolom("Naik/turun", 14),
        Kolom("Keterangan", 30),
    ),
    "T3": (
        *HEAD,
        Kolom("Realisasi tahun ini", 15),
        Kolom("Target akhir Renstra", 15),
        Kolom("Tingkat kemajuan (%)", 14),
    ),
    "T4": (
        *HEAD,
        Kolom("Realisasi", 14),
        Kolom("Kabupaten/Kota", 14),
        Kolom("Provinsi", 14),
        Kolom("Nasional", 14),
    ),
    "T5": (
        *HEAD,
        Kolom("Capaian (%)", 13),
        Kolom("Serapan (%)", 13),
        Kolom("Tingkat efisiensi (%)", 14),
    ),
    "T6": (
        Kolom("No", 6),
        Kolom("Program/Indikator", 70),
        Kolom("Pagu (Rp)", 20),
        Kolom("Realisasi (Rp)", 20),
        Kolom("%", 12),
    ),
}
JUDUL: Final = {
    "T1": "Perbandingan target dan realisasi kinerja tahun ini",
    "T2": "Perbandingan realisasi kinerja dengan tahun lalu",
    "T3": "Perbandingan realisasi dengan target akhir Renstra",
    "T4": "Perbandingan realisasi dengan daerah lain dan nasional",
    "T5": "Analisis efisiensi penggunaan sumber daya",
    "T6": "Realisasi anggaran",
}
WITHOUT: Final = {
    "T3": "Target akhir Renstra belum dicatat di Tapak; kolom itu diisi oleh penyusun.",
    "T4": "Angka pembanding kabupaten/kota, provinsi, dan nasional tidak ada di Tapak; diisi oleh penyusun.",
    "T5": "Realisasi anggaran belum dicatat di Tapak, sehingga serapan dan efisiensi belum dapat dihitung.",
    "T6": "Realisasi anggaran belum dicatat di Tapak; pagu menurut buku kantor.",
}
"""What a table says of what Tapak does not know."""


def add_tables(buku: BukuRumus) -> dict[str, Lembar]:
    """Add a sheet for each table, empty."""
    return {nama: buku.sheet(nama, kolom) for nama, kolom in KOLOM.items()}


def put_tables(tables: dict[str, Lembar], facts: Facts) -> None:
    """Write the tables."""
    for nama, lembar in tables.items():
        lembar.title(facts.heading(f"{nama}. {JUDUL[nama]}"))
        lembar.header()
        if nama == "T6":
            put_budget(lembar, facts)
        else:
            row_of = ROWS[nama]
            put_by_sasaran(
                lembar,
                facts,
                lambda no, one, row_of=row_of: [  # type: ignore[misc]
                    no,
                    one.isi.nama,
                    one.isi.satuan,
                    *row_of(facts, one),
                ],
            )
        if nama in WITHOUT:
            note(lembar, WITHOUT[nama])
        lembar.close()


def target_and_realisasi(facts: Facts, one: Baris) -> list[Isi]:
    """Return the cells of T1."""
    found = facts.counted(one)
    if found is None:
        return [one.isi.target_tahun, EXCUSED, "", ""]
    year = found.tahun
    refs = (year.ref(kolom) for kolom in (rumus.REALISASI, rumus.CAPAIAN, rumus.KATEGORI))
    return [year.target, *refs]


def last_year(facts: Facts, one: Baris) -> list[Isi]:
    """Return the cells of T2."""
    found, before = facts.counted(one), one.akhir_tahun_lalu
    reached = year_of(before.isi) if before else None
    said = reached if reached is not None else "tidak ada di Tapak"
    if found is None:
        return [said, EXCUSED, "", ""]
    now = found.tahun
    trend = ""
    if isinstance(now.realisasi, Decimal) and reached is not None:
        trend = {1: "naik", 0: "tetap", -1: "turun"}[int(now.realisasi.compare(reached))]
    source = f"Berkas {before.sumber.berkas.nomor}" if before else ""
    return [said, now.ref(rumus.REALISASI), trend, source]


def year_of(isi: IsiIndikator) -> Decimal | None:
    """Return the figure of a year, of what was reported for its last periode."""
    return accumulate(Sifat(isi.sifat), (*isi.realisasi_lalu, isi.realisasi))


def renstra(facts: Facts, one: Baris) -> list[Isi]:
    """Return the cells of T3."""
    found = facts.counted(one)
    return [found.tahun.ref(rumus.REALISASI) if found else EXCUSED, NOT_YET, NOT_YET]


def elsewhere(facts: Facts, one: Baris) -> list[Isi]:
    """Return the cells of T4: what others reached is written by hand."""
    found = facts.counted(one)
    return [found.tahun.ref(rumus.REALISASI) if found else EXCUSED, "", "", ""]


def efficiency(facts: Facts, one: Baris) -> list[Isi]:
    """Return the cells of T5."""
    found = facts.counted(one)
    return [found.tahun.ref(rumus.CAPAIAN) if found else EXCUSED, NOT_YET, NOT_YET]


def put_budget(lembar: Lembar, facts: Facts) -> None:
    """Write T6."""
    listed = [one.indikator for one in facts.view.rekap.baris if one.indikator is not None]
    for no, one in enumerate((each for each in listed if each.pagu is not None), start=1):
        lembar.line((no, one.nama, one.pagu, NOT_YET, NOT_YET))


ROWS: Final = {
    "T1": target_and_realisasi,
    "T2": last_year,
    "T3": renstra,
    "T4": elsewhere,
    "T5": efficiency,
}
