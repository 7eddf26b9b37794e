"""What the programs of an office may spend and have: rows below a form, and the serapan of a sasaran."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from sop_flows.kinerja.anggaran import absorb
from sop_flows.naskah.rekap import Baris
from storage.documents.rekap.lembar import Lembar
from storage.documents.rekap.table import Isi, Rumus
from storage.documents.rekapitulasi import rumus
from storage.documents.rekapitulasi.facts import NOT_YET, Facts
from storage.documents.rekapitulasi.perhitungan import PERHITUNGAN, Terhitung
from storage.documents.rekapitulasi.ukur import BELUM

SPENT = "#,##0.##"


class Tempat(NamedTuple):
    """The columns of a budget: its name, up to which one, pagu, realisasi and serapan."""

    nama: int
    sampai: int
    pagu: int
    realisasi: int
    persen: int


def put_budget(lembar: Lembar, facts: Facts, at: Tempat, width: int) -> None:
    """Write the budget below a form under names of its own; nothing where no program is listed."""
    if not facts.view.rekap.anggaran:
        return
    lembar.row += 1
    names = {
        at.nama: "Program",
        at.pagu: "Anggaran (Rp)",
        at.realisasi: "Realisasi (Rp)",
        at.persen: "%",
    }
    lembar.subheader([names.get(column, "") for column in range(1, width + 1)])
    put_programs(lembar, facts, at, width)


def put_programs(lembar: Lembar, facts: Facts, at: Tempat, width: int) -> None:
    """Write each program, and what those that have reported come to."""
    first = lembar.row
    for no, one in enumerate(facts.view.rekap.anggaran, start=1):
        one_of = facts.hitungan[one.isi.kode]
        found = one_of.tahun
        row = lembar.line(
            cells_at(
                {
                    1: no,
                    at.nama: one.isi.nama,
                    at.pagu: found.ref(rumus.TARGET),
                    at.realisasi: if_reported(one_of, found.ref(rumus.REALISASI), BELUM),
                    at.persen: if_reported(one_of, found.ref(rumus.CAPAIAN), "n/a"),
                },
                width,
            )
        )
        lembar.merge(row, at.nama, row, at.sampai)
    put_total(lembar, facts, at, width, first)


def put_total(lembar: Lembar, facts: Facts, at: Tempat, width: int, first: int) -> None:
    """Write the sums: a program that has not reported is in neither."""
    total = absorb(one.isi for one in facts.view.rekap.anggaran)
    if total is None:
        return
    p, s = get_column_letter(at.pagu), get_column_letter(at.realisasi)
    row = lembar.row
    spent, pagu = (f"{column}{first}:{column}{row - 1}" for column in (s, p))
    row = lembar.line(
        cells_at(
            {
                at.nama: f"Jumlah ({total.dilaporkan} dari {total.program} program melaporkan)",
                at.pagu: Rumus(f"SUMPRODUCT(ISNUMBER({spent})*{pagu})", total.pagu, SPENT),
                at.realisasi: Rumus(f"SUM({spent})", total.realisasi, SPENT),
                at.persen: Rumus(
                    f'IF({p}{row}>0,100*{s}{row}/{p}{row},"n/a")',
                    "n/a" if total.persen is None else total.persen,
                    "0.00",
                ),
            },
            width,
        ),
        bold=True,
    )
    lembar.merge(row, at.nama, row, at.sampai)


def cells_at(cells: dict[int, Isi], width: int) -> list[Isi]:
    """Return a row with those cells by column."""
    return [cells.get(column, "") for column in range(1, width + 1)]


def if_reported(program: Terhitung, ref: Rumus, otherwise: str) -> Rumus:
    """Return what a program has spent so far, where it has reported for the periode."""
    formula = f'IF(ISNUMBER({PERHITUNGAN}!L{program.kini.baris}),{ref.teks},"{otherwise}")'
    is_told = isinstance(program.kini.realisasi, Decimal)
    return Rumus(formula, ref.nilai if is_told else otherwise, ref.format)


def serapan_of(facts: Facts, programs: Sequence[Baris]) -> Isi:
    """Return what programs have spent of their pagu, in percent; a dash where there are none."""
    total = absorb(one.isi for one in programs)
    if total is None:
        return NOT_YET
    found = [facts.hitungan[one.isi.kode] for one in programs]
    spent, pagu = (
        "+".join(
            f"IF(ISNUMBER({PERHITUNGAN}!L{one.kini.baris}),{PERHITUNGAN}!{column}{one.tahun.baris},0)"
            for one in found
        )
        for column in "LJ"
    )
    formula = f'IF(({pagu})>0,100*({spent})/({pagu}),"n/a")'
    return Rumus(formula, "n/a" if total.persen is None else total.persen, "0.00")
