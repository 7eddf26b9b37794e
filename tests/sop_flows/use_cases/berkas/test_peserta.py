"""Who takes part in a form: a unit is excused with a reason, another one joins later."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas
from sop_flows.engine.formulir import StatusFormulir
from sop_flows.errors import NotYourTugas, ReasonRequired, TugasChanged, UnitRequired
from sop_flows.use_cases.berkas.excuse import (
    begin_adding,
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_unit,
    choose_witness,
    confirm_excuse,
)
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.incoming import take_text
from tests.support.office import KASI, Pejawaran
from tests.support.story import fill

SEKRETARIS = "Endang Lestari"


@pytest.fixture
def kantor(kantor: Pejawaran) -> Pejawaran:
    """Return the office with the form out to its five seksi."""
    kantor.berkas = kantor.start()
    kantor.act("Suharyanto", Kerja.DISPOSISIKAN)
    kantor.act(SEKRETARIS, Kerja.DISPOSISIKAN)
    kantor.act("Retno Wulandari", Kerja.KIRIM)
    return kantor


WITNESS = "Retno Wulandari"


def excuse_unit(kantor: Pejawaran, nama: str, alasan: str = "Kasi cuti besar") -> None:
    tugas, saksi_id = kantor.only(nama), kantor.pegawai[WITNESS]
    kantor.say(SEKRETARIS, begin_excuse, berkas_id=kantor.berkas)
    kantor.say(SEKRETARIS, choose_signer, berkas_id=kantor.berkas, tugas_id=tugas.id)
    kantor.say(SEKRETARIS, choose_reason, berkas_id=kantor.berkas, alasan=alasan)
    kantor.say(SEKRETARIS, choose_witness, berkas_id=kantor.berkas, saksi_id=saksi_id)
    who = {"tugas_id": tugas.id, "saksi_id": saksi_id}
    kantor.say(SEKRETARIS, confirm_excuse, berkas_id=kantor.berkas, **who)


def board(kantor: Pejawaran, nama: str = SEKRETARIS):
    return kantor.run(view_berkas, user_id=kantor.user[nama], berkas_id=kantor.berkas)


def test_a_unit_is_excused_by_who_starts_the_sop_before_a_witness(kantor):
    excuse_unit(kantor, KASI[0])

    assert kantor.tugas(KASI[0]) == []
    (closed,) = [
        t
        for t in kantor.run(lambda uow: uow.berkas.tugas_of(kantor.berkas))
        if t.status is StatusTugas.DIKECUALIKAN
    ]
    assert closed.facts.hasil.catatan == "Kasi cuti besar"
    assert closed.facts.hasil.saksi == WITNESS
    assert len(board(kantor).kecualikan) == 4


def test_the_flow_goes_on_when_the_last_unit_out_is_excused(kantor):
    for nama in KASI:
        excuse_unit(kantor, nama)

    assert kantor.only("Agus Prasetyo").langkah == 5


def test_an_excuse_without_a_reason_is_refused(kantor):
    with pytest.raises(ReasonRequired):
        excuse_unit(kantor, KASI[0], alasan="  ")

    assert len(kantor.tugas(KASI[0])) == 1


def status_of(kantor: Pejawaran, unit_id: int | None) -> StatusFormulir:
    forms = kantor.run(lambda uow: uow.kinerja.formulir_of(kantor.berkas))
    return next(form.status for form in forms if form.unit_id == unit_id)


def test_what_an_excused_unit_had_drafted_was_never_sent(kantor):
    unit_id = kantor.only(KASI[0]).unit_id
    fill(kantor, KASI[0])
    excuse_unit(kantor, KASI[0])

    assert status_of(kantor, unit_id) is StatusFormulir.DIKECUALIKAN


def test_a_unit_that_is_excused_from_correcting_leaves_what_it_had_sent(kantor):
    unit_id = kantor.only(KASI[0]).unit_id
    for nama in KASI:
        fill(kantor, nama)
        kantor.act(nama, Kerja.KIRIM)
    kantor.act("Agus Prasetyo", Kerja.SELESAI)
    facts = {"catatan": "Belum cocok dengan LPPD", "unit": (unit_id,)}
    kantor.act("Retno Wulandari", Kerja.KEMBALIKAN, **facts)
    kantor.act("Agus Prasetyo", Kerja.TERUSKAN)
    excuse_unit(kantor, KASI[0])

    assert status_of(kantor, unit_id) is StatusFormulir.TERKIRIM
    assert kantor.only("Agus Prasetyo").langkah == 5


def test_nobody_else_excuses_a_unit(kantor):
    for nama in ("Retno Wulandari", KASI[1], "Suharyanto", "Agus Prasetyo"):
        with pytest.raises(NotYourTugas):
            kantor.say(nama, begin_excuse, berkas_id=kantor.berkas)
        assert board(kantor, nama).kecualikan == ()


def test_an_excused_unit_joins_again_with_a_reason(kantor):
    excuse_unit(kantor, KASI[0])
    ((unit_id, nama),) = board(kantor).tambah
    assert nama == "Seksi Tata Pemerintahan"

    kantor.say(SEKRETARIS, begin_adding, berkas_id=kantor.berkas)
    kantor.say(SEKRETARIS, choose_unit, berkas_id=kantor.berkas, unit_id=unit_id)
    kantor.say(SEKRETARIS, take_text, teks="Kasi sudah kembali bertugas", message_id=9)

    tugas = kantor.only(KASI[0])
    assert (tugas.langkah, tugas.ronde) == (4, 2)
    assert tugas.facts.dari.catatan == "Kasi sudah kembali bertugas"
    assert board(kantor).tambah == ()


def test_a_unit_that_is_filling_cannot_join_twice(kantor):
    unit_id = kantor.only(KASI[0]).unit_id
    kantor.say(SEKRETARIS, begin_adding, berkas_id=kantor.berkas)
    kantor.say(SEKRETARIS, choose_unit, berkas_id=kantor.berkas, unit_id=unit_id)

    with pytest.raises(UnitRequired):
        kantor.say(SEKRETARIS, take_text, teks="Sekali lagi saja", message_id=9)

    assert len(kantor.tugas(KASI[0])) == 1


def test_no_unit_joins_once_nobody_fills(kantor):
    for nama in KASI:
        excuse_unit(kantor, nama)

    with pytest.raises(TugasChanged):
        kantor.say(SEKRETARIS, begin_adding, berkas_id=kantor.berkas)
