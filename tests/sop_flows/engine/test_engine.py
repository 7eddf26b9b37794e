from dataclasses import replace

import pytest

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusBerkas, StatusTugas
from sop_flows.engine.engine import aksi_of
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.engine.offer import CLOSING
from sop_flows.errors import (
    AksiNotAllowed,
    FormulirIncomplete,
    IsianIncomplete,
    NobodyTakesPart,
    NoLongerWithdrawable,
    NotForPlh,
    NotYourTugas,
    OwnExcuse,
    OwnWork,
    PenerimaRequired,
    ReasonRequired,
    StillOut,
    TugasChanged,
    UnitRequired,
    WitnessUnfit,
)
from sop_flows.sop.definition import Minta, Sebar
from tests.sop_flows.engine.dunia import MONDAY, A, B, C, Dunia, changed, wib
from tests.support.surat import SURAT_SEKDA

KECAMATAN = "pengukuran-kinerja-kecamatan"
MEKANISME = "mekanisme-pengukuran-kinerja"
DATA_KINERJA = "pengumpulan-data-kinerja"
DINAS = "pengukuran-kinerja-dinas"
CAPAIAN = "pengumpulan-data-capaian"
FIVE = (MEKANISME, KECAMATAN, DATA_KINERJA, DINAS, CAPAIAN)


@pytest.fixture
def kecamatan() -> Dunia:
    return Dunia(KECAMATAN).start()


@pytest.fixture
def at_6(kecamatan: Dunia) -> Dunia:
    """The draft lies with the Kasubbag."""
    kecamatan.finish_langkah(1, 2, 3, 4, 5)
    return kecamatan


@pytest.mark.parametrize("kode", FIVE)
def test_every_shipped_sop_can_be_walked_to_the_end(kode: str):
    dunia = Dunia(kode).start()

    dunia.finish_langkah(*range(1, len(dunia.sop.langkah) + 1))

    assert dunia.berkas.status is StatusBerkas.SELESAI
    assert dunia.berkas.ditutup_at == dunia.now
    assert dunia.in_flow == []
    assert all(s.status is StatusFormulir.TERKIRIM for s in dunia.peta.sheets.values())
    assert {t.langkah for t in dunia.tugas.values()} == {row.no for row in dunia.sop.langkah}
    assert dunia.jejak[-1].rincian["status"] == "selesai"


def test_the_kecamatan_goes_straight_through(kecamatan: Dunia):
    seen = []
    while kecamatan.open:
        seen.append([(str(t.place), t.unit_id) for t in kecamatan.open])
        for tugas in kecamatan.open:
            kecamatan.finish(tugas)

    units = [("4.0", A), ("4.0", B), ("4.0", C)]
    everybody = [("8.1", None)] * 7
    alone = [[(place, None)] for place in ("1.0", "2.0", "3.0")]
    rest = [[(place, None)] for place in ("5.0", "6.0", "7.0", "8.0")]
    assert seen == [
        *alone,
        units,
        *rest,
        everybody,
        [("8.2", None)],
        [("9.0", None)],
        [("10.0", None)],
    ]


def test_a_tugas_is_due_when_its_waktu_runs_out(kecamatan: Dunia):
    kecamatan.finish("1.0")

    assert kecamatan.at("2.0").tenggat == wib(23, 8, 15)
    assert kecamatan.at("2.0").facts.dari.aksi == "disposisikan"


def test_the_note_of_a_disposisi_is_on_the_next_card(kecamatan: Dunia):
    kecamatan.finish("1.0", catatan="Segera, sebelum tanggal 10")

    assert kecamatan.at("2.0").facts.dari.catatan == "Segera, sebelum tanggal 10"
    assert kecamatan.at("1.0").facts.hasil.catatan == "Segera, sebelum tanggal 10"


# Revisi


