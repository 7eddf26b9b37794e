"""Taps on cards and boards: decode, one use case, answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import CallbackQuery, Update

from handlers.context import Context, Step, bind
from handlers.screens.arguments import CallbackUnreadable, read_kerja
from handlers.screens.callback import (
    AnggotaTap,
    AwalTap,
    BerkasTap,
    CapaianTap,
    DaftarTap,
    DelegasiTap,
    LiburTap,
    MulaiTap,
    NaskahTap,
    PeriodeTap,
    RencanaTap,
    SekaligusTap,
    SopTap,
    Tap,
    TugasTap,
    decode,
)
from handlers.screens.wording import has_word, popup, reason
from handlers.spent import SPENT, spent_by, take_off
from handlers.taps.commands import remind
from handlers.taps.delegasi import on_delegasi_tap
from handlers.taps.formulir import FORMULIR
from handlers.taps.libur import on_libur_tap
from handlers.taps.lists import on_list_tap
from handlers.taps.membership import on_anggota
from handlers.taps.rencana import on_rencana_tap
from handlers.taps.sekaligus import on_sekaligus_tap
from handlers.taps.sop import on_sop_tap
from handlers.taps.start import on_start_tap
from handlers.taps.waktu import WAKTU
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Stored
from sop_flows.ports.ditanya import Penerima, TanyaUnit, Yakin
from sop_flows.ports.layar.tugas import BagianAksi
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.alur import show_alur
from sop_flows.use_cases.berkas.arsip import request_arsip
from sop_flows.use_cases.berkas.dokumen import request_board_dokumen, request_dokumen
from sop_flows.use_cases.berkas.excuse import (
    ask_reason,
    begin_adding,
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_unit,
    choose_witness,
    confirm_excuse,
)
from sop_flows.use_cases.berkas.excuse import turn_choice as turn_people
from sop_flows.use_cases.berkas.reinstate import begin_reinstating, take_back
from sop_flows.use_cases.berkas.steer import (
    ask_cancel,
    open_board,
    refresh_board,
    show_riwayat,
    show_waiting,
)
from sop_flows.use_cases.isian.answers import begin_isian, choose_isian
from sop_flows.use_cases.nudge import remind_one
from sop_flows.use_cases.tugas.arahan import ask_arahan
from sop_flows.use_cases.tugas.basah import begin_ink, choose_ink_witness
from sop_flows.use_cases.tugas.batas import ask_batas
from sop_flows.use_cases.tugas.dikerjakan import take_up
from sop_flows.use_cases.tugas.kartu import leave_tugas
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.nilai import request_rekap, turn_page
from sop_flows.use_cases.tugas.nomor import perform_in_office
from sop_flows.use_cases.tugas.papers import request_paper, request_word
from sop_flows.use_cases.tugas.percakapan import (
    Ketukan,
    ask_note,
    ask_prepared_words,
    ask_words,
    begin_return,
    converse,
    decide_quickly,
    dispose_to_chosen,
    drop_note,
    go_to,
    leave,
    toggle,
    turn_choice,
)
from sop_flows.use_cases.tugas.sanggah import object_to
from sop_flows.use_cases.tugas.snooze import begin_snooze, open_reminded
from sop_flows.use_cases.tugas.tanya_alihkan import begin_moving, choose_holder, choose_target
from sop_flows.use_cases.tugas.tembusan import begin_copy, choose_post, confirm_copy
from sop_flows.use_cases.tugas.tindak_lanjut import (
    begin_decision,
    choose_days,
    choose_doer,
    drop_decision,
)
from sop_flows.use_cases.tugas.tulisan import send_held
from sop_flows.use_cases.tugas.undangan import (
    begin_attendance,
    begin_wakil,
    choose_wakil,
    mark_hadir,
)

REASONS = ("cuti", "dinas", "tanpa")


async def on_tap(update: Update, context: Context) -> str:
    """A button was tapped, of whatever age, by whoever can reach it."""
    query = tapped(update)
    tap = decode(query.data or "")
    return await HANDLERS[type(tap)](query, context, tap)


def tapped(update: Update) -> CallbackQuery:
    """Return the tap of an update."""
    if update.callback_query is None:
        raise CallbackUnreadable
    return update.callback_query


async def on_tugas(query: CallbackQuery, context: Context, tap: TugasTap) -> str:
    """A button of a tugas: an aksi, a step of the conversation before one, or a paper."""
    actor = Actor.private(query.from_user.id, context.bot.username)
    step = CARD.get(tap.aksi)
    if step is not None:
        at = Ketukan(actor=actor, tugas_id=tap.tugas_id, revisi=tap.revisi)
        await context.perform(step(at, tap))
        if tap.aksi in SPENT:
            await take_off(query, spent_by(tap))
        return ""
    stored = await context.perform(
        perform_tapped,
        actor,
        tugas_id=tap.tugas_id,
        aksi=Aksi(kerja=read_kerja(tap.aksi), revisi=tap.revisi, at=context.now),
        sidik=tap.args[0] if tap.args else "",
    )
    return receipt(stored) if stored else ""


def receipt(stored: Stored) -> str:
    """Return what was recorded, not always what the button said; of what was frozen also its kode."""
    kode = stored.kerja if has_word("popup", stored.kerja) else "tercatat"
    done = (one.facts.hasil for one in stored.changed if not one.is_open)
    return popup(kode, naskah=next((one.naskah for one in done if one and one.naskah), ""))


def read_part(tap: TugasTap) -> BagianAksi:
    """Return the part of a conversation that a button leads to."""
    try:
        return BagianAksi(tap.word())
    except ValueError:
        raise CallbackUnreadable from None


def read_place(tap: TugasTap | BerkasTap) -> int:
    """Return the place that a button leads to, in dokumen or pages; 0 for the beginning."""
    return tap.number() if tap.args else 0


def attendance(at: Ketukan, tap: TugasTap) -> Step:
    """Return the step that notes somebody's attendance, or strikes it."""
    return bind(
        mark_hadir,
        tap=at,
        undangan_id=tap.number(),
        pegawai_id=tap.number(1),
        kerja=read_kerja(tap.aksi),
    )


