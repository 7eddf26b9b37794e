"""What a slice of a tick hands back to whoever calls for the next one."""

from datetime import datetime

from sop_flows.deferred import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """What a slice of a tick came to."""

    part: int | None = None
    """Where the next slice goes on; None where nothing is due any more."""
    before: datetime | None = None
    """What the clock stands before, where it was set back: nothing is owed then."""
