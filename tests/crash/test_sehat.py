"""How long somebody was mute, less what the processor cost: no more is taken away than there was."""

import pytest

from tests.crash.sehat import Kerja, Times


class Prosesor:
    """A bot with two threads, the work and the want of which we tell."""

    def __init__(self) -> None:
        self.worked = {"1": 0.0, "2": 0.0}
        self.waited = {"1": 0.0, "2": 0.0}

    def times(self, _pid: int) -> Times:
        return {thread: (self.worked[thread], self.waited[thread]) for thread in self.worked}


@pytest.fixture
def prosesor() -> Prosesor:
    return Prosesor()


def test_work_counts_once_and_the_want_of_a_processor_not_at_all(prosesor: Prosesor):
    kerja = Kerja(6.0, prosesor.times)
    kerja.note(0.0, 1)
    prosesor.worked["1"], prosesor.waited["2"] = 0.5, 0.25
    kerja.note(6.0, 1)

    assert kerja.between(0.0, 6.0) == 0.5 * 5 + 0.25 * 6


def test_threads_that_wait_together_wait_once_and_nothing_takes_longer_than_it_took(
    prosesor: Prosesor,
):
    kerja = Kerja(6.0, prosesor.times)
    kerja.note(0.0, 1)
    prosesor.waited = {"1": 0.5, "2": 0.5}
    kerja.note(6.0, 1)
    prosesor.worked = {"1": 2.0, "2": 2.0}
    kerja.note(8.0, 1)

    assert kerja.between(0.0, 6.0) == 3.0
    assert kerja.between(6.0, 8.0) == 2.0


def test_of_what_was_lost_between_two_looks_a_stretch_has_its_part(prosesor: Prosesor):
    kerja = Kerja(6.0, prosesor.times)
    kerja.note(0.0, 1)
    prosesor.worked["1"] = 1.0
    kerja.note(10.0, 1)
    del prosesor.worked["2"], prosesor.waited["2"]
    kerja.note(20.0, 1)

    assert kerja.between(8.0, 12.0) == pytest.approx(1.0)
    assert kerja.between(12.0, 25.0) == 0.0
