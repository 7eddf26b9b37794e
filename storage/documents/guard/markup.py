"""One streaming pass over a part of a workbook, before any library is trusted with it.

Laws:
1. No document type, no entities.
2. A value lies within the bounds; an empty formatted cell may lie anywhere Excel has cells.
3. Rows, and cells within a row, come in order (a reader would silently drop what does not).
"""

import re
from dataclasses import field
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from sop_flows.deferred import dataclass, pattern
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from storage.documents.guard.known_names import STRICT

EXCEL_ROWS: Final = 1_048_576
EXCEL_COLUMNS: Final = 16_384
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types "
LONGEST_TAG: Final = 262_144
"""An unfinished tag of this many bytes is an attack on the parser (quadratic before expat 2.6)."""
CELL_NAME: Final = pattern(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatasUnggahan:
    """What an uploaded workbook may at most be."""

    ukuran: int = 5 * 1024 * 1024
    """Bytes as sent."""
    isi: int = 60 * 1024 * 1024
    """Bytes unpacked."""
    entri: int = 1_000
    rasio: int = 200
    rasio_mulai: int = 1024 * 1024
    """Unpacked against packed bytes, of a part of more unpacked bytes than ``rasio_mulai``."""
    baris: int = 20_000
    kolom: int = 256
    gabungan: int = 5_000
    """Rows, columns and merged ranges of a sheet."""
    sel: int = 200_000
    elemen: int = 1_000_000
    """Cells and elements of a workbook."""
    teks: int = 32_767
    """Characters in one cell."""


@dataclass(slots=True)
class Tally:
    """What has been counted over all parts of one workbook."""

    batas: BatasUnggahan
    bagian: frozenset[str] = frozenset()
    """Names of its parts, casefolded."""
    elemen: int = 0
    sel: int = 0
    string: int = 0
    has_workbook: bool = False
    is_foreign: bool = False
    """Its parts or namespaces have names that the library does not know; what is in those has not been counted."""
    is_uncalculated: bool = False


@lru_cache(maxsize=512)
def column_number(letters: str) -> int:
    """Return the number of a column by its letters, ``A`` being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(slots=True)
class _Position:
    row: int = 0
    column: int = 0
    rows: int = 0
    merges: int = 0
    characters: int = 0
    element: str = ""


@dataclass(slots=True)
class MarkupScan:
    """Feeds one XML part through expat and raises ``SheetRefused`` at the first breach."""

    nama: str
    tally: Tally
    _at: _Position = field(default_factory=_Position)
    _fed: int = 0
    _root: str = ""
    _parser: expat.XMLParserType = field(init=False)

    def __post_init__(self) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.EntityDeclHandler = self._on_doctype
        parser.StartElementHandler = self._on_element
        parser.CharacterDataHandler = self._on_text
        self._parser = parser

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the part."""
        self._parse(chunk, final=False)
        self._fed += len(chunk)
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TAG:
            raise self._refusal(SebabLembar.MENCURIGAKAN, tag=self._fed)

    def close(self) -> None:
        """Take the end of the part."""
        self._parse(b"", final=True)

    def _parse(self, chunk: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(chunk, final)
        except expat.ExpatError as broken:
            if self.nama.endswith(".vml"):  # Excel itself writes drawings that are not well formed
                return
            raise self._refusal(SebabLembar.RUSAK, kode=broken.code) from broken

    def _refusal(self, sebab: SebabLembar, **rincian: str | int) -> SheetRefused:
        return SheetRefused(sebab, bagian=self.nama, **rincian)

    def _on_doctype(self, *_: object) -> None:
        raise self._refusal(SebabLembar.MENCURIGAKAN, doctype=1)

    def _on_element(self, tag: str, attributes: dict[str, str]) -> None:
        tally = self.tally
        tally.elemen += 1
        if tally.elemen > tally.batas.elemen:
            raise self._refusal(SebabLembar.TERLALU_BESAR, elemen=tally.elemen)
        if not self._root:
            self._root = tag
            tally.has_workbook |= tag == MAIN + "workbook"
            tally.is_foreign |= tag == STRICT + "workbook"
        self._at.element = tag
        on_element = _ON_ELEMENT.get(tag)
        if on_element is not None:
            on_element(self, attributes)

    def _on_text(self, text: str) -> None:
        at = self._at
        if self._root not in _TEXT_ROOTS or at.element not in _TEXT_ELEMENTS:
            return
        at.characters += len(text)
        if at.characters > self.tally.batas.teks:
            raise self._refusal(SebabLembar.TERLALU_BESAR, teks=at.characters)

    def _on_content_type(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").casefold()
        if ("macroenabled" in kind or "vbaproject" in kind) and self._is_of_a_part(attributes):
            raise self._refusal(SebabLembar.MAKRO, jenis="content type")

    def _is_of_a_part(self, attributes: dict[str, str]) -> bool:
        """Tell whether a type is that of anything: SheetJS declares types of parts that it never writes."""
        name = attributes.get("PartName", "").casefold().removeprefix("/")
        ending = "." + attributes.get("Extension", "").casefold()
        return name in self.tally.bagian or any(p.endswith(ending) for p in self.tally.bagian)

    def _on_string(self, attributes: dict[str, str]) -> None:
        self._at.characters = 0
        self.tally.string += 1
        if self.tally.string > self.tally.batas.sel:
            raise self._refusal(SebabLembar.TERLALU_BESAR, teks=self.tally.string)

    def _on_merge(self, attributes: dict[str, str]) -> None:
        self._at.merges += 1
        rows, columns = self._extent(attributes.get("ref", "A1"))
        is_giant = rows > self.tally.batas.baris and columns > self.tally.batas.kolom
        if is_giant or self._at.merges > self.tally.batas.gabungan:
            raise self._refusal(SebabLembar.MENCURIGAKAN, gabungan=attributes.get("ref", ""))

    def _on_row(self, attributes: dict[str, str]) -> None:
        if self._root != MAIN + "worksheet":
            raise self._refusal(SebabLembar.MENCURIGAKAN, akar=self._root)
        at = self._at
        at.rows += 1
        at.column = 0
        if at.rows > self.tally.batas.baris:
            raise self._refusal(SebabLembar.TERLALU_BESAR, baris=at.rows)
        number = self._number(attributes.get("r", str(at.row + 1)))
        if number > EXCEL_ROWS:
            raise self._refusal(SebabLembar.MENCURIGAKAN, baris=number)
        if number <= at.row:
            raise self._refusal(SebabLembar.RUSAK, urutan_baris=number)
        at.row = number

    def _on_cell(self, attributes: dict[str, str]) -> None:
        if self._root != MAIN + "worksheet":  # the chain of calculation names cells too
            return
        at, tally = self._at, self.tally
        at.characters = 0
        tally.sel += 1
        if tally.sel > tally.batas.sel:
            raise self._refusal(SebabLembar.TERLALU_BESAR, sel=tally.sel)
        row, column = at.row, at.column + 1
        if "r" in attributes:
            row, column = self._place(attributes["r"])
        if column > EXCEL_COLUMNS:
            raise self._refusal(SebabLembar.MENCURIGAKAN, sel=attributes["r"])
        if row != at.row or column <= at.column:
            raise self._refusal(SebabLembar.RUSAK, urutan_sel=attributes.get("r", ""))
        at.column = column

    def _on_value(self, attributes: dict[str, str]) -> None:
        at, tally = self._at, self.tally
        if at.row > tally.batas.baris or at.column > tally.batas.kolom:
            raise self._refusal(SebabLembar.TERLALU_BESAR, baris=at.row, kolom=at.column)

    def _on_calculation(self, attributes: dict[str, str]) -> None:
        is_due = attributes.get("fullCalcOnLoad") in {"1", "true"}
        self.tally.is_uncalculated |= is_due or attributes.get("calcCompleted") in {"0", "false"}

    def _extent(self, ref: str) -> tuple[int, int]:
        first, _, last = ref.replace("$", "").partition(":")
        top, left = self._place(first)
        bottom, right = self._place(last or first)
        if bottom > EXCEL_ROWS or right > EXCEL_COLUMNS:
            raise self._refusal(SebabLembar.MENCURIGAKAN, rentang=ref)
        return bottom - top + 1, right - left + 1

    def _place(self, ref: str) -> tuple[int, int]:
        found = CELL_NAME.fullmatch(ref)
        if found is None:
            raise self._refusal(SebabLembar.RUSAK, sel=ref[:20])
        return int(found[2]), column_number(found[1])

    def _number(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 10):
            raise self._refusal(SebabLembar.RUSAK, baris=text[:20])
        return int(text)


_TEXT_ROOTS: Final = frozenset({MAIN + "worksheet", MAIN + "sst"})
_TEXT_ELEMENTS: Final = frozenset({MAIN + "v", MAIN + "t"})
_ON_ELEMENT: Final = {
    TYPES + "Default": MarkupScan._on_content_type,  # noqa: SLF001
    TYPES + "Override": MarkupScan._on_content_type,  # noqa: SLF001
    MAIN + "si": MarkupScan._on_string,  # noqa: SLF001
    MAIN + "mergeCell": MarkupScan._on_merge,  # noqa: SLF001
    MAIN + "row": MarkupScan._on_row,  # noqa: SLF001
    MAIN + "c": MarkupScan._on_cell,  # noqa: SLF001
    MAIN + "f": MarkupScan._on_value,  # noqa: SLF001
    MAIN + "v": MarkupScan._on_value,  # noqa: SLF001
    MAIN + "is": MarkupScan._on_value,  # noqa: SLF001
    MAIN + "calcPr": MarkupScan._on_calculation,  # noqa: SLF001
}
