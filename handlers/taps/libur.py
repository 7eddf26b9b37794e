"""The calendar of an office: /libur, and the buttons of its questions."""

from collections.abc import Callable, Mapping
from datetime import date

from telegram import CallbackQuery, Update

from handlers.context import Context, Step, bind
from handlers.screens.callback import CallbackUnreadable, LiburTap
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from handlers.taps.commands import person
from sop_flows.ports.records import Actor
from sop_flows.use_cases.kantor.libur import (
    begin_change,
    begin_removal,
    confirm_change,
    look_at_year,
    show_libur,
)
from sop_flows.use_cases.tugas.percakapan import leave
from sop_flows.waktu.jadwal import JenisHari


async def on_libur(update: Update, context: Context) -> str:
    """/libur: the calendar of an office."""
    actor = Actor.private(person(update))
    await context.perform(show_libur, actor, kode=" ".join(context.args or ()))
    return ""


async def on_libur_tap(query: CallbackQuery, context: Context, tap: LiburTap) -> str:
    """A button of the calendar, or of a question about it."""
    if tap.aksi == "batal":
        await context.perform(leave, chat_id=query.from_user.id)
        await take_off(query, spent_by(tap))
        return popup("batal")
    step = STEPS.get(tap.aksi)
    if step is None:
        raise CallbackUnreadable(tap.aksi)
    await context.perform(step(Actor.private(query.from_user.id), tap))
    if tap.aksi != "ya":
        return ""
    await take_off(query, spent_by(tap))
    return popup("tercatat")


def read_jenis(tap: LiburTap) -> JenisHari:
    """Return what a button says of days."""
    for jenis in JenisHari:
        if tap.args[1:2] == (jenis.name.lower(),):
            return jenis
    raise CallbackUnreadable(tap.aksi)


def read_day(tap: LiburTap) -> date:
    """Return the first of the days that a button is about."""
    try:
        return date.fromisoformat(tap.args[2])
    except (IndexError, ValueError):
        raise CallbackUnreadable(tap.aksi) from None


def read_sidik(tap: LiburTap) -> str:
    """Return what a confirmation showed."""
    if len(tap.args) != 1:
        raise CallbackUnreadable(tap.aksi)
    return tap.args[0]


STEPS: Mapping[str, Callable[[Actor, LiburTap], Step]] = {
    "lihat": lambda actor, tap: bind(
        look_at_year, actor, kantor_id=tap.number(), tahun=tap.number(1)
    ),
    "tambah": lambda actor, tap: bind(
        begin_change, actor, kantor_id=tap.number(), jenis=read_jenis(tap)
    ),
    "hapus": lambda actor, tap: bind(
        begin_removal, actor, kantor_id=tap.number(), jenis=read_jenis(tap), mulai=read_day(tap)
    ),
    "ya": lambda actor, tap: bind(confirm_change, actor, sidik=read_sidik(tap)),
}
"""What the buttons of the calendar do."""
