"""Who is invited: what they say before a rapat, and that only what they do at it is attendance."""

from datetime import datetime

import pytest

from sop_flows.engine.aksi import Kerja, Pelaku
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.facts import Hadir
from sop_flows.errors import AksiNotAllowed, RapatNotToday, ReasonRequired, WakilUnfit
from tests.sop_flows.engine.dunia import Dunia, wib

MEKANISME = "mekanisme-pengukuran-kinerja"
BEFORE, DAY, BEGINS, LATE, NEXT_DAY = wib(23, 16), wib(24, 8), wib(24, 9), wib(24, 23), wib(25, 8)
"""The rapat is on the 24th from 09.00 to 11.00."""
WAKIL = 777


def at_rapat(at: datetime) -> tuple[Dunia, Tugas, Tugas]:
    """Return an office at that moment, the invitation of its Kepala, and the card of the notulis."""
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish("4.0")
    dunia.now = at
    kepala = dunia.at("4.1", jabatan=dunia.post("kepala"))
    return dunia, kepala, dunia.at("4.1", jabatan=dunia.post("perencana"))


def now(dunia: Dunia, tugas: Tugas) -> Tugas:
    return dunia.tugas[tugas.id]


def hadir_of(pelaku: Pelaku) -> Hadir:
    return Hadir(pegawai_id=pelaku.pegawai_id, nama=pelaku.nama)


def last(dunia: Dunia) -> str:
    """Return the word of the last line of history."""
    return str(dunia.jejak[-1].aksi)


@pytest.mark.parametrize("at", [BEFORE, DAY])
@pytest.mark.parametrize("kerja", [Kerja.HADIR, Kerja.AKAN_HADIR])
def test_who_says_hadir_before_the_hour_will_attend_and_has_not(at: datetime, kerja: Kerja):
    dunia, kepala, notulis = at_rapat(at)
    dunia.do(kerja, kepala)

    assert now(dunia, kepala).facts.kabar.kerja is Kerja.AKAN_HADIR
    assert now(dunia, kepala).facts.hadir == now(dunia, notulis).facts.hadir == ()
    assert last(dunia) == "akan_hadir"


@pytest.mark.parametrize("at", [BEGINS, LATE])
def test_from_the_hour_to_the_end_of_the_day_hadir_is_attendance(at: datetime):
    dunia, kepala, notulis = at_rapat(at)
    dunia.do(Kerja.HADIR, kepala)

    came = (hadir_of(dunia.person(kepala.jabatan_id)),)
    assert now(dunia, kepala).facts.hadir == now(dunia, notulis).facts.hadir == came
    assert last(dunia) == "hadir"


def test_after_its_day_nobody_notes_their_own_attendance_but_the_notulis_theirs():
    dunia, kepala, notulis = at_rapat(NEXT_DAY)
    with pytest.raises(RapatNotToday) as refused:
        dunia.do(Kerja.HADIR, kepala)
    dunia.do(Kerja.HADIR, notulis)

    assert refused.value.kapan == "lewat"
    assert now(dunia, notulis).facts.hadir == (hadir_of(dunia.person(notulis.jabatan_id)),)


def test_the_notulis_is_there_all_day_but_not_the_day_before():
    dunia, _, notulis = at_rapat(BEFORE)
    dunia.do(Kerja.HADIR, notulis)
    assert now(dunia, notulis).facts.hadir == ()
    dunia.now = DAY
    dunia.do(Kerja.HADIR, now(dunia, notulis))

    assert len(now(dunia, notulis).facts.hadir) == 1


def test_the_last_word_before_the_hour_counts():
    dunia, kepala, _ = at_rapat(BEFORE)
    dunia.do(Kerja.AKAN_HADIR, kepala)
    dunia.now = DAY
    dunia.do(Kerja.BERHALANGAN, now(dunia, kepala), catatan="Dinas luar")

    kabar = now(dunia, kepala).facts.kabar
    assert (kabar.kerja, kabar.alasan) == (Kerja.BERHALANGAN, "Dinas luar")


