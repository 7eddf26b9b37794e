"""The templates of Word that come with Tapak: an office takes one of them to make its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import Table

from sop_flows.papers.jenis import JenisPaper
from storage.documents.papers.word_press import same_bytes

SIZES: Final = {"A4": (210, 297), "F4": (215, 330)}
"""Millimetres."""
FACE: Final = "Arial"
NAMESPACE: Final = nsdecls("w")
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
SIGNED: Final = (
    "{{ atas_nama }}\n{{ ttd_jabatan }},\n\n\n\n{{ ttd_nama }}\n{{ ttd_pangkat }}\n{{ ttd_nip }}"
)
WRITTEN_AT: Final = datetime(2026, 1, 1)  # noqa: DTZ001  # Word knows no zone


def make_template(jenis: JenisPaper, kertas: str = "A4") -> bytes:
    """Return our template of a kind of paper, of that size."""
    document = docx.Document()
    prepare(document, kertas)
    letterhead(document)
    DRAWN[jenis](document)
    section = document.sections[0]
    write(section.footer.paragraphs[0], "{{ keterangan }}", size=8)
    saved = BytesIO()
    document.save(saved)
    return same_bytes(saved.getvalue())


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
    document: Document,
    teks: str,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    size: float = 11,
    bold: bool = False,
) -> None:
    """Add a paragraph."""
    paragraph = document.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    write(paragraph, teks, size=size, bold=bold)


def letterhead(document: Document) -> None:
    """Add the letterhead, with a line below."""
    line(document, "{{ pemerintah }}", align=CENTER, size=13)
    line(document, "{{ kantor }}", align=CENTER, size=15, bold=True)
    line(document, "{{ alamat }}", align=CENTER, size=9)
    for paragraph in document.paragraphs[:2]:
        paragraph.runs[0].font.all_caps = True
    below = parse_xml(
        f'<w:pBdr {NAMESPACE}><w:bottom w:val="double" w:sz="12" w:space="4"/></w:pBdr>'
    )
    last = document.paragraphs[-1].paragraph_format.element
    last.get_or_add_pPr().insert_element_before(below, "w:jc")


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


def pengantar(document: Document) -> None:
    """Add what stands on a surat pengantar."""
    line(document, "{{ tanggal }}", align=RIGHT)
    line(document, "Yth. {{ tujuan }}")
    line(document, "SURAT PENGANTAR", align=CENTER, size=13, bold=True)
    line(document, "Nomor {{ nomor }}", align=CENTER)
    grid(
        document,
        ("No", "Naskah Dinas yang Dikirimkan", "Banyaknya", "Keterangan"),
        (
            "1",
            "{{ dikirim }} {{ periode }}, {{ kantor }}",
            "........ berkas",
            "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya. Kode verifikasi: {{ kode_verifikasi }}",
        ),
        (10, 70, 30, 55),
    )
    room = "." * 30
    beside(
        document,
        f"Diterima tanggal {room}\nPenerima,\n\n\n\n\n{room}\nNIP {room}\nNomor telepon {room}",
        f"Pengirim,\n{SIGNED}",
    )


def undangan(document: Document) -> None:
    """Add what stands on an undangan."""
    line(document, "{{ tanggal }}", align=RIGHT)
    facts(
        document,
        (
            ("Nomor", "{{ nomor }}"),
            ("Sifat", "{{ sifat }}"),
            ("Lampiran", "{{ lampiran }}"),
            ("Hal", "Undangan"),
        ),
    )
    line(document, "Yth.")
    line(document, "{{ kepada.no }}. {{ kepada.jabatan }}")
    line(document, "di " + "." * 40)
    line(
        document,
        "Sehubungan dengan pelaksanaan {{ sop }} {{ periode }}, bersama ini kami mengharap kehadiran Saudara pada:",
    )
    facts(
        document,
        (
            ("Hari/tanggal", "{{ hari }}"),
            ("Pukul", "{{ pukul }} s.d. selesai"),
            ("Tempat", "{{ tempat }}"),
            ("Acara", "{{ acara }}"),
        ),
    )
    line(document, "Demikian, atas perhatian dan kehadiran Saudara kami ucapkan terima kasih.")
    beside(document, "", SIGNED)
    line(document, "{{ judul_tembusan }}")
    line(document, "{{ tembusan.no }}. {{ tembusan.jabatan }}")


def notula(document: Document) -> None:
    """Add what stands on a notula."""
    line(document, "NOTULA", align=CENTER, size=13, bold=True)
    facts(
        document,
        (
            ("Rapat", "{{ acara }}"),
            ("Hari/tanggal", "{{ hari }}"),
            ("Surat undangan", "{{ undangan }}"),
            ("Waktu", "{{ pukul }} s.d. selesai"),
            ("Tempat", "{{ tempat }}"),
            ("Acara", "Pembahasan {{ sop }} {{ periode }}"),
            ("Pencatat", "{{ pencatat }}"),
        ),
    )
    line(document, "Peserta", bold=True)
    grid(
        document,
        ("No", "Nama", "Jabatan", "Mewakili"),
        ("{{ hadir.no }}", "{{ hadir.nama }}", "{{ hadir.jabatan }}", "{{ hadir.mewakili }}"),
        (10, 60, 55, 40),
    )
    kegiatan(document)


def kegiatan(document: Document) -> None:
    """Add what was said and decided at a rapat, and who kept it."""
    line(document, "Kegiatan rapat", bold=True)
    line(document, "{{ pokok.label }}\n{{ pokok.teks }}")
    line(document, "Lampiran: {{ lampiran }}")
    line(document, "Tindak lanjut", bold=True)
    grid(
        document,
        ("No", "Uraian", "Penanggung jawab", "Batas"),
        (
            "{{ lanjut.no }}",
            "{{ lanjut.uraian }}",
            "{{ lanjut.penanggung_jawab }}",
            "{{ lanjut.batas }}",
        ),
        (10, 75, 45, 35),
    )
    room = "." * 40
    beside(
        document,
        f"Pimpinan Rapat,\n\n\n\n{room}\nNIP {room}",
        "Pencatat,\n\n\n\n{{ pencatat }}\n{{ pencatat_nip }}",
    )


DRAWN: Final[Mapping[JenisPaper, Callable[[Document], None]]] = {
    JenisPaper.SURAT_PENGANTAR: pengantar,
    JenisPaper.UNDANGAN: undangan,
    JenisPaper.NOTULA: notula,
}
