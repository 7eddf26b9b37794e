"""The tables of the LKjIP that Tapak can fill, T1 to T6; what it does not know it says."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from sop_flows.kinerja.anggaran import absorb, efficiency
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat, accumulate, compute_capaian
from sop_flows.naskah.isi import IsiIndikator
from sop_flows.naskah.rekap import Baris
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.rekap import as_number
from storage.documents.rekap.table import Isi, Kolom, Persen, Rumus
from storage.documents.rekapitulasi import rumus
from storage.documents.rekapitulasi.anggaran import Tempat, put_programs, serapan_of
from storage.documents.rekapitulasi.facts import EXCUSED, NOT_YET, Facts, note, put_by_sasaran
from storage.documents.rekapitulasi.perhitungan import Terhitung, cara_of
from storage.documents.rekapitulasi.ringkasan import Rerata, of_year

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
        *(Kolom(f"Realisasi n-{no}", 13) for no in (4, 3, 2, 1)),
        Kolom("Realisasi tahun ini (n)", 14),
        Kolom("Naik/turun terhadap n-1", 14),
        Kolom("Sumber n-1", 24),
    ),
    "T3": (
        *HEAD,
        Kolom("Realisasi tahun ini", 15),
        Kolom("Target akhir Renstra", 15),
        Kolom("Tahun akhir Renstra", 12),
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
        Kolom("No", 6),
        Kolom("Sasaran", 70),
        Kolom("Program", 10),
        Kolom("Capaian (%)", 13),
        Kolom("Serapan (%)", 13),
        Kolom("Tingkat efisiensi (%)", 14),
    ),
    "T6": (
        Kolom("No", 6),
        Kolom("Program", 70),
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
    "T2": "Tanda - berarti realisasi tahun itu tidak dicatat di Tapak.",
    "T3": "Tanda - berarti target akhir Renstra tidak dicatat di Tapak; diisi oleh penyusun.",
    "T4": "Angka pembanding kabupaten/kota, provinsi, dan nasional tidak ada di Tapak; diisi oleh penyusun.",
    "T5": "Tingkat efisiensi = 100 - serapan / capaian x 100, hanya bila capaian paling sedikit 100. Tanda - berarti "
    "program sasaran itu tidak dicatat di Tapak.",
    "T6": "Serapan dihitung dari program yang sudah melaporkan realisasinya di Tapak.",
}
"""What is said below a table of what Tapak does not know."""
NO_PROGRAM: Final = "Program dan pagunya tidak dicatat di Tapak (lembar Program pada buku kantor)."


def put_table(nama: str, lembar: Lembar, facts: Facts) -> None:
    """Write a table."""
    lembar.title(facts.heading(f"{nama}. {JUDUL[nama]}"))
    lembar.header()
    if nama in BUDGET:
        BUDGET[nama](lembar, facts)
    else:
        put_by_sasaran(lembar, facts, partial(row_in, nama, lembar, facts))
    if nama in WITHOUT:
        note(lembar, WITHOUT[nama])
    lembar.close()


def row_in(nama: str, lembar: Lembar, facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of an indikator in a table."""
    found = facts.counted(one)
    head: list[Isi] = [no, one.isi.nama, one.isi.satuan]
    if found is None:
        return [*head, EXCUSED, *[""] * (len(KOLOM[nama]) - len(HEAD) - 1)]
    return [*head, *ROWS[nama](found, lembar.row)]


def target_and_realisasi(found: Terhitung, _row: int) -> list[Isi]:
    """Return the cells of T1."""
    year = found.tahun
    refs = (year.ref(kolom) for kolom in (rumus.REALISASI, rumus.CAPAIAN, rumus.KATEGORI))
    return [year.target, *refs]


def last_years(found: Terhitung, row: int) -> list[Isi]:
    """Return the cells of T2: of last year what was reported here counts before what the workbook says."""
    one = found.baris
    written = one.indikator.tahun_lalu if one.indikator else ("", "", "", "")
    known: list[Decimal | str] = [as_number(teks) or NOT_YET for teks in written]
    source = "buku kantor" if written[0] else ""
    before = one.akhir_tahun_lalu
    reached = year_of(before.isi) if before else None
    if before is not None and reached is not None:
        known[0], source = reached, f"Berkas {before.sumber.berkas.nomor}"
    now = found.tahun.realisasi
    trend: Isi = ""
    if isinstance(known[0], Decimal) and isinstance(now, Decimal):
        formula = f'IF(I{row}>H{row},"naik",IF(I{row}<H{row},"turun","tetap"))'
        trend = Rumus(formula, TREND[int(now.compare(known[0]))])
    return [*known[::-1], found.tahun.ref(rumus.REALISASI), trend, source]


