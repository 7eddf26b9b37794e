"""What counts as a reason: words, wherever one is demanded."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.reason import check_reason, is_reason
from sop_flows.errors import ReasonRequired
from tests.sop_flows.engine.dunia import A, Dunia

NONE = (
    "",
    " ",
    ".",
    "...",
    "-",
    "12",
    "12.345",
    "??!",
    "x",
    "ok",
    "aaaaaaaaaa",
    "\u200b.",
    "🙏🙏🙏",
)
KECAMATAN = "pengukuran-kinerja-kecamatan"


@pytest.mark.parametrize("teks", NONE)
def test_marks_spaces_digits_and_a_letter_or_two_are_no_reason(teks: str):
    assert not is_reason(teks)
    with pytest.raises(ReasonRequired):
        check_reason(teks)


@pytest.mark.parametrize(
    "teks", ["Cuti", "dinas luar", "sakit", "IK-08 belum cocok", "Diklat 2026."]
)
def test_a_few_words_are_a_reason(teks: str):
    check_reason(teks)


def test_where_more_letters_are_wanted_they_are_counted_and_said():
    with pytest.raises(ReasonRequired) as refused:
        check_reason("Cuti", 10)

    assert refused.value.huruf == 10
    check_reason("Cuti besar!", 9)


@pytest.mark.parametrize("teks", NONE)
def test_no_rule_of_the_engine_takes_less(teks: str):
    dunia = Dunia(KECAMATAN).start()
    with pytest.raises(ReasonRequired):
        dunia.cancel(teks)
    dunia.finish_langkah(1, 2, 3)
    sekcam = dunia.person(dunia.post(dunia.sop.pemrakarsa))
    with pytest.raises(ReasonRequired):
        dunia.do(Kerja.KECUALIKAN, "4.0", by=sekcam, catatan=teks, saksi_id=555)
    with pytest.raises(ReasonRequired):
        dunia.join(A, teks)
    dunia.finish_langkah(4)
    with pytest.raises(ReasonRequired):
        dunia.do(Kerja.TANYA, "5.0", catatan=teks, unit=(A,))
    dunia.finish_langkah(5)
    with pytest.raises(ReasonRequired):
        dunia.do(Kerja.KEMBALIKAN, "6.0", catatan=teks, unit=(A,))
