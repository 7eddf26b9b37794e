"""A page of a PDF as a picture, for a screen that shows none."""

from typing import Final

from sop_flows.deferred import pattern
from storage.documents.papers.press import Bentuk, PaperNotSet, typeset
from storage.documents.papers.source import fill

PAGE: Final = pattern(rb"/Type\s*/Page\b")


class PageMissing(LookupError):
    """The PDF has no such page, or is none that can be shown."""


def draw_page(pdf: bytes, ke: int) -> bytes:
    """Return the *ke*-th page of a PDF, from 1, as PNG; not on the event loop.

    Raises:
        PageMissing: It has no such page, or it cannot be shown.
    """
    try:
        return typeset(fill("halaman.typ", pdf=list(pdf), ke=ke), Bentuk.PNG)
    except PaperNotSet:
        raise PageMissing(ke) from None


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has; of others at least one."""
    return max(1, len(PAGE.findall(pdf)))
