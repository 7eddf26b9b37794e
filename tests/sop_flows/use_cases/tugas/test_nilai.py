"""Looking at values: whose, frozen or as they would be, and until when a page stays turned."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import update

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.nilai import draw_nilai
from handlers.screens.riwayat import draw_riwayat
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import NotFound, NotYourTugas
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.ports.records import KartuTugas
from sop_flows.ports.views import IsiView, KartuView
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.kinerja.buku import view_rekap
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.nilai import request_rekap, turn_page
from storage.database.insert import table
from storage.database.tables import PenugasanRow
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    KASUBBAG,
    KESRA,
    SEKCAM,
    TAPEM,
    YANUM,
    at,
    begin_signing,
    fill,
    go_to,
    go_to_last,
    naskah_named,
    said,
    signature_of,
    tugas,
)
from tests.support.story import jejak as history


def card_of(kantor: Pejawaran, nama: str, one: Tugas) -> KartuTugas:
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(one.id))
    return next(card for card in cards if card.pegawai_id == kantor.pegawai[nama])


def drawn(kantor: Pejawaran, nama: str, one: Tugas) -> KartuView:
    """Return what somebody's card shows now; delivery has drawn it before."""
    card = card_of(kantor, nama, one)
    return kantor.run(lambda uow: view_kartu(uow, card))


def seen(kantor: Pejawaran, nama: str, one: Tugas) -> IsiView:
    return kantor.run(view_rekap, user_id=kantor.user[nama], tugas_id=one.id)


def change_target(kantor: Pejawaran, kode: str, target: str) -> None:
    """Let an import change what is promised."""
    indikator = tuple(
        replace(row, tw3=target) if row.kode == kode else row for row in SAMPLE.indikator
    )
    buku = replace(SAMPLE, indikator=indikator)
    kantor.take_over(buku)


def value_in(view: IsiView, kode: str) -> tuple[str, Decimal | None]:
    (one,) = [i for unit in view.isi.unit for i in unit.indikator if i.kode == kode]
    return one.target_periode, one.realisasi


