from dataclasses import replace

import pytest

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusTugas
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.errors import NoLongerWithdrawable, NotForPlh, OwnWork, TugasChanged
from tests.sop_flows.engine.dunia import A, B, C, Dunia, changed

KECAMATAN = "pengukuran-kinerja-kecamatan"
MEKANISME = "mekanisme-pengukuran-kinerja"
DINAS = "pengukuran-kinerja-dinas"


@pytest.fixture
def kecamatan() -> Dunia:
    return Dunia(KECAMATAN).start()


@pytest.fixture
def at_6(kecamatan: Dunia) -> Dunia:
    """The draft lies with the Kasubbag."""
    kecamatan.finish_langkah(1, 2, 3, 4, 5)
    return kecamatan


def test_a_disposisi_is_taken_back_until_it_was_opened(kecamatan: Dunia):
    kecamatan.finish("1.0", catatan="Masih keliru")
    kecamatan.do(Kerja.TARIK, "1.0")

    assert kecamatan.places == ["1.0"]
    assert kecamatan.at("2.0").status is StatusTugas.DITARIK
    assert kecamatan.at("1.0").facts.hasil is None
    assert [line.aksi for line in kecamatan.jejak] == ["mulai", "disposisikan", "tarik"]

    kecamatan.finish("1.0")
    assert (kecamatan.places, kecamatan.at("2.0").ronde) == (["2.0"], 1)
    kecamatan.see("2.0")
    with pytest.raises(NoLongerWithdrawable):
        kecamatan.do(Kerja.TARIK, "1.0")


def test_what_was_not_done_is_not_taken_back(kecamatan: Dunia):
    with pytest.raises(NoLongerWithdrawable):
        kecamatan.do(Kerja.TARIK, "1.0")
    with pytest.raises(TugasChanged):
        kecamatan.do(Kerja.TARIK, "1.0", revisi=7)


def test_an_approval_is_not_taken_back(at_6: Dunia):
    at_6.finish("6.0")

    with pytest.raises(NoLongerWithdrawable):
        at_6.do(Kerja.TARIK, "6.0")


def test_what_the_file_keeps_from_a_plh_a_plh_does_not_take_back():
    dunia = Dunia(changed(KECAMATAN, 1, plh_boleh=False)).start()
    dunia.finish("1.0")

    with pytest.raises(NotForPlh):
        dunia.do(Kerja.TARIK, "1.0", by=dunia.person(dunia.post("camat"), penugasan=Penugasan.PLH))
    dunia.do(Kerja.TARIK, "1.0")


def test_nobody_takes_back_what_another_said_of_the_own_work():
    dunia = Dunia(changed(KECAMATAN, 6, bukan_pelaku=(5,))).start()
    dunia.finish_langkah(1, 2, 3, 4)
    kasubbag = dunia.person(dunia.post("kasubbag"))
    doer, checker = replace(kasubbag, pegawai_id=777), replace(kasubbag, pegawai_id=778)
    dunia.do(Kerja.SELESAI, "5.0", by=doer)
    dunia.do(Kerja.KEMBALIKAN, "6.0", by=checker, catatan="Belum sesuai", unit=(A,))

    with pytest.raises(OwnWork):
        dunia.do(Kerja.TARIK, "6.0", by=doer)
    dunia.do(Kerja.TARIK, "6.0", by=checker)


def test_nothing_is_taken_back_from_a_berkas_that_was_given_up(kecamatan: Dunia):
    kecamatan.finish("1.0")
    kecamatan.cancel("Dobel dengan berkas 2")

    with pytest.raises(NoLongerWithdrawable):
        kecamatan.do(Kerja.TARIK, "1.0")


def test_a_unit_takes_its_form_back_while_others_fill(kecamatan: Dunia):
    kecamatan.finish_langkah(1, 2, 3)
    kecamatan.finish("4.0", A)
    sent = kecamatan.at("4.0", A)
    kecamatan.do(Kerja.TARIK, sent)

    assert kecamatan.at("4.0", A).is_open
    assert kecamatan.sheet(A).status is StatusFormulir.TERBUKA

    for unit in (A, B, C):
        kecamatan.finish("4.0", unit)
    kecamatan.do(Kerja.TARIK, kecamatan.at("4.0", B))
    assert [(t.place, t.unit_id) for t in kecamatan.open] == [((4, 0), B)]
    assert kecamatan.sheet(A).status is StatusFormulir.TERKIRIM

    kecamatan.finish("4.0", B)
    assert kecamatan.at("5.0").ronde == 1


def test_a_form_is_not_taken_back_once_somebody_has_asked_about_it(kecamatan: Dunia):
    kecamatan.finish_langkah(1, 2, 3, 4)
    kecamatan.do(Kerja.TANYA, "5.0", catatan="Mengapa turun?", unit=(A,))

    with pytest.raises(NoLongerWithdrawable):
        kecamatan.do(Kerja.TARIK, kecamatan.at("4.0", A))


