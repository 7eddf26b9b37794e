"""Moments and spans of time as the chat says them: in the zone of the office, see ``sop_flows.waktu.cetak``."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sop_flows.waktu.cetak import HARI, PUKUL, print_clock, printed, printed_day

SAAT = "EEEE, d MMM HH.mm"
DASH = "\u2013"
HARI_KERJA = 450  # working minutes

Moment = datetime | str


def local(at: Moment, zona: ZoneInfo | str) -> datetime:
    """Return an aware moment, or its ISO text, as a clock in that zone shows it."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone(ZoneInfo(zona) if isinstance(zona, str) else zona)


def print_tanggal(at: Moment, zona: ZoneInfo | str) -> str:
    """Return ``Senin, 23 November 2026``."""
    return printed(local(at, zona), HARI)


def print_pukul(at: Moment, zona: ZoneInfo | str) -> str:
    """Return ``14.30 WIB``."""
    return print_clock(local(at, zona))


def print_jam(clock: datetime) -> str:
    """Return ``14.30`` of a moment that is as a clock of the office shows it."""
    return printed(clock, PUKUL)


def print_saat(at: Moment, zona: ZoneInfo | str) -> str:
    """Return ``Senin, 23 Nov 14.30 WIB``."""
    moment = local(at, zona)
    return f"{printed(moment, SAAT)} {moment.tzname()}"


def print_singkat(at: Moment, zona: ZoneInfo | str, pola: str) -> str:
    """Return a moment in a pattern, such as ``Sel, 6 Apr 16.00``, without its zone."""
    return printed(local(at, zona), pola)


def print_hari(day: date | str, pola: str = "EEEE, d MMM") -> str:
    """Return a date, or its ISO text, as ``Senin, 12 Okt``."""
    return printed_day(date.fromisoformat(day) if isinstance(day, str) else day, pola)


def print_hari_bulan(day: date | str) -> str:
    """Return a date, or its ISO text, as ``12 Okt``."""
    return print_hari(day, "d MMM")


def print_rentang(mulai: date, selesai: date, pola: str = "MMMM y") -> str:
    """Return ``8-10 Oktober 2026`` for two days, with an en dash; one where they agree.

    Args:
        pola: How month and year are printed; ``MMM`` leaves out the year.
    """
    end = printed_day(selesai, f"d {pola}")
    if mulai == selesai:
        return end
    if (mulai.year, mulai.month) == (selesai.year, selesai.month):
        return f"{mulai.day}{DASH}{end}"
    begin = pola if mulai.year != selesai.year else pola.split()[0]
    return f"{printed_day(mulai, f'd {begin}')} {DASH} {end}"


def split_durasi(durasi: timedelta) -> tuple[tuple[str, int], ...]:
    """Return working time as (satuan, number): days of 450 minutes alone, or hours and minutes."""
    menit = max(0, int(durasi.total_seconds() // 60))
    if menit >= 2 * HARI_KERJA:
        return (("hari", menit // HARI_KERJA),)
    hari, rest = divmod(menit, HARI_KERJA)
    parts = (("hari", hari), ("jam", rest // 60), ("menit", rest % 60))
    return tuple(part for part in parts if part[1])


def hari_ke(dibuka_at: datetime, now: datetime, zona: ZoneInfo) -> int:
    """Return which day of its run a berkas is in, counting from 1."""
    return (local(now, zona).date() - local(dibuka_at, zona).date()).days + 1