@pytest.mark.parametrize("kerja", [Kerja.AKAN_HADIR, Kerja.BERHALANGAN, Kerja.DIWAKILI])
def test_once_it_has_begun_no_answer_is_taken(kerja: Kerja):
    dunia, kepala, _ = at_rapat(BEGINS)
    with pytest.raises(RapatNotToday) as refused:
        dunia.do(kerja, kepala, catatan="Dinas luar", pegawai_id=WAKIL, siapa="Karno")

    assert refused.value.kapan == "mulai"


@pytest.mark.parametrize(("alasan", "is_enough"), [("", False), ("..", False), ("Cuti", True)])
def test_who_stays_away_says_why_and_one_word_may_do(alasan: str, is_enough: bool):
    dunia, kepala, _ = at_rapat(BEFORE)
    if is_enough:
        dunia.do(Kerja.BERHALANGAN, kepala, catatan=alasan)
        assert now(dunia, kepala).facts.kabar.alasan == alasan
        return
    with pytest.raises(ReasonRequired):
        dunia.do(Kerja.BERHALANGAN, kepala, catatan=alasan)


def send_wakil(dunia: Dunia, tugas: Tugas, pegawai_id: int = WAKIL) -> Tugas:
    """Let an employee attend for a post; return the card that they get."""
    dunia.do(Kerja.DIWAKILI, now(dunia, tugas), pegawai_id=pegawai_id, siapa="Karno")
    return next(t for t in dunia.open if t.pegawai_id == pegawai_id)


def test_who_attends_for_somebody_gets_the_card_of_the_rapat():
    dunia, kepala, _ = at_rapat(BEFORE)
    wakil = send_wakil(dunia, kepala)

    assert (wakil.place, wakil.jabatan_id) == (kepala.place, kepala.jabatan_id)
    assert wakil.facts.rapat == kepala.facts.rapat
    assert wakil.tenggat == kepala.tenggat
    assert wakil.facts.dari.jabatan == dunia.person(kepala.jabatan_id).jabatan
    assert now(dunia, kepala).facts.kabar.nama_wakil == "Karno"
    assert dunia.jejak[-1].rincian["siapa"] == "Karno"


def test_who_attends_for_somebody_is_noted_by_their_own_name():
    dunia, kepala, notulis = at_rapat(BEFORE)
    wakil = send_wakil(dunia, kepala)
    dunia.now = BEGINS
    dunia.do(Kerja.HADIR, wakil)
    dunia.finish(now(dunia, notulis))

    assert now(dunia, notulis).facts.hadir == (hadir_of(dunia.person(wakil.jabatan_id, WAKIL)),)
    assert now(dunia, wakil).status is StatusTugas.SELESAI
    assert now(dunia, kepala).status is StatusTugas.DIBATALKAN


@pytest.mark.parametrize("then", [Kerja.AKAN_HADIR, Kerja.BERHALANGAN, Kerja.DIWAKILI])
def test_whoever_was_to_attend_is_let_go_when_that_changes(then: Kerja):
    dunia, kepala, _ = at_rapat(BEFORE)
    first = send_wakil(dunia, kepala)
    dunia.do(then, now(dunia, kepala), catatan="Dinas luar", pegawai_id=778, siapa="Sri")

    assert now(dunia, first).status is StatusTugas.DIBATALKAN
    assert now(dunia, first).facts.hasil.aksi is then
    others = [t.pegawai_id for t in dunia.open if t.pegawai_id]
    assert others == ([778] if then is Kerja.DIWAKILI else [])


def test_nobody_attends_for_themselves_and_a_wakil_sends_nobody_else():
    dunia, kepala, notulis = at_rapat(BEFORE)
    for nobody in (None, dunia.person(kepala.jabatan_id).pegawai_id):
        with pytest.raises(WakilUnfit):
            dunia.do(Kerja.DIWAKILI, kepala, pegawai_id=nobody, siapa="Karno")
    wakil = send_wakil(dunia, kepala)
    for card in (wakil, notulis):
        with pytest.raises(AksiNotAllowed):
            dunia.do(Kerja.DIWAKILI, now(dunia, card), pegawai_id=778, siapa="Sri")


