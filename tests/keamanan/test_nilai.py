"""Who sees which values, cell by cell: on a card, and in the sheet, when asked for and when drawn."""

from collections import Counter
from dataclasses import replace

import pytest

from sop_flows.engine.berkas import Tugas
from sop_flows.errors import Refusal
from sop_flows.ports.records import Actor, KartuTugas
from sop_flows.ports.views import IsiView
from sop_flows.use_cases.kinerja.buku import view_rekap
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.nilai import request_rekap, turn_page
from tests.keamanan.kantor import MANTAN, Kantor
from tests.keamanan.perjalanan import stages
from tests.keamanan.test_dokumen import may_touch
from tests.keamanan.test_tanpa_wewenang import FOREIGN, STOPS

FORGED = (0, 1, 7, 9_999_999_999_999)
"""Pages that a modified client may name."""


def units_seen(outcome: object) -> set[str]:
    """Return the units whose values somebody was given."""
    if not isinstance(outcome, IsiView):
        return set()
    return {unit.kode for unit in outcome.isi.unit if unit.indikator}


def expected(k: Kantor, siapa: str, tugas: Tugas) -> set[str]:
    """The policy: nothing without the tugas; a unit its own; who works for all units all."""
    hasil = tugas.facts.hasil
    is_frozen = hasil is not None and bool(hasil.naskah)
    if not may_touch(k, siapa, tugas) or not (tugas.is_open or is_frozen):
        return set()
    return {kode for kode, id in k.unit.items() if tugas.unit_id in (None, id)}


def test_every_cell_of_the_matrix_is_as_the_policy_says(kecamatan: Kantor):
    k, faults, cells = kecamatan, [], Counter[int]()
    for stage, berkas_id in stages(k):
        if stage not in STOPS:
            continue
        measured = {
            k.kode[f.unit_id]
            for f in k.run(lambda uow, b=berkas_id: uow.kinerja.formulir_of(b))
            if f.nilai
        }
        for tugas in k.probed(berkas_id):
            for siapa in k.actors():
                user = k.user[siapa]
                got, _ = k.attempt(view_rekap, user_id=user, tugas_id=tugas.id)
                who = {"actor": Actor.private(user), "tugas_id": tugas.id}
                asked, owed = k.attempt(request_rekap, **who)
                wanted = expected(k, siapa, tugas) & measured
                cells[len(wanted)] += 1
                is_told = not isinstance(asked, Refusal)
                if (units_seen(got), bool(owed), is_told) != (wanted, *[bool(wanted)] * 2):
                    faults.append((stage, tugas.place, siapa, got, wanted, owed))

    assert faults == []
    assert cells[5] > 10
    assert cells[1] > 3
    assert cells[0] > 300


@pytest.fixture(scope="module")
def decision(kecamatan: Kantor) -> Tugas:
    """Return what the Kasubbag is to decide."""
    at = next(id for stage, id in stages(kecamatan) if stage == "6 keputusan Kasubbag")
    (tugas,) = kecamatan.open_at(at, "6.0")
    return tugas


def test_a_forged_page_turns_the_own_card_only_and_strangers_get_nothing(
    kecamatan: Kantor, decision: Tugas
):
    k, tugas = kecamatan, decision
    holder = k.holder(tugas)

    for halaman in FORGED:
        for siapa in FOREIGN:
            who = {"actor": Actor.private(k.user[siapa]), "tugas_id": tugas.id}
            outcome, written = k.attempt(turn_page, **who, halaman=halaman)
            assert (isinstance(outcome, Refusal), written) == (True, 0), (siapa, halaman)
        outcome, written = k.attempt(
            turn_page, actor=Actor.private(k.user[holder]), tugas_id=tugas.id, halaman=halaman
        )
        assert outcome is None
        assert written >= 1


def test_a_card_that_stands_on_the_phone_of_who_lost_the_post_shows_no_values(
    kecamatan: Kantor, decision: Tugas
):
    k, tugas = kecamatan, decision
    kartu = k.run(lambda uow: uow.kartu.of_tugas(tugas.id))[0]
    turned = replace(kartu, halaman=1, dibalik=tugas.revisi)

    def drawn(card: KartuTugas) -> bool:
        view = k.run(lambda uow: view_kartu(uow, card))
        return view.has_nilai or view.isi is not None or bool(view.halaman)

    assert drawn(turned)
    assert not drawn(replace(turned, pegawai_id=k.pegawai[MANTAN]))
