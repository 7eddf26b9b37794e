"""What a screen needs before it can be drawn: loaded in one unit of work, when it is sent."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from handlers.screens.notices import Isi, Pesan
from sop_flows.deferred import replace
from sop_flows.errors import NaskahLost, Refusal
from sop_flows.ports import layar
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.layar.capaian import LayarBagan, LayarBukuRekap, LayarCapaian
from sop_flows.ports.layar.daftar import (
    HapusTanya,
    LayarAlur,
    LayarAnggota,
    LayarBantuan,
    LayarBerkas,
    LayarDitandatangani,
    LayarDitunggu,
    LayarDokumen,
    LayarKartu,
    LayarMenunggu,
    LayarNaskah,
    LayarNaskahBerkas,
    LayarNilai,
    LayarPegawai,
    LayarRekap,
    LayarRiwayat,
    LayarTautan,
    LayarTugas,
)
from sop_flows.ports.layar.formulir import LayarLembar
from sop_flows.ports.layar.kalender import LayarBatas
from sop_flows.ports.layar.libur import LayarLibur
from sop_flows.ports.layar.mulai import LayarMulai, LayarPeriode
from sop_flows.ports.layar.papers import LayarArsip, LayarPaper
from sop_flows.ports.layar.rencana import LayarPilihanRencana, LayarRencana
from sop_flows.ports.layar.tugas import Penolakan
from sop_flows.ports.records import Actor, AnyKartu, Daftar, KartuDaftar, KartuPapan, KartuTugas
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.ports.views import KartuView
from sop_flows.use_cases.berkas.again import view_offers
from sop_flows.use_cases.berkas.alur import view_alur
from sop_flows.use_cases.berkas.arsip import view_arsip
from sop_flows.use_cases.berkas.ditandatangani import list_signed, read_naskah
from sop_flows.use_cases.berkas.dokumen import view_dokumen
from sop_flows.use_cases.berkas.kept import view_kept
from sop_flows.use_cases.berkas.naskah import view_naskah
from sop_flows.use_cases.berkas.papan import list_berkas, view_berkas, view_board
from sop_flows.use_cases.berkas.rencana import list_plannable, view_rencana
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.berkas.start import list_periods, list_startable
from sop_flows.use_cases.formulir.lembar import describe_sheet
from sop_flows.use_cases.kantor.libur import view_libur
from sop_flows.use_cases.kinerja.buku import final_rekap, view_rekap
from sop_flows.use_cases.kinerja.capaian import read_buku, view_capaian
from sop_flows.use_cases.pegawai.joining import TOKEN_BYTES, list_members, list_roles
from sop_flows.use_cases.pegawai.tautan import issue_link, view_member
from sop_flows.use_cases.reminders import view_reminder
from sop_flows.use_cases.tugas.batas import view_batas
from sop_flows.use_cases.tugas.calon_sekaligus import offer_several
from sop_flows.use_cases.tugas.daftar_sekaligus import view_several
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.listing import list_tugas
from sop_flows.use_cases.tugas.papers import view_paper
from sop_flows.use_cases.waiting import list_waiting

Loader = Callable[[UnitOfWork, QueuedKiriman, Any], Isi]
"""Loads what a message shows, by what it says."""


def load_kartu(uow: UnitOfWork, kiriman: QueuedKiriman, kartu: AnyKartu | None) -> Isi:
    """Return what a card, board or reminder shows now, which is read where it is not given.

    A chat that is its person's no more gets nothing new: an open card or a board that is there says
    that it is gone. A list of nothing is not sent; one that is there says that it is over.
    """
    if kartu is None and kiriman.kartu_id is not None:
        kartu = uow.kartu.get(kiriman.kartu_id)
    if kartu is None:
        return None
    is_there = kartu.message_id is not None
    match kartu:
        case KartuTugas():
            view = view_kartu(uow, kartu)
            return view if (is_there if view.is_moved else not view.is_ended) else None
        case KartuDaftar(daftar=Daftar.SEKALIGUS):
            several = view_several(uow, kartu)
            return several if is_there or not several.is_over else None
        case KartuDaftar():
            view_list = view_offers if kartu.daftar is Daftar.TAWARAN else view_reminder
            told = view_list(uow, kartu)
            is_edit = is_there and not kiriman.baru
            return told if is_edit or not told.is_over else None
        case KartuPapan():
            board = view_board(uow, kartu)
            return board if is_there or not board.is_ended else None


def load_tugas(uow: UnitOfWork, _: QueuedKiriman, isi: LayarTugas) -> Isi:
    """Return somebody's open tugas, and how many of others they wait for."""
    own = list_tugas(uow, user_id=isi.user_id)
    return replace(
        own,
        menunggu=len(list_waiting(uow, user_id=isi.user_id)),
        sekaligus=offer_several(uow, isi.user_id),
    )


