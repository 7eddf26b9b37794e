"""Who is about to leave an office: the operator reads which open tugas are theirs before it is done."""

from dataclasses import replace

from bot.cli.akhir import MOST_NAMED, numbers, sentence
from bot.trial.kantor.pejawaran import SAMPLE
from tests.support.office import Pejawaran
from tests.support.story import TAPEM, go_to


def test_the_open_tugas_of_who_leaves_are_named_by_their_numbers(kantor: Pejawaran):
    go_to(kantor, 4)
    own = kantor.only(TAPEM)
    stay = tuple(row for row in SAMPLE.pegawai if row.nama != TAPEM)
    found = kantor.take_over(replace(SAMPLE, pegawai=stay)).berakhir

    (left,) = (one for one in found if one.nama == TAPEM)
    assert (left.tugas, left.nomor) == (1, (own.nomor,))
    assert f"tugas terbukanya: 1 (#{own.nomor})" in sentence(left)


def test_of_many_the_first_are_named_and_the_rest_counted():
    many = tuple(range(1001, 1001 + MOST_NAMED + 3))

    assert numbers(many).endswith(f"#{1000 + MOST_NAMED}, dan 3 lagi")
