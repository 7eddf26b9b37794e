"""The span of time that a berkas is about: a month, a triwulan, a semester, a year, or the day of an occasion.

Laws:
1. Every date lies in exactly one periode of each kind; ``next`` and ``previous`` undo each other.
2. Only periode of one kind are compared: of two kinds none is the earlier one.
3. A triwulan is written as it always was; every other kind says which it is.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, total_ordering
from typing import Final, Self

from sop_flows.deferred import dataclass

DAY: Final = timedelta(days=1)
EARLY: Final = 3  # that part of a periode belongs to reporting on the one before


class JenisPeriode(StrEnum):
    """What an SOP repeats by; ``BEBAS`` runs once per occasion, such as each incoming letter."""

    BULAN = "bulan"
    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUN = "tahun"
    BEBAS = "bebas"


LENGTH: Final[Mapping[JenisPeriode, int]] = {
    JenisPeriode.BULAN: 1,
    JenisPeriode.TRIWULAN: 3,
    JenisPeriode.SEMESTER: 6,
    JenisPeriode.TAHUN: 12,
}
"""How many months one of a kind lasts: the kinds that come again, the shortest first."""
SEVERAL: Final = frozenset(LENGTH) - {JenisPeriode.TAHUN}
"""Of these a year has several."""

NAMES: Final[Mapping[JenisPeriode, str]] = {
    **{jenis: jenis.value for jenis in JenisPeriode},
    JenisPeriode.BEBAS: "hari",
}
"""What the number of each kind is called where it stands beside its year."""
KINDS: Final = {name: jenis for jenis, name in NAMES.items()}
TAHUN: Final = NAMES[JenisPeriode.TAHUN]


@total_ordering
@dataclass(frozen=True, slots=True)
class Periode:
    """The *ke*-th of its kind in a year: bulan 1-12, triwulan 1-4, semester 1-2, tahun 1.

    Of ``BEBAS`` it is the day of the year.

    Raises:
        ValueError: The year has no such periode.
    """

    jenis: JenisPeriode
    tahun: int
    ke: int = 1

    def __post_init__(self) -> None:
        most = date(self.tahun, 12, 31)
        if not 1 <= self.ke <= Periode._number_at(self.jenis, most):
            raise ValueError(self)

    def __lt__(self, other: "Periode") -> bool:
        if self.jenis is not other.jenis:
            return NotImplemented
        return (self.tahun, self.ke) < (other.tahun, other.ke)

    @staticmethod
    def _number_at(jenis: JenisPeriode, day: date) -> int:
        """Return the how-manieth of its kind in the year a day lies in."""
        if jenis is JenisPeriode.BEBAS:
            return day.timetuple().tm_yday
        return (day.month - 1) // LENGTH[jenis] + 1

    @classmethod
    def at(cls, jenis: JenisPeriode, day: date) -> Self:
        """Return the one of a kind that a day lies in."""
        return cls(jenis, day.year, cls._number_at(jenis, day))

    @classmethod
    def reported_at(cls, jenis: JenisPeriode, day: date) -> Self:
        """Return the one to report on: under way, or in its first third still the one before.

        That is a month of a triwulan, two of a semester, four of a year, ten days of a month.
        """
        now = cls.at(jenis, day)
        return now.previous if now.is_early(day) else now

    @classmethod
    def ended_at(cls, jenis: JenisPeriode, day: date) -> Self:
        """Return the last one of a kind that is over on a day; of occasions, that of the day."""
        now = cls.at(jenis, day)
        return now if jenis is JenisPeriode.BEBAS else now.previous

    @property
    def mulai(self) -> date:
        """Its first day."""
        if self.jenis is JenisPeriode.BEBAS:
            return date(self.tahun, 1, 1) + (self.ke - 1) * DAY
        return date(self.tahun, (self.ke - 1) * LENGTH[self.jenis] + 1, 1)

    @property
    def selesai(self) -> date:
        """Its last day."""
        if self.jenis is JenisPeriode.BEBAS:
            return self.mulai
        month = self.ke * LENGTH[self.jenis]
        return date(self.tahun, month, monthrange(self.tahun, month)[1])

    @property
    def previous(self) -> Self:
        """The one before: at any date in a periode, the latest that is over."""
        return self.at(self.jenis, self.mulai - DAY)

    @property
    def next(self) -> Self:
        return self.at(self.jenis, self.selesai + DAY)

    def due(self, hari: int) -> date:
        """Return that day of the month after it, the last one where the month is shorter."""
        first = self.selesai + DAY
        return first.replace(day=min(hari, monthrange(first.year, first.month)[1]))

    @property
    def bagian(self) -> "Bagian":
        """The same without its year."""
        return Bagian(self.jenis, self.ke)

    @property
    def triwulan(self) -> tuple[int, ...]:
        """The numbers of the triwulan that it is made of; none for what is shorter than one."""
        months = LENGTH.get(self.jenis, 0) // LENGTH[JenisPeriode.TRIWULAN]
        return tuple(range((self.ke - 1) * months + 1, self.ke * months + 1))

    @property
    def so_far(self) -> tuple["Periode", ...]:
        """Those of its year up to and with itself; an occasion stands alone."""
        return _so_far(self)

    @property
    def ends_year(self) -> bool:
        """Whether it is the last of its kind in its year; of an occasion, none is."""
        is_occasion = self.jenis is JenisPeriode.BEBAS
        return not is_occasion and (self.selesai.month, self.selesai.day) == (12, 31)

    @property
    def last_of_year(self) -> "Periode":
        """The last one of its kind in its year."""
        return Periode.at(self.jenis, date(self.tahun, 12, 31))

    @property
    def of_year(self) -> tuple["Periode", ...]:
        """All of its kind in its year; an occasion stands alone."""
        return (self,) if self.jenis is JenisPeriode.BEBAS else self.last_of_year.so_far

    def sibling(self, ke: int) -> "Periode":
        """Return the one of its kind and year with another number."""
        return Periode(self.jenis, self.tahun, ke)

    def is_early(self, day: date) -> bool:
        """Tell whether a day in it lies in its first third; of an occasion nothing is early."""
        if self.jenis is JenisPeriode.BEBAS:
            return False
        if self.jenis is JenisPeriode.BULAN:
            return day.day <= 30 // EARLY
        return day.month - self.mulai.month < LENGTH[self.jenis] // EARLY


@lru_cache(maxsize=256)
def _so_far(periode: Periode) -> tuple[Periode, ...]:
    """Return those of a year up to and with one: each value of a berkas is measured over them."""
    if periode.jenis is JenisPeriode.BEBAS:
        return (periode,)
    return tuple(Periode(periode.jenis, periode.tahun, ke) for ke in range(1, periode.ke + 1))


@dataclass(frozen=True, slots=True)
class Bagian:
    """A periode of a year that goes without saying, such as triwulan III."""

    jenis: JenisPeriode
    ke: int


# How they are written for the record


def write_periode(periode: Periode) -> list[int | str]:
    """Return a periode in a row: ``[2026, 3]`` of a triwulan, else ``[2026, "bulan", 10]``."""
    is_plain = periode.jenis is JenisPeriode.TRIWULAN
    kind = () if is_plain else (periode.jenis.value,)
    return [periode.tahun, *kind, periode.ke]


def read_periode(row: Sequence[int | str]) -> Periode:
    """Return the periode of a row.

    Raises:
        ValueError: It says none.
    """
    match row:
        case int(tahun), int(ke):
            return Periode(JenisPeriode.TRIWULAN, tahun, ke)
        case int(tahun), str(jenis), int(ke):
            return Periode(JenisPeriode(jenis), tahun, ke)
    raise ValueError(row)


def write_bagian(bagian: Bagian) -> dict[str, int]:
    """Return a periode without its year by name: ``{"triwulan": 3}``."""
    return {NAMES[bagian.jenis]: bagian.ke}


def read_bagian(facts: Mapping[str, int]) -> Bagian:
    """Return what stands by name.

    Raises:
        ValueError: Not exactly one does.
    """
    ((name, ke),) = facts.items()
    return Bagian(KINDS[name], ke)


def write_by_name(periode: Periode) -> dict[str, int]:
    """Return a periode by name: ``{"tahun": 2026, "triwulan": 3}``; of a year that alone."""
    named = {} if periode.jenis is JenisPeriode.TAHUN else write_bagian(periode.bagian)
    return {TAHUN: periode.tahun, **named}


def read_by_name(facts: Mapping[str, int]) -> Periode:
    """Return the periode that stands by name.

    Raises:
        ValueError: None does.
    """
    named = {name: ke for name, ke in facts.items() if name != TAHUN}
    bagian = read_bagian(named or {TAHUN: 1})
    return Periode(bagian.jenis, facts[TAHUN], bagian.ke)