def test_the_same_button_twice_acts_once(kecamatan: Dunia):
    card = kecamatan.at("1.0")
    kecamatan.do(Kerja.DISPOSISIKAN, card)
    before = (dict(kecamatan.tugas), list(kecamatan.jejak))

    with pytest.raises(TugasChanged) as refused:
        kecamatan.do(Kerja.DISPOSISIKAN, card)
    with pytest.raises(TugasChanged) as refused_by_row:
        kecamatan.do(Kerja.DISPOSISIKAN, kecamatan.at("1.0"), revisi=0)

    assert refused.value.tugas_id == card.id
    assert refused_by_row.value.oleh == "Pegawai 110"
    assert refused_by_row.value.aksi == "disposisikan"
    assert refused_by_row.value.at == MONDAY
    assert (kecamatan.tugas, kecamatan.jejak) == before


def test_an_aksi_that_the_langkah_does_not_offer_is_refused(kecamatan: Dunia):
    for kerja in set(Kerja) - {Kerja.DISPOSISIKAN, Kerja.TARIK}:
        with pytest.raises(AksiNotAllowed):
            kecamatan.do(kerja, "1.0", catatan="Perlu penjelasan")

    assert kecamatan.places == ["1.0"]


def test_a_card_offers_what_the_file_allows(at_6: Dunia):
    offered = {str(t.place): aksi_of(at_6.sop, t) for t in at_6.tugas.values()}

    assert offered["5.0"] == (Kerja.SELESAI, Kerja.TANYA)
    assert offered["6.0"] == (Kerja.SETUJUI, Kerja.KEMBALIKAN)
    assert offered["1.0"] == (Kerja.DISPOSISIKAN,)


# Filling


def test_a_form_with_gaps_is_not_sent(kecamatan: Dunia):
    kecamatan.finish_langkah(1, 2, 3)

    with pytest.raises(FormulirIncomplete) as refused:
        kecamatan.do(Kerja.KIRIM, "4.0", of=A)

    assert refused.value.kurang == ("1.1", "1.2")
    assert kecamatan.sheet(A).status is StatusFormulir.TERBUKA


def test_the_next_langkah_waits_for_every_unit(kecamatan: Dunia):
    kecamatan.finish_langkah(1, 2, 3)
    kecamatan.finish("4.0", A)
    kecamatan.finish("4.0", C)

    assert kecamatan.places == ["4.0"]
    assert kecamatan.sheet(A).status is StatusFormulir.TERKIRIM

    kecamatan.finish("4.0", B)
    assert kecamatan.places == ["5.0"]


def test_an_answer_that_is_needed_is_asked_for(kecamatan: Dunia):
    kecamatan.finish_langkah(*range(1, 10))

    with pytest.raises(IsianIncomplete) as refused:
        kecamatan.finish("10.0", isian={"nomor_surat": "12", "tujuan": "  "})

    assert refused.value.kurang[0] == "Tujuan pengiriman"
    assert len(refused.value.kurang) == 5


def test_a_letter_starts_the_collection_of_data():
    dunia = Dunia(DATA_KINERJA).start(**SURAT_SEKDA)

    assert dunia.berkas.keadaan.mulai == SURAT_SEKDA
    assert dunia.jejak[0].rincian["isian"] == SURAT_SEKDA


def test_a_start_without_what_the_file_needs_is_refused():
    with pytest.raises(IsianIncomplete) as refused:
        Dunia(DATA_KINERJA).start(nomor_surat="S.900/1")

    assert refused.value.kurang == (
        "Tanggal surat",
        "Asal surat",
        "Hal",
        "Sifat surat",
        "Diterima tanggal",
        "Nomor agenda",
    )


def test_nobody_to_open_a_tugas_for_is_said():
    dunia = Dunia(KECAMATAN)
    dunia.peta.posts["camat"] = ()

    with pytest.raises(NobodyTakesPart) as refused:
        dunia.start()

    assert refused.value.langkah == 1


# What runs beside the flow


def test_forms_run_beside_the_rapat_and_join_at_langkah_5():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    assert dunia.places == ["3.1", "4.0"]
    assert dunia.at("3.1").tenggat == wib(24, 16)

    dunia.finish("4.0")
    dunia.finish("4.1")
    assert dunia.places == ["3.1", "5.0"]

    with pytest.raises(StillOut) as refused:
        dunia.finish("5.0")
    assert refused.value.unit == (1, 2, 3, 4)

    for tugas in [t for t in dunia.open if t.place == (3, 1)]:
        dunia.finish(tugas)
    assert dunia.at("5.0").revisi == 4
    dunia.finish("5.0")
    assert dunia.places == ["6.0"]