def test_the_notulis_notes_everybody_on_the_day_and_after_it_and_can_strike_them():
    dunia, kepala, notulis = at_rapat(DAY)
    about = {"undangan_id": kepala.id, "pegawai_id": 1, "siapa": "Ibu Kepala"}
    dunia.do(Kerja.CATAT_HADIR, notulis, **about)
    dunia.do(Kerja.CATAT_HADIR, now(dunia, notulis), **about)
    came = (Hadir(pegawai_id=1, nama="Ibu Kepala"),)
    assert now(dunia, kepala).facts.hadir == now(dunia, notulis).facts.hadir == came
    dunia.now = NEXT_DAY
    dunia.do(Kerja.HAPUS_HADIR, now(dunia, notulis), **about)

    assert now(dunia, kepala).facts.hadir == now(dunia, notulis).facts.hadir == ()
    assert dunia.jejak[-1].rincian["siapa"] == "Ibu Kepala"


def test_one_of_two_namesakes_is_noted_and_struck_without_the_other():
    dunia, kepala, notulis = at_rapat(BEGINS)
    sekretaris = dunia.at("4.1", jabatan=dunia.post("sekretaris"))
    sri, other = ({"pegawai_id": id, "siapa": "Sri Wahyuni"} for id in (801, 802))
    dunia.do(Kerja.CATAT_HADIR, notulis, undangan_id=kepala.id, **sri)
    dunia.do(Kerja.CATAT_HADIR, now(dunia, notulis), undangan_id=sekretaris.id, **other)
    assert [one.pegawai_id for one in now(dunia, notulis).facts.hadir] == [801, 802]
    dunia.do(Kerja.HAPUS_HADIR, now(dunia, notulis), undangan_id=kepala.id, **sri)

    assert [one.pegawai_id for one in now(dunia, notulis).facts.hadir] == [802]
    assert [one.pegawai_id for one in now(dunia, sekretaris).facts.hadir] == [802]
    assert now(dunia, kepala).facts.hadir == ()
    assert dunia.jejak[-1].rincian["pegawai_id"] == 801


def test_who_was_noted_by_name_alone_is_noted_once_and_can_be_struck():
    dunia, kepala, notulis = at_rapat(BEGINS)
    by_name = (Hadir(nama="Ibu Kepala"),)
    for card in (kepala, notulis):
        dunia.hold(card, hadir=by_name)
    about = {"undangan_id": kepala.id, "pegawai_id": 1, "siapa": "Ibu Kepala"}
    dunia.do(Kerja.CATAT_HADIR, now(dunia, notulis), **about)
    assert now(dunia, notulis).facts.hadir == by_name
    dunia.do(Kerja.HAPUS_HADIR, now(dunia, notulis), **about)

    assert now(dunia, kepala).facts.hadir == now(dunia, notulis).facts.hadir == ()


def test_the_notulis_notes_nobody_the_day_before_and_nobody_who_is_not_invited():
    dunia, kepala, notulis = at_rapat(BEFORE)
    about = {"undangan_id": kepala.id, "pegawai_id": 1, "siapa": "Ibu Kepala"}
    with pytest.raises(RapatNotToday) as refused:
        dunia.do(Kerja.CATAT_HADIR, notulis, **about)
    dunia.now = BEGINS
    wrongs = ({**about, "undangan_id": 1}, {**about, "siapa": ""}, {**about, "pegawai_id": None})
    for wrong in (*wrongs, {}):
        with pytest.raises(AksiNotAllowed):
            dunia.do(Kerja.CATAT_HADIR, notulis, **wrong)
    with pytest.raises(AksiNotAllowed):
        dunia.do(Kerja.CATAT_HADIR, kepala, **about)

    assert refused.value.kapan == "belum"


def test_a_rapat_that_is_put_off_asks_everybody_again():
    dunia, kepala, notulis = at_rapat(BEFORE)
    wakil = send_wakil(dunia, kepala)
    dunia.do(Kerja.UNDANG_ULANG, now(dunia, notulis), catatan="Ruang dipakai")
    dunia.finish("4.0")

    anew = [t for t in dunia.open if t.place == kepala.place]
    assert not now(dunia, wakil).is_open
    assert {t.facts.kabar for t in anew} == {None}
    assert not [t for t in anew if t.pegawai_id]
