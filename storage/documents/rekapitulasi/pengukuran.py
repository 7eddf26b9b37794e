"""The Formulir Pengukuran Kinerja: of the periode, cumulative, and of the year."""

from collections.abc import Iterator
from typing import Final

from sop_flows.naskah.rekap import Baris
from sop_flows.waktu.periode import Periode
from storage.documents.lembar.periods import print_bagian
from storage.documents.rekap.lembar import Lembar
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
    remarked,
    told,
)

EACH: Final = (Kolom("Target", 9), Kolom("Realisasi", 10), Kolom("%", 9))
HEAD: Final = (
    Kolom("No", 5),
    Kolom("Sasaran Strategis", 24),
    Kolom("Indikator Kinerja", 32),
    Kolom("Satuan", 10),
    Kolom("Cara pengukuran", 15),
    Kolom("Target tahun", 10),
)
TAIL: Final = (
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
FIRST: Final = len(HEAD) + 1
"""The column in which the first periode of the year begins."""
TAIL_BEFORE: Final = 4
"""How many of the columns after them stand before the remarks."""
ONE_PAGE: Final = 4
"""Of more periode than these the form is two pages wide."""


def columns_of(periode: Periode) -> tuple[Kolom, ...]:
    """Return the columns of the form of a periode: all of its kind in the year side by side."""
    return (*HEAD, *(EACH * len(periode.of_year)), *TAIL)


def last_of(periode: Periode) -> int:
    """Return the column after those of the periode of the year."""
    return FIRST + len(EACH) * len(periode.of_year)


def put_tw(lembar: Lembar, facts: Facts) -> None:
    """Write the form of the periode: those before it in the year stay filled."""
    rekap, after = facts.view.rekap, last_of(facts.view.rekap.periode)
    lembar.title(facts.heading("FORMULIR PENGUKURAN KINERJA", *kop(facts)))
    year = rekap.periode.of_year
    starts = range(FIRST, after, len(EACH))
    lembar.header(
        *(
            (start, start + len(EACH) - 1, print_bagian(one))
            for start, one in zip(starts, year, strict=True)
        ),
        (after, after + 1, f"s.d. {facts.kini}"),
    )
    put_by_sasaran(lembar, facts, lambda no, one: row_of_tw(facts, no, one))
    at = starts[rekap.periode.ke - 1] + len(EACH) - 1
    for nama, rata in facts.rata.sasaran.items():
        put_mean(lembar, f"Rata-rata sasaran: {nama or 'tanpa sasaran'}", {at: rata.ref}, after)
    means = {
        at: facts.rata.semua.ref,
        after + 2: facts.rata.tahun.ref,
        after + 3: facts.rata.kategori.ref,
    }
    put_mean(lembar, mean_of(rekap.semua), means, after)
    width = after + len(TAIL) - 1
    put_budget(lembar, facts, Tempat(3, 5, after, after + 1, after + 2), width)
    note(lembar, *remarks(facts))
    put_paraf(lembar, facts, ((2, 2), (3, 3), (4, 6), (7, 10), (11, 13)))
    put_signatures(lembar, (after + TAIL_BEFORE, width, "", facts.view.pimpinan))
    lembar.close()
    if len(year) > ONE_PAGE:
        lembar.print_on_two(starts[len(year) // 2] - 1, FIRST - 1)


def row_of_tw(facts: Facts, no: int, one: Baris) -> list[Isi]:
    """Return the row of an indikator in the form of the periode."""
    isi, found = one.isi, facts.counted(one)
    said = one.indikator.cara_ukur if one.indikator else ""
    head: list[Isi] = [no, isi.nama, isi.satuan, said or rumus_of(isi)]
    width = len(EACH) * len(one.periode.of_year)
    if found is None:
        until = [EXCUSED, *[""] * (width + TAIL_BEFORE - 1)]
        return [*head, isi.target_tahun, *until, told(one), *[""] * len(analisis.KOLOM)]
    cells: list[Isi] = []
    for each in found.periode:
        cells += [each.target, each.ref(rumus.REALISASI), each.ref(rumus.CAPAIAN)]
    cells += [NOT_YET] * (width - len(cells))
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


def put_mean(lembar: Lembar, nama: str, means: dict[int, Rumus], after: int) -> None:
    """Write a mean below the column that it is of; the columns of the periode end before ``after``."""
    cells: list[Isi] = [means.get(column, "") for column in range(1, after + len(TAIL))]
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
        return [no, isi.nama, isi.satuan, isi.target_tahun, "", "", "", remarked(one)]
    return [
        no,
        isi.nama,
        isi.satuan,
        found.tahun.target,
        found.tahun.ref(rumus.REALISASI),
        found.tahun.ref(rumus.CAPAIAN),
        found.tahun.ref(rumus.KATEGORI),
        remarked(one),
    ]
