"""Excuses as people make them: confirmed, witnessed, named wherever somebody decides, taken back."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.kartu import draw_kartu
from handlers.screens.papan import draw_papan
from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.berkas import StatusTugas
from sop_flows.errors import (
    ConfirmationOver,
    ExcuseStands,
    NotFound,
    NotYourTugas,
    OwnExcuse,
    ReasonRequired,
    TugasChanged,
    WitnessUnclear,
    WitnessUnfit,
)
from sop_flows.ports.records import KartuPapan
from sop_flows.ports.views import BerkasView, KartuView
from sop_flows.use_cases.berkas.excuse import (
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_witness,
    confirm_excuse,
)
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.berkas.reinstate import begin_reinstating, take_back
from sop_flows.use_cases.berkas.steer import open_board
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import run_tick
from tests.sop_flows.use_cases.pegawai.test_delegasi import hold
from tests.sop_flows.use_cases.tugas.test_pembaruan import with_nama
from tests.support.office import KASI, Pejawaran, plain
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    KASUBBAG,
    KESRA,
    SEKCAM,
    TAPEM,
    YANUM,
    all_at,
    at,
    begin_signing,
    berkas,
    board_of,
    card_of,
    fill,
    go_to,
    jejak,
    naskah_named,
    said,
    signature_of,
    tugas,
)

RIZKI, WAHYU, EKO = "Rizki Maulana", "Wahyu Hidayat", "Eko Purnomo"


def ask(
    kantor: Pejawaran,
    berkas_id: int,
    tugas_id: int,
    *,
    oleh: str,
    saksi: str,
    alasan: str = "Cuti",
) -> dict[str, int]:
    """Go through the conversation on the board to its last question; return what "Ya" carries."""
    kantor.say(oleh, begin_excuse, berkas_id=berkas_id)
    kantor.say(oleh, choose_signer, berkas_id=berkas_id, tugas_id=tugas_id)
    kantor.say(oleh, choose_reason, berkas_id=berkas_id, alasan=alasan)
    kantor.say(oleh, choose_witness, berkas_id=berkas_id, saksi_id=kantor.pegawai[saksi])
    return {"berkas_id": berkas_id, "tugas_id": tugas_id, "saksi_id": kantor.pegawai[saksi]}


def excuse(kantor: Pejawaran, berkas_id: int, siapa: str, *, saksi: str, oleh: str = DEWI) -> int:
    """Excuse an employee from signing; return the id of their tugas."""
    signing = signature_of(kantor, berkas_id, siapa)
    kantor.say(oleh, confirm_excuse, **ask(kantor, berkas_id, signing.id, oleh=oleh, saksi=saksi))
    return signing.id


def sign(kantor: Pejawaran, berkas_id: int) -> None:
    """Let everybody sign who is still asked."""
    for one in all_at(kantor, berkas_id, 8, 1):
        nama = next(n for n, id in kantor.pegawai.items() if id == one.pegawai_id)
        kantor.act(nama, Kerja.TANDA_TANGANI, one)


# Confirmed


def test_nobody_is_excused_before_it_is_confirmed_and_the_witness_hears_of_it(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    yes = ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=TAPEM)
    assert tugas(kantor, signing.id).is_open
    assert board_of(kantor, berkas_id, DEWI).saksi == TAPEM
    assert kantor.owed(TAPEM, "saksi_dicatat") == []

    kantor.say(DEWI, confirm_excuse, **yes)

    closed = tugas(kantor, signing.id)
    assert (closed.status, closed.facts.hasil.saksi) == (StatusTugas.DIKECUALIKAN, TAPEM)
    (line,) = jejak(kantor, berkas_id, "kecualikan")
    facts = ("catatan", "saksi", "siapa", "saksi_id")
    assert [line.rincian[name] for name in facts] == ["Cuti", TAPEM, RIZKI, kantor.pegawai[TAPEM]]
    told = said(kantor, TAPEM, "saksi_dicatat")
    assert (told["siapa"], told["oleh"], told["alasan"]) == (RIZKI, DEWI, "Cuti")


def test_a_yes_that_comes_late_or_means_somebody_else_excuses_nobody(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    yes = ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=TAPEM)
    other = signature_of(kantor, berkas_id, WAHYU).id
    for forged in ({"tugas_id": other}, {"saksi_id": kantor.pegawai[EKO]}):
        with pytest.raises(ConfirmationOver):
            kantor.say(DEWI, confirm_excuse, **(yes | forged))
    kantor.wait(minutes=2)
    with pytest.raises(ConfirmationOver):
        kantor.say(DEWI, confirm_excuse, **yes)
    kantor.run(run_tick)

    assert board_of(kantor, berkas_id, DEWI).percakapan is None
    assert jejak(kantor, berkas_id, "kecualikan") == []


def test_a_value_that_comes_while_the_witness_is_chosen_loses_no_reason(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    here, filling = {"berkas_id": berkas_id}, kantor.only(TAPEM)
    kantor.say(SEKCAM, begin_excuse, **here)
    kantor.say(SEKCAM, choose_signer, **here, tugas_id=filling.id)
    kantor.say(SEKCAM, choose_reason, **here, alasan="Kasi mengikuti diklat")
    fill(kantor, TAPEM, "IK-01=100")
    saksi = {"saksi_id": kantor.pegawai[KASUBBAG]}
    kantor.say(SEKCAM, choose_witness, **here, **saksi)
    kantor.say(SEKCAM, confirm_excuse, **here, **saksi, tugas_id=filling.id)

    (line,) = jejak(kantor, berkas_id, "kecualikan")
    assert line.rincian["catatan"] == "Kasi mengikuti diklat"


def test_who_signed_meanwhile_is_not_excused_by_the_yes(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    yes = ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=TAPEM)
    kantor.act(RIZKI, Kerja.TANDA_TANGANI, signing)
    with pytest.raises(TugasChanged):
        kantor.say(DEWI, confirm_excuse, **yes)

    assert tugas(kantor, signing.id).status is StatusTugas.SELESAI


def test_a_witness_who_left_before_the_yes_is_none(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    yes = ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=EKO)
    stay = tuple(row for row in SAMPLE.pegawai if row.nama != EKO)
    kantor.take_over(replace(SAMPLE, pegawai=stay))
    kantor.wait(minutes=1)
    with pytest.raises(WitnessUnfit):
        kantor.say(DEWI, confirm_excuse, **yes)


@pytest.mark.parametrize("alasan", [".", "12", " ", "--", "x"])
def test_a_reason_that_is_none_leaves_the_question_open(kantor: Pejawaran, alasan: str):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    kantor.say(DEWI, begin_excuse, berkas_id=berkas_id)
    kantor.say(DEWI, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    with pytest.raises(ReasonRequired):
        kantor.say(DEWI, choose_reason, berkas_id=berkas_id, alasan=alasan)

    kantor.say(DEWI, choose_reason, berkas_id=berkas_id, alasan="Diklat")
    assert board_of(kantor, berkas_id, DEWI).percakapan.isi.alasan == "Diklat"


def test_a_long_reason_is_kept_whole(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    alasan = "Mengikuti pendidikan dan pelatihan kepemimpinan di luar daerah. " * 12
    yes = ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=TAPEM, alasan=alasan)
    kantor.say(DEWI, confirm_excuse, **yes)

    assert tugas(kantor, signing.id).facts.hasil.catatan == alasan.strip()


# The witness


def test_who_is_excused_in_a_berkas_witnesses_no_other_excuse_in_it(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    excused = excuse(kantor, berkas_id, RIZKI, saksi=WAHYU)
    signing = signature_of(kantor, berkas_id, WAHYU)
    with pytest.raises(WitnessUnfit):
        ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=RIZKI)
    names = {one.nama for one in board_of(kantor, berkas_id, DEWI).pegawai}
    assert names.isdisjoint({RIZKI, WAHYU, DEWI})
    assert TAPEM in names

    kantor.say(DEWI, take_back, berkas_id=berkas_id, tugas_id=excused)
    ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=RIZKI)


def test_the_head_of_an_excused_unit_counts_as_excused(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    first, second = kantor.only(KASI[0]), kantor.only(KASI[1])
    with pytest.raises(WitnessUnfit):
        ask(kantor, berkas_id, first.id, oleh=SEKCAM, saksi=KASI[0])
    yes = ask(kantor, berkas_id, first.id, oleh=SEKCAM, saksi=KASUBBAG)
    kantor.say(SEKCAM, confirm_excuse, **yes)
    with pytest.raises(WitnessUnfit):
        ask(kantor, berkas_id, second.id, oleh=SEKCAM, saksi=KASI[0])


def test_nobody_excuses_themselves_but_a_colleague_who_watches_may(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    own = signature_of(kantor, berkas_id, DEWI)
    offered = {id for id, _ in board_of(kantor, berkas_id, DEWI).kecualikan}
    assert own.id not in offered
    assert own.id in {id for id, _ in board_of(kantor, berkas_id, AGUS).kecualikan}
    with pytest.raises(OwnExcuse):
        ask(kantor, berkas_id, own.id, oleh=DEWI, saksi=WAHYU)

    excuse(kantor, berkas_id, DEWI, saksi=WAHYU, oleh=AGUS)
    assert tugas(kantor, own.id).status is StatusTugas.DIKECUALIKAN


def test_who_heads_a_unit_does_not_excuse_it_from_filling(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    first, second = kantor.only(KASI[0]), kantor.only(KASI[1])
    yes = ask(kantor, berkas_id, first.id, oleh=SEKCAM, saksi=KASUBBAG)
    hold(kantor, SEKCAM, "Kasi Tata Pemerintahan", jenis=Penugasan.PLT)
    with pytest.raises(OwnExcuse):
        kantor.say(SEKCAM, confirm_excuse, **yes)
    with pytest.raises(OwnExcuse):
        ask(kantor, berkas_id, first.id, oleh=SEKCAM, saksi=KASUBBAG)
    assert first.id not in {id for id, _ in board_of(kantor, berkas_id, SEKCAM).kecualikan}

    kantor.say(
        SEKCAM, confirm_excuse, **ask(kantor, berkas_id, second.id, oleh=SEKCAM, saksi=CAMAT)
    )
    assert tugas(kantor, first.id).is_open
    assert tugas(kantor, second.id).status is StatusTugas.DIKECUALIKAN


def test_a_witness_is_named_by_a_part_of_the_name(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    signing = signature_of(kantor, berkas_id, RIZKI)
    kantor.say(DEWI, begin_excuse, berkas_id=berkas_id)
    kantor.say(DEWI, choose_signer, berkas_id=berkas_id, tugas_id=signing.id)
    kantor.say(DEWI, choose_reason, berkas_id=berkas_id, alasan="Cuti")
    for teks in ("Tidak Ada", DEWI, RIZKI, " "):
        with pytest.raises(WitnessUnclear) as nobody:
            kantor.say(DEWI, take_text, teks=teks, message_id=1)
        assert nobody.value.nama == ()
    with pytest.raises(WitnessUnclear) as several:
        kantor.say(DEWI, take_text, teks="a", message_id=1)
    assert len(several.value.nama) > 1
    kantor.say(DEWI, take_text, teks="wahyu", message_id=1)

    assert board_of(kantor, berkas_id, DEWI).saksi == WAHYU


# Named


def named(view: BerkasView | KartuView) -> list[tuple[str, str, str]]:
    found = [(one.siapa, one.tugas.facts.hasil) for one in view.dikecualikan]
    return [(siapa, hasil.catatan, hasil.saksi) for siapa, hasil in found]


def test_an_excuse_is_named_on_every_board_and_on_the_camats_card(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    excuse(kantor, berkas_id, RIZKI, saksi=TAPEM)
    sign(kantor, berkas_id)
    ratifying = at(kantor, berkas_id, 8, 2)

    expected = [(RIZKI, "Cuti", TAPEM)]
    shown, papan = card_of(kantor, ratifying.id, CAMAT), board_of(kantor, berkas_id, CAMAT)
    assert named(shown) == named(papan) == expected
    line = f"{RIZKI}, dari penandatanganan \u2013 “Cuti” (oleh Staf Pelaksana ({DEWI}), saksi {TAPEM})"
    assert f"🙋 Dikecualikan: {line}" in plain(draw_kartu(shown).text)
    assert f"🙋 Dikecualikan: {line}" in plain(draw_papan(papan).text)


def test_who_is_excused_from_signing_leaves_what_the_others_sign_as_it_was(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    early = signature_of(kantor, berkas_id, WAHYU)
    kantor.act(WAHYU, Kerja.TANDA_TANGANI, early)
    excuse(kantor, berkas_id, RIZKI, saksi=TAPEM)
    sign(kantor, berkas_id)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))

    decided = (*jejak(kantor, berkas_id, "setujui"), *jejak(kantor, berkas_id, "tanda_tangani"))
    assert len(decided) > 10
    assert len({line.rincian["naskah"] for line in decided}) == 1


def test_an_excused_unit_is_named_to_all_who_check_with_reason_and_witness(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    yes = ask(
        kantor, berkas_id, kantor.only(KASI[0]).id, oleh=SEKCAM, saksi=KASUBBAG, alasan="Diklat"
    )
    kantor.say(SEKCAM, confirm_excuse, **yes)
    for nama in KASI[1:]:
        fill(kantor, nama)
        kantor.act(nama, Kerja.KIRIM)
    expected = [("Seksi Tata Pemerintahan", "Diklat", KASUBBAG)]
    assert named(card_of(kantor, at(kantor, berkas_id, 5).id, AGUS)) == expected
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    assert named(card_of(kantor, at(kantor, berkas_id, 6).id, KASUBBAG)) == expected
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))

    (kept,) = naskah_named(kantor, jejak(kantor, berkas_id, "setujui")[-1])
    isi = json.loads(kept.isi)
    assert [(one["unit"], one["alasan"]) for one in isi["pengecualian"]] == [("TAPEM", "Diklat")]
    assert [u["kode"] for u in isi["unit"] if u["dikecualikan"]] == ["TAPEM"]


def excuses_shown(kantor: Pejawaran, berkas_id: int) -> dict[int, tuple[int, list[Any]]]:
    """Return of every open tugas its revisi and the excuses that its card names."""
    return {
        one.id: (one.revisi, named(card_of(kantor, one.id, CAMAT)))
        for one in berkas(kantor, berkas_id).terbuka
    }


@pytest.mark.parametrize("is_unit", [False, True])
def test_no_open_card_names_other_excuses_at_the_revisi_that_it_had(
    kantor: Pejawaran, is_unit: bool
):
    berkas_id = go_to(kantor, 4) if is_unit else begin_signing(kantor)
    asked = kantor.only(KASI[0]) if is_unit else signature_of(kantor, berkas_id, RIZKI)
    oleh = SEKCAM if is_unit else DEWI
    before = excuses_shown(kantor, berkas_id)
    yes = ask(kantor, berkas_id, asked.id, oleh=oleh, saksi=KASUBBAG)
    kantor.say(oleh, confirm_excuse, **yes)
    excused = excuses_shown(kantor, berkas_id)
    kantor.say(oleh, take_back, berkas_id=berkas_id, tugas_id=asked.id)
    again = excuses_shown(kantor, berkas_id)

    for earlier, later in ((before, excused), (excused, again)):
        both = earlier.keys() & later.keys()
        assert len(both) > 1
        changed = [id for id in both if earlier[id][1] != later[id][1]]
        assert [id for id in changed if earlier[id][0] == later[id][0]] == []


# Taken back


def test_who_is_asked_again_gets_the_card_anew_and_the_witness_is_told(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    excused = excuse(kantor, berkas_id, RIZKI, saksi=TAPEM)
    kantor.wait(hours=1)
    kantor.say(AGUS, begin_reinstating, berkas_id=berkas_id)
    (one,) = board_of(kantor, berkas_id, AGUS).dikecualikan
    assert one.can_reinstate
    kantor.say(AGUS, take_back, berkas_id=berkas_id, tugas_id=excused)

    again = tugas(kantor, excused)
    assert (again.is_open, again.tenggat > kantor.now) == (True, True)
    assert [k.baru for k in kantor.owed(RIZKI, "kartu")][-1]
    assert said(kantor, RIZKI, "diikutkan_lagi")["oleh"] == AGUS
    assert said(kantor, TAPEM, "diikutkan_lagi")["is_saksi"]
    assert jejak(kantor, berkas_id, "ikutkan")[-1].rincian["siapa"] == RIZKI
    kantor.act(RIZKI, Kerja.TANDA_TANGANI, again)


def test_the_board_that_asked_is_redrawn_once_by_its_answer(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    kantor.say(DEWI, open_board, berkas_id=berkas_id)
    signing = signature_of(kantor, berkas_id, RIZKI)
    yes = ask(kantor, berkas_id, signing.id, oleh=DEWI, saksi=TAPEM)
    before = kantor.redrawn(DEWI, KartuPapan)
    kantor.say(DEWI, confirm_excuse, **yes)
    assert kantor.redrawn(DEWI, KartuPapan) == before + 1

    kantor.say(DEWI, begin_reinstating, berkas_id=berkas_id)
    before = kantor.redrawn(DEWI, KartuPapan)
    kantor.say(DEWI, take_back, berkas_id=berkas_id, tugas_id=signing.id)
    assert kantor.redrawn(DEWI, KartuPapan) == before + 1


def test_the_camat_signs_nothing_while_somebody_is_asked_again(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    excused = excuse(kantor, berkas_id, RIZKI, saksi=TAPEM)
    sign(kantor, berkas_id)
    ratifying = at(kantor, berkas_id, 8, 2)
    kantor.say(DEWI, take_back, berkas_id=berkas_id, tugas_id=excused)
    with pytest.raises(TugasChanged):
        kantor.act(CAMAT, Kerja.TANDA_TANGANI, ratifying)
    kantor.act(RIZKI, Kerja.TANDA_TANGANI, tugas(kantor, excused))
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))

    (kept,) = naskah_named(kantor, jejak(kantor, berkas_id, "tanda_tangani")[-1])
    assert "pengecualian" not in json.loads(kept.isi)
    with pytest.raises(TugasChanged):
        kantor.say(DEWI, take_back, berkas_id=berkas_id, tugas_id=excused)


def test_after_the_camats_signature_an_excuse_stands(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    excused = excuse(kantor, berkas_id, RIZKI, saksi=TAPEM)
    sign(kantor, berkas_id)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))

    assert not any(one.can_reinstate for one in board_of(kantor, berkas_id, DEWI).dikecualikan)
    with pytest.raises(ExcuseStands):
        kantor.say(DEWI, take_back, berkas_id=berkas_id, tugas_id=excused)
    with pytest.raises(TugasChanged):
        kantor.say(DEWI, begin_reinstating, berkas_id=berkas_id)


def test_a_unit_that_is_asked_again_fills_and_nothing_of_it_is_lost(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    excused = kantor.only(TAPEM)
    fill(kantor, TAPEM)
    yes = ask(kantor, berkas_id, kantor.only(TAPEM).id, oleh=SEKCAM, saksi=KASUBBAG)
    kantor.say(SEKCAM, confirm_excuse, **yes)
    kantor.say(SEKCAM, take_back, berkas_id=berkas_id, tugas_id=excused.id)

    kantor.act(TAPEM, Kerja.KIRIM)
    forms = kantor.run(lambda uow: uow.kinerja.formulir_of(berkas_id))
    (own,) = [form for form in forms if form.unit_id == excused.unit_id]
    assert own.kurang == ()


@pytest.mark.parametrize("nama", [CAMAT, SEKCAM, TAPEM, RIZKI])
def test_only_who_may_excuse_takes_it_back(kantor: Pejawaran, nama: str):
    berkas_id = begin_signing(kantor)
    excused = excuse(kantor, berkas_id, RIZKI, saksi=TAPEM)
    with pytest.raises(NotYourTugas):
        kantor.say(nama, take_back, berkas_id=berkas_id, tugas_id=excused)
    with pytest.raises(TugasChanged):
        kantor.say(nama, begin_reinstating, berkas_id=berkas_id)
    with pytest.raises(NotFound):
        kantor.say(nama, take_back, berkas_id=berkas_id + 99, tugas_id=excused)
    assert berkas(kantor, berkas_id).status.value == "berjalan"


def test_a_board_names_no_excuse_where_there_is_none(kantor: Pejawaran):
    facts: Any = board_of(kantor, begin_signing(kantor), DEWI).dikecualikan

    assert facts == ()


def test_whoever_may_be_excused_is_named_with_their_post_where_another_is_called_the_same(
    kantor: Pejawaran,
):
    berkas_id = begin_signing(kantor)
    kantor.take_over(with_nama(TAPEM, KESRA))
    view = kantor.run(view_berkas, user_id=kantor.user[DEWI], berkas_id=berkas_id)

    named = [nama for _, nama in view.kecualikan]
    assert len(set(named)) == len(named)
    assert f"{KESRA} (Kasi Kesejahteraan Sosial)" in named
    assert YANUM in named
