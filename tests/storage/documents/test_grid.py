"""A sheet as people see it: merged cells, and what is out of sight, however much of either there is."""

from storage.documents.grid import Grid
from storage.documents.guard.reader import Gabungan, JenisSel, LembarMentah, SelMentah

A1 = SelMentah(1, 1, JenisSel.TEKS, "Sasaran")


def test_merged_cells_show_what_the_first_of_them_holds():
    grid = Grid(LembarMentah("A", (A1,), gabungan=(Gabungan(5, 1, 6, 1), Gabungan(1, 1, 3, 2))))

    assert [grid.shown(row, 1) for row in (1, 2, 3, 4, 5)] == [A1, A1, A1, None, None]
    assert grid.shown(3, 2) == A1
    assert grid.merged(4, 1) is None


def test_a_sheet_of_many_merged_and_hidden_spans_is_looked_at_column_by_column():
    merged = tuple(Gabungan(row, 1, row + 1, 256) for row in range(1, 10_000, 2))
    spans = tuple((n, n) for n in range(10, 100_000))
    grid = Grid(LembarMentah("A", (A1,), gabungan=merged, kolom_tersembunyi=spans))

    seen = [grid.is_unseen(row, 5) for row in range(20_000)]
    found = [grid.merged(row, 5) for row in range(20_000)]

    assert not any(seen)
    assert (found[0], found[2], found[10_001]) == (None, merged[0], None)
    assert grid.is_unseen(1, 10)
