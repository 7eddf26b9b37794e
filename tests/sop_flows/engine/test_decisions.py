"""Which decisions stand: those that the flow has not gone back behind since."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.decisions import standing_decisions
from sop_flows.engine.facts import Facts
from sop_flows.sop.place import Samping
from tests.support.views import HASIL, NOW, make_tugas
from tests.support.views_nilai import make_decided

SHA = "ab" * 32


def opened(langkah: int, hours: int, **facts: Any) -> Tugas:
    at = NOW + timedelta(hours=hours)
    return make_tugas(langkah, id=900 + langkah, nomor=1900 + langkah, dibuka_at=at, **facts)


def test_decisions_are_told_oldest_first():
    second = make_decided(SHA, 7, selesai_at=NOW + timedelta(hours=1))

    assert standing_decisions([second, make_decided(SHA, 6)]) == (make_decided(SHA, 6), second)


def test_what_only_hands_on_or_is_still_open_is_no_decision():
    sent = make_tugas(4, status=StatusTugas.SELESAI, selesai_at=NOW, facts=Facts(hasil=HASIL))

    assert standing_decisions([sent, make_tugas(6)]) == ()


def test_a_return_behind_a_decision_ends_it():
    assert standing_decisions([make_decided(SHA, 6), opened(5, 1)]) == ()


def test_what_is_opened_after_it_in_the_flow_leaves_it_standing():
    decided = make_decided(SHA, 6)

    assert standing_decisions([decided, opened(7, 1), opened(5, -1)]) == (decided,)


def test_the_same_place_in_another_ronde_ends_it():
    assert standing_decisions([make_decided(SHA, 6), opened(6, 1, ronde=2)]) == ()


def test_a_question_and_what_was_taken_back_leave_it_standing():
    decided = make_decided(SHA, 6)
    asked = opened(5, 1)
    beside = make_tugas(5, Samping.TANYA, id=901, dibuka_at=asked.dibuka_at)
    taken_back = opened(5, 1, status=StatusTugas.DITARIK)

    assert standing_decisions([decided, beside, taken_back]) == (decided,)


def test_a_return_is_no_decision():
    returned = make_decided(SHA, 6)
    hasil = Facts(hasil=replace(HASIL, aksi=Kerja.KEMBALIKAN))

    assert standing_decisions(
        [make_tugas(7, status=StatusTugas.SELESAI, facts=hasil), returned]
    ) == (returned,)


def is_behind(other: Tugas, decided: Tugas) -> bool:
    """Whether another tugas does again what comes before a decision, or the decision itself."""
    if other.is_beside or other.status is StatusTugas.DITARIK:
        return False
    if other.place == decided.place:
        return other.unit_id == decided.unit_id and other.ronde > decided.ronde
    return other.place < decided.place and other.dibuka_at > (decided.selesai_at or NOW)


@st.composite
def some_tugas(draw: st.DrawFn, no: int) -> Tugas:
    """A tugas of a small berkas, somewhere in it: decided or open, again or for the first time."""
    at = NOW + timedelta(hours=draw(st.integers(0, 4)))
    closed = at + timedelta(hours=draw(st.integers(0, 2)))
    facts = {"id": no, "nomor": no, "dibuka_at": at}
    facts |= {"ronde": draw(st.integers(1, 2)), "unit_id": draw(st.sampled_from([None, 1, 2]))}
    langkah, tahap = draw(st.integers(4, 7)), draw(st.sampled_from([0, 1, Samping.TANYA]))
    if draw(st.booleans()):
        return make_decided(SHA, langkah, tahap=tahap, selesai_at=closed, **facts)
    status = draw(st.sampled_from([StatusTugas.TERBUKA, StatusTugas.DITARIK]))
    return make_tugas(langkah, tahap, status=status, **facts)


@given(st.integers(0, 9).flatmap(lambda n: st.tuples(*(some_tugas(no) for no in range(n)))))
def test_a_decision_stands_as_long_as_nothing_at_all_is_behind_it(tugas: tuple[Tugas, ...]):
    decided = [one for one in tugas if one.facts.hasil is not None]
    standing = {one.id for one in decided if not any(is_behind(other, one) for other in tugas)}

    assert {one.id for one in standing_decisions(tugas)} == standing