CARD: Mapping[str, Callable[[Ketukan, TugasTap], Step]] = {
    "yakin": lambda at, tap: bind(converse, tap=at, kerja=read_kerja(tap.word()), kind=Yakin),
    "basah": lambda at, tap: bind(begin_ink, tap=at, kerja=read_kerja(tap.word())),
    "saksi": lambda at, tap: bind(choose_ink_witness, tap=at, pegawai_id=tap.number()),
    "sanggah": lambda at, _: bind(object_to, at.actor, tugas_id=at.tugas_id),
    "batal": lambda at, _: bind(leave_tugas, chat_id=at.actor.chat_id, tugas_id=at.tugas_id),
    "kembalikan": lambda at, _: bind(begin_return, tap=at),
    "tanya": lambda at, _: bind(
        converse, tap=at, kerja=Kerja.TANYA, kind=TanyaUnit, bagian=BagianAksi.UNIT
    ),
    "pilih_unit": lambda at, tap: bind(toggle, tap=at, daftar="unit", pilihan=tap.number()),
    "pilih_indikator": lambda at, tap: bind(
        toggle, tap=at, daftar="indikator", pilihan=tap.number()
    ),
    "halaman": lambda at, tap: bind(turn_choice, tap=at, halaman=tap.number()),
    "penerima": lambda at, _: bind(converse, tap=at, kerja=Kerja.DISPOSISIKAN, kind=Penerima),
    "pilih_penerima": lambda at, tap: bind(
        toggle, tap=at, daftar="penerima", pilihan=tap.number()
    ),
    "kirim_penerima": lambda at, _: bind(dispose_to_chosen, tap=at),
    "lanjut": lambda at, tap: bind(go_to, tap=at, bagian=read_part(tap)),
    "alasan": lambda at, tap: bind(decide_quickly, tap=at, pilihan=tap.number()),
    "alasan_lain": lambda at, _: bind(ask_prepared_words, tap=at),
    "tulisan": lambda at, _: bind(send_held, tap=at),
    "catatan": lambda at, _: bind(ask_note, tap=at),
    "jawab": lambda at, _: bind(ask_words, tap=at, kerja=Kerja.JAWAB),
    **FORMULIR,
    "isian": lambda at, tap: bind(
        begin_isian, at.actor, tugas_id=at.tugas_id, revisi=at.revisi, kode=tap.word()
    ),
    "pilih_isian": lambda at, tap: bind(
        choose_isian, at.actor, tugas_id=at.tugas_id, sidik=tap.word()
    ),
    "hapus_catatan": lambda at, _: bind(drop_note, tap=at),
    "berhalangan": lambda at, _: bind(ask_words, tap=at, kerja=Kerja.BERHALANGAN),
    "diwakili": lambda at, _: bind(begin_wakil, tap=at),
    "wakil": lambda at, tap: bind(choose_wakil, tap=at, pegawai_id=tap.number()),
    "daftar_hadir": lambda at, _: bind(begin_attendance, tap=at),
    "catat_hadir": attendance,
    "hapus_hadir": attendance,
    "undang_ulang": lambda at, _: bind(ask_words, tap=at, kerja=Kerja.UNDANG_ULANG),
    "tindak_lanjut": lambda at, _: bind(begin_decision, tap=at),
    "pilih_jabatan": lambda at, tap: bind(choose_doer, tap=at, jabatan_id=tap.number()),
    "batas": lambda at, tap: bind(choose_days, tap=at, hari=tap.number()),
    "hapus_tindak_lanjut": lambda at, tap: bind(drop_decision, tap=at, nomor=tap.number()),
    "dokumen": lambda at, tap: bind(
        request_dokumen, at.actor, tugas_id=at.tugas_id, sesudah=read_place(tap)
    ),
    "nilai": lambda at, tap: bind(
        turn_page, at.actor, tugas_id=at.tugas_id, halaman=read_place(tap)
    ),
    "paper": lambda at, tap: bind(
        request_word if tap.args[1:] == ("word",) else request_paper,
        at.actor,
        tugas_id=at.tugas_id,
        ke=read_place(tap),
    ),
    "kenapa_batas": lambda at, _: bind(ask_batas, at.actor, tugas_id=at.tugas_id),
    "rekap": lambda at, _: bind(request_rekap, at.actor, tugas_id=at.tugas_id),
    "nomor": lambda at, tap: bind(perform_in_office, tap=at, kerja=read_kerja(tap.word())),
    "buka": lambda at, _: bind(open_reminded, at.actor, tugas_id=at.tugas_id),
    "tunda": lambda at, _: bind(begin_snooze, at.actor, tugas_id=at.tugas_id),
    "ingatkan": lambda at, _: bind(remind_one, at.actor, tugas_id=at.tugas_id),
    "arahan": lambda at, _: bind(ask_arahan, at.actor, tugas_id=at.tugas_id),
    **WAKTU,
    "sedang": lambda at, _: bind(take_up, at.actor, tugas_id=at.tugas_id),
    "alihkan": lambda at, _: bind(begin_moving, at.actor, tugas_id=at.tugas_id),
    "alihkan_ke": lambda at, tap: bind(
        choose_target, at.actor, tugas_id=at.tugas_id, jabatan_id=tap.number()
    ),
    "alihkan_orang": lambda at, tap: bind(
        choose_holder, at.actor, tugas_id=at.tugas_id, pegawai_id=tap.number() or None
    ),
    "tembusan": lambda at, _: bind(begin_copy, at.actor, tugas_id=at.tugas_id),
    "tembusan_ke": lambda at, tap: bind(
        choose_post, at.actor, tugas_id=at.tugas_id, jabatan_id=tap.number()
    ),
    "tembusan_ya": lambda at, tap: bind(
        confirm_copy, at.actor, tugas_id=at.tugas_id, jabatan_id=tap.number()
    ),
}
"""What the buttons of a card do that are not the aksi itself."""


