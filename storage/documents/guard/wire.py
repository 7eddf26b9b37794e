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

    #: Seconds on the wall.
    DINDING = "dinding"
    #: Seconds of processor time.
    PROSESOR = "prosesor"
    MEMORI = "memori"
    #: Bytes of what was read.
    BALASAN = "balasan"
    #: The process that reads did not answer in time, or ended.
    PROSES = "proses"


def over(batas: Batas) -> dict[str, str]:
    """Return the reply that tells which limit was reached."""
    long = batas in {Batas.DINDING, Batas.PROSESOR}
    return {"gagal": "terlalu_lama" if long else "terlalu_berat", "rincian": batas}
