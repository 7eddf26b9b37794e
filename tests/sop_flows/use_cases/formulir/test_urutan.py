"""Numbers, buttons and sheets from before the list changed name what they named then, or nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.errors import told_of
from handlers.screens.notices import Pesan, draw
from handlers.screens.wording import popup
from sop_flows.errors import IndikatorGone, NothingToFill
from sop_flows.kinerja.lembar import SelTerbaca
from sop_flows.ports.ditanya import TentangNilai
from sop_flows.use_cases.formulir.lembar import accept_sheet
from sop_flows.use_cases.formulir.typed import begin_filling, choose_reading
from sop_flows.use_cases.incoming import take_text
from storage.documents.kantor.buku import BarisIndikator, BukuKantor
from storage.documents.lembar.reading import read_lembar
from storage.documents.lembar.sheets import write_lembar
from tests.sop_flows.use_cases.formulir.test_lembar import came_back, sheet_of
from tests.support.office import Pejawaran, plain
from tests.support.story import TAPEM, go_to, nilai, read_card, said

ROWS = {row.kode: row for row in SAMPLE.indikator}
WITHOUT_FIRST = tuple(row for row in SAMPLE.indikator if row.kode != "IK-01")
NEW = replace(ROWS["IK-01"], kode="IK-99", indikator="Desa bersih", target="17")


@pytest.fixture
def berkas_id(kantor: Pejawaran) -> int:
    return go_to(kantor, 4)


def list_now(kantor: Pejawaran, *rows: BarisIndikator) -> None:
    """Let these be the indikator of the office from now on."""
    buku: BukuKantor = replace(SAMPLE, indikator=rows)
    kantor.take_over(buku)


def write(kantor: Pejawaran, teks: str) -> None:
    kantor.say(TAPEM, take_text, teks=teks, message_id=7)


def values(kantor: Pejawaran, berkas_id: int) -> dict[str, Decimal | None]:
    found = nilai(kantor, berkas_id)
    return {kode: found[kode].nilai for kode in found if ROWS.get(kode, NEW).unit == "TAPEM"}


def read(kantor: Pejawaran, layar: str) -> str:
    """Return the last message of that kind as it is read."""
    return plain(draw(Pesan(kiriman=kantor.owed(TAPEM, layar)[-1]), ambigu=False).text)


def test_a_number_from_before_an_indikator_was_dropped_keeps_its_meaning_and_is_told_by_name(
    kantor: Pejawaran, berkas_id: int
):
    list_now(kantor, *WITHOUT_FIRST)
    write(kantor, "2=12")

    assert values(kantor, berkas_id) == {"IK-02": 12, "IK-03": None}
    assert "2. IK-02 Jumlah desa dengan administrasi desa tertib: 12 Desa" in read(
        kantor, "baris_diterima"
    )
    assert "2. IK-02 Jumlah desa" in read_card(kantor, kantor.only(TAPEM).id, TAPEM)
    assert "3. IK-03 Temuan pemeriksaan" in read_card(kantor, kantor.only(TAPEM).id, TAPEM)


def test_the_number_of_a_dropped_indikator_stores_nothing_and_says_which_it_was(
    kantor: Pejawaran, berkas_id: int
):
    list_now(kantor, *WITHOUT_FIRST)
    write(kantor, "1=100\n2=12\n3=7")

    assert values(kantor, berkas_id) == {"IK-02": 12, "IK-03": 7}
    told = read(kantor, "baris_diterima")
    assert "1 IK-01: “100” tidak lagi dalam daftar" in told


@pytest.mark.parametrize("teks", ["1=n/a data belum ada", "IK-01 88,24", "1: 88,24"])
def test_no_way_of_writing_it_stores_it_elsewhere(kantor: Pejawaran, berkas_id: int, teks: str):
    list_now(kantor, *WITHOUT_FIRST)
    write(kantor, teks)

    assert values(kantor, berkas_id) == {"IK-02": None, "IK-03": None}
    assert all(not one.alasan for one in nilai(kantor, berkas_id).values())
    assert "IK-01" in read(kantor, "baris_diterima")


def test_no_data_by_number_goes_where_the_number_stood(kantor: Pejawaran, berkas_id: int):
    list_now(kantor, *WITHOUT_FIRST)
    write(kantor, "2=n/a berita acara belum ada")

    assert nilai(kantor, berkas_id)["IK-02"].alasan == "berita acara belum ada"


def test_what_is_added_is_numbered_after_all_that_were(kantor: Pejawaran, berkas_id: int):
    list_now(kantor, *WITHOUT_FIRST, NEW)
    write(kantor, "4=17")

    assert values(kantor, berkas_id) == {"IK-02": None, "IK-03": None, "IK-99": 17}


def test_an_indikator_that_comes_back_has_its_number_again(kantor: Pejawaran, berkas_id: int):
    list_now(kantor, *WITHOUT_FIRST)
    list_now(kantor, *SAMPLE.indikator)
    write(kantor, "1=100\n2=12")

    assert values(kantor, berkas_id) == {"IK-01": 100, "IK-02": 12, "IK-03": None}


def test_one_that_moves_to_another_unit_shifts_no_number_there(kantor: Pejawaran, berkas_id: int):
    moved = replace(ROWS["IK-01"], unit="PM")
    list_now(kantor, moved, *WITHOUT_FIRST)
    (pm,) = kantor.tugas("Siti Khotimah")
    kantor.say("Siti Khotimah", take_text, teks="1=35\n2=15\n3=100", message_id=8)

    found = nilai(kantor, berkas_id)
    assert [found[k].nilai for k in ("IK-04", "IK-05", "IK-01")] == [35, 15, 100]
    assert pm.tugas.facts.urutan == ("IK-04", "IK-05", "IK-01")


def test_the_order_of_the_workbook_changes_no_number(kantor: Pejawaran, berkas_id: int):
    list_now(kantor, *reversed(SAMPLE.indikator))
    write(kantor, "1=100\n2=12")

    assert values(kantor, berkas_id) == {"IK-01": 100, "IK-02": 12, "IK-03": None}
    assert kantor.only(TAPEM).facts.urutan is None


def asked_about(kantor: Pejawaran, kode: str) -> int:
    """Let the value of an indikator be asked for; return its id."""
    id = nilai(kantor, kantor.tugas(TAPEM)[0].berkas_id)[kode].indikator_id
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id, indikator_id=id)
    return id


def test_an_open_question_whose_indikator_is_dropped_takes_no_answer(
    kantor: Pejawaran, berkas_id: int
):
    asked_about(kantor, "IK-01")
    list_now(kantor, *WITHOUT_FIRST)
    write(kantor, "12")

    assert values(kantor, berkas_id) == {"IK-02": None, "IK-03": None}
    assert "Indikator IK-01" in read(kantor, "penolakan")
    talk = kantor.run(lambda uow: uow.percakapan.get(kantor.user[TAPEM]))
    assert isinstance(talk.isi, TentangNilai)
    assert talk.isi.indikator == nilai(kantor, berkas_id)["IK-02"].indikator_id
    assert "1/2 IK-02 Jumlah desa" in read(kantor, "tanya_nilai")


def test_lines_are_told_by_name_once_an_indikator_is_called_otherwise(
    kantor: Pejawaran, berkas_id: int
):
    list_now(kantor, replace(ROWS["IK-01"], indikator="Desa bersih"), *WITHOUT_FIRST)
    write(kantor, "1=88")

    assert "1. IK-01 Desa bersih: 88,00%" in read(kantor, "baris_diterima")


@pytest.mark.parametrize("way", ["number", "reason", "button"])
@pytest.mark.parametrize("fact", ["indikator", "satuan"])
def test_an_open_question_takes_no_answer_once_its_indikator_is_called_otherwise(
    kantor: Pejawaran, berkas_id: int, way: str, fact: str
):
    id = asked_about(kantor, "IK-01")
    if way == "button":
        write(kantor, "12.5")
    list_now(kantor, replace(ROWS["IK-01"], **{fact: "Desa bersih"}), *WITHOUT_FIRST)
    if way == "button":
        facts = {"tugas_id": kantor.only(TAPEM).id, "indikator_id": id, "is_confirmed": False}
        kantor.say(TAPEM, choose_reading, **facts, nilai=Decimal("12.5"))
    else:
        write(kantor, "88" if way == "number" else "n/a laporan belum ada")

    first = nilai(kantor, berkas_id)["IK-01"]
    assert (first.nilai, first.alasan) == (None, "")
    assert "Desa bersih" in read(kantor, "penolakan")
    assert "Desa bersih" in read(kantor, "tanya_nilai")
    write(kantor, "88")
    assert values(kantor, berkas_id)["IK-01"] == 88


@pytest.mark.parametrize("word", ["lewati", "n/a"])
def test_a_word_to_a_question_that_is_gone_goes_on_to_the_next(
    kantor: Pejawaran, berkas_id: int, word: str
):
    asked_about(kantor, "IK-01")
    list_now(kantor, *WITHOUT_FIRST)
    write(kantor, word)

    assert "1/2 IK-02 Jumlah desa" in read(kantor, "tanya_nilai")


def test_lines_beside_a_question_that_is_gone_are_stored(kantor: Pejawaran, berkas_id: int):
    asked_about(kantor, "IK-01")
    list_now(kantor, *WITHOUT_FIRST)
    write(kantor, "2=12")

    assert values(kantor, berkas_id) == {"IK-02": 12, "IK-03": None}


def test_a_button_of_a_dropped_indikator_is_refused_by_name(kantor: Pejawaran, berkas_id: int):
    gone = asked_about(kantor, "IK-01")
    form = kantor.only(TAPEM)
    list_now(kantor, *WITHOUT_FIRST)
    facts = {"tugas_id": form.id, "indikator_id": gone}

    with pytest.raises(IndikatorGone) as refused:
        kantor.say(TAPEM, begin_filling, **facts)
    told = told_of(refused.value)
    assert popup(told.kode, **told.fakta).startswith("Indikator IK-01 (Persentase desa")
    with pytest.raises(IndikatorGone):
        kantor.say(TAPEM, choose_reading, **facts, nilai=Decimal(12), is_confirmed=True)


def test_the_id_on_a_button_never_comes_to_mean_another_indikator(
    kantor: Pejawaran, berkas_id: int
):
    last = replace(ROWS["IK-01"], kode="IK-98", indikator="Sebentar saja")
    list_now(kantor, *SAMPLE.indikator, last)
    gone = nilai(kantor, berkas_id)["IK-98"].indikator_id
    list_now(kantor, *SAMPLE.indikator)
    list_now(kantor, *SAMPLE.indikator, NEW)

    assert nilai(kantor, berkas_id)["IK-99"].indikator_id != gone
    with pytest.raises(IndikatorGone):
        kantor.say(
            TAPEM,
            choose_reading,
            tugas_id=kantor.only(TAPEM).id,
            indikator_id=gone,
            nilai=Decimal(12),
            is_confirmed=True,
        )
    assert nilai(kantor, berkas_id)["IK-99"].nilai is None


def test_a_unit_whose_indikator_all_went_is_told_that_there_is_nothing_to_fill(
    kantor: Pejawaran, berkas_id: int
):
    form = kantor.only(TAPEM)
    list_now(kantor, *(row for row in SAMPLE.indikator if row.unit != "TAPEM"))

    with pytest.raises(NothingToFill):
        kantor.say(TAPEM, begin_filling, tugas_id=form.id)
    assert "tidak lagi dalam daftar" in read_card(kantor, kantor.only(TAPEM).id, TAPEM)


# Sheets


def test_a_sheet_from_before_names_what_it_named(kantor: Pejawaran, berkas_id: int):
    lembar = sheet_of(kantor, TAPEM)
    list_now(kantor, *WITHOUT_FIRST)
    filled = came_back(
        lembar,
        SelTerbaca(kode="IK-01", sel="I7", teks="100"),
        SelTerbaca(kode="IK-02", sel="I8", teks="12"),
    )
    kantor.say(TAPEM, accept_sheet, bacaan=filled)

    assert values(kantor, berkas_id) == {"IK-02": 12, "IK-03": None}
    (bad,) = said(kantor, TAPEM, "lembar_diterima")["masalah"]
    assert (bad["sel"], bad["sebab"]) == ("I7", "hilang")
    assert "2. IK-02 Jumlah desa" in read(kantor, "lembar_diterima")


def test_a_row_whose_kode_was_given_to_something_else_is_asked_about(
    kantor: Pejawaran, berkas_id: int
):
    lembar = sheet_of(kantor, TAPEM)
    other = replace(ROWS["IK-02"], indikator="Luas jalan desa", satuan="km")
    rows = tuple(other if row.kode == "IK-02" else row for row in SAMPLE.indikator)
    list_now(kantor, *rows)
    content = write_lembar(
        replace(
            lembar,
            rows=tuple(
                replace(row, nilai=Decimal(value))
                for row, value in zip(lembar.rows, (100, 12, 6), strict=True)
            ),
        )
    )
    kantor.say(TAPEM, accept_sheet, bacaan=read_lembar(content))

    assert values(kantor, berkas_id) == {"IK-01": 100, "IK-02": None, "IK-03": 6}
    (bad,) = said(kantor, TAPEM, "lembar_diterima")["masalah"]
    assert (bad["sebab"], bad["nama"], bad["pilihan"]) == ("berganti", "Luas jalan desa", ["12"])


@pytest.mark.parametrize("said", [" jumlah DESA dengan administrasi\u200b desa tertib. ", None])
def test_a_row_that_says_the_same_otherwise_is_not_asked_about(
    kantor: Pejawaran, berkas_id: int, said: str | None
):
    row = SelTerbaca(kode="IK-02", sel="I8", teks="12", indikator=said, satuan="desa")
    kantor.say(TAPEM, accept_sheet, bacaan=came_back(sheet_of(kantor, TAPEM), row))

    assert values(kantor, berkas_id)["IK-02"] == 12


def test_a_kode_that_is_a_number_is_a_kode_in_a_sheet(kantor: Pejawaran, berkas_id: int):
    first, second = (replace(ROWS[k], kode=n) for k, n in (("IK-01", "2"), ("IK-02", "1")))
    rest = tuple(r for r in SAMPLE.indikator if r.kode not in ("IK-01", "IK-02"))
    list_now(kantor, first, second, *rest)
    filled = came_back(sheet_of(kantor, TAPEM), SelTerbaca(kode="1", sel="I7", teks="12"))
    kantor.say(TAPEM, accept_sheet, bacaan=filled)

    assert nilai(kantor, berkas_id)["1"].nilai == 12
    assert nilai(kantor, berkas_id)["2"].nilai is None
