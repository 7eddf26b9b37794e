"""Conversations on a card: choosing, confirming, giving words, before an aksi is done.

A conversation is a row; the card draws it. It belongs to one chat and one tugas at one revisi, and
ends with the aksi, with another conversation, or when the tugas changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sop_flows.berkas import Aksi, Kerja, Outcome, Tugas
from sop_flows.definition import Isian, JenisIsian
from sop_flows.engine import aksi_of, changed
from sop_flows.errors import AksiNotAllowed, ReasonRequired, TugasChanged
from sop_flows.kiriman import Kiriman, Lane
from sop_flows.ports import Lampiran, Percakapan, UnitOfWork
from sop_flows.use_cases.tugas import load, local_date, pelaku_of, perform_aksi

LETTERS = 10  # that a typed reason has at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Ketukan:
    """A tap on a card: by whom, where, on which tugas, at which revisi."""

    user_id: int
    chat_id: int
    tugas_id: int
    revisi: int


def check_current(tugas: Tugas, revisi: int) -> None:
    """Refuse what was drawn at an older revisi, or on a tugas that is closed."""
    if not tugas.is_open or tugas.revisi != revisi:
        raise changed(tugas)


def guard_tap(uow: UnitOfWork, tap: Ketukan, kerja: Kerja) -> tuple[Tugas, int]:
    """Return the tugas and kantor_id if the person may do that aksi now at that revisi."""
    tugas, berkas, sop_id = load(uow, tap.tugas_id)
    pelaku_of(uow, tap.user_id, berkas, sop_id, tugas, kerja)
    check_current(tugas, tap.revisi)
    if kerja not in (*aksi_of(uow.sop.get(sop_id), tugas), Kerja.KECUALIKAN):
        raise AksiNotAllowed(aksi=kerja.value)
    if tugas.dilihat_at is None:
        uow.berkas.see(tap.tugas_id, uow.now)
    return tugas, berkas.kantor_id


def converse(
    uow: UnitOfWork, *, tap: Ketukan, kerja: Kerja, jenis: str, isi: Mapping[str, Any]
) -> None:
    """Set what a card asks its person, and owe the card a redraw."""
    guard_tap(uow, tap, kerja)
    facts = {"tugas": tap.tugas_id, "revisi": tap.revisi, "kerja": kerja.value, **isi}
    uow.percakapan.put(Percakapan(chat_id=tap.chat_id, jenis=jenis, isi=facts, dimulai_at=uow.now))
    uow.kartu.owe_again(tap.tugas_id, tap.chat_id)


def leave(uow: UnitOfWork, *, chat_id: int) -> Percakapan | None:
    """End what a chat is being asked; the card goes back to its own state."""
    left = uow.percakapan.drop(chat_id)
    if left is not None and "tugas" in left.isi:
        uow.kartu.owe_again(left.isi["tugas"], chat_id)
    if left is not None and "berkas" in left.isi:
        uow.kartu.owe_board_again(left.isi["berkas"], chat_id)
    return left


def toggle(uow: UnitOfWork, *, tap: Ketukan, daftar: str, pilihan: int) -> None:
    """Tick or untick one unit, indicator or post in the conversation on a card."""
    asked = current(uow, tap)
    ticked = list(asked.isi.get(daftar, ()))
    if pilihan in ticked:
        ticked.remove(pilihan)
    else:
        ticked.append(pilihan)
    uow.percakapan.put(replace(asked, isi={**asked.isi, daftar: ticked}))
    uow.kartu.owe_again(tap.tugas_id, tap.chat_id)


def go_to(uow: UnitOfWork, *, tap: Ketukan, bagian: str) -> None:
    """Turn the conversation on a card to its next part (units, indicators, reason)."""
    asked = current(uow, tap)
    uow.percakapan.put(replace(asked, isi={**asked.isi, "bagian": bagian}))
    uow.kartu.owe_again(tap.tugas_id, tap.chat_id)


def current(uow: UnitOfWork, tap: Ketukan) -> Percakapan:
    """Return the conversation on the tapped card.

    Raises:
        TugasChanged: The tugas has moved on, or the conversation is over.
    """
    asked = uow.percakapan.get(tap.chat_id)
    if asked is None or (asked.isi.get("tugas"), asked.isi.get("revisi")) != (
        tap.tugas_id,
        tap.revisi,
    ):
        raise TugasChanged(tugas_id=tap.tugas_id)
    guard_tap(uow, tap, Kerja(asked.isi["kerja"]))
    return asked


def ask_words(uow: UnitOfWork, *, tap: Ketukan, kerja: Kerja, jenis: str = "catatan") -> None:
    """Ask for words: the reason of a return, a question, an answer, or a note on the card."""
    _, kantor_id = guard_tap(uow, tap, kerja)
    asked = uow.percakapan.get(tap.chat_id)
    chosen = (
        {name: asked.isi.get(name, []) for name in ("unit", "indikator")}
        if asked is not None and asked.isi.get("tugas") == tap.tugas_id
        else {}
    )
    facts = {"tugas": tap.tugas_id, "revisi": tap.revisi, "kerja": kerja.value, **chosen}
    uow.percakapan.put(Percakapan(chat_id=tap.chat_id, jenis=jenis, isi=facts, dimulai_at=uow.now))
    uow.outbox.add(
        Kiriman(
            chat_id=tap.chat_id,
            kantor_id=kantor_id,
            layar="tanya_catatan",
            isi={**facts, "jenis": jenis},
            lane=Lane.KETUK,
        )
    )


def decide(uow: UnitOfWork, *, tap: Ketukan, catatan: str) -> Outcome:
    """Do the aksi that the conversation on a card prepared, with a reason picked by button."""
    asked = current(uow, tap)
    return perform_prepared(uow, tap.user_id, asked, catatan)


def perform_prepared(uow: UnitOfWork, user_id: int, asked: Percakapan, catatan: str) -> Outcome:
    """Do the aksi that a conversation prepared."""
    return perform_aksi(
        uow,
        user_id=user_id,
        chat_id=asked.chat_id,
        tugas_id=asked.isi["tugas"],
        aksi=Aksi(
            kerja=Kerja(asked.isi["kerja"]),
            revisi=asked.isi["revisi"],
            at=uow.now,
            catatan=catatan.strip(),
            unit=tuple(asked.isi.get("unit", ())),
            indikator=tuple(asked.isi.get("indikator", ())),
        ),
    )


def type_words(uow: UnitOfWork, *, user_id: int, chat_id: int, teks: str) -> None:
    """Take the words that a conversation asked for, and do what it prepared."""
    asked = uow.percakapan.get(chat_id)
    if asked is None:
        raise TugasChanged(tugas_id=0)
    if asked.jenis == "konsep":
        keep_draft(uow, user_id, asked, teks.strip()[:1000])
        return
    is_return = asked.isi["kerja"] == Kerja.KEMBALIKAN.value
    if is_return and sum(letter.isalnum() for letter in teks) < LETTERS:
        raise ReasonRequired
    perform_prepared(uow, user_id, asked, teks[:1000])


def keep_draft(uow: UnitOfWork, user_id: int, asked: Percakapan, teks: str) -> None:
    """Keep the note that will go with the closing aksi; the card shows it."""
    tugas, berkas, sop_id = load(uow, asked.isi["tugas"])
    pelaku_of(uow, user_id, berkas, sop_id, tugas, Kerja(asked.isi["kerja"]))
    check_current(tugas, asked.isi["revisi"])
    change_isi(uow, tugas, berkas.kantor_id, asked.chat_id, {"konsep": teks})


def change_isi(
    uow: UnitOfWork, tugas: Tugas, kantor_id: int, chat_id: int, isi: Mapping[str, Any]
) -> None:
    """Store new facts of an open tugas; its cards are owed them, this chat's as a new message."""
    stored = uow.berkas.change(replace(tugas, isi={**tugas.isi, **isi}))
    uow.percakapan.drop(chat_id)
    today = local_date(uow, kantor_id)
    people = (
        (uow.pegawai.person(kantor_id, tugas.pegawai_id),)
        if tugas.pegawai_id is not None
        else uow.pegawai.pemegang(kantor_id, tugas.jabatan_id, today)
    )
    uow.kartu.owe(
        (stored,),
        {stored.id or 0: tuple(p for p in people if p.chat_id not in (None, chat_id))},
        kantor_id,
        lane=Lane.BIASA,
        senyap=True,
    )
    uow.kartu.owe_again(stored.id or 0, chat_id, new=True)


