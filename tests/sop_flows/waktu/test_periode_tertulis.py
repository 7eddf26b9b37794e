"""A periode as people write it, and what is none."""

import pytest

from sop_flows.waktu.periode import JenisPeriode
from sop_flows.waktu.periode_tertulis import Tertulis, read_tertulis

T, S, B, Y = (
    JenisPeriode.TRIWULAN,
    JenisPeriode.SEMESTER,
    JenisPeriode.BULAN,
    JenisPeriode.TAHUN,
)


@pytest.mark.parametrize(
    ("teks", "jenis", "ke", "tahun"),
    [
        ("", None, None, None),
        ("TW III 2026", T, 3, 2026),
        ("tw3", T, 3, None),
        ("Triwulan 4, 2025", T, 4, 2025),
        ("2026 tw iv", T, 4, 2026),
        ("II", None, 2, None),
        ("3/2026", None, 3, 2026),
        ("2026", None, None, 2026),
        ("semester II 2026", S, 2, 2026),
        ("smt 1", S, 1, None),
        ("Oktober 2026", B, 10, 2026),
        ("okt", B, 10, None),
        ("tahun 2025", Y, None, 2025),
    ],
)
def test_what_is_written_is_read(
    teks: str, jenis: JenisPeriode | None, ke: int | None, tahun: int | None
):
    assert read_tertulis(teks) == Tertulis(jenis=jenis, ke=ke, tahun=tahun)


@pytest.mark.parametrize(
    "teks", ["kinerja", "TW III IV", "TW TW", "2025 2026", "TW #3", "TW VI", "123", "Juli Agustus"]
)
def test_what_says_anything_else_or_one_thing_twice_is_not_guessed(teks: str):
    assert read_tertulis(teks) is None
