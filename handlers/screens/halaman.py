"""Pages: of a formulir that is filled, of what can be chosen; and the buttons that turn to them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from handlers.screens.buttons import Keyboard, Row, in_rows
from handlers.screens.screen import Tombol
from sop_flows.ports.halaman import Halaman, page_of
from sop_flows.ports.views import KartuView, NilaiView

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
    turning = turning_row(page.ke, page.jumlah, turn_to)
    return (*in_rows(page.baris), *((turning,) if turning else ()))


def turning_row(ke: int, jumlah: int, turn_to: Callable[[str, int], Tombol]) -> Row:
    """Return the buttons that turn a page back and on, where there is one.

    Args:
        turn_to: Makes the button that leads to a page, by the kode of its label.
    """
    back = turn_to("halaman_lalu", ke - 1) if ke > 1 else None
    on = turn_to("halaman_lanjut", ke + 1) if ke < jumlah else None
    return tuple(tombol for tombol in (back, on) if tombol is not None)
