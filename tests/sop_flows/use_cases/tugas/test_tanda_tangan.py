"""Deciding and signing: on a naskah, or excused before a witness."""

from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import StatusBerkas, StatusTugas
from sop_flows.errors import NotYourTugas, ReasonRequired, Refusal, TugasChanged, WitnessUnfit
from sop_flows.naskah.canonical import sha256_of
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.excuse import (
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_witness,
    confirm_excuse,
)
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    all_at,
    at,
    begin_signing,
    berkas,
    board_of,
    go_to,
    jejak,
    naskah_named,
    signature_of,
    tugas,
)

RIZKI = "Rizki Maulana"


def test_every_decision_names_the_naskah_that_it_is_on(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    kantor.act(KASUBBAG, Kerja.SETUJUI, decision, naskah="palsu")

    (line,) = jejak(kantor, berkas_id, "setujui")
    (kept,) = naskah_named(kantor, line)
    assert sha256_of(kept.isi) == kept.sha256
    assert tugas(kantor, decision.id).facts.hasil.naskah == kept.sha256
    named = [x for x in jejak(kantor, berkas_id) if x.rincian.get("naskah") == kept.sha256]
    assert [(x.langkah, x.aksi) for x in named] == [(5, "selesai"), (6, "setujui")]


def test_every_signer_and_the_camat_sign_one_naskah_as_long_as_nothing_changes(
    kantor: Pejawaran,
):
    berkas_id = begin_signing(kantor)
    for one in all_at(kantor, berkas_id, 8, 1):
        nama = next(n for n, id in kantor.pegawai.items() if id == one.pegawai_id)
        kantor.act(nama, Kerja.TANDA_TANGANI, one)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))

    signed = jejak(kantor, berkas_id, "tanda_tangani")
    decided = [*jejak(kantor, berkas_id, "setujui"), *signed]
    assert [line.pelaku["nama"] for line in decided[:2]] == [KASUBBAG, SEKCAM]
    assert {line.pelaku["nama"] for line in signed} == set(kantor.pegawai)
    assert signed[-1].pelaku["jabatan"] == "Camat"
    assert signed[-1].pelaku["penugasan"] == "definitif"
    assert len({line.rincian["naskah"] for line in decided}) == 1
    assert [one.versi for one in naskah_named(kantor, signed[-1])] == [1]


def excuse(kantor: Pejawaran, berkas_id: int, *, oleh: str, siapa: str, saksi: str) -> None:
    """Go through the conversation on the board, to its "Ya"."""
    signing = signature_of(kantor, berkas_id, siapa)
    ask_excuse(kantor, berkas_id, oleh=oleh, siapa=siapa, saksi=saksi)
    kantor.say(
        oleh,
        confirm_excuse,
        berkas_id=berkas_id,
        tugas_id=signing.id,
        saksi_id=kantor.pegawai[saksi],
    )


def ask_excuse(kantor: Pejawaran, berkas_id: int, *, oleh: str, siapa: str, saksi: str) -> None:
    """Go through the conversation on the board, to its last question."""
    kantor.say(oleh, begin_excuse, berkas_id=berkas_id)
    signing = signature_of(kantor, berkas_id, siapa)
    kantor.say(oleh, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    kantor.run(
        choose_reason,
        actor=Actor.private(kantor.user[oleh]),
        berkas_id=berkas_id,
        alasan="Cuti tahunan",
    )
    kantor.say(oleh, choose_witness, berkas_id=berkas_id, saksi_id=kantor.pegawai[saksi])


def test_somebody_is_excused_with_a_reason_before_a_witness(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    excuse(kantor, berkas_id, oleh=DEWI, siapa=RIZKI, saksi=TAPEM)

    assert tugas(kantor, signing.id).status is StatusTugas.DIKECUALIKAN
    (line,) = jejak(kantor, berkas_id, "kecualikan")
    assert line.rincian["catatan"] == "Cuti tahunan"
    assert line.rincian["saksi_id"] == kantor.pegawai[TAPEM]
    assert line.pelaku["nama"] == DEWI


def foreigner(kantor: Pejawaran) -> int:
    """Return an employee of another office, which the same bot serves."""
    twin = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode="PAGENTAN", nama="Kec. Pagentan"))
    lain_id = kantor.take_over(twin).kantor_id
    return kantor.run(lambda uow: uow.pegawai.all(lain_id, kantor.now.date()))[0].id


