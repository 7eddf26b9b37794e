"""One person in two offices with the same names: every card says which, and nothing leaks."""

from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.berkas import Aksi, Kerja
from sop_flows.errors import NotFound, NotYourTugas
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.papan import list_berkas
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.berkas.steer import find_berkas
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.use_cases.tugas.act import list_tugas, perform_aksi
from sop_flows.use_cases.tugas.percakapan import perform_by_number
from storage.kantor_import import import_kantor
from tests.support.office import Pejawaran
from tests.support.story import CAMAT, SEKCAM

OTHER = 5001
"""The Sekcam of the other office, on a phone of their own."""


@pytest.fixture
def lain(kantor: Pejawaran) -> int:
    """Found a second office with the same people; the Camat serves both, the Sekcam has a namesake."""
    twin = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode="PAGENTAN", nama="Kec. Pagentan"))
    lain_id = kantor.database.run_now(lambda c: import_kantor(c, twin, kantor.now)).kantor_id
    everybody = kantor.run(lambda uow: uow.pegawai.all(lain_id, kantor.now.date()))
    for nama, user in ((CAMAT, kantor.user[CAMAT]), (SEKCAM, OTHER)):
        (pegawai,) = [p.id for p in everybody if p.nama == nama]
        kantor.run(invite, kantor_id=lain_id, pegawai_id=pegawai, token=f"lain-{nama}")
        kantor.run(present_link, chat_id=user, token=f"lain-{nama}")
        kantor.run(confirm_identity, actor=Actor.private(user), username="")
    return lain_id


def start(kantor: Pejawaran, user: int) -> int:
    (pilihan,) = kantor.run(list_startable, user_id=user)
    outcome = kantor.run(
        start_berkas,
        actor=Actor.private(user),
        sop_id=pilihan.sop_id,
        tahun=pilihan.tahun,
        triwulan=pilihan.triwulan,
    )
    return outcome.berkas.id


def test_each_tugas_of_somebody_who_serves_two_offices_names_its_own(kantor: Pejawaran, lain: int):
    start(kantor, kantor.user[SEKCAM])
    start(kantor, OTHER)

    lines = kantor.run(list_tugas, user_id=kantor.user[CAMAT]).baris
    assert sorted(line.kantor.nama for line in lines) == ["Kec. Pagentan", "Kecamatan Pejawaran"]
    assert {line.kantor.id for line in lines} == {kantor.kantor_id, lain}


def test_a_namesake_next_door_neither_sees_nor_acts(kantor: Pejawaran, lain: int):
    mine = start(kantor, kantor.user[SEKCAM])
    theirs = start(kantor, OTHER)
    tugas = kantor.run(lambda uow: uow.berkas.get(mine)[0].terbuka[0])
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, tugas)
    (mine_now,) = kantor.tugas(SEKCAM)

    assert [b.berkas.id for b in kantor.run(list_berkas, user_id=OTHER)] == [theirs]
    assert kantor.run(list_tugas, user_id=OTHER).baris == ()
    aksi = Aksi(kerja=Kerja.DISPOSISIKAN, revisi=mine_now.tugas.revisi, at=kantor.now)
    with pytest.raises(NotYourTugas):
        kantor.run(
            perform_aksi,
            actor=Actor.private(OTHER),
            tugas_id=mine_now.tugas.id,
            aksi=aksi,
        )


def test_the_same_short_number_means_the_own_offices(kantor: Pejawaran, lain: int):
    mine, theirs = start(kantor, kantor.user[SEKCAM]), start(kantor, OTHER)
    numbers = {kantor.run(lambda uow, id=id: uow.berkas.get(id)[0].nomor) for id in (mine, theirs)}
    assert numbers == {1001}

    for user, berkas_id in ((kantor.user[SEKCAM], mine), (OTHER, theirs)):
        assert kantor.run(find_berkas, user_id=user, nomor=1001).id == berkas_id
    camat = kantor.user[CAMAT]
    kerja = (Kerja.DISPOSISIKAN,)
    facts = {"actor": Actor.private(camat), "nomor": 1002, "kerja": kerja}
    done = kantor.run(perform_by_number, **facts)
    assert done.berkas.kantor_id == kantor.kantor_id
    with pytest.raises(NotFound):
        kantor.run(perform_by_number, **(facts | {"actor": Actor.private(OTHER)}))
