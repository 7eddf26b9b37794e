"""What a plan runs into: days off, the hours of Ramadan, posts that nobody holds or a Plh. does.

1. A day off counts where its weekday is worked otherwise; days of one name that follow are one.
2. A post counts on the days of the langkah that ask it. Nobody holds it where no appointment covers
   a working day of them: its tugas is its atasan's. A column without any post stops an SOP.
3. A Plh. says that the holder is away; what the file keeps from a Plh. is named.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from sop_flows.deferred import dataclass
from sop_flows.engine.aksi import Penugasan
from sop_flows.engine.rencana import Terjadwal
from sop_flows.kantor.kantor import Jabatan, Penunjukan
from sop_flows.sop.definition import Sebar
from sop_flows.waktu.jam_kerja import JamKerja

DAY = timedelta(days=1)


class JenisHalangan(StrEnum):
    """What stands in the way of a plan."""

    LIBUR = "libur"
    RAMADAN = "ramadan"
    KOSONG = "kosong"
    PLH = "plh"
    TANPA_JABATAN = "tanpa_jabatan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Halangan:
    """Something that a plan runs into, on which days and in which langkah, by number."""

    jenis: JenisHalangan
    apa: str
    """The name of the day off, of the post, or of the column; empty for Ramadan."""
    mulai: date
    selesai: date
    langkah: tuple[int, ...]
    oleh: str = ""
    """Who is the Plh."""
    tidak_boleh: tuple[int, ...] = ()
    """In which of these langkah a Plh. may not decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pejabat:
    """The posts in the columns of an SOP, and who is appointed to them."""

    kolom: Mapping[str, Sequence[Jabatan]]
    penunjukan: Sequence[Penunjukan]


def find_halangan(
    butir: Sequence[Terjadwal], jam_kerja: JamKerja, pejabat: Pejabat
) -> tuple[Halangan, ...]:
    """Return what some pieces of one SOP run into: days first, then posts in their order."""
    days = days_of(min(one.mulai for one in butir), max(one.selesai for one in butir))
    return (
        *days_off(butir, jam_kerja, days),
        *hours_of_ramadan(butir, jam_kerja, days),
        *without_post(butir, pejabat),
        *gaps_and_stand_ins(butir, jam_kerja, pejabat),
    )


def days_of(mulai: date, selesai: date) -> tuple[date, ...]:
    """Return the days from one to another, both included."""
    first, last = date.toordinal(mulai), date.toordinal(selesai)
    return tuple(map(date.fromordinal, range(first, last + 1)))


def on(butir: Iterable[Terjadwal], days: Collection[date]) -> tuple[int, ...]:
    """Return the numbers of the langkah that are planned on one of some days."""
    return tuple(
        dict.fromkeys(
            one.butir.langkah.no
            for one in butir
            if any(one.mulai.date() <= day <= one.selesai.date() for day in days)
        )
    )


def days_off(
    butir: Sequence[Terjadwal], jam_kerja: JamKerja, days: Sequence[date]
) -> Iterable[Halangan]:
    """Yield the days off among some days, each run of one name once."""
    runs: list[list[date]] = []
    for day in days:
        if day not in jam_kerja.libur or jam_kerja.sesi_of(day) or not is_weekday(jam_kerja, day):
            continue
        if runs and runs[-1][-1] + DAY == day and is_same(jam_kerja, runs[-1][-1], day):
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        yield Halangan(
            jenis=JenisHalangan.LIBUR,
            apa=jam_kerja.libur[run[0]].nama,
            mulai=run[0],
            selesai=run[-1],
            langkah=on(butir, run),
        )


def is_weekday(jam_kerja: JamKerja, day: date) -> bool:
    """Tell whether a day is worked where it is no day off."""
    return bool(jam_kerja.biasa.get(day.weekday()))


def is_same(jam_kerja: JamKerja, one: date, other: date) -> bool:
    """Tell whether two days off have the same name."""
    return jam_kerja.libur[one] == jam_kerja.libur[other]


