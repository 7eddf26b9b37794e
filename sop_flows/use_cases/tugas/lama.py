"""How long the langkah of a berkas took, in working time; once it has ended, that stays so.

1. The time of a langkah is the sum of its own turns: what others did in between is theirs.
2. Turns at the same time count once, and so do the waits and the jeda that are taken off them.
3. A tahap with a waktu of its own is measured by that, not by the waktu of its langkah.
4. A rapat takes its time from its hour on, not from its undangan.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sop_flows.deferred import replace
from sop_flows.engine.berkas import Berkas, Lama, Outcome, StatusBerkas, Tugas
from sop_flows.engine.tambahan import jeda_of
from sop_flows.ports.records import Masa
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Langkah, Minta, Sop
from sop_flows.waktu.jam_kerja import JamKerja

MINUTE = timedelta(minutes=1)

Span = tuple[datetime, datetime]


def keep_lama(uow: UnitOfWork, sop: Sop, berkas: Berkas, outcome: Outcome) -> Outcome:
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
    found = {
        no: measure_lama(jam_kerja, sop.langkah_of(no), turns_of(own), own, uow.now)
        for no, own in here.items()
    }
    lama = {no: one for no, one in found.items() if one is not None}
    keadaan = replace(outcome.berkas.keadaan, lama=lama)
    return replace(outcome, berkas=replace(outcome.berkas, keadaan=keadaan))


def turns_of(here: Iterable[Tugas]) -> tuple[Masa, ...]:
    """Return the turns that the tugas of a langkah make up, one each."""
    return tuple(
        Masa(one.tahap, one.dibuka_at, one.selesai_at, one.tenggat)
        for one in here
        if not one.is_beside
    )


def measure_lama(
    jam_kerja: JamKerja,
    langkah: Langkah,
    masa: Sequence[Masa],
    asked: Iterable[Tugas],
    now: datetime,
) -> Lama | None:
    """Return how long a langkah took; None where it was not opened.

    Args:
        asked: Its tugas, of which the questions to units count, and those that were in a jeda.
    """
    if not masa:
        return None
    known = tuple(asked)
    waits = waits_of(known, now)
    turns = [span_of(jam_kerja, langkah, one, now) for one in masa if is_measured(langkah, one)]
    waited = [span for spans in waits.values() for span in spans]
    kerja = worked(jam_kerja, turns, [*waited, *jeda_spans(known, now)])
    return Lama(
        kerja=kerja,
        jeda=worked(jam_kerja, turns, waited) - kerja,
        tunggu={
            unit_id: sum((jam_kerja.between(*wait) for wait in spans), timedelta(0))
            for unit_id, spans in waits.items()
        },
    )


def is_measured(langkah: Langkah, masa: Masa) -> bool:
    """Tell whether a turn counts against the waktu of its langkah."""
    shared = [index for index in langkah.flow if langkah.tahap[index].waktu is None]
    return masa.tahap in (shared or langkah.flow)


def span_of(jam_kerja: JamKerja, langkah: Langkah, masa: Masa, now: datetime) -> Span:
    """Return from when to when a turn took its time."""
    begin = masa.dibuka_at
    if langkah.tahap[masa.tahap].minta is Minta.RAPAT and masa.tenggat is not None:
        ahead = jam_kerja.between(begin, masa.tenggat) // MINUTE
        begin = jam_kerja.add(begin, max(0, ahead - langkah.waktu_of(masa.tahap).menit))
    return begin, max(begin, masa.selesai_at or now)


Waits = Mapping[int, list[Span]]
"""Unit id -> from when to when its answers were awaited."""


def waits_of(here: Iterable[Tugas], now: datetime) -> Waits:
    """Return how long a langkah waited for the answer of each unit that it asked."""
    waits: dict[int, list[Span]] = {}
    for tugas in here:
        if tugas.is_question and tugas.unit_id is not None:
            span = (tugas.dibuka_at, max(tugas.dibuka_at, tugas.selesai_at or now))
            waits.setdefault(tugas.unit_id, []).append(span)
    return waits


def jeda_spans(here: Iterable[Tugas], now: datetime) -> Iterator[Span]:
    """Yield from when to when the clock of a tugas of the flow stood still, while it was open."""
    for tugas in here:
        for begin, end in jeda_of(tugas.facts.tambahan if not tugas.is_beside else ()):
            yield begin, max(begin, min(end, tugas.selesai_at or now))


def worked(jam_kerja: JamKerja, turns: Iterable[Span], waits: Iterable[Span]) -> timedelta:
    """Return the working time of some turns without what they waited."""
    apart = merged(waits)
    total = timedelta(0)
    for begin, end in merged(turns):
        total += jam_kerja.between(begin, end)
        for start, until in apart:
            start, until = max(start, begin), min(until, end)
            if until > start:
                total -= jam_kerja.between(start, until)
    return total


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans that do not overlap and cover the same time, in order."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found
