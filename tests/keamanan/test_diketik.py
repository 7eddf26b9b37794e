"""Every way to decide is the same way: by button and by command, by everybody, at every stage."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.formulir import Formulir
from sop_flows.engine.kerja import KERJA, kerja_that
from sop_flows.jejak import JejakLine
from sop_flows.ports.ditanya import AlasanTetap, Yakin
from sop_flows.ports.records import Actor
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.nomor import perform_by_number
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse
from storage.unit_of_work import SqlUnitOfWork
from tests.keamanan.kantor import Kantor
from tests.keamanan.kebijakan import list_kebijakan
from tests.keamanan.perjalanan import stages

WORDS = "Mohon diperiksa sekali lagi."
TYPED = (*kerja_that(lambda one: one.is_signed or one.finishes), Kerja.KEMBALIKAN)
"""What the commands can do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a berkas is after a decision, in rows and in history."""

    tugas: tuple[Tugas, ...]
    formulir: tuple[Formulir, ...]
    jejak: tuple[JejakLine, ...]


@pytest.mark.parametrize("nama", list_kebijakan())
def test_button_and_command_end_in_the_same_state_and_the_same_history(
    nama: str, kantor_of: Callable[[str], Kantor]
):
    k, faults, done, known = kantor_of(nama), [], Counter[Kerja](), set[tuple[int, int]]()
    for stage, berkas_id in stages(k):
        tries = list(new_tries(k, berkas_id, known))
        facts = [
            {"actor": Actor.private(k.user[siapa]), "tugas": tugas, "kerja": kerja}
            for tugas, siapa, kerja in tries
        ]
        tapped, _ = k.attempts((by_button, one) for one in facts)
        typed, is_same = k.attempts((by_command, one) for one in facts)
        if not is_same:
            faults.append(f"{stage}: a refusal changed something")
        for (tugas, siapa, kerja), (one, _), (other, _) in zip(tries, tapped, typed, strict=True):
            done.update([kerja] * isinstance(one, Ended))
            if said(one) != said(other):
                faults.append(f"{stage}: {tugas.place} {siapa} {kerja}: {one!r} or {other!r}")

    assert not faults, "\n".join(faults)
    offered = {Kerja(word) for line in k.kebijakan.boleh for word in line.aksi}
    assert {kerja for kerja in TYPED if kerja in offered and KERJA[kerja].is_signed} <= {*done}


def new_tries(
    k: Kantor, berkas_id: int, known: set[tuple[int, int]]
) -> Iterator[tuple[Tugas, str, Kerja]]:
    """Yield what is tried: what is new at a stage, two of a kind, by everybody.

    Everybody says the words that the policy knows of it.
    """
    alike = Counter[str]()
    for tugas in k.probed(berkas_id):
        if (tugas.id, tugas.revisi) in known or alike[str(tugas.place)] == 2:
            continue
        known.add((tugas.id, tugas.revisi))
        alike[str(tugas.place)] += 1
        words = [kerja for kerja in k.kebijakan.words(k.perkara(tugas)) if kerja in TYPED]
        yield from ((tugas, siapa, kerja) for kerja in words for siapa in k.actors())


def by_button(uow: SqlUnitOfWork, *, actor: Actor, tugas: Tugas, kerja: Kerja) -> Ended:
    """Tap what the card offers, and its "Ya"."""
    revisi = tugas.revisi
    if KERJA[kerja].is_confirmed:
        tap = Ketukan(actor=actor, tugas_id=tugas.id, revisi=tugas.revisi)
        converse(uow, tap=tap, kerja=kerja, kind=Yakin)
        revisi = answer_why(uow, actor, tugas)
    tap_it(uow, actor, tugas, kerja, revisi)
    answer_why(uow, actor, tugas)
    return ended(uow, tugas)


def answer_why(uow: SqlUnitOfWork, actor: Actor, tugas: Tugas) -> int:
    """Say why what was returned comes again as it was, if that is asked; return the revisi then."""
    asked = uow.percakapan.get(actor.chat_id)
    if asked is not None and isinstance(asked.isi, AlasanTetap):
        take_text(uow, actor, teks=WORDS, message_id=1)
    loaded = uow.berkas.load_tugas(tugas.id)
    assert loaded is not None
    return loaded.tugas.revisi


def by_command(uow: SqlUnitOfWork, *, actor: Actor, tugas: Tugas, kerja: Kerja) -> Ended:
    """Type its number, and tap "Ya" where that is asked."""
    before = ended(uow, tugas).jejak
    words = WORDS if kerja is Kerja.KEMBALIKAN else ""
    perform_by_number(uow, actor, nomor=tugas.nomor, kerja=(kerja,), catatan=words)
    answer_why(uow, actor, tugas)
    if KERJA[kerja].is_confirmed:
        assert ended(uow, tugas).jejak == before, "decided before it was confirmed"
        asked = uow.percakapan.get(actor.chat_id)
        assert asked is not None
        assert isinstance(asked.isi, Yakin)
        tap_it(uow, actor, tugas, kerja, asked.isi.revisi)
    return ended(uow, tugas)


def tap_it(uow: SqlUnitOfWork, actor: Actor, tugas: Tugas, kerja: Kerja, revisi: int) -> None:
    words = WORDS if kerja is Kerja.KEMBALIKAN else ""
    aksi = Aksi(kerja=kerja, revisi=revisi, at=uow.now, catatan=words)
    perform_tapped(uow, actor, tugas_id=tugas.id, aksi=aksi)


def ended(uow: SqlUnitOfWork, tugas: Tugas) -> Ended:
    berkas_id = uow.berkas.berkas_of(tugas.id)
    return Ended(
        tugas=uow.berkas.tugas_of(berkas_id),
        formulir=uow.kinerja.formulir_of(berkas_id),
        jejak=uow.jejak.of_berkas(berkas_id),
    )


def said(outcome: Any) -> object:
    """Return what counts of an outcome: the end, or the kind of refusal, said alike to strangers."""
    if isinstance(outcome, Exception):
        return type(outcome).__name__.replace("NotFound", "NotYourTugas")
    return outcome
