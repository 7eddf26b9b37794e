"""The way of a berkas: who did each langkah, as the history says it, who has it now, and on which picture."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotFound
from sop_flows.ports.alur import AlurView
from sop_flows.ports.layar.daftar import LayarAlur
from sop_flows.use_cases.berkas.alur import show_alur, view_alur
from tests.support.office import Pejawaran
from tests.support.story import CAMAT, KASUBBAG, LINES, PM, SEKCAM, TAPEM, fill, go_to


def seen_by(kantor: Pejawaran, nama: str, berkas_id: int, **facts: int) -> AlurView:
    return kantor.run(view_alur, user_id=kantor.user[nama], berkas_id=berkas_id, **facts)


def test_a_done_langkah_is_stamped_and_an_open_one_names_who_has_it(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)

    view = seen_by(kantor, CAMAT, berkas_id)

    first, second, third, fourth, *rest = view.langkah.baris
    assert (first.cap.nama, first.cap.jabatan) == (CAMAT, "Camat")
    assert [one.cap.lain for one in (first, second, third)] == [0, 0, 0]
    assert first.cap.at <= second.cap.at <= third.cap.at <= view.now
    assert fourth.cap is None
    assert fourth.status.progres == (1, len(LINES))
    assert {one.nama for one in fourth.status.terbuka} == set(LINES) - {TAPEM}
    assert not any(one.cap or one.status.terbuka for one in rest)


def test_of_many_who_did_a_langkah_the_last_is_named_and_the_others_are_counted(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)

    fourth = seen_by(kantor, CAMAT, berkas_id).langkah.baris[3]

    assert fourth.cap.nama in LINES
    assert fourth.cap.lain == len(LINES) - 1


def test_a_langkah_past_its_tenggat_is_late(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    assert not seen_by(kantor, PM, berkas_id).langkah.baris[3].status.is_late

    kantor.wait(days=3)

    view = seen_by(kantor, PM, berkas_id)
    assert view.langkah.baris[3].status.is_late
    assert view.terlambat == len(LINES)


def test_a_returned_langkah_is_open_again_as_a_perbaikan(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, catatan="Mohon dicek lagi")

    sixth, seventh = seen_by(kantor, CAMAT, berkas_id).langkah.baris[5:7]

    assert (sixth.status.status, sixth.status.ronde) == ("berjalan", 2)
    assert [(one.nama, one.tugas.ronde) for one in sixth.status.terbuka] == [(KASUBBAG, 2)]
    assert (sixth.cap, seventh.cap) == (None, None)


def test_a_picture_is_owed_to_who_belongs_to_the_office_only(kantor: Pejawaran):
    berkas_id = go_to(kantor, 2)
    kantor.say(CAMAT, show_alur, berkas_id=berkas_id)

    assert kantor.owed(CAMAT)[-1].isi == LayarAlur(user_id=kantor.user[CAMAT], berkas_id=berkas_id)
    with pytest.raises(NotFound):
        kantor.run(view_alur, user_id=999_999, berkas_id=berkas_id)
