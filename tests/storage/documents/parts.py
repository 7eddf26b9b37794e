"""A workbook put together by hand, part by part."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
PARTS = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = "xl/worksheets/sheet1.xml"


def sheet(body, before="", head=""):
    return f'{head}<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData></worksheet>'


def pack(extra=None, *, body='<row r="1"><c r="A1"><v>1</v></c></row>', **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in {
            **PARTS,
            SHEET: parts.get("sheet", sheet(body)),
            **(extra or {}),
        }.items():
            archive.writestr(name, part)
    return out.getvalue()


def strict(content):
    """Return a workbook as Excel saves it as Strict Open XML."""

    def renamed(name, part):
        for room in (b"spreadsheetml", b"officeDocument", b"drawingml"):
            named = b"http://schemas.openxmlformats.org/" + room + b"/2006/"
            part = part.replace(named, b"http://purl.oclc.org/ooxml/" + room + b"/")
        return name, part

    return repacked(content, renamed)


def backslashed(content):
    """Return a workbook as programs pack it that part folders as Windows does."""
    return repacked(content, lambda name, part: (name.replace("/", "\\"), part))


def repacked(content, change, added=None):
    """Return a workbook with every part changed, and with some more."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for entry in source.infolist():
            if entry.filename not in (added or {}):
                target.writestr(*change(entry.filename, source.read(entry)))
        for name, part in (added or {}).items():
            target.writestr(name, part)
    return out.getvalue()
