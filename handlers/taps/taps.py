"""Taps on cards and boards: decode, one use case, answer."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from telegram import CallbackQuery, Update

from handlers.context import Context
from handlers.screens.callback import (
    AnggotaTap,
    AwalTap,
    BerkasTap,
    CallbackUnreadable,
    DelegasiTap,
    MulaiTap,
    PeriodeTap,
    SopTap,
    TugasTap,
    decode,
)
from handlers.screens.delegasi import on_delegasi_tap
from handlers.screens.sop import on_sop_tap
from handlers.screens.wording import reason
from handlers.spent import spent_by, take_off
from handlers.taps.commands import remind
from handlers.taps.membership import on_anggota
from handlers.taps.start import on_start_tap
from sop_flows.engine.berkas import Aksi, Kerja
from sop_flows.use_cases.berkas.dokumen import request_board_dokumen, request_dokumen
from sop_flows.use_cases.berkas.excuse import (
    ask_reason,
    begin_adding,
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_unit,
    choose_witness,
)
from sop_flows.use_cases.berkas.steer import ask_cancel, refresh_board, show_riwayat
from sop_flows.use_cases.formulir.lembar import request_sheet
from sop_flows.use_cases.formulir.typed import begin_filling, choose_reading
from sop_flows.use_cases.isian.answers import begin_isian
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.percakapan import (
    Ketukan,
    ask_note,
    ask_prepared_words,
    ask_words,
    begin_return,
    converse,
    decide_quickly,
    dispose_to_chosen,
    go_to,
    leave,
    toggle,
)
from sop_flows.use_cases.tugas.snooze import begin_snooze, open_reminded
from sop_flows.use_cases.tugas.tindak_lanjut import (
    begin_decision,
    choose_days,
    choose_doer,
    drop_decision,
)

DECIMAL = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,10})?", re.ASCII)
DONE = "tercatat"
PARTS = ("unit", "indikator", "alasan")
REASONS = ("cuti", "dinas", "tanpa")

Step = Callable[..., object]
"""A use case with its arguments, still without its unit of work."""


async def on_tap(update: Update, context: Context) -> str:
    """A button was tapped, of whatever age, by whoever can reach it."""
    query = tapped(update)
    tap = decode(query.data or "")
    match tap:
        case TugasTap():
            return await on_tugas(query, context, tap)
        case BerkasTap():
            return await on_berkas(query, context, tap)
        case MulaiTap() | PeriodeTap() | AwalTap():
            return await on_start_tap(query, context, tap)
        case AnggotaTap():
            return await on_anggota(query, context, tap)
        case SopTap():
            return await on_sop_tap(query, context, tap)
        case DelegasiTap():
            return await on_delegasi_tap(query, context, tap)


def tapped(update: Update) -> CallbackQuery:
    """Return the tap of an update."""
    if update.callback_query is None:
        raise CallbackUnreadable
    return update.callback_query


async def on_tugas(query: CallbackQuery, context: Context, tap: TugasTap) -> str:
    """A button of a tugas: an aksi, or a step of the conversation before one."""
    step = CARD.get(tap.aksi)
    if step is not None:
        await context.perform(step(place(query, tap), tap))
        if tap.aksi in ("pakai", "benar"):
            await take_off(query, spent_by(tap))
        return ""
    await context.perform(
        perform_tapped,
        user_id=query.from_user.id,
        chat_id=query.from_user.id,
        tugas_id=tap.tugas_id,
        aksi=Aksi(kerja=read_kerja(tap.aksi), revisi=tap.revisi, at=context.now),
    )
    return DONE


def read_kerja(word: str) -> Kerja:
    """Return the aksi that a button names."""
    try:
        return Kerja(word)
    except ValueError:
        raise CallbackUnreadable(word[:64]) from None


def place(query: CallbackQuery, tap: TugasTap) -> Ketukan:
    """Return who tapped where; in a private chat both have the same id."""
    return Ketukan(
        user_id=query.from_user.id,
        chat_id=query.from_user.id,
        tugas_id=tap.tugas_id,
        revisi=tap.revisi,
    )


def who(at: Ketukan) -> dict[str, Any]:
    """Return whom and what a step is about, for a use case that needs no revisi."""
    return {"user_id": at.user_id, "chat_id": at.chat_id, "tugas_id": at.tugas_id}


def word(tap: TugasTap | BerkasTap) -> str:
    """Return the one word that a button carries."""
    if len(tap.args) != 1:
        raise CallbackUnreadable
    return tap.args[0]


def read_part(tap: TugasTap) -> str:
    """Return the part of a conversation that a button leads to."""
    if word(tap) not in PARTS:
        raise CallbackUnreadable
    return word(tap)


def read_decimal(tap: TugasTap) -> Decimal:
    """Return the number that a button carries beside its indicator."""
    if len(tap.args) != 2 or not DECIMAL.fullmatch(tap.args[1]):
        raise CallbackUnreadable
    return Decimal(tap.args[1])


def read_place(tap: TugasTap | BerkasTap) -> int:
    """Return the dokumen after which a button goes on; 0 for the beginning."""
    return tap.number() if tap.args else 0


def pick(at: Ketukan, tap: TugasTap) -> Step:
    """Return the step that takes the number of a button."""
    return partial(
        choose_reading,
        **who(at),
        indikator_id=tap.number(),
        nilai=read_decimal(tap),
        is_confirmed=tap.aksi == "benar",
    )


CARD: Mapping[str, Callable[[Ketukan, TugasTap], Step]] = {
    "yakin": lambda at, tap: partial(
        converse, tap=at, kerja=read_kerja(word(tap)), jenis="yakin", isi={}
    ),
    "batal": lambda at, _: partial(leave, chat_id=at.chat_id),
    "kembalikan": lambda at, _: partial(begin_return, tap=at),
    "tanya": lambda at, _: partial(
        converse, tap=at, kerja=Kerja.TANYA, jenis="tanya", isi={"bagian": "unit"}
    ),
    "pilih_unit": lambda at, tap: partial(toggle, tap=at, daftar="unit", pilihan=tap.number()),
    "pilih_indikator": lambda at, tap: partial(
        toggle, tap=at, daftar="indikator", pilihan=tap.number()
    ),
    "penerima": lambda at, _: partial(
        converse, tap=at, kerja=Kerja.DISPOSISIKAN, jenis="penerima", isi={}
    ),
    "pilih_penerima": lambda at, tap: partial(
        toggle, tap=at, daftar="penerima", pilihan=tap.number()
    ),
    "kirim_penerima": lambda at, _: partial(dispose_to_chosen, tap=at),
    "lanjut": lambda at, tap: partial(go_to, tap=at, bagian=read_part(tap)),
    "alasan": lambda at, tap: partial(decide_quickly, tap=at, pilihan=tap.number()),
    "alasan_lain": lambda at, _: partial(ask_prepared_words, tap=at),
    "catatan": lambda at, _: partial(ask_note, tap=at),
    "jawab": lambda at, _: partial(ask_words, tap=at, kerja=Kerja.JAWAB),
    "isi": lambda at, tap: partial(
        begin_filling, **who(at), indikator_id=tap.number() if tap.args else None
    ),
    "excel": lambda at, _: partial(request_sheet, **who(at)),
    "pakai": pick,
    "benar": pick,
    "isian": lambda at, tap: partial(begin_isian, **who(at), revisi=at.revisi, kode=word(tap)),
    "undang_ulang": lambda at, _: partial(ask_words, tap=at, kerja=Kerja.UNDANG_ULANG),
    "tindak_lanjut": lambda at, _: partial(begin_decision, tap=at),
    "pilih_jabatan": lambda at, tap: partial(choose_doer, tap=at, jabatan_id=tap.number()),
    "batas": lambda at, tap: partial(choose_days, tap=at, hari=tap.number()),
    "hapus_tindak_lanjut": lambda at, tap: partial(drop_decision, tap=at, nomor=tap.number()),
    "dokumen": lambda at, tap: partial(request_dokumen, **who(at), sesudah=read_place(tap)),
    "buka": lambda at, _: partial(open_reminded, **who(at)),
    "tunda": lambda at, _: partial(begin_snooze, **who(at)),
}
"""What the buttons of a card do that are not the aksi itself."""


async def on_berkas(query: CallbackQuery, context: Context, tap: BerkasTap) -> str:
    """A button of a board."""
    if tap.aksi == "ingatkan":
        return await remind(context, query.from_user.id, tap.berkas_id)
    step = BOARD.get(tap.aksi)
    if step is None:
        raise CallbackUnreadable(tap.aksi)
    await context.perform(step(query.from_user.id, tap))
    return DONE if tap.aksi == "saksi" else ""


def on_board(user_id: int, tap: BerkasTap) -> dict[str, Any]:
    """Return whom and which board a step is about."""
    return {"user_id": user_id, "chat_id": user_id, "berkas_id": tap.berkas_id}


def excuse_reason(user_id: int, tap: BerkasTap) -> Step:
    """Return the step after a reason for an excuse was picked, or is to be written."""
    if word(tap) not in (*REASONS, "lain"):
        raise CallbackUnreadable(word(tap)[:64])
    if word(tap) == "lain":
        return partial(ask_reason, chat_id=user_id, berkas_id=tap.berkas_id)
    return partial(choose_reason, **on_board(user_id, tap), alasan=reason(word(tap)))


BOARD: Mapping[str, Callable[[int, BerkasTap], Step]] = {
    "segar": lambda user, tap: partial(refresh_board, **on_board(user, tap)),
    "riwayat": lambda user, tap: partial(show_riwayat, **on_board(user, tap)),
    "dokumen": lambda user, tap: partial(
        request_board_dokumen, **on_board(user, tap), sesudah=read_place(tap)
    ),
    "kecualikan": lambda user, tap: partial(begin_excuse, **on_board(user, tap)),
    "tambah": lambda user, tap: partial(begin_adding, **on_board(user, tap)),
    "unit": lambda user, tap: partial(choose_unit, **on_board(user, tap), unit_id=tap.number()),
    "siapa": lambda user, tap: partial(
        choose_signer, **on_board(user, tap), tugas_id=tap.number()
    ),
    "sebab": excuse_reason,
    "saksi": lambda user, tap: partial(
        choose_witness, **on_board(user, tap), saksi_id=tap.number()
    ),
    "batal": lambda user, _: partial(leave, chat_id=user),
    "batalkan": lambda user, tap: partial(ask_cancel, **on_board(user, tap)),
}
"""What the buttons of a board do."""
