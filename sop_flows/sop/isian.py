"""Reading what people answer to an isian, at the moment they answer: a date, a time, a number."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from sop_flows.deferred import pattern
from sop_flows.errors import IsianUnreadable
from sop_flows.sop.definition import Isian, JenisIsian
from sop_flows.waktu.pukul import understand_pukul
from sop_flows.waktu.tanggal import print_tanggal, read_full_tanggal, read_tanggal

PENANDATANGAN: Final = "penandatangan"
"""The kode of an isian that asks who signs a letter."""
MAX_NOMOR: Final = 64
NOMOR: Final = pattern(r"[\w./() \u2013-]*[0-9][\w./() \u2013-]*")
"""The number of a letter: at least one digit, with the signs that registers use."""


def read_isian(isian: Isian, teks: str, now: datetime) -> str:
    """Return a typed answer as it is kept, on one line; a date in full, as it was understood.

    Args:
        now: In the zone of the office.

    Raises:
        IsianUnreadable: It is empty, or no date, time, number or choice where one is asked for.
    """
    answer = understood(isian, " ".join(teks.split()), now)
    if not answer:
        contoh = ", ".join(isian.pilihan) or isian.contoh
        raise IsianUnreadable(label=isian.label, jenis=isian.jenis.value, contoh=contoh)
    return answer


def understood(isian: Isian, answer: str, now: datetime) -> str:
    """Return an answer as it is kept; empty where it is not of the kind that is asked for."""
    match isian.jenis:
        case JenisIsian.TANGGAL | JenisIsian.BATAS:
            day = read_tanggal(answer, now.date())
            return "" if day is None else print_tanggal(day)
        case JenisIsian.PUKUL:
            return understand_pukul(answer, now)
        case JenisIsian.NOMOR:
            return answer if len(answer) <= MAX_NOMOR and NOMOR.fullmatch(answer) else ""
        case JenisIsian.TEKS:
            return answer
        case JenisIsian.PILIHAN:
            meant = answer.casefold()
            return next((each for each in isian.pilihan if each.casefold() == meant), "")
    return ""


def early_days(asked: Iterable[Isian], given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield, by their labels, days that may be today and yet come before another day of the same letter."""
    days = [
        (isian, day)
        for isian in asked
        if isian.jenis is JenisIsian.TANGGAL
        and (day := read_full_tanggal(given.get(isian.kode, ""))) is not None
    ]
    for received, day in days:
        for other, written in days:
            if received.hari_ini and day < written:
                yield received.label, other.label


def sidik_of(kode: str, answer: str) -> str:
    """Return what the button of an offered answer carries: that answer, to that isian, for ever."""
    return sha256(f"{kode}:{answer}".encode()).hexdigest()[:8]


def chosen(kode: str, offered: Iterable[str], sidik: str) -> str:
    """Return the offered answer that a button carries; empty where it is not offered now."""
    return next((each for each in offered if sidik_of(kode, each) == sidik), "")
