"""A holder who is away: what is asked, who hears of it, and what a proposal leads to."""

from datetime import date, timedelta
from typing import Any

import pytest

from handlers.screens.notices import Pesan, draw
from sop_flows.engine.aksi import Penugasan
from sop_flows.errors import (
    NotAllowed,
    NotFound,
    QuestionOver,
    ReasonRequired,
    RentangUnreadable,
)
from sop_flows.ports.ditanya import Delegasi
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.pegawai.berhalangan import (
    LAPOR,
    BerhalanganOver,
    NoPostToLeave,
    begin_absence,
    choose_absence,
    take_proposal,
    withdraw_absence,
)
from sop_flows.use_cases.pegawai.delegasi import choose_person, confirm_delegation
from tests.sop_flows.use_cases.pegawai.test_delegasi import MONDAY, hold, vacate
from tests.support.office import Pejawaran, plain
from tests.support.screen import labels_of
from tests.support.story import CAMAT, KASUBBAG, PM, SEKCAM, TAPEM, all_at, go_to, post, said

FRIDAY = MONDAY + timedelta(days=4)
WHY = "Cuti tahunan"


def leave(kantor: Pejawaran, nama: str, selesai: date = FRIDAY) -> dict[str, Any]:
    """Let somebody say that they are away; return what they are told."""
    kantor.say(nama, begin_absence)
    kantor.say(nama, choose_absence, mulai=MONDAY, selesai=selesai)
    kantor.say(nama, take_text, teks=WHY, message_id=1)
    return said(kantor, nama, "berhalangan_tercatat")


def proposal(kantor: Pejawaran, told: dict[str, Any], jabatan: str) -> dict[str, int]:
    """Return what the button of a proposal carries."""
    return {
        "jabatan_id": post(kantor, jabatan),
        "pegawai_id": told["pegawai_id"],
        "dicatat": told["dicatat"],
    }


def labels(kantor: Pejawaran, nama: str) -> list[str]:
    """Return the buttons of the proposal that somebody got last."""
    screen = draw(Pesan(kantor.owed(nama, "usul_plh")[-1]), ambigu=False)
    return labels_of(screen)


def test_a_holder_says_so_in_two_answers_and_the_atasan_and_the_admins_get_a_proposal(
    kantor: Pejawaran,
):
    forms = all_at(kantor, go_to(kantor, 4), 4)
    kantor.say(TAPEM, begin_absence)
    kantor.say(TAPEM, take_text, teks="5-9 Okt 2026", message_id=1)
    with pytest.raises(ReasonRequired):
        kantor.say(TAPEM, take_text, teks="??", message_id=2)
    told = leave(kantor, TAPEM)
    assert set(told["kepada"]) == {CAMAT, SEKCAM}

    text = plain(draw(Pesan(kantor.owed(CAMAT, "usul_plh")[-1]), ambigu=False).text)
    assert TAPEM in text
    assert WHY in text
    own = next(t for t in forms if t.jabatan_id == post(kantor, "Kasi Tata Pemerintahan"))
    assert [one for one in labels(kantor, CAMAT) if one.endswith(f"#{own.nomor}")] == [
        f"🔁 Alihkan #{own.nomor}",
        f"✅ Beri waktu #{own.nomor}",
    ]
    assert labels(kantor, SEKCAM) == ["👥 Plh. Kasi Tata Pemerintah…"]
    lines = kantor.run(
        lambda uow: uow.jejak.of_pelaku(kantor.kantor_id, told["pegawai_id"], kantor.now)
    )
    assert [one.rincian["alasan"] for one in lines if one.aksi == LAPOR] == [WHY]


def test_a_proposal_opens_the_delegation_with_post_and_days_and_nothing_follows_by_itself(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    told = leave(kantor, TAPEM)
    before = kantor.run(lambda uow: uow.penugasan.since(kantor.kantor_id, MONDAY))

    kantor.say(SEKCAM, take_proposal, **proposal(kantor, told, "Kasi Tata Pemerintahan"))
    assert said(kantor, SEKCAM, "delegasi_orang")["selesai"] == FRIDAY.isoformat()
    kantor.say(SEKCAM, choose_person, pegawai_id=kantor.pegawai[PM])
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[SEKCAM])).isi
    assert isinstance(asked, Delegasi)
    assert (asked.mulai, asked.selesai, asked.jenis) == (MONDAY, FRIDAY, Penugasan.PLH)
    assert kantor.run(lambda uow: uow.penugasan.since(kantor.kantor_id, MONDAY)) == before

    kantor.say(SEKCAM, take_text, teks="094/51/2026", message_id=3)
    kantor.say(SEKCAM, confirm_delegation, sidik=said(kantor, SEKCAM, "delegasi_yakin")["sidik"])
    assert said(kantor, TAPEM, "delegasi_kabar")["nama"] == PM


