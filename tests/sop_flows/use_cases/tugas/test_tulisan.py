"""What somebody writes while the card changes underneath is neither done unseen nor lost."""

import pytest

from handlers.screens.kartu import draw_kartu
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import NotYourTugas, TugasChanged
from sop_flows.ports.records import Actor
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.tugas.percakapan import (
    Ketukan,
    ask_note,
    ask_prepared_words,
    begin_return,
    toggle,
)
from sop_flows.use_cases.tugas.tulisan import send_held
from tests.sop_flows.use_cases.tugas.test_tanya import unit_of
from tests.support.office import Pejawaran, plain
from tests.support.screen import labels_of
from tests.support.story import AGUS, DEWI, KASUBBAG, SEKCAM, at, card_of, go_to, jejak, tugas

REASON = "Angka stunting belum cocok dengan laporan Puskesmas."


def tap(kantor: Pejawaran, card: Tugas, nama: str) -> Ketukan:
    actor = Actor.private(kantor.user[nama])
    return Ketukan(actor=actor, tugas_id=card.id, revisi=card.revisi)


def write(kantor: Pejawaran, nama: str, teks: str) -> None:
    kantor.say(nama, take_text, teks=teks, message_id=1)


def change(kantor: Pejawaran, card: Tugas) -> Tugas:
    """Let the card show something else, as an import does; return it as it is then."""
    before = tugas(kantor, card.id)
    kantor.run(lambda uow: uow.berkas.change(before))
    return tugas(kantor, card.id)


def shown(kantor: Pejawaran, card: Tugas, nama: str) -> tuple[str, list[str]]:
    screen = draw_kartu(card_of(kantor, card.id, nama))
    return plain(screen.text), labels_of(screen)


def begin(kantor: Pejawaran) -> tuple[int, Tugas]:
    """Let the Kasubbag choose a unit and begin to write why; return the berkas and the card."""
    berkas_id = go_to(kantor, 6)
    card = at(kantor, berkas_id, 6)
    mine = tap(kantor, card, KASUBBAG)
    kantor.run(begin_return, tap=mine)
    kantor.run(toggle, tap=mine, daftar="unit", pilihan=unit_of(kantor, "TAPEM"))
    kantor.run(ask_prepared_words, tap=mine)
    return berkas_id, card


def test_a_reason_written_while_the_card_changes_waits_on_it_for_one_more_tap(kantor: Pejawaran):
    berkas_id, card = begin(kantor)
    now = change(kantor, card)
    write(kantor, KASUBBAG, REASON)

    assert jejak(kantor, berkas_id, "kembalikan") == []
    text, labels = shown(kantor, now, KASUBBAG)
    assert "Belum terkirim: kartu ini berubah selagi Bapak/Ibu menulis" in text
    assert REASON in text
    assert "📨 Kirim tulisan ini" in labels
    assert kantor.owed(KASUBBAG, "kartu")[-1].baru

    again = change(kantor, card)
    assert REASON in shown(kantor, again, KASUBBAG)[0]
    with pytest.raises(TugasChanged):
        kantor.run(send_held, tap=tap(kantor, now, KASUBBAG))
    with pytest.raises(NotYourTugas):
        kantor.run(send_held, tap=tap(kantor, again, SEKCAM))
    kantor.run(send_held, tap=tap(kantor, again, KASUBBAG))

    (line,) = jejak(kantor, berkas_id, "kembalikan")
    assert (line.rincian["catatan"], line.rincian["unit"]) == (
        REASON,
        [unit_of(kantor, "TAPEM")],
    )


def test_other_words_take_the_place_of_those_that_wait(kantor: Pejawaran):
    berkas_id, card = begin(kantor)
    change(kantor, card)
    write(kantor, KASUBBAG, REASON)
    write(kantor, KASUBBAG, "Data dukungnya belum lengkap.")

    (line,) = jejak(kantor, berkas_id, "kembalikan")
    assert line.rincian["catatan"] == "Data dukungnya belum lengkap."
    with pytest.raises(TugasChanged):
        kantor.run(send_held, tap=tap(kantor, card, KASUBBAG))


def test_words_for_what_a_colleague_has_done_meanwhile_are_refused(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    card = at(kantor, berkas_id, 5)
    kantor.run(ask_note, tap=tap(kantor, card, AGUS))
    kantor.act(DEWI, Kerja.SELESAI, card)
    with pytest.raises(TugasChanged) as refused:
        write(kantor, AGUS, "Semua seksi sudah mengirim.")

    assert refused.value.oleh == DEWI


def test_a_note_is_kept_whatever_the_card_shows_since_beside_that_of_a_colleague(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 5)
    card = at(kantor, berkas_id, 5)
    kantor.run(ask_note, tap=tap(kantor, card, AGUS))
    change(kantor, card)
    write(kantor, AGUS, "Semua seksi sudah mengirim.")
    assert tugas(kantor, card.id).facts.konsep == "Semua seksi sudah mengirim."

    kantor.run(ask_note, tap=tap(kantor, tugas(kantor, card.id), AGUS))
    change(kantor, card)
    write(kantor, AGUS, "Dua angka masih sementara.")
    konsep = tugas(kantor, card.id).facts.konsep
    assert konsep == "Semua seksi sudah mengirim.\nDua angka masih sementara."