def test_a_question_is_not_put_to_a_unit_that_still_fills():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2)
    dunia.finish("3.0")
    dunia.finish_langkah(4)
    dunia.finish("3.1", A)

    with pytest.raises(StillOut) as refused:
        dunia.do(Kerja.TANYA, "5.0", catatan="Mohon dicek", unit=(A, B))
    dunia.do(Kerja.TANYA, "5.0", catatan="Mohon dicek", unit=(A,))

    assert refused.value.unit == (B,)
    assert dunia.sheet(A).status is StatusFormulir.TERBUKA


# Returns


def test_a_return_goes_through_staff_to_the_units_at_fault_only(at_6: Dunia):
    at_6.now = wib(23, 9)
    at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Angka tidak wajar", unit=(A, C), indikator=(11,))

    relay = at_6.at("5.1")
    assert at_6.places == ["5.1"]
    assert at_6.at("6.0").status is StatusTugas.SELESAI
    assert at_6.at("6.0").ronde == 1
    assert relay.jabatan_id == at_6.post("staf")
    assert relay.tenggat == wib(23, 9, 15)
    assert relay.facts.kembali.unit == (A, C)
    assert aksi_of(at_6.sop, relay) == (Kerja.TERUSKAN,)

    at_6.now = wib(23, 10)
    at_6.do(Kerja.TERUSKAN, relay, catatan="Mohon hari ini", unit=(B,))

    forms = [t for t in at_6.open if t.place == (4, 0)]
    assert at_6.places == ["4.0"]
    assert [(t.unit_id, t.ronde, t.tenggat) for t in forms] == [
        (A, 2, wib(23, 12)),
        (C, 2, wib(23, 12)),
    ]
    assert forms[0].facts.kembali.alasan == "Angka tidak wajar"
    assert forms[0].facts.dari.catatan == "Mohon hari ini"
    assert at_6.sheet(A).status is StatusFormulir.TERBUKA
    assert [n.ditandai for n in at_6.sheet(A).nilai] == [True, False]
    assert at_6.sheet(A).kurang == ()
    assert at_6.sheet(B).status is StatusFormulir.TERKIRIM
    assert at_6.sheet(B).ronde == 1

    at_6.now = wib(23, 11)
    at_6.finish("4.0", C)
    assert at_6.places == ["4.0"]
    at_6.finish("4.0", A)

    assert at_6.places == ["5.0"]
    assert (at_6.at("5.0").ronde, at_6.at("5.0").tenggat) == (2, wib(23, 14, 30))
    at_6.finish("5.0")
    assert (at_6.places, at_6.at("6.0").ronde) == (["6.0"], 2)
    at_6.finish("6.0")
    assert (at_6.places, at_6.at("7.0").ronde) == (["7.0"], 1)


def test_one_of_the_staff_relays_for_all(kecamatan: Dunia):
    kecamatan.peta.posts["staf"] += (50,)
    kecamatan.finish_langkah(1, 2, 3, 4, 5)
    kecamatan.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan", unit=(A,))
    assert len(kecamatan.open) == 2

    kecamatan.finish("5.1")

    assert kecamatan.places == ["4.0"]


def test_sekretaris_returns_and_the_kasubbag_passes_it_on(at_6: Dunia):
    at_6.finish("6.0")
    at_6.do(Kerja.KEMBALIKAN, "7.0", catatan="Perlu penjelasan")

    assert at_6.places == ["6.0"]
    assert at_6.at("6.0").ronde == 2
    assert at_6.at("6.0").facts.kembali.alasan == "Perlu penjelasan"

    at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Isian belum lengkap", unit=(B,))
    at_6.finish("5.1")
    assert [t.unit_id for t in at_6.open] == [B]

    at_6.finish_langkah(4, 5, 6)
    assert (at_6.places, at_6.at("7.0").ronde) == (["7.0"], 2)


