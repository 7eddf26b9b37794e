"""One of several holders says that they are at it: the others see it, and nothing is locked."""

import pytest

from handlers.screens.kartu import draw_kartu
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import AksiNotAllowed, NotYourTugas, TugasChanged
from sop_flows.use_cases.tugas.dikerjakan import take_up
from tests.support.office import Pejawaran, plain
from tests.support.screen import labels_of
from tests.support.story import AGUS, DEWI, KASUBBAG, TAPEM, at, card_of, go_to, tugas

LABEL = "🛠 Sedang saya kerjakan"


@pytest.fixture
def work(kantor: Pejawaran) -> Tugas:
    return at(kantor, go_to(kantor, 5), 5)


def labels(kantor: Pejawaran, one: Tugas, nama: str) -> list[str]:
    screen = draw_kartu(card_of(kantor, one.id, nama))
    return labels_of(screen)


def seen(kantor: Pejawaran, one: Tugas, nama: str) -> str:
    return plain(draw_kartu(card_of(kantor, one.id, nama)).text)


def test_the_others_see_who_is_at_it_and_may_take_over(kantor: Pejawaran, work: Tugas):
    assert LABEL in labels(kantor, work, AGUS)
    kantor.say(AGUS, take_up, tugas_id=work.id)
    assert "Sedang dikerjakan oleh Agus Prasetyo sejak Senin" in seen(kantor, work, DEWI)
    assert (LABEL in labels(kantor, work, AGUS), LABEL in labels(kantor, work, DEWI)) == (
        False,
        True,
    )
    kantor.say(DEWI, take_up, tugas_id=work.id)
    assert "Sedang dikerjakan oleh Dewi Anggraeni" in seen(kantor, work, AGUS)


def test_it_locks_nothing(kantor: Pejawaran, work: Tugas):
    kantor.say(AGUS, take_up, tugas_id=work.id)
    kantor.act(DEWI, Kerja.SELESAI, tugas(kantor, work.id))

    hasil = tugas(kantor, work.id).facts.hasil
    assert hasil is not None
    assert hasil.nama == DEWI
    with pytest.raises(TugasChanged):
        kantor.say(AGUS, take_up, tugas_id=work.id)


def test_only_who_has_it_beside_others_says_so(kantor: Pejawaran, work: Tugas):
    for siapa in (KASUBBAG, TAPEM):
        with pytest.raises(NotYourTugas):
            kantor.say(siapa, take_up, tugas_id=work.id)


def test_who_has_it_alone_is_not_asked(kantor: Pejawaran):
    go_to(kantor, 4)
    own = kantor.only(TAPEM)
    assert LABEL not in labels(kantor, own, TAPEM)
    with pytest.raises(AksiNotAllowed):
        kantor.say(TAPEM, take_up, tugas_id=own.id)
