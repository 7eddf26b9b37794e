"""What an earlier release left in the middle of every SOP is upgraded, and goes on to its end."""

from datetime import timedelta

import pytest

from sop_flows.use_cases.berkas.selisih import find_selisih
from sop_flows.use_cases.tick import run_tick
from storage.berkas.jejak import verify
from storage.carriers.inbox import Inbox
from tests.rilis.kantor_lama import OWE_EVERY_CARD, RELEASED, KantorLama, upgraded

EACH = [
    pytest.param(head, marks=[] if at % 3 == 0 or head == RELEASED[-1] else [pytest.mark.plays])
    for at, head in enumerate(RELEASED)
]
"""Every head that was released; the suite goes on from every third, and from the last."""


@pytest.mark.parametrize("head", EACH)
def test_an_office_of_an_earlier_release_reads_all_it_was_owed_and_goes_on_to_the_end(
    head, tmp_path
):
    with upgraded(head, tmp_path) as lama:
        lama.sql(OWE_EVERY_CARD)
        [(owed,)] = lama.sql("SELECT count(*) FROM outbox WHERE status = 'baru'")
        assert lama.deliver() > owed // 2  # what owes the same card leaves as one
        assert lama.database.run_now(lambda c: Inbox(c, lama.bot_id).pending())
        assert lama.answer() > 0

        lama.play_on()
        lama.run(run_tick)
        lama.deliver()

        check_end(lama)


def test_a_clock_that_is_set_back_in_the_middle_keeps_nobody_from_the_end(tmp_path):
    with upgraded(RELEASED[-1], tmp_path) as kantor:
        for one in kantor.open():
            kantor.go_on(one.id)
        kantor.now -= timedelta(hours=26)
        kantor.play_on()
        kantor.run(run_tick)
        kantor.sql(OWE_EVERY_CARD)
        kantor.deliver()

        check_end(kantor)


def check_end(kantor: KantorLama) -> None:
    """Check that every berkas has ended, with its history whole and rows that agree with it."""
    assert set(kantor.sql("SELECT status FROM berkas")) == {("selesai",)}
    for each in kantor.kantor:
        assert kantor.database.run_now(lambda c, each=each: verify(c, each.id)).ok
        assert kantor.run(find_selisih, kantor=each) == ()
