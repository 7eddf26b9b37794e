"""Joining by a link that works once, and leaving at once."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import column, select

from bot.trial.kantor.pejawaran import KASUBBAG as POST
from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotAllowed, NotFound, NotYourTugas, QuestionOver, UndanganInvalid
from sop_flows.ports.records import Actor
from sop_flows.use_cases.pegawai.joining import (
    confirm_identity,
    decline_identity,
    invite,
    list_roles,
    present_link,
    revoke_member,
)
from sop_flows.use_cases.tugas.listing import list_tugas
from storage.database.insert import table
from storage.database.tables import JejakRow
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    at,
    go_to,
    jejak,
    said,
)

NEW_PHONE = 7001


def link(kantor: Pejawaran, nama: str, token: str = "tautan") -> None:
    pegawai_id = kantor.pegawai[nama]
    kantor.run(invite, kantor_id=kantor.kantor_id, pegawai_id=pegawai_id, token=token)


def open_link(kantor: Pejawaran, user: int, token: str = "tautan") -> None:
    kantor.run(present_link, chat_id=user, token=token)


def confirm(kantor: Pejawaran, user: int) -> None:
    kantor.run(confirm_identity, actor=Actor.private(user), username="baru")


def test_a_link_is_used_once(kantor: Pejawaran):
    link(kantor, DEWI)
    open_link(kantor, NEW_PHONE)
    open_link(kantor, NEW_PHONE + 1)
    confirm(kantor, NEW_PHONE)

    for step in (
        lambda: confirm(kantor, NEW_PHONE + 1),
        lambda: confirm(kantor, NEW_PHONE),
        lambda: open_link(kantor, NEW_PHONE + 2),
    ):
        with pytest.raises(UndanganInvalid):
            step()


def test_a_link_expires_after_two_days_also_between_opening_and_confirming(kantor: Pejawaran):
    link(kantor, DEWI)
    kantor.wait(hours=47, minutes=59)
    open_link(kantor, NEW_PHONE)
    kantor.wait(minutes=2)
    with pytest.raises(UndanganInvalid):
        confirm(kantor, NEW_PHONE)
    with pytest.raises(UndanganInvalid):
        open_link(kantor, NEW_PHONE)


@pytest.mark.parametrize("token", ["", "tautan ", "TAUTAN", "x" * 64])
def test_an_unknown_link_opens_nothing(kantor: Pejawaran, token: str):
    link(kantor, DEWI)
    with pytest.raises(UndanganInvalid):
        open_link(kantor, NEW_PHONE, token)


def test_the_wrong_person_turns_the_link_off_and_the_admins_hear_of_it(kantor: Pejawaran):
    link(kantor, DEWI)
    open_link(kantor, NEW_PHONE)
    kantor.run(decline_identity, chat_id=NEW_PHONE)

    with pytest.raises(UndanganInvalid):
        open_link(kantor, NEW_PHONE)
    assert said(kantor, SEKCAM, "kabar_bukan_saya")["nama"] == DEWI


def test_nobody_confirms_what_they_were_not_asked(kantor: Pejawaran):
    with pytest.raises(UndanganInvalid):
        kantor.run(confirm_identity, actor=Actor.private(NEW_PHONE), username="")
    with pytest.raises(UndanganInvalid):
        kantor.run(decline_identity, chat_id=NEW_PHONE)


def test_the_answer_to_an_earlier_question_is_none_to_the_link_that_was_opened_since(
    kantor: Pejawaran,
):
    for nama, token in ((DEWI, "pertama"), (AGUS, "kedua")):
        link(kantor, nama, token)
        open_link(kantor, NEW_PHONE, token)
    kantor.user["ponsel baru"] = NEW_PHONE
    first = kantor.owed("ponsel baru", "sambutan")[0].isi
    assert first.orang.nama == DEWI

    for answer in (
        lambda: kantor.run(
            confirm_identity,
            actor=Actor.private(NEW_PHONE),
            username="",
            pegawai_id=first.pegawai,
        ),
        lambda: kantor.run(decline_identity, chat_id=NEW_PHONE, pegawai_id=first.pegawai),
    ):
        with pytest.raises(QuestionOver):
            answer()
    assert not kantor.run(list_roles, user_id=NEW_PHONE)

    kantor.run(
        confirm_identity,
        actor=Actor.private(NEW_PHONE),
        username="",
        pegawai_id=kantor.pegawai[AGUS],
    )
    assert said(kantor, "ponsel baru", "bergabung")["nama"] == AGUS


def test_whoever_joins_late_gets_the_cards_that_wait(kantor: Pejawaran):
    go_to(kantor, 3)
    link(kantor, KASUBBAG)
    open_link(kantor, NEW_PHONE)
    confirm(kantor, NEW_PHONE)
    kantor.user["ponsel baru"] = NEW_PHONE

    assert [k.layar for k in kantor.owed("ponsel baru")] == ["sambutan", "bergabung", "kartu"]
    told = said(kantor, SEKCAM, "kabar_bergabung")
    assert (told["nama"], told["username"]) == (KASUBBAG, "baru")


def test_a_new_account_ends_the_old_one(kantor: Pejawaran):
    go_to(kantor, 3)
    link(kantor, KASUBBAG)
    open_link(kantor, NEW_PHONE)
    confirm(kantor, NEW_PHONE)

    assert kantor.tugas(KASUBBAG) == []
    task = kantor.run(list_tugas, user_id=NEW_PHONE).baris[0].tugas
    with pytest.raises(NotYourTugas):
        kantor.act(KASUBBAG, Kerja.KIRIM, task)
    kantor.user["ponsel baru"] = NEW_PHONE
    kantor.act("ponsel baru", Kerja.KIRIM, task)


def test_revoking_ends_access_links_and_conversations_at_once(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    link(kantor, AGUS)
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[AGUS])

    with pytest.raises(NotYourTugas):
        kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 5))
    with pytest.raises(UndanganInvalid):
        open_link(kantor, NEW_PHONE)
    assert kantor.tugas(AGUS) == []
    assert kantor.run(list_roles, user_id=kantor.user[AGUS]) == frozenset()
    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[AGUS])) is None
    kantor.act(DEWI, Kerja.SELESAI, at(kantor, berkas_id, 5))
    with pytest.raises(NotFound):
        kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[AGUS])


def test_only_an_admin_revokes_and_the_history_says_who(kantor: Pejawaran):
    for nama in (CAMAT, TAPEM, AGUS):
        with pytest.raises(NotAllowed):
            kantor.say(nama, revoke_member, pegawai_id=kantor.pegawai[DEWI])
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[DEWI])

    lines = kantor.database.run_now(
        lambda c: list(c.execute(select(table(JejakRow)).where(column("aksi") == "cabut")))
    )
    assert len(lines) == 1
    assert lines[0].pelaku["nama"] == SEKCAM
    assert lines[0].rincian["nama"] == DEWI


def vacate(kantor: Pejawaran, *names: str) -> None:
    """Let these people leave the office."""
    stay = tuple(row for row in SAMPLE.pegawai if row.nama not in names)
    kantor.take_over(replace(SAMPLE, pegawai=stay))


def test_a_vacant_post_is_its_atasans_and_the_admin_is_warned(kantor: Pejawaran):
    vacate(kantor, KASUBBAG)
    berkas_id = go_to(kantor, 3)
    task = at(kantor, berkas_id, 3)
    (card,) = kantor.run(lambda uow: uow.kartu.of_tugas(task.id))

    assert card.chat_id == kantor.user[SEKCAM]
    told = said(kantor, SEKCAM, "tidak_terjangkau")
    assert (told["tugas"][0]["jabatan"], told["tugas"][0]["kosong"]) == (POST, True)
    kantor.act(SEKCAM, Kerja.KIRIM, task)
    (line,) = jejak(kantor, berkas_id, "kirim")
    assert line.pelaku["jabatan"] == "Sekretaris Kecamatan"


def test_a_holder_who_has_not_joined_is_told_to_the_admin(kantor: Pejawaran):
    kantor.say(SEKCAM, revoke_member, pegawai_id=kantor.pegawai[KASUBBAG])
    go_to(kantor, 3)

    told = said(kantor, SEKCAM, "tidak_terjangkau")
    assert (told["tugas"][0]["nama"], told["tugas"][0]["kosong"]) == ([KASUBBAG], False)


def test_an_appointment_counts_on_both_its_days(kantor: Pejawaran):
    wahyu = next(row for row in SAMPLE.pegawai if row.nama == "Wahyu Hidayat")
    plt = replace(
        wahyu,
        jabatan=POST,
        penugasan="Plt.",
        mulai=date(2026, 10, 6),
        selesai=date(2026, 10, 7),
    )
    people = (*(row for row in SAMPLE.pegawai if row.nama != KASUBBAG), plt)
    kantor.take_over(replace(SAMPLE, pegawai=people))
    berkas_id = go_to(kantor, 3)
    task = at(kantor, berkas_id, 3)
    for day, may in ((5, False), (6, True), (7, True), (8, False)):
        kantor.now = kantor.now.replace(day=day)
        found = task.id in [line.tugas.id for line in kantor.tugas("Wahyu Hidayat")]
        assert found is may, day