def year_of(isi: IsiIndikator) -> Decimal | None:
    """Return the figure of a year, of what was reported for its last periode."""
    return accumulate(Sifat(isi.sifat), (*isi.realisasi_lalu, isi.realisasi))


def renstra(found: Terhitung, row: int) -> list[Isi]:
    """Return the cells of T3: numbers only, by the formula of the indikator."""
    one, isi = found.baris.indikator, found.baris.isi
    target = as_number(one.target_renstra) if one and one.target_renstra else NOT_YET
    now = found.tahun.realisasi
    hasil: Decimal | str = NOT_YET
    if isinstance(target, Decimal) and isinstance(now, Decimal) and target > 0:
        polaritas, formula = Polaritas(isi.polaritas), Formula(isi.formula)
        capaian = compute_capaian(now, target, polaritas, formula).capaian
        hasil = NOT_YET if capaian is None else capaian
    level = KEMAJUAN[cara_of(isi, None)].format(r=row)
    ended = one.tahun_renstra if one else None
    return [
        found.tahun.ref(rumus.REALISASI),
        target,
        ended or NOT_YET,
        Rumus(level, hasil, Persen(Decimal(0)).format),
    ]


def elsewhere(found: Terhitung, _row: int) -> list[Isi]:
    """Return the cells of T4: what others reached is written by hand."""
    return [found.tahun.ref(rumus.REALISASI), "", "", ""]


def put_efficiency(lembar: Lembar, facts: Facts) -> None:
    """Write T5: what was reached of each sasaran beside what its programs have spent."""
    rekap = facts.view.rekap
    rows = [
        (nama or "Tanpa sasaran", facts.rata.sasaran_tahun[nama], part, programs_of(facts, nama))
        for nama, part in rekap.per_sasaran.items()
    ]
    for no, (nama, rata, part, programs) in enumerate(rows, start=1):
        lembar.line((no, nama, *efficiency_in(lembar.row, facts, rata, of_year(part), programs)))
    total = efficiency_in(
        lembar.row, facts, facts.rata.tahun, of_year(rekap.semua), rekap.anggaran
    )
    lembar.line(("", "Seluruh sasaran", *total), bold=True)


def programs_of(facts: Facts, sasaran: str) -> tuple[Baris, ...]:
    """Return the programs of a sasaran."""
    return tuple(one for one in facts.view.rekap.anggaran if one.sasaran == sasaran)


def efficiency_in(
    row: int, facts: Facts, rata: Rerata, capaian: Decimal | None, programs: Sequence[Baris]
) -> tuple[Isi, ...]:
    """Return how many programs, capaian, serapan and efisiensi, in a row of T5."""
    serapan = absorb(one.isi for one in programs)
    hasil = efficiency(capaian, serapan.persen if serapan else None)
    formula = (
        f"IF(AND(ISNUMBER(D{row}),ISNUMBER(E{row})),"
        f'IF(ROUND(D{row},9)>=100,100-E{row}/D{row}*100,"{NOT_YET}"),"{NOT_YET}")'
    )
    return (
        len(programs),
        rata.ref,
        serapan_of(facts, programs),
        Rumus(formula, NOT_YET if hasil is None else hasil, "0.00"),
    )


def put_t6(lembar: Lembar, facts: Facts) -> None:
    """Write T6."""
    if not facts.view.rekap.anggaran:
        lembar.line(("", NO_PROGRAM, "", "", ""))
        return
    put_programs(lembar, facts, Tempat(2, 2, 3, 4, 5), len(KOLOM["T6"]))


ROWS: Final = {
    "T1": target_and_realisasi,
    "T2": last_years,
    "T3": renstra,
    "T4": elsewhere,
}
BUDGET: Final = {"T5": put_efficiency, "T6": put_t6}
TREND: Final = {1: "naik", 0: "tetap", -1: "turun"}
KEMAJUAN: Final = {
    cara: f'IF(AND(ISNUMBER(E{{r}}),ISNUMBER(F{{r}})),IF({by}>0,{formula},"{NOT_YET}"),"{NOT_YET}")'
    for cara, by, formula in (
        ("naik", "F{r}", "100*E{r}/F{r}"),
        ("turun A", "F{r}", "100*(2*F{r}-E{r})/F{r}"),
        ("turun B", "MIN(E{r},F{r})", "100*F{r}/E{r}"),
    )
}
