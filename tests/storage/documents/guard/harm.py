"""Sixteen kinds of harm, done to a real form by chance, and what is no harm but heavy."""

import io
import struct
import zipfile
from functools import lru_cache

from sop_flows.kinerja.unggahan import SebabLembar as S
from tests.storage.documents.parts import MAIN, backslashed, repacked, strict
from tests.storage.documents.produsen.isian import form

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
base = lru_cache(form)


def spliced(rng, piece, *, before=b"</sheetData>", part=SHEET):
    """Return the form with a piece of markup put into a part, as one of three programs packs it."""

    def change(name, content):
        return name, content.replace(before, piece + before, 1) if name == part else content

    return disguised(rng, repacked(base(), change))


def disguised(rng, content):
    """Return a workbook as it is, in Strict Open XML, or with backslashes."""
    return rng.choice((lambda same: same, strict, backslashed))(content)


def with_part(rng, name, content):
    return repacked(base(), lambda *part: part, {name: content})


def row(number, cells):
    return f'<row r="{number}">{cells}</row>'.encode()


def bomb(rng):
    size = rng.randrange(20, 55) * 1_000_000
    return with_part(rng, f"xl/media/gambar{rng.randrange(99)}.{rng.choice(('bin', 'png', 'xml'))}", bytes(size))  # fmt: skip


def rows(rng):
    first = rng.randrange(100, 900)
    return spliced(rng, b"".join(row(no, "") for no in range(first, first + rng.randrange(20_001, 30_000))))  # fmt: skip


def cells(rng):
    wide, high = rng.randrange(100, 250), rng.randrange(2_050, 2_400)
    return spliced(rng, b"".join(row(no, "<c/>" * wide) for no in range(100, 100 + high)))


def texts(rng):
    text = rng.choice("abcé") * rng.randrange(32_768, 90_000)
    return spliced(rng, row(500, f'<c r="A500" t="inlineStr"><is><t>{text}</t></is></c>'))


def entries(rng):
    if rng.random() < 0.5:
        many = {f"xl/x{no}.xml": "<a/>" for no in range(rng.randrange(1_000, 1_400))}
        return repacked(base(), lambda *part: part, many)
    doubled = rng.choice((SHEET.upper(), SHEET.replace("/", "\\"), "XL/Workbook.XML", "xl\\styles.xml"))  # fmt: skip
    return with_part(rng, doubled, "<a/>")


def overlap(rng):
    content = base()
    if rng.random() < 0.3:
        return b"PK\x03\x04" + rng.randbytes(rng.randrange(30, 300)) + content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        victim, target = rng.sample(archive.infolist(), 2)
        start = archive.start_dir
    at = content.index(victim.filename.encode(), start) - 46
    # the directory leads two names to one place
    return content[: at + 42] + struct.pack("<I", target.header_offset) + content[at + 46 :]


def doctype(rng):
    entity = rng.choice(('"ha"', 'SYSTEM "file:///etc/passwd"', 'PUBLIC "x" "http://localhost/x"'))
    text = f"<!DOCTYPE x [<!ENTITY a {entity}>]><a>&a;</a>"
    name = rng.choice(("xl/theme/theme9.xml", "docProps/x.xml", "xl/media/image1.png", "customXml/item1.xml"))  # fmt: skip
    return with_part(rng, name, text.encode(rng.choice(("utf-8", "utf-16", "utf-8-sig"))))


def far(rng):
    number = rng.choice((rng.randrange(20_001, 1_048_576), rng.randrange(1_048_577, 2_000_000_000)))  # fmt: skip
    if rng.random() < 0.5:
        return spliced(rng, row(number, f'<c r="A{number}"><v>1</v></c>'))
    column = rng.choice(("XFD", "ZZZ", "IW", "AMJ"))
    return spliced(rng, row(900, f'<c r="{column}900"><v>1</v></c>'))


def merges(rng):
    spans = rng.choice((["A1:XFD1048576"], [f"B1:ZZ{rng.randrange(20_001, 1_000_000)}"], ["A1:A9999999"], [f"B{no}:C{no}" for no in range(1, 5_002)]))  # fmt: skip
    listed = "".join(f'<mergeCell ref="{span}"/>' for span in spans)
    return spliced(rng, f"<mergeCells>{listed}</mergeCells>".encode(), before=b"<pageMargins")


def order(rng):
    first = rng.randrange(100, 900)
    wrong = rng.choice((
        row(first, "") + row(first - rng.randrange(0, 50), ""),
        row(first, f'<c r="B{first}"/><c r="A{first}"/>'),
        row(first, f'<c r="A{first + 1}"/>'),
        b'<row r="satu"/>',
        row(first, '<c r="7"/>'),
    ))  # fmt: skip
    return spliced(rng, wrong)


