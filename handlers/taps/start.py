"""Starting a berkas: which SOP, which periode, and the facts that the SOP asks for first."""

from collections.abc import Callable, Mapping

from telegram import CallbackQuery

from handlers.context import Context, Step, bind
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import AwalTap, MulaiTap, PeriodeTap
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.mulai import LayarMulai, LayarPeriode
from sop_flows.ports.records import Actor
from sop_flows.use_cases.isian.start import (
    begin_start,
    begin_with,
    change_answer,
    choose_answer,
    confirm_start,
    leave_start,
    press_answer,
)
from sop_flows.waktu.periode import Periode


async def on_start_tap(
    query: CallbackQuery, context: Context, tap: MulaiTap | PeriodeTap | AwalTap
) -> str:
    """A button on the way to a start."""
    actor = Actor.private(query.from_user.id)
    match tap:
        case MulaiTap():
            outcome = await context.perform(beginning_of(tap, actor))
            await take_off(query, spent_by(tap))
            return popup("tercatat") if outcome else ""
        case PeriodeTap():
            await show_periode(query, context, tap)
            return ""
        case AwalTap(aksi="nanti"):
            await take_off(query, spent_by(tap))
            return popup("nanti")
        case AwalTap():
            await context.perform(step_of(tap, actor))
            await take_off(query, spent_by(tap))
            return popup("tercatat") if tap.aksi == "ya" else ""


def beginning_of(tap: MulaiTap, actor: Actor) -> Step:
    """Return the step that begins a berkas, from the values that were asked about where they were."""
    if tap.sumber is None:
        return bind(begin_start, actor, sop_id=tap.sop_id, periode=tap.periode)
    sumber = tap.sumber or None
    return bind(begin_with, actor, sop_id=tap.sop_id, periode=tap.periode, sumber=sumber)


async def show_periode(query: CallbackQuery, context: Context, tap: PeriodeTap) -> None:
    """Owe the list of periode of a kind, or the SOPs of one."""
    user_id = query.from_user.id
    if isinstance(tap.periode, Periode):
        await context.tell(
            answer_to(
                user_id, LayarMulai(user_id=user_id, periode=tap.periode, halaman=tap.halaman)
            )
        )
    else:
        await context.tell(answer_to(user_id, LayarPeriode(user_id=user_id, jenis=tap.periode)))


def step_of(tap: AwalTap, actor: Actor) -> Step:
    """Return what a button of a question or of the summary does."""
    step = STEPS.get(tap.aksi)
    if step is None:
        raise CallbackUnreadable(tap.aksi)
    return step(actor, tap)


def answer(actor: Actor, tap: AwalTap, *, is_given: bool) -> Step:
    """Return the step that takes a tick, or leaves an answer out."""
    return bind(press_answer, actor, sop_id=tap.sop_id, revisi=tap.revisi, is_given=is_given)


STEPS: Mapping[str, Callable[[Actor, AwalTap], Step]] = {
    "ya": lambda actor, tap: bind(confirm_start, actor, sop_id=tap.sop_id, revisi=tap.revisi),
    "batal": lambda actor, tap: bind(
        leave_start, chat_id=actor.chat_id, sop_id=tap.sop_id, revisi=tap.revisi
    ),
    "ada": lambda actor, tap: answer(actor, tap, is_given=True),
    "pilih": lambda actor, tap: bind(
        choose_answer, actor, sop_id=tap.sop_id, revisi=tap.revisi, sidik=tap.word()
    ),
    "lewati": lambda actor, tap: answer(actor, tap, is_given=False),
    "ubah": lambda actor, tap: bind(
        change_answer, actor, sop_id=tap.sop_id, revisi=tap.revisi, ke=tap.number()
    ),
}
"""What the buttons of a question before a start do."""
