"""Reading what people answer to an isian, at the moment they answer: a date, a time, a number."""

import re
from datetime import datetime
from typing import Final

from sop_flows.errors import IsianUnreadable
from sop_flows.sop.definition import Isian, JenisIsian
from sop_flows.waktu.pukul import understand_pukul
from sop_flows.waktu.tanggal import print_tanggal, read_tanggal

PENANDATANGAN: Final = "penandatangan"
"""The kode of an isian that asks who signs a letter."""
MAX_NOMOR: Final = 64
NOMOR: Final = re.compile(r"[\w./() \u2013-]*[0-9][\w./() \u2013-]*")
"""The number of a letter: at least one digit, with the signs that registers use."""


def read_isian(isian: Isian, teks: str, now: datetime) -> str:
    """Return a typed answer as it is kept, on one line; a date in full, as it was understood.

    Args:
        now: In the zone of the office.

    Raises:
        IsianUnreadable: It is empty, or no date, time or number where one is asked for.
    """
    answer = understood(isian.jenis, " ".join(teks.split()), now)
    if not answer:
        raise IsianUnreadable(label=isian.label, jenis=isian.jenis.value, contoh=isian.contoh)
    return answer


def understood(jenis: JenisIsian, answer: str, now: datetime) -> str:
    """Return an answer as it is kept; empty where it is not of the kind that is asked for."""
    match jenis:
        case JenisIsian.TANGGAL | JenisIsian.BATAS:
            day = read_tanggal(answer, now.date())
            return "" if day is None else print_tanggal(day)
        case JenisIsian.PUKUL:
            return understand_pukul(answer, now)
        case JenisIsian.NOMOR:
            return answer if len(answer) <= MAX_NOMOR and NOMOR.fullmatch(answer) else ""
        case JenisIsian.TEKS:
            return answer
    return ""
