"""Taking an excuse back: who was excused is asked again, until what rests on it is signed."""

from datetime import timedelta

import pytest

from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.excuse import reinstate, standing_excuses
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.errors import ExcuseStands, NotYourTugas, TugasChanged
from tests.sop_flows.engine.dunia import A, B, Dunia

KECAMATAN = "pengukuran-kinerja-kecamatan"
MEKANISME = "mekanisme-pengukuran-kinerja"


def excuse(dunia: Dunia, place: str, unit: int | None = None) -> Tugas:
    """Excuse whoever a tugas waits for, as whoever may; return the tugas as it was."""
    tugas = dunia.at(place, unit)
    dunia.do(Kerja.KECUALIKAN, tugas, by=watcher(dunia, tugas), catatan="Cuti", saksi_id=555)
    return tugas


def watcher(dunia: Dunia, tugas: Tugas) -> Pelaku:
    kolom = dunia.tahap_of(tugas).pengawas or dunia.sop.pemrakarsa
    return dunia.person(dunia.post(kolom))


def take_back(dunia: Dunia, tugas: Tugas, by: Pelaku | None = None) -> Tugas:
    """Take an excuse back; return the tugas as it is now."""
    pelaku = by or watcher(dunia, tugas)
    everything = tuple(dunia.tugas.values())
    stored = dunia.tugas[tugas.id]
    dunia.keep(
        reinstate(dunia.sop, dunia.berkas, stored, pelaku, dunia.now, dunia.peta, everything)
    )
    return dunia.tugas[tugas.id]


@pytest.fixture
def filling() -> Dunia:
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3)
    return dunia


@pytest.fixture
def signing(filling: Dunia) -> Dunia:
    filling.finish_langkah(4, 5, 6, 7)
    filling.finish("8.0")
    return filling


def test_an_excused_unit_is_asked_again_with_its_time_from_now(filling: Dunia):
    excused = excuse(filling, "4.0", A)
    assert filling.sheet(A).status is StatusFormulir.DIKECUALIKAN
    filling.wait(hours=1)
    again = take_back(filling, excused)

    assert (again.id, again.is_open, again.facts.hasil) == (excused.id, True, None)
    waktu = filling.sop.langkah_of(4).waktu_of(0)
    assert again.tenggat == filling.peta.jam_kerja.tenggat(filling.now, waktu)
    assert again.tenggat > excused.tenggat
    assert filling.ingat[again.id] == filling.now
    assert filling.sheet(A).status is StatusFormulir.TERBUKA
    assert filling.jejak[-1].aksi == "ikutkan"
    assert filling.jejak[-1].rincian["untuk_unit"] == A
    filling.finish_langkah(4)
    assert filling.places == ["5.0"]


def test_a_batas_that_has_passed_is_no_time_to_fill():
    dunia = Dunia("pengumpulan-data-capaian").start()
    dunia.finish_langkah(1, 2, 3)
    dunia.do(Kerja.KIRIM, "4.0", isian={"batas": "24 November 2026"})
    place = next(str(t.place) for t in dunia.open if t.unit_id is not None)
    excused = excuse(dunia, place)
    dunia.wait(days=7)
    again = take_back(dunia, excused)

    assert again.tenggat is not None
    assert again.tenggat > dunia.now


def test_what_the_excuse_let_through_is_called_off_and_asked_for_again(filling: Dunia):
    filling.finish("4.0", B)
    excused = [excuse(filling, "4.0") for _ in list(filling.open)]
    gathering = filling.at("5.0")
    assert gathering.is_open
    take_back(filling, excused[-1])

    assert filling.places == ["4.0"]
    called_off = filling.tugas[gathering.id]
    assert called_off.status is StatusTugas.DITARIK
    assert called_off.facts.hasil is not None
    filling.finish_langkah(4)
    assert [(t.place, t.ronde) for t in filling.open] == [((5, 0), 1)]


def test_work_that_was_done_since_is_done_again_as_long_as_nothing_is_signed(filling: Dunia):
    excused = excuse(filling, "4.0", A)
    filling.finish_langkah(4, 5)
    assert filling.places == ["6.0"]
    take_back(filling, excused)

    assert filling.places == ["4.0"]
    filling.finish_langkah(4)
    assert [(t.place, t.ronde) for t in filling.open] == [((5, 0), 2)]


