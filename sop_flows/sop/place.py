"""Where a tahap stands in an SOP."""

from typing import NamedTuple, Self


class Place(NamedTuple):
    """A langkah and its tahap, written ``4.0``; a tahap below zero stands beside the flow."""

    langkah: int
    tahap: int

    def __str__(self) -> str:
        return f"{self.langkah}.{self.tahap}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the place that a text writes."""
        langkah, _, tahap = text.partition(".")
        return cls(int(langkah), int(tahap))


START = Place(0, 0)
"""Where the start of a berkas stands: before its first langkah."""