def macro(rng):
    name = rng.choice(("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "XL/VBAPROJECT.BIN", "xl/vbaData.xml"))  # fmt: skip
    if rng.random() < 0.7:
        return disguised(rng, with_part(rng, name, "<a/>"))

    def change(part, content):
        return part, content.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main") if part == TYPES else content  # fmt: skip

    return repacked(base(), change)


def link(rng):
    number = rng.randrange(1, 40)
    return disguised(rng, with_part(rng, f"xl/externalLinks/externalLink{number}.xml", f'<externalLink xmlns="{MAIN}"/>'))  # fmt: skip


def embedded(rng):
    name = rng.choice(("xl/embeddings/oleObject{}.bin", "xl/embeddings/Microsoft_Word{}.docx", "xl/activeX/activeX{}.xml"))  # fmt: skip
    return disguised(rng, with_part(rng, name.format(rng.randrange(1, 9)), "<a/>"))


def names(rng):
    name = rng.choice(("../" * rng.randrange(1, 6) + "etc/passwd", "xl/../../x.xml", "/etc/passwd", "c:x.xml", "xl\\..\\..\\x.xml", "xl/\x07.xml", "\\\\server\\x.xml"))  # fmt: skip
    return with_part(rng, name, "<a/>")


def other_kind(rng):
    return rng.choice((
        OLE + rng.randbytes(400) + "Workbook".encode("utf-16-le"),
        OLE + rng.randbytes(400) + "EncryptedPackage".encode("utf-16-le"),
        b"%PDF-1.7\n" + rng.randbytes(400),
        b"\x89PNG\r\n\x1a\n" + rng.randbytes(400),
        "Kode;Realisasi\nIK-01;88,24\n".encode(rng.choice(("utf-8", "utf-16"))),
        b"<html><table><tr><td>1</td></tr></table></html>",
        rng.randbytes(rng.randrange(0, 4_000)),
        with_part(rng, "xl/workbook.bin", rng.randbytes(40)),
    ))  # fmt: skip


def damaged(rng):
    """Return the form as a bad line leaves it: cut off, or with some bytes turned over."""
    content = bytearray(base())
    if rng.random() < 0.4:
        return bytes(content[: rng.randrange(1, len(content) - 1)])
    for _ in range(rng.choice((1, 1, 2, 5, 40))):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    return bytes(content)


def heavy(rng):
    """Return a workbook within every bound of the guard that costs a reader as much as it can."""
    count = rng.randrange(100_000, 300_000)
    part, before, piece = rng.choice((
        ("xl/styles.xml", b"</fonts>", lambda no: f'<font><sz val="{no % 9_999}"/></font>'),
        (BOOK, b"</definedNames>", lambda no: f'<definedName name="n{no}">$A${no}</definedName>'),
        (SHEET, b"</sheetData>", lambda no: heavy_row(lambda: number(rng)) if no < 1_000 else ""),
        (SHEET, b"</sheetData>", lambda no: heavy_row(lambda: text(rng)) if no < 140 else ""),
    ))  # fmt: skip
    return spliced(rng, "".join(map(piece, range(count))).encode(), before=before, part=part)


def heavy_row(cell):
    return f"<row>{''.join(cell() for _ in range(195))}</row>"


def number(rng):
    return f"<c><v>{rng.random():.9f}</v></c>"


def text(rng):
    return f'<c t="inlineStr"><is><t>{"teks " * 250}{rng.randbytes(12).hex()}</t></is></c>'


HARMS = {
    "bom": (bomb, {S.MENCURIGAKAN, S.TERLALU_BESAR}),
    "terlalu banyak baris": (rows, {S.TERLALU_BESAR}),
    "terlalu banyak sel": (cells, {S.TERLALU_BESAR}),
    "teks terlalu panjang": (texts, {S.TERLALU_BESAR, S.MENCURIGAKAN}),
    "entri terlalu banyak atau ganda": (entries, {S.TERLALU_BESAR, S.MENCURIGAKAN}),
    "entri tumpang tindih": (overlap, {S.MENCURIGAKAN, S.RUSAK}),
    "dtd": (doctype, {S.MENCURIGAKAN}),
    "sel di luar batas": (far, {S.TERLALU_BESAR, S.MENCURIGAKAN}),
    "gabungan raksasa": (merges, {S.MENCURIGAKAN}),
    "urutan kacau": (order, {S.RUSAK}),
    "makro": (macro, {S.MAKRO}),
    "tautan luar": (link, {S.TAUTAN_LUAR}),
    "tertanam": (embedded, {S.TERTANAM}),
    "nama berbahaya": (names, {S.MENCURIGAKAN}),
    "jenis lain": (other_kind, set(S)),
    "rusak": (damaged, set(S)),
}