def test_once_something_that_rests_on_it_is_signed_an_excuse_stands(filling: Dunia):
    excused = excuse(filling, "4.0", A)
    filling.finish_langkah(4, 5, 6)
    with pytest.raises(ExcuseStands):
        take_back(filling, excused)

    assert filling.places == ["7.0"]


def test_an_employee_signs_after_all_and_the_ratification_waits_again(signing: Dunia):
    excused = excuse(signing, "8.1")
    while signing.places == ["8.1"]:
        signing.finish("8.1")
    ratifying = signing.at("8.2")
    again = take_back(signing, excused)

    assert signing.places == ["8.1"]
    assert signing.tugas[ratifying.id].status is StatusTugas.DITARIK
    assert again.tenggat is not None
    assert again.tenggat >= excused.tenggat
    signing.finish("8.1")
    assert signing.places == ["8.2"]
    signing.finish("8.2")
    assert signing.places == ["9.0"]


def test_colleagues_who_sign_do_not_make_an_excuse_final_but_the_head_does(signing: Dunia):
    excused = excuse(signing, "8.1")
    signing.finish("8.1")
    take_back(signing, excused)
    excused = excuse(signing, "8.1")
    while signing.places == ["8.1"]:
        signing.finish("8.1")
    signing.finish("8.2")
    with pytest.raises(ExcuseStands):
        take_back(signing, excused)


def test_where_units_fill_beside_the_flow_gathering_waits_for_the_unit_again():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    excused = excuse(dunia, "3.1", A)
    dunia.finish_langkah(3, 4, 5)
    assert dunia.places == ["6.0"]
    take_back(dunia, excused)

    assert dunia.places == ["3.1", "5.0"]
    dunia.finish_langkah(5)
    assert dunia.places == ["6.0"]


@pytest.mark.parametrize("is_open", [True, False])
def test_an_excuse_that_does_not_stand_is_not_taken_back(filling: Dunia, is_open: bool):
    tugas = filling.at("4.0", A)
    if not is_open:
        filling.finish(tugas)
    with pytest.raises(TugasChanged):
        take_back(filling, tugas)


def test_it_is_taken_back_once_and_not_where_the_unit_joined_meanwhile(filling: Dunia):
    excused = excuse(filling, "4.0", A)
    take_back(filling, excused)
    with pytest.raises(TugasChanged):
        take_back(filling, excused)
    excuse(filling, "4.0", A)
    filling.join(A, "Sudah kembali")
    with pytest.raises(TugasChanged):
        take_back(filling, excused)
    assert standing_excuses(tuple(filling.tugas.values())) == ()


def test_only_who_may_excuse_takes_it_back(signing: Dunia):
    excused = excuse(signing, "8.1")
    staf = signing.post("staf")
    for post in (post for group in signing.peta.posts.values() for post in group if post != staf):
        with pytest.raises(NotYourTugas):
            take_back(signing, excused, by=signing.person(post))


def test_a_berkas_that_has_ended_stays_as_it_is(filling: Dunia):
    excused = excuse(filling, "4.0", A)
    filling.cancel("Salah periode")
    with pytest.raises(TugasChanged):
        take_back(filling, excused)


def test_a_unit_that_was_excused_from_correcting_corrects_after_all(filling: Dunia):
    filling.finish_langkah(4, 5)
    filling.do(Kerja.KEMBALIKAN, "6.0", catatan="Belum cocok", unit=(A,), indikator=(11,))
    filling.finish("5.1")
    excused = excuse(filling, "4.0", A)
    assert filling.sheet(A).status is StatusFormulir.TERKIRIM
    filling.wait(minutes=5)
    take_back(filling, excused)

    sheet = filling.sheet(A)
    assert (sheet.status, sheet.ronde) == (StatusFormulir.TERBUKA, 2)
    assert [n.ditandai for n in sheet.nilai] == [True, False]
    assert filling.jejak[-1].at - filling.jejak[-2].at == timedelta(minutes=5)
