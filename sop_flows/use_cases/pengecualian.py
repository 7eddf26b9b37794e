"""Excusing somebody from signing, from the board: who, why, and before which witness."""

from dataclasses import replace
from typing import Any

from sop_flows.berkas import Aksi, Kerja
from sop_flows.errors import NotYourTugas, TugasChanged
from sop_flows.kiriman import Kiriman, Lane
from sop_flows.ports import UnitOfWork
from sop_flows.records import Percakapan
from sop_flows.use_cases.berkas import visible
from sop_flows.use_cases.tugas import load, pelaku_of, perform_aksi


def begin_excuse(uow: UnitOfWork, *, user_id: int, chat_id: int, berkas_id: int) -> None:
    """Ask on the board who is to be excused."""
    berkas, sop_id = visible(uow, user_id, berkas_id)
    signing = [t for t in berkas.terbuka if t.pegawai_id is not None]
    if not signing:
        raise TugasChanged(tugas_id=0)
    pelaku_of(uow, user_id, berkas, sop_id, signing[0], Kerja.KECUALIKAN)
    converse(uow, chat_id, berkas_id, {"bagian": "pegawai"})


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


def asked_of(uow: UnitOfWork, chat_id: int, berkas_id: int) -> Percakapan:
    """Return the conversation on the board.

    Raises:
        TugasChanged: It is over.
    """
    asked = uow.percakapan.get(chat_id)
    if asked is None or asked.jenis != "kecualikan" or asked.isi.get("berkas") != berkas_id:
        raise TugasChanged(tugas_id=0)
    return asked


def choose_signer(
    uow: UnitOfWork, *, user_id: int, chat_id: int, berkas_id: int, tugas_id: int
) -> None:
    """Take whom to excuse; the reason is asked next."""
    asked_of(uow, chat_id, berkas_id)
    tugas, berkas, sop_id = load(uow, tugas_id)
    if berkas.id != berkas_id:
        raise NotYourTugas
    pelaku_of(uow, user_id, berkas, sop_id, tugas, Kerja.KECUALIKAN)
    facts = {"bagian": "alasan", "siapa": tugas_id, "revisi": tugas.revisi}
    converse(uow, chat_id, berkas_id, facts)


def choose_reason(uow: UnitOfWork, *, chat_id: int, berkas_id: int, alasan: str) -> None:
    """Take the reason; the witness is asked next."""
    asked = asked_of(uow, chat_id, berkas_id)
    converse(
        uow,
        chat_id,
        berkas_id,
        {**asked.isi, "bagian": "saksi", "alasan": alasan.strip()[:300]},
    )


def ask_reason(uow: UnitOfWork, *, chat_id: int, berkas_id: int) -> None:
    """Ask for the reason in words."""
    asked = asked_of(uow, chat_id, berkas_id)
    uow.percakapan.put(replace(asked, isi={**asked.isi, "bagian": "kata"}))
    uow.outbox.add(Kiriman(chat_id=chat_id, layar="tanya_alasan_kecuali", isi={}, lane=Lane.KETUK))


def choose_witness(
    uow: UnitOfWork, *, user_id: int, chat_id: int, berkas_id: int, saksi_id: int
) -> None:
    """Take the witness, and excuse the employee."""
    asked = asked_of(uow, chat_id, berkas_id)
    perform_aksi(
        uow,
        user_id=user_id,
        chat_id=chat_id,
        tugas_id=asked.isi["siapa"],
        aksi=Aksi(
            kerja=Kerja.KECUALIKAN,
            revisi=asked.isi["revisi"],
            at=uow.now,
            catatan=asked.isi.get("alasan", ""),
            saksi_id=saksi_id,
        ),
    )
    uow.kartu.owe_board_again(berkas_id, chat_id)
