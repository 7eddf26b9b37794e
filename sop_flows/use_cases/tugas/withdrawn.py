"""The cards that offer to take an aksi back, once somebody has acted on what it opened."""

from sop_flows.engine.berkas import StatusTugas, Stored, Tugas
from sop_flows.engine.withdrawal import could_be_withdrawn, is_level
from sop_flows.ports.unit_of_work import UnitOfWork


def owe_past_withdrawal(uow: UnitOfWork, outcome: Stored) -> None:
    """Owe a redraw to the cards that the outcome has made final; the first one to act makes it so."""
    owe_last_beside(uow, outcome)
    acted = next((t for t in outcome.changed if was_opened_by_withdrawable(t)), None)
    if acted is None:
        return
    around = uow.berkas.tugas_from(outcome.berkas.id, acted.asal)
    now = {t.id for t in outcome.changed}
    if any(t.id not in now and is_acted_on(t) and beside(acted, t) for t in around):
        return
    wave = acted.facts.gelombang.dari
    openers = [t for t in around if t.place == acted.asal and t.facts.gelombang.nomor == wave]
    done = [t for t in openers if t.facts.hasil and could_be_withdrawn(t.facts.hasil.aksi)]
    uow.kartu.owe_all_again([t.id for t in done])


def owe_last_beside(uow: UnitOfWork, outcome: Stored) -> None:
    """Owe a redraw to the forms beside the flow once the last of them is in: all are final."""
    done = {t.id: t for t in outcome.changed if not t.is_open}
    sent = next((t for t in done.values() if t.unit_id is not None and is_sent(t)), None)
    if sent is None or outcome.opened:
        return
    if any(t.id not in done and is_level(sent, t) for t in outcome.berkas.terbuka):
        return
    around = uow.berkas.tugas_of(outcome.berkas.id, sent.langkah)
    level = [t for t in around if is_level(sent, t) and is_sent(t)]
    uow.kartu.owe_all_again([t.id for t in level])


def is_sent(tugas: Tugas) -> bool:
    """Tell whether a tugas was closed by an aksi that could be taken back."""
    hasil = tugas.facts.hasil
    is_done = tugas.status is StatusTugas.SELESAI
    return is_done and hasil is not None and could_be_withdrawn(hasil.aksi)


def was_opened_by_withdrawable(tugas: Tugas) -> bool:
    """Tell whether somebody has acted on a tugas that a withdrawable aksi had opened."""
    dari = tugas.facts.dari
    could_be = tugas.facts.kembali or (dari and could_be_withdrawn(dari.aksi))
    return is_acted_on(tugas) and bool(could_be) and not tugas.is_beside


def is_acted_on(tugas: Tugas) -> bool:
    """Tell whether a tugas is done, or somebody said of a rapat whether they attend."""
    is_answered = tugas.facts.kabar is not None or bool(tugas.facts.hadir)
    return tugas.status is StatusTugas.SELESAI or is_answered


def beside(one: Tugas, other: Tugas) -> bool:
    """Tell whether the same aksi opened both."""
    wave = one.facts.gelombang.dari
    return one.asal == other.asal and wave == other.facts.gelombang.dari
