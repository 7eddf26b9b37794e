"""Pages: of a formulir that is filled, of what can be chosen."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from handlers.screens.buttons import Keyboard, beside, in_rows, page_row
from handlers.screens.screen import Tombol
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.halaman import Halaman, page_of
from sop_flows.ports.views import KartuView

FILLED_PER_PAGE: Final = 10  # values, each with the button that corrects it
CHOICES_PER_PAGE: Final = 24  # two in a row: what follows stays within reach of a thumb


def filled_pages(view: KartuView) -> tuple[Halaman[NilaiView], ...]:
    """Return the page of the unit's formulir that a card shows to be filled, if it has one.

    Until it was turned, it is the first on which a value is missing or marked.
    """
    return tuple(
        page_of(form.baris, view.halaman or wanting(form.baris), FILLED_PER_PAGE)
        for form in view.formulir[:1]
    )


def wanting(rows: Sequence[NilaiView]) -> int:
    """Return the first page on which a value is missing or marked; the first, where none is."""
    found = (at for at, row in enumerate(rows) if row.nilai.ditandai or not row.nilai.is_filled)
    return next(found, 0) // FILLED_PER_PAGE + 1


def choices(buttons: Iterable[Tombol], ke: int) -> Halaman[Tombol]:
    """Return that page of what can be chosen."""
    return page_of(tuple(buttons), ke, CHOICES_PER_PAGE)


def choice_rows(page: Halaman[Tombol], turn_to: Callable[[str, int], Tombol]) -> Keyboard:
    """Return a page of what can be chosen, and the buttons that turn it."""
    return (*in_rows(page.baris), *page_row(page.jumlah, beside(page.ke), turn_to))
