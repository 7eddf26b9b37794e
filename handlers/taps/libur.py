"""The calendar of an office: /libur, and the buttons of its questions."""

from telegram import CallbackQuery, Update

from handlers.context import Context, bind
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import LiburTap
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from handlers.taps.commands import person
from handlers.taps.steps import Steps, leave_question, take_step
from sop_flows.ports.records import Actor
from sop_flows.use_cases.kantor.libur import (
    begin_change,
    begin_removal,
    confirm_change,
    look_at_year,
    show_libur,
)
from sop_flows.waktu.jadwal import JenisHari


async def on_libur(update: Update, context: Context) -> str:
    """/libur: the calendar of an office."""
    actor = Actor.private(person(update))
    await context.perform(show_libur, actor, kode=" ".join(context.args or ()))
    return ""


async def on_libur_tap(query: CallbackQuery, context: Context, tap: LiburTap) -> str:
    """A button of the calendar, or of a question about it."""
    if tap.aksi == "batal":
        return await leave_question(query, context, tap)
    await take_step(query, context, tap, STEPS)
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


STEPS: Steps[LiburTap] = {
    "lihat": lambda actor, tap: bind(
        look_at_year, actor, kantor_id=tap.number(), tahun=tap.number(1)
    ),
    "tambah": lambda actor, tap: bind(
        begin_change, actor, kantor_id=tap.number(), jenis=read_jenis(tap)
    ),
    "hapus": lambda actor, tap: bind(
        begin_removal, actor, kantor_id=tap.number(), jenis=read_jenis(tap), mulai=tap.day(2)
    ),
    "ya": lambda actor, tap: bind(confirm_change, actor, sidik=tap.word()),
}
"""What the buttons of the calendar do."""
