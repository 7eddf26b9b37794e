"""What looks odd about a value is asked with its reason; who meant it is recorded, shown and frozen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.nilai import draw_nilai
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.formulir import Konfirmasi
from sop_flows.kinerja.angka import Janggal
from sop_flows.naskah.isi import IsiKonfirmasi
from sop_flows.naskah.reading import read_isi
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.formulir.typed import begin_filling, choose_reading
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.kinerja.buku import view_rekap
from tests.support.office import START, Pejawaran, office_in
from tests.support.story import (
    AGUS,
    KESRA,
    LINES,
    PM,
    TAPEM,
    TRANTIB,
    YANUM,
    agreement,
    at,
    card_of,
    fill,
    go_to,
    jejak,
    naskah_named,
    nilai,
    said,
)
from tests.support.wall import draw_layar, on_card

KASI_TAPEM = "Kasi Tata Pemerintahan"
YEARS = replace(
    SAMPLE,
    indikator=(
        *SAMPLE.indikator,
        *(replace(one, tahun=one.tahun - 1) for one in SAMPLE.indikator),
    ),
)


OTHERWISE = {
    PM: "IK-04=36\nIK-05=16",
    KESRA: "IK-06=336\nIK-07=14,4",
    YANUM: "IK-08=88\nIK-09=16\nIK-10=100",
    TRANTIB: "IK-11=3\nIK-12=8",
}
"""What the others reach in another year: IK-10 as before, and as promised."""


def ask(kantor: Pejawaran, no: int, teks: str) -> dict[str, Any]:
    """Let the Kasi type a value for the indikator of that number; return what is asked then."""
    row = card_of(kantor, kantor.only(TAPEM).id, TAPEM).formulir[0].baris[no - 1]
    indikator = row.indikator.id
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id, indikator_id=indikator)
    kantor.say(TAPEM, take_text, teks=teks, message_id=7)
    return said(kantor, TAPEM, "yakin_nilai")


def confirm(kantor: Pejawaran, told: dict[str, Any], janggal: Janggal | None = None) -> None:
    kantor.say(
        TAPEM,
        choose_reading,
        tugas_id=told["tugas"],
        indikator_id=told["indikator"],
        nilai=Decimal(told["nilai"]),
        is_confirmed=True,
        janggal=janggal,
    )


def send(kantor: Pejawaran) -> None:
    for kasi in LINES:
        if kasi != TAPEM:
            fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)


def test_who_meant_an_odd_value_and_why_it_was_odd_is_recorded_shown_and_frozen(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    told = ask(kantor, 3, "60")
    kantor.wait(minutes=5)
    confirm(kantor, told)

    meant = Konfirmasi(
        janggal=Janggal.JAUH_DI_ATAS_TARGET, nama=TAPEM, jabatan=KASI_TAPEM, at=kantor.now
    )
    assert nilai(kantor, berkas_id)["IK-03"].konfirmasi == meant
    (given,) = jejak(kantor, berkas_id, "nilai")[-1].rincian["nilai"]
    assert Konfirmasi.of_record(given["konfirmasi"]) == meant

    send(kantor)
    gathering = at(kantor, berkas_id, 5)
    card = plain(on_card(card_of(kantor, gathering.id, AGUS)).text)
    assert "1 nilai tidak lazim, dipastikan pengisinya" in card
    assert f"lebih dari tiga kali target ({TAPEM})" in card
    seen = kantor.run(view_rekap, user_id=kantor.user[AGUS], tugas_id=gathering.id)
    view = card_of(kantor, gathering.id, AGUS)
    pages = [plain(draw_nilai(replace(view, halaman=ke), seen).text) for ke in range(1, 7)]
    assert f"Dipastikan oleh {KASI_TAPEM} ({TAPEM})" in "".join(pages)

    sent = jejak(kantor, berkas_id, "kirim")
    (naskah,) = naskah_named(kantor, next(one for one in sent if one.pelaku["nama"] == TAPEM))
    (frozen,) = [
        one
        for unit in read_isi(naskah.isi).unit
        for one in unit.indikator
        if one.konfirmasi is not None
    ]
    assert frozen.konfirmasi == IsiKonfirmasi(
        janggal="jauh di atas target",
        nama=TAPEM,
        jabatan=KASI_TAPEM,
        pada=meant.at.isoformat(),
    )
    assert agreement(kantor) == {Kesesuaian.SAMA}


def test_a_value_that_is_given_anew_was_confirmed_by_nobody(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    confirm(kantor, ask(kantor, 3, "60"))
    fill(kantor, TAPEM, "IK-03=6")

    assert nilai(kantor, berkas_id)["IK-03"].konfirmasi is None


@pytest.mark.parametrize("teks", ["12 orang", "12 orang dewasa", "12%", "Rp12", "12 ribu rupiah"])
def test_words_of_another_satuan_are_asked_about(kantor: Pejawaran, teks: str):
    berkas_id = go_to(kantor, 4)
    told = ask(kantor, 2, teks)

    assert (told["satuan"], told["janggal"]) == ("Desa", "satuan lain")
    assert Decimal(told["nilai"]) in (12, 12_000)
    screen = draw_layar("yakin_nilai", **told)
    assert "satuan indikator ini Desa. Apakah benar?" in plain(screen.text)
    assert screen.keyboard[0][0].data.endswith(":s")
    assert nilai(kantor, berkas_id)["IK-02"].nilai is None
    confirm(kantor, told, Janggal.SATUAN_LAIN)
    meant = nilai(kantor, berkas_id)["IK-02"].konfirmasi
    assert meant is not None
    assert meant.janggal is Janggal.SATUAN_LAIN


@pytest.mark.parametrize("teks", ["12 desa", "12 Des.", "12", "1,2 puluh", "dua belas", "12 km2"])
def test_its_own_satuan_contradicts_nothing_and_what_is_no_number_stays_none(
    kantor: Pejawaran, teks: str
):
    go_to(kantor, 4)
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    kantor.say(TAPEM, take_text, teks="lewati", message_id=6)
    kantor.say(TAPEM, take_text, teks=teks, message_id=7)

    is_odd = teks == "1,2 puluh"
    assert bool(kantor.owed(TAPEM, "yakin_nilai")) == is_odd
    assert bool(kantor.owed(TAPEM, "angka_ditolak")) == (teks in ("dua belas", "12 km2"))


def test_a_line_with_another_satuan_is_told_with_a_button_that_says_yes(kantor: Pejawaran):
    go_to(kantor, 4)
    fill(kantor, TAPEM, "IK-02=12 orang")

    told = said(kantor, TAPEM, "baris_diterima")
    assert [(m["sebab"], m["pilihan"]) for m in told["masalah"]] == [("satuan_lain", ["12"])]
    assert draw_layar("baris_diterima", **told).keyboard[0][0].data.endswith(":benar:2:12:s")


@pytest.fixture
def lama(tmp_path: Path) -> Iterator[Pejawaran]:
    """The office that measured the same a year ago, and sent it."""
    with office_in(tmp_path, YEARS) as office:
        office.now = START - timedelta(days=364)
        go_to(office, 5)
        office.now = START
        yield office


def test_what_equals_the_year_before_is_asked_about_but_not_what_was_promised(lama: Pejawaran):
    berkas_id = go_to(lama, 4)
    told = ask(lama, 2, "15")  # as the year before, and not the target
    assert told["janggal"] == "sama dengan tahun lalu"
    assert "persis sama dengan periode yang sama tahun lalu" in plain(
        draw_layar("yakin_nilai", **told).text
    )
    fill(lama, YANUM)

    problems = said(lama, YANUM, "baris_diterima")["masalah"]
    assert [(m["kunci"], m["sebab"]) for m in problems] == [
        ("IK-08", "janggal"),
        ("IK-09", "janggal"),
    ]
    assert nilai(lama, berkas_id)["IK-10"].nilai == 100  # the target


def test_who_checks_is_told_what_is_exactly_as_a_year_before_and_who_meant_it(lama: Pejawaran):
    berkas_id = go_to(lama, 4)
    confirm(lama, ask(lama, 2, "15"))
    fill(lama, TAPEM, "IK-01=99\nIK-03=7")
    lama.act(TAPEM, Kerja.KIRIM)
    for kasi, lines in OTHERWISE.items():
        fill(lama, kasi, lines)
        lama.act(kasi, Kerja.KIRIM)

    card = plain(on_card(card_of(lama, at(lama, berkas_id, 5).id, AGUS)).text)

    assert "1 nilai sama persis dengan tahun lalu" in card  # the target, of which nobody is asked
    assert "IK-10" in card.partition("sama persis dengan tahun lalu")[2]
    assert "persis sama dengan tahun lalu" in card.partition("dipastikan pengisinya")[2]


def test_a_kode_that_meant_another_indikator_a_year_before_is_not_compared(tmp_path: Path):
    *known, other = (
        *SAMPLE.indikator,
        replace(SAMPLE.indikator[1], tahun=2025, indikator="Embung"),
    )
    with office_in(tmp_path, replace(SAMPLE, indikator=(*known, other))) as office:
        office.now = START - timedelta(days=364)
        go_to(office, 4)
        fill(office, TAPEM, "IK-02=15")
        office.act(TAPEM, Kerja.KIRIM)
        office.now = START
        go_to(office, 4)
        fill(office, TAPEM, "IK-02=15")

        assert not said(office, TAPEM, "baris_diterima")["masalah"]


@pytest.mark.parametrize(
    ("kode", "teks", "is_asked"),
    [
        ("IK-02", "7", True),  # only grows within a year
        ("IK-02", "8", False),
        ("IK-03", "7", False),  # less is better
        ("IK-03", "2", True),
        ("IK-01", "70", False),  # a percentage may fall
    ],
)
def test_what_grows_within_a_year_and_falls_behind_is_asked_about(
    kantor: Pejawaran, kode: str, teks: str, is_asked: bool
):
    kantor.now = START - timedelta(days=91)
    go_to(kantor, 4)
    fill(kantor, TAPEM, "IK-01=80\nIK-02=8\nIK-03=9")
    kantor.act(TAPEM, Kerja.KIRIM)
    kantor.now = START
    go_to(kantor, 4)
    fill(kantor, TAPEM, f"{kode}={teks}")

    problems = said(kantor, TAPEM, "baris_diterima")["masalah"]
    assert [one["sebab"] for one in problems] == (["janggal"] if is_asked else [])
