"""Where a tahap stands in an SOP."""

from enum import IntEnum
from typing import NamedTuple, Self


class Samping(IntEnum):
    """What stands beside the flow: no tahap of the file opens it, or waits for it.

    Its number stands where that of a tahap does.
    """

    TANYA = -1
    """A question put to a unit; the tugas that asks waits for it."""
    TINDAK_LANJUT = -2
    """What a rapat decided that a post shall do."""
    TANDA_TERIMA = -3
    """A dokumen that a post was given, and says that it has."""

    @property
    def word(self) -> str:
        """As messages and papers have it."""
        return self.name.lower()


class Place(NamedTuple):
    """A langkah and its tahap, written ``4.0``; or one with what stands beside the flow there."""

    langkah: int
    tahap: int

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside the flow; see ``Samping``."""
        return self.tahap < 0

    def __str__(self) -> str:
        return f"{self.langkah}.{self.tahap}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the place that a text writes."""
        langkah, _, tahap = text.partition(".")
        return cls(int(langkah), int(tahap))


START = Place(0, 0)
"""Where the start of a berkas stands: before its first langkah."""
