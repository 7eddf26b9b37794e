"""Refusals of deciding on several tugas at once."""

from sop_flows.deferred import dataclass
from sop_flows.errors import Refusal


@dataclass(eq=False)
class SekaligusOver(Refusal):
    """A list of several tugas is not the one that stands: it was answered, left, or opened anew."""


@dataclass(eq=False)
class SekaligusNotAllowed(Refusal):
    """The office does not let several tugas be decided at once, or not any more."""


@dataclass(eq=False)
class NothingChosen(Refusal):
    """Nothing of several is chosen."""


@dataclass(eq=False)
class LooksOdd(Refusal):
    """A tugas holds values that looked odd and are meant all the same: it is decided by itself."""
