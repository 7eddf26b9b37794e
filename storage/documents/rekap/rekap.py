"""The rekap: all that a naskah holds as a workbook, for whoever decides on it or decided.

1. Everything in it is from the content, as it was frozen or would be frozen now: nothing is measured
   anew but the figure of the periode so far, which the content holds in its parts.
2. It says by which kode verifikasi it can be checked, and whether anybody has decided on it yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sop_flows.kinerja.angka import Terbaca, read_angka
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat, accumulate
from sop_flows.kinerja.perjanjian import FIRST, JenisPerjanjian
from sop_flows.kinerja.rangkuman import Rangkuman, Terukur
from sop_flows.naskah.hasil import aturan_of, result_of
from sop_flows.naskah.isi import IsiCapaian, IsiIndikator, IsiPerjanjian, IsiUnit
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.ports.views import IsiView
from sop_flows.waktu.cetak import printed_day
from sop_flows.waktu.periode import Periode
from storage.documents.cells import at, dress, put_text, saved
from storage.documents.lembar.periods import columns_for, print_bagian, print_periode
from storage.documents.rekap.kolom import (
    ARAH,
    CATATAN,
    DECIDED,
    DOKUMEN,
    KEPUTUSAN,
    KOLOM,
    REKAP_SASARAN,
    REKAP_UNIT,
    RUMUS,
    TANPA_BUKTI,
)
from storage.documents.rekap.table import (
    CLOSING,
    QUIET,
    Kolom,
    Persen,
    Value,
    lay_out,
    print_moment,
    put_bold,
    put_table,
    put_title,
)

Row = Sequence[Value | Persen]
T = TypeVar("T", bound=Terukur)


def write_rekap(seen: IsiView) -> bytes:
    """Return the workbook of a content, the same bytes for the same content and decisions."""
    return saved(rekap_book(seen))


def rekap_book(seen: IsiView) -> Workbook:
    """Return it before it is written."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  # a new workbook has one
    sheet.title = "Rekap"
    put_values(sheet, seen)
    put_summary(book.create_sheet("Ringkasan"), seen)
    titled_table(book, "Keputusan", "Keputusan yang berlaku", KEPUTUSAN, decisions(seen))
    titled_table(book, "Catatan", "Catatan dan isian", CATATAN, notes(seen))
    titled_table(book, "Data dukung", "Dokumen yang disampaikan", DOKUMEN, dokumen(seen))
    return book


def put_values(sheet: Worksheet, seen: IsiView) -> None:
    """Write the values of all units, and their mean."""
    periode = seen.isi.berkas.periode
    names = columns_for(periode, tuple(column.nama for column in KOLOM))
    columns = [Kolom(name, one.lebar) for name, one in zip(names, KOLOM, strict=True)]
    header = put_title(sheet, title_of(seen))
    counted = [(unit, one) for unit in measured_units(seen) for one in unit.indikator]
    rows = [row_of(seen, no, *pair) for no, pair in enumerate(counted, start=1)]
    after = put_table(sheet, header, columns, rows)
    found = measured(seen)
    hasil = result_of(seen.isi)
    put_bold(
        sheet,
        after,
        (
            (5, mean_of(found)),
            (9, Persen(found.rerata, hasil.tampil)),
            (10, hasil.kategori),
        ),
    )
    closing = at(sheet, after + 2, 1)
    put_text(closing, CLOSING)
    dress(closing, font=QUIET)
    lay_out(sheet, header, columns)


def mean_of(found: Rangkuman[T]) -> str:
    """Return of what the mean is, and for how much a capaian counts in it."""
    said = f"Rata-rata capaian ({found.dinilai} dari {found.jumlah} indikator dinilai"
    if found.aturan.is_per_sasaran:
        said += f"; rata-rata {found.sasaran_dinilai} dari {len(found.per_sasaran)} sasaran"
    if found.aturan.batas is not None:
        said += f"; dihitung paling banyak {found.aturan.batas}% tiap indikator"
    return f"{said})"


