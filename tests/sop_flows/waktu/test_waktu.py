import pytest

from sop_flows.waktu.waktu import Satuan, Waktu, WaktuUnreadable


@pytest.mark.parametrize(
    ("teks", "waktu", "menit"),
    [
        ("15 menit", Waktu(15, Satuan.MENIT), 15),
        ("2 jam", Waktu(2, Satuan.JAM), 120),
        ("1 hari", Waktu(1, Satuan.HARI), 450),
        (" 3  Hari kerja ", Waktu(3, Satuan.HARI), 1350),
        ("120Menit", Waktu(120, Satuan.MENIT), 120),
    ],
)
def test_a_waktu_is_read_as_the_form_prints_it(teks, waktu, menit):
    assert Waktu.parse(teks) == waktu
    assert waktu.menit == menit


def test_a_waktu_prints_as_it_is_read():
    assert str(Waktu.parse("15 MENIT")) == "15 menit"


@pytest.mark.parametrize(
    "teks", ["", "menit", "15", "-1 hari", "1,5 jam", "٣ hari", "123456 menit", "1 minggu"]
)
def test_anything_else_is_refused_with_the_text(teks):
    with pytest.raises(WaktuUnreadable) as refusal:
        Waktu.parse(teks)

    assert refusal.value.teks == teks
