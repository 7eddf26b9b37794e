"""What cannot be undone is confirmed within two minutes, or asked again."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import ConfirmationOver, NaskahChanged, NotYourTugas, Refusal, TugasChanged
from sop_flows.ports.ditanya import DITANYA, Disiapkan, Yakin
from sop_flows.ports.layar.tugas import BagianAksi
from sop_flows.ports.records import Actor, Percakapan
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tick import next_moment, run_tick
from sop_flows.use_cases.tugas import percakapan
from sop_flows.use_cases.tugas.kartu import leave_tugas, view_kartu
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.percakapan import (
    Ketukan,
    ask_prepared_words,
    converse,
    decide_quickly,
    dispose_to_chosen,
    leave,
    toggle,
)
from tests.support.office import Pejawaran
from tests.support.statements import counted
from tests.support.story import KASUBBAG, SEKCAM, at, go_to, jejak, play_to, tugas


def ask(kantor: Pejawaran, decision: Tugas) -> None:
    user = kantor.user[KASUBBAG]
    tap = Ketukan(actor=Actor.private(user), tugas_id=decision.id, revisi=decision.revisi)
    kantor.run(converse, tap=tap, kerja=Kerja.SETUJUI, kind=Yakin)


def tap_yes(kantor: Pejawaran, decision: Tugas, nama: str = KASUBBAG) -> None:
    aksi = Aksi(kerja=Kerja.SETUJUI, revisi=decision.revisi, at=kantor.now)
    me = Actor.private(kantor.user[nama])
    kantor.run(perform_tapped, actor=me, tugas_id=decision.id, aksi=aksi)


def asked_on_card(kantor: Pejawaran, decision: Tugas) -> bool:
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(decision.id))
    (mine,) = [card for card in cards if card.chat_id == kantor.user[KASUBBAG]]
    return kantor.run(lambda uow: view_kartu(uow, mine)).percakapan is not None


def test_a_yes_within_two_minutes_counts(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    ask(kantor, decision)
    kantor.wait(seconds=119)
    tap_yes(kantor, decision)

    assert len(jejak(kantor, berkas_id, "setujui")) == 1


def test_a_yes_to_another_content_than_it_would_decide_on_is_refused(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    ask(kantor, decision)
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[KASUBBAG]))
    other = replace(asked, isi=replace(asked.isi, naskah="ab" * 32))
    kantor.run(lambda uow: uow.percakapan.put(other))
    with pytest.raises(NaskahChanged):
        tap_yes(kantor, decision)

    assert jejak(kantor, berkas_id, "setujui") == []


def test_a_yes_after_two_minutes_decides_nothing_before_and_after_the_tick(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    ask(kantor, decision)
    kantor.wait(minutes=2)

    with pytest.raises(ConfirmationOver):
        tap_yes(kantor, decision)
    kantor.run(run_tick)
    with pytest.raises(ConfirmationOver):
        tap_yes(kantor, decision)
    assert tugas(kantor, decision.id).is_open
    assert jejak(kantor, berkas_id, "setujui") == []


def test_a_confirmation_left_alone_gives_the_card_its_own_buttons_back(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    kantor.run(run_tick)
    ask(kantor, decision)
    assert asked_on_card(kantor, decision)
    assert kantor.run(next_moment) == kantor.now + timedelta(minutes=2)

    kantor.wait(minutes=2)
    assert not asked_on_card(kantor, decision)
    before = len(kantor.owed(KASUBBAG, "kartu"))
    kantor.run(run_tick)
    kantor.run(run_tick)

    assert len(kantor.owed(KASUBBAG, "kartu")) == before + 1
    assert kantor.owed(KASUBBAG, "kartu")[-1].paksa


def two_decisions(kantor: Pejawaran) -> tuple[Tugas, Tugas]:
    """Bring two triwulan to the decision of the Kasubbag."""
    first = at(kantor, go_to(kantor, 6), 6)
    kantor.wait(days=92)
    return first, at(kantor, play_to(kantor, 6), 6)


def redrawn(kantor: Pejawaran, decision: Tugas) -> int:
    """Return how often the card of the Kasubbag was owed a redraw though its revisi stands."""
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(decision.id))
    mine = {card.id for card in cards if card.chat_id == kantor.user[KASUBBAG]}
    return sum(one.kartu_id in mine and one.paksa for one in kantor.owed(KASUBBAG, "kartu"))


def test_a_card_whose_question_gives_way_to_one_elsewhere_gets_its_own_buttons_back(
    kantor: Pejawaran,
):
    one, other = two_decisions(kantor)
    ask(kantor, one)
    before = redrawn(kantor, one)
    ask(kantor, other)

    assert not asked_on_card(kantor, one)
    assert redrawn(kantor, one) == before + 1


def test_a_card_whose_question_ends_with_a_decision_elsewhere_gets_its_own_buttons_back(
    kantor: Pejawaran,
):
    one, other = two_decisions(kantor)
    ask(kantor, one)
    before = redrawn(kantor, one)
    kantor.act(KASUBBAG, Kerja.SETUJUI, other)

    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[KASUBBAG])) is None
    assert redrawn(kantor, one) == before + 1


def test_batal_on_a_card_whose_question_is_over_leaves_the_question_of_another_card(
    kantor: Pejawaran,
):
    one, other = two_decisions(kantor)
    ask(kantor, one)
    ask(kantor, other)
    before = redrawn(kantor, one)
    kantor.run(leave_tugas, chat_id=kantor.user[KASUBBAG], tugas_id=one.id)

    assert asked_on_card(kantor, other)
    assert redrawn(kantor, one) == before + 1

    kantor.run(leave_tugas, chat_id=kantor.user[KASUBBAG], tugas_id=other.id)
    assert not asked_on_card(kantor, other)


def test_a_question_of_a_clock_that_was_ahead_is_over_when_it_is_set_back(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    ask(kantor, decision)
    kantor.wait(hours=-2)
    with pytest.raises(ConfirmationOver):
        tap_yes(kantor, decision)
    kantor.run(run_tick)

    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[KASUBBAG])) is None
    ask(kantor, decision)
    tap_yes(kantor, decision)
    assert len(jejak(kantor, berkas_id, "setujui")) == 1


def test_a_confirmation_that_is_young_stays(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    ask(kantor, decision)
    kantor.wait(seconds=100)
    kantor.run(run_tick)

    assert asked_on_card(kantor, decision)


def test_a_yes_without_its_question_decides_nothing(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    with pytest.raises(ConfirmationOver):
        tap_yes(kantor, decision)
    ask(kantor, decision)
    kantor.run(leave, chat_id=kantor.user[KASUBBAG])
    with pytest.raises(ConfirmationOver):
        tap_yes(kantor, decision)

    assert jejak(kantor, berkas_id, "setujui") == []


def test_a_yes_without_its_question_writes_nothing_before_it_is_refused(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    with counted(kantor.database) as said, pytest.raises(ConfirmationOver):
        tap_yes(kantor, decision)

    assert said
    assert all(statement.startswith("SELECT") for statement in said)


WAYS = {
    "a quick reason": lambda uow, tap: decide_quickly(uow, tap=tap, pilihan=0),
    "chosen posts": lambda uow, tap: dispose_to_chosen(uow, tap=tap),
    "words": lambda uow, tap: ask_prepared_words(uow, tap=tap),
    "a part": lambda uow, tap: percakapan.go_to(uow, tap=tap, bagian=BagianAksi.ALASAN),
    "a tick": lambda uow, tap: toggle(uow, tap=tap, daftar="unit", pilihan=1),
}
"""The buttons of a conversation on a card, except the Ya of a confirmation."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "kind", [kind for kind in DITANYA.values() if issubclass(kind, Disiapkan)]
)
def test_no_other_button_or_word_of_a_card_gives_what_only_a_yes_gives(
    kantor: Pejawaran, kind: type[Disiapkan], way: str
):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    actor = Actor.private(kantor.user[KASUBBAG])
    tap = Ketukan(actor=actor, tugas_id=decision.id, revisi=decision.revisi)
    asked = kind(tugas=decision.id, revisi=decision.revisi, kerja=Kerja.SETUJUI)
    talk = Percakapan(chat_id=actor.chat_id, isi=asked, dimulai_at=kantor.now)
    kantor.run(lambda uow: uow.percakapan.put(talk))

    with suppress(Refusal):
        kantor.run(lambda uow: WAYS[way](uow, tap))
    with suppress(Refusal):
        kantor.run(take_text, actor=actor, teks="Sudah sesuai semuanya", message_id=1)

    assert jejak(kantor, berkas_id, "setujui") == []


