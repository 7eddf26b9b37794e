"""An SOP file sent by an admin, and the buttons under its summary."""

import asyncio
from pathlib import PurePath

from telegram import CallbackQuery, Document, Update

from handlers.context import Context
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import SopTap
from handlers.screens.wording import popup
from handlers.spent import spent_by, take_off
from handlers.taps.limits import LEMBAR, check_quota
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.sop import SopTerlaluBesar
from sop_flows.ports.records import Actor
from sop_flows.sop.examine import examine
from sop_flows.sop.toml import LONGEST
from sop_flows.use_cases.sop.sent import administered, confirm_sop, leave_sop, offer_sop

SUFFIX = ".toml"


def is_sop_file(nama: str) -> bool:
    """Tell whether a dokumen is meant to be an SOP file."""
    return PurePath(nama).suffix.lower() == SUFFIX


async def on_sop_file(update: Update, context: Context, document: Document) -> str:
    """An SOP file came: whoever is no admin is refused before it is read."""
    user_id = update.effective_user.id if update.effective_user else 0
    await context.read(administered, user_id=user_id)
    check_quota(context, user_id, document, LEMBAR)
    if (document.file_size or 0) > LONGEST:
        await context.tell(answer_to(user_id, SopTerlaluBesar()))
        return ""
    content = await context.fetch(document)
    nama = document.file_name or ""
    pemeriksaan = await asyncio.to_thread(examine, content, nama)
    await context.perform(offer_sop, Actor.private(user_id), pemeriksaan=pemeriksaan)
    return ""


async def on_sop_tap(query: CallbackQuery, context: Context, tap: SopTap) -> str:
    """A button under the summary of an SOP file."""
    actor = Actor.private(query.from_user.id)
    match tap.aksi:
        case "ya":
            await context.perform(confirm_sop, actor, kantor_id=tap.kantor_id, sidik=tap.sidik)
        case "batal":
            await context.perform(leave_sop, actor, sidik=tap.sidik)
        case _:
            raise CallbackUnreadable(tap.aksi)
    await take_off(query, spent_by(tap))
    return popup("tercatat") if tap.aksi == "ya" else ""
