"""What counts as a reason, wherever one is demanded: words that may help somebody.

Marks, spaces and digits alone are none, nor is one letter over and over. How much has to be said depends
on what it is for: a word tells why somebody is excused, more than one what has to be mended.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from sop_flows.errors import ReasonRequired

LEAST_LETTERS: Final = 3  # different letters without which nothing is a reason


class Alasan(Enum):
    """What a reason is for."""

    PENGEMBALIAN = auto()
    TETAP = auto()
    """Why what was returned comes again as it was."""
    PERTANYAAN = auto()
    UNDANG_ULANG = auto()
    TINDAK_LANJUT = auto()
    """Not why, but what shall be done after a rapat."""
    PEMBATALAN = auto()
    ARAHAN = auto()
    PENGALIHAN = auto()
    WAKTU = auto()
    """Why a tugas needs more time, or gets none."""
    TUNDA = auto()
    NILAI = auto()
    """Why there is no value, or why it is as it is."""
    BERHALANGAN = auto()
    """Why a holder is away."""
    TIDAK_HADIR = auto()
    PENGECUALIAN = auto()
    TAMBAH_UNIT = auto()


LEAST_SAID: Final[Mapping[Alasan, int]] = {
    Alasan.PENGEMBALIAN: 10,
    Alasan.TETAP: 10,
    Alasan.PERTANYAAN: 10,
    Alasan.UNDANG_ULANG: 10,
    Alasan.TINDAK_LANJUT: 10,
    Alasan.PEMBATALAN: 10,
    Alasan.ARAHAN: 5,
    Alasan.PENGALIHAN: 5,
    Alasan.WAKTU: 5,
    Alasan.TUNDA: 5,
    Alasan.NILAI: 5,
    Alasan.BERHALANGAN: 4,
    Alasan.TIDAK_HADIR: LEAST_LETTERS,
    Alasan.PENGECUALIAN: LEAST_LETTERS,
    Alasan.TAMBAH_UNIT: LEAST_LETTERS,
}
"""How many letters and digits a reason has at least."""


def is_reason(teks: str, alasan: Alasan) -> bool:
    """Tell whether a text is a reason for that: letters and digits enough, a few different letters among them."""
    said = [char for char in teks.casefold() if char.isalnum()]
    return (
        len(said) >= LEAST_SAID[alasan]
        and len({char for char in said if char.isalpha()}) >= LEAST_LETTERS
    )


def check_reason(teks: str, alasan: Alasan) -> None:
    """Refuse a text that is no reason for that.

    Raises:
        ReasonRequired: It says too little.
    """
    if not is_reason(teks, alasan):
        raise required(alasan)


def required(alasan: Alasan) -> ReasonRequired:
    """Return the refusal of what has no reason for that."""
    return ReasonRequired(huruf=LEAST_SAID[alasan])
