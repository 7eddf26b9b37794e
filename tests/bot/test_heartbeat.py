"""A gap is a silence in which taps may expire."""

from bot.heartbeat import gap


def test_only_a_silence_in_which_taps_may_expire_is_a_gap():
    assert gap(-7200.0) == 0
    assert gap(149.0) == 0
    assert gap(151.0) == 151
