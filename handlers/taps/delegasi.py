"""Who stands in for a post, and who is away from one: /delegasi, /berhalangan, and their buttons."""

from telegram import CallbackQuery, Update

from handlers.context import Context, bind
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import DelegasiTap
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from handlers.taps.commands import person
from handlers.taps.steps import Steps, leave_question, take_step
from sop_flows.engine.aksi import Penugasan
from sop_flows.ports.records import Actor
from sop_flows.use_cases.pegawai.berhalangan import (
    begin_absence,
    choose_absence,
    take_proposal,
    withdraw_absence,
)
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

DONE = frozenset({"ya", "ya_akhiri", "tarik"})
"""What is not a step of a conversation, but done."""
KINDS = {"plh": Penugasan.PLH, "plt": Penugasan.PLT}


async def on_delegasi(update: Update, context: Context) -> str:
    """/delegasi: who stands in for whom."""
    await context.perform(begin_delegation, Actor.private(person(update)))
    return ""


async def on_berhalangan(update: Update, context: Context) -> str:
    """/berhalangan: the person is away."""
    await context.perform(begin_absence, Actor.private(person(update)))
    return ""


async def on_delegasi_tap(query: CallbackQuery, context: Context, tap: DelegasiTap) -> str:
    """A button of a question about a delegation."""
    if tap.aksi == "batal":
        return await leave_question(query, context, tap)
    await take_step(query, context, tap, STEPS)
    if tap.aksi != "usul":  # under which further posts and tugas have their buttons
        await take_off(query, spent_by(tap))
    return popup("tercatat") if tap.aksi in DONE else ""


def read_kind(tap: DelegasiTap) -> Penugasan:
    """Return whether a button means a Plh. or a Plt."""
    if tap.word() not in KINDS:
        raise CallbackUnreadable(tap.aksi)
    return KINDS[tap.word()]


STEPS: Steps[DelegasiTap] = {
    "jabatan": lambda actor, tap: bind(choose_post, actor, jabatan_id=tap.number()),
    "orang": lambda actor, tap: bind(choose_person, actor, pegawai_id=tap.number()),
    "tanggal": lambda actor, tap: bind(choose_dates, actor, mulai=tap.day(), selesai=tap.day(1)),
    "jenis": lambda actor, tap: bind(choose_kind, actor, penugasan=read_kind(tap)),
    "ya": lambda actor, tap: bind(confirm_delegation, actor, sidik=tap.word()),
    "akhiri": lambda actor, tap: bind(ask_end, actor, penugasan_id=tap.number()),
    "ya_akhiri": lambda actor, tap: bind(confirm_end, actor, penugasan_id=tap.number()),
    "halang": lambda actor, tap: bind(choose_absence, actor, mulai=tap.day(), selesai=tap.day(1)),
    "tarik": lambda actor, tap: bind(
        withdraw_absence, actor, kantor_id=tap.number(), dicatat=tap.number(1)
    ),
    "usul": lambda actor, tap: bind(
        take_proposal,
        actor,
        jabatan_id=tap.number(),
        pegawai_id=tap.number(1),
        dicatat=tap.number(2),
    ),
}
"""What the buttons of a delegation do, and those about who is away."""
