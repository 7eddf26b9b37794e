"""How long a langkah took: its own turns, no matter what others did in between."""

from datetime import datetime, timedelta

import pytest

from sop_flows.engine.aksi import Kerja
from sop_flows.ports.records import Masa
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Langkah
from sop_flows.use_cases.tugas.lama import measure_lama
from tests.sop_flows.engine.dunia import JAM_KERJA, wib
from tests.support.office import Pejawaran
from tests.support.story import AGUS, KASUBBAG, SEKCAM, YANUM, at, board_of, go_to

KECAMATAN, MEKANISME = "pengukuran-kinerja-kecamatan", "mekanisme-pengukuran-kinerja"


def row(kode: str, no: int) -> Langkah:
    return load_catalog().get(kode).sop.langkah_of(no)


def turn(tahap: int, start: datetime, end: datetime, tenggat: datetime | None = None) -> Masa:
    return Masa(tahap, start, end, tenggat)


def minutes(langkah: Langkah, *turns: Masa) -> int:
    lama = measure_lama(JAM_KERJA, langkah, turns, (), wib(9, 16))
    assert lama is not None
    return int(lama.kerja / timedelta(minutes=1))


def test_three_turns_are_added_up_and_what_lies_between_them_is_not():
    turns = [turn(0, wib(5, h), wib(5, h, m)) for h, m in ((8, 20), (9, 30), (14, 10))]

    assert minutes(row(KECAMATAN, 6), *turns) == 60


def test_turns_at_the_same_time_count_once():
    turns = [turn(0, wib(5, 8), wib(5, 8, 40)), turn(0, wib(5, 8, 20), wib(5, 9))]

    assert minutes(row(KECAMATAN, 4), *turns) == 60


def test_what_ended_before_it_began_by_a_clock_that_was_set_back_took_no_time(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    kantor.act(AGUS, Kerja.TANYA, catatan="Apakah sudah termasuk September?", unit=(5,))
    kantor.wait(hours=-2)
    kantor.act(YANUM, Kerja.JAWAB, catatan="Sudah termasuk September.")
    (five,) = [one for one in board_of(kantor, berkas_id, SEKCAM).langkah if one.langkah.no == 5]

    assert five.kerja == timedelta(0)
    assert [lama for _, lama in five.tunggu] == [timedelta(0)]


def test_the_three_tahap_of_the_signing_are_one_time():
    turns = [
        turn(0, wib(5, 8), wib(5, 8, 10)),
        turn(1, wib(5, 8, 10), wib(5, 10)),
        turn(2, wib(5, 10), wib(5, 10, 30)),
    ]

    assert minutes(row(KECAMATAN, 8), *turns) == 150


def test_a_relay_and_a_form_with_a_waktu_of_their_own_are_not_charged_to_the_langkah():
    relayed = turn(0, wib(5, 8), wib(5, 9)), turn(1, wib(5, 13), wib(5, 14))
    filled = turn(0, wib(5, 8), wib(5, 8, 30)), turn(1, wib(5, 8, 30), wib(6, 15))

    assert minutes(row(KECAMATAN, 5), *relayed) == 60
    assert minutes(row(MEKANISME, 3), *filled) == 30


def test_a_rapat_takes_its_time_from_its_hour_on():
    undangan = turn(0, wib(5, 8), wib(5, 9))
    rapat = turn(1, wib(5, 9), wib(6, 10, 30), tenggat=wib(6, 11))

    assert minutes(row(MEKANISME, 4), undangan, rapat) == 90


@pytest.fixture
def sent_back(kantor: Pejawaran) -> int:
    """A berkas whose draft the Kasubbag had twice, the Sekretaris for an hour in between."""
    berkas_id = go_to(kantor, 6)
    kantor.wait(minutes=20)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))
    kantor.wait(minutes=60)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, at(kantor, berkas_id, 7), catatan="Perlu penjelasan")
    kantor.wait(minutes=15)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6), catatan="Sudah dijelaskan")
    return berkas_id


def test_the_board_charges_each_with_their_own_turns(kantor: Pejawaran, sent_back: int):
    sixth, seventh = board_of(kantor, sent_back, SEKCAM).langkah[5:7]

    assert (sixth.ronde, sixth.kerja) == (2, timedelta(minutes=35))
    assert seventh.status == "berjalan"