def test_the_camat_may_refuse_to_ratify(at_6: Dunia):
    at_6.finish_langkah(6, 7)
    at_6.finish("8.0")
    while at_6.places == ["8.1"]:
        at_6.finish("8.1")
    at_6.do(Kerja.KEMBALIKAN, "8.2", catatan="Perlu penjelasan")

    assert at_6.places == ["7.0"]
    at_6.finish("7.0")
    assert (at_6.places, at_6.at("8.0").ronde) == (["8.0"], 2)
    at_6.finish("8.0")
    assert len([t for t in at_6.open if t.place == (8, 1)]) == 7


def test_a_return_closes_what_colleagues_had_open_and_is_final():
    dunia = Dunia(MEKANISME).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)
    first, second, third = (t for t in dunia.open if t.place == (6, 0))
    dunia.finish(first)
    assert dunia.places == ["6.0"]

    dunia.do(Kerja.KEMBALIKAN, second, catatan="Angka tidak wajar")

    assert dunia.places == ["5.0"]
    assert dunia.tugas[third.id].status is StatusTugas.DIBATALKAN
    with pytest.raises(NoLongerWithdrawable):
        dunia.do(Kerja.TARIK, "6.0", revisi=1)


def test_a_return_needs_a_reason_units_and_an_allowed_langkah(at_6: Dunia):
    with pytest.raises(ReasonRequired):
        at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="  ", unit=(A,))
    with pytest.raises(UnitRequired):
        at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan")
    with pytest.raises(UnitRequired):
        at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan", unit=(A, 99))
    with pytest.raises(AksiNotAllowed):
        at_6.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan", unit=(A,), ke=3)

    assert at_6.places == ["6.0"]
    assert at_6.at("6.0").revisi == 0


def test_a_return_without_its_relay_changes_nothing():
    dunia = Dunia(KECAMATAN).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)
    stages = dunia.sop.langkah_of(5).tahap[:1]
    rows = tuple(
        row.model_copy(update={"tahap": stages}) if row.no == 5 else row
        for row in dunia.sop.langkah
    )
    dunia.sop = dunia.sop.model_copy(update={"langkah": rows})

    with pytest.raises(AksiNotAllowed):
        dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Perlu penjelasan", unit=(A,))

    assert dunia.places == ["6.0"]


def test_a_return_to_langkah_8_opens_the_units_at_fault_and_leaves_the_others():
    dunia = Dunia(DINAS).start()
    dunia.finish_langkah(*range(1, 9))
    dunia.do(Kerja.KEMBALIKAN, "9.0", catatan="Angka tidak wajar", unit=(A, C))

    assert [(t.place, t.unit_id, t.ronde) for t in dunia.open] == [((8, 0), A, 2), ((8, 0), C, 2)]
    assert dunia.sheet(A).status is StatusFormulir.TERBUKA
    assert dunia.sheet(B).status is StatusFormulir.TERKIRIM


# Questions


@pytest.fixture
def asking() -> Dunia:
    """The Kasubbag PEP has put a question to one unit."""
    dunia = Dunia(DATA_KINERJA).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.do(Kerja.TANYA, "4.0", catatan="Mengapa turun?", unit=(B,), indikator=(22,))
    return dunia


def test_a_question_opens_one_form_and_the_langkah_stays(asking: Dunia):
    question = asking.at("4.-1")

    assert asking.places == ["4.-1", "4.0"]
    assert (question.unit_id, question.facts.tanya) == (B, "Mengapa turun?")
    assert question.jabatan_id == asking.peta.heads[B]
    assert asking.at("4.0").revisi == 1
    assert asking.sheet(B).status is StatusFormulir.TERBUKA
    assert [n.ditandai for n in asking.sheet(B).nilai] == [False, True]
    assert asking.sheet(A).status is StatusFormulir.TERKIRIM
    assert aksi_of(asking.sop, question) == (Kerja.JAWAB,)


def test_the_answer_shows_on_the_asking_card(asking: Dunia):
    asking.do(Kerja.JAWAB, "4.-1", catatan="Ada mutasi pegawai")

    assert asking.places == ["4.0"]
    assert asking.at("4.0").revisi == 2
    assert asking.at("4.0").facts.jawaban[0].jawab == "Ada mutasi pegawai"
    assert asking.sheet(B).status is StatusFormulir.TERKIRIM
    asking.finish("4.0")
    assert asking.places == ["5.0"]


