"""Why a tenggat is what it is, as a screen shows it."""

from datetime import datetime

from sop_flows.deferred import dataclass
from sop_flows.engine.account import Account
from sop_flows.engine.facts import Ditunda
from sop_flows.ports.layar.kalender import BatasBergeser, TugasKalender


@dataclass(frozen=True, slots=True, kw_only=True)
class BatasView:
    """How the tenggat of a tugas came about, and what was said of it since."""

    satu: TugasKalender
    dibuka_at: datetime
    account: Account
    berhenti: datetime | None
    """Since when its waktu stands still, until units have answered."""
    ditunda: Ditunda | None
    bergeser: tuple[BatasBergeser, ...] = ()
    """Where another calendar moved it, oldest first, as the history has it."""
