"""Whose time a berkas took: each minute of work charged again, one by one, and held against what the product says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.definition import Langkah, Minta
from sop_flows.use_cases.tugas.lama import is_measured, turns_of

MINUTE = timedelta(minutes=1)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
Minutes = frozenset[int]
"""Minutes of work, by their number since the epoch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neraca:
    """One langkah: in whose hands it was, minute by minute; no minute is in two of them."""

    berkas: int
    langkah: int
    kerja: int
    jeda: int
    tunggu: int
    """Waiting for answers, of whichever units."""
    semua: int
    """As many minutes of work as it was open."""
    said_kerja: int
    said_jeda: int


def minutes(spans: Iterable[tuple[datetime, datetime]], open_at: Minutes) -> Minutes:
    """Return the open minutes within some spans."""
    found: set[int] = set()
    for begin, end in spans:
        found.update(range((begin - EPOCH) // MINUTE, (end - EPOCH) // MINUTE))
    return open_at & found


def neraca_of(uow: UnitOfWork, berkas_id: int, open_at: Minutes) -> list[Neraca]:
    """Return the account of each langkah of a berkas that has ended."""
    berkas, sop_id = uow.berkas.get(berkas_id)
    sop, tugas = uow.sop.get(sop_id), uow.berkas.tugas_of(berkas_id)
    return [
        charge(sop.langkah_of(no), berkas, [one for one in tugas if one.langkah == no], open_at)
        for no in sorted(berkas.keadaan.lama)
    ]


def charge(langkah: Langkah, berkas: Berkas, here: list[Tugas], open_at: Minutes) -> Neraca:
    """Return the account of a langkah."""
    lama = berkas.keadaan.lama[langkah.no]
    turns = minutes(
        (
            begins(langkah, one, open_at)
            for one in here
            if not one.is_beside and is_measured(langkah, turns_of([one])[0])
        ),
        open_at,
    )
    waits = minutes(
        ((t.dibuka_at, ended(t)) for t in here if t.is_question and t.unit_id), open_at
    )
    away = minutes((span for t in here if not t.is_beside for span in jeda(t)), open_at)
    return Neraca(
        berkas=berkas.nomor,
        langkah=langkah.no,
        kerja=len(turns - waits - away),
        jeda=len((turns & away) - waits),
        tunggu=len(turns & waits),
        semua=len(turns),
        said_kerja=lama.kerja // MINUTE,
        said_jeda=lama.jeda // MINUTE,
    )


def begins(langkah: Langkah, tugas: Tugas, open_at: Minutes) -> tuple[datetime, datetime]:
    """Return from when to when a turn counts: of a rapat from its hour on."""
    tahap = langkah.tahap[tugas.tahap]
    if tahap.minta is Minta.RAPAT and tugas.facts.rapat:
        return max(tugas.dibuka_at, tugas.facts.rapat.mulai), ended(tugas)
    return tugas.dibuka_at, ended(tugas)


def ended(tugas: Tugas) -> datetime:
    """Return when a tugas was over."""
    assert tugas.selesai_at is not None
    return max(tugas.dibuka_at, tugas.selesai_at)


def jeda(tugas: Tugas) -> list[tuple[datetime, datetime]]:
    """Return when the clock of a tugas stood still."""
    given = (one for one in tugas.facts.tambahan if one.sebab.is_jeda)
    return [(one.mulai, min(one.sampai, ended(tugas))) for one in given]
