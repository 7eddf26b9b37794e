"""What a file is by its content, whatever it is called, where that is no workbook of ours."""

import zipfile
from collections.abc import Iterable
from typing import Final

from sop_flows.deferred import pattern
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused

OLE_MAGIC: Final = bytes.fromhex("D0CF11E0A1B11AE1")
ZIP_MAGIC: Final = b"PK\x03\x04"
STREAMS: Final = (
    ("EncryptedPackage", SebabLembar.TERKUNCI),
    ("Workbook", SebabLembar.FORMAT_LAMA),
    ("Book", SebabLembar.FORMAT_LAMA),
)
"""Names of streams in the old container of Office, and what they tell; the first that is there decides."""
PARTS: Final = (
    (pattern(r"xl/workbook\.bin"), SebabLembar.BINER),
    (pattern(r"content\.xml"), SebabLembar.ODS),
    (pattern(r"index/.*\.iwa|index\.zip"), SebabLembar.NUMBERS),
)
"""Names of parts in a zip, and what they tell."""
OPENINGS: Final = (
    ("urn:schemas-microsoft-com:office:spreadsheet", SebabLembar.XML_2003),
    ("urn:oasis:names:tc:opendocument", SebabLembar.ODS),
    ("<html", SebabLembar.LAMAN),
    ("<table", SebabLembar.LAMAN),
    ("<!doctype html", SebabLembar.LAMAN),
)
"""What the first letters of a text say of it."""
OPENING: Final = 2048
ENCODINGS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-8"))
ROW: Final = pattern(r"[^\n;,\t]*[;,\t].*")


def refuse_other_kinds(content: bytes) -> None:
    """Refuse what is no zip at all.

    Raises:
        SheetRefused: It is none, with what it is instead.
    """
    if content.startswith(ZIP_MAGIC):
        return
    if content.startswith(OLE_MAGIC):
        named = (kind for name, kind in STREAMS if name.encode("utf-16-le") in content)
        raise SheetRefused(next(named, SebabLembar.BUKAN_XLSX))
    raise SheetRefused(kind_of_text(content), awal=content[:8].hex())


def refuse_other_zips(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse a zip that is another program's document.

    Raises:
        SheetRefused: It is one, with whose.
    """
    names = [entry.filename.casefold() for entry in entries]
    for part, kind in PARTS:
        if any(part.fullmatch(name) for name in names):
            raise SheetRefused(kind, isi="zip")


def kind_of_text(content: bytes) -> SebabLembar:
    """Return what a text is that is called a workbook."""
    opening = content[:OPENING]
    encoding = next(name for mark, name in ENCODINGS if opening.startswith(mark))
    text = opening.decode(encoding, "replace").lstrip("\ufeff \r\n\t").casefold()
    if not text or any(ord(char) < 32 and not char.isspace() for char in text):
        return SebabLembar.BUKAN_XLSX
    if text.startswith("<"):
        return next((kind for word, kind in OPENINGS if word in text), SebabLembar.BUKAN_XLSX)
    is_table = not text.startswith(("%pdf", "{")) and ROW.match(text)
    return SebabLembar.CSV if is_table else SebabLembar.BUKAN_XLSX
