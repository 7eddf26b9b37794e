"""Reading what people answer to an isian, at the moment they answer: a date, a time, a number."""

import re
from typing import Final

from sop_flows.definition import Isian, JenisIsian
from sop_flows.errors import IsianUnreadable
from sop_flows.rapat import read_pukul, read_tanggal

MAX_TEKS: Final = 200
MAX_NOMOR: Final = 64
NOMOR: Final = re.compile(r"[\w./() \u2013-]*[0-9][\w./() \u2013-]*")
"""The number of a letter: at least one digit, with the signs that registers use."""


def read_isian(isian: Isian, teks: str) -> str:
    """Return a typed answer as it is kept, on one line.

    Raises:
        IsianUnreadable: It is empty, or no date, time or number where one is asked for.
    """
    answer = " ".join(teks.split())[:MAX_TEKS]
    if not answer or not is_readable(isian.jenis, answer):
        raise IsianUnreadable(label=isian.label, jenis=isian.jenis.value, contoh=isian.contoh)
    return answer


def is_readable(jenis: JenisIsian, answer: str) -> bool:
    """Tell whether an answer is of the kind that is asked for."""
    match jenis:
        case JenisIsian.TANGGAL | JenisIsian.BATAS:
            return read_tanggal(answer) is not None
        case JenisIsian.PUKUL:
            return read_pukul(answer) is not None
        case JenisIsian.NOMOR:
            return len(answer) <= MAX_NOMOR and NOMOR.fullmatch(answer) is not None
        case JenisIsian.TEKS:
            return True
    return False
