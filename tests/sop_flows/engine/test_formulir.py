"""What becomes of the values of a formulir when it is opened again."""

from dataclasses import replace
from decimal import Decimal

from sop_flows.engine.formulir import Formulir, Nilai

SENT = Formulir(
    id=1,
    berkas_id=1,
    unit_id=1,
    nilai=(
        Nilai(indikator_id=11, kode="A", nilai=Decimal(71)),
        Nilai(indikator_id=12, kode="B", nilai=Decimal(15), ditandai=True),
        Nilai(indikator_id=13, kode="C"),
    ),
)


def described(nilai: tuple[Nilai, ...]) -> dict[str, tuple[Decimal | None, bool]]:
    return {one.kode: (one.sebelumnya, one.ditandai) for one in nilai}


def test_a_new_ronde_keeps_every_value_and_marks_only_what_is_named_now():
    assert described(SENT.reopened(2, (11, 99))) == {
        "A": (Decimal(71), True),
        "B": (Decimal(15), False),
    }


def test_within_a_ronde_new_marks_replace_those_that_stand_and_no_marks_leave_them():
    assert described(SENT.reopened(1, (13,))) == {"B": (None, False), "C": (None, True)}
    assert SENT.reopened(1) == ()


def test_a_correction_keeps_what_was_sent_unless_an_earlier_one_is_kept():
    earlier = replace(SENT.nilai[0], sebelumnya=Decimal(70))
    twice = replace(SENT, nilai=(earlier, *SENT.nilai[1:]))

    assert described(twice.reopened(1, is_correction=True)) == {"B": (Decimal(15), True)}


def test_the_values_themselves_and_who_confirmed_them_stay():
    for new in SENT.reopened(2, (11,)):
        old = next(one for one in SENT.nilai if one.kode == new.kode)
        assert (new.nilai, new.alasan, new.dikonfirmasi) == (
            old.nilai,
            old.alasan,
            old.dikonfirmasi,
        )
