"""Who takes part, from the board: excusing from signing or filling, and letting a unit join."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sop_flows.engine.berkas import Aksi, Kerja, Pelaku
from sop_flows.engine.engine import watching
from sop_flows.engine.participation import add_unit, filling
from sop_flows.errors import NotYourTugas, TugasChanged
from sop_flows.ports.layar.tugas import TanyaAlasanKecuali, TanyaAlasanUnit
from sop_flows.ports.records import Actor, Loaded, Percakapan
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.steer import visible
from sop_flows.use_cases.jabatan.who import local_date
from sop_flows.use_cases.say import say
from sop_flows.use_cases.tugas.act import (
    load,
    load_own,
    owe_cards,
    pelaku_of,
    perform_aksi,
)


def begin_excuse(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Ask on the board who is to be excused."""
    berkas, sop_id = visible(uow, actor.user_id, berkas_id)
    sop = uow.sop.get(sop_id)
    waiting = [t for t in berkas.terbuka if watching(sop, t) is not None]
    if not waiting:
        raise TugasChanged(tugas_id=0)
    watched = Loaded(tugas=waiting[0], berkas=berkas, sop_id=sop_id)
    pelaku_of(uow, actor.user_id, watched, Kerja.KECUALIKAN)
    converse(uow, actor.chat_id, berkas_id, {"bagian": "pegawai"})


def converse(uow: UnitOfWork, chat_id: int, berkas_id: int, isi: dict[str, Any]) -> None:
    """Set what the board asks, and owe it a redraw."""
    uow.percakapan.put(
        Percakapan(
            chat_id=chat_id,
            jenis="kecualikan",
            isi={"berkas": berkas_id, **isi},
            dimulai_at=uow.now,
        )
    )
    uow.kartu.owe_board_again(berkas_id, chat_id)


def asked_of(uow: UnitOfWork, chat_id: int, berkas_id: int, *parts: str) -> Percakapan:
    """Return the conversation on the board, which asks for one of those parts.

    Raises:
        TugasChanged: It is over, or asks for something else.
    """
    asked = uow.percakapan.get(chat_id)
    if asked is None or asked.jenis != "kecualikan" or asked.isi.get("berkas") != berkas_id:
        raise TugasChanged(tugas_id=0)
    if asked.isi.get("bagian") not in parts:
        raise TugasChanged(tugas_id=0)
    return asked


def choose_signer(uow: UnitOfWork, actor: Actor, *, berkas_id: int, tugas_id: int) -> None:
    """Take whom (or which unit) to excuse; the reason is asked next."""
    asked_of(uow, actor.chat_id, berkas_id, "pegawai")
    loaded = load_own(uow, actor.user_id, tugas_id, Kerja.KECUALIKAN)
    if loaded.berkas.id != berkas_id:
        raise NotYourTugas
    facts = {"bagian": "alasan", "siapa": tugas_id, "revisi": loaded.tugas.revisi}
    converse(uow, actor.chat_id, berkas_id, facts)


def choose_reason(uow: UnitOfWork, actor: Actor, *, berkas_id: int, alasan: str) -> None:
    """Take the reason; for an employee the witness is asked next, a unit needs none."""
    asked = asked_of(uow, actor.chat_id, berkas_id, "alasan", "kata")
    facts = {**asked.isi, "alasan": alasan.strip()[:300]}
    if "unit" in facts:
        let_join(uow, actor, berkas_id, facts)
        return
    if load(uow, facts["siapa"]).tugas.pegawai_id is not None:
        converse(uow, actor.chat_id, berkas_id, facts | {"bagian": "saksi"})
        return
    excuse_now(uow, actor, facts, saksi_id=None)


def ask_reason(uow: UnitOfWork, *, chat_id: int, berkas_id: int) -> None:
    """Ask for the reason in words."""
    asked = asked_of(uow, chat_id, berkas_id, "alasan", "kata")
    uow.percakapan.put(replace(asked, isi={**asked.isi, "bagian": "kata"}))
    say(uow, chat_id, None, TanyaAlasanKecuali())


def choose_witness(uow: UnitOfWork, actor: Actor, *, berkas_id: int, saksi_id: int) -> None:
    """Take the witness, and excuse the employee."""
    asked = asked_of(uow, actor.chat_id, berkas_id, "saksi")
    excuse_now(uow, actor, asked.isi, saksi_id=saksi_id)


def excuse_now(
    uow: UnitOfWork, actor: Actor, isi: Mapping[str, Any], *, saksi_id: int | None
) -> None:
    """Excuse whoever the conversation is about."""
    perform_aksi(
        uow,
        actor,
        tugas_id=isi["siapa"],
        aksi=Aksi(
            kerja=Kerja.KECUALIKAN,
            revisi=isi["revisi"],
            at=uow.now,
            catatan=isi.get("alasan", ""),
            saksi_id=saksi_id,
        ),
    )
    uow.kartu.owe_board_again(isi["berkas"], actor.chat_id)


def begin_adding(uow: UnitOfWork, actor: Actor, *, berkas_id: int) -> None:
    """Ask on the board which unit is to join the form that others are filling."""
    may_add(uow, actor.user_id, berkas_id)
    converse(uow, actor.chat_id, berkas_id, {"bagian": "unit"})


def may_add(uow: UnitOfWork, user_id: int, berkas_id: int) -> tuple[Loaded, Pelaku]:
    """Return a tugas of the form that is being filled, and the user as who lets units join it.

    Raises:
        TugasChanged: No form is being filled.
        NotYourTugas: The user does not start this SOP.
    """
    berkas, sop_id = visible(uow, user_id, berkas_id)
    beside = filling(uow.sop.get(sop_id), berkas)
    if beside is None:
        raise TugasChanged(tugas_id=0)
    loaded = Loaded(tugas=beside, berkas=berkas, sop_id=sop_id)
    return loaded, pelaku_of(uow, user_id, loaded, Kerja.KECUALIKAN)


def choose_unit(uow: UnitOfWork, actor: Actor, *, berkas_id: int, unit_id: int) -> None:
    """Take which unit joins; the reason is asked in words."""
    asked_of(uow, actor.chat_id, berkas_id, "unit")
    may_add(uow, actor.user_id, berkas_id)
    converse(uow, actor.chat_id, berkas_id, {"bagian": "kata", "unit": unit_id})
    say(uow, actor.chat_id, None, TanyaAlasanUnit())


def let_join(uow: UnitOfWork, actor: Actor, berkas_id: int, isi: Mapping[str, Any]) -> None:
    """Let a unit fill the form that others are filling already."""
    loaded, pelaku = may_add(uow, actor.user_id, berkas_id)
    berkas, sop_id = loaded.berkas, loaded.sop_id
    today = local_date(uow, berkas.kantor_id)
    peta = uow.sop.peta(berkas.kantor_id, sop_id, berkas, today)
    aksi = Aksi(
        kerja=Kerja.KIRIM, revisi=0, at=uow.now, catatan=isi["alasan"], unit=(isi["unit"],)
    )
    outcome = uow.berkas.store(add_unit(uow.sop.get(sop_id), berkas, aksi, pelaku, peta))
    uow.percakapan.drop(actor.chat_id)
    owe_cards(uow, outcome, first_chat=actor.chat_id)
    uow.kartu.owe_board_again(berkas_id, actor.chat_id)
