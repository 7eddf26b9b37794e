"""Several tugas at once: the buttons that list them, and those of the list."""

from telegram import CallbackQuery

from handlers.context import Context, bind
from handlers.screens.arguments import read_kerja
from handlers.screens.callback import LEAVE, SekaligusTap
from handlers.screens.wording import popup
from handlers.taps.steps import Steps, take_step
from sop_flows.ports.records import Actor
from sop_flows.use_cases.tugas.pilihan_sekaligus import (
    ask_several,
    begin_choice,
    choose_again,
    leave_choice,
    look_at_one,
    toggle_one,
)
from sop_flows.use_cases.tugas.sekaligus import perform_several


async def on_sekaligus_tap(query: CallbackQuery, context: Context, tap: SekaligusTap) -> str:
    """A button that lists several tugas, or one of the list."""
    tap.number()  # the office, which a stale tap is answered for
    if tap.aksi == "ya":
        actor = Actor.private(query.from_user.id)
        done = await context.perform(perform_several, actor, sidik=tap.at(1))
        return popup("sekaligus", tercatat=len(done.tercatat), tidak=len(done.tidak))
    await take_step(query, context, tap, STEPS)
    return popup("batal") if tap.aksi == LEAVE else ""


STEPS: Steps[SekaligusTap] = {
    "buka": lambda actor, tap: bind(
        begin_choice,
        actor,
        kantor_id=tap.number(),
        kerja=read_kerja(tap.at(1)),
        halaman=tap.number(2),
    ),
    "pilih": lambda actor, tap: bind(toggle_one, actor, sidik=tap.at(1), tugas_id=tap.number(2)),
    "lihat": lambda actor, tap: bind(look_at_one, actor, sidik=tap.at(1), tugas_id=tap.number(2)),
    "tanya": lambda actor, tap: bind(ask_several, actor, sidik=tap.at(1)),
    "ubah": lambda actor, tap: bind(choose_again, actor, sidik=tap.at(1)),
    LEAVE: lambda actor, _: bind(leave_choice, actor),
}
"""What the buttons about several tugas do; the office stands first, for the list is one of each."""
