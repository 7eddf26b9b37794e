"""The archive of a berkas: the board offers it to exactly those who get it."""

from contextlib import suppress

from sop_flows.errors import NotFound
from sop_flows.use_cases.berkas.arsip import view_arsip
from sop_flows.use_cases.berkas.papan import view_berkas
from tests.support.office import Pejawaran
from tests.support.story import CAMAT, SEKCAM, TAPEM
from tests.support.tamper import tamper


def offered(kantor: Pejawaran, berkas_id: int) -> set[str]:
    """Return to whom the board of a berkas offers its archive."""
    return {
        nama
        for nama, user in kantor.user.items()
        if kantor.run(view_berkas, user_id=user, berkas_id=berkas_id).has_arsip
    }


def given(kantor: Pejawaran, berkas_id: int) -> set[str]:
    """Return who gets the archive of a berkas when they ask for it."""
    found = set()
    for nama, user in kantor.user.items():
        with suppress(NotFound):
            kantor.run(view_arsip, user_id=user, berkas_id=berkas_id)
            found.add(nama)
    return found


def test_the_board_offers_the_archive_to_exactly_those_who_get_it(kantor: Pejawaran):
    berkas_id = kantor.start()

    assert {CAMAT, SEKCAM} <= offered(kantor, berkas_id) == given(kantor, berkas_id)


def test_who_heads_a_post_of_their_own_beside_the_camat_is_not_offered_it(kantor: Pejawaran):
    berkas_id = kantor.start()
    kantor.database.run_now(
        lambda c: tamper(
            c,
            "UPDATE jabatan SET atasan_id = NULL WHERE nama = 'Kasi Tata Pemerintahan'",
            "UPDATE kantor SET versi = versi + 1",
        )
    )

    assert TAPEM not in offered(kantor, berkas_id)
    assert offered(kantor, berkas_id) == given(kantor, berkas_id)