def test_of_a_proposal_that_comes_late_the_days_that_are_left_are_taken(kantor: Pejawaran):
    go_to(kantor, 4)
    told = leave(kantor, TAPEM)
    kantor.now += timedelta(days=2)
    kantor.say(SEKCAM, take_proposal, **proposal(kantor, told, "Kasi Tata Pemerintahan"))

    assert said(kantor, SEKCAM, "delegasi_orang")["mulai"] == "2026-10-07"


def test_what_was_taken_back_or_is_over_is_refused_and_whoever_heard_of_it_is_told(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    told = leave(kantor, TAPEM)
    usul = proposal(kantor, told, "Kasi Tata Pemerintahan")
    kantor.now += timedelta(minutes=5)
    later = leave(kantor, TAPEM)
    kantor.now += timedelta(minutes=5)
    mine = {"kantor_id": kantor.kantor_id, "dicatat": told["dicatat"]}
    with pytest.raises(NotFound):
        kantor.say(PM, withdraw_absence, **mine)
    kantor.say(TAPEM, withdraw_absence, **mine)
    with pytest.raises(BerhalanganOver) as again:
        kantor.say(TAPEM, withdraw_absence, **mine)
    assert again.value.is_withdrawn
    assert not said(kantor, SEKCAM, "berhalangan_ditarik")["sendiri"]
    assert said(kantor, TAPEM, "berhalangan_ditarik")["sendiri"]
    with pytest.raises(BerhalanganOver) as taken_back:
        kantor.say(SEKCAM, take_proposal, **usul)
    assert taken_back.value.is_withdrawn

    other = proposal(kantor, later, "Kasi Tata Pemerintahan")
    kantor.say(SEKCAM, take_proposal, **other)
    kantor.now += timedelta(days=7)
    with pytest.raises(BerhalanganOver) as over:
        kantor.say(SEKCAM, take_proposal, **other)
    assert not over.value.is_withdrawn


def test_who_may_appoint_is_read_at_the_tap(kantor: Pejawaran):
    go_to(kantor, 4)
    told = leave(kantor, TAPEM)
    for nama in (PM, KASUBBAG):
        with pytest.raises(NotAllowed):
            kantor.say(nama, take_proposal, **proposal(kantor, told, "Kasi Tata Pemerintahan"))


def test_several_posts_of_one_person_stand_in_one_proposal_and_a_plh_leaves_none(
    kantor: Pejawaran,
):
    go_to(kantor, 4)
    hold(kantor, TAPEM, "Kasubbag Perencana", jenis=Penugasan.PLT)
    hold(kantor, TAPEM, "Kasi Pemberdayaan Masyarakat", jenis=Penugasan.PLH)
    told = leave(kantor, TAPEM)

    assert set(told["jabatan"]) == {"Kasi Tata Pemerintahan", "Kasubbag Perencana"}
    assert labels(kantor, SEKCAM) == [
        "👥 Plh. Kasi Tata Pemerintah…",
        "👥 Plh. Kasubbag Perencana",
    ]
    assert len(kantor.owed(SEKCAM, "usul_plh")) == 1


def test_days_that_are_past_or_unreadable_and_old_buttons_are_refused(kantor: Pejawaran):
    with pytest.raises(QuestionOver):
        kantor.say(TAPEM, choose_absence, mulai=MONDAY, selesai=FRIDAY)
    kantor.say(TAPEM, begin_absence)
    for mulai, selesai in ((MONDAY - timedelta(days=1), FRIDAY), (FRIDAY, MONDAY)):
        with pytest.raises(RentangUnreadable):
            kantor.say(TAPEM, choose_absence, mulai=mulai, selesai=selesai)
    with pytest.raises(RentangUnreadable):
        kantor.say(TAPEM, take_text, teks="entah kapan", message_id=1)


def test_who_is_above_everybody_hears_that_nobody_was_told(kantor: Pejawaran):
    admins = kantor.run(lambda uow: uow.pegawai.admins(kantor.kantor_id))
    told = leave(kantor, CAMAT)
    assert set(told["kepada"]) == {one.nama for one in admins} - {CAMAT}
    assert told["mandiri"]


def test_who_holds_no_post_of_their_own_has_none_to_leave(kantor: Pejawaran):
    vacate(kantor, "Kasi Tata Pemerintahan")
    with pytest.raises(NoPostToLeave):
        kantor.say(TAPEM, begin_absence)


def test_who_stands_in_for_their_own_atasan_is_heard_by_the_one_above(kantor: Pejawaran):
    vacate(kantor, "Sekretaris Kecamatan")
    hold(kantor, KASUBBAG, "Sekretaris Kecamatan", jenis=Penugasan.PLH)

    assert CAMAT in leave(kantor, KASUBBAG)["kepada"]