def load_questions(uow: UnitOfWork, kiriman: QueuedKiriman, _: HapusTanya) -> Isi:
    """Return the messages of a chat that asked what was answered or left meanwhile."""
    return uow.outbox.questions(kiriman.chat_id, kiriman.id) or None


def load_rekap(uow: UnitOfWork, kiriman: QueuedKiriman, isi: LayarRekap) -> Isi:
    """Return what a sheet of values holds, of a tugas or of a naskah."""
    user_id = kiriman.chat_id
    if isi.tugas is None:
        return view_kept(uow, user_id=user_id, berkas_id=isi.berkas, kode=isi.kode)
    return view_rekap(uow, user_id=user_id, tugas_id=isi.tugas)


def load_capaian(
    uow: UnitOfWork, _: QueuedKiriman, isi: LayarCapaian | LayarBagan | LayarBukuRekap
) -> Isi:
    """Return what somebody looks at of what an office reached, or that what was signed is lost."""
    view = read_buku if isinstance(isi, LayarBukuRekap) else view_capaian
    try:
        return view(uow, user_id=isi.user_id, pandangan=isi.pandangan)
    except NaskahLost as lost:
        return Penolakan(kode=type(lost).__name__, fakta={"naskah": lost.naskah})


def load_paper(uow: UnitOfWork, kiriman: QueuedKiriman, isi: LayarPaper) -> Isi:
    """Return a paper on the card of a tugas, as it is asked for."""
    user_id = kiriman.chat_id
    view = view_paper(uow, user_id=user_id, tugas_id=isi.tugas, ke=isi.ke, bot=isi.bot)
    return replace(view, is_word=isi.word)


def load_arsip(uow: UnitOfWork, kiriman: QueuedKiriman, isi: LayarArsip) -> Isi:
    """Return everything of a berkas, with its sheet of values."""
    user_id = kiriman.chat_id
    view = view_arsip(uow, user_id=user_id, berkas_id=isi.berkas, bot=isi.bot)
    return replace(view, rekap=final_rekap(uow, view.berkas))


