"""A unit that joins while others fill: it stands beside them, and what let them fill is settled."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NoLongerWithdrawable, UnitRequired
from tests.sop_flows.engine.dunia import A, B, C, Dunia

KECAMATAN = "pengukuran-kinerja-kecamatan"
MEKANISME = "mekanisme-pengukuran-kinerja"


@pytest.fixture
def filling() -> Dunia:
    """Three seksi fill, and a fourth has just appeared."""
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.peta.grow("kasi")
    return dunia


def test_sending_to_all_units_is_final_once_another_has_joined(filling: Dunia):
    filling.join(4, "Baru dibentuk")

    with pytest.raises(NoLongerWithdrawable):
        filling.do(Kerja.TARIK, "3.0")

    assert filling.places == ["4.0"]


def test_sending_stays_final_when_as_many_have_joined_as_have_sent(filling: Dunia):
    filling.finish("4.0", A)
    filling.join(A, "Kurang lengkap")

    with pytest.raises(NoLongerWithdrawable):
        filling.do(Kerja.TARIK, "3.0")


def test_a_unit_that_joined_takes_its_form_back_while_others_fill(filling: Dunia):
    filling.join(4, "Baru dibentuk")
    filling.finish("4.0", 4)

    filling.do(Kerja.TARIK, filling.at("4.0", 4))

    assert sorted(t.unit_id or 0 for t in filling.open) == [A, B, C, 4]


def test_a_unit_that_fills_once_more_does_not_take_the_first_form_back(filling: Dunia):
    filling.finish("4.0", A)
    sent = filling.at("4.0", A)
    filling.join(A, "Kurang lengkap")

    with pytest.raises(NoLongerWithdrawable):
        filling.do(Kerja.TARIK, sent)

    assert len([t for t in filling.open if t.unit_id == A]) == 1


def test_a_unit_that_is_asked_about_its_form_does_not_join():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    for place in ("3.0", "4.0", "4.1"):
        dunia.finish(place)
    dunia.finish("3.1", A)
    dunia.do(Kerja.TANYA, "5.0", catatan="Mengapa turun?", unit=(A,))

    with pytest.raises(UnitRequired):
        dunia.join(A, "Kurang lengkap")
