"""The calendar of an office: a year of it, the questions of /libur, and their buttons."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from handlers.screens.buttons import Gaya, Keyboard, Row, in_rows, tick_names
from handlers.screens.callback import LiburTap
from handlers.screens.moments import print_rentang
from handlers.screens.screen import Screen, Tombol
from handlers.screens.told import asked, told
from handlers.screens.wording import label, render
from sop_flows.deferred import replace
from sop_flows.kantor.kalender import Rangkaian
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.libur import LayarLibur, LiburDasar, LiburTanggal, LiburYakin
from sop_flows.use_cases.kantor.libur import LiburView
from sop_flows.waktu.jadwal import AsalLibur, JenisHari

MOST_DAYS: Final = 30
"""Days of the office's own that get a button each; a workbook takes back the others."""
SHORT: Final = "MMM"  # a month on a button, without the year
OFFERED: Final = (
    JenisHari.LIBUR,
    JenisHari.CUTI_BERSAMA,
    JenisHari.MASUK,
    JenisHari.AWAL_RAMADAN,
)


def tombol(kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object) -> Tombol:
    """Return a button of the calendar."""
    return Tombol(label(kode, **facts), LiburTap(aksi, args).encode(), gaya=gaya)


def draw_libur(view: LiburView, _: LayarLibur) -> Screen:
    """Return a year of the calendar, with what can be said of its days."""
    kalender, kantor = view.kalender, str(view.kantor.id)
    days = sorted(kalender.nasional.items())
    text = render(
        "libur.j2",
        kantor=view.kantor,
        k=kalender,
        nasional=[one for one in days if one[1].asal is AsalLibur.NASIONAL],
        cuti=[one for one in days if one[1].asal is AsalLibur.CUTI_BERSAMA],
        sendiri=kalender.own,
        lebih=len(kalender.own[MOST_DAYS:]),
    )
    offers = (tombol(f"libur_{j.name.lower()}", "tambah", kantor, j.name.lower()) for j in OFFERED)
    return Screen(text, (*in_rows(offers), *removals(view), *years(view)))


def removals(view: LiburView) -> Keyboard:
    """Return a button for each run of the office's own days, to take it back."""
    kantor, runs = str(view.kantor.id), view.kalender.own[:MOST_DAYS]
    names = tick_names([f"{when(run)} {run.dasar}" for run in runs])
    return in_rows(
        (
            tombol(
                "libur_hapus",
                "hapus",
                kantor,
                run.jenis.name.lower(),
                run.mulai.isoformat(),
                nama=nama,
            )
            for run, nama in zip(runs, names, strict=True)
        ),
        1,
    )


def when(run: Rangkaian) -> str:
    """Return the days of a run, without their year."""
    return print_rentang(run.mulai, run.selesai, SHORT)


def years(view: LiburView) -> Keyboard:
    """Return the buttons that lead to the year before and the one after."""
    kantor, tahun = str(view.kantor.id), view.kalender.tahun
    beside = (("libur_lalu", tahun - 1), ("libur_lanjut", tahun + 1))
    return in_rows(
        tombol(kode, "lihat", kantor, str(year), tahun=year)
        for kode, year in beside
        if year in view.tahun
    )


def leave_row() -> Row:
    """Return the row that leaves the conversation."""
    return (tombol("batal", "batal"),)


def draw_tanggal(isi: LiburTanggal) -> Screen:
    """Return the question for the days."""
    return asked(isi, "rentang_libur")


def draw_dasar(isi: LiburDasar) -> Screen:
    """Return the question for what they are called."""
    return asked(isi, "dasar_libur")


def draw_yakin(isi: LiburYakin) -> Screen:
    """Return what a change of the calendar means, to be confirmed."""
    if isi.dihapus:
        go = tombol("ya_hapus_libur", "ya", isi.sidik, gaya="danger")
    else:
        go = tombol("ya_simpan_libur", "ya", isi.sidik, gaya="success")
    return replace(told(isi), keyboard=((go, *leave_row()),))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    LiburTanggal: draw_tanggal,
    LiburDasar: draw_dasar,
    LiburYakin: draw_yakin,
}
"""Which message about the calendar is drawn how, by its type."""
