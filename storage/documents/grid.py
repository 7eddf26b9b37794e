"""A sheet as people see it: merged cells show what the first of them holds, and some cells are out of sight."""

from bisect import bisect_right

from storage.documents.guard.reader import Gabungan, LembarMentah, SelMentah

Row = dict[int, SelMentah]


class Grid:
    """The cells of one sheet by row and column."""

    def __init__(self, sheet: LembarMentah) -> None:
        self.nama = sheet.nama
        self.rows = sheet.rows()
        self._sheet = sheet
        self._merged: dict[int, list[Gabungan]] = {}
        self._unseen: dict[int, bool] = {}

    def shown(self, row: int, column: int) -> SelMentah | None:
        """Return the cell whose value a cell shows."""
        merged = self.merged(row, column)
        at = (merged.atas, merged.kiri) if merged else (row, column)
        return self.rows.get(at[0], {}).get(at[1])

    def merged(self, row: int, column: int) -> Gabungan | None:
        """Return the merged cells that a cell is one of."""
        if not self._sheet.gabungan:  # so it is with most sheets
            return None
        if column not in self._merged:
            over = (one for one in self._sheet.gabungan if one.kiri <= column <= one.kanan)
            self._merged[column] = sorted(over, key=lambda one: one.atas)
        found = self._merged[column]
        nearest = bisect_right(found, row, key=lambda one: one.atas) - 1
        return found[nearest] if nearest >= 0 and found[nearest].bawah >= row else None

    def is_unseen(self, row: int, column: int) -> bool:
        """Tell whether nobody sees a cell."""
        sheet = self._sheet
        if column not in self._unseen:
            spans = sheet.kolom_tersembunyi
            self._unseen[column] = any(first <= column <= last for first, last in spans)
        return sheet.is_tersembunyi or row in sheet.baris_tersembunyi or self._unseen[column]
