"""Who may do what, cell by cell, against tables that were written without looking at the code."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from typing import Any

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusBerkas, Tugas
from sop_flows.errors import Refusal
from sop_flows.jejak import JejakLine
from sop_flows.ports.records import Actor
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.unit_of_work import SqlUnitOfWork
from tests.keamanan.kantor import Call, Kantor
from tests.keamanan.kebijakan import Kebijakan, Perkara, by_length, list_kebijakan, read_kebijakan
from tests.keamanan.perjalanan import stages

Cell = tuple[Tugas, str, Kerja]
EVERYBODY = pytest.param(100, id="everybody", marks=pytest.mark.soak)


@pytest.mark.parametrize("bystanders", [2, EVERYBODY])
@pytest.mark.parametrize("nama", by_length())
def test_every_cell_of_the_matrix_is_as_the_policy_says(
    nama: str, bystanders: int, kantor_of: Callable[[str], Kantor]
):
    k, known, seen, faults = kantor_of(nama), set(), set(), []
    turn = cycle(k.actors())
    for stage, berkas_id in stages(k):
        cells = list(cells_of(k, berkas_id, known, lambda: islice(turn, bystanders)))
        since = len(k.run(lambda uow, id=berkas_id: uow.jejak.of_berkas(id)))
        outcomes, is_same = k.attempts(calls(k, cells, since))
        if not is_same:
            faults.append(f"{stage}: a refusal changed something")
        about = perkara_of(k, berkas_id)
        for (tugas, siapa, kerja), (outcome, written) in zip(cells, outcomes, strict=True):
            seen.add((str(tugas.place), kerja.value, said(outcome)))
            if said(outcome) not in k.kebijakan.answers(siapa, about[tugas.id], kerja):
                faults.append(f"{stage}: {tugas.place} {siapa} {kerja}: {outcome!r}")
            elif isinstance(outcome, Refusal):
                faults += [f"{stage}: {tugas.place} {siapa} {kerja}: wrote"] * bool(written)
            else:
                faults += misrecorded(k, about, siapa, kerja, outcome)

    assert not faults, "\n".join(faults)
    assert k.berkas(berkas_id).status is StatusBerkas.SELESAI
    assert promised(k.kebijakan) - seen == set()


def test_every_shipped_sop_has_its_policy():
    shipped = {template.sop.kode for template in load_catalog().all()}

    assert shipped <= {read_kebijakan(nama).kode for nama in list_kebijakan()}


def promised(kebijakan: Kebijakan) -> set[tuple[str, str, str]]:
    """Return what must have been seen at the stops, if no line of the policy is dead."""
    passed = {step.di for step in kebijakan.jalan if step.lalui}
    return {
        (baris.di, aksi, outcome)
        for baris in kebijakan.boleh
        if baris.di not in passed
        for aksi in (*baris.aksi, *(["kecualikan"] if baris.kecualikan else []))
        for outcome in (
            "RapatNotToday" if aksi in baris.hari_rapat else "done",
            *(["NotForPlh"] if baris.bukan_plh else []),
            *(["OwnWork"] if baris.bukan_pelaku else []),
        )
    }


def cells_of(
    k: Kantor,
    berkas_id: int,
    known: set[tuple[int | None, int]],
    others: Callable[[], Iterable[str]],
) -> Iterator[Cell]:
    """Yield what is tried at a stage, on every open tugas and the last closed one.

    The words that a tugas' line of the policy knows are said by everybody. The rest is said to two
    tugas of each place that are new or have changed, by whoever may act there and by *others*.
    """
    everybody, alike = k.actors(), Counter[str]()
    for tugas in k.probed(berkas_id):
        perkara, version = k.perkara(tugas), (tugas.id, tugas.revisi)
        words = k.kebijakan.words(perkara)
        yield from ((tugas, siapa, kerja) for kerja in words for siapa in everybody)
        if version not in known and alike[tugas.place] < 2:
            concerned = {
                one for one in everybody if k.kebijakan.recorded(one, perkara, Kerja.KIRIM)
            }
            for kerja in (kerja for kerja in Kerja if kerja not in words):
                tried = concerned.union(others())
                yield from ((tugas, siapa, kerja) for siapa in everybody if siapa in tried)
        alike[tugas.place] += 1
        known.add(version)


def calls(k: Kantor, cells: Iterable[Cell], since: int) -> Iterator[Call]:
    """Yield the use case of each cell."""
    for tugas, siapa, kerja in cells:
        user = k.user[siapa]
        facts: dict[str, Any] = {"actor": Actor.private(user), "tugas_id": tugas.id}
        yield perform, facts | {"aksi": k.aksi(kerja, tugas), "since": since}


def perform(uow: SqlUnitOfWork, *, since: int, **facts: Any) -> tuple[JejakLine, ...]:
    """Do an aksi, and return the lines of history that it has left."""
    outcome = perform_aksi(uow, **facts)
    return uow.jejak.of_berkas(outcome.berkas.id)[since:]


def perkara_of(k: Kantor, berkas_id: int) -> dict[int | None, Perkara]:
    """Return every tugas of a berkas as the policy speaks of it."""
    everything = k.run(lambda uow: uow.berkas.tugas_of(berkas_id))
    terbuka = [t for t in everything if t.is_open]
    return {tugas.id: k.perkara(tugas, terbuka) for tugas in everything}


def said(outcome: object) -> str:
    return type(outcome).__name__ if isinstance(outcome, Exception) else "done"


def misrecorded(
    k: Kantor,
    about: dict[int | None, Perkara],
    siapa: str,
    kerja: Kerja,
    lines: Iterable[JejakLine],
) -> Iterator[str]:
    """Yield the lines of history that name a post in which this person may not act there."""
    for line in lines:
        perkara = about[line.tugas_id]
        allowed = k.kebijakan.recorded(siapa, perkara, kerja)
        if not allowed or not (perkara.pegawai or line.pelaku["jabatan"] in allowed):
            yield f"{perkara.di} {siapa} {kerja}: recorded as {line.pelaku['jabatan']}"
