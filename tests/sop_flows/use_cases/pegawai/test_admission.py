"""An office that is ketat: an admin confirms who joins, and until then nothing is theirs."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotAllowed, NotYourTugas, QuestionOver
from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.records import Actor
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.pegawai.admission import refuse_member
from sop_flows.use_cases.pegawai.joining import (
    accept_member,
    confirm_identity,
    invite,
    list_members,
    list_roles,
    present_link,
    revoke_member,
)
from sop_flows.use_cases.tugas.listing import list_tugas
from tests.support.office import Pejawaran
from tests.support.story import AGUS, CAMAT, KASUBBAG, SEKCAM, TAPEM, at, go_to

PHONE, OTHER = 7001, 7002


@pytest.fixture(autouse=True)
def ketat(kantor: Pejawaran) -> None:
    buku = replace(SAMPLE, kantor=replace(SAMPLE.kantor, ketat=True))
    kantor.take_over(buku)


def ask(kantor: Pejawaran, nama: str, user: int = PHONE) -> None:
    """Let an account open somebody's link and say that it is them."""
    kantor.user[f"ponsel {user}"] = user
    token = f"{nama}-{user}-{kantor.now}"
    kantor.run(invite, kantor_id=kantor.kantor_id, pegawai_id=kantor.pegawai[nama], token=token)
    kantor.run(present_link, chat_id=user, token=token)
    kantor.run(confirm_identity, actor=Actor.private(user), username="akun")


def decide(
    kantor: Pejawaran, work: Callable[..., Any], nama: str, *, oleh: str, user: int = PHONE
) -> None:
    who: dict[str, Any] = {"pegawai_id": kantor.pegawai[nama], "calon": user}
    asked = kantor.owed(oleh, "konfirmasi_bergabung")
    if work is accept_member and asked:
        who["disebut"] = asked[-1].isi.disebut
    kantor.run(work, user_id=kantor.user[oleh], **who)


def owed(kantor: Pejawaran, user: int, layar: str = "") -> list[Kiriman]:
    return kantor.owed(f"ponsel {user}", layar)


def test_who_waits_has_nothing_and_is_told_so_politely(kantor: Pejawaran):
    go_to(kantor, 6)
    ask(kantor, KASUBBAG)

    assert [k.layar for k in owed(kantor, PHONE)] == ["sambutan", "bergabung_menunggu"]
    assert kantor.run(list_roles, user_id=PHONE) == {"menunggu"}
    listed = kantor.run(list_tugas, user_id=PHONE)
    assert (listed.baris, listed.is_waiting) == ((), True)
    kantor.run(take_text, actor=Actor.private(PHONE), teks="Halo", message_id=1)
    assert owed(kantor, PHONE)[-1].layar == "bergabung_menunggu"
    kantor.user["calon"] = PHONE
    with pytest.raises(NotYourTugas):
        kantor.act("calon", Kerja.SETUJUI, at(kantor, 1, 6))


def test_the_admins_are_asked_who_it_is_and_nobody_else(kantor: Pejawaran):
    ask(kantor, KASUBBAG)

    (question,) = kantor.owed(SEKCAM, "konfirmasi_bergabung")
    assert question.isi.orang.nama == KASUBBAG
    assert (question.isi.user, question.isi.username) == (PHONE, "akun")
    assert kantor.owed(TAPEM, "konfirmasi_bergabung") == []


def test_a_confirmation_hands_over_what_waits_and_only_then_ends_the_old_account(
    kantor: Pejawaran,
):
    go_to(kantor, 6)
    ask(kantor, KASUBBAG)
    assert len(kantor.tugas(KASUBBAG)) == 1

    decide(kantor, accept_member, KASUBBAG, oleh=SEKCAM)

    assert [k.layar for k in owed(kantor, PHONE)[2:]] == ["bergabung", "kartu"]
    assert len(kantor.run(list_tugas, user_id=PHONE).baris) == 1
    assert kantor.tugas(KASUBBAG) == []
    assert kantor.owed(SEKCAM, "kabar_bergabung")
    history = kantor.run(lambda u: u.jejak.of_pelaku(1, kantor.pegawai[KASUBBAG], kantor.now))
    assert history[-1].aksi == "bergabung"
    assert history[-1].rincian == {"dikonfirmasi_oleh": SEKCAM}


