"""One person in two offices with the same names: every card says which, and nothing leaks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.notices import Pesan, draw
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.errors import (
    AksiNotAllowed,
    NotFound,
    NotYourTugas,
    PaperOfSomeKantor,
    QuestionOver,
    TugasChanged,
)
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.papers.tanda import Tanda
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.berkas.papan import list_berkas
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.berkas.steer import ask_cancel, ask_whose, find_berkas
from sop_flows.use_cases.isian.start import accept_dokumen
from sop_flows.use_cases.jabatan.who import office_named
from sop_flows.use_cases.pegawai.delegasi import begin_delegation
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.use_cases.tick import next_moment
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.use_cases.tugas.berakhir import tell_ended
from sop_flows.use_cases.tugas.listing import list_tugas
from sop_flows.use_cases.tugas.nomor import perform_by_number, perform_in_office
from sop_flows.use_cases.tugas.percakapan import Ketukan
from sop_flows.use_cases.tugas.tanya_alihkan import begin_moving, begin_moving_number
from storage.database.insert import table
from storage.database.tables import PegawaiRow
from tests.support.office import Pejawaran
from tests.support.story import CAMAT, PM, SEKCAM, TAPEM, berkas, fill, go_to, jejak, said

OTHER = 5001
"""The Sekcam of the other office, on a phone of their own."""

TWIN = replace(SAMPLE, kantor=replace(SAMPLE.kantor, kode="PAGENTAN", nama="Kec. Pagentan"))


@pytest.fixture
def lain(kantor: Pejawaran) -> int:
    """Found a second office with the same people; the Camat serves both, the Sekcam has a namesake."""
    lain_id = kantor.take_over(TWIN).kantor_id
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
        periode=pilihan.periode,
    )
    return outcome.berkas.id


def test_each_tugas_of_somebody_who_serves_two_offices_names_its_own(kantor: Pejawaran, lain: int):
    start(kantor, kantor.user[SEKCAM])
    start(kantor, OTHER)

    lines = kantor.run(list_tugas, user_id=kantor.user[CAMAT]).baris
    assert sorted(line.kantor.nama for line in lines) == ["Kec. Pagentan", "Kecamatan Pejawaran"]
    assert {line.kantor.id for line in lines} == {kantor.kantor_id, lain}


def hand_in(kantor: Pejawaran, *tanda: str, keterangan: str = "") -> list[int]:
    """Let the Camat hand in a corrected paper of berkas 1001, and return whose berkas have it."""
    kantor.say(
        CAMAT,
        accept_dokumen,
        tanda=[Tanda(kantor=one, berkas=1001, kode="", isi_sha256="cd" * 32) for one in tanda],
        keterangan=keterangan,
        lampiran=Lampiran(
            berkas_id=0,
            tugas_id=0,
            sha256="ab" * 32,
            nama="1001-01-lembar-disposisi.pdf",
            oleh=0,
            diterima_at=kantor.now,
        ),
    )
    return [one for one in (1, 2) if kantor.run(lambda uow, id=one: uow.lampiran.of_berkas(id))]


def test_a_corrected_paper_goes_to_the_office_that_its_mark_or_its_sender_names(
    kantor: Pejawaran, lain: int
):
    mine, theirs = start(kantor, kantor.user[SEKCAM]), start(kantor, OTHER)

    for tanda in ((), ("PEJAWARAN", "PAGENTAN"), ("BATUR",)):
        with pytest.raises(PaperOfSomeKantor) as asked:
            hand_in(kantor, *tanda)
        assert asked.value.kantor == ("PAGENTAN", "PEJAWARAN")
    assert hand_in(kantor, "PAGENTAN") == [theirs]
    assert hand_in(kantor, "PAGENTAN", keterangan=" pejawaran ") == [mine, theirs]


def test_a_namesake_next_door_neither_sees_nor_acts(kantor: Pejawaran, lain: int):
    mine = start(kantor, kantor.user[SEKCAM])
    theirs = start(kantor, OTHER)
    tugas = kantor.run(lambda uow: uow.berkas.get(mine)[0].terbuka[0])
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, tugas)
    (mine_now,) = kantor.tugas(SEKCAM)

    assert [b.berkas.id for b in kantor.run(list_berkas, user_id=OTHER).baris] == [theirs]
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
        (found,) = kantor.run(find_berkas, user_id=user, nomor=1001)
        assert found.id == berkas_id
    with pytest.raises(NotFound):
        kantor.run(perform_by_number, actor=Actor.private(OTHER), **DISPOSE)


DISPOSE = {"nomor": 1002, "kerja": (Kerja.DISPOSISIKAN,)}


def done(kantor: Pejawaran, berkas_id: int) -> list[str]:
    return [line.aksi for line in jejak(kantor, berkas_id)][1:]


def tap_on(user: int, pilihan: dict[str, Any]) -> Ketukan:
    return Ketukan(
        actor=Actor.private(user), tugas_id=pilihan["id"], revisi=pilihan.get("revisi", 0)
    )


def name_office(
    kantor: Pejawaran, nama: str, pilihan: dict[str, Any], kerja: Kerja = DISPOSE["kerja"][0]
) -> None:
    """Tap the button of an office, under the question that asked about that kerja."""
    kantor.run(perform_in_office, tap=tap_on(kantor.user[nama], pilihan), kerja=kerja)


@pytest.fixture
def both(kantor: Pejawaran, lain: int) -> tuple[int, int]:
    """Let the SOP run in both offices; the Camat of both has #1002 in each."""
    return start(kantor, kantor.user[SEKCAM]), start(kantor, OTHER)


