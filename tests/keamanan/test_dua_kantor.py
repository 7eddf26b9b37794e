"""Somebody who serves two offices from one phone: a number is done in the office that is tapped."""

from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.ports.records import Actor
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from storage.kantor_import import import_kantor
from storage.unit_of_work import SqlUnitOfWork
from tests.support.house import House

CAMAT, SEKCAM = "Suharyanto", "Endang Lestari"
TWIN = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode="PAGENTAN", nama="Kec. Pagentan"))


@pytest.fixture
async def both(house: House) -> House:
    """Let the Camat and the Sekcam serve a second office, and the SOP run in both."""

    def found(uow: SqlUnitOfWork) -> None:
        lain_id = import_kantor(uow.connection, TWIN, uow.now).kantor_id
        for orang in uow.pegawai.all(lain_id, uow.now.date()):
            if orang.nama in (CAMAT, SEKCAM):
                user = house.user[orang.nama]
                invite(uow, kantor_id=lain_id, pegawai_id=orang.id, token=orang.nama)
                present_link(uow, chat_id=user, token=orang.nama)
                confirm_identity(uow, Actor.private(user), username="")

    def start(uow: SqlUnitOfWork) -> None:
        sekcam = Actor.private(house.user[SEKCAM])
        for one in list_startable(uow, user_id=sekcam.user_id):
            start_berkas(uow, sekcam, sop_id=one.sop_id, periode=one.periode)

    for work in (found, start):
        await house.run(work)
    await house.settle()
    return house


async def done(house: House, berkas_id: int) -> list[str]:
    lines = await house.run(lambda uow: uow.jejak.of_berkas(berkas_id))
    return [line.aksi for line in lines][1:]


async def test_the_office_is_asked_for_and_the_receipt_names_it(both: House):
    await both.say(CAMAT, "/selesai 1002")
    asked = await both.see(CAMAT, "Tugas #1002 ada pada 2 kantor Bapak")
    assert (await done(both, 1), await done(both, 2)) == ([], [])

    await both.tap(CAMAT, "Kec. Pagentan")
    await both.see(CAMAT, "Tugas #1002 (Kec. Pagentan) tercatat.")
    await both.settle()
    assert (await done(both, 1), await done(both, 2)) == ([], ["disposisikan"])
    left = {message["message_id"] for message in await both.messages(CAMAT)}
    assert asked["message_id"] not in left, "the question goes away once it is answered"


async def test_a_history_is_shown_of_the_office_that_is_tapped(both: House):
    await both.say(CAMAT, "/riwayat 1001")
    await both.see(CAMAT, "Mohon memilih kantor yang riwayatnya dimaksud")
    await both.tap(CAMAT, "Kec. Pagentan", "riwayatnya")

    assert "Kec. Pagentan" in (await both.see(CAMAT, "Riwayat Pengukuran Kinerja"))["plain"]


async def test_what_an_office_reached_is_that_of_the_office_that_is_tapped(both: House):
    await both.say(CAMAT, "/capaian")
    await both.see(CAMAT, "Capaian kantor mana yang ingin dilihat?")
    await both.tap(CAMAT, "Kec. Pagentan", "kantor mana")

    assert "Kec. Pagentan" in (await both.see(CAMAT, "Belum ada rata-rata"))["plain"]
