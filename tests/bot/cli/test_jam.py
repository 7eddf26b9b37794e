"""What an operator is told of the office's clock, and the word that it is right."""

from datetime import timedelta

import pytest

from bot.nightly_check import Checked, note_of
from bot.process.clock import machine_now
from tests.bot.cli.conftest import Tapak


def tick_at(office: Tapak, ahead: timedelta) -> None:
    office.rows(lambda uow: uow.jam.note(machine_now() + ahead))


def levels(office: Tapak, perihal: str) -> list[tuple[str, str]]:
    _, fields = office.ask("check")
    return [
        (one["tingkat"], one["keadaan"]) for one in fields["temuan"] if one["perihal"] == perihal
    ]


def test_a_clock_that_stands_behind_is_told_with_how_to_mend_it(office: Tapak):
    tick_at(office, timedelta(hours=2))

    told = office.run("jam", "periksa")
    assert told.exit_code == 1
    assert "mundur 2 jam dari waktu terakhir" in told.output
    assert "tapak jam benar" in told.output
    assert any(
        "pengingat ditahan" in said for level, said in levels(office, "Jam") if level == "gagal"
    )


def test_the_word_of_an_operator_lets_reminders_go_on(office: Tapak):
    tick_at(office, timedelta(days=365))

    assert office.ask("jam", "benar") == (0, {"dilepas": True})
    assert office.run("jam", "periksa").exit_code == 0
    assert office.ask("jam", "benar") == (0, {"dilepas": False})
    assert [level for level, _ in levels(office, "Jam")] == ["ok"]


@pytest.mark.parametrize(
    ("ago", "rusak", "level", "said"),
    [
        (timedelta(hours=3), (), "ok", "3 jam lalu; utuh"),
        (timedelta(days=3), (), "peringatan", "3 hari lalu"),
        (timedelta(hours=3), ("PEJAWARAN",), "gagal", "tidak sebagaimana ditulis: PEJAWARAN"),
    ],
)
def test_a_check_tells_of_the_last_nightly_look_at_the_history(
    office: Tapak, ago: timedelta, rusak: tuple[str, ...], level: str, said: str
):
    assert levels(office, "Riwayat")[0][0] == "ok"
    Checked(at=machine_now() - ago, rusak=rusak).write(note_of(office.folder / "data", 0))

    [(found, told)] = levels(office, "Riwayat")
    assert found == level
    assert said in told
