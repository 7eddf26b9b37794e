"""Who stands in for a post: the questions of /delegasi, their buttons, and the news of it."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.screens.buttons import Gaya, Keyboard, in_rows, tick_names
from handlers.screens.callback import DelegasiTap
from handlers.screens.moments import print_rentang
from handlers.screens.screen import Screen, Tombol
from handlers.screens.wording import label, placeholder, render

Facts = Mapping[str, Any]

SHORT = "MMM"  # a month on a button, without the year


def tombol(kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object) -> Tombol:
    """Return a button of a delegation."""
    return Tombol(label(kode, **facts), DelegasiTap(aksi, args).encode(), gaya=gaya)


def leave_row() -> tuple[Tombol, ...]:
    """Return the row that leaves the conversation."""
    return (tombol("batal", "batal"),)


def choices(isi: Facts, kode: str, aksi: str, width: int) -> Keyboard:
    """Return a button for each post or person."""
    names = tick_names([one["nama"] for one in isi["pilihan"]])
    return in_rows(
        (
            tombol(kode, aksi, str(one["id"]), nama=nama)
            for one, nama in zip(isi["pilihan"], names, strict=True)
        ),
        width,
    )


def draw_jabatan(isi: Facts) -> Screen:
    """Return who stands in now, and the choice of the post."""
    ending = in_rows(
        (
            tombol(
                "akhiri",
                "akhiri",
                str(one["penugasan_id"]),
                nama=f"{one['penugasan']} {one['jabatan']}",
            )
            for one in isi["berlaku"]
        ),
        1,
    )
    rows = (*choices(isi, "jabatan", "jabatan", 1), *ending, leave_row())
    return Screen(render("pesan/delegasi_jabatan.j2", isi=isi), rows)


def draw_orang(isi: Facts) -> Screen:
    """Return the choice of who stands in."""
    rows = (*choices(isi, "orang", "orang", 2), leave_row())
    return Screen(render("pesan/delegasi_orang.j2", isi=isi), rows)


def draw_tanggal(isi: Facts) -> Screen:
    """Return the choice of the days."""
    quick = (
        tombol(
            one["kode"],
            "tanggal",
            one["mulai"],
            one["selesai"],
            kapan=print_rentang(one["mulai"], one["selesai"], SHORT),
        )
        for one in isi["pilihan"]
    )
    return Screen(render("pesan/delegasi_tanggal.j2", isi=isi), (*in_rows(quick), leave_row()))


def draw_jenis(isi: Facts) -> Screen:
    """Return the choice between a Plt. and a Plh."""
    rows = in_rows((tombol(kode, "jenis", kode) for kode in ("plt", "plh")), 1)
    return Screen(render("pesan/delegasi_jenis.j2", isi=isi), (*rows, leave_row()))


def draw_sk(isi: Facts) -> Screen:
    """Return the question for the number of the letter."""
    text = render("pesan/delegasi_sk.j2", isi=isi)
    return Screen(text, force_reply=placeholder("surat_perintah"))


def draw_yakin(isi: Facts) -> Screen:
    """Return what an appointment means, to be confirmed."""
    go = tombol("tetapkan", "ya", isi["sidik"], gaya="success")
    return Screen(render("pesan/delegasi_yakin.j2", isi=isi), ((go, *leave_row()),))


def draw_akhiri(isi: Facts) -> Screen:
    """Return the last question before somebody stands in no longer."""
    go = tombol("ya_akhiri", "ya_akhiri", str(isi["penugasan_id"]), gaya="danger")
    return Screen(render("pesan/delegasi_akhiri.j2", isi=isi), ((go, *leave_row()),))


def draw_kabar(isi: Facts) -> Screen:
    """Return the news of an appointment: made, ended early, or over."""
    return Screen(render("pesan/delegasi_kabar.j2", isi=isi))


DRAW: Mapping[str, Callable[[Facts], Screen]] = {
    "delegasi_jabatan": draw_jabatan,
    "delegasi_orang": draw_orang,
    "delegasi_tanggal": draw_tanggal,
    "delegasi_jenis": draw_jenis,
    "delegasi_sk": draw_sk,
    "delegasi_yakin": draw_yakin,
    "delegasi_akhiri": draw_akhiri,
    "delegasi_kabar": draw_kabar,
}
"""Which message about a delegation is drawn how, by its layar."""