def title_of(seen: IsiView) -> tuple[str, ...]:
    """Return the lines above the values: of whom, of what, and by what it can be checked."""
    isi, naskah = seen.isi, seen.naskah
    frozen = (
        f"naskah versi {naskah.versi}, dibekukan "
        f"{print_moment(naskah.dibuat_at.astimezone(seen.kantor.zona))}"
        if naskah
        else "belum diputuskan, masih dapat berubah"
    )
    return (
        isi.kantor.nama,
        f"Rekapitulasi Pengukuran Kinerja: {isi.berkas.judul}",
        f"{print_periode(isi.berkas.periode)} · berkas {isi.berkas.nomor}",
        f"Kode verifikasi {print_kode(seen.kode)} · {frozen}",
        f"SHA-256 {seen.sha256}",
        *basis_of((isi.perjanjian,) if isi.perjanjian else ()),
        f"Kategori menurut {isi.skala.sumber}",
    )


def basis_of(perjanjian: Iterable[IsiPerjanjian]) -> tuple[str, ...]:
    """Return the line that says by which Perjanjian Kinerja it is measured; none where nothing says it."""
    said = "; ".join(map(print_perjanjian, perjanjian))
    return (f"Diukur menurut {said}",) if said else ()


def print_perjanjian(one: IsiPerjanjian) -> str:
    """Return a Perjanjian Kinerja as a paper has it: which it is, its number and its date."""
    name = "Perjanjian Kinerja awal"
    if one.jenis != JenisPerjanjian.AWAL:
        ke = f" ke-{one.versi - FIRST}" if one.versi > FIRST else ""
        name = f"perubahan{ke} Perjanjian Kinerja"
    nomor = f" nomor {one.nomor}" if one.nomor else ""
    return f"{name}{nomor}{f', {print_day(one.tanggal)}' if one.tanggal else ''}"


def print_day(tanggal: str) -> str:
    """Return a day, by ISO 8601, as a paper has it."""
    return printed_day(date.fromisoformat(tanggal))


def row_of(seen: IsiView, no: int, unit: IsiUnit, one: IsiIndikator) -> Row:
    """Return the row of one indikator."""
    dokumen = sum(d.unit == unit.kode and d.indikator == one.kode for d in seen.isi.dokumen)
    so_far = accumulate(Sifat(one.sifat), (*one.realisasi_lalu, one.realisasi))
    is_given = one.realisasi is not None
    return (
        no,
        unit.nama,
        one.kode,
        one.sasaran,
        one.nama,
        one.satuan,
        as_number(one.target_periode),
        (one.tertulis or one.realisasi) if is_given else "n/a" if one.alasan else "belum diisi",
        *capaian_of(one.capaian),
        (one.tertulis or so_far) if is_given else None,
        capaian_of(one.sampai)[0] if is_given else None,
        as_number(one.target_tahun),
        *capaian_of(one.tahun),
        one.sifat,
        rumus_of(one),
        dokumen or (TANPA_BUKTI if seen.isi.minta_bukti and is_given else None),
        keterangan(seen.isi.berkas.periode, one),
    )


def capaian_of(capaian: IsiCapaian) -> tuple[Persen | str, str]:
    """Return a capaian and its kategori; what it is said to be, where it is no number."""
    if capaian.persen is None:
        return capaian.tampil, ""
    return Persen(capaian.persen, capaian.tampil), capaian.kategori or ""


def as_number(teks: str) -> Decimal | str:
    """Return a target as a number where it is one, else as it is written."""
    bacaan = read_angka(teks) if teks else None
    return bacaan.nilai if isinstance(bacaan, Terbaca) else teks


def rumus_of(one: IsiIndikator) -> str:
    """Return how the capaian of an indikator is measured."""
    polaritas = Polaritas(one.polaritas)
    rumus = f", {RUMUS[Formula(one.formula)]}" if polaritas is Polaritas.TURUN else ""
    return ARAH[polaritas] + rumus


