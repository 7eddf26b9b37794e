"""Resending what was returned: why it did not change is asked whichever way it comes, and read."""

from decimal import Decimal
from typing import Any

import pytest

from handlers.screens.riwayat import draw_riwayat
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import StatusTugas, Tugas
from sop_flows.engine.kerja import kerja_that
from sop_flows.errors import ReasonRequired
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.kinerja.lembar import BacaanLembar, SelTerbaca
from sop_flows.ports.ditanya import AlasanTetap, Yakin
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.formulir.lembar import accept_sheet, describe_sheet
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.start import accept_dokumen
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse, drop_note, leave
from tests.support.office import Pejawaran, plain
from tests.support.story import (
    AGUS,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    at,
    fill,
    go_to,
    jejak,
    naskah_named,
    read_card,
    said,
    tugas,
)

FINISH = kerja_that(lambda one: one.finishes)
APPROVE = kerja_that(lambda one: one.is_signed)
WHY = "Sudah sesuai laporan kepala desa"


def ids(kantor: Pejawaran) -> dict[str, int]:
    """Return the indikator and units of the office, by kode."""
    indikator = kantor.run(lambda uow: uow.kinerja.indikator(kantor.kantor_id, 2026))
    units = kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id))
    return {one.kode: one.id for one in (*indikator, *units.values())}


def returned(kantor: Pejawaran, *marks: str) -> int:
    """Return a berkas in which Tapem has its form back, with those values marked."""
    berkas_id = go_to(kantor, 6)
    send_back(kantor, at(kantor, berkas_id, 6), *marks)
    return berkas_id


def send_back(kantor: Pejawaran, decision: Tugas, *marks: str) -> None:
    known = ids(kantor)
    facts: dict[str, Any] = {
        "unit": (known["TAPEM"],),
        "indikator": tuple(known[kode] for kode in marks),
        "catatan": "Belum sama dengan laporan",
    }
    kantor.act(KASUBBAG, Kerja.KEMBALIKAN, decision, **facts)
    kantor.act(AGUS, Kerja.TERUSKAN, at(kantor, decision_berkas(kantor, decision), 5, 1))


def decision_berkas(kantor: Pejawaran, decision: Tugas) -> int:
    return int(kantor.run(lambda uow: uow.berkas.berkas_of(decision.id)))


def tap_send(kantor: Pejawaran, nama: str = TAPEM) -> Tugas:
    """Tap Kirim; return the tugas as it is then."""
    mine = kantor.only(nama)
    aksi = Aksi(kerja=Kerja.KIRIM, revisi=mine.revisi, at=kantor.now)
    kantor.say(nama, perform_tapped, tugas_id=mine.id, aksi=aksi)
    return tugas(kantor, mine.id)


def answer(kantor: Pejawaran, nama: str, teks: str) -> None:
    kantor.say(nama, take_text, teks=teks, message_id=1)


def history(kantor: Pejawaran, berkas_id: int) -> str:
    who = {"user_id": kantor.user[SEKCAM], "berkas_id": berkas_id}
    return plain(draw_riwayat(kantor.run(view_riwayat, **who), LayarRiwayat(**who)).text)


# A form


def test_a_tap_on_send_asks_once_and_names_what_did_not_change(kantor: Pejawaran):
    returned(kantor, "IK-01", "IK-03")
    fill(kantor, TAPEM, "IK-01=100\nIK-03=7")
    sent = tap_send(kantor)

    assert sent.is_open
    question = said(kantor, TAPEM, "tanya_alasan_tetap")
    assert [kode for kode, _ in question["butir"]] == ["IK-01"]
    assert question["alasan"] == "Belum sama dengan laporan"


def test_the_reason_goes_out_with_the_form_into_history_card_and_naskah(kantor: Pejawaran):
    berkas_id = returned(kantor, "IK-01", "IK-03")
    fill(kantor, TAPEM, "IK-01=100\nIK-03=7")
    tap_send(kantor)
    with pytest.raises(ReasonRequired):
        answer(kantor, TAPEM, "sudah ok")
    answer(kantor, TAPEM, WHY)

    assert jejak(kantor, berkas_id, "kirim")[-1].rincian["tidak_berubah"] == ["IK-01"]
    assert f"tidak berubah: IK-01, alasan “{WHY}”" in history(kantor, berkas_id)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    decision = at(kantor, berkas_id, 6)
    text = read_card(kantor, decision.id, KASUBBAG)
    assert "Kasubbag Perencana (Retno Wulandari): “Belum sama dengan laporan”" in text
    assert "tidak berubah: 1. IK-01" in text
    assert WHY in text
    assert "6 → 7 " in text
    kantor.act(KASUBBAG, Kerja.SETUJUI, decision)
    (naskah,) = naskah_named(kantor, jejak(kantor, berkas_id, "setujui")[-1])
    assert WHY in naskah.isi


