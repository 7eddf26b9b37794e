"""The values of a naskah are looked at as they were frozen: by who may read it, and nobody else."""

import pytest

from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import Screen, plain
from sop_flows.errors import NotFound
from sop_flows.naskah.kode import kode_of
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.kept import request_kept, show_values, view_kept
from tests.support.office import Pejawaran
from tests.support.story import CAMAT, KASUBBAG, SEKCAM, TAPEM, go_to, jejak, naskah_named, said
from tests.support.tamper import tamper

STRANGER = 9_999


def approved(kantor: Pejawaran) -> dict[str, object]:
    """Let the Kasubbag approve; return what the buttons of the naskah carry."""
    berkas_id = go_to(kantor, 7)
    (naskah,) = naskah_named(kantor, jejak(kantor, berkas_id, "setujui")[-1])
    return {"berkas_id": berkas_id, "kode": naskah.kode}


def drawn(kantor: Pejawaran, nama: str) -> Screen:
    owed = kantor.owed(nama, "nilai")[-1]
    pesan = kantor.run(lambda uow: load(uow, owed))
    assert pesan is not None
    return draw(pesan, ambigu=False)


def test_who_decided_reads_it_page_by_page(kantor: Pejawaran):
    at = approved(kantor)

    kantor.say(KASUBBAG, show_values, **at, halaman=1)
    units = drawn(kantor, KASUBBAG)
    kantor.say(KASUBBAG, show_values, **at, halaman=2)
    page = drawn(kantor, KASUBBAG)

    assert "Nilai per unit" in units.text
    assert "IK-06" in plain(page.text)  # of KESRA, the first by kode
    carried = [tombol.data for row in page.keyboard for tombol in row]
    assert f"v1:n:{at['berkas_id']}:{at['kode']}:nilai:3" in carried
    assert f"v1:n:{at['berkas_id']}:{at['kode']}:rekap" in carried


def test_it_names_only_who_decided_on_exactly_this(kantor: Pejawaran):
    at = approved(kantor)

    seen = kantor.run(view_kept, user_id=kantor.user[KASUBBAG], **at)

    assert [one.facts.hasil.nama for one in seen.keputusan if one.facts.hasil] == [KASUBBAG]
    assert seen.kode == kode_of(seen.sha256) == at["kode"]


def test_who_decided_is_told_by_the_history_and_not_by_the_tugas(kantor: Pejawaran):
    at = approved(kantor)
    kantor.database.run_now(
        lambda c: tamper(c, "UPDATE tugas SET isi = replace(isi, 'Retno', 'Siti')")
    )

    kantor.say(KASUBBAG, show_values, **at, halaman=1)

    text = plain(drawn(kantor, KASUBBAG).text)
    assert f"({KASUBBAG}) menyetujui" in text
    assert "Siti Wulandari" not in text


def test_the_sheet_of_it_is_owed(kantor: Pejawaran):
    at = approved(kantor)

    kantor.say(KASUBBAG, request_kept, **at)

    assert said(kantor, KASUBBAG, "rekap") == {"berkas": at["berkas_id"], "kode": at["kode"]}


@pytest.mark.parametrize("nama", [TAPEM, ""])
def test_who_may_not_read_it_gets_nothing(kantor: Pejawaran, nama: str):
    at = approved(kantor)
    actor = Actor.private(kantor.user.get(nama, STRANGER))

    for work, facts in ((show_values, {"halaman": 1}), (request_kept, {})):
        with pytest.raises(NotFound):
            kantor.run(work, actor=actor, **at, **facts)


@pytest.mark.parametrize("halaman", [0, 99, 10**14])
def test_a_forged_page_is_the_nearest_there_is(kantor: Pejawaran, halaman: int):
    at = approved(kantor)

    kantor.say(SEKCAM, show_values, **at, halaman=halaman)

    assert plain(drawn(kantor, SEKCAM).text).startswith("📋")


def test_the_head_of_the_office_may_read_it_too(kantor: Pejawaran):
    at = approved(kantor)

    assert kantor.run(view_kept, user_id=kantor.user[CAMAT], **at).kode == at["kode"]
