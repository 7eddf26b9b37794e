"""Taps that turn the page of a list, on a naskah that was decided on, and on what an office reached."""

from collections.abc import Callable, Mapping

from telegram import CallbackQuery

from handlers.context import Context, Step, bind, telling
from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import CapaianTap, DaftarTap, NaskahTap
from sop_flows.ports.capaian import Pandangan
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.daftar import (
    LayarAnggota,
    LayarBerkas,
    LayarDitandatangani,
    LayarMenunggu,
    LayarTugas,
)
from sop_flows.ports.layar.mulai import LayarMulai
from sop_flows.ports.layar.rencana import LayarPilihanRencana
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.ditandatangani import open_naskah, show_signed
from sop_flows.use_cases.berkas.kept import request_kept, show_values
from sop_flows.use_cases.berkas.start import list_startable
from sop_flows.use_cases.kinerja.capaian import request_bagan, request_buku, show_capaian
from sop_flows.use_cases.pegawai.joining import list_members
from sop_flows.use_cases.say import say

ListTap = DaftarTap | NaskahTap | CapaianTap


async def on_list_tap(query: CallbackQuery, context: Context, tap: ListTap) -> str:
    """A button that shows a page of a list, or opens one of what a list names."""
    await context.perform(step_of(Actor.private(query.from_user.id), tap))
    return ""


def step_of(actor: Actor, tap: ListTap) -> Step:
    """Return what a tap leads to.

    Raises:
        CallbackUnreadable: There is no such list or button.
    """
    match tap:
        case DaftarTap(daftar=daftar) if daftar in LISTS:
            return LISTS[daftar](actor, tap.halaman)
        case NaskahTap(aksi=aksi) if aksi in NASKAH:
            return NASKAH[aksi](actor, tap)
        case CapaianTap(aksi=aksi) if aksi in CAPAIAN:
            return CAPAIAN[aksi](actor, tap.pandangan)
    raise CallbackUnreadable(tap.encode())


def starts(actor: Actor, halaman: int) -> Step:
    """Return the step that shows a page of what may be started, to who may start anything."""
    page = answer_to(actor.chat_id, LayarMulai(user_id=actor.user_id, halaman=halaman))
    return bind(telling(list_startable, lambda _: page), user_id=actor.user_id)


def members(actor: Actor, halaman: int) -> Step:
    """Return the step that shows a page of who has joined, to who may know it."""
    page = answer_to(actor.chat_id, LayarAnggota(user_id=actor.user_id, halaman=halaman))
    return bind(telling(list_members, lambda _: page), user_id=actor.user_id)


LISTS: Mapping[str, Callable[[Actor, int], Step]] = {
    LayarTugas.layar: lambda actor, page: bind(
        say, actor.chat_id, None, LayarTugas(user_id=actor.user_id, halaman=page)
    ),
    LayarMenunggu.layar: lambda actor, page: bind(
        say, actor.chat_id, None, LayarMenunggu(user_id=actor.user_id, halaman=page)
    ),
    LayarBerkas.layar: lambda actor, page: bind(
        say, actor.chat_id, None, LayarBerkas(user_id=actor.user_id, halaman=page)
    ),
    LayarDitandatangani.layar: lambda actor, page: bind(show_signed, actor, halaman=page),
    LayarAnggota.layar: members,
    LayarMulai.layar: starts,
    LayarPilihanRencana.layar: lambda actor, page: bind(
        say, actor.chat_id, None, LayarPilihanRencana(user_id=actor.user_id, halaman=page)
    ),
}
"""Which list is turned how, by its layar; whose it is, is read again when it is drawn."""

NASKAH: Mapping[str, Callable[[Actor, NaskahTap], Step]] = {
    "buka": lambda actor, tap: bind(open_naskah, actor, berkas_id=tap.berkas_id, kode=tap.kode),
    "nilai": lambda actor, tap: bind(
        show_values, actor, berkas_id=tap.berkas_id, kode=tap.kode, halaman=tap.number()
    ),
    "rekap": lambda actor, tap: bind(request_kept, actor, berkas_id=tap.berkas_id, kode=tap.kode),
}
"""What the buttons of a naskah do."""

CAPAIAN: Mapping[str, Callable[[Actor, Pandangan], Step]] = {
    "lihat": lambda actor, at: bind(show_capaian, actor, pandangan=at),
    "bagan": lambda actor, at: bind(request_bagan, actor, pandangan=at),
    "rekap": lambda actor, at: bind(request_buku, actor, pandangan=at),
}
"""What the buttons about what an office reached do."""