# Answers that a langkah asks for


def begin_isian(uow: UnitOfWork, *, tap: Ketukan, kode: str) -> None:
    """Ask for one answer of a tugas; a tick is stored at once, with its time."""
    tugas, isian, kantor_id = load_isian(uow, tap.user_id, tap.tugas_id, kode)
    check_current(tugas, tap.revisi)
    if isian.jenis is JenisIsian.CENTANG:
        given = dict(tugas.isi.get("isian", {}))
        if kode in given:
            del given[kode]
        else:
            given[kode] = uow.now.isoformat()
        tick(uow, tugas, kantor_id, given)
        return
    facts = {"tugas": tap.tugas_id, "kode": kode}
    uow.percakapan.put(
        Percakapan(chat_id=tap.chat_id, jenis="isian", isi=facts, dimulai_at=uow.now)
    )
    uow.outbox.add(
        Kiriman(
            chat_id=tap.chat_id,
            kantor_id=kantor_id,
            layar="tanya_isian",
            isi={
                **facts,
                "label": isian.label,
                "jenis": isian.jenis.value,
                "contoh": isian.contoh,
                "sekarang": tugas.isi.get("isian", {}).get(kode, ""),
            },
            lane=Lane.KETUK,
        )
    )


def tick(uow: UnitOfWork, tugas: Tugas, kantor_id: int, given: Mapping[str, str]) -> None:
    """Store the ticks of a card in place."""
    stored = uow.berkas.change(replace(tugas, isi={**tugas.isi, "isian": dict(given)}))
    today = local_date(uow, kantor_id)
    people = uow.pegawai.pemegang(kantor_id, tugas.jabatan_id, today)
    uow.kartu.owe(
        (stored,),
        {stored.id or 0: tuple(p for p in people if p.chat_id is not None)},
        kantor_id,
        lane=Lane.KETUK,
        senyap=True,
    )


