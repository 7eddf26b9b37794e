"""What comes again after a return as it was comes with a reason, or not at all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import ResentUnchanged
from tests.sop_flows.engine.dunia import WHY, A, B, Dunia, answers

KECAMATAN = "pengukuran-kinerja-kecamatan"
MEKANISME = "mekanisme-pengukuran-kinerja"
FIRST, SECOND = 11, 12
"""The two indikator of unit A."""
ISI = "ab" * 32


def returned(*marks: int) -> Dunia:
    """Return a run in which unit A has its form back, with those values marked."""
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Angka tidak wajar", unit=(A,), indikator=marks)
    dunia.do(Kerja.TERUSKAN, "5.1")
    return dunia


def give(dunia: Dunia, indikator: int, **facts: object) -> None:
    """Let unit A give a value anew."""
    sheet = dunia.sheet(A)
    nilai = tuple(
        replace(n, ditandai=False, **facts) if n.indikator_id == indikator else n
        for n in sheet.nilai
    )
    dunia.peta.sheets[A] = replace(sheet, nilai=nilai)


def send(dunia: Dunia, catatan: str = "") -> None:
    card = dunia.at("4.0", A)
    asked = answers(dunia.tahap_of(card).isian)
    dunia.do(Kerja.KIRIM, card, catatan=catatan, isian=asked)


def refused(dunia: Dunia, catatan: str = "") -> tuple[str, ...]:
    """Return what is told to be as it was."""
    with pytest.raises(ResentUnchanged) as found:
        send(dunia, catatan)
    return found.value.tetap


def kept(dunia: Dunia) -> object:
    return dunia.jejak[-1].rincian.get("tidak_berubah")


def test_a_marked_value_that_is_given_again_as_it_was_needs_a_reason():
    dunia = returned(FIRST)
    give(dunia, FIRST, nilai=Decimal("80.00"))
    assert refused(dunia) == ("1.1",)
    assert refused(dunia, "sudah ok") == ("1.1",)
    send(dunia, WHY)

    assert kept(dunia) == ["1.1"]
    assert dunia.jejak[-1].rincian["catatan"] == WHY
    assert dunia.at("4.0", A).facts.tetap


def test_only_the_marked_values_that_did_not_change_are_asked_about():
    dunia = returned(FIRST, SECOND)
    give(dunia, FIRST, nilai=Decimal(81))

    assert refused(dunia) == ("1.2",)


def test_a_change_of_every_marked_value_goes_out_without_a_word():
    dunia = returned(FIRST)
    give(dunia, FIRST, nilai=Decimal(81))
    send(dunia)

    assert kept(dunia) is None
    assert not dunia.at("4.0", A).facts.tetap


def test_a_change_of_what_was_not_marked_does_not_answer_for_what_was():
    dunia = returned(FIRST)
    give(dunia, SECOND, nilai=Decimal(81))

    assert refused(dunia) == ("1.1",)


@pytest.mark.parametrize(
    ("facts", "is_same"),
    [
        ({"nilai": None, "alasan": "Survei belum selesai"}, False),
        ({"nilai": Decimal("80.0"), "alasan": ""}, True),
    ],
)
def test_no_data_with_a_reason_is_another_answer_than_a_number(
    facts: dict[str, object], is_same: bool
):
    dunia = returned(FIRST)
    give(dunia, FIRST, **facts)
    if is_same:
        assert refused(dunia) == ("1.1",)
    else:
        send(dunia)
        assert kept(dunia) is None


@pytest.mark.parametrize(
    ("alasan", "is_same"), [("Survei belum selesai", True), ("Survei mulai November", False)]
)
def test_no_data_for_the_same_reason_is_no_change(alasan: str, is_same: bool):
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3)
    give(dunia, FIRST, nilai=None, alasan="Survei belum selesai")
    dunia.finish_langkah(4, 5)
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Mengapa turun?", unit=(A,), indikator=(FIRST,))
    dunia.do(Kerja.TERUSKAN, "5.1")
    give(dunia, FIRST, nilai=None, alasan=alasan)
    if is_same:
        assert refused(dunia) == ("1.1",)
    else:
        send(dunia)


def test_new_data_dukung_is_an_answer():
    dunia = returned(FIRST)
    give(dunia, FIRST, nilai=Decimal(80))
    dunia.hold(dunia.at("4.0", A), dukung=("cd" * 32,))
    send(dunia)

    assert kept(dunia) is None


def test_a_form_in_which_nothing_was_marked_is_compared_as_a_whole():
    same = returned()
    assert refused(same) == ()
    send(same, WHY)
    assert kept(same) == []
    other = returned()
    give(other, SECOND, nilai=Decimal(81))
    send(other)

    assert kept(other) is None


def test_marks_of_another_unit_do_not_make_this_one_silent():
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)
    marks = (10 * B + 1,)
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Angka tidak wajar", unit=(A, B), indikator=marks)
    dunia.do(Kerja.TERUSKAN, "5.1")

    assert refused(dunia) == ()


def test_a_form_that_was_taken_back_and_is_sent_again_is_asked_about_again():
    dunia = returned(FIRST)
    send(dunia, WHY)
    dunia.do(Kerja.TARIK, dunia.at("4.0", A))

    assert refused(dunia) == ("1.1",)


def redone(isi: str = ISI) -> Dunia:
    """Return a run in which a langkah without a form is to be done again."""
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Belum sesuai data dukung", isi=isi)
    return dunia


def test_a_langkah_that_is_handed_in_again_as_it_was_needs_a_reason():
    dunia = redone()
    with pytest.raises(ResentUnchanged):
        dunia.do(Kerja.SELESAI, "5.0", isi=ISI)
    dunia.do(Kerja.SELESAI, "5.0", isi=ISI, catatan=WHY)

    assert kept(dunia) == []
    assert dunia.places == ["6.0"]


def test_a_langkah_that_hands_in_something_else_needs_none():
    dunia = redone()
    dunia.do(Kerja.SELESAI, "5.0", isi="cd" * 32)

    assert kept(dunia) is None


def test_a_return_of_before_there_was_a_comparison_asks_nothing():
    dunia = redone(isi="")
    dunia.do(Kerja.SELESAI, "5.0", isi="")

    assert dunia.places == ["6.0"]


def test_who_only_passes_a_return_on_is_asked_nothing():
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Angka tidak wajar", unit=(A,), isi=ISI)
    dunia.do(Kerja.TERUSKAN, "5.1", isi=ISI)

    assert dunia.places == ["4.0"]
    assert kept(dunia) is None


def test_who_got_it_back_may_return_it_further_without_a_change():
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3, 4, 5, 6)
    dunia.do(Kerja.KEMBALIKAN, "7.0", catatan="Perlu penjelasan", isi=ISI)
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Mohon diperbaiki", unit=(A,), isi=ISI)

    assert dunia.places == ["5.1"]
