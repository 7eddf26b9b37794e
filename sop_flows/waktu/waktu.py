"""The waktu of a langkah, as it is printed in the mutu baku."""

import re
from enum import StrEnum
from typing import Final, Self

from sop_flows.deferred import dataclass, pattern


class Satuan(StrEnum):
    """The units in which a form states a waktu."""

    MENIT = "menit"
    JAM = "jam"
    HARI = "hari"


MENIT_PER: Final = {Satuan.MENIT: 1, Satuan.JAM: 60, Satuan.HARI: 450}
"""Minutes in each satuan when a report adds them up; one hari kerja is 37,5 h / 5."""

_FORM: Final = pattern(r"\s*([0-9]{1,5})\s*(menit|jam|hari)(?:\s+kerja)?\s*", re.IGNORECASE)


class WaktuUnreadable(Exception):
    """The text is not a whole number of menit, jam or hari."""

    def __init__(self, teks: str) -> None:
        super().__init__(teks)
        self.teks = teks


@dataclass(frozen=True, slots=True)
class Waktu:
    """A standard time: menit and jam are working minutes, hari are working days."""

    jumlah: int
    satuan: Satuan

    @classmethod
    def parse(cls, teks: str) -> Self:
        """Return the waktu that *teks* states, such as ``15 menit``.

        Raises:
            WaktuUnreadable: It is not a whole number followed by menit, jam or hari.
        """
        form = _FORM.fullmatch(teks)
        if form is None:
            raise WaktuUnreadable(teks)
        return cls(int(form[1]), Satuan(form[2].lower()))

    @property
    def menit(self) -> int:
        """Working minutes for totals: 1 jam is 60, 1 hari is 450."""
        return self.jumlah * MENIT_PER[self.satuan]

    def __str__(self) -> str:
        return f"{self.jumlah} {self.satuan}"
