"""Finding the rows of the office workbook by the names of sheets and columns, and reading each cell."""

from collections.abc import Iterator
from dataclasses import field
from difflib import get_close_matches
from typing import Any, Final

from sop_flows.deferred import dataclass
from sop_flows.teks import excerpt
from storage.documents.grid import Grid, Row
from storage.documents.guard.reader import Gabungan, JenisSel, LembarMentah, SelMentah
from storage.documents.kantor.buku import BarisKantor, GalatSel, KodeGalat
from storage.documents.kantor.buku_ganda import contradicting, key, sheets_by_name
from storage.documents.kantor.buku_kolom import (
    KANTOR,
    KUNCI_KANTOR,
    LEMBAR_PETUNJUK,
    JenisKolom,
    Kolom,
    LembarBuku,
)
from storage.documents.kantor.buku_nilai import EMPTY, CellUnreadable, read_value

HEADER_WITHIN: Final = 20
ALIKE: Final = 0.8
"""How alike a name must be to a missing one to be taken for its misspelling."""
COUNTED: Final = {JenisKolom.BULAT, JenisKolom.UANG, JenisKolom.TARGET}
KANTOR_COLUMNS: Final = (Kolom(nama="kunci", wajib=True), Kolom(nama="nilai", wajib=True))


@dataclass(slots=True)
class BarisBuku:
    """One row on its way to being typed: values by column, and where each was found."""

    nomor: int
    nilai: dict[str, Any] = field(default_factory=dict)
    sel: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True
    """No cell of it was wrong."""


