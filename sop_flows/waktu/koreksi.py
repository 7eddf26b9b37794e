"""How far a clock may be wrong without anybody being told."""

from datetime import timedelta
from typing import Final

CORRECTED: Final = timedelta(seconds=5)
"""By how much a clock may be set: NTP corrects less than that day by day."""
