"""A content as it stands, of which the part of each unit is written once, and joined."""

from collections.abc import Iterable
from typing import Self

from sop_flows.deferred import dataclass, replace
from sop_flows.naskah.canonical import join_list, write_with
from sop_flows.naskah.inti import core_of
from sop_flows.naskah.isi import Isi, counted
from sop_flows.naskah.part import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A content: what is said of all units together, and the part of each of them, by kode."""

    frame: Isi
    """Without any unit."""
    parts: tuple[Part, ...] = ()

    @property
    def listed(self) -> Isi:
        """The content in the order in which people read it."""
        return replace(self.frame, unit=counted(one.listed for one in self.parts))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was handed in, done or answered."""
        return not (self.parts or self.frame.kerja or self.frame.dokumen)

    def with_parts(self, parts: Iterable[Part]) -> Self:
        """Return the content with these parts, which may come in any order."""
        return replace(self, parts=tuple(sorted(parts, key=lambda one: one.isi.kode)))

    def write(self) -> str:
        """Return it in canonical form."""
        return write_with(self.frame, unit=join_list(one.text for one in self.parts))

    def write_core(self) -> str:
        """Return in canonical form what a return can change of it."""
        return write_with(core_of(self.frame), unit=join_list(one.core for one in self.parts))
