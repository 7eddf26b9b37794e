"""A choice with several pages: what is chosen on one stays while another is turned to."""

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.errors import NotYourTugas, TugasChanged
from sop_flows.ports.ditanya import Ditanya, Kecualikan, Yakin
from sop_flows.ports.layar.pengecualian import BagianKecualikan
from sop_flows.ports.layar.tugas import BagianAksi
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas import excuse
from sop_flows.use_cases.tugas.percakapan import (
    Ketukan,
    begin_return,
    converse,
    go_to,
    leave,
    toggle,
    turn_choice,
)
from tests.support.office import Pejawaran
from tests.support.story import AGUS, KASUBBAG, SEKCAM, at, begin_signing
from tests.support.story import go_to as play_to


def asked(kantor: Pejawaran, nama: str) -> Ditanya:
    talk = kantor.run(lambda uow: uow.percakapan.get(kantor.user[nama]))
    assert talk is not None
    return talk.isi


def test_ticks_stay_while_pages_are_turned_and_the_next_part_begins_at_its_first(
    kantor: Pejawaran,
):
    decision = at(kantor, play_to(kantor, 6), 6)
    actor = Actor.private(kantor.user[KASUBBAG])
    tap = Ketukan(actor=actor, tugas_id=decision.id, revisi=decision.revisi)
    kantor.run(begin_return, tap=tap)
    kantor.run(toggle, tap=tap, daftar="unit", pilihan=1)
    kantor.run(turn_choice, tap=tap, halaman=2)
    kantor.run(toggle, tap=tap, daftar="unit", pilihan=2)
    isi = asked(kantor, KASUBBAG)
    assert (isi.halaman, isi.unit) == (2, (1, 2))

    kantor.run(go_to, tap=tap, bagian=BagianAksi.INDIKATOR)
    isi = asked(kantor, KASUBBAG)
    assert (isi.halaman, isi.unit) == (0, (1, 2))


def test_nothing_is_turned_where_nothing_is_chosen_or_by_somebody_else(kantor: Pejawaran):
    decision = at(kantor, play_to(kantor, 6), 6)
    own = Actor.private(kantor.user[KASUBBAG])
    tap = Ketukan(actor=own, tugas_id=decision.id, revisi=decision.revisi)
    foreign = Ketukan(
        actor=Actor.private(kantor.user[SEKCAM]), tugas_id=decision.id, revisi=decision.revisi
    )
    with pytest.raises(NotYourTugas):
        kantor.run(turn_choice, tap=foreign, halaman=2)
    kantor.run(converse, tap=tap, kerja=Kerja.SETUJUI, kind=Yakin)
    with pytest.raises(TugasChanged):
        kantor.run(turn_choice, tap=tap, halaman=2)
    kantor.run(leave, chat_id=own.chat_id)
    with pytest.raises(TugasChanged):
        kantor.run(turn_choice, tap=tap, halaman=2)


def test_a_choice_on_a_board_is_turned_until_it_asks_for_words(kantor: Pejawaran):
    here = {"berkas_id": begin_signing(kantor)}
    with pytest.raises(TugasChanged):
        kantor.say(AGUS, excuse.turn_choice, **here, halaman=2)
    kantor.say(AGUS, excuse.begin_excuse, **here)
    kantor.say(AGUS, excuse.turn_choice, **here, halaman=2)

    assert asked(kantor, AGUS) == Kecualikan(
        berkas=here["berkas_id"], bagian=BagianKecualikan.PEGAWAI, halaman=2
    )
