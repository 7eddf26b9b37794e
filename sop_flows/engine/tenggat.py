"""Until when a tugas is asked: reckoned when it opens, and anew when the calendar of the office changes.

1. A waktu runs from receipt, and that of a rapat from its start; what was set for a day ends with it.
   The tahap of a langkah share its waktu, unless the file gives one its own; nobody is late at once.
2. What has run out stays late: it did by the calendar that held then.
3. No calendar makes anybody late at once: what would have run out already stays as it was.
4. What was added for a wait or a jeda stays added; what was given until a day ends with it.
5. A rapat is not moved: people were invited to its day.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.facts import Facts, TindakLanjut
from sop_flows.engine.tambahan import is_until_day
from sop_flows.sop.definition import Langkah, Minta, Sop
from sop_flows.sop.place import Samping
from sop_flows.waktu.jam_kerja import JamKerja

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kalender:
    """The calendar of an office as it was, and as it is now."""

    dulu: JamKerja
    kini: JamKerja

    @property
    def is_changed(self) -> bool:
        return not self.kini.counts_like(self.dulu)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sebab:
    """Why a tenggat moved: days worked no more, days worked after all, or other hours."""

    libur: tuple[tuple[date, str], ...] = ()
    """With what the calendar says of them."""
    masuk: tuple[date, ...] = ()


def reckon(
    jam_kerja: JamKerja, langkah: Langkah, index: int, facts: Facts, opened: datetime
) -> datetime:
    """Return until when a tahap is asked that opens then, or what stands beside the flow there."""
    minta = langkah.tahap[index].minta if index >= 0 else None
    if minta is Minta.FORMULIR and facts.batas is not None:
        return facts.batas
    start = opened
    if minta is Minta.RAPAT and facts.rapat is not None:
        start = max(opened, facts.rapat.mulai)
    return jam_kerja.tenggat(start, langkah.waktu_of(index))


def shared(langkah: Langkah, index: int, closed: Iterable[Tugas], at: datetime) -> Tugas | None:
    """Return which of the tugas that closed then leaves what is left of its waktu to a tahap after it."""
    if index < 0 or langkah.tahap[index].waktu or langkah.tahap[index].minta is Minta.RAPAT:
        return None
    before = [
        tugas
        for tugas in closed
        if tugas.langkah == langkah.no
        and 0 <= tugas.tahap < index
        and langkah.tahap[tugas.tahap].waktu is None
        and tugas.tenggat is not None
        and tugas.tenggat > at
    ]
    return max(before, key=lambda tugas: tugas.tenggat or at, default=None)


def move(sop: Sop, tugas: Tugas, kalender: Kalender, now: datetime) -> Tugas:
    """Return an open tugas as another calendar has it; nothing is stored, its revisi stands."""
    since = tugas.facts.menunggu or now  # a wait stopped its waktu there
    tenggat = tugas.tenggat
    if tenggat is not None and tenggat > since:
        later = reckon_anew(sop, tugas, tenggat, kalender, since)
        tenggat = later if later > since else tenggat
    facts = tugas.facts
    if facts.keputusan:
        facts = replace(
            facts, keputusan=tuple(kept(one, kalender, now) for one in facts.keputusan)
        )
    if is_filled_until(sop, tugas):
        facts = replace(facts, batas=tenggat)
    return replace(tugas, tenggat=tenggat, facts=facts)


def kept(decided: TindakLanjut, kalender: Kalender, now: datetime) -> TindakLanjut:
    """Return what a rapat has decided so far, until when it is to be done by the calendar of now."""
    if decided.batas <= now:
        return decided
    return replace(decided, batas=end_of_day(decided.batas, kalender))


def reckon_anew(
    sop: Sop, tugas: Tugas, tenggat: datetime, kalender: Kalender, since: datetime
) -> datetime:
    """Return when a tenggat falls by the calendar of now that ran out then by the one before."""
    if is_filled_until(sop, tugas) or is_decided(tugas, tenggat, kalender.dulu):
        return end_of_day(tenggat, kalender)
    langkah = sop.langkah_of(tugas.langkah)
    at = (langkah, tugas.tahap, tugas.facts, tugas.dibuka_at)
    was, becomes = reckon(kalender.dulu, *at), reckon(kalender.kini, *at)
    if tenggat == was:
        return becomes
    if tenggat > was:  # it waited for answers, or was given more time
        return kalender.kini.add(becomes, kalender.dulu.between(was, tenggat) // MINUTE)
    # An earlier calendar had its way: what is left of the time is kept.
    return kalender.kini.add(since, kalender.dulu.between(since, tenggat) // MINUTE)


def is_filled_until(sop: Sop, tugas: Tugas) -> bool:
    """Tell whether a form is filled until a day that its sender named."""
    tahap = sop.tahap_at(tugas.langkah, tugas.tahap)
    is_form = tahap is not None and tahap.minta is Minta.FORMULIR
    return is_form and tugas.facts.batas is not None


def is_decided(tugas: Tugas, tenggat: datetime, dulu: JamKerja) -> bool:
    """Tell whether a rapat set the day until which its tindak lanjut is to be done, or it was given."""
    if tugas.tahap != Samping.TINDAK_LANJUT and not is_until_day(tugas.facts.tambahan):
        return False
    return tenggat == end_of_day(tenggat, Kalender(dulu=dulu, kini=dulu))


def end_of_day(batas: datetime, kalender: Kalender) -> datetime:
    """Return the close of the day that was set; of the next one that is worked, if it is no more."""
    day = batas.astimezone(kalender.dulu.zona).date()
    return kalender.kini.close_of(kalender.kini.add_hari_kerja(day, 0))


def reason_of(before: Tugas, after: Tugas, kalender: Kalender) -> Sebab:
    """Return which days of a tugas are worked no more, or are after all."""
    ends = [one.tenggat or one.dibuka_at for one in (before, after)]
    zona = kalender.kini.zona
    first, last = before.dibuka_at.astimezone(zona).date(), max(ends).astimezone(zona).date()
    days = [first + n * DAY for n in range((last - first).days + 1)]
    was = {day: bool(kalender.dulu.sesi_of(day)) for day in days}
    now = {day: bool(kalender.kini.sesi_of(day)) for day in days}
    return Sebab(
        libur=tuple(
            (day, name_of(day, kalender.kini)) for day in days if was[day] and not now[day]
        ),
        masuk=tuple(day for day in days if now[day] and not was[day]),
    )


def name_of(day: date, jam_kerja: JamKerja) -> str:
    """Return what a calendar says of a day that is not worked; empty for a weekly day off."""
    found = jam_kerja.libur.get(day)
    return found.nama if found else ""
