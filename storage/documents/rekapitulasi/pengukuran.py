"""The Formulir Pengukuran Kinerja: of the triwulan, cumulative, and of the year."""

from collections.abc import Iterator
from typing import Final

from sop_flows.naskah.rekap import Baris
from storage.documents.lembar.periods import print_bagian
from storage.documents.rekap.lembar import BukuRumus, Lembar
from storage.documents.rekap.rekap import mean_of, rumus_of
from storage.documents.rekap.table import Isi, Kolom, Rumus
from storage.documents.rekapitulasi import analisis, rumus
from storage.documents.rekapitulasi.anggaran import Tempat, put_budget
from storage.documents.rekapitulasi.facts import (
    EXCUSED,
    NOT_YET,
    Facts,
    note,
    put_by_sasaran,
    put_paraf,
    put_signatures,
    told,
)

TW: Final = "Pengukuran TW"
TAHUNAN: Final = "Pengukuran Tahunan"
EACH: Final = (Kolom("Target", 9), Kolom("Realisasi", 10), Kolom("%", 9))
KOLOM_TW: Final = (
    Kolom("No", 5),
    Kolom("Sasaran Strategis", 24),
    Kolom("Indikator Kinerja", 32),
    Kolom("Satuan", 10),
    Kolom("Cara pengukuran", 15),
    Kolom("Target tahun", 10),
    *(EACH * 4),
    Kolom("Realisasi s.d.", 11),
    Kolom("% s.d.", 9),
    Kolom("% terhadap target tahun", 10),
    Kolom("Kategori TW", 13),
    Kolom("Keterangan", 30),
    *analisis.KOLOM,
)
KOLOM_TAHUN: Final = (
    Kolom("No", 6),
    Kolom("Sasaran Strategis", 34),
    Kolom("Indikator Kinerja", 44),
    Kolom("Satuan", 12),
    Kolom("Target", 12),
    Kolom("Realisasi", 13),
    Kolom("%", 10),
    Kolom("Kategori", 16),
    Kolom("Keterangan", 40),
)
FIRST: Final = 7  # the column in which the first triwulan begins
QUARTERS: Final = 4


def add_tw(buku: BukuRumus) -> Lembar:
    """Add the sheet of the triwulan, empty."""
    return buku.sheet(TW, KOLOM_TW)


def add_tahunan(buku: BukuRumus) -> Lembar:
    """Add the sheet of the year, empty."""
    return buku.sheet(TAHUNAN, KOLOM_TAHUN)


def put_tw(lembar: Lembar, facts: Facts) -> None:
    """Write the form of the triwulan: those before it stay filled."""
    rekap = facts.view.rekap
    lembar.title(facts.heading("FORMULIR PENGUKURAN KINERJA", *kop(facts)))
    quarters = [rekap.periode.sibling(ke) for ke in range(1, QUARTERS + 1)]
    starts = [FIRST + at * len(EACH) for at in range(QUARTERS)]
    lembar.header(
        *(
            (start, start + len(EACH) - 1, print_bagian(one))
            for start, one in zip(starts, quarters, strict=True)
        ),
        (19, 20, f"s.d. {facts.kini}"),
    )
    put_by_sasaran(lembar, facts, lambda no, one: row_of_tw(facts, no, one))
    at = starts[rekap.periode.ke - 1] + len(EACH) - 1
    for nama, rata in facts.rata.sasaran.items():
        put_mean(lembar, f"Rata-rata sasaran: {nama or 'tanpa sasaran'}", {at: rata.ref})
    put_mean(
        lembar,
        mean_of(rekap.semua),
        {at: facts.rata.semua.ref, 21: facts.rata.tahun.ref, 22: facts.rata.kategori.ref},
    )
    put_budget(lembar, facts, Tempat(3, 5, 19, 20, 21), len(KOLOM_TW))
    note(lembar, *remarks(facts))
    put_paraf(lembar, facts, ((2, 2), (3, 3), (4, 6), (7, 10), (11, 13)))
    put_signatures(lembar, (23, 26, "", facts.view.pimpinan))
    lembar.close()