def keterangan(periode: Periode, one: IsiIndikator) -> str:
    """Return what has to be known of a value: why there is none, what is missing, whether it is marked."""
    said = (
        f"n/a: {one.alasan}" if one.realisasi is None and one.alasan else one.alasan,
        *(f"{print_bagian(periode.sibling(ke))} belum dilaporkan" for ke in one.belum),
        *(f"{print_bagian(periode.sibling(ke))} menurut {one.sumber}" for ke in one.dari_luar),
        "perlu diperbaiki" if one.ditandai else "",
        *one.capaian.catatan,
    )
    return "; ".join(dict.fromkeys(filter(None, said)))


# The other sheets


def put_summary(sheet: Worksheet, seen: IsiView) -> None:
    """Write the means of each sasaran and of each unit."""
    header = put_title(sheet, ("Rata-rata capaian per sasaran dan per unit",), bold=1)
    after = put_table(sheet, header, REKAP_SASARAN, by_sasaran(seen))
    put_table(sheet, after + 1, REKAP_UNIT, by_unit(seen))
    lay_out(sheet, header, REKAP_UNIT)


def by_sasaran(seen: IsiView) -> Iterator[Row]:
    """Yield the mean of each sasaran, in the order in which they first stand."""
    for nama, found in measured(seen).per_sasaran.items():
        yield nama or "Tanpa sasaran", Persen(found.rerata), found.dinilai, found.jumlah


def by_unit(seen: IsiView) -> Iterator[Row]:
    """Yield the mean of each unit; of an excused one only that it is."""
    for unit in seen.isi.unit:
        found = Rangkuman(unit.indikator, aturan_of(seen.isi))
        said = "dikecualikan" if unit.dikecualikan else ""
        yield unit.nama, Persen(found.rerata), found.dinilai, found.jumlah, said


def decisions(seen: IsiView) -> Iterator[Row]:
    """Yield the decisions that stand, oldest first."""
    for one in seen.keputusan:
        hasil, at = one.facts.hasil, one.selesai_at
        if hasil is None or at is None:
            continue
        yield (
            one.langkah,
            DECIDED.get(hasil.aksi, hasil.aksi.value),
            hasil.nama,
            hasil.sebutan,
            print_moment(at.astimezone(seen.kantor.zona)),
            print_kode(kode_of(hasil.naskah)) if hasil.naskah else "",
            "ya" if hasil.naskah == seen.sha256 else "isi sebelumnya",
        )


def notes(seen: IsiView) -> Iterator[Row]:
    """Yield what was noted and answered where the work was done."""
    for one in seen.isi.kerja:
        if one.catatan:
            yield one.langkah, one.jabatan, one.unit, "", one.catatan
        for kode, jawaban in one.isian.items():
            yield one.langkah, one.jabatan, one.unit, kode, jawaban


def dokumen(seen: IsiView) -> Iterator[Row]:
    """Yield the dokumen that were handed in, by their sha256."""
    for one in seen.isi.dokumen:
        yield one.nama, one.isian, one.unit, one.indikator, one.sha256


def titled_table(
    book: Workbook, nama: str, judul: str, columns: Sequence[Kolom], rows: Iterable[Row]
) -> None:
    """Add a sheet of one table."""
    sheet = book.create_sheet(nama)
    header = put_title(sheet, (judul,), bold=1)
    put_table(sheet, header, columns, rows)
    lay_out(sheet, header, columns)


# What counts


def measured_units(seen: IsiView) -> list[IsiUnit]:
    """Return the units that count."""
    return [unit for unit in seen.isi.unit if not unit.dikecualikan]


def measured(seen: IsiView) -> Rangkuman[IsiIndikator]:
    """Return what all values that count come to."""
    rows = tuple(one for unit in measured_units(seen) for one in unit.indikator)
    return Rangkuman(rows, aturan_of(seen.isi))
