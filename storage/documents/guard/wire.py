"""What goes between the process that reads workbooks and who asks it, and what either says of a limit."""

from enum import StrEnum
from struct import Struct
from typing import Final

LENGTHS: Final = Struct("<II")
"""Of a request: its header and the workbook."""
LENGTH: Final = Struct("<I")
"""Of a reply."""


class Batas(StrEnum):
    """Which limit ended a reading."""

    DINDING = "dinding"
    """Seconds on the wall."""
    PROSESOR = "prosesor"
    """Seconds of processor time."""
    MEMORI = "memori"
    BALASAN = "balasan"
    """Bytes of what was read."""
    PROSES = "proses"
    """The process that reads did not answer in time, or ended."""


def over(batas: Batas) -> dict[str, str]:
    """Return the reply that tells which limit was reached."""
    long = batas in {Batas.DINDING, Batas.PROSESOR}
    return {"gagal": "terlalu_lama" if long else "terlalu_berat", "rincian": batas}