@pytest.mark.parametrize(
    "witness",
    [
        lambda _: 999999,
        foreigner,
        lambda kantor: kantor.pegawai[DEWI],
        lambda kantor: kantor.pegawai[RIZKI],
    ],
    ids=["nobody", "of another office", "who excuses", "who is excused"],
)
def test_a_forged_witness_is_refused_and_nobody_is_excused(kantor: Pejawaran, witness):
    berkas_id, saksi_id = begin_signing(kantor), witness(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    kantor.say(DEWI, begin_excuse, berkas_id=berkas_id)
    kantor.say(DEWI, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    kantor.say(DEWI, choose_reason, berkas_id=berkas_id, alasan="Cuti tahunan")
    with pytest.raises(WitnessUnfit):
        kantor.say(DEWI, choose_witness, berkas_id=berkas_id, saksi_id=saksi_id)

    assert tugas(kantor, signing.id).is_open
    assert jejak(kantor, berkas_id, "kecualikan") == []
    kantor.say(DEWI, choose_witness, berkas_id=berkas_id, saksi_id=kantor.pegawai[TAPEM])
    assert jejak(kantor, berkas_id, "kecualikan") == [], "not before it is confirmed"
    who = {"tugas_id": signing.id, "saksi_id": kantor.pegawai[TAPEM]}
    kantor.say(DEWI, confirm_excuse, berkas_id=berkas_id, **who)
    assert len(jejak(kantor, berkas_id, "kecualikan")) == 1


def test_who_excuses_is_not_offered_as_a_witness(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    kantor.say(DEWI, begin_excuse, berkas_id=berkas_id)
    kantor.say(DEWI, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    kantor.say(DEWI, choose_reason, berkas_id=berkas_id, alasan="Cuti tahunan")
    names = {pegawai.nama for pegawai in board_of(kantor, berkas_id, DEWI).pegawai}
    assert TAPEM in names
    assert DEWI not in names


def test_nobody_witnesses_for_themselves_and_only_staf_excuses(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    with pytest.raises(WitnessUnfit):
        excuse(kantor, berkas_id, oleh=AGUS, siapa=RIZKI, saksi=RIZKI)
    for nama in (CAMAT, SEKCAM, TAPEM, RIZKI):
        with pytest.raises(NotYourTugas):
            kantor.say(nama, begin_excuse, berkas_id=berkas_id)
    assert signature_of(kantor, berkas_id, RIZKI).is_open


def test_an_excuse_comes_too_late_for_somebody_who_signed_meanwhile(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    kantor.say(AGUS, begin_excuse, berkas_id=berkas_id)
    kantor.say(AGUS, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    kantor.say(AGUS, choose_reason, berkas_id=berkas_id, alasan="Cuti")
    kantor.act(RIZKI, Kerja.TANDA_TANGANI, signing)

    with pytest.raises(TugasChanged):
        kantor.say(AGUS, choose_witness, berkas_id=berkas_id, saksi_id=kantor.pegawai[TAPEM])
    assert tugas(kantor, signing.id).status is StatusTugas.SELESAI


def test_setuju_by_number_does_what_the_button_would(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    decision = at(kantor, berkas_id, 7)
    kerja = (Kerja.SETUJUI, Kerja.PARAF, Kerja.TANDA_TANGANI)
    for nama, nomor in ((CAMAT, decision.nomor), (SEKCAM, decision.nomor + 50)):
        with pytest.raises(Refusal):
            kantor.command(nama, nomor=nomor, kerja=kerja)
    kantor.command(SEKCAM, nomor=decision.nomor, kerja=kerja)
    assert tugas(kantor, decision.id).is_open
    yes = Aksi(kerja=Kerja.SETUJUI, revisi=decision.revisi, at=kantor.now)
    kantor.say(SEKCAM, perform_tapped, tugas_id=decision.id, aksi=yes)

    (_, line) = jejak(kantor, berkas_id, "setujui")
    assert (line.pelaku["nama"], len(line.rincian["naskah"])) == (SEKCAM, 64)
    with pytest.raises(TugasChanged):
        kantor.command(SEKCAM, nomor=decision.nomor, kerja=kerja)


def test_a_return_by_number_needs_its_reason(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    nomor = at(kantor, berkas_id, 7).nomor
    for alasan in ("", "   "):
        with pytest.raises(ReasonRequired):
            kantor.command(SEKCAM, nomor=nomor, kerja=(Kerja.KEMBALIKAN,), catatan=alasan)
    kantor.command(
        SEKCAM,
        nomor=nomor,
        kerja=(Kerja.KEMBALIKAN,),
        catatan="Mohon dijelaskan IK-07",
    )
    assert [t.langkah for t in berkas(kantor, berkas_id).terbuka] == [6]
    assert berkas(kantor, berkas_id).status is StatusBerkas.BERJALAN
