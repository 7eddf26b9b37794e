"""What counts as a reason: words, wherever one is demanded."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.reason import LEAST_SAID, Alasan, check_reason, is_reason
from sop_flows.errors import ReasonRequired
from tests.sop_flows.engine.dunia import A, Dunia, changed

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
    for alasan in Alasan:
        assert not is_reason(teks, alasan)
        with pytest.raises(ReasonRequired):
            check_reason(teks, alasan)


@pytest.mark.parametrize(
    "teks", ["Cuti", "dinas luar", "sakit", "IK-08 belum cocok", "Diklat 2026."]
)
def test_a_few_words_are_a_reason(teks: str):
    check_reason(teks, Alasan.PENGECUALIAN)


def test_where_more_letters_are_wanted_they_are_counted_and_said():
    with pytest.raises(ReasonRequired) as refused:
        check_reason("Cuti besar", Alasan.PENGEMBALIAN)

    assert refused.value.huruf == LEAST_SAID[Alasan.PENGEMBALIAN] == 10
    check_reason("Cuti besar!", Alasan.BERHALANGAN)
    check_reason("Cuti bersama", Alasan.PENGEMBALIAN)


def test_of_everything_a_reason_is_for_somebody_said_how_long_it_is():
    assert LEAST_SAID.keys() == set(Alasan)


@pytest.mark.parametrize("teks", [*NONE, "Keliru"])
def test_the_engine_demands_of_what_sends_work_back_as_much_as_a_chat(teks: str):
    dunia = Dunia(KECAMATAN).start()
    with pytest.raises(ReasonRequired):
        dunia.cancel(teks)
    dunia.finish_langkah(1, 2, 3, 4)
    with pytest.raises(ReasonRequired):
        dunia.do(Kerja.TANYA, "5.0", catatan=teks, unit=(A,))
    dunia.finish_langkah(5)
    with pytest.raises(ReasonRequired):
        dunia.do(Kerja.KEMBALIKAN, "6.0", catatan=teks, unit=(A,))


def test_a_reason_that_the_file_offers_is_one_however_short():
    shipped = Dunia(KECAMATAN).sop.langkah_of(6).tahap[0].kembali
    offering = tuple(one.model_copy(update={"alasan": ("Keliru",)}) for one in shipped)
    dunia = Dunia(changed(KECAMATAN, 6, kembali=offering)).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)

    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Keliru", unit=(A,))

    assert dunia.jejak[-1].rincian["catatan"] == "Keliru"


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