def test_a_card_drawn_before_the_answer_does_not_finish_the_langkah(asking: Dunia):
    drawn = asking.at("4.0")
    asking.do(Kerja.JAWAB, "4.-1", catatan="Ada mutasi pegawai")

    with pytest.raises(TugasChanged) as refused:
        asking.finish(drawn)

    assert (refused.value.oleh, refused.value.at) == ("", None)
    assert asking.places == ["4.0"]


def test_a_unit_is_asked_once_at_a_time(asking: Dunia):
    asking.do(Kerja.TANYA, "4.0", catatan="Dan ini mengapa?", unit=(B, C))

    assert [t.unit_id for t in asking.open if t.is_question] == [B, C]


def test_a_question_needs_words_and_a_unit_that_fills(asking: Dunia):
    with pytest.raises(ReasonRequired):
        asking.do(Kerja.TANYA, "4.0", unit=(A,))
    with pytest.raises(UnitRequired):
        asking.do(Kerja.TANYA, "4.0", catatan="Mengapa turun?")
    with pytest.raises(UnitRequired):
        asking.do(Kerja.TANYA, "4.0", catatan="Mengapa turun?", unit=(99,))
    with pytest.raises(ReasonRequired):
        asking.do(Kerja.JAWAB, "4.-1")
    with pytest.raises(AksiNotAllowed):
        asking.do(Kerja.JAWAB, "4.0", catatan="Jawab")
    for kerja in (Kerja.SELESAI, Kerja.HADIR, Kerja.KECUALIKAN, Kerja.TANYA):
        with pytest.raises(AksiNotAllowed):
            asking.do(kerja, "4.-1", catatan="Jawab", unit=(A,))


def test_finishing_closes_a_question_that_was_not_answered(asking: Dunia):
    asking.finish("4.0")

    assert asking.places == ["5.0"]
    assert asking.at("4.-1").status is StatusTugas.DIBATALKAN
    assert asking.sheet(B).status is StatusFormulir.TERKIRIM


def test_a_return_closes_a_question_and_its_form():
    dunia = Dunia(changed(MEKANISME, 6, boleh_tanya=True)).start()
    dunia.finish_langkah(1, 2, 3, 4, 5)
    dunia.do(Kerja.TANYA, "6.0", catatan="Mengapa turun?", unit=(A,))
    dunia.do(Kerja.KEMBALIKAN, "6.0", catatan="Angka tidak wajar")

    assert dunia.places == ["5.0"]
    assert dunia.sheet(A).status is StatusFormulir.TERKIRIM


# Signatures


@pytest.fixture
def signing(at_6: Dunia) -> Dunia:
    """Every employee is asked to sign."""
    at_6.finish_langkah(6, 7)
    at_6.finish("8.0")
    return at_6


def test_an_employee_is_excused_with_a_reason_and_a_witness(signing: Dunia):
    staf = signing.person(signing.post("staf"))
    first = signing.at("8.1")
    signing.do(Kerja.KECUALIKAN, first, by=staf, catatan="Cuti", saksi_id=555)
    while signing.places == ["8.1"]:
        signing.finish("8.1")

    assert signing.tugas[first.id].status is StatusTugas.DIKECUALIKAN
    assert signing.places == ["8.2"]


def test_the_last_excuse_moves_the_berkas_on(signing: Dunia):
    staf = signing.person(signing.post("staf"), 777)
    while signing.places == ["8.1"]:
        signing.do(Kerja.KECUALIKAN, "8.1", by=staf, catatan="Dinas luar", saksi_id=555)

    assert signing.places == ["8.2"]


