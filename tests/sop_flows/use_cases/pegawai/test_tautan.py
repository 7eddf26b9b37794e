"""What an admin sees and ends of the join links that are out for an employee."""

from datetime import timedelta

import pytest

from handlers.screens.notices import Pesan, draw
from sop_flows.errors import NotAllowed
from sop_flows.ports.kiriman import Kiriman
from sop_flows.use_cases.pegawai.joining import LIFE, invite
from sop_flows.use_cases.pegawai.tautan import request_link, revoke_links, view_member
from tests.support.office import Pejawaran
from tests.support.story import KASUBBAG, SEKCAM, TAPEM


def seen(one: Kiriman) -> str:
    """Return what a person reads."""
    return draw(Pesan(one), ambigu=False).text


def test_links_are_listed_with_their_moments_until_they_run_out_or_are_revoked(kantor: Pejawaran):
    who = {"pegawai_id": kantor.pegawai[TAPEM]}
    first = kantor.now
    kantor.run(invite, kantor_id=kantor.kantor_id, token="satu", **who)
    kantor.now += timedelta(hours=1)
    kantor.run(invite, kantor_id=kantor.kantor_id, token="dua", **who)

    def out() -> list:
        view = kantor.run(view_member, user_id=kantor.user[SEKCAM], **who)
        return [(one.dibuat_at, one.kedaluwarsa_at) for one in view.undangan]

    assert out() == [(kantor.now, kantor.now + LIFE), (first, first + LIFE)]
    kantor.now = first + LIFE
    assert len(out()) == 1
    kantor.say(SEKCAM, revoke_links, **who)
    assert out() == []
    kantor.say(SEKCAM, revoke_links, **who)
    ended, none = kantor.owed(SEKCAM, "tautan_dicabut")
    assert "1 tautan bergabung" in seen(ended)
    assert "tidak ada yang dicabut" in seen(none)


def test_who_is_no_admin_neither_makes_nor_revokes_a_link(kantor: Pejawaran):
    who = {"pegawai_id": kantor.pegawai[TAPEM]}
    with pytest.raises(NotAllowed):
        kantor.say(KASUBBAG, request_link, **who)
    with pytest.raises(NotAllowed):
        kantor.say(KASUBBAG, revoke_links, **who)

    assert kantor.owed(KASUBBAG, "tautan") == []
