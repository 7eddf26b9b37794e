"""How long anything rests that goes on by itself once a trouble is over: nobody is mute for 5 s then."""

import pytest

from bot.process.retry import REST_S
from bot.telegram import courier, downloads, intake, outage
from bot.worker import PAUSES_S

MUTE_S = 5.0
OTHERS_S = 1.5
"""What comes after the rest: the outbox is written, a message goes out, an answer comes back."""


@pytest.mark.parametrize(
    "longest",
    [
        pytest.param(max(intake.PAUSES_S), id="a poll"),
        pytest.param(max(courier.PAUSES_S), id="a message"),
        pytest.param(max(downloads.PAUSES_S), id="a file"),
        pytest.param(outage.ASK_S, id="all messages"),
        pytest.param(
            REST_S + max(PAUSES_S[:2]), id="an update that the machine was in the way of"
        ),
        pytest.param(REST_S, id="what the database is asked"),
    ],
)
def test_nothing_that_waits_for_the_end_of_a_trouble_rests_for_long(longest: float):
    assert longest + OTHERS_S < MUTE_S
