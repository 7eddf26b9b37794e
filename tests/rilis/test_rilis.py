"""What an earlier release left in the middle of every SOP is upgraded, and goes on to its end."""

import pytest

from sop_flows.use_cases.berkas.selisih import find_selisih
from sop_flows.use_cases.tick import run_tick
from storage.berkas.jejak import verify
from storage.carriers.inbox import Inbox
from tests.rilis.kantor_lama import OWE_EVERY_CARD, RELEASED, upgraded


@pytest.mark.parametrize("head", RELEASED)
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

        assert set(lama.sql("SELECT status FROM berkas")) == {("selesai",)}
        for kantor in lama.kantor:
            assert lama.database.run_now(lambda c, kantor=kantor: verify(c, kantor.id)).ok
            assert lama.run(find_selisih, kantor=kantor) == ()
