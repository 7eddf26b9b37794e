"""A picture with ``/logo`` under it: the logo of an office, from its admin."""

import asyncio

from telegram import Document, PhotoSize, Update

from handlers.context import Context
from handlers.taps.commands import person
from sop_flows.errors import LogoUnfit
from sop_flows.ports.records import Actor
from sop_flows.use_cases.kantor.admin import office_meant
from sop_flows.use_cases.kantor.logo import keep_logo

COMMAND = "/logo"
LIMIT = 512 * 1024
"""Bytes: it is in every paper."""


def is_logo(caption: str | None) -> bool:
    """Tell whether what stands under a picture asks to keep it as the logo."""
    return (caption or "").split()[:1] == [COMMAND]


async def on_logo(
    update: Update, context: Context, file: Document | PhotoSize, caption: str
) -> None:
    """Keep a picture as the logo of the office that is named under it, or of the only one.

    Raises:
        LogoUnfit: It is too big, or no picture that a paper can show.
    """
    user_id, kode = person(update), " ".join(caption.split()[1:])
    await context.read(office_meant, user_id=user_id, kode=kode)
    if (file.file_size or 0) > LIMIT:
        raise LogoUnfit
    content = await context.fetch(file)
    file_tools = context.bot_data["file_tools"]
    if not await asyncio.to_thread(file_tools.is_picture, content):
        raise LogoUnfit
    sha256 = await asyncio.to_thread(file_tools.keep, content)
    await context.perform(keep_logo, Actor.private(user_id), kode=kode, sha256=sha256)
