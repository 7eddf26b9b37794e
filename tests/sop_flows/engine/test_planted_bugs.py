"""The property test finds what it is there for: rules that are a little wrong, planted one at a time.

A plant is no mock: the engine itself runs, with one of its rules replaced by a faulty one.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from sop_flows.engine import engine, flow, participation, withdrawal
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Berkas, Keadaan, Outcome, StatusTugas, Tugas
from sop_flows.engine.facts import Facts
from sop_flows.engine.flow import Flow
from sop_flows.engine.formulir import Formulir, Nilai, StatusFormulir
from tests.sop_flows.engine import dunia
from tests.sop_flows.engine.test_engine_properties import Kantor

Plant = Callable[[pytest.MonkeyPatch], None]

SEARCH = settings(
    max_examples=1_200,
    stateful_step_count=40,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def an_older_revisi_is_accepted(plant: pytest.MonkeyPatch) -> None:
    def accept(sop: Any, berkas: Berkas, tugas: Tugas, aksi: Aksi, *rest: Any) -> Outcome:
        return engine.advance(sop, berkas, tugas, replace(aksi, revisi=tugas.revisi), *rest)

    plant.setattr(dunia, "advance", accept)


def a_closed_tugas_is_done_again(plant: pytest.MonkeyPatch) -> None:
    def reopen(sop: Any, berkas: Berkas, tugas: Tugas, aksi: Aksi, *rest: Any) -> Outcome:
        if aksi.kerja is not Kerja.TARIK and tugas.status is StatusTugas.SELESAI:
            tugas = replace(tugas, status=StatusTugas.TERBUKA)
        return engine.advance(sop, berkas, tugas, aksi, *rest)

    plant.setattr(dunia, "advance", reopen)


def the_flow_does_not_wait_for_the_last_unit(plant: pytest.MonkeyPatch) -> None:
    def hurry(flow: Flow, tugas: Tugas, facts: Facts) -> None:
        flow.open_from(
            flow.sop.langkah_of(tugas.langkah), tugas.tahap, asal=tugas.place, facts=facts
        )

    plant.setattr(Flow, "go_on", hurry)


def forms_beside_the_flow_are_not_waited_for(plant: pytest.MonkeyPatch) -> None:
    plant.setattr(engine, "check_gathered", lambda flow, tugas: None)


def a_return_reaches_units_that_it_does_not_name(plant: pytest.MonkeyPatch) -> None:
    right = Flow.open_langkah

    def open_for_all(flow: Flow, no: int, **facts: Any) -> None:
        right(flow, no, **facts | {"only": None})

    plant.setattr(Flow, "open_langkah", open_for_all)


def a_return_forgets_what_it_marked(plant: pytest.MonkeyPatch) -> None:
    right = Flow.change_formulir

    def unmark(flow: Flow, unit: int | None, status: StatusFormulir, ronde: int, *_: Any) -> None:
        right(flow, unit, status, ronde)

    plant.setattr(Flow, "change_formulir", unmark)


def a_return_leaves_colleagues_at_work(plant: pytest.MonkeyPatch) -> None:
    right = engine.RULES[Kerja.KEMBALIKAN]

    def leave(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
        right(flow, tugas, aksi)
        for id in [id for id in flow.changed if id != tugas.id]:
            del flow.changed[id]

    plant.setitem(engine.RULES, Kerja.KEMBALIKAN, leave)  # type: ignore[arg-type]


def a_return_begins_no_ronde(plant: pytest.MonkeyPatch) -> None:
    def stay(keadaan: Keadaan, langkah: int, unit_id: int | None) -> Keadaan:
        return replace(keadaan, ronde={**keadaan.ronde, (langkah, unit_id): 1})

    plant.setattr(Keadaan, "with_ronde", stay)


def only_the_last_doer_is_remembered(plant: pytest.MonkeyPatch) -> None:
    def forget(keadaan: Keadaan, langkah: int, pegawai_id: int) -> Keadaan:
        return replace(keadaan, pelaku={**keadaan.pelaku, langkah: (pegawai_id,)})

    plant.setattr(Keadaan, "with_pelaku", forget)


def a_question_leaves_the_form_open(plant: pytest.MonkeyPatch) -> None:
    plant.setattr(Flow, "close_formulir", lambda flow, question: None)


def what_is_taken_back_keeps_its_ronde(plant: pytest.MonkeyPatch) -> None:
    plant.setattr(Flow, "undo_ronde", lambda flow, langkah, index, unit_id: None)


def what_is_taken_back_leaves_forms_open(plant: pytest.MonkeyPatch) -> None:
    plant.setattr(withdrawal, "restore_formulir", lambda flow, follower: None)


def what_is_taken_back_is_reminded_of_no_more(plant: pytest.MonkeyPatch) -> None:
    right = flow.looked_at_again

    def never(*facts: Any) -> dict[int, Any]:
        return {id: at for id, at in right(*facts).items() if at is None}

    plant.setattr(flow, "looked_at_again", never)


def what_is_closed_is_still_reminded_of(plant: pytest.MonkeyPatch) -> None:
    right = flow.looked_at_again

    def ever(*facts: Any) -> dict[int, Any]:
        return {id: at for id, at in right(*facts).items() if at is not None}

    plant.setattr(flow, "looked_at_again", ever)


def a_new_ronde_keeps_the_marks_of_the_one_before(plant: pytest.MonkeyPatch) -> None:
    right = Formulir.reopened

    def keep(
        formulir: Formulir, ronde: int, ditandai: Any = (), **facts: Any
    ) -> tuple[Nilai, ...]:
        old = tuple(one.indikator_id for one in formulir.nilai if one.ditandai)
        return right(formulir, ronde, (*ditandai, *old), **facts)

    plant.setattr(Formulir, "reopened", keep)


def what_somebody_has_seen_is_taken_back(plant: pytest.MonkeyPatch) -> None:
    right = withdrawal.is_withdrawable

    def unseen(berkas: Berkas, tugas: Tugas) -> bool:
        cards = tuple(replace(t, dilihat_at=None) for t in berkas.terbuka)
        return right(replace(berkas, terbuka=cards), tugas)

    plant.setattr(withdrawal, "is_withdrawable", unseen)


def the_last_one_excused_ends_the_work(plant: pytest.MonkeyPatch) -> None:
    right = engine.RULES[Kerja.KECUALIKAN]

    def stop(flow: Flow, tugas: Tugas, aksi: Aksi) -> None:
        right(flow, tugas, aksi)
        flow.opened.clear()

    plant.setitem(engine.RULES, Kerja.KECUALIKAN, stop)  # type: ignore[arg-type]


def a_unit_joins_that_is_filling_already(plant: pytest.MonkeyPatch) -> None:
    everybody = lambda sop, beside, at_work, peta: tuple(peta.heads)  # noqa: E731
    plant.setattr(participation, "joinable", everybody)


def giving_up_overlooks_a_tugas(plant: pytest.MonkeyPatch) -> None:
    def overlook(sop: Any, berkas: Berkas, *rest: Any) -> Outcome:
        return engine.cancel(sop, replace(berkas, terbuka=berkas.terbuka[:1]), *rest)

    plant.setattr(dunia, "cancel", overlook)


ANSWERS = (Kerja.HADIR, Kerja.AKAN_HADIR)


def attending_leaves_no_trace(plant: pytest.MonkeyPatch) -> None:
    right = Flow.outcome

    def forget(flow: Flow, kerja: str, *facts: Any) -> Outcome:
        outcome = right(flow, kerja, *facts)
        return replace(outcome, jejak=()) if kerja in ANSWERS else outcome

    plant.setattr(Flow, "outcome", forget)


PLANTS: list[Plant] = [
    an_older_revisi_is_accepted,
    a_closed_tugas_is_done_again,
    the_flow_does_not_wait_for_the_last_unit,
    forms_beside_the_flow_are_not_waited_for,
    a_return_reaches_units_that_it_does_not_name,
    a_return_forgets_what_it_marked,
    a_return_leaves_colleagues_at_work,
    a_return_begins_no_ronde,
    only_the_last_doer_is_remembered,
    a_question_leaves_the_form_open,
    what_is_taken_back_keeps_its_ronde,
    what_is_taken_back_leaves_forms_open,
    what_is_taken_back_is_reminded_of_no_more,
    what_is_closed_is_still_reminded_of,
    a_new_ronde_keeps_the_marks_of_the_one_before,
    what_somebody_has_seen_is_taken_back,
    the_last_one_excused_ends_the_work,
    a_unit_joins_that_is_filling_already,
    giving_up_overlooks_a_tugas,
    attending_leaves_no_trace,
]


@pytest.mark.plays
@pytest.mark.parametrize("bug", PLANTS, ids=lambda bug: bug.__name__)
def test_a_planted_bug_is_found(bug: Plant, monkeypatch: pytest.MonkeyPatch):
    bug(monkeypatch)

    with pytest.raises(AssertionError):  # the search ends where it is found
        run_state_machine_as_test(Kantor, settings=SEARCH)


@pytest.mark.plays  # the same search, by other chances, is test_whatever_people_do_the_laws_hold
def test_where_nothing_is_planted_nothing_is_found():
    run_state_machine_as_test(Kantor, settings=settings(SEARCH, max_examples=60))
