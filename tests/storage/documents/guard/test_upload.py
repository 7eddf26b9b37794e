"""The guard: hostile workbooks by kind, ordinary ones of many shapes, and a child that no workbook harms."""

import io
import struct
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from storage.documents.guard.markup import BatasUnggahan
from storage.documents.guard.reader import READER, Reader
from storage.documents.guard.upload import _scan_parts, check_upload
from storage.documents.lembar.reading import read_lembar
from tests.storage.documents.parts import (
    MAIN,
    PARTS,
    SHEET,
    TYPES,
    backslashed,
    pack,
    sheet,
    strict,
)


def overlapping():
    """One stored stream that the directory names many times, each within the one before."""
    content = pack()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start, entries = archive.start_dir, archive.infolist()
    victim = entries[-1]
    directory = content[start : content.rindex(b"PK\x05\x06")]
    record = directory[directory.rindex(b"PK\x01\x02") :]
    local = content[victim.header_offset : start]
    inner = local  # quoted inside the extra field of another entry
    name = b"xl/q.xml"
    quote = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, victim.CRC, 0, 0, len(name), 0
    )
    kernel_at = victim.header_offset + len(quote) + len(name)
    size = victim.compress_size + len(inner) - victim.compress_size
    quoting = struct.pack(
        "<4sHHHHHHIIIHHHHHII",
        b"PK\x01\x02", 20, 20, 0, 8, 0, 33, victim.CRC, size, victim.file_size, len(name), 0, 0, 0, 0, 0, victim.header_offset,
    ) + name  # fmt: skip
    moved = record[:42] + struct.pack("<I", kernel_at) + record[46:]
    body = content[: victim.header_offset] + quote + name + inner
    whole = directory[: directory.rindex(b"PK\x01\x02")] + moved + quoting
    end = struct.pack(
        "<4sHHHHIIH",
        b"PK\x05\x06",
        0,
        0,
        len(entries) + 1,
        len(entries) + 1,
        len(whole),
        len(body),
        0,
    )
    return body + whole + end


def lying_size():
    """The directory says ten bytes, the stream holds a hundred thousand."""
    content = pack({"xl/long.xml": "<a>" + "x" * 100_000 + "</a>"})
    at = content.rindex(b"xl/long.xml") - 46
    return content[: at + 24] + struct.pack("<I", 10) + content[at + 28 :]


