"""What counts as changed under an open card."""

from sop_flows.engine.formulir import numbers_of
from sop_flows.engine.pembaruan import JenisPembaruan, Pembaruan, add, compare

J = JenisPembaruan
SHOWN = {
    (J.INDIKATOR, "IK-01"): "Desa tertib",
    (J.TARGET, "IK-01"): "87,75",
    (J.FORMULA, ""): "A",
}


def test_what_shows_the_same_has_not_changed():
    assert compare(SHOWN, dict(reversed(SHOWN.items()))) == ()


def test_a_fact_that_became_another_is_named_with_both_values():
    after = {**SHOWN, (J.TARGET, "IK-01"): "120"}

    assert compare(SHOWN, after) == (
        Pembaruan(jenis=J.TARGET, apa="IK-01", dari="87,75", ke="120"),
    )


def test_of_an_indikator_that_came_or_went_only_that_is_said():
    gone = {key: value for key, value in SHOWN.items() if key[1] != "IK-01"}
    itself = {"jenis": J.INDIKATOR, "apa": "IK-01"}

    assert compare(SHOWN, gone) == (Pembaruan(**itself, dari="Desa tertib", ke=""),)
    assert compare(gone, SHOWN) == (Pembaruan(**itself, dari="", ke="Desa tertib"),)


def test_what_changes_twice_is_said_once_and_what_comes_back_not_at_all():
    first = Pembaruan(jenis=J.TARGET, apa="IK-01", dari="87,75", ke="120")
    second = Pembaruan(jenis=J.TARGET, apa="IK-01", dari="120", ke="130")
    back = Pembaruan(jenis=J.TARGET, apa="IK-01", dari="120", ke="87,75")
    other = Pembaruan(jenis=J.FORMULA, apa="", dari="A", ke="B")

    assert add((first,), (second,)) == (
        Pembaruan(jenis=J.TARGET, apa="IK-01", dari="87,75", ke="130"),
    )
    assert add((first, other), (back,)) == (other,)


def test_a_number_once_given_is_kept_and_never_given_again():
    first = numbers_of(("IK-01", "IK-02", "IK-03"), None)
    lost = numbers_of(("IK-02", "IK-03"), first)
    grown = numbers_of(("IK-02", "IK-03", "IK-99"), lost)

    assert first == lost == ("IK-01", "IK-02", "IK-03")
    assert grown == ("IK-01", "IK-02", "IK-03", "IK-99")
