"""Which buttons a tap takes off its message: those that ask the same, and no others."""

import pytest

from handlers.screens.callback import AwalTap, MulaiTap, PeriodeTap, TugasTap
from handlers.spent import spent_by
from tests.support.periode import triwulan

TW_III, TW_IV = triwulan(2026, 3), triwulan(2026, 4)
START = MulaiTap(1, TW_IV)


@pytest.mark.parametrize(
    ("data", "is_spent"),
    [
        (START.encode(), True),
        (MulaiTap(1, TW_IV, 1005).encode(), True),
        (AwalTap(1, 0, "nanti").encode(), True),
        ("v0:m:1", True),
        (MulaiTap(2, TW_IV).encode(), False),
        (MulaiTap(1, TW_III).encode(), False),
        (AwalTap(0, 0, "nanti").encode(), False),
        (PeriodeTap().encode(), False),
    ],
)
def test_starting_an_sop_leaves_what_starts_others(data: str, is_spent: bool):
    assert spent_by(START)(data) is is_spent


def test_putting_all_of_it_off_takes_every_button_off():
    assert spent_by(AwalTap(0, 0, "nanti"))(START.encode())


def test_answering_a_request_spends_its_answers_alone():
    is_spent = spent_by(TugasTap(7, 2, "beri_waktu"))

    assert is_spent(TugasTap(7, 2, "tolak_waktu").encode())
    assert not is_spent(TugasTap(8, 2, "tolak_waktu").encode())
    assert not is_spent(TugasTap(7, 2, "buka").encode())
