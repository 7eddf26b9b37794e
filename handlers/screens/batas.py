"""Why a tenggat is what it is: what was counted day by day, and what was passed over."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from handlers.screens.buttons import tugas_button
from handlers.screens.screen import Screen, Tombol
from handlers.screens.wording import render
from sop_flows.deferred import dataclass
from sop_flows.ports.batas import BatasView
from sop_flows.ports.layar.kalender import LayarBatas
from sop_flows.ports.views import KartuView
from sop_flows.waktu.jam_kerja import HariDilewati, Libur

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class HariTerhitung:
    """What was counted of one day."""

    tanggal: date
    sesi: tuple[tuple[datetime, datetime], ...]

    @property
    def menit(self) -> int:
        """Minutes as the clock shows them, so that those of all days make up the waktu."""
        return sum(whole_minutes(mulai, selesai) for mulai, selesai in self.sesi)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dilewati:
    """Days one after another that were passed over for the same reason."""

    mulai: date
    selesai: date
    libur: Libur | None


def draw_batas(view: BatasView, _: LayarBatas) -> Screen:
    """Return how a tenggat came about."""
    jalan = view.account.jalan
    text = render(
        "kenapa_batas.j2",
        v=view,
        zona=view.satu.zona,
        hitung=view.account,
        jalan=jalan,
        hari=tuple(by_day(jalan.sesi)) if jalan else (),
        dilewati=tuple(in_runs(jalan.dilewati)) if jalan else (),
    )
    return Screen(text)


def batas_button(view: KartuView) -> Tombol | None:
    """Return the button that asks why, where the tenggat does not speak for itself.

    It does on the day on which the work came, while there is time, and as the end of a rapat.
    """
    tugas, zona = view.tugas, view.kantor.zona
    if not tugas.is_open or tugas.tenggat is None or tugas.facts.rapat is not None:
        return None
    came, ends = (at.astimezone(zona).date() for at in (tugas.dibuka_at, tugas.tenggat))
    if came == ends and not (view.is_late or tugas.is_waiting):
        return None
    return tugas_button(tugas.id, tugas.revisi, "kenapa_batas", "kenapa_batas")


def by_day(sesi: Sequence[tuple[datetime, datetime]]) -> Iterator[HariTerhitung]:
    """Yield what was counted, day by day."""
    for day, pieces in groupby(sesi, key=lambda piece: piece[0].date()):
        yield HariTerhitung(tanggal=day, sesi=tuple(pieces))


def in_runs(days: Sequence[HariDilewati]) -> Iterator[Dilewati]:
    """Yield the days passed over, those of one reason that follow each other together."""
    run: list[HariDilewati] = []
    for one in (*days, None):
        if one and (not run or (one.libur, one.tanggal) == (run[-1].libur, run[-1].tanggal + DAY)):
            run.append(one)
            continue
        if run:
            yield Dilewati(mulai=run[0].tanggal, selesai=run[-1].tanggal, libur=run[0].libur)
        run = [one] if one else []


def whole_minutes(mulai: datetime, selesai: datetime) -> int:
    """Return the minutes between two moments as a clock without seconds shows them."""
    shown = (at.replace(second=0, microsecond=0) for at in (selesai, mulai))
    return (next(shown) - next(shown)) // timedelta(minutes=1)
