"""Which decisions stand: those that the flow has not gone back behind since."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

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
