"""Commands: what secretaries watch by, and the text form of every decision."""

import re

from telegram import Update

from handlers.context import Context, P, T, UseCase, telling
from sop_flows.deferred import pattern, replace
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.kerja import kerja_that
from sop_flows.errors import NomorMissing, NomorSeveral
from sop_flows.ports.ditanya import (
    Berhalangan,
    Delegasi,
    Libur,
    PadaPapan,
    Rencana,
    TanyaMulai,
)
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.daftar import LayarAnggota, LayarBantuan, LayarTugas
from sop_flows.ports.layar.mulai import LayarMulai
from sop_flows.ports.layar.tugas import Arahan, Ditinggalkan
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.alur import show_alur
from sop_flows.use_cases.berkas.ditandatangani import show_signed
from sop_flows.use_cases.berkas.naskah import show_naskah
from sop_flows.use_cases.berkas.rencana import begin_rencana
from sop_flows.use_cases.berkas.start import list_startable
from sop_flows.use_cases.berkas.steer import (
    ask_whose,
    find_berkas,
    show_riwayat,
    show_status,
)
from sop_flows.use_cases.kinerja.capaian import begin_capaian
from sop_flows.use_cases.nudge import remind_late
from sop_flows.use_cases.pegawai.joining import list_members
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.nomor import perform_by_number
from sop_flows.use_cases.tugas.percakapan import leave
from sop_flows.use_cases.tugas.tanya_alihkan import begin_moving_number

NOMOR_DIGITS = 4  # that a short number has at least
SEPARATORS = pattern(r"(?:[\s#.,;:&/\u2013-]|\bdan\b|\bs\.?d\.)+", re.IGNORECASE)
"""What stands around and between short numbers."""
HEAD = pattern(r"^\D*\d+[\s.,;:]*")
"""The number of a command, with its punctuation."""


def person(update: Update) -> int:
    """Return the Telegram user; in a private chat it is the chat as well."""
    return update.effective_user.id if update.effective_user else 0


def number(context: Context, contoh: str, benda: str = "tugas") -> int:
    """Return the one short number after a command.

    Raises:
        NomorMissing: There is none.
        NomorSeveral: There are several.
    """
    words = [one for one in SEPARATORS.split(" ".join(context.args or [])) if one]
    if not words or not is_number(words[0]):
        raise NomorMissing(contoh=contoh, benda=benda)
    if len(words) > 1 and (is_nomor(words[1]) or all(is_number(word) for word in words)):
        raise NomorSeveral(contoh=contoh, benda=benda)
    return int(words[0])


def is_number(word: str) -> bool:
    """Tell whether a word can be a short number."""
    return word.isascii() and word.isdigit() and len(word) <= 12


def is_nomor(word: str) -> bool:
    """Tell whether a word looks like a further short number: those of an office start at 1001."""
    return is_number(word) and len(word) >= NOMOR_DIGITS