def test_a_refusal_leaves_everything_as_it_was(kantor: Pejawaran):
    go_to(kantor, 6)
    ask(kantor, KASUBBAG)
    decide(kantor, refuse_member, KASUBBAG, oleh=SEKCAM)

    assert owed(kantor, PHONE)[-1].layar == "bergabung_ditolak"
    assert kantor.run(list_roles, user_id=PHONE) == frozenset()
    assert len(kantor.tugas(KASUBBAG)) == 1
    with pytest.raises(QuestionOver):
        decide(kantor, accept_member, KASUBBAG, oleh=SEKCAM)


@pytest.mark.parametrize("work", [accept_member, refuse_member])
def test_only_another_admin_decides_and_only_once(kantor: Pejawaran, work: Callable[..., Any]):
    ask(kantor, KASUBBAG)
    for foreign in (TAPEM, CAMAT, KASUBBAG):
        with pytest.raises(NotAllowed):
            decide(kantor, work, KASUBBAG, oleh=foreign)
    with pytest.raises(NotAllowed):
        kantor.run(work, user_id=PHONE, pegawai_id=kantor.pegawai[KASUBBAG], calon=PHONE)
    with pytest.raises(NotAllowed):
        kantor.run(work, user_id=kantor.user[SEKCAM], pegawai_id=999_999, calon=PHONE)

    decide(kantor, work, KASUBBAG, oleh=SEKCAM)
    with pytest.raises(QuestionOver):
        decide(kantor, work, KASUBBAG, oleh=SEKCAM)


def test_a_button_counts_for_the_account_that_it_was_shown_with(kantor: Pejawaran):
    ask(kantor, KASUBBAG, PHONE)
    with pytest.raises(QuestionOver):
        decide(kantor, accept_member, KASUBBAG, oleh=SEKCAM, user=OTHER)
    with pytest.raises(QuestionOver):
        decide(kantor, accept_member, AGUS, oleh=SEKCAM, user=PHONE)
    assert kantor.run(list_roles, user_id=PHONE) == {"menunggu"}


def test_revoking_ends_the_waiting_as_well(kantor: Pejawaran):
    ask(kantor, KASUBBAG)
    admin = kantor.user[SEKCAM]
    kantor.run(revoke_member, actor=Actor.private(admin), pegawai_id=kantor.pegawai[KASUBBAG])

    assert kantor.run(list_roles, user_id=PHONE) == frozenset()


def test_who_waits_counts_as_not_joined(kantor: Pejawaran):
    admin = kantor.user[SEKCAM]
    kantor.run(revoke_member, actor=Actor.private(admin), pegawai_id=kantor.pegawai[KASUBBAG])
    ask(kantor, KASUBBAG)

    (office,) = kantor.run(list_members, user_id=admin)
    assert {p.nama for p, joined in office.pegawai if not joined} >= {KASUBBAG}


def test_the_same_account_needs_no_second_confirmation(kantor: Pejawaran):
    ask(kantor, KASUBBAG, kantor.user[KASUBBAG])

    assert kantor.owed(SEKCAM, "konfirmasi_bergabung") == []
    assert "pegawai" in kantor.run(list_roles, user_id=kantor.user[KASUBBAG])


def test_the_first_admin_joins_alone_and_is_asked_about_those_who_waited(kantor: Pejawaran):
    for admin in kantor.run(lambda u: u.pegawai.admins(kantor.kantor_id)):
        kantor.run(lambda u, a=admin: u.ikatan.revoke(a.pegawai_id, kantor.now))
    ask(kantor, KASUBBAG, PHONE)
    assert owed(kantor, PHONE)[-1].layar == "bergabung_menunggu"

    ask(kantor, SEKCAM, OTHER)

    assert "admin" in kantor.run(list_roles, user_id=OTHER)
    (question,) = owed(kantor, OTHER, "konfirmasi_bergabung")
    assert question.isi.orang.nama == KASUBBAG
    who = {"pegawai_id": kantor.pegawai[KASUBBAG], "calon": PHONE}
    kantor.run(accept_member, user_id=OTHER, **who, disebut=question.isi.disebut)
    assert "pegawai" in kantor.run(list_roles, user_id=PHONE)


def test_no_admin_confirms_themself(kantor: Pejawaran):
    rows = [replace(r, admin=True) if r.nama == TAPEM else r for r in SAMPLE.pegawai]
    buku = replace(SAMPLE, kantor=replace(SAMPLE.kantor, ketat=True), pegawai=tuple(rows))
    kantor.take_over(buku)
    ask(kantor, SEKCAM)

    with pytest.raises(NotAllowed):
        decide(kantor, accept_member, SEKCAM, oleh=SEKCAM)
    decide(kantor, accept_member, SEKCAM, oleh=TAPEM)
    assert "admin" in kantor.run(list_roles, user_id=PHONE)
