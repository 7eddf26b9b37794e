"""Reading the tables of a Perjanjian Kinerja or a Rencana Aksi, wherever in a workbook they stand.

1. A table begins at its titles, in one row or two, below whatever stands above them; it ends before the next one.
2. A sasaran that is merged, or written once, is that of all rows below it. An amount never is: what is merged over
   several indikator is named.
3. After an empty row only what has an indikator and a promise is a row of the table: signatures are not.
"""

import re
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Final

from sop_flows.deferred import dataclass, pattern
from storage.documents.grid import Grid
from storage.documents.guard.markup import BatasUnggahan
from storage.documents.guard.reader import READER, JenisSel, Reader, SelMentah
from storage.documents.guard.upload import BATAS, check_upload
from storage.documents.kantor.buku import GalatSel, KodeGalat
from storage.documents.kantor.buku_nilai import CellUnreadable, read_value
from storage.documents.perjanjian.kolom import AMOUNTS, COUNTED, KOLOM, column_of, kind_of
from storage.documents.perjanjian.lampiran import BarisLampiran, Lampiran

NUMBERED: Final = pattern(r"\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-z][.)])\s+", re.IGNORECASE)
"""The number before a name: ``1. Meningkatnya …``."""
ORDINAL: Final = pattern(r"\(?\d{1,2}\)?")
AMOUNT: Final = pattern(
    r"\s*(?:rp\.?|[<>≤≥]=?|[a-z]+ dari|minimal|maksimal)?\s*-?\d", re.IGNORECASE
)
"""How a promise begins; below an empty row a name, a date or a NIP is none."""
TOTAL: Final = pattern(
    r"(?:jumlah|total)(?: (?:anggaran|pagu|keseluruhan|seluruhnya))?[ :]*(?:\(?rp\.?\)?)?",
    re.IGNORECASE,
)
"""What a sum is called; an indikator may begin with the same word."""


def read_lampiran(
    content: bytes, *, batas: BatasUnggahan = BATAS, reader: Reader = READER
) -> Lampiran:
    """Return what the tables of a file promise, with everything that is wrong in them.

    Raises:
        SheetRefused: It is dangerous or damaged.
    """
    found = Temuan()
    for sheet in reader.read(check_upload(content, batas=batas)):
        if not sheet.is_tersembunyi:
            LembarLampiran(Grid(sheet), found).read()
    if not found.baris and not found.galat:
        found.blame("", "", KodeGalat.TABEL_TIDAK_ADA)
    return Lampiran(
        baris=tuple(found.baris), galat=tuple(found.galat), peringatan=tuple(found.peringatan)
    )