def encrypted_entry():
    content = bytearray(pack())
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def packed_with(method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, part in {**PARTS, SHEET: sheet(ROW)}.items():
            archive.writestr(name, part)
    return out.getvalue()


def with_names(*names):
    return pack(dict.fromkeys(names, "<a/>"))


def duplicate_names():
    out = io.BytesIO(pack())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<a/>")
    return out.getvalue()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BINARY = TYPES.replace("<Default", '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default', 1)  # fmt: skip
"""What SheetJS declares in every workbook, whether anything in it ends so or not."""
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
S = SebabLembar

ATTACKS = {
    "bomb: one giant cell": (lambda: pack(body=f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 30_000_000}</t></is></c></row>'), S.MENCURIGAKAN),
    "bomb: past the total": (lambda: pack({f"xl/media/{n}.bin": bytes(16_000_000) for n in range(4)}), S.TERLALU_BESAR),
    "bomb: long text": (lambda: pack(body=f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'), S.TERLALU_BESAR),
    "bomb: many rows": (lambda: pack(body="".join(f'<row r="{n}"/>' for n in range(1, 20_100))), S.TERLALU_BESAR),
    "bomb: many cells": (lambda: pack(body="".join(f"<row>{'<c/>' * 1_000}</row>" for _ in range(201))), S.TERLALU_BESAR),
    "bomb: many strings": (lambda: pack({"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{n}</t></si>" for n in range(200_100))}</sst>'}), S.TERLALU_BESAR),
    "bomb: many elements": (lambda: pack({"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">' + "".join(f"<xf n='{n}'/>" for n in range(1_000_001)) + "</styleSheet>"}), S.TERLALU_BESAR),
    "bomb: a tag without end": (lambda: pack({"xl/x.xml": "<a b='" + "".join(str(n * n) for n in range(99_000)) + "'/>"}), S.MENCURIGAKAN),
    "overlap": (overlapping, S.MENCURIGAKAN),
    "overlap: a prefix": (lambda: b"PK\x03\x04" + b"x" * 60 + pack(), S.MENCURIGAKAN),
    "lying size": (lying_size, S.RUSAK),
    "many entries": (lambda: with_names(*(f"xl/{n}.xml" for n in range(1_000))), S.TERLALU_BESAR),
    "duplicate entries": (duplicate_names, S.MENCURIGAKAN),
    "duplicate entries by case": (lambda: with_names("XL/Workbook.xml"), S.MENCURIGAKAN),
    "duplicate entries by backslash": (lambda: with_names("xl\\workbook.xml"), S.MENCURIGAKAN),
    "dtd: billion laughs": (lambda: pack(sheet=sheet(ROW, head=LAUGHS)), S.MENCURIGAKAN),
    "dtd: external entity": (lambda: pack(sheet=sheet(ROW, head=XXE)), S.MENCURIGAKAN),
    "dtd: under another suffix": (lambda: pack({"xl/media/image1.png": "\ufeff  " + LAUGHS + "<a/>"}), S.MENCURIGAKAN),
    "dtd: in utf-16": (lambda: pack({"xl/x.xml": (LAUGHS + "<a/>").encode("utf-16")}), S.MENCURIGAKAN),
    "far row": (lambda: pack(body='<row r="2000000000"><c><v>1</v></c></row>'), S.MENCURIGAKAN),
    "far cell": (lambda: pack(body='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), S.TERLALU_BESAR),
    "far column": (lambda: pack(body='<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), S.MENCURIGAKAN),
    "merged giant": (lambda: pack(sheet=sheet(ROW) .replace("</worksheet>", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')), S.MENCURIGAKAN),
    "rows out of order": (lambda: pack(body='<row r="9"/><row r="2"><c r="A2"><v>1</v></c></row>'), S.RUSAK),
    "rows under another root": (lambda: pack(sheet=sheet(ROW).replace("worksheet", "x")), S.MENCURIGAKAN),
    "macro": (lambda: with_names("xl/vbaProject.bin"), S.MAKRO),
    "macro by content type": (lambda: pack({"[Content_Types].xml": TYPES.replace("spreadsheetml.sheet.main", "sheet.macroEnabled.main")}), S.MAKRO),
    "macro by the type of an ending": (lambda: pack({"[Content_Types].xml": BINARY, "xl/printerSettings/p.BIN": "x"}), S.MAKRO),
    "macro by the type of a part": (lambda: pack({"[Content_Types].xml": TYPES.replace("<Override", '<Override PartName="/xl/x.dat" ContentType="application/vnd.ms-office.vbaProject"/><Override', 1), "xl/X.dat": "x"}), S.MAKRO),
    "external link": (lambda: with_names("xl/externalLinks/externalLink1.xml"), S.TAUTAN_LUAR),
    "embedding": (lambda: with_names("xl/embeddings/oleObject1.bin"), S.TERTANAM),
    "activex": (lambda: with_names("xl/activeX/activeX1.xml"), S.TERTANAM),
    "macro by backslash": (lambda: backslashed(with_names("xl/macrosheets/sheet1.xml")), S.MAKRO),
    "many cells by backslash": (lambda: backslashed(pack(body="".join(f"<row>{'<c/>' * 1_000}</row>" for _ in range(201)))), S.TERLALU_BESAR),
    "binary by backslash": (lambda: with_names("xl\\workbook.bin"), S.BINER),
    "encrypted entry": (encrypted_entry, S.TERKUNCI),
    "encrypted workbook": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), S.TERKUNCI),
    "xls renamed": (lambda: OLE + "Workbook".encode("utf-16-le"), S.FORMAT_LAMA),
    "html renamed": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", S.LAMAN),
    "csv renamed": (lambda: b"kode;realisasi\nIK-1;5\n", S.CSV),
    "pdf renamed": (lambda: b"%PDF-1.7\n", S.BUKAN_XLSX),
    "zip renamed": (lambda: pack({"xl/workbook.xml": "<a/>"}), S.BUKAN_XLSX),
    "empty": (lambda: b"", S.BUKAN_XLSX),
    "cut off": (lambda: pack()[:-40], S.RUSAK),
    "a flipped byte": (lambda: (c := pack())[:60] + bytes([c[60] ^ 255]) + c[61:], S.RUSAK),
    "markup broken": (lambda: pack(sheet="<worksheet><row>"), S.RUSAK),
    "rows without numbers": (lambda: pack(body='<row r="x"><c r="A1"><v>1</v></c></row>'), S.RUSAK),
    "cells without names": (lambda: pack(body='<row r="1"><c r="7"><v>1</v></c></row>'), S.RUSAK),
    "cells of another row": (lambda: pack(body='<row r="1"><c r="A9"><v>1</v></c></row>'), S.RUSAK),
    "merged beyond": (lambda: pack(sheet=sheet(ROW).replace("</worksheet>", '<mergeCells><mergeCell ref="A1:A9999999"/></mergeCells></worksheet>')), S.MENCURIGAKAN),
    "packed unusually": (lambda: packed_with(zipfile.ZIP_BZIP2), S.MENCURIGAKAN),
    "two names for one entry": (lambda: pack().replace(b"_rels/.rels", b"_rels/.relz", 1), S.MENCURIGAKAN),
    "name: parent": (lambda: with_names("xl/../../etc/passwd"), S.MENCURIGAKAN),
    "name: absolute": (lambda: with_names("/etc/passwd"), S.MENCURIGAKAN),
    "name: parent by backslash": (lambda: with_names("xl\\..\\..\\etc\\passwd"), S.MENCURIGAKAN),
    "name: absolute by backslash": (lambda: with_names("\\etc\\passwd"), S.MENCURIGAKAN),
    "name: drive": (lambda: with_names("c:evil.xml"), S.MENCURIGAKAN),
    "name: control": (lambda: with_names("xl/\x07.xml"), S.MENCURIGAKAN),
}  # fmt: skip


@pytest.mark.parametrize("kind", ATTACKS)
def test_a_hostile_workbook_is_refused_by_kind_before_any_child_reads_it(kind):
    build, sebab = ATTACKS[kind]
    reader = Reader()

    with pytest.raises(SheetRefused) as refused:
        read_lembar(build(), reader=reader)

    assert refused.value.sebab is sebab, refused.value
    assert str(refused.value).startswith(sebab.value)
    assert reader.asked == 0


def test_a_workbook_of_too_many_bytes_is_refused():
    with pytest.raises(SheetRefused) as refused:
        check_upload(bytes(5 * 1024 * 1024 + 1))

    assert refused.value.sebab is SebabLembar.TERLALU_BESAR


KINDS = {
    ".xls": (OLE + "Workbook".encode("utf-16-le"), S.FORMAT_LAMA),
    ".xls of Excel 95": (OLE + "Book".encode("utf-16-le"), S.FORMAT_LAMA),
    ".doc": (OLE + "WordDocument".encode("utf-16-le"), S.BUKAN_XLSX),
    "a locked .xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), S.TERKUNCI),
    ".xlsb": (with_names("xl/workbook.bin"), S.BINER),
    ".ods": (with_names("mimetype", "content.xml"), S.ODS),
    ".fods": (b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>', S.ODS),
    ".numbers": (with_names("Index/Document.iwa"), S.NUMBERS),
    ".csv": (b"Kode;Realisasi\r\nIK-01;88,24\r\n", S.CSV),
    ".csv in UTF-16": ("Kode\tRealisasi\nIK-01\t5".encode("utf-16"), S.CSV),
    ".csv in Windows-1252": ("Satuan,Realisasi\nm\xb2,5".encode("cp1252"), S.CSV),
    "a web page": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", S.LAMAN),
    "XML of 2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', S.XML_2003),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00,", S.BUKAN_XLSX),
    "a text": (b"Yth. Bapak Camat", S.BUKAN_XLSX),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_told_by_what_it_is_whatever_it_is_called(kind):
    content, sebab = KINDS[kind]

    with pytest.raises(SheetRefused) as refused:
        check_upload(content)

    assert refused.value.sebab is sebab


STRICT_ATTACKS = [
    "bomb: long text", "bomb: many rows", "bomb: many cells", "dtd: external entity", "far row", "far cell",
    "merged giant", "rows out of order", "macro", "external link", "cells of another row",
]  # fmt: skip


@pytest.mark.parametrize("kind", STRICT_ATTACKS)
def test_strict_open_xml_is_held_to_the_same_laws(kind):
    build, sebab = ATTACKS[kind]

    with pytest.raises(SheetRefused) as refused:
        check_upload(strict(build()))

    assert refused.value.sebab is sebab


def test_a_namespace_in_disguise_is_no_workbook():
    content = strict(pack())
    part = f'<workbook xmlns="{MAIN}"/>'.replace(
        "schemas.openxmlformats.org/spreadsheetml/2006", "&#112;url.oclc.org/ooxml/spreadsheetml"
    )

    with pytest.raises(SheetRefused) as refused:
        check_upload(pack({"xl/workbook.xml": part}))

    assert refused.value.sebab is SebabLembar.BUKAN_XLSX
    assert READER.read(check_upload(content))[0].sel[0].teks == "1"


@pytest.mark.parametrize(
    ("batas", "sebab"),
    [
        (BatasUnggahan(isi=500), SebabLembar.TERLALU_BESAR),
        (BatasUnggahan(rasio=1, rasio_mulai=100), SebabLembar.MENCURIGAKAN),
    ],
)
def test_unpacking_counts_for_itself_whatever_the_directory_said(batas, sebab):
    with zipfile.ZipFile(io.BytesIO(pack())) as archive, pytest.raises(SheetRefused) as refused:
        _scan_parts(archive, archive.infolist(), batas)

    assert refused.value.sebab is sebab


def book(fill):
    workbook = openpyxl.Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def styled(workbook):
    for row in workbook.active.iter_rows(min_row=1, max_row=1500, max_col=60):
        for cell in row:
            cell.fill = PatternFill("solid", fgColor="FFFF00")


def rich(workbook):
    ws = workbook.active
    ws.merge_cells("A1:XFD1")
    ws["A1"] = "Judul"
    ws.append(["a", 1, 1.5, datetime(2026, 1, 1), True, None, "=B2*2", "é 😀 ١٢"])
    ws["B9"].comment = openpyxl.comments.Comment("x" * 20_000, "a")
    ws["B10"].comment = openpyxl.comments.Comment("y" * 20_000, "a")
    ws.column_dimensions.group("H", "XFD", hidden=True)
    ws.auto_filter.ref = "A2:H2"
    ws.conditional_formatting.add(
        "A1:A9", openpyxl.formatting.rule.CellIsRule(operator="equal", formula=["1"])
    )
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(ws, min_col=2, min_row=1, max_row=5))
    ws.add_chart(chart, "K2")
    workbook.create_sheet("Kosong")
    workbook.create_chartsheet("Grafik")


BENIGN = {
    "empty": lambda: book(lambda wb: None),
    "numbers": lambda: book(lambda wb: [wb.active.append([n, n * 1.5, "teks"]) for n in range(500)]),
    "the same long text": lambda: book(lambda wb: [wb.active.append(["Keterangan panjang " * 40] * 8) for _ in range(800)]),
    "formatted cells": lambda: book(styled),
    "rich": lambda: book(rich),
    "many sheets": lambda: book(lambda wb: [wb.create_sheet(f"L{n}").append([n]) for n in range(60)]),
    "whole columns formatted": lambda: pack(sheet=sheet(ROW, before='<dimension ref="A1:G1048576"/>')),
    "whole sheet formatted": lambda: pack(sheet=sheet(ROW, before='<dimension ref="A1:AMJ1048576"/>')),
    "whole row formatted": lambda: pack(sheet=sheet(ROW, before='<dimension ref="A1:XFD35"/>')),
    "last row hidden": lambda: pack(body=ROW + '<row r="1048576" hidden="1"/>'),
    "formatted to column AMJ": lambda: pack(body='<row r="1"><c r="A1"><v>1</v></c><c r="AMJ1" s="0"/></row>'),
    "cells without names": lambda: pack(body="<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
    "a type that no part has": lambda: pack({"[Content_Types].xml": BINARY}),
    "names by backslash": lambda: backslashed(pack()),
    "names by backslash, in Strict Open XML": lambda: backslashed(strict(pack())),
    "many parts": lambda: with_names(*(f"xl/printerSettings/printerSettings{n}.bin" for n in range(340))),
    "prefixed": lambda: pack(sheet=f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'),
    "a drawing that is not well formed": lambda: pack({"xl/drawings/vmlDrawing1.vml": "<xml><div><br></div></xml>"}),
    "a folder entry": lambda: pack({"xl/media/": ""}),
    "chain of calculation": lambda: pack({"xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="B9" i="1"/><c r="A1"/></calcChain>'}),
    "pretty printed": lambda: pack(sheet=sheet('\n <row r="1">\n  <c r="A1">\n   <v>1</v>\n  </c>\n </row>\n')),
}  # fmt: skip


@pytest.mark.parametrize("shape", BENIGN)
def test_an_ordinary_workbook_is_read(shape):
    sheets = READER.read(check_upload(BENIGN[shape]()))

    assert sheets


@pytest.mark.parametrize(
    ("value", "expected"),
    [("<v>NaN</v>", SebabLembar.RUSAK), ("<v>x</v>", SebabLembar.RUSAK)],
)
def test_a_number_that_is_none_breaks_the_workbook_not_the_bot(value, expected):
    content = pack(body=f'<row r="1"><c r="A1">{value}</c></row>')

    with pytest.raises(SheetRefused) as refused:
        READER.read(check_upload(content))

    assert refused.value.sebab is expected
