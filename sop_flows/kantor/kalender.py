"""The calendar of an office over a year: what the nation says, and the days of its own over that.

1. A day of the office's own is one row: its date and what it is. Days that follow each other with the same
   words are told, and taken back, as one run.
2. Who works on a day does not have it off: of both, the later word stands alone.
3. Ramadan is two dates. Those of an office stand over those of the table for that year.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.errors import Refusal
from sop_flows.waktu.jadwal import AsalLibur, HariKhusus, JenisHari, Libur

DAY: Final = timedelta(days=1)
APART: Final = timedelta(days=60)
"""Two Ramadan lie farther apart than this."""
RAMADAN: Final = (JenisHari.AWAL_RAMADAN, JenisHari.AKHIR_RAMADAN)
OFF: Final = (JenisHari.LIBUR, JenisHari.CUTI_BERSAMA)


class SebabLibur(StrEnum):
    """Why days cannot be said so of the calendar."""

    TEKS = "teks"
    """The text names none."""
    JAUH = "jauh"
    PANJANG = "panjang"
    RAMADAN = "ramadan"
    """They are no Ramadan of that year."""
    SAMA = "sama"
    """It says so already."""


@dataclass(eq=False)
class LiburUnfit(Refusal):
    """Days cannot be said so of the calendar of an office; nothing is changed."""

    sebab: SebabLibur


@dataclass(eq=False)
class DasarUnreadable(Refusal):
    """A text is no name of days, nor what sets them: too few letters, or more than that many characters."""

    paling_banyak: int


Own = tuple[HariKhusus, ...]
"""The rows of an office, by date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rangkaian:
    """Days of one kind that follow each other, with the same words."""

    jenis: JenisHari
    mulai: date
    selesai: date
    dasar: str

    def holds(self, row: HariKhusus) -> bool:
        """Whether a row is one of these days."""
        same = (row.jenis, row.dasar) == (self.jenis, self.dasar)
        return same and self.mulai <= row.tanggal <= self.selesai


@dataclass(frozen=True, slots=True, kw_only=True)
class KalenderTahun:
    """What one year of an office looks like."""

    tahun: int
    nasional: Mapping[date, Libur]
    sendiri: Own
    """All rows of the office, of whatever year."""
    ramadan: tuple[tuple[date, date], ...]
    """First and last day of each Ramadan that begins in the year, as they are counted."""
    ramadan_tabel: tuple[tuple[date, date], ...]
    """The same as the table of the region has them."""
    skb: str = ""
    """The numbers of the SKB tiga menteri of the year; empty where they are not noted."""

    @property
    def own(self) -> tuple[Rangkaian, ...]:
        """The office's own days of the year, by date."""
        runs = in_runs(row for row in self.sendiri if row.tanggal.year == self.tahun)
        return tuple(sorted(runs, key=lambda run: run.mulai))

    @property
    def knows_cuti_bersama(self) -> bool:
        """Whether anybody has said which days of the year are cuti bersama."""
        said = any(one.asal is AsalLibur.CUTI_BERSAMA for one in self.nasional.values())
        return said or any(one.jenis is JenisHari.CUTI_BERSAMA for one in self.own)


def in_runs(rows: Iterable[HariKhusus]) -> Iterator[Rangkaian]:
    """Yield the runs that rows make up, kind by kind."""
    run: Rangkaian | None = None
    for row in sorted(rows, key=lambda row: (row.jenis, row.tanggal)):
        if (
            run
            and run.selesai + DAY == row.tanggal
            and (run.jenis, run.dasar) == (row.jenis, row.dasar)
        ):
            run = Rangkaian(jenis=run.jenis, mulai=run.mulai, selesai=row.tanggal, dasar=run.dasar)
            continue
        if run:
            yield run
        run = Rangkaian(jenis=row.jenis, mulai=row.tanggal, selesai=row.tanggal, dasar=row.dasar)
    if run:
        yield run


def added(own: Own, new: Rangkaian) -> Own:
    """Return the rows of an office once a run is added; of Ramadan, its first day and its last."""
    rows = tuple(days_of(new))
    taken = {row.tanggal for row in rows}
    kept = (row for row in own if not gives_way(row, new, taken))
    return in_order((*kept, *rows))


def removed(own: Own, run: Rangkaian) -> Own:
    """Return the rows of an office without those of a run."""
    return tuple(row for row in own if not run.holds(row))


def days_of(run: Rangkaian) -> Iterator[HariKhusus]:
    """Yield the rows that a run is kept as."""
    if run.jenis in RAMADAN:
        for tanggal, jenis in zip((run.mulai, run.selesai), RAMADAN, strict=True):
            yield HariKhusus(tanggal, jenis, run.dasar)
        return
    for n in range((run.selesai - run.mulai).days + 1):
        yield HariKhusus(run.mulai + n * DAY, run.jenis, run.dasar)


def gives_way(row: HariKhusus, new: Rangkaian, taken: Iterable[date]) -> bool:
    """Tell whether what an office has said of a day is over with what it says now."""
    if new.jenis in RAMADAN:
        return row.jenis in RAMADAN and abs(row.tanggal - new.mulai) <= APART
    is_about_work = row.jenis not in RAMADAN
    return is_about_work and row.tanggal in taken


def in_order(rows: Iterable[HariKhusus]) -> Own:
    """Return rows by their date."""
    return tuple(sorted(rows, key=lambda row: (row.tanggal, row.jenis)))