def hours_of_ramadan(
    butir: Sequence[Terjadwal], jam_kerja: JamKerja, days: Sequence[date]
) -> Iterable[Halangan]:
    """Yield the part of some days on which the hours of Ramadan hold, if any."""
    found = [day for day in days if jam_kerja.is_ramadan(day) and any(jam_kerja.ramadan.values())]
    if found:
        yield Halangan(
            jenis=JenisHalangan.RAMADAN,
            apa="",
            mulai=found[0],
            selesai=found[-1],
            langkah=on(butir, found),
        )


def asked(one: Terjadwal) -> tuple[str, ...]:
    """Return the columns that a piece asks; who signs one by one is no column."""
    stages = (tahap for tahap in one.butir.stages if tahap.sebar is not Sebar.PER_PEGAWAI)
    return tuple(dict.fromkeys(kolom for tahap in stages for kolom in tahap.untuk))


def without_post(butir: Sequence[Terjadwal], pejabat: Pejabat) -> Iterable[Halangan]:
    """Yield the columns that are asked and have no post in the office."""
    missing: dict[str, list[Terjadwal]] = {}
    for one in butir:
        for kolom in asked(one):
            if not pejabat.kolom.get(kolom):
                missing.setdefault(kolom, []).append(one)
    for kolom, here in missing.items():
        yield Halangan(
            jenis=JenisHalangan.TANPA_JABATAN,
            apa=here[0].butir.sop.kolom_of(kolom).nama,
            mulai=here[0].mulai.date(),
            selesai=here[-1].selesai.date(),
            langkah=tuple(dict.fromkeys(one.butir.langkah.no for one in here)),
        )


def gaps_and_stand_ins(
    butir: Sequence[Terjadwal], jam_kerja: JamKerja, pejabat: Pejabat
) -> Iterable[Halangan]:
    """Yield for each post that is asked when nobody holds it, and when a Plh. does."""
    pieces: dict[int, list[Terjadwal]] = {}
    posts: dict[int, Jabatan] = {}
    for one in butir:
        for post in (post for kolom in asked(one) for post in pejabat.kolom.get(kolom, ())):
            posts[post.id] = post
            pieces.setdefault(post.id, []).append(one)
    for id, here in pieces.items():
        holding = [one for one in pejabat.penunjukan if one.jabatan_id == id]
        days = worked_days(here, jam_kerja)
        gaps = [day for day in days if not any(one.masa.covers(day, day) for one in holding)]
        if gaps:
            yield Halangan(
                jenis=JenisHalangan.KOSONG,
                apa=posts[id].nama,
                mulai=gaps[0],
                selesai=gaps[-1],
                langkah=on(here, gaps),
            )
        for plh in (one for one in holding if one.penugasan is Penugasan.PLH):
            if away := [day for day in days if plh.masa.covers(day, day)]:
                yield standing_in(here, plh, away)


def worked_days(butir: Iterable[Terjadwal], jam_kerja: JamKerja) -> tuple[date, ...]:
    """Return the working days of some pieces, in order."""
    found = {day for one in butir for day in days_of(one.mulai, one.selesai)}
    return tuple(day for day in sorted(found) if jam_kerja.sesi_of(day))


def standing_in(butir: Sequence[Terjadwal], plh: Penunjukan, days: Sequence[date]) -> Halangan:
    """Return that a Plh. holds a post on some days, and what they may not decide then."""
    langkah = on(butir, days)
    kept = {
        one.butir.langkah.no
        for one in butir
        if any(not tahap.plh_boleh for tahap in one.butir.stages)
    }
    return Halangan(
        jenis=JenisHalangan.PLH,
        apa=plh.jabatan,
        mulai=days[0],
        selesai=days[-1],
        langkah=langkah,
        oleh=plh.nama,
        tidak_boleh=tuple(no for no in langkah if no in kept),
    )