@dataclass(slots=True)
class BukuTerbuka:
    """The sheets of a workbook by name, and what has been found wrong so far."""

    sheets: dict[str, Grid]
    galat: list[GalatSel] = field(default_factory=list)
    peringatan: list[GalatSel] = field(default_factory=list)

    @classmethod
    def of(cls, sheets: tuple[LembarMentah, ...]) -> "BukuTerbuka":
        """Open the sheets under their names, where case and spaces do not count."""
        named = sheets_by_name(sheets)
        buku = cls({nama: Grid(first) for nama, (first, *_) in named.items()})
        for nama, other, first in contradicting(named):
            buku.blame(nama, "", KodeGalat.LEMBAR_GANDA, other, first)
        known = {LEMBAR_PETUNJUK, *(sheet.nama for found in named.values() for sheet in found)}
        for sheet in sheets:
            if sheet.sel and sheet.nama not in known:
                buku.warn(sheet.nama, "", KodeGalat.LEMBAR_DIABAIKAN, sheet.nama)
        return buku

    def blame(
        self, lembar: str, sel: str, kode: KodeGalat, nilai: str = "", *pilihan: str
    ) -> None:
        """Note one thing to mend."""
        self.galat.append(
            GalatSel(lembar=lembar, sel=sel, kode=kode, nilai=nilai, pilihan=pilihan)
        )

    def warn(self, lembar: str, sel: str, kode: KodeGalat, nilai: str, *pilihan: str) -> None:
        """Note one thing that is odd, and stays as it is."""
        self.peringatan.append(
            GalatSel(lembar=lembar, sel=sel, kode=kode, nilai=nilai, pilihan=pilihan)
        )

    def kantor(self) -> BarisKantor | None:
        """Return the office from its sheet of keys and values."""
        table = self._table(KANTOR, KANTOR_COLUMNS, is_required=True)
        if table is None:
            return None
        known = {kolom.nama: kolom for kolom in KUNCI_KANTOR}
        values: dict[str, Any] = {}
        seen: dict[str, str] = {}
        broken = len(self.galat)
        for name, cell, where in self._pairs(table):
            if name in seen:
                self.blame(KANTOR, where, KodeGalat.KUNCI_GANDA, name, seen[name])
            elif name in known:
                seen[name] = where
                values[name] = self._value(KANTOR, cell, known[name], where)
            else:
                self._suspect(KANTOR, where, name, [k for k in known if k not in seen])
        for kolom in KUNCI_KANTOR:
            if kolom.nama not in seen:
                values[kolom.nama] = self._value(KANTOR, None, kolom, "")
        if len(self.galat) > broken:
            return None
        values["hari_kerja"] = int(values["hari_kerja"])
        return BarisKantor(**values, sel=seen.get("kode", ""))

    def rows(self, lembar: LembarBuku) -> list[BarisBuku]:
        """Return the rows of one sheet; cells that cannot be read are noted and left empty."""
        table = self._table(lembar.nama, lembar.kolom, is_required=lembar.wajib)
        if table is None:
            return []
        columns, rows = table
        return [
            self._row(lembar, number, columns)
            for number, row in rows.items()
            if any(row[at].teks.strip() for at in columns.values() if at in row)
        ]

    def _row(self, lembar: LembarBuku, number: int, columns: dict[str, int]) -> BarisBuku:
        baris = BarisBuku(number)
        broken = len(self.galat)
        grid = self.sheets[lembar.nama]
        for kolom in lembar.kolom:
            at = columns.get(kolom.nama)
            where = SelMentah(number, at, JenisSel.TEKS, "").nama if at else ""
            cell = grid.shown(number, at) if at else None
            baris.sel[kolom.nama] = where
            merged = grid.merged(number, at) if at else None
            if merged and cell and (merged.kiri != at or is_counted(merged, kolom)):
                self.blame(
                    lembar.nama, where, KodeGalat.SEL_GABUNGAN, merged.nama, excerpt(cell.tampil)
                )
            baris.nilai[kolom.nama] = self._value(lembar.nama, cell, kolom, where)
        baris.is_whole = len(self.galat) == broken
        return baris

    def _value(self, lembar: str, cell: SelMentah | None, kolom: Kolom, where: str) -> Any:  # noqa: ANN401  # by kind of column
        try:
            return read_value(cell, kolom)
        except CellUnreadable as unreadable:
            shown = cell.tampil[:80] if cell else kolom.nama
            self.blame(lembar, where, unreadable.kode, shown, *unreadable.pilihan)
            is_reference = kolom.jenis in {JenisKolom.JABATAN, JenisKolom.UNIT}
            return "" if is_reference else EMPTY.get(kolom.jenis, kolom.bawaan)

    def _table(
        self, nama: str, kolom: tuple[Kolom, ...], *, is_required: bool
    ) -> tuple[dict[str, int], dict[int, Row]] | None:
        sheet = self.sheets.get(nama)
        rows = sheet.rows if sheet else {}
        if not rows:
            if is_required:
                self.blame(nama, "", KodeGalat.LEMBAR_TIDAK_ADA, nama)
            return None
        names = {key(each.nama): each.nama for each in kolom}
        header = max(
            (number for number in rows if number <= HEADER_WITHIN),
            key=lambda number: (len(_named(rows[number], names)), -number),
            default=0,
        )
        columns = _named(rows.get(header, {}), names)
        missing = [each for each in kolom if each.nama not in columns]
        for cell in rows.get(header, {}).values():
            first = columns.get(names.get(key(cell.teks), ""), cell.kolom)
            if first != cell.kolom:
                where = rows[header][first].nama
                self.blame(nama, cell.nama, KodeGalat.KUNCI_GANDA, cell.teks[:80], where)
            if key(cell.teks) not in names:
                self._suspect(nama, cell.nama, cell.teks, [each.nama for each in missing])
        lost = [each.nama for each in missing if each.wajib]
        for each in lost:
            self.blame(nama, "", KodeGalat.KOLOM_TIDAK_ADA, each)
        if lost:
            return None
        return columns, {number: row for number, row in rows.items() if number > header}

    def _pairs(
        self, table: tuple[dict[str, int], dict[int, Row]]
    ) -> Iterator[tuple[str, SelMentah | None, str]]:
        columns, rows = table
        for number, row in rows.items():
            name = row.get(columns["kunci"])
            if name is not None and name.teks.strip():
                where = SelMentah(number, columns["nilai"], JenisSel.TEKS, "").nama
                yield key(name.teks), row.get(columns["nilai"]), where

    def _suspect(self, lembar: str, where: str, name: str, missing: list[str]) -> None:
        """Note a name that is probably a misspelt one, and that any other is not read."""
        alike = get_close_matches(key(name), missing, n=2, cutoff=ALIKE)
        if alike:
            self.blame(lembar, where, KodeGalat.KOLOM_TIDAK_DIKENAL, name[:80], *alike)
        elif name.strip():
            self.warn(lembar, where, KodeGalat.KOLOM_DIABAIKAN, name[:80])


def is_counted(merged: Gabungan, kolom: Kolom) -> bool:
    """Tell whether merged cells say one amount for several rows; a name that they show is that of each."""
    return merged.bawah > merged.atas and kolom.jenis in COUNTED


def _named(row: Row, names: dict[str, str]) -> dict[str, int]:
    return {
        names[key(cell.teks)]: cell.kolom
        for cell in reversed(row.values())
        if key(cell.teks) in names
    }