def test_an_excuse_is_refused_without_reason_witness_or_right(signing: Dunia):
    staf = signing.person(signing.post("staf"))
    first = signing.at("8.1")
    with pytest.raises(ReasonRequired):
        signing.do(Kerja.KECUALIKAN, first, by=staf, saksi_id=555)
    for saksi_id in (None, first.pegawai_id, staf.pegawai_id):
        with pytest.raises(WitnessUnfit):
            signing.do(Kerja.KECUALIKAN, first, by=staf, catatan="Cuti", saksi_id=saksi_id)
    with pytest.raises(NotYourTugas):
        signing.do(Kerja.KECUALIKAN, first, catatan="Cuti", saksi_id=555)
    own = replace(staf, pegawai_id=first.pegawai_id)
    with pytest.raises(OwnExcuse):
        signing.do(Kerja.KECUALIKAN, first, by=own, catatan="Cuti", saksi_id=555)

    assert len(signing.open) == 7


def test_a_signature_keeps_the_fingerprint_of_what_was_shown(signing: Dunia):
    signing.do(Kerja.TANDA_TANGANI, "8.1", naskah="ab" * 32)

    done = next(t for t in signing.tugas.values() if t.place == (8, 1) and not t.is_open)
    assert done.facts.hasil.naskah == "ab" * 32
    assert signing.jejak[-1].rincian["naskah"] == "ab" * 32


# Who may


def test_a_plh_does_not_act_where_the_file_says_so():
    dunia = Dunia(changed(KECAMATAN, 1, plh_boleh=False)).start()
    camat = dunia.post("camat")
    with pytest.raises(NotForPlh) as refused:
        dunia.do(Kerja.DISPOSISIKAN, "1.0", by=dunia.person(camat, penugasan=Penugasan.PLH))
    dunia.do(Kerja.DISPOSISIKAN, "1.0", by=dunia.person(camat, penugasan=Penugasan.PLT))

    assert refused.value.langkah == 1
    assert dunia.jejak[-1].pelaku["penugasan"] == "Plt."


def test_nobody_checks_the_own_work_where_the_file_says_so():
    dunia = Dunia(changed(KECAMATAN, 6, bukan_pelaku=(3, 5))).start()
    dunia.finish_langkah(1, 2, 3, 4)
    kasubbag = dunia.person(dunia.post("kasubbag"))
    dunia.do(Kerja.SELESAI, "5.0", by=replace(kasubbag, pegawai_id=777))

    with pytest.raises(OwnWork) as refused:
        dunia.do(Kerja.SETUJUI, "6.0", by=replace(kasubbag, pegawai_id=777))
    dunia.do(Kerja.SETUJUI, "6.0", by=replace(kasubbag, pegawai_id=778))

    assert refused.value.langkah == 5


def test_a_form_that_no_unit_owns_is_a_plain_tugas():
    dunia = Dunia(changed(KECAMATAN, 4, sebar=Sebar.SEKALI)).start()
    dunia.finish_langkah(1, 2, 3)
    dunia.do(Kerja.KIRIM, "4.0")

    assert dunia.places == ["5.0"]


# A disposisi to chosen posts


def test_only_the_chosen_units_are_reached():
    sop = changed(KECAMATAN, 3, minta=Minta.DISPOSISI, penerima="dipilih")
    dunia = Dunia(sop).start()
    dunia.finish_langkah(1, 2)
    first, _, third = dunia.peta.posts["kasi"]
    for penerima in ((), (first, 999)):
        with pytest.raises(PenerimaRequired):
            dunia.do(Kerja.DISPOSISIKAN, "3.0", penerima=penerima)

    dunia.do(Kerja.DISPOSISIKAN, "3.0", penerima=(first, third))

    assert [t.unit_id for t in dunia.open] == [A, C]


# Giving up


def test_a_berkas_is_given_up_with_a_reason(kecamatan: Dunia):
    kecamatan.finish_langkah(1, 2, 3)
    with pytest.raises(ReasonRequired):
        kecamatan.cancel(" ")
    kecamatan.cancel("Dobel dengan berkas 2")

    assert kecamatan.open == []
    assert kecamatan.berkas.status is StatusBerkas.DIBATALKAN
    assert kecamatan.jejak[-1].rincian["catatan"] == "Dobel dengan berkas 2"
    with pytest.raises(TugasChanged):
        kecamatan.finish("4.0", A)
    with pytest.raises(AksiNotAllowed):
        kecamatan.cancel("Dibatalkan lagi")


def test_what_moves_a_tahap_on_is_known_for_every_kind():
    assert set(CLOSING) == set(Minta)
