"""An SOP file sent by an admin: what is wrong with it, what it changes, and its activation."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from telegram import CallbackQuery, Document, Update

from handlers.context import Context
from handlers.screens.buttons import Keyboard, sop_button
from handlers.screens.callback import CallbackUnreadable, SopTap
from handlers.screens.findings import describe_kode, describe_salah
from handlers.screens.screen import Screen
from handlers.screens.wording import render, word
from handlers.spent import spent_by, take_off
from handlers.taps.kuota import LEMBAR, check_quota
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.records import Actor
from sop_flows.sop.catalog import Salah
from sop_flows.sop.examine import MAX_BYTES, examine
from sop_flows.sop.findings import KodeTemuan
from sop_flows.use_cases.sop.sent import administered, confirm_sop, leave_sop, offer_sop

SUFFIX = ".toml"

Facts = Mapping[str, Any]


def is_sop_file(nama: str) -> bool:
    """Tell whether a dokumen is meant to be an SOP file."""
    return PurePath(nama).suffix.lower() == SUFFIX


async def on_sop_file(update: Update, context: Context, document: Document) -> str:
    """An SOP file came: whoever is no admin is refused before it is read."""
    user_id = update.effective_user.id if update.effective_user else 0
    await context.read(administered, user_id=user_id)
    check_quota(context, user_id, document, LEMBAR)
    if (document.file_size or 0) > MAX_BYTES:
        await context.tell(answer_to(user_id, "sop_terlalu_besar"))
        return ""
    file = await context.bot.get_file(document.file_id)
    content = bytes(await file.download_as_bytearray())
    nama = (document.file_name or "")[:120]
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
    return "tercatat" if tap.aksi == "ya" else ""


def draw_ditolak(isi: Facts) -> Screen:
    """Return what has to be mended before an SOP file can run."""
    found = [(each, sentence_of(each)) for each in isi["temuan"]]
    return Screen(render("pesan/sop_ditolak.j2", isi=isi, temuan=found))


def sentence_of(finding: Facts) -> str:
    """Return the sentence of one finding."""
    if "salah" in finding:
        return describe_salah(Salah(finding["salah"]), finding["nilai"])
    return describe_kode(KodeTemuan(finding["kode"]), finding["fakta"])


def draw_diperiksa(isi: Facts) -> Screen:
    """Return the summary of an SOP file that can run, to be activated or left."""
    text = render(
        "pesan/sop_diperiksa.j2",
        isi=isi,
        peringatan=[(each, sentence_of(each)) for each in isi["peringatan"]],
        perubahan=[(p, word("perubahan", p["jenis"], **p)) for p in isi["perubahan"]],
    )
    return Screen(text, plan_buttons(isi))


def plan_buttons(isi: Facts) -> Keyboard:
    """Return yes, where every column has a post and there is something to do; and no."""
    place = (isi["kantor_id"], isi["sidik"])
    leave = sop_button("batal", "batal", *place)
    if isi["belum"] or isi["aktif"]:
        return ((leave,),)
    return ((sop_button("ya_aktifkan", "ya", *place, gaya="success"), leave),)


def told(layar: str) -> Callable[[Facts], Screen]:
    """Return how a message is drawn that is only told."""
    return lambda isi: Screen(render(f"pesan/{layar}.j2", isi=isi))


DRAW: Mapping[str, Callable[[Facts], Screen]] = {
    "sop_ditolak": draw_ditolak,
    "sop_diperiksa": draw_diperiksa,
    "sop_aktif": told("sop_aktif"),
    "sop_terlalu_besar": told("sop_terlalu_besar"),
}
"""Which message about an SOP file is drawn how, by its layar."""