def row_of_tw(facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of an indikator in the form of the triwulan."""
    isi, found = one.isi, facts.counted(one)
    said = one.indikator.cara_ukur if one.indikator else ""
    head: list[Isi] = [no, isi.nama, isi.satuan, said or rumus_of(isi)]
    if found is None:
        return [
            *head,
            isi.target_tahun,
            *([EXCUSED] + [""] * 11),
            "",
            "",
            "",
            "",
            told(one),
            "",
            "",
            "",
        ]
    cells: list[Isi] = []
    for each in found.periode:
        cells += [each.target, each.ref(rumus.REALISASI), each.ref(rumus.CAPAIAN)]
    cells += [NOT_YET] * (QUARTERS * len(EACH) - len(cells))
    return [
        *head,
        found.tahun.target,
        *cells,
        found.sampai.ref(rumus.REALISASI),
        found.sampai.ref(rumus.CAPAIAN),
        found.tahun.ref(rumus.CAPAIAN),
        found.kini.ref(rumus.KATEGORI),
        told(one),
        *analisis.explained(facts, one),
    ]


def put_mean(lembar: Lembar, nama: str, means: dict[int, Rumus]) -> None:
    """Write a mean below the column that it is of."""
    cells: list[Isi] = [means.get(column, "") for column in range(1, len(KOLOM_TW) + 1)]
    cells[1] = nama
    row = lembar.line(cells, bold=True)
    lembar.merge(row, 2, row, FIRST - 1)


def kop(facts: Facts) -> tuple[str, ...]:
    """Return the address of the office, where it has one."""
    kantor = facts.view.rekap.kantor
    return tuple(filter(None, (kantor.daerah, kantor.alamat)))


def remarks(facts: Facts) -> Iterator[str]:
    """Yield how was measured, and what no mean counts."""
    rekap = facts.view.rekap
    yield f"Kategori menurut {rekap.skala.sumber}. Rumus tiap cara pengukuran ada pada lembar Skala."
    outside = [*rekap.tanpa_data, *rekap.semua.di_luar, *rekap.belum]
    if outside:
        named = "; ".join(
            f"{one.isi.kode} ({told(one) or one.isi.capaian.tampil})" for one in outside
        )
        yield f"Tidak dihitung dalam rata-rata: {named}."
    if rekap.dikecualikan:
        units = dict.fromkeys(one.unit.nama for one in rekap.dikecualikan)
        yield f"Dikecualikan: {', '.join(units)}."


def put_tahunan(lembar: Lembar, facts: Facts) -> None:
    """Write the form of the year."""
    rekap = facts.view.rekap
    ended = "" if rekap.periode.ends_year else f"Keadaan sampai dengan {facts.kini}."
    lembar.title(
        (
            "PENGUKURAN KINERJA",
            f"{rekap.kantor.nama} · Tahun {rekap.periode.tahun}",
            *filter(None, (ended,)),
        )
    )
    lembar.header()
    put_by_sasaran(lembar, facts, lambda no, one: row_of_tahun(facts, no, one))
    lembar.line(
        ("", "Rata-rata seluruh sasaran", *[""] * 4, facts.rata.tahun.ref, "", ""), bold=True
    )
    put_budget(lembar, facts, Tempat(2, 4, 5, 6, 7), len(KOLOM_TAHUN))
    put_paraf(lembar, facts, ((2, 2), (3, 3), (4, 5), (6, 8), (9, 9)))
    put_signatures(lembar, (8, 9, "", facts.view.pimpinan))
    lembar.close()


def row_of_tahun(facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of an indikator in the form of the year."""
    isi, found = one.isi, facts.counted(one)
    if found is None:
        return [no, isi.nama, isi.satuan, isi.target_tahun, "", "", "", told(one)]
    return [
        no,
        isi.nama,
        isi.satuan,
        found.tahun.target,
        found.tahun.ref(rumus.REALISASI),
        found.tahun.ref(rumus.CAPAIAN),
        found.tahun.ref(rumus.KATEGORI),
        told(one),
    ]
