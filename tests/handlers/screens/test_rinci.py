"""How much detail is shown: the most that fits, found without drawing every step of it."""

import pytest

from handlers.screens.rinci import RAMPING, RINCIAN, Rinci, most_detailed


@pytest.mark.parametrize("steps", [RINCIAN, RAMPING])
def test_the_most_detail_that_fits_is_found_with_few_drawings(steps: tuple[Rinci, ...]):
    for first in range(len(steps)):
        drawn: list[int] = []

        def fits(rinci: Rinci, first: int = first, drawn: list[int] = drawn) -> bool:
            drawn.append(steps.index(rinci))
            return drawn[-1] >= first

        assert most_detailed(steps, fits) == steps[first]
        assert len(drawn) == 1 if first == 0 else len(drawn) <= 5


def test_where_nothing_fits_the_least_detail_is_shown():
    assert most_detailed(RINCIAN, lambda _: False) == RINCIAN[-1]
