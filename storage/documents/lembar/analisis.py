"""The columns of the analisis on the sheet of a formulir: they turn yellow where a value has to be explained."""

from collections.abc import Sequence
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sop_flows.deferred import dataclass
from sop_flows.kinerja.analisis import FAR_ABOVE, BagianAnalisis, Jenis
from sop_flows.kinerja.lembar import (
    KOLOM_ANALISIS,
    LEMBAR_TANDA,
    TIDAK_BERLAKU,
    BarisLembar,
    PermintaanAnalisis,
)
from storage.documents.cells import FRAME, TOP_WRAP, YELLOW, at, dress, put_header, put_text

WIDTHS: Final = dict(zip(BagianAnalisis, (30, 30, 30, 20, 28, 20), strict=True))
CARA: Final = (
    "Diisi bila selnya menguning: capaiannya rendah, jauh di atas target, atau n/a.\n"
    "Untuk beberapa tindak lanjut, tulis satu baris tiap tindak lanjut (Alt+Enter), begitu pula jenis, penanggung "
    "jawab, dan batasnya."
)
UNLOCKED: Final = Protection(locked=False)
NEEDED: Final = DifferentialStyle(fill=PatternFill(bgColor=YELLOW.fgColor))
"""As a conditional format has its colour."""
POSTS: Final = 4
"""The column of the hidden sheet that lists the posts that a tindak lanjut may be given to."""


@dataclass(frozen=True, slots=True)
class Analisis:
    """Where the columns of the analisis stand on a sheet."""

    sheet: Worksheet
    header: int
    first: int

    def put(
        self, rows: Sequence[BarisLembar], asked: PermintaanAnalisis, marks: Worksheet
    ) -> None:
        """Write the columns, with what is known in them; what is chosen among stands on the hidden sheet."""
        put_header(self.sheet, self.header, tuple(KOLOM_ANALISIS.values()), self.first)
        for row, nama in enumerate(asked.jabatan, start=1):
            put_text(at(marks, row, POSTS), nama)
        for column, bagian in enumerate(KOLOM_ANALISIS, start=self.first):
            letter = at(self.sheet, self.header, column).column_letter
            self.sheet.column_dimensions[letter].width = WIDTHS[bagian]
            for row, baris in enumerate(rows, start=self.header + 1):
                cell = at(self.sheet, row, column)
                dress(cell, border=FRAME, alignment=TOP_WRAP, protection=UNLOCKED)
                put_text(cell, baris.analisis.get(bagian))
            if rows:
                self._explain(bagian, letter, len(rows), len(asked.jabatan))
        self._mark(rows, asked.rendah)
        self._on_a_second_page()

    def _on_a_second_page(self) -> None:
        """Print the columns beside the others on a page of their own, with the names of the indikator."""
        self.sheet.page_setup.fitToWidth = 2
        self.sheet.col_breaks.append(Break(id=self.first - 1))
        self.sheet.print_title_cols = "A:D"

    def _explain(self, bagian: BagianAnalisis, letter: str, rows: int, posts: int) -> None:
        """Tell how a column is filled, and offer what is chosen among."""
        offered = {
            BagianAnalisis.JENIS: f'"{",".join(Jenis)}"',
            BagianAnalisis.JABATAN: f"'{LEMBAR_TANDA}'!$D$1:$D${posts}" if posts else None,
        }.get(bagian)
        rule = DataValidation(
            type="list" if offered else None,
            formula1=offered,
            allow_blank=True,
            errorStyle="warning",
            showInputMessage=True,
            promptTitle=KOLOM_ANALISIS[bagian],
            prompt=CARA,
        )
        rule.add(f"{letter}{self.header + 1}:{letter}{self.header + rows}")
        self.sheet.add_data_validation(rule)

    def _mark(self, rows: Sequence[BarisLembar], rendah: int) -> None:
        """Colour the analisis of a value that stands out; of what programs spend none is asked for."""
        for row, baris in enumerate(rows, start=self.header + 1):
            if baris.is_anggaran:
                continue
            first, last = (
                at(self.sheet, row, column).coordinate
                for column in (self.first, self.first + len(KOLOM_ANALISIS) - 1)
            )
            needed = (
                f'OR(LOWER(TRIM($I{row}))="{TIDAK_BERLAKU}",'
                f"AND(ISNUMBER($J{row}),OR($J{row}<{rendah},$J{row}>{FAR_ABOVE})))"
            )
            rule = Rule(type="expression", formula=[needed], dxf=NEEDED)
            self.sheet.conditional_formatting.add(f"{first}:{last}", rule)
