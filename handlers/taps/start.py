"""Starting a berkas: which SOP, which triwulan, and the facts that the SOP asks for first."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from telegram import CallbackQuery

from handlers.context import Context
from handlers.screens.callback import AwalTap, CallbackUnreadable, MulaiTap, PeriodeTap
from handlers.spent import spent_by, take_off
from sop_flows.ports.kiriman import answer_to
from sop_flows.use_cases.isian.start import (
    begin_start,
    change_answer,
    confirm_start,
    leave_start,
    press_answer,
)

Step = Callable[..., object]
"""A use case with its arguments, still without its unit of work."""


async def on_start_tap(
    query: CallbackQuery, context: Context, tap: MulaiTap | PeriodeTap | AwalTap
) -> str:
    """A button on the way to a start."""
    match tap:
        case MulaiTap():
            outcome = await context.perform(
                begin_start,
                user_id=query.from_user.id,
                chat_id=query.from_user.id,
                sop_id=tap.sop_id,
                tahun=tap.tahun,
                triwulan=tap.triwulan,
                sumber=tap.sumber,
            )
            await take_off(query, spent_by(tap))
            return "tercatat" if outcome else ""
        case PeriodeTap():
            await show_periode(query, context, tap)
            return ""
        case AwalTap(aksi="nanti"):
            await take_off(query, spent_by(tap))
            return "nanti"
        case AwalTap():
            await context.perform(step_of(tap, query.from_user.id))
            await take_off(query, spent_by(tap))
            return "tercatat" if tap.aksi == "ya" else ""


async def show_periode(query: CallbackQuery, context: Context, tap: PeriodeTap) -> None:
    """Owe the list of triwulan, or the SOPs of one."""
    user_id = query.from_user.id
    layar = "pilihan_mulai" if tap.periode else "pilihan_periode"
    periode = list(tap.periode) if tap.periode else None
    isi = {"user_id": user_id, "periode": periode}
    await context.tell(answer_to(user_id, layar, isi))


def step_of(tap: AwalTap, user_id: int) -> Step:
    """Return what a button of a question or of the summary does."""
    step = STEPS.get(tap.aksi)
    if step is None:
        raise CallbackUnreadable(tap.aksi)
    here: dict[str, Any] = {"chat_id": user_id, "sop_id": tap.sop_id, "revisi": tap.revisi}
    return step(tap, here) if tap.aksi == "batal" else partial(step(tap, here), user_id=user_id)


STEPS: Mapping[str, Callable[[AwalTap, dict[str, Any]], Step]] = {
    "ya": lambda _, here: partial(confirm_start, **here),
    "batal": lambda _, here: partial(leave_start, **here),
    "ada": lambda _, here: partial(press_answer, **here, is_given=True),
    "lewati": lambda _, here: partial(press_answer, **here, is_given=False),
    "ubah": lambda tap, here: partial(change_answer, **here, ke=tap.number()),
}
"""What the buttons of a question before a start do."""
