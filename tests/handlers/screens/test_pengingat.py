"""What a message about late tugas says of those for which it has no button."""

import pytest

from handlers.screens.screen import plain
from tests.support.gallery_pengingat import LINE
from tests.support.wall import draw_layar


@pytest.mark.parametrize(
    ("layar", "where"), [("pengingat", "/tugas"), ("eskalasi", "/status"), ("pekanan", "/status")]
)
def test_tugas_beyond_the_buttons_are_counted_with_where_they_are_found(layar: str, where: str):
    tugas = [{**LINE, "tugas": n, "nomor": 1000 + n} for n in range(1, 14)]
    ten, more = (plain(draw_layar(layar, tugas=tugas[:n]).text) for n in (10, 13))

    assert "tidak bertombol" not in ten
    assert "3 tugas lainnya tidak bertombol di sini" in more
    assert where in more


def test_who_is_told_in_person_needs_no_button_and_is_not_counted():
    absent = [{**LINE, "tanpa_akun": True}] * 12

    assert "tidak bertombol" not in draw_layar("eskalasi", tugas=[LINE, *absent]).text
