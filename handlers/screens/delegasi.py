"""Who stands in for a post: the questions of /delegasi, their buttons, and the news of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handlers.screens.buttons import Gaya, Keyboard, in_rows, tick_names
from handlers.screens.callback import DelegasiTap
from handlers.screens.moments import print_rentang
from handlers.screens.screen import Screen, Tombol
from handlers.screens.wording import label, placeholder, render
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.delegasi import (
    DelegasiAkhiri,
    DelegasiJabatan,
    DelegasiJenis,
    DelegasiOrang,
    DelegasiSk,
    DelegasiTanggal,
    DelegasiYakin,
    Hari,
)
from sop_flows.ports.layar.isi import Pilihan

MAX_ENDING = 30  # stand-ins that get a button each; a part of the name of the post leads to others
SHORT = "MMM"  # a month on a button, without the year


def tombol(kode: str, aksi: str, *args: str, gaya: Gaya | None = None, **facts: object) -> Tombol:
    """Return a button of a delegation."""
    return Tombol(label(kode, **facts), DelegasiTap(aksi, args).encode(), gaya=gaya)


def leave_row() -> tuple[Tombol, ...]:
    """Return the row that leaves the conversation."""
    return (tombol("batal", "batal"),)


def choices(pilihan: Sequence[Pilihan], kode: str, aksi: str, width: int) -> Keyboard:
    """Return a button for each post or person."""
    names = tick_names([placed(one.nama, one.kantor) for one in pilihan])
    return in_rows(
        (
            tombol(kode, aksi, str(one.id), nama=nama)
            for one, nama in zip(pilihan, names, strict=True)
        ),
        width,
    )


def placed(nama: str, kantor: str) -> str:
    """Return a name with its office, where several are at hand."""
    return f"{nama} · {kantor}" if kantor else nama


def draw_jabatan(isi: DelegasiJabatan) -> Screen:
    """Return who stands in now, and the choice of the post."""
    ending = in_rows(
        (
            tombol(
                "akhiri",
                "akhiri",
                str(one.penugasan_id),
                nama=placed(one.penugasan.sebut(one.jabatan), one.di_kantor),
            )
            for one in isi.berlaku[:MAX_ENDING]
        ),
        1,
    )
    rows = (*choices(isi.pilihan, "jabatan", "jabatan", 1), *ending, leave_row())
    return Screen(render("pesan/delegasi_jabatan.j2", isi=isi), rows)


def draw_orang(isi: DelegasiOrang) -> Screen:
    """Return the choice of who stands in."""
    rows = (*choices(isi.pilihan, "orang", "orang", 2), leave_row())
    return Screen(render("pesan/delegasi_orang.j2", isi=isi), rows)


def draw_tanggal(isi: DelegasiTanggal) -> Screen:
    """Return the choice of the days."""
    rows = (*quick(isi.pilihan, "tanggal"), leave_row())
    return Screen(render("pesan/delegasi_tanggal.j2", isi=isi), rows)


def quick(pilihan: Sequence[Hari], aksi: str) -> Keyboard:
    """Return a button for each quick choice of days."""
    return in_rows(
        tombol(
            one.kode,
            aksi,
            one.mulai.isoformat(),
            one.selesai.isoformat(),
            kapan=print_rentang(one.mulai, one.selesai, SHORT),
        )
        for one in pilihan
    )


def draw_jenis(isi: DelegasiJenis) -> Screen:
    """Return the choice between a Plt. and a Plh."""
    rows = in_rows((tombol(kode, "jenis", kode) for kode in ("plt", "plh")), 1)
    return Screen(render("pesan/delegasi_jenis.j2", isi=isi), (*rows, leave_row()))


def draw_sk(isi: DelegasiSk) -> Screen:
    """Return the question for the number of the letter."""
    text = render("pesan/delegasi_sk.j2", isi=isi)
    return Screen(text, force_reply=placeholder("surat_perintah"))


def draw_yakin(isi: DelegasiYakin) -> Screen:
    """Return what an appointment means, to be confirmed."""
    go = tombol("tetapkan", "ya", isi.sidik, gaya="success")
    return Screen(render("pesan/delegasi_yakin.j2", isi=isi), ((go, *leave_row()),))


def draw_akhiri(isi: DelegasiAkhiri) -> Screen:
    """Return the last question before somebody stands in no longer."""
    go = tombol("ya_akhiri", "ya_akhiri", str(isi.ditunjuk.penugasan_id), gaya="danger")
    return Screen(render("pesan/delegasi_akhiri.j2", isi=isi), ((go, *leave_row()),))


DRAW: Mapping[type[Isi], Callable[[Any], Screen]] = {
    DelegasiJabatan: draw_jabatan,
    DelegasiOrang: draw_orang,
    DelegasiTanggal: draw_tanggal,
    DelegasiJenis: draw_jenis,
    DelegasiSk: draw_sk,
    DelegasiYakin: draw_yakin,
    DelegasiAkhiri: draw_akhiri,
}
"""Which message about a delegation is drawn how, by its type."""