def test_a_number_of_two_offices_is_done_in_the_one_that_is_named(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.command(CAMAT, **DISPOSE, catatan="Segera")
    assert (done(kantor, both[0]), done(kantor, both[1])) == ([], [])
    pilihan = said(kantor, CAMAT, "tugas_senomor")["pilihan"]
    assert [one["kantor"] for one in pilihan] == ["Kecamatan Pejawaran", "Kec. Pagentan"]

    name_office(kantor, CAMAT, pilihan[1])
    assert (done(kantor, both[0]), done(kantor, both[1])) == ([], ["disposisikan"])
    assert jejak(kantor, both[1])[-1].rincian["catatan"] == "Segera"
    assert said(kantor, CAMAT, "tercatat")["kantor"] == "Kec. Pagentan"
    with pytest.raises(QuestionOver):
        name_office(kantor, CAMAT, pilihan[0])
    assert done(kantor, both[0]) == []


def test_a_card_that_is_not_on_the_phone_comes_first_in_the_office_that_is_named(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.deliver()
    kantor.run(lambda uow: uow.berkas.change(uow.berkas.get(both[1])[0].terbuka[0]))
    kantor.say(CAMAT, perform_by_number, **DISPOSE)
    pilihan = said(kantor, CAMAT, "tugas_senomor")["pilihan"]
    name_office(kantor, CAMAT, pilihan[1])

    assert (done(kantor, both[0]), done(kantor, both[1])) == ([], [])
    assert said(kantor, CAMAT, "kartu_dahulu")["kantor"] == "Kec. Pagentan"
    kantor.command(CAMAT, **DISPOSE)
    name_office(kantor, CAMAT, pilihan[1])
    assert (done(kantor, both[0]), done(kantor, both[1])) == ([], ["disposisikan"])


def test_what_was_done_in_one_office_is_not_taken_for_the_others(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.act(CAMAT, Kerja.DISPOSISIKAN, berkas(kantor, both[0]).terbuka[0])
    kantor.command(CAMAT, **DISPOSE)

    pilihan = said(kantor, CAMAT, "tugas_senomor")["pilihan"]
    assert [one["is_open"] for one in pilihan] == [False, True]
    with pytest.raises(TugasChanged):
        name_office(kantor, CAMAT, pilihan[0])
    assert done(kantor, both[1]) == []


def test_a_tugas_that_has_changed_since_the_office_was_asked_for_is_left_alone(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.command(CAMAT, **DISPOSE)
    (first, _) = said(kantor, CAMAT, "tugas_senomor")["pilihan"]
    kantor.run(lambda uow: uow.berkas.change(uow.berkas.load_tugas(first["id"]).tugas))

    with pytest.raises(TugasChanged):
        name_office(kantor, CAMAT, first)
    assert done(kantor, both[0]) == []


def test_the_office_under_an_older_question_never_does_what_was_typed_since(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.command(CAMAT, nomor=1002, kerja=(Kerja.SETUJUI,))
    kantor.command(CAMAT, **DISPOSE, catatan="Segera")

    with pytest.raises(QuestionOver):
        name_office(
            kantor, CAMAT, said(kantor, CAMAT, "tugas_senomor")["pilihan"][0], Kerja.SETUJUI
        )
    assert (done(kantor, both[0]), done(kantor, both[1])) == ([], [])


def test_a_number_of_one_office_alone_needs_no_question(kantor: Pejawaran, lain: int):
    theirs = start(kantor, OTHER)
    kantor.command(CAMAT, **DISPOSE)

    assert done(kantor, theirs) == ["disposisikan"]
    assert kantor.owed(CAMAT, "tugas_senomor") == []
    assert said(kantor, CAMAT, "tercatat")["kantor"] == "Kec. Pagentan"


def test_the_office_is_named_by_whoever_has_the_tugas_at_that_moment(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.command(CAMAT, **DISPOSE)
    first = said(kantor, CAMAT, "tugas_senomor")["pilihan"][0]
    asked = kantor.run(lambda uow: uow.percakapan.get(kantor.user[CAMAT]))
    kantor.run(lambda uow: uow.percakapan.put(replace(asked, chat_id=OTHER)))

    with pytest.raises(NotYourTugas):
        kantor.run(perform_in_office, tap=tap_on(OTHER, first), kerja=DISPOSE["kerja"][0])
    assert done(kantor, both[0]) == []


def test_what_the_card_does_not_offer_is_refused_in_the_office_that_is_named_too(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.command(CAMAT, nomor=1002, kerja=(Kerja.SETUJUI,))
    pilihan = said(kantor, CAMAT, "tugas_senomor")["pilihan"]
    with pytest.raises(AksiNotAllowed):
        name_office(kantor, CAMAT, pilihan[1], Kerja.SETUJUI)
    assert (done(kantor, both[0]), done(kantor, both[1])) == ([], [])


@pytest.mark.parametrize("nomor", [1001, None])
def test_a_berkas_of_several_offices_is_asked_for(
    kantor: Pejawaran, both: tuple[int, int], nomor: int | None
):
    found = kantor.run(find_berkas, user_id=kantor.user[CAMAT], nomor=nomor)
    assert [one.id for one in found] == [*both]

    kantor.say(CAMAT, ask_whose, berkas=both, aksi="riwayat")
    pilihan = said(kantor, CAMAT, "berkas_senomor")["pilihan"]
    assert [(one["id"], one["nomor"]) for one in pilihan] == [(id, 1001) for id in both]
    with pytest.raises(NotFound):
        kantor.run(ask_whose, actor=Actor.private(OTHER), berkas=both, aksi="riwayat")


@pytest.mark.parametrize(("siapa", "kantor_named"), [(SEKCAM, ""), (CAMAT, "Kecamatan Pejawaran")])
def test_an_end_names_its_office_to_who_serves_several(
    kantor: Pejawaran, both: tuple[int, int], siapa: str, kantor_named: str
):
    kantor.run(lambda uow: tell_ended(uow, started_by(kantor, uow, both[0], siapa)))

    assert said(kantor, siapa, "berkas_berakhir").get("kantor", "") == kantor_named


def started_by(kantor: Pejawaran, uow: UnitOfWork, berkas_id: int, siapa: str) -> Berkas:
    return replace(uow.berkas.get(berkas_id)[0], dimulai_oleh=kantor.pegawai[siapa])


# The question has an end, like every other one whose answer does something at once


def test_the_office_named_hours_later_does_nothing(kantor: Pejawaran, both: tuple[int, int]):
    kantor.command(CAMAT, **DISPOSE)
    (first, _) = said(kantor, CAMAT, "tugas_senomor")["pilihan"]
    kantor.wait(minutes=2)

    with pytest.raises(QuestionOver):
        name_office(kantor, CAMAT, first)
    assert (done(kantor, both[0]), done(kantor, both[1])) == ([], [])


def test_a_question_for_the_office_that_is_left_alone_goes_and_says_what_was_not_done(
    kantor: Pejawaran, both: tuple[int, int]
):
    kantor.command(CAMAT, **DISPOSE)
    began = kantor.now
    kantor.tick()
    assert kantor.run(next_moment) == began + timedelta(minutes=2)
    kantor.wait(minutes=2)
    kantor.tick()

    assert kantor.run(lambda uow: uow.percakapan.get(kantor.user[CAMAT])) is None
    assert said(kantor, CAMAT, "kantor_tak_dipilih")["nomor"] == 1002
    kantor.tick()
    assert len(kantor.owed(CAMAT, "kantor_tak_dipilih")) == 1


# Every question and receipt says of which office it is


def test_a_berkas_that_is_to_be_given_up_is_named_with_its_office(
    kantor: Pejawaran, lain: int, both: tuple[int, int]
):
    sekcam = kantor.run(lambda uow: uow.pegawai.all(lain, kantor.now.date()))
    (pegawai,) = [one.id for one in sekcam if one.nama == SEKCAM]
    kantor.run(invite, kantor_id=lain, pegawai_id=pegawai, token="serangkai")
    kantor.run(present_link, chat_id=kantor.user[SEKCAM], token="serangkai")
    kantor.run(confirm_identity, actor=Actor.private(kantor.user[SEKCAM]), username="")
    kantor.say(SEKCAM, ask_cancel, berkas_id=both[1])

    assert said(kantor, SEKCAM, "tanya_catatan")["kantor"] == "Kec. Pagentan"


def test_the_posts_of_several_offices_are_told_apart(kantor: Pejawaran, lain: int):
    kantor.say(CAMAT, begin_delegation)
    pilihan = said(kantor, CAMAT, "delegasi_jabatan")["pilihan"]
    assert sorted((one["nama"], one["kantor"]) for one in pilihan) == [
        ("Camat", "Kec. Pagentan"),
        ("Camat", "Kecamatan Pejawaran"),
    ]


def test_lines_of_values_are_received_in_the_name_of_their_office(kantor: Pejawaran, lain: int):
    berkas_id = go_to(kantor, 4)
    everybody = kantor.run(lambda uow: uow.pegawai.all(lain, kantor.now.date()))
    (pegawai,) = [one.id for one in everybody if one.nama == TAPEM]
    kantor.run(invite, kantor_id=lain, pegawai_id=pegawai, token="kasi")
    kantor.run(present_link, chat_id=kantor.user[TAPEM], token="kasi")
    kantor.run(confirm_identity, actor=Actor.private(kantor.user[TAPEM]), username="")
    fill(kantor, TAPEM)
    fill(kantor, PM)

    assert said(kantor, TAPEM, "baris_diterima")["kantor"] == "Kecamatan Pejawaran"
    assert "kantor" not in said(kantor, PM, "baris_diterima")
    assert berkas(kantor, berkas_id).kantor_id == kantor.kantor_id


# Handing on


@pytest.fixture
def routed(kantor: Pejawaran, lain: int) -> dict[int, Tugas]:
    """Return the tugas of langkah 3 of each office; they have the same number."""
    start(kantor, kantor.user[SEKCAM])
    start(kantor, OTHER)
    for kantor_id, sekcam in ((kantor.kantor_id, kantor.user[SEKCAM]), (lain, OTHER)):
        for user in (kantor.user[CAMAT], sekcam):
            kantor.run(
                perform_aksi,
                actor=Actor.private(user),
                tugas_id=only(kantor, kantor_id).id,
                aksi=Aksi(
                    kerja=Kerja.DISPOSISIKAN,
                    revisi=only(kantor, kantor_id).revisi,
                    at=kantor.now,
                ),
            )
    return {id: only(kantor, id) for id in (kantor.kantor_id, lain)}


def only(kantor: Pejawaran, kantor_id: int) -> Tugas:
    (one,) = kantor.run(lambda uow: uow.berkas.open_of(kantor_id))
    return one


def test_a_number_of_two_offices_is_handed_on_in_the_one_that_is_tapped(
    kantor: Pejawaran, lain: int, routed: dict[int, Tugas]
):
    own, other = routed[kantor.kantor_id], routed[lain]
    assert own.nomor == other.nomor
    kantor.say(CAMAT, begin_moving_number, nomor=own.nomor)
    assert kantor.owed(CAMAT, "tanya_alihkan") == []
    (asked,) = kantor.owed(CAMAT, "alihkan_senomor")
    screen = draw(Pesan(asked), ambigu=False)
    buttons = {b.label: b.data for row in screen.keyboard for b in row}
    assert buttons == {
        "🏢 Kecamatan Pejawaran": f"v1:t:{own.id}:0:alihkan",
        "🏢 Kec. Pagentan": f"v1:t:{other.id}:0:alihkan",
    }
    kantor.say(CAMAT, begin_moving, tugas_id=other.id)

    question = said(kantor, CAMAT, "tanya_alihkan")
    assert (question["tugas"], question["kantor"]) == (other.id, "Kec. Pagentan")


def test_a_number_that_is_overseen_in_one_office_only_needs_no_question(
    kantor: Pejawaran, lain: int, routed: dict[int, Tugas]
):
    """The Sekcam of the one office is nobody in the other."""
    kantor.say(SEKCAM, begin_moving_number, nomor=routed[kantor.kantor_id].nomor)

    assert kantor.owed(SEKCAM, "alihkan_senomor") == []
    assert said(kantor, SEKCAM, "tanya_alihkan")["tugas"] == routed[kantor.kantor_id].id


def test_which_office_was_meant_gives_no_right_there(
    kantor: Pejawaran, lain: int, routed: dict[int, Tugas]
):
    with pytest.raises(NotYourTugas):
        kantor.say(SEKCAM, begin_moving, tugas_id=routed[lain].id)


def test_whether_somebody_serves_several_offices_goes_by_the_date_where_it_happened(
    kantor: Pejawaran, lain: int
):
    kantor.now = datetime(2026, 10, 8, 16, 30, tzinfo=UTC)  # 23.30 in Jakarta, 01.30 in Jayapura
    east = replace(TWIN, kantor=replace(TWIN.kantor, zona="Asia/Jayapura"))
    leaves = update(table(PegawaiRow)).where(table(PegawaiRow).c.kantor_id == lain)
    kantor.take_over(east)
    kantor.database.run_now(lambda c: c.execute(leaves.values(keluar_on=date(2026, 10, 9))))

    def named(kantor_id: int) -> str:
        return kantor.run(office_named, user_id=kantor.user[CAMAT], kantor_id=kantor_id)

    assert named(lain) == ""
    assert named(kantor.kantor_id) == "Kecamatan Pejawaran"