LOADERS: Mapping[type[layar.Isi], Loader] = {
    HapusTanya: load_questions,
    LayarTugas: load_tugas,
    LayarMenunggu: lambda uow, _, isi: list_waiting(uow, user_id=isi.user_id),
    LayarBerkas: lambda uow, _, isi: list_berkas(uow, user_id=isi.user_id, halaman=isi.halaman),
    LayarMulai: lambda uow, _, isi: list_startable(uow, user_id=isi.user_id, periode=isi.periode),
    LayarPeriode: lambda uow, _, isi: list_periods(uow, user_id=isi.user_id, jenis=isi.jenis),
    LayarPilihanRencana: lambda uow, _, isi: list_plannable(uow, user_id=isi.user_id),
    LayarRencana: lambda uow, _, isi: view_rencana(uow, user_id=isi.user_id, maksud=isi.maksud),
    LayarAnggota: lambda uow, _, isi: list_members(uow, user_id=isi.user_id),
    LayarPegawai: lambda uow, _, isi: view_member(
        uow, user_id=isi.user_id, pegawai_id=isi.pegawai_id
    ),
    LayarTautan: lambda uow, _, isi: issue_link(
        uow,
        user_id=isi.user_id,
        pegawai_id=isi.pegawai_id,
        bot=isi.bot,
        token=secrets.token_urlsafe(TOKEN_BYTES),
    ),
    LayarBantuan: lambda uow, _, isi: list_roles(uow, user_id=isi.user_id),
    LayarRiwayat: lambda uow, _, isi: view_riwayat(
        uow, user_id=isi.user_id, berkas_id=isi.berkas_id
    ),
    LayarAlur: lambda uow, _, isi: view_alur(
        uow, user_id=isi.user_id, berkas_id=isi.berkas_id, halaman=isi.halaman
    ),
    LayarDitunggu: lambda uow, _, isi: view_berkas(
        uow, user_id=isi.user_id, berkas_id=isi.berkas_id
    ),
    LayarBatas: lambda uow, k, isi: view_batas(uow, user_id=k.chat_id, tugas_id=isi.tugas),
    LayarLibur: lambda uow, _, isi: view_libur(
        uow, user_id=isi.user_id, kantor_id=isi.kantor, tahun=isi.tahun
    ),
    LayarNaskah: lambda uow, _, isi: view_naskah(uow, user_id=isi.user_id, kode=isi.kode),
    LayarNaskahBerkas: lambda uow, _, isi: (
        read_naskah(uow, user_id=isi.user_id, berkas_id=isi.berkas_id, kode=isi.kode),
    ),
    LayarDitandatangani: lambda uow, _, isi: list_signed(
        uow, user_id=isi.user_id, halaman=isi.halaman
    ),
    LayarDokumen: lambda uow, k, isi: view_dokumen(
        uow,
        user_id=k.chat_id,
        lampiran_id=isi.lampiran,
        tugas_id=isi.tugas,
        berkas_id=isi.berkas,
    ),
    LayarRekap: load_rekap,
    LayarPaper: load_paper,
    LayarArsip: load_arsip,
    LayarNilai: lambda uow, _, isi: view_kept(
        uow, user_id=isi.user_id, berkas_id=isi.berkas_id, kode=isi.kode
    ),
    LayarCapaian: load_capaian,
    LayarBagan: load_capaian,
    LayarBukuRekap: load_capaian,
    LayarLembar: lambda uow, k, isi: describe_sheet(
        uow, Actor.private(k.chat_id), tugas_id=isi.tempat.tugas
    ),
}
"""The screens that show what is true when they are sent, beside cards; the others carry their facts along."""


def load(uow: UnitOfWork, kiriman: QueuedKiriman, kartu: AnyKartu | None = None) -> Pesan | None:
    """Return a message with what it shows; None where there is nothing left to show.

    Who has lost the right to a screen since it was owed is shown nothing.

    Args:
        kartu: The card that the message shows, where it was read already.
    """
    is_card = isinstance(kiriman.isi, LayarKartu)
    loader = LOADERS.get(type(kiriman.isi))
    isi: Isi = None
    if is_card or loader is not None:
        with suppress(Refusal):
            isi = loader(uow, kiriman, kiriman.isi) if loader else load_kartu(uow, kiriman, kartu)
        if isi is None:
            return None
    return Pesan(kiriman=kiriman, isi=isi, sapaan=sapaan_for(uow, kiriman, isi, kartu))


def sapaan_for(uow: UnitOfWork, kiriman: QueuedKiriman, isi: Isi, kartu: AnyKartu | None) -> str:
    """Return how who reads a message is addressed; whose card or board it is, is known from it."""
    if isinstance(isi, KartuView):
        return isi.pemirsa.sapaan
    if kartu is not None:
        return uow.pegawai.person(kartu.kantor_id, kartu.pegawai_id).sapaan
    return uow.pegawai.sapaan(kiriman.chat_id)