def test_who_checks_sees_what_a_yes_would_freeze(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    shown = seen(kantor, KASUBBAG, decision)

    kantor.act(KASUBBAG, Kerja.SETUJUI, decision)

    (line,) = history(kantor, berkas_id, "setujui")
    assert line.rincian["naskah"] == shown.sha256
    assert shown.naskah is not None  # as who gathered handed it on
    assert value_in(shown, "IK-08")[1] == Decimal("88.5")


def test_the_next_sees_who_decided_before_and_on_the_same_content(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)

    view = drawn(kantor, TAPEM, signature_of(kantor, berkas_id, TAPEM))

    assert view.isi is not None
    assert [one.facts.hasil.nama for one in view.isi.keputusan if one.facts.hasil] == [
        KASUBBAG,
        SEKCAM,
    ]
    assert {one.facts.hasil.naskah for one in view.isi.keputusan if one.facts.hasil} == {
        view.isi.sha256
    }
    assert view.isi.naskah is not None
    assert view.isi.naskah.versi == 1


def test_a_decision_that_was_returned_behind_is_not_told_any_more(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    returned = at(kantor, berkas_id, 7)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, returned, catatan="Mohon IK-08 diperiksa kembali")

    view = drawn(kantor, KASUBBAG, at(kantor, berkas_id, 6))

    assert view.isi is not None
    assert view.isi.keputusan == ()


def test_an_import_shows_at_once_on_what_is_open_and_never_on_what_was_decided(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 6)
    decided = at(kantor, berkas_id, 6)
    kantor.act(KASUBBAG, Kerja.SETUJUI, decided)
    before = seen(kantor, KASUBBAG, tugas(kantor, decided.id))

    change_target(kantor, "IK-08", "120")

    after = seen(kantor, KASUBBAG, tugas(kantor, decided.id))
    shown = seen(kantor, SEKCAM, at(kantor, berkas_id, 7))
    assert (after.sha256, after.isi) == (before.sha256, before.isi)
    assert value_in(after, "IK-08")[0] != "120"
    assert value_in(shown, "IK-08")[0] == "120"
    assert shown.sha256 != after.sha256


def test_what_was_decided_reads_as_the_naskah_that_is_kept(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decided = at(kantor, berkas_id, 6)
    kantor.act(KASUBBAG, Kerja.SETUJUI, decided)
    (line,) = history(kantor, berkas_id, "setujui")

    shown = seen(kantor, KASUBBAG, tugas(kantor, decided.id))

    assert (shown.naskah,) == naskah_named(kantor, line)


def test_work_after_the_signature_shows_what_was_signed(kantor: Pejawaran):
    last = go_to_last(kantor)
    signed = history(kantor, kantor.run(lambda uow: uow.berkas.berkas_of(last.id)))
    newest = [line for line in signed if "naskah" in line.rincian][-1]
    change_target(kantor, "IK-08", "120")

    shown = seen(kantor, AGUS, last)

    assert shown.sha256 == newest.rincian["naskah"]
    assert value_in(shown, "IK-08")[0] != "120"


def test_who_gathers_sees_the_values_as_they_are(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)

    shown = seen(kantor, AGUS, at(kantor, berkas_id, 5))

    assert value_in(shown, "IK-01")[1] == Decimal(100)
    assert shown.naskah is None


def test_a_unit_sees_its_own_and_no_other(kantor: Pejawaran):
    go_to(kantor, 4)

    shown = seen(kantor, TAPEM, kantor.only(TAPEM))

    assert [unit.kode for unit in shown.isi.unit] == ["TAPEM"]


@pytest.mark.parametrize("nama", [TAPEM, KESRA, YANUM, CAMAT, SEKCAM])
def test_who_has_no_part_in_a_tugas_sees_nothing_of_it(kantor: Pejawaran, nama: str):
    decision = at(kantor, go_to(kantor, 6), 6)

    with pytest.raises(NotYourTugas):
        seen(kantor, nama, decision)
    with pytest.raises(NotYourTugas):
        kantor.say(nama, request_rekap, tugas_id=decision.id)
    with pytest.raises(NotYourTugas):
        kantor.say(nama, turn_page, tugas_id=decision.id, halaman=1)


def test_a_tugas_without_values_has_nothing_to_look_at(kantor: Pejawaran):
    first = at(kantor, go_to(kantor, 1), 1)

    with pytest.raises(NotFound):
        kantor.say(CAMAT, turn_page, tugas_id=first.id, halaman=1)
    assert not drawn(kantor, CAMAT, first).has_nilai


def test_who_decided_sees_it_for_ever_whatever_post_they_hold(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decided = at(kantor, berkas_id, 6)
    kantor.act(KASUBBAG, Kerja.SETUJUI, decided)
    posts = table(PenugasanRow)
    yesterday = kantor.now.date().replace(day=1)
    kantor.database.run_now(
        lambda c: c.execute(
            update(posts)
            .where(posts.c.pegawai_id == kantor.pegawai[KASUBBAG])
            .values(selesai_on=yesterday)
        )
    )
    kantor.wait(days=1)

    assert value_in(seen(kantor, KASUBBAG, decided), "IK-08")[1] == Decimal("88.5")
    assert drawn(kantor, KASUBBAG, decided).has_nilai


def test_the_sheet_is_owed_in_the_office_of_the_tugas(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)

    kantor.say(KASUBBAG, request_rekap, tugas_id=decision.id)

    assert said(kantor, KASUBBAG, "rekap") == {"tugas": decision.id}


# Pages


def test_a_card_is_turned_and_turned_back(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)

    kantor.say(KASUBBAG, turn_page, tugas_id=decision.id, halaman=2)
    turned = drawn(kantor, KASUBBAG, decision)
    kantor.say(KASUBBAG, turn_page, tugas_id=decision.id, halaman=0)

    assert (turned.halaman, turned.isi is not None) == (2, True)
    assert drawn(kantor, KASUBBAG, decision).halaman == 0


def test_a_card_shows_its_front_again_when_its_tugas_changes(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    kantor.say(KASUBBAG, turn_page, tugas_id=decision.id, halaman=2)

    kantor.act(KASUBBAG, Kerja.SETUJUI, decision)

    closed = drawn(kantor, KASUBBAG, decision)
    assert (closed.halaman, closed.has_nilai) == (0, True)


def test_a_formulir_stays_on_its_page_while_it_is_filled(kantor: Pejawaran):
    go_to(kantor, 4)
    own = kantor.only(TAPEM)
    kantor.say(TAPEM, turn_page, tugas_id=own.id, halaman=3)

    fill(kantor, TAPEM, "IK-01=90")

    assert tugas(kantor, own.id).revisi != own.revisi
    assert drawn(kantor, TAPEM, own).halaman == 3


def test_one_holder_turns_only_the_own_card(kantor: Pejawaran):
    gathering = at(kantor, go_to(kantor, 5), 5)

    kantor.say(AGUS, turn_page, tugas_id=gathering.id, halaman=2)

    assert drawn(kantor, AGUS, gathering).halaman == 2
    assert drawn(kantor, DEWI, gathering).halaman == 0


def test_a_page_number_of_any_size_is_kept_within_what_a_row_holds(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)

    kantor.say(KASUBBAG, turn_page, tugas_id=decision.id, halaman=10**14)

    assert card_of(kantor, KASUBBAG, decision).halaman < 2**31


def test_a_signing_employee_may_look_as_well(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)

    shown = seen(kantor, TAPEM, signature_of(kantor, berkas_id, TAPEM))

    assert len(shown.isi.unit) == 5


def test_a_value_has_the_decimals_of_its_indikator_on_the_page_and_in_the_history(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    view, shown = drawn(kantor, KASUBBAG, decision), seen(kantor, KASUBBAG, decision)
    pages = [draw_nilai(replace(view, halaman=ke), shown).text for ke in range(1, 8)]
    riwayat = kantor.run(view_riwayat, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)
    told = LayarRiwayat(user_id=kantor.user[SEKCAM], berkas_id=berkas_id)

    assert any("realisasi <b>88,50 " in page for page in pages)
    assert "IK-08 88,50; IK-09 15; " in draw_riwayat(riwayat, told).text
