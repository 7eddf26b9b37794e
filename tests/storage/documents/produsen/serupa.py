"""Workbooks as Google Sheets and WPS Office write them, made from any other by what is known of their parts.

Google knows no sheet that is out of reach, gives every sheet a thousand rows of styled empty cells, and keeps neither
properties nor settings of the printer. WPS adds properties of its own and a part that no other program knows.
"""

import re

from tests.storage.documents.parts import repacked

EMPTY = '<c r="{column}{row}" s="0"/>'
KSO = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2"'
    ' name="KSOProductBuildVer"><vt:lpwstr>1033-12.2.0.13472</vt:lpwstr></property></Properties>'
)
CELL_IMAGES = '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>'


def google(content):
    """Return a workbook as Google Sheets downloads it."""

    def change(name, part):
        if name == "xl/workbook.xml":
            part = re.sub(rb"<calcPr\b[^>]*/>|<bookViews>.*?</bookViews>", b"", part)
            part = part.replace(b'state="veryHidden"', b'state="hidden"')
        if name.startswith("xl/worksheets/sheet"):
            part = re.sub(
                rb"<page(Setup|Margins)\b[^>]*/>|<headerFooter\b.*?</headerFooter>", b"", part
            )
            part = re.sub(rb'<dimension ref="[^"]*"\s*/>', b"", part)
            part = part.replace(b"</sheetData>", thousand_rows(part) + b"</sheetData>")
        return name, part

    return repacked(content, change)


def thousand_rows(part):
    """Return the empty rows that follow the last one."""
    last = max([int(number) for number in re.findall(rb'<row [^>]*?r="(\d+)"', part)], default=0)
    return "".join(
        f'<row r="{row}" ht="15.75" customHeight="1">{"".join(EMPTY.format(column=letter, row=row) for letter in "ABC")}</row>'
        for row in range(last + 1, 1001)
    ).encode()


def wps(content):
    """Return a workbook as WPS Office saves it."""

    def change(name, part):
        if name == "xl/workbook.xml":
            part = re.sub(rb"(<(?:\w+:)?workbook\b[^>]*>)", rb'\1<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/>', part, count=1)  # fmt: skip
            part = re.sub(rb"<calcPr\b[^>]*/>", b'<calcPr calcId="144525"/>', part)
        if name == "[Content_Types].xml":
            added = b'<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/><Override PartName="/xl/cellimages.xml" ContentType="application/vnd.wps-officedocument.cellimage+xml"/>'
            part = part.replace(b"</Types>", added + b"</Types>")
        return name, part

    return repacked(
        content, change, {"docProps/custom.xml": KSO, "xl/cellimages.xml": CELL_IMAGES}
    )
