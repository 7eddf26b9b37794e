"""What people write and hand in: words, sheets, photos, and what cannot be read."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime

from telegram import Document, Message, PhotoSize, Update
from telegram.constants import MessageAttachmentType

from handlers.context import Context
from handlers.taps.commands import person
from handlers.taps.limits import DOKUMEN, LEMBAR, check_quota
from handlers.taps.logo import is_logo, on_logo
from handlers.taps.sop import is_sop_file, on_sop_file
from handlers.taps.verifikasi import is_to_verify, on_file_to_verify
from sop_flows.deferred import dataclass
from sop_flows.errors import DokumenOfOtherKind
from sop_flows.kantor.dokumen import TAUTAN, Lampiran, read_tautan
from sop_flows.kantor.isi_dokumen import PDF, is_as_named
from sop_flows.kinerja.lembar import BacaanLembar
from sop_flows.kinerja.unggahan import SebabLembar, SheetRefused
from sop_flows.papers.tanda import find_tanda, see_file
from sop_flows.papers.tte import Terperiksa
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.formulir import DokumenTerlaluBesar, LembarDitolak
from sop_flows.ports.layar.tugas import KeteranganTakDibaca, TidakTerbaca
from sop_flows.ports.records import Actor
from sop_flows.teks import excerpt
from sop_flows.use_cases.formulir.lembar import accept_sheet, expect_sheet
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.answers import asks_dokumen, awaits_tautan, expect_dokumen
from sop_flows.use_cases.isian.koreksi import names_kantor
from sop_flows.use_cases.isian.start import accept_dokumen
from sop_flows.use_cases.isian.tertanda import ask_signed, find_signing, may_be_signed

SHEET_LIMIT = 5 * 1024 * 1024
DOKUMEN_LIMIT = 20 * 1024 * 1024
SENT = [
    one for one in MessageAttachmentType if one is not MessageAttachmentType.SUCCESSFUL_PAYMENT
]
"""What a person can put into a message beside words."""
SHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv")


@dataclass(frozen=True, slots=True)
class FileTools:
    """Where dokumen go: reading sheets under guard, keeping files by their sha256."""

    read_sheet: Callable[[bytes], BacaanLembar]
    keep: Callable[[bytes], str]
    is_picture: Callable[[bytes], bool]
    """Tells whether a paper can show it."""
    verify: Callable[[bytes, Iterable[str], datetime], Terperiksa]
    """Returns whose signature was added to a file of that sha256, or refuses it."""


async def on_text(update: Update, context: Context) -> str:
    """Words: an answer, lines of values, or something to be pointed on from."""
    message = written(update)
    quoted = message.reply_to_message
    if tautan := read_tautan(message.text or ""):
        of = quoted.message_id if quoted else None
        if await context.read(awaits_tautan, chat_id=message.chat_id, quoted=of):
            await keep_tautan(update, context, tautan)
            return ""
    await context.perform(
        take_text,
        Actor(user_id=person(update), chat_id=message.chat_id),
        teks=message.text or "",
        message_id=message.message_id,
        quoted=quoted.message_id if quoted else None,
    )
    return ""


def written(update: Update) -> Message:
    """Return the message of an update."""
    if update.message is None:
        raise TypeError("an update without a message came to a handler of messages")
    return update.message


async def mention_caption(message: Message, context: Context) -> None:
    """Owe the word that what stands under a photo or a file is no answer; the kode of an office is read."""
    said, user_id = message.caption, message.chat_id
    if said and not await context.read(names_kantor, user_id=user_id, keterangan=said):
        told = KeteranganTakDibaca(teks=excerpt(said))
        context.handling.also.append(answer_to(message.chat_id, told))


async def on_document(update: Update, context: Context) -> str:
    """A file: a sheet or an SOP is read, anything else is kept with the tugas that asks for it."""
    message = written(update)
    document = message.document
    if document is None:
        return ""
    if is_logo(message.caption):
        await on_logo(update, context, document, message.caption or "")
        return ""
    if is_to_verify(message):
        await on_file_to_verify(message, context, document)
        return ""
    await mention_caption(message, context)
    if is_sop_file(document.file_name or ""):
        return await on_sop_file(update, context, document)
    is_sheet = (document.file_name or "").lower().endswith(SHEETS)
    if is_sheet and not await context.read(asks_dokumen, chat_id=message.chat_id):
        await on_sheet(update, context, document)
        return ""
    nama = document.file_name or "dokumen"
    if await is_to_be_verified(context, person(update), document, nama):
        await on_pdf(message, context, document, nama)
        return ""
    await keep(update, context, document, nama, document.mime_type or "")
    return ""


async def is_to_be_verified(context: Context, user_id: int, document: Document, nama: str) -> bool:
    """Tell whether a file may be a signed paper, by its name and by what waits for its sender."""
    is_small = (document.file_size or 0) <= DOKUMEN_LIMIT
    if not is_small or not nama.lower().endswith(PDF):
        return False
    return await context.read(may_be_signed, Actor.private(user_id), nama=nama)


async def on_sheet(update: Update, context: Context, document: Document) -> None:
    """A sheet came back."""
    user_id = person(update)
    await context.read(expect_sheet, user_id=user_id)
    check_quota(context, user_id, document, LEMBAR)
    try:
        bacaan = await read(context, document)
    except SheetRefused as refused:
        told = LembarDitolak(sebab=refused.sebab, nama=document.file_name or "")
        await context.tell(answer_to(user_id, told))
        return
    await context.perform(accept_sheet, Actor.private(user_id), bacaan=bacaan)


async def read(context: Context, document: Document) -> BacaanLembar:
    """Return what a sheet says, read under guard.

    Raises:
        SheetRefused: It is too big, none of ours, or not to be trusted.
    """
    if (document.file_size or 0) > SHEET_LIMIT:
        raise SheetRefused(SebabLembar.TERLALU_BESAR)
    content = await context.fetch(document)
    return await asyncio.to_thread(file_tools(context).read_sheet, content)


def file_tools(context: Context) -> FileTools:
    """Return where dokumen go."""
    found: FileTools = context.bot_data["file_tools"]
    return found


async def on_photo(update: Update, context: Context) -> str:
    """A photo: kept with the tugas that asks for a dokumen."""
    message = written(update)
    photo = message.photo[-1]
    if is_logo(message.caption):
        await on_logo(update, context, photo, message.caption or "")
        return ""
    await mention_caption(message, context)
    await keep(update, context, photo, f"foto-{photo.file_unique_id}.jpg", "image/jpeg")
    return ""


async def on_pdf(message: Message, context: Context, document: Document, nama: str) -> None:
    """A PDF that may be a signed paper; what it does not decide on is a dokumen like any other."""
    actor = Actor.private(message.chat_id)
    check_quota(context, actor.user_id, document, DOKUMEN)
    sent = Dikirim(document, nama, "application/pdf", await context.fetch(document))
    seen = await asyncio.to_thread(see_file, sent.content)
    diminta = await context.read(find_signing, actor, seen=seen, nama=nama)
    if diminta is None:
        await context.read(expect_dokumen, actor, album=message.media_group_id or "", nama=nama)
        await hand_in(message, context, sent)
        return
    verify = file_tools(context).verify
    found = await asyncio.to_thread(verify, sent.content, diminta.files, context.now)
    lampiran = await put_away(context, sent)
    await context.perform(ask_signed, actor, seen=seen, nama=nama, found=found, lampiran=lampiran)


async def keep(
    update: Update, context: Context, file: Document | PhotoSize, nama: str, mime: str
) -> None:
    """Keep a dokumen, or say politely that it is too big.

    Raises:
        DokumenOfOtherKind: It is not what its name says.
    """
    user_id, message = person(update), written(update)
    if (file.file_size or 0) > DOKUMEN_LIMIT:
        await context.tell(answer_to(user_id, DokumenTerlaluBesar()))
        return
    album = message.media_group_id or ""
    await context.read(expect_dokumen, Actor.private(user_id), album=album, nama=nama)
    check_quota(context, user_id, file, DOKUMEN)
    await hand_in(message, context, Dikirim(file, nama, mime, await context.fetch(file)))


@dataclass(frozen=True, slots=True)
class Dikirim:
    """A file that somebody sent, with its content."""

    file: Document | PhotoSize
    nama: str
    mime: str
    content: bytes


async def hand_in(message: Message, context: Context, sent: Dikirim) -> None:
    """Keep a dokumen with what asks for it.

    Raises:
        DokumenOfOtherKind: It is not what its name says.
    """
    if not is_as_named(sent.nama, sent.content):
        raise DokumenOfOtherKind(nama=sent.nama)
    await context.perform(
        accept_dokumen,
        Actor.private(message.chat_id),
        album=message.media_group_id or "",
        message_id=message.message_id,
        tanda=await asyncio.to_thread(find_tanda, sent.content),
        keterangan=message.caption or "",
        lampiran=await put_away(context, sent),
    )


async def put_away(context: Context, sent: Dikirim) -> Lampiran:
    """Keep a content by its sha256; return the dokumen that it is."""
    return Lampiran(
        berkas_id=0,
        tugas_id=0,
        sha256=await asyncio.to_thread(file_tools(context).keep, sent.content),
        nama=" ".join(sent.nama.split()),
        mime=sent.mime[:100],
        ukuran=len(sent.content),
        file_id=sent.file.file_id,
        foto=isinstance(sent.file, PhotoSize),
        oleh=0,
        diterima_at=context.now,
    )


async def keep_tautan(update: Update, context: Context, tautan: str) -> None:
    """Keep a link as it was written; its text is its content."""
    content = tautan.encode()
    sha256 = await asyncio.to_thread(file_tools(context).keep, content)
    lampiran = Lampiran(
        berkas_id=0,
        tugas_id=0,
        sha256=sha256,
        nama=tautan,
        mime=TAUTAN,
        ukuran=len(content),
        oleh=0,
        diterima_at=context.now,
    )
    await context.perform(
        accept_dokumen,
        Actor.private(person(update)),
        message_id=written(update).message_id,
        lampiran=lampiran,
    )


async def on_other(update: Update, context: Context) -> str:
    """A voice note, a sticker, a place: answered with what can be typed instead.

    What Telegram itself notes in a chat (something pinned, a new background) was said by nobody.
    """
    message = written(update)
    if not any(message[kind] for kind in SENT):
        await context.tell()
        return ""
    await mention_caption(message, context)
    await context.tell(answer_to(person(update), TidakTerbaca()))
    return ""