@dataclass(slots=True)
class Temuan:
    """What has been found so far in a file."""

    baris: list[BarisLampiran] = field(default_factory=list)
    galat: list[GalatSel] = field(default_factory=list)
    peringatan: list[GalatSel] = field(default_factory=list)

    def blame(
        self, lembar: str, sel: str, kode: KodeGalat, nilai: str = "", *pilihan: str
    ) -> None:
        """Note one thing to mend, once."""
        galat = GalatSel(lembar=lembar, sel=sel, kode=kode, nilai=nilai[:80], pilihan=pilihan)
        if galat not in self.galat:
            self.galat.append(galat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """The titles of one table, and where its rows begin."""

    jenis: str
    kolom: dict[str, int]
    mulai: int

    @property
    def lead(self) -> int:
        """The column of what a row is about."""
        return self.kolom[self.jenis]


class LembarLampiran:
    """One sheet, read from the top."""

    def __init__(self, grid: Grid, found: Temuan) -> None:
        self.grid = grid
        self.found = found
        self.sasaran = ""
        self.has_ended = False

    def read(self) -> None:
        """Take in the rows of every table of the sheet."""
        tabel: Tabel | None = None
        for number in sorted(self.grid.rows):
            if tabel is not None and number < tabel.mulai:
                continue
            begun = self._table_at(number)
            if begun is not None:
                tabel, self.sasaran, self.has_ended = begun, "", False
                last = begun.mulai - 1
            elif tabel is not None:
                self.has_ended = self.has_ended or number > last + 1
                self._take(tabel, number)
                last = number

    def _table_at(self, number: int) -> Tabel | None:
        """Return the table whose titles begin in a row: in that one, or in it and the one below."""
        one = self._titles(number, number)
        two = self._titles(number, number + 1)
        is_two = len(two) > len(one) and kind_of(one.values()) is not None
        is_two = is_two or (kind_of(one.values()) is None and _is_header(one, two))
        named, height = (two, 2) if is_two else (one, 1)
        jenis = kind_of(named.values())
        if jenis is None:
            return None
        self._pass_titles(jenis, named, (number, number + height - 1))
        kolom: dict[str, int] = {}
        for column, name in sorted(named.items()):
            first = kolom.setdefault(name, column)
            if first != column:
                where = self._cell_name(number + height - 1, column)
                other = self._cell_name(number + height - 1, first)
                self._blame(where, KodeGalat.KUNCI_GANDA, name, other)
        return Tabel(jenis=jenis, kolom=kolom, mulai=number + height)

    def _pass_titles(self, jenis: str, named: Mapping[int, str], header: tuple[int, int]) -> None:
        """Note the columns of a table that are not read."""
        upper, lower = header
        for column in sorted({*self.grid.rows.get(upper, {}), *self.grid.rows.get(lower, {})}):
            name = named.get(column, "")
            cell = self.grid.rows[lower].get(column) or self.grid.rows[upper].get(column)
            over = self.grid.merged(upper, column)
            is_group = upper < lower and over is not None and over.kanan > over.kiri
            if cell and holds(cell) and not is_group and name not in ("no", *KOLOM[jenis]):
                self._note(cell)

    def _titles(self, upper: int, lower: int) -> dict[int, str]:
        """Return which column each title of a header of one or two rows names."""
        columns = {*self.grid.rows.get(upper, {}), *self.grid.rows.get(lower, {})}
        named = {
            column: column_of(self._text(upper, column), self._text(lower, column))
            for column in columns
        }
        return {column: name for column, name in named.items() if name is not None}

    def _take(self, tabel: Tabel, number: int) -> None:
        cells = {name: self.grid.shown(number, at) for name, at in tabel.kolom.items()}
        said = {name: cell for name, cell in cells.items() if cell and holds(cell)}
        amounts = [name for name in AMOUNTS[tabel.jenis] if name in said]
        lead = self.grid.merged(number, tabel.lead)
        if not said:
            self.has_ended = True
        elif lead is not None and lead.atas < number and lead.kiri == tabel.lead:
            self._continue(tabel, number, amounts)
        elif is_printed(said):
            return
        elif self._is_beside(tabel, number, said, amounts):
            self._pass(said)
        elif tabel.jenis not in said:
            first = said[amounts[0]]
            self._blame(first.nama, KodeGalat.ANGKA_TANPA_INDIKATOR, first.tampil)
        elif not amounts:
            at = tabel.kolom[next(n for n in AMOUNTS[tabel.jenis] if n in tabel.kolom)]
            self._blame(self._cell_name(number, at), KodeGalat.WAJIB_DIISI)
        else:
            self.has_ended = False
            self._add(tabel, number)

    def _is_beside(
        self, tabel: Tabel, number: int, said: Mapping[str, SelMentah], amounts: list[str]
    ) -> bool:
        """Tell whether a row is none of the table: a heading across it, or what stands below it."""
        lead = self.grid.merged(number, tabel.lead)
        is_heading = lead is not None and (lead.kiri != tabel.lead or lead.kanan > tabel.lead)
        is_row = tabel.jenis in said and any(AMOUNT.match(said[n].tampil) for n in amounts)
        is_empty = tabel.jenis not in said and not amounts
        unseen = self.grid.is_unseen(number, tabel.lead)
        return is_heading or is_empty or unseen or (self.has_ended and not is_row)

    def _continue(self, tabel: Tabel, number: int, amounts: list[str]) -> None:
        """Pass a further row of one indikator, such as of its aktivitas, which promises nothing itself."""
        for name in amounts:
            merged = self.grid.merged(number, tabel.kolom[name])
            if merged is None or merged.atas == number:
                where = self._cell_name(number, tabel.kolom[name])
                self._blame(where, KodeGalat.ANGKA_TANPA_INDIKATOR, self._text_at(where))

    def _pass(self, said: Mapping[str, SelMentah]) -> None:
        """Note what stands in a row that is none of the table; a sasaran by itself is of the rows below."""
        if set(said) <= {"no", "sasaran"} and "sasaran" in said and not self.has_ended:
            self.sasaran = tidy(said["sasaran"])
            return
        for cell in dict.fromkeys(said.values()):
            self._note(cell)

    def _note(self, cell: SelMentah) -> None:
        """Note a cell that is not read."""
        kode = KodeGalat.SEL_DIABAIKAN
        self.found.peringatan.append(
            GalatSel(lembar=self.grid.nama, sel=cell.nama, kode=kode, nilai=cell.tampil[:80])
        )

    def _add(self, tabel: Tabel, number: int) -> None:
        nilai: dict[str, str | Decimal] = {}
        sel: dict[str, str] = {}
        for name, at in tabel.kolom.items():
            if name not in KOLOM[tabel.jenis]:
                continue
            sel[name] = self._cell_name(number, at)
            value = self._value(tabel, number, name)
            if value not in ("", None):
                nilai[name] = value
        if "sasaran" in tabel.kolom:
            self.sasaran = str(nilai.get("sasaran", "")) or self.sasaran
            nilai |= {"sasaran": self.sasaran} if self.sasaran else {}
        if nilai.get(tabel.jenis):
            self.found.baris.append(
                BarisLampiran(jenis=tabel.jenis, lembar=self.grid.nama, nilai=nilai, sel=sel)
            )

    def _value(self, tabel: Tabel, number: int, name: str) -> str | Decimal:
        at, kolom = tabel.kolom[name], KOLOM[tabel.jenis].get(name)
        cell = self.grid.shown(number, at)
        if cell is None or kolom is None:
            return ""
        merged = self.grid.merged(number, at)
        if kolom.jenis in COUNTED and merged is not None and merged.bawah > merged.atas:
            lead = self.grid.merged(number, tabel.lead)
            if lead is None or (lead.atas, lead.bawah) != (merged.atas, merged.bawah):
                self._blame(cell.nama, KodeGalat.SEL_GABUNGAN, merged.nama, cell.tampil[:80])
        try:
            value: str | Decimal | None = read_value(cell, kolom)
        except CellUnreadable as wrong:
            self._blame(cell.nama, wrong.kode, cell.tampil, *wrong.pilihan)
            return ""
        if isinstance(value, str) and kolom.jenis not in COUNTED:
            return NUMBERED.sub("", " ".join(value.split()), count=1)
        return "" if value is None else value

    def _text(self, number: int, column: int) -> str:
        cell = self.grid.shown(number, column)
        return cell.tampil if cell else ""

    def _text_at(self, where: str) -> str:
        cells = (cell for row in self.grid.rows.values() for cell in row.values())
        return next((cell.tampil for cell in cells if cell.nama == where), "")

    def _cell_name(self, number: int, column: int) -> str:
        cell = self.grid.rows.get(number, {}).get(column)
        return cell.nama if cell else name_of(number, column)

    def _blame(self, sel: str, kode: KodeGalat, nilai: str = "", *pilihan: str) -> None:
        self.found.blame(self.grid.nama, sel, kode, nilai, *pilihan)


def name_of(number: int, column: int) -> str:
    """Return the address of a cell that holds nothing."""
    return SelMentah(number, column, JenisSel.TEKS, "").nama


def is_printed(said: Mapping[str, SelMentah]) -> bool:
    """Tell whether a row numbers the columns, as printed forms do, or sums them up."""
    texts = [cell.tampil.strip() for cell in said.values()]
    is_numbering = len(texts) > 2 and all(ORDINAL.fullmatch(teks) for teks in texts)
    return is_numbering or any(TOTAL.fullmatch(teks) for teks in texts)


def holds(cell: SelMentah) -> bool:
    """Tell whether a cell holds something, be it a formula without its value."""
    return bool(cell.teks.strip()) or cell.jenis is JenisSel.RUMUS


def tidy(cell: SelMentah) -> str:
    """Return a name as it is kept: on one line, without its number."""
    return NUMBERED.sub("", " ".join(cell.tampil.split()), count=1)


def _is_header(one: dict[int, str], two: dict[int, str]) -> bool:
    """Tell whether a header needs its second row to be one."""
    return bool(one) and kind_of(two.values()) is not None and set(one) <= set(two)
