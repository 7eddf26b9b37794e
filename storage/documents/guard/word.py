"""The guard in front of a Word template that an office gives: kind, size, zip, markup; nothing is unpacked to disk."""

import io
import re
import zipfile
import zlib
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass, pattern
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from storage.documents.guard.kinds import ZIP_MAGIC
from storage.documents.guard.markup import BatasUnggahan
from storage.documents.guard.upload import check_layout, check_names, check_sizes

BATAS: Final = BatasUnggahan(entri=400, isi=40 * 1024 * 1024)
MAIN: Final = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES: Final = "[Content_Types].xml"
DOCTYPE: Final = pattern(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
RELATIONSHIP: Final = pattern(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
HARMLESS: Final = pattern(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")


class SebabWord(StrEnum):
    """Why a Word template is not read."""

    BUKAN_DOCX = "bukan_docx"
    TERLALU_BESAR = "terlalu_besar"
    MAKRO = "makro"
    TERTANAM = "tertanam"
    TAUTAN_LUAR = "tautan_luar"
    TERKUNCI = "terkunci"
    MENCURIGAKAN = "mencurigakan"
    RUSAK = "rusak"


@dataclass(eq=False)
class WordRefused(Exception):
    """It is no plain Word document, or not to be trusted."""

    sebab: SebabWord
    rincian: str = ""


def check_word(content: bytes) -> bytes:
    """Return a Word document, proven to be small, plain and without macros.

    Raises:
        WordRefused: It is not, with the reason.
    """
    if len(content) > BATAS.ukuran:
        raise WordRefused(SebabWord.TERLALU_BESAR)
    if not content.startswith(ZIP_MAGIC):
        raise WordRefused(SebabWord.BUKAN_DOCX)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            check_names(entries, BATAS)
            check_layout(content, entries, archive.start_dir)
            check_sizes(entries, BATAS)
            check_parts(archive, entries)
    except SheetRefused as refused:
        raise WordRefused(of_sheet(refused.sebab), refused.sebab) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError) as broken:
        raise WordRefused(SebabWord.RUSAK, str(broken)[:80]) from None
    return content


def of_sheet(sebab: SebabLembar) -> SebabWord:
    """Return what the guard that all office files share found, as it is called of a Word document."""
    return SebabWord(sebab.value) if sebab.value in set(SebabWord) else SebabWord.MENCURIGAKAN


def check_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that say what they are not, declare entities, or load something from elsewhere.

    Raises:
        WordRefused: One does.
    """
    names = {entry.filename for entry in entries}
    if TYPES not in names or MAIN not in part_of(archive, archive.getinfo(TYPES)):
        raise WordRefused(SebabWord.BUKAN_DOCX)
    for entry in entries:
        name = entry.filename.casefold()
        if not name.endswith((".xml", ".rels")):
            continue
        part = part_of(archive, entry)
        if DOCTYPE.search(part) or b"\x00" in part:
            raise WordRefused(SebabWord.MENCURIGAKAN, name)
        links = RELATIONSHIP.findall(part) if name.endswith(".rels") else []
        if not all(HARMLESS.search(link) for link in links):
            raise WordRefused(SebabWord.TAUTAN_LUAR, name)


def part_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what a part holds, and no more of it than it said.

    Raises:
        WordRefused: It holds more.
    """
    with archive.open(entry) as opened:
        part = opened.read(entry.file_size + 1)
    if len(part) > entry.file_size:
        raise WordRefused(SebabWord.MENCURIGAKAN, entry.filename)
    return part
