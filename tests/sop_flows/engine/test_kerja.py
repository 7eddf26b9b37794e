"""Every kerja has its row in the one table, and the rows say what the engine does."""

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.kerja import KERJA, kerja_that
from sop_flows.engine.offer import BESIDE, CLOSING


def test_every_kerja_has_its_row():
    assert set(KERJA) == set(Kerja)


def test_what_is_signed_is_confirmed_and_shared():
    signed = kerja_that(lambda one: one.is_signed)

    assert signed == (Kerja.SETUJUI, Kerja.PARAF, Kerja.TANDA_TANGANI)
    assert all(KERJA[kerja].is_confirmed and KERJA[kerja].is_shared for kerja in signed)


def test_what_moves_a_tahap_on_either_judges_or_finishes_and_takes_its_note_along():
    for kerja in (*CLOSING.values(), *BESIDE.values()):
        if kerja is not Kerja.JAWAB:
            assert KERJA[kerja].is_signed != KERJA[kerja].finishes
            assert KERJA[kerja].is_prepared


def test_what_judges_cannot_be_taken_back():
    assert not any(one.is_signed and one.is_withdrawable for one in KERJA.values())


def test_what_needs_a_reason_goes_out_without_the_note_of_another_aksi():
    assert not any(one.alasan and one.is_prepared for one in KERJA.values())
