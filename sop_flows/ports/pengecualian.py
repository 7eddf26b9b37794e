"""An excuse that stands, as boards and cards show it."""

from sop_flows.deferred import dataclass
from sop_flows.engine.berkas import Tugas


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengecualian:
    """An excuse that stands: the tugas that it closed, and of which unit or employee."""

    tugas: Tugas
    siapa: str
    can_reinstate: bool = False
    """Whether the person who looks may still take it back."""
