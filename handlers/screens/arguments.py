"""What a button carries after its kind: numbers, days, words, a kerja, and the periode; each as it is spelled and read."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from sop_flows.engine.aksi import Kerja
from sop_flows.waktu.periode import JenisPeriode, Periode

YEARS = range(2000, 2200)
MARKS: Mapping[JenisPeriode, str] = {
    JenisPeriode.BULAN: "b",
    JenisPeriode.TRIWULAN: "",
    JenisPeriode.SEMESTER: "s",
    JenisPeriode.TAHUN: "t",
    JenisPeriode.BEBAS: "h",
}
"""What stands before the number of a periode, by its kind."""


class CallbackUnreadable(ValueError):
    """The data is none of ours: an old version, or made up."""


class WithArgs:
    """A tap that carries arguments."""

    __slots__ = ()
    args: tuple[str, ...]

    def number(self, at: int = 0) -> int:
        """Return an argument that is a number."""
        return number(self.at(at))

    def day(self, at: int = 0) -> date:
        """Return an argument that is a day, as ``2026-10-12``."""
        return read_iso(self.at(at))

    def word(self) -> str:
        """Return the one argument, which is a word."""
        if len(self.args) != 1:
            raise CallbackUnreadable
        return self.args[0]

    def at(self, place: int) -> str:
        """Return an argument, whatever it is.

        Raises:
            CallbackUnreadable: There is none.
        """
        if place >= len(self.args):
            raise CallbackUnreadable
        return self.args[place]


def spell(periode: Periode) -> tuple[str, str]:
    """Return a periode as a button carries it: its year, and its number with the letter."""
    return str(periode.tahun), f"{MARKS[periode.jenis]}{periode.ke}"


def read_periode(tahun: str, ke: str) -> Periode:
    """Return the periode that a button carries, if its year has one."""
    jenis = next((kind for kind, letter in MARKS.items() if letter and ke[:1] == letter), None)
    year, no = number(tahun), number(ke[1:] if jenis else ke)
    if year in YEARS:
        with suppress(ValueError):
            return Periode(jenis or JenisPeriode.TRIWULAN, year, no)
    raise CallbackUnreadable(f"{tahun}:{ke}"[:64])


def number(text: str) -> int:
    """Return a non-negative id of up to 15 ASCII digits."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise CallbackUnreadable(text[:64])
    return int(text)


def read_iso(text: str) -> date:
    """Return a day that is spelled as ``2026-10-12``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CallbackUnreadable(text[:64]) from None


def read_kerja(text: str) -> Kerja:
    """Return the kerja that a button names."""
    try:
        return Kerja(text)
    except ValueError:
        raise CallbackUnreadable(text[:64]) from None