def test_a_changed_form_goes_out_at_the_first_tap(kantor: Pejawaran):
    berkas_id = returned(kantor, "IK-01")
    fill(kantor, TAPEM, "IK-01=99")

    assert tap_send(kantor).status is StatusTugas.SELESAI
    assert "tidak_berubah" not in jejak(kantor, berkas_id, "kirim")[-1].rincian


def test_a_command_asks_as_well_and_its_words_are_the_reason(kantor: Pejawaran):
    berkas_id = returned(kantor, "IK-01")
    mine = kantor.only(TAPEM)
    kantor.command(TAPEM, nomor=mine.nomor, kerja=FINISH)
    assert tugas(kantor, mine.id).is_open
    assert said(kantor, TAPEM, "tanya_alasan_tetap")
    kantor.command(TAPEM, nomor=mine.nomor, kerja=FINISH, catatan=WHY)

    assert tugas(kantor, mine.id).status is StatusTugas.SELESAI
    assert jejak(kantor, berkas_id, "kirim")[-1].rincian["catatan"] == WHY


def test_words_that_say_too_little_are_kept_beside_the_reason_and_can_be_taken_off(
    kantor: Pejawaran,
):
    returned(kantor, "IK-01")
    mine = kantor.only(TAPEM)
    kantor.command(TAPEM, nomor=mine.nomor, kerja=FINISH, catatan="Tetap")
    answer(kantor, TAPEM, WHY)
    assert tugas(kantor, mine.id).facts.hasil.catatan == f"Tetap\n{WHY}"

    other = go_back_again(kantor, mine)
    kantor.command(TAPEM, nomor=other.nomor, kerja=FINISH, catatan="Tetap")
    kantor.run(leave, chat_id=kantor.user[TAPEM])
    kept = tugas(kantor, other.id)
    tap = Ketukan(actor=Actor.private(kantor.user[TAPEM]), tugas_id=kept.id, revisi=kept.revisi)
    kantor.run(drop_note, tap=tap)
    assert tugas(kantor, other.id).facts.konsep == ""


def go_back_again(kantor: Pejawaran, sent: Tugas) -> Tugas:
    """Return the form once more; return its new tugas."""
    berkas_id = decision_berkas(kantor, sent)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    send_back(kantor, at(kantor, berkas_id, 6), "IK-01")
    return kantor.only(TAPEM)


def test_a_sheet_that_says_the_same_does_not_pass_for_a_change(kantor: Pejawaran):
    returned(kantor, "IK-01")
    lembar = kantor.say(TAPEM, describe_sheet, tugas_id=kantor.only(TAPEM).id)
    same = BacaanLembar(
        formulir_id=lembar.formulir_id,
        berkas_nomor=lembar.berkas_nomor,
        ronde=lembar.ronde,
        periode=lembar.periode,
        kantor=lembar.kantor,
        unit=lembar.unit,
        versi=1,
        baris=(SelTerbaca(kode="IK-01", sel="I7", teks="100,00"),),
    )
    kantor.say(TAPEM, accept_sheet, bacaan=same)

    assert tap_send(kantor).is_open
    assert said(kantor, TAPEM, "tanya_alasan_tetap")["butir"][0][0] == "IK-01"


def hand_in(kantor: Pejawaran, sha256: str) -> None:
    """Let Tapem hand in a data dukung."""
    lampiran = Lampiran(
        berkas_id=0, tugas_id=0, sha256=sha256, nama="BAST.pdf", oleh=0, diterima_at=kantor.now
    )
    kantor.say(TAPEM, accept_dokumen, lampiran=lampiran, message_id=1)


def test_new_data_dukung_is_an_answer_that_the_reviewer_sees(kantor: Pejawaran):
    berkas_id = returned(kantor, "IK-01")
    hand_in(kantor, "ab" * 32)

    assert tap_send(kantor).status is StatusTugas.SELESAI
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    text = read_card(kantor, at(kantor, berkas_id, 6).id, KASUBBAG)
    assert "1 data dukung baru" in text
    assert "tidak berubah: 1. IK-01" in text


def test_data_dukung_that_was_there_before_is_none(kantor: Pejawaran):
    go_to(kantor, 4)
    hand_in(kantor, "ab" * 32)
    for kasi in ("Siti Khotimah", "Budi Hartono", "Nur Aini Rahmawati", "Joko Susilo", TAPEM):
        fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)
    (line,) = kantor.tugas(AGUS)
    kantor.act(AGUS, Kerja.SELESAI, line.tugas)
    berkas_id = decision_berkas(kantor, line.tugas)
    send_back(kantor, at(kantor, berkas_id, 6), "IK-01")
    hand_in(kantor, "ab" * 32)

    assert tap_send(kantor).is_open


def test_a_question_that_was_left_has_sent_nothing(kantor: Pejawaran):
    returned(kantor, "IK-01")
    mine = tap_send(kantor)
    kantor.run(leave, chat_id=kantor.user[TAPEM])

    assert tugas(kantor, mine.id).is_open
    assert not kantor.say(TAPEM, take_text, teks=WHY, message_id=2)
    assert tugas(kantor, mine.id).is_open


