"""Taking an aksi back while nobody has opened what it opened: both lines stay in the history."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusTugas
from sop_flows.errors import NoLongerWithdrawable, NotYourTugas, TugasChanged
from sop_flows.ports.records import Daftar
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.snooze import open_reminded
from tests.support.office import Pejawaran
from tests.support.oktober import wib
from tests.support.reminders import carry, of
from tests.support.story import (
    CAMAT,
    KASUBBAG,
    SEKCAM,
    at,
    berkas,
    go_to,
    jejak,
    tugas,
)


def test_a_disposisi_is_withdrawn_and_given_again(kantor: Pejawaran):
    berkas_id = go_to(kantor, 1)
    first = at(kantor, berkas_id, 1)
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, first)
    received = at(kantor, berkas_id, 2)
    kantor.act(CAMAT, Kerja.TARIK, tugas(kantor, first.id))

    assert tugas(kantor, received.id).status is StatusTugas.DITARIK
    assert tugas(kantor, first.id).is_open
    with pytest.raises(TugasChanged):
        kantor.act(SEKCAM, Kerja.DISPOSISIKAN, received)
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, at(kantor, berkas_id, 1))
    lines = [line.aksi for line in jejak(kantor, berkas_id)]
    assert lines == ["mulai", "disposisikan", "tarik", "disposisikan"]


def test_what_was_opened_is_withdrawn_no_more(kantor: Pejawaran):
    berkas_id = go_to(kantor, 1)
    first = at(kantor, berkas_id, 1)
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, first)
    kantor.say(SEKCAM, open_reminded, tugas_id=at(kantor, berkas_id, 2).id)

    with pytest.raises(NoLongerWithdrawable):
        kantor.act(CAMAT, Kerja.TARIK, tugas(kantor, first.id))
    assert at(kantor, berkas_id, 2).is_open


def test_only_the_post_that_sent_it_withdraws(kantor: Pejawaran):
    berkas_id = go_to(kantor, 3)
    sent = at(kantor, berkas_id, 3)
    kantor.act(KASUBBAG, Kerja.KIRIM, sent)
    for nama in (CAMAT, SEKCAM):
        with pytest.raises(NotYourTugas):
            kantor.act(nama, Kerja.TARIK, tugas(kantor, sent.id))
    kantor.act(KASUBBAG, Kerja.TARIK, tugas(kantor, sent.id))

    assert [t.langkah for t in berkas(kantor, berkas_id).terbuka] == [3]


def test_a_reminder_on_a_phone_names_again_what_is_taken_back(kantor: Pejawaran):
    berkas_id = go_to(kantor, 1)
    first = at(kantor, berkas_id, 1)
    kantor.now = wib(6, 9)
    kantor.run(run_tick)
    carry(kantor)
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, first)
    (over,) = of(carry(kantor), kantor.user[CAMAT], Daftar.PENGINGAT, baru=False)
    assert f"#{first.nomor} Disposisi pengukuran kinerja: tidak terbuka lagi" in over.text
    kantor.act(CAMAT, Kerja.TARIK, tugas(kantor, first.id))

    (living,) = of(carry(kantor), kantor.user[CAMAT], Daftar.PENGINGAT, baru=False)
    assert "tidak terbuka lagi" not in living.text
    assert any(label.startswith(f"📂 Buka #{first.nomor}") for label in living.labels)
