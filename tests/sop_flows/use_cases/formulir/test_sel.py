"""A cell of a sheet means what it shows; where it shows no number that can be kept, the answer says so by its cell."""

from datetime import date, time
from decimal import Decimal

from openpyxl import Workbook

from sop_flows.use_cases.formulir.typed import begin_filling, choose_reading
from tests.sop_flows.use_cases.formulir.test_ganda import answer, send
from tests.sop_flows.use_cases.formulir.test_urutan import values, write
from tests.support.office import Pejawaran
from tests.support.story import TAPEM, go_to, said

MEANT = {
    "an escaped percent sign": ("I7", 0.9, r"0.0\%", "0.9"),
    "an escaped percent sign, whole": ("I7", 96, r"0\%", "96"),
    "a quoted percent sign": ("I7", 85, '0"%"', "85"),
    "a percentage only up to one": ("I7", 96, "[<=1]0%;0", "96"),
    "a percentage": ("I7", 0.8824, "0%", "88.24"),
    "less than one percent": ("I7", 0.005, "0.0%", "0.5"),
    "thousands left out": ("I8", 12000, "0,", "12"),
    "its own satuan": ("I8", 11, '0 "desa"', "11"),
    "the colours of accountants": ("I8", 10, '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "10"),
    "scientific": ("I8", 9, "0.0E+00", "9"),
    "text": ("I8", 8, "@", "8"),
    "a number kept as text": ("I8", "7,00", "@", "7"),
}
"""What IK-01 (Persen) or IK-02 (Desa) is filled with, its format, and what is kept."""
TOLD = {
    "a date": (
        date(2026, 8, 7),
        "dd/mm/yyyy",
        "“7 Agustus 2026” terbaca sebagai tanggal atau jam; mohon mengetik ulang dengan format Umum",
    ),
    "an hour": (time(7, 30), "hh:mm", "“07.30” terbaca sebagai tanggal atau jam"),
    "true": (True, "General", "“TRUE” terbaca sebagai benar/salah; mohon mengetik angkanya"),
    "an error": ("#DIV/0!", "General", "“#DIV/0!” berisi galat Excel; mohon mengetik angkanya"),
    "a formula": ("=H8*2", "General", ": berisi rumus yang belum dihitung"),
    "another unit": (12, '0 "orang"', "“12 orang” satuannya lain daripada satuan indikator ini"),
    "another currency": (12, "[$$-409]0", "“$12” bukan angka"),
    "nothing": (12, ";;;", "“12” ada di sel itu, tetapi format selnya menampilkan yang lain"),
    "no minus": (-12, "0;[Red]0", "“-12” ada di sel itu"),
}


def put(book: Workbook, sel: str, value: object, number_format: str) -> None:
    book["Realisasi"][sel] = value
    book["Realisasi"][sel].number_format = number_format


def test_a_cell_is_kept_as_what_it_shows_and_told_where_that_is_no_number(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    for kind, (value, code, told) in TOLD.items():
        send(kantor, lambda book, v=value, c=code: put(book, "I8", v, c), "", "", "")
        assert "I8 Jumlah desa" in answer(kantor, "lembar_diterima"), kind
        assert told in answer(kantor, "lembar_diterima"), (kind, answer(kantor, "lembar_diterima"))
    assert set(values(kantor, berkas_id).values()) == {None}

    for kind, (sel, value, code, meant) in MEANT.items():
        send(kantor, lambda b, s=sel, v=value, c=code: put(b, s, v, c), "", "", "")
        assert said(kantor, TAPEM, "lembar_diterima")["masalah"] == [], kind
        kept = values(kantor, berkas_id)["IK-01" if sel == "I7" else "IK-02"]
        assert kept == Decimal(meant), kind


def test_a_fraction_where_percent_are_promised_is_asked_whichever_way_it_comes_in(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 4)

    def kept() -> Decimal | None:
        return values(kantor, berkas_id)["IK-01"]

    send(kantor, lambda book: put(book, "I7", 0.85, "General"), "", "", "")
    told = answer(kantor, "lembar_diterima")
    assert "“0,85” dapat dibaca dua cara (0,85 atau 85%)" in told
    write(kantor, "1=0,85")
    assert "“0,85” dapat dibaca dua cara (0,85 atau 85%)" in answer(kantor, "baris_diterima")
    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    write(kantor, "1")
    asked = said(kantor, TAPEM, "pilih_angka")
    assert asked["pilihan"] == ["1", "100"]
    assert kept() is None

    about = {"tugas_id": asked["tugas"], "indikator_id": asked["indikator"]}
    kantor.say(TAPEM, choose_reading, **about, nilai=Decimal("0.85"), is_confirmed=False)
    assert kept() == Decimal("0.85")
    send(kantor, lambda _: None, "0.85", "", "")
    assert said(kantor, TAPEM, "lembar_diterima")["masalah"] == []
    write(kantor, "1=0,9 %\n2=1")
    assert kept() == Decimal("0.9")
