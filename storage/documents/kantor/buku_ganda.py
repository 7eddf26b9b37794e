"""Sheets of the office workbook that are there twice: a copy that says something else is told, and neither is taken."""

from collections.abc import Iterable, Iterator
from typing import Final

from sop_flows.deferred import pattern
from sop_flows.teks import fold
from storage.documents.guard.reader import LembarMentah
from storage.documents.kantor.buku_kolom import KANTOR, LEMBAR_BUKU

COPY: Final = pattern(
    r"(?:(?:salinan(?: dari)?|copy of) )?(?P<nama>.+?)(?: \(\d+\)| copy ?\d*|_\d+)?"
)
"""How Excel, LibreOffice and Google call the copy of a sheet."""


def key(name: str) -> str:
    """Return a name of a sheet or column for comparing: ``Sumber data`` is ``sumber_data``."""
    return fold(name).replace(" ", "_")


NAMES: Final = {key(nama): nama for nama in (KANTOR, *(lembar.nama for lembar in LEMBAR_BUKU))}


def sheets_by_name(sheets: Iterable[LembarMentah]) -> dict[str, list[LembarMentah]]:
    """Return the sheets that hold something by the name that the workbook knows, a copy after what it is of."""
    found: dict[str, list[LembarMentah]] = {}
    for sheet in sheets:
        copied = COPY.fullmatch(fold(sheet.nama))
        nama = NAMES.get(key(sheet.nama)) or NAMES.get(key(copied["nama"]) if copied else "")
        if nama and sheet.sel:
            named = found.setdefault(nama, [])
            is_copy = key(sheet.nama) != key(nama)
            named.insert(len(named) if is_copy else 0, sheet)
    return found


def contradicting(named: dict[str, list[LembarMentah]]) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each sheet that is there again with something else, and what both are called."""
    for nama, (first, *others) in named.items():
        for other in others:
            if other.sel != first.sel:
                yield nama, other.nama, first.nama
