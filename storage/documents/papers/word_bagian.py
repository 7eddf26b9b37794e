"""What the Word templates that come with Tapak are built of: page, letterhead, tables, signatures."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

SIZES: Final = {"A4": (210, 297), "F4": (215, 330)}
"""Millimetres."""
LETTERHEAD: Final = (41, 83, 41)
"""Millimetres beside a logo, which is at most twice as wide as it is high."""
FACE: Final = "Arial"
NAMESPACE: Final = nsdecls("w")
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
DATED: Final = "{{ tempat_surat }}, {{ tanggal }}"
SIGNED: Final = (
    "{{ atas_nama }}\n{{ ttd_jabatan }},\n\n\n\n{{ ttd_nama }}\n{{ ttd_pangkat }}\n{{ ttd_nip }}"
)
WRITTEN_AT: Final = datetime(2026, 1, 1)  # noqa: DTZ001  # Word knows no zone
Columns = Sequence[tuple[str, str, int]]
"""Title, the field of a list, millimetres."""


def prepare(document: Document, kertas: str) -> None:
    """Set the page and the face."""
    section, (width, height) = document.sections[0], SIZES.get(kertas, SIZES["A4"])
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(11)
    style.paragraph_format.space_after = Pt(4)
    about = document.core_properties
    about.author, about.title, about.comments = "Tapak", "", ""
    about.created = about.modified = WRITTEN_AT


def write(paragraph: Any, teks: str, *, size: float = 11, bold: bool = False) -> None:  # noqa: ANN401
    """Write a text into a paragraph; a line break within it is one."""
    run = paragraph.add_run(teks)
    run.bold, run.font.size = bold, Pt(size)


def line(
    place: Document | _Cell,
    teks: str,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    size: float = 11,
    bold: bool = False,
) -> None:
    """Add a paragraph."""
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bold  # a title stands with what it is of
    if align is not None:
        paragraph.alignment = align
    write(paragraph, teks, size=size, bold=bold)


def letterhead(document: Document, logo: bytes) -> None:
    """Add the letterhead, with a line below; the logo, if there is one, stands on its left."""
    place = beside_logo(document, logo) if logo else document
    line(place, "{{ pemerintah }}", align=CENTER, size=13)
    line(place, "{{ kantor }}", align=CENTER, size=15, bold=True)
    line(place, "{{ alamat }}", align=CENTER, size=9)
    for paragraph in place.paragraphs[:2]:
        paragraph.runs[0].font.all_caps = True
    if logo:
        line(document, "", size=2)
    below = parse_xml(
        f'<w:pBdr {NAMESPACE}><w:bottom w:val="double" w:sz="12" w:space="4"/></w:pBdr>'
    )
    last = document.paragraphs[-1].paragraph_format.element
    last.get_or_add_pPr().insert_element_before(below, "w:jc")


def beside_logo(document: Document, logo: bytes) -> _Cell:
    """Return the room beside a logo, in the middle of the page."""
    table = document.add_table(rows=1, cols=3)
    left: _Cell = table.cell(0, 0)
    middle: _Cell = table.cell(0, 1)
    left.paragraphs[0].add_run().add_picture(BytesIO(logo), height=Mm(20))
    keep_widths(table, LETTERHEAD)
    empty = middle.paragraphs[0]._element  # noqa: SLF001  # a cell begins with a paragraph
    empty.getparent().remove(empty)
    return middle


def facts(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """Add facts with their labels, one below the other."""
    table = document.add_table(rows=0, cols=2)
    for label, teks in rows:
        left, right = table.add_row().cells
        write(left.paragraphs[0], label)
        write(right.paragraphs[0], f": {teks}")
    keep_widths(table, (35, 130))
    document.add_paragraph()


def keep_widths(table: Table, widths: Sequence[int]) -> None:
    """Give columns their widths, in millimetres, in the two places where programs look for them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def grid(
    document: Document, titles: Sequence[str], row: Sequence[str], widths: Sequence[int]
) -> None:
    """Add a table with one row, which is repeated where it is of a list; its head stands on every page."""
    table = document.add_table(rows=2, cols=len(titles), style="Table Grid")
    for place, said in enumerate((titles, row)):
        for cell, teks in zip(table.rows[place].cells, said, strict=True):
            write(cell.paragraphs[0], teks, bold=place == 0, size=10)
        of_row = table.rows[place]._tr.get_or_add_trPr()  # noqa: SLF001  # docx names no other way to it
        of_row.append(parse_xml(f"<w:cantSplit {NAMESPACE}/>"))
        if place == 0:
            of_row.append(parse_xml(f"<w:tblHeader {NAMESPACE}/>"))
    keep_widths(table, widths)
    document.add_paragraph()


def beside(document: Document, left: str, right: str) -> None:
    """Add two blocks side by side; the right one is who signs last."""
    table = document.add_table(rows=1, cols=2)
    for cell, teks in zip(table.rows[0].cells, (left, right), strict=True):
        write(cell.paragraphs[0], teks)


def table_of(document: Document, daftar: str, columns: Columns) -> None:
    """Add the table of a list: each column with its title, the field that it shows and its width."""
    titles, fields, widths = zip(*columns, strict=True)
    shown = (f"{{{{ {daftar}.{one} }}}}" for one in fields)
    grid(document, ("No", *titles), (f"{{{{ {daftar}.no }}}}", *shown), (10, *widths))