def test_a_reason_for_what_changes_while_it_is_written_is_kept_as_the_note(kantor: Pejawaran):
    returned(kantor, "IK-01")
    mine = tap_send(kantor)
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM]))
    assert isinstance(asked.isi, AlasanTetap)
    kantor.run(lambda uow: uow.berkas.change(mine))
    answer(kantor, TAPEM, WHY)

    assert tugas(kantor, mine.id).is_open
    assert tugas(kantor, mine.id).facts.konsep == WHY
    assert not tap_send(kantor).is_open
    assert jejak(kantor, 1, "kirim")[-1].rincian["catatan"] == WHY


# A langkah without a form, and those above


def sekcam_returns(kantor: Pejawaran) -> int:
    berkas_id = go_to(kantor, 7)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, at(kantor, berkas_id, 7), catatan="Perlu penjelasan lagi")
    return berkas_id


def ask_yes(kantor: Pejawaran, berkas_id: int) -> Tugas:
    """Tap Setujui as the Kasubbag; return the tugas."""
    decision = at(kantor, berkas_id, 6)
    user = Actor.private(kantor.user[KASUBBAG])
    tap = Ketukan(actor=user, tugas_id=decision.id, revisi=decision.revisi)
    kantor.run(converse, tap=tap, kerja=Kerja.SETUJUI, kind=Yakin)
    return decision


def test_a_draft_that_is_approved_again_as_it_was_is_asked_about_before_yakin(kantor: Pejawaran):
    berkas_id = sekcam_returns(kantor)
    ask_yes(kantor, berkas_id)
    assert said(kantor, KASUBBAG, "tanya_alasan_tetap").get("butir") is None
    answer(kantor, KASUBBAG, WHY)
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[KASUBBAG])).isi
    assert isinstance(asked, Yakin)
    decision = at(kantor, berkas_id, 6)
    assert WHY in read_card(kantor, decision.id, KASUBBAG)
    yes = Aksi(kerja=Kerja.SETUJUI, revisi=decision.revisi, at=kantor.now)
    kantor.say(KASUBBAG, perform_tapped, tugas_id=decision.id, aksi=yes)

    assert jejak(kantor, berkas_id, "setujui")[-1].rincian["tidak_berubah"] == []
    text = read_card(kantor, at(kantor, berkas_id, 7).id, SEKCAM)
    assert "Sekretaris Kecamatan (Endang Lestari): “Perlu penjelasan lagi”" in text
    assert "Langkah 6 tidak berubah" in text
    assert WHY in text


def test_a_typed_approval_of_the_same_draft_is_asked_about_as_well(kantor: Pejawaran):
    berkas_id = sekcam_returns(kantor)
    decision = at(kantor, berkas_id, 6)
    kantor.command(KASUBBAG, nomor=decision.nomor, kerja=APPROVE)
    assert said(kantor, KASUBBAG, "tanya_alasan_tetap")
    kantor.command(KASUBBAG, nomor=decision.nomor, kerja=APPROVE, catatan=WHY)

    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[KASUBBAG])).isi
    assert isinstance(asked, Yakin)


def test_a_note_that_was_written_before_is_the_reason(kantor: Pejawaran):
    berkas_id = sekcam_returns(kantor)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6), catatan=WHY)

    assert at(kantor, berkas_id, 7).ronde == 2


def test_who_is_above_sees_what_was_returned_below_with_before_and_after(kantor: Pejawaran):
    berkas_id = sekcam_returns(kantor)
    send_back(kantor, at(kantor, berkas_id, 6), "IK-03")
    fill(kantor, TAPEM, "IK-03=9")
    tap_send(kantor)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))

    text = read_card(kantor, at(kantor, berkas_id, 7).id, SEKCAM)
    assert "Perlu penjelasan lagi" in text
    assert "Langkah 6 mengembalikannya lagi" in text
    assert "Kasubbag Perencana (Retno Wulandari): “Belum sama dengan laporan”" in text
    assert "6 → 9 " in text


def test_a_second_return_shows_its_own_before_and_after(kantor: Pejawaran):
    berkas_id = returned(kantor, "IK-03")
    fill(kantor, TAPEM, "IK-03=7")
    mine = tap_send(kantor)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    send_back(kantor, at(kantor, berkas_id, 6), "IK-03")
    fill(kantor, TAPEM, "IK-03=8")
    tap_send(kantor)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))

    text = read_card(kantor, at(kantor, berkas_id, 6).id, KASUBBAG)
    assert "7 → 8 " in text
    assert "6 → 7 " not in text
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))
    above = read_card(kantor, at(kantor, berkas_id, 7).id, SEKCAM)
    assert above.index("6 → 7 ") < above.index("7 → 8 ")
    assert mine.facts.sebelum[0].nilai == Decimal(6)