def test_a_form_beside_the_flow_is_not_taken_back_while_it_is_asked_about():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")
    dunia.finish("4.1")
    dunia.finish("3.1", A)
    dunia.do(Kerja.TANYA, "5.0", catatan="Mengapa turun?", unit=(A,))
    with pytest.raises(NoLongerWithdrawable):
        dunia.do(Kerja.TARIK, dunia.at("3.1", A))

    dunia.finish("5.-1")
    dunia.do(Kerja.TARIK, dunia.at("3.1", A))

    assert dunia.at("3.1", A).is_open


def test_the_card_of_who_gathers_is_drawn_anew_by_each_form_that_is_sent_or_taken_back():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")
    dunia.finish("4.1")
    drawn = dunia.at("5.0").revisi
    dunia.finish("3.1", A)
    assert dunia.at("5.0").revisi == drawn + 1
    dunia.do(Kerja.TARIK, dunia.at("3.1", A))

    assert dunia.at("5.0").revisi == drawn + 2


def test_sending_to_all_units_is_taken_back_as_a_whole(kecamatan: Dunia):
    kecamatan.finish_langkah(1, 2)
    kecamatan.finish("3.0")
    kecamatan.do(Kerja.TARIK, "3.0")
    assert kecamatan.places == ["3.0"]

    kecamatan.finish("3.0")
    assert [t.ronde for t in kecamatan.open] == [1, 1, 1]
    kecamatan.finish("4.0", A)
    with pytest.raises(NoLongerWithdrawable):
        kecamatan.do(Kerja.TARIK, "3.0")


def test_sending_is_taken_back_together_with_what_runs_beside():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.do(Kerja.TARIK, "3.0")

    assert dunia.places == ["3.0"]
    dunia.finish("3.0")
    assert {t.ronde for t in dunia.open} == {1}


def test_an_undangan_is_taken_back_and_the_ronde_stays():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")
    dunia.do(Kerja.TARIK, "4.0")

    assert dunia.places == ["3.1", "4.0"]
    assert dunia.berkas.keadaan.ronde_of(4, None) == 1


def test_taking_back_what_went_to_many_posts_counts_one_ronde():
    dunia = Dunia(DINAS).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")
    assert len([t for t in dunia.open if t.place == (5, 0)]) == 6
    dunia.do(Kerja.TARIK, "4.0")

    assert dunia.berkas.keadaan.ronde_of(5, None) == 0
    dunia.finish("4.0")
    assert {t.ronde for t in dunia.open} == {1}


def test_a_return_is_taken_back_before_it_was_relayed(at_6: Dunia):
    at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan", unit=(A,))
    at_6.do(Kerja.TARIK, "6.0")
    assert at_6.places == ["6.0"]
    assert at_6.berkas.keadaan.ronde_of(5, None) == 1

    at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan", unit=(A,))
    at_6.finish("5.1")
    with pytest.raises(NoLongerWithdrawable):
        at_6.do(Kerja.TARIK, "6.0")


def test_a_return_that_is_taken_back_leaves_the_forms_sent():
    dunia = Dunia(DINAS).start()
    dunia.finish_langkah(*range(1, 9))
    dunia.do(Kerja.KEMBALIKAN, "9.0", catatan="Perlu penjelasan", unit=(A,))
    dunia.do(Kerja.TARIK, "9.0")

    assert dunia.places == ["9.0"]
    assert {s.status for s in dunia.peta.sheets.values()} == {StatusFormulir.TERKIRIM}
    dunia.do(Kerja.KEMBALIKAN, "9.0", catatan="Perlu penjelasan", unit=(A,))
    assert {t.ronde for t in dunia.open} == {2}


def test_taking_one_form_back_leaves_the_other_units_sent():
    dunia = Dunia(DINAS).start()
    dunia.finish_langkah(*range(1, 8))
    assert dunia.places == ["8.0"]
    dunia.do(Kerja.TARIK, dunia.at("7.0", B))

    assert [(t.place, t.unit_id) for t in dunia.open] == [((7, 0), B)]
    assert [dunia.sheet(u).status.value for u in (A, B, C)] == ["terkirim", "terbuka", "terkirim"]


def test_the_form_of_an_earlier_ronde_is_not_taken_back(at_6: Dunia):
    old = at_6.at("4.0", B)
    at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan", unit=(A, C))
    at_6.finish("5.1")
    with pytest.raises(NoLongerWithdrawable):
        at_6.do(Kerja.TARIK, old)

    at_6.finish_langkah(4)
    assert at_6.places == ["5.0"]
    with pytest.raises(NoLongerWithdrawable):
        at_6.do(Kerja.TARIK, old)


def test_what_one_of_several_takes_back_is_their_colleagues_work_again_too():
    dunia = Dunia(MEKANISME)
    dunia.peta.posts["perencana"] = (*dunia.peta.posts["perencana"], 99)
    dunia.start()
    dunia.finish_langkah(1, 2)
    mine, other = (t for t in dunia.open if t.place == (3, 0))
    dunia.finish(mine)
    dunia.do(Kerja.TARIK, dunia.tugas[mine.id])

    assert dunia.places == ["3.0"]
    assert [t.jabatan_id for t in dunia.open] == [mine.jabatan_id, other.jabatan_id]
    dunia.finish(dunia.at("3.0", jabatan=99))
    assert [t.place for t in dunia.open if t.unit_id is None] == [(4, 0), (4, 0)]
