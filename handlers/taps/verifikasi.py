"""A file with ``/verifikasi`` under it, or in reply to that: whether it is a paper of ours."""

import asyncio

from telegram import Document, Message

from handlers.context import Context
from handlers.taps.limits import DOKUMEN, check_quota
from sop_flows.papers.tanda import see_file
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.verify_file import tell_of_file

COMMAND = "/verifikasi"


def is_to_verify(message: Message) -> bool:
    """Tell whether a file is brought to be verified."""
    quoted = message.reply_to_message
    said = (message.caption, quoted.text if quoted else "")
    return any((one or "").split()[:1] == [COMMAND] for one in said)


async def on_file_to_verify(message: Message, context: Context, document: Document) -> None:
    """Say what a file is among the papers of the person's offices; nothing of it is kept."""
    user_id = message.chat_id
    check_quota(context, user_id, document, DOKUMEN)
    content = await context.fetch(document)
    seen = await asyncio.to_thread(see_file, content)
    nama = document.file_name or "dokumen"
    await context.perform(tell_of_file, Actor.private(user_id), nama=nama, file=seen)