def load_isian(
    uow: UnitOfWork, user_id: int, tugas_id: int, kode: str
) -> tuple[Tugas, Isian, int]:
    """Return an open tugas of the user and one of the answers it asks for."""
    tugas, berkas, sop_id = load(uow, tugas_id)
    pelaku_of(uow, user_id, berkas, sop_id, tugas, Kerja.SELESAI)
    if not tugas.is_open:
        raise TugasChanged(tugas_id=tugas_id, at=tugas.selesai_at)
    tahap = uow.sop.get(sop_id).langkah_of(tugas.langkah).tahap[tugas.tahap]
    for isian in tahap.isian:
        if isian.kode == kode:
            return tugas, isian, berkas.kantor_id
    raise AksiNotAllowed(aksi=kode)


def type_isian(uow: UnitOfWork, *, user_id: int, chat_id: int, teks: str) -> None:
    """Take a typed answer; the card echoes it before anything is done with it."""
    asked = uow.percakapan.get(chat_id)
    if asked is None:
        raise TugasChanged(tugas_id=0)
    tugas, isian, kantor_id = load_isian(uow, user_id, asked.isi["tugas"], asked.isi["kode"])
    if isian.jenis is JenisIsian.DOKUMEN:
        uow.outbox.add(
            Kiriman(
                chat_id=chat_id,
                kantor_id=kantor_id,
                layar="tanya_isian",
                isi={**asked.isi, "label": isian.label, "jenis": isian.jenis.value, "contoh": ""},
                lane=Lane.KETUK,
            )
        )
        return
    given = {**tugas.isi.get("isian", {}), isian.kode: " ".join(teks.split())[:200]}
    change_isi(uow, tugas, kantor_id, chat_id, {"isian": given})


def accept_dokumen(
    uow: UnitOfWork, *, user_id: int, chat_id: int, tugas_id: int, lampiran: Lampiran
) -> None:
    """Keep a dokumen with the tugas it was handed in for; it answers an isian that asks for one."""
    tugas, berkas, sop_id = load(uow, tugas_id)
    pelaku = pelaku_of(uow, user_id, berkas, sop_id, tugas, Kerja.SELESAI)
    if not tugas.is_open:
        raise TugasChanged(tugas_id=tugas_id, at=tugas.selesai_at)
    uow.lampiran.add(
        berkas.kantor_id,
        replace(lampiran, berkas_id=berkas.id, tugas_id=tugas_id, oleh=pelaku.pegawai_id),
    )
    tahap = uow.sop.get(sop_id).langkah_of(tugas.langkah).tahap[tugas.tahap]
    given = dict(tugas.isi.get("isian", {}))
    for isian in tahap.isian:
        if isian.jenis is JenisIsian.DOKUMEN:
            given[isian.kode] = lampiran.nama
    change_isi(uow, tugas, berkas.kantor_id, chat_id, {"isian": given})