def test_who_may_not_or_comes_too_late_is_told_that_instead(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    with pytest.raises(NotYourTugas):
        tap_yes(kantor, decision, SEKCAM)
    ask(kantor, decision)
    tap_yes(kantor, decision)
    with pytest.raises(TugasChanged):
        tap_yes(kantor, decision)


def test_a_typed_approval_is_asked_once_more_too(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    kantor.command(KASUBBAG, nomor=decision.nomor, kerja=(Kerja.SETUJUI,))

    assert jejak(kantor, berkas_id, "setujui") == []
    assert asked_on_card(kantor, decision)
    assert kantor.owed(KASUBBAG, "kartu")[-1].baru
    tap_yes(kantor, decision)
    assert len(jejak(kantor, berkas_id, "setujui")) == 1


def test_a_typed_approval_left_alone_for_two_minutes_decides_nothing(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    kantor.command(KASUBBAG, nomor=decision.nomor, kerja=(Kerja.SETUJUI,))
    kantor.wait(minutes=2)

    with pytest.raises(ConfirmationOver):
        tap_yes(kantor, decision)
    assert jejak(kantor, berkas_id, "setujui") == []


def test_words_after_a_typed_approval_wait_on_the_card_as_its_note(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    facts = {"nomor": decision.nomor, "kerja": (Kerja.SETUJUI,)}
    kantor.command(KASUBBAG, **facts, catatan="jangan dulu, IK-08 belum cocok")

    asked = tugas(kantor, decision.id)
    assert (asked.is_open, asked.facts.konsep) == (True, "jangan dulu, IK-08 belum cocok")
    assert asked_on_card(kantor, asked)
    with pytest.raises(TugasChanged):
        tap_yes(kantor, decision)
    tap_yes(kantor, asked)
    (line,) = jejak(kantor, berkas_id, "setujui")
    assert line.rincian["catatan"] == "jangan dulu, IK-08 belum cocok"


def test_words_of_a_second_command_come_after_the_note_that_is_on_the_card(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    facts = {"nomor": decision.nomor, "kerja": (Kerja.SETUJUI,)}
    for teks in ("IK-08 mohon dicocokkan", "IK-09 juga"):
        kantor.command(KASUBBAG, **facts, catatan=teks)
    asked = tugas(kantor, decision.id)
    for teks in ("IK-09 juga", ""):
        kantor.command(KASUBBAG, **facts, catatan=teks)

    assert tugas(kantor, decision.id) == asked
    assert asked.facts.konsep == "IK-08 mohon dicocokkan\nIK-09 juga"
    tap_yes(kantor, asked)
    assert jejak(kantor, berkas_id, "setujui")[0].rincian["catatan"] == asked.facts.konsep


def test_words_of_a_command_that_is_not_asked_about_take_the_note_along(kantor: Pejawaran):
    berkas_id = go_to(kantor, 3)
    card = at(kantor, berkas_id, 3)
    facts = replace(card.facts, konsep="Mohon lengkap")
    kantor.run(lambda uow: uow.berkas.change(replace(card, facts=facts)))
    kantor.command(KASUBBAG, nomor=card.nomor, kerja=(Kerja.KIRIM,), catatan="Paling lambat Jumat")

    (line,) = jejak(kantor, berkas_id, "kirim")
    assert line.rincian["catatan"] == "Mohon lengkap\nPaling lambat Jumat"


def test_a_typed_approval_asks_about_what_the_card_has_become(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    kantor.run(lambda uow: uow.berkas.change(decision))
    kantor.command(KASUBBAG, nomor=decision.nomor, kerja=(Kerja.SETUJUI,))

    with pytest.raises(TugasChanged):
        tap_yes(kantor, decision)
    tap_yes(kantor, tugas(kantor, decision.id))
    assert len(jejak(kantor, berkas_id, "setujui")) == 1
