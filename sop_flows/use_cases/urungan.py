"""The cards that offer to take an aksi back, once somebody has acted on what it opened."""

from sop_flows.berkas import Outcome, StatusTugas, Tugas
from sop_flows.ports import UnitOfWork
from sop_flows.withdrawal import WITHDRAWABLE


def owe_past_withdrawal(uow: UnitOfWork, outcome: Outcome) -> None:
    """Owe a redraw to the cards that the outcome has made final; the first one to act makes it so."""
    acted = next((t for t in outcome.changed if was_opened_by_withdrawable(t)), None)
    if acted is None:
        return
    everything = uow.berkas.tugas_of(outcome.berkas.id)
    if any(
        acted.id != t.id and t.status is StatusTugas.SELESAI and beside(acted, t)
        for t in everything
    ):
        return
    wave = acted.isi.get("dari_gelombang")
    for tugas in everything:
        hasil = tugas.isi.get("hasil", {})
        is_opener = tugas.place == acted.asal and tugas.isi.get("gelombang") == wave
        if is_opener and hasil.get("aksi") in WITHDRAWABLE and tugas.id is not None:
            for kartu in uow.kartu.of_tugas(tugas.id):
                uow.kartu.owe_again(tugas.id, kartu.chat_id)


def was_opened_by_withdrawable(tugas: Tugas) -> bool:
    """Tell whether this tugas is done now, and an aksi that could be taken back had opened it."""
    opened_by = tugas.isi.get("dari", {}).get("aksi", "")
    could_be = opened_by in WITHDRAWABLE or "kembali" in tugas.isi
    return tugas.status is StatusTugas.SELESAI and could_be and not tugas.is_question


def beside(one: Tugas, other: Tugas) -> bool:
    """Tell whether the same aksi opened both."""
    return one.asal == other.asal and one.isi.get("dari_gelombang") == other.isi.get(
        "dari_gelombang"
    )