async def on_berkas(query: CallbackQuery, context: Context, tap: BerkasTap) -> str:
    """A button of a board."""
    if tap.aksi == "ingatkan":
        return await remind(context, query.from_user.id, tap.berkas_id)
    step = BOARD.get(tap.aksi)
    if step is None:
        raise CallbackUnreadable(tap.aksi)
    await context.perform(step(Actor.private(query.from_user.id, context.bot.username), tap))
    return popup("tercatat") if tap.aksi in ("ya_kecualikan", "ikut") else ""


def excuse_reason(actor: Actor, tap: BerkasTap) -> Step:
    """Return the step after a reason for an excuse was picked, or is to be written."""
    if tap.word() not in (*REASONS, "lain"):
        raise CallbackUnreadable(tap.word()[:64])
    if tap.word() == "lain":
        return bind(ask_reason, chat_id=actor.chat_id, berkas_id=tap.berkas_id)
    return bind(choose_reason, actor, berkas_id=tap.berkas_id, alasan=reason(tap.word()))


BOARD: Mapping[str, Callable[[Actor, BerkasTap], Step]] = {
    "segar": lambda actor, tap: bind(refresh_board, actor, berkas_id=tap.berkas_id),
    "papan": lambda actor, tap: bind(open_board, actor, berkas_id=tap.berkas_id),
    "riwayat": lambda actor, tap: bind(
        show_riwayat,
        actor,
        berkas_id=tap.berkas_id,
        halaman=tap.number() if tap.args else None,
    ),
    "alur": lambda actor, tap: bind(
        show_alur,
        actor,
        berkas_id=tap.berkas_id,
        halaman=tap.number() if tap.args else None,
    ),
    "ditunggu": lambda actor, tap: bind(
        show_waiting, actor, berkas_id=tap.berkas_id, halaman=read_place(tap)
    ),
    "dokumen": lambda actor, tap: bind(
        request_board_dokumen, actor, berkas_id=tap.berkas_id, sesudah=read_place(tap)
    ),
    "arsip": lambda actor, tap: bind(request_arsip, actor, berkas_id=tap.berkas_id),
    "kecualikan": lambda actor, tap: bind(begin_excuse, actor, berkas_id=tap.berkas_id),
    "halaman": lambda actor, tap: bind(
        turn_people, actor, berkas_id=tap.berkas_id, halaman=tap.number()
    ),
    "tambah": lambda actor, tap: bind(begin_adding, actor, berkas_id=tap.berkas_id),
    "unit": lambda actor, tap: bind(
        choose_unit, actor, berkas_id=tap.berkas_id, unit_id=tap.number()
    ),
    "siapa": lambda actor, tap: bind(
        choose_signer, actor, berkas_id=tap.berkas_id, tugas_id=tap.number()
    ),
    "sebab": excuse_reason,
    "saksi": lambda actor, tap: bind(
        choose_witness, actor, berkas_id=tap.berkas_id, saksi_id=tap.number()
    ),
    "ya_kecualikan": lambda actor, tap: bind(
        confirm_excuse,
        actor,
        berkas_id=tap.berkas_id,
        tugas_id=tap.number(),
        saksi_id=tap.number(1),
    ),
    "ikutkan": lambda actor, tap: bind(begin_reinstating, actor, berkas_id=tap.berkas_id),
    "ikut": lambda actor, tap: bind(
        take_back, actor, berkas_id=tap.berkas_id, tugas_id=tap.number()
    ),
    "batal": lambda actor, _: bind(leave, chat_id=actor.chat_id),
    "batalkan": lambda actor, tap: bind(ask_cancel, actor, berkas_id=tap.berkas_id),
}
"""What the buttons of a board do."""


HANDLERS: Mapping[type[Tap], Callable[[CallbackQuery, Context, Any], Awaitable[str]]] = {
    TugasTap: on_tugas,
    BerkasTap: on_berkas,
    **dict.fromkeys((MulaiTap, PeriodeTap, AwalTap), on_start_tap),
    AnggotaTap: on_anggota,
    SopTap: on_sop_tap,
    DelegasiTap: on_delegasi_tap,
    RencanaTap: on_rencana_tap,
    LiburTap: on_libur_tap,
    SekaligusTap: on_sekaligus_tap,
    **dict.fromkeys((DaftarTap, NaskahTap, CapaianTap), on_list_tap),
}
"""What handles each kind of tap."""
