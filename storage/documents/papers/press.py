"""The near side of the process that sets papers: what typst needs is loaded there alone, and is gone with it."""

from enum import StrEnum
from typing import Final

from storage.documents.apart.process import Apart, BatasKerja, NotDone

PRESS: Final = Apart("storage.documents.papers.press_child")
BIASA: Final = BatasKerja()


class Bentuk(StrEnum):
    """What a paper becomes."""

    PDF = "pdf"
    PNG = "png"
    """A picture of its only page."""


class PaperNotSet(NotDone):
    """A paper cannot be set: its template is at fault, or it needs more than the limits."""


def typeset(source: str, bentuk: Bentuk, batas: BatasKerja = BIASA) -> bytes:
    """Return a paper, the same bytes for the same source on every machine; not on the event loop.

    Raises:
        PaperNotSet: The source is faulty, has not exactly one page where it becomes a picture, or
            needs more than the limits.
    """
    try:
        return PRESS.do(source.encode(), batas, bentuk)
    except NotDone as failure:
        raise PaperNotSet(failure.said, failure.code) from None
