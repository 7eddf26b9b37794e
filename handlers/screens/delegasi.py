"""Who stands in for a post: the questions of /delegasi, their buttons, and the news of it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from telegram import CallbackQuery, Update

from handlers.context import Context, Step, bind
from handlers.screens.buttons import Gaya, Keyboard, in_rows, tick_names
from handlers.screens.callback import CallbackUnreadable, DelegasiTap
from handlers.screens.moments import print_rentang
from handlers.screens.screen import Screen, Tombol
from handlers.screens.wording import label, placeholder, render
from handlers.spent import spent_by, take_off
from handlers.taps.commands import person
from sop_flows.engine.berkas import Penugasan
from sop_flows.ports.records import Actor
from sop_flows.use_cases.pegawai.delegasi import (
    ask_end,
    begin_delegation,
    choose_dates,
    choose_kind,
    choose_person,
    choose_post,
    confirm_delegation,
    confirm_end,
)
from sop_flows.use_cases.tugas.percakapan import leave

Facts = Mapping[str, Any]

SHORT = "MMM"  # a month on a button, without the year
KINDS = {"plh": Penugasan.PLH, "plt": Penugasan.PLT}


# In


async def on_delegasi(update: Update, context: Context) -> str:
    """/delegasi: who stands in for whom."""
    await context.perform(begin_delegation, Actor.private(person(update)))
    return ""


async def on_delegasi_tap(query: CallbackQuery, context: Context, tap: DelegasiTap) -> str:
    """A button of a question about a delegation."""
    if tap.aksi == "batal":
        await context.perform(leave, chat_id=query.from_user.id)
        await take_off(query, spent_by(tap))
        return "batal"
    step = STEPS.get(tap.aksi)
    if step is None:
        raise CallbackUnreadable(tap.aksi)
    await context.perform(step(Actor.private(query.from_user.id), tap))
    await take_off(query, spent_by(tap))
    return "tercatat" if tap.aksi in ("ya", "ya_akhiri") else ""


def read_day(tap: DelegasiTap, at: int) -> date:
    """Return a date that a button carries."""
    try:
        return date.fromisoformat(tap.args[at])
    except (IndexError, ValueError):
        raise CallbackUnreadable(tap.aksi) from None


def read_word(tap: DelegasiTap) -> str:
    """Return the one word that a button carries."""
    if len(tap.args) != 1:
        raise CallbackUnreadable(tap.aksi)
    return tap.args[0]


def read_kind(tap: DelegasiTap) -> Penugasan:
    """Return whether a button means a Plh. or a Plt."""
    if read_word(tap) not in KINDS:
        raise CallbackUnreadable(tap.aksi)
    return KINDS[read_word(tap)]


STEPS: Mapping[str, Callable[[Actor, DelegasiTap], Step]] = {
    "jabatan": lambda actor, tap: bind(choose_post, actor, jabatan_id=tap.number()),
    "orang": lambda actor, tap: bind(choose_person, actor, pegawai_id=tap.number()),
    "tanggal": lambda actor, tap: bind(
        choose_dates, actor, mulai=read_day(tap, 0), selesai=read_day(tap, 1)
    ),
    "jenis": lambda actor, tap: bind(choose_kind, actor, penugasan=read_kind(tap)),
    "ya": lambda actor, tap: bind(confirm_delegation, actor, sidik=read_word(tap)),
    "akhiri": lambda actor, tap: bind(ask_end, actor, penugasan_id=tap.number()),
    "ya_akhiri": lambda actor, tap: bind(confirm_end, actor, penugasan_id=tap.number()),
}
"""What the buttons of a delegation do."""


# Out


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