def afresh(use_case: UseCase[P, T], user_id: int) -> UseCase[P, T]:
    """Return a use case that first ends what the chat was asked, and says so: a command leaves it."""

    def run(uow: UnitOfWork, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if (left := leave(uow, chat_id=user_id)) is not None:
            say(uow, user_id, None, replace(parting(left), lanjut=""))
        return use_case(uow, *args, **kwargs)

    return run


async def show(context: Context, user_id: int, isi: Isi) -> str:
    """Owe the person a screen that is loaded when it is drawn."""
    await context.perform(
        afresh(say, user_id),
        chat_id=user_id,
        kantor_id=None,
        isi=isi,
    )
    return ""


async def on_tugas(update: Update, context: Context) -> str:
    """/tugas: the person's open tugas."""
    user_id = person(update)
    return await show(context, user_id, LayarTugas(user_id=user_id))


async def on_bantuan(update: Update, context: Context) -> str:
    """/bantuan: what one can do here."""
    user_id = person(update)
    return await show(context, user_id, LayarBantuan(user_id=user_id))


async def on_mulai(update: Update, context: Context) -> str:
    """/mulai: which SOP to start."""
    user_id = person(update)
    choice = answer_to(user_id, LayarMulai(user_id=user_id))
    use_case = telling(list_startable, lambda _: choice)
    await context.perform(afresh(use_case, user_id), user_id=user_id)
    return ""


async def on_rencana(update: Update, context: Context) -> str:
    """/rencana: when an SOP has to begin, or is done."""
    user_id = person(update)
    await context.perform(afresh(begin_rencana, user_id), Actor.private(user_id))
    return ""


async def on_status(update: Update, context: Context) -> str:
    """/status: the boards of what runs."""
    user_id = person(update)
    await context.perform(afresh(show_status, user_id), Actor.private(user_id))
    return ""


async def on_riwayat(update: Update, context: Context) -> str:
    """/riwayat [nomor]: the history of a berkas."""
    user_id = person(update)
    berkas_id = await meant(context, user_id, "riwayat")
    if berkas_id is not None:
        await context.perform(
            afresh(show_riwayat, user_id), Actor.private(user_id), berkas_id=berkas_id
        )
    return ""


async def on_alur(update: Update, context: Context) -> str:
    """/alur [nomor]: a picture of the way of a berkas through its SOP."""
    user_id = person(update)
    berkas_id = await meant(context, user_id, "alur")
    if berkas_id is not None:
        await context.perform(
            afresh(show_alur, user_id), Actor.private(user_id), berkas_id=berkas_id
        )
    return ""


async def on_ditandatangani(update: Update, context: Context) -> str:
    """/ditandatangani: what the person approved, initialled or signed."""
    user_id = person(update)
    await context.perform(afresh(show_signed, user_id), Actor.private(user_id))
    return ""


async def on_verifikasi(update: Update, context: Context) -> str:
    """/verifikasi kode: what a kode verifikasi stands for."""
    return await tell_of_kode(update, context, "".join(context.args or []))


async def tell_of_kode(update: Update, context: Context, kode: str) -> str:
    """Tell what a kode verifikasi stands for."""
    user_id = person(update)
    await context.perform(afresh(show_naskah, user_id), Actor.private(user_id), teks=kode)
    return ""


async def on_capaian(update: Update, context: Context) -> str:
    """/capaian [periode]: what the office reached, as far as the person may see it."""
    user_id, teks = person(update), " ".join(context.args or [])
    await context.perform(afresh(begin_capaian, user_id), Actor.private(user_id), teks=teks)
    return ""


async def on_ingatkan(update: Update, context: Context) -> str:
    """/ingatkan [nomor]: remind those who are late."""
    user_id = person(update)
    berkas_id = await meant(context, user_id, "ingatkan")
    return "" if berkas_id is None else await remind(context, user_id, berkas_id)


async def meant(context: Context, user_id: int, aksi: str) -> int | None:
    """Return the berkas that a command is about; None where the person is asked of which office."""
    nomor = number(context, f"/{aksi} 1001", "berkas") if context.args else None
    found = await context.read(find_berkas, user_id=user_id, nomor=nomor)
    if len(found) == 1:
        return found[0].id
    await context.perform(
        afresh(ask_whose, user_id),
        Actor.private(user_id),
        berkas=[one.id for one in found],
        aksi=aksi,
    )
    return None


async def remind(context: Context, user_id: int, berkas_id: int) -> str:
    """Remind those who are late in a berkas, and say to how many it went."""
    use_case = telling(remind_late, lambda told: answer_to(user_id, told))
    await context.perform(afresh(use_case, user_id), user_id=user_id, berkas_id=berkas_id)
    return ""


async def on_pegawai(update: Update, context: Context) -> str:
    """/pegawai: who has joined."""
    user_id = person(update)
    members = answer_to(user_id, LayarAnggota(user_id=user_id))
    use_case = telling(list_members, lambda _: members)
    await context.perform(afresh(use_case, user_id), user_id=user_id)
    return ""


async def on_setuju(update: Update, context: Context) -> str:
    """/setuju N: ask on its card whether to approve, initial or sign; further words go with it."""
    kerja = kerja_that(lambda one: one.is_signed)
    return await perform(update, context, kerja, "/setuju 1042")


async def on_selesai(update: Update, context: Context) -> str:
    """/selesai N: finish, send or forward by number."""
    kerja = kerja_that(lambda one: one.finishes)
    return await perform(update, context, kerja, "/selesai 1042")


async def on_kirim(update: Update, context: Context) -> str:
    """/kirim N: send by number what its button sends; what only ends is refused, and said how."""
    return await perform(update, context, (Kerja.KIRIM,), "/kirim 1042")


async def on_kembalikan(update: Update, context: Context) -> str:
    """/kembalikan N alasan: return by number."""
    return await perform(update, context, (Kerja.KEMBALIKAN,), "/kembalikan 1042 alasan")


async def on_alihkan(update: Update, context: Context) -> str:
    """/alihkan N: hand a tugas on to another post."""
    user_id = person(update)
    use_case = afresh(begin_moving_number, user_id)
    nomor = number(context, "/alihkan 1042")
    await context.perform(use_case, Actor.private(user_id), nomor=nomor)
    return ""


async def perform(update: Update, context: Context, kerja: tuple[Kerja, ...], contoh: str) -> str:
    """Do by number what a button would do."""
    await context.perform(
        perform_by_number,
        Actor.private(person(update)),
        nomor=number(context, contoh),
        kerja=kerja,
        catatan=words(update),
    )
    return ""


def words(update: Update) -> str:
    """Return what stands after the number of a command, whole, on its own lines."""
    message = update.effective_message
    _, *said = (message.text or "").split(maxsplit=1) if message else ("",)
    return HEAD.sub("", "".join(said), count=1).strip()


async def on_batal(update: Update, context: Context) -> str:
    """/batal: leave what the chat is being asked."""
    user_id = person(update)
    await context.perform(
        telling(leave, lambda left: answer_to(user_id, parting(left) if left else Arahan())),
        chat_id=user_id,
    )
    return ""


def parting(left: Percakapan) -> Ditinggalkan:
    """Return what is said where a question is left: by which command its matter goes on, and what is forgotten."""
    match left.isi:
        case TanyaMulai():
            return Ditinggalkan(lanjut="mulai", lupa=True)
        case Delegasi() | Libur() | Berhalangan() | Rencana() as isi:
            return Ditinggalkan(lanjut=isi.kind, lupa=True)
        case PadaPapan():
            return Ditinggalkan(lanjut="status", lupa=True)
    return Ditinggalkan()
