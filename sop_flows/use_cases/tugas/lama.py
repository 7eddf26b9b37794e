"""How long the langkah of a berkas took, in working time; once it has ended, that stays so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sop_flows.engine.berkas import Berkas, Lama, Outcome, StatusBerkas, Tugas
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.waktu.jam_kerja import JamKerja


def keep_lama(uow: UnitOfWork, berkas: Berkas, outcome: Outcome) -> Outcome:
    """Return the outcome; if the berkas ends with it, with how long each langkah took.

    A day that is made libur afterwards changes nothing in what has ended.
    """
    if (
        outcome.berkas.status is not StatusBerkas.SELESAI
        or berkas.status is not StatusBerkas.BERJALAN
    ):
        return outcome
    jam_kerja = uow.kantor.jam_kerja(berkas.kantor_id)
    everything = {one.id: one for one in uow.berkas.tugas_of(berkas.id)}
    here: dict[int, list[Tugas]] = {}
    for tugas in (everything | {one.id: one for one in outcome.changed}).values():
        here.setdefault(tugas.langkah, []).append(tugas)
    found = {no: lama_of(own, jam_kerja, uow.now) for no, own in here.items()}
    lama = {no: one for no, one in found.items() if one is not None}
    keadaan = replace(outcome.berkas.keadaan, lama=lama)
    return replace(outcome, berkas=replace(outcome.berkas, keadaan=keadaan))


def lama_of(here: Sequence[Tugas], jam_kerja: JamKerja, now: datetime) -> Lama | None:
    """Return how long a langkah took with all of its tugas; None where nothing of it was opened."""
    own = [one for one in here if not one.is_beside]
    opened = min((one.dibuka_at for one in own), default=None)
    until = max((one.selesai_at for one in own if one.selesai_at), default=None)
    return measure_lama(jam_kerja, opened, until, here, now)


def measure_lama(
    jam_kerja: JamKerja,
    opened: datetime | None,
    until: datetime | None,
    asked: Iterable[Tugas],
    now: datetime,
) -> Lama | None:
    """Return how long a langkah took; None where it was not opened.

    Args:
        asked: Its tugas, of which the questions to units count.
    """
    if opened is None or until is None:
        return None
    waits = waits_of(asked, now)
    return Lama(
        kerja=worked(jam_kerja, opened, until, waits),
        tunggu={
            unit_id: sum((jam_kerja.between(*wait) for wait in spans), timedelta(0))
            for unit_id, spans in waits.items()
        },
    )


Waits = Mapping[int, list[tuple[datetime, datetime]]]
"""Unit id -> from when to when its answers were awaited."""


def waits_of(here: Iterable[Tugas], now: datetime) -> Waits:
    """Return how long a langkah waited for the answer of each unit that it asked."""
    waits: dict[int, list[tuple[datetime, datetime]]] = {}
    for tugas in here:
        if tugas.is_question and tugas.unit_id is not None:
            span = (tugas.dibuka_at, tugas.selesai_at or now)
            waits.setdefault(tugas.unit_id, []).append(span)
    return waits


def worked(jam_kerja: JamKerja, opened: datetime, until: datetime, waits: Waits) -> timedelta:
    """Return the working time of a langkah without what it waited; waits that overlap count once."""
    total, counted = jam_kerja.between(opened, until), opened
    for begin, end in sorted(span for spans in waits.values() for span in spans):
        begin, end = max(begin, counted), min(end, until)
        if end > begin:
            total -= jam_kerja.between(begin, end)
            counted = end
    return total
