"""How an indikator is called and its numbers are written, on cards and in answers alike."""

import re
from decimal import Decimal
from typing import Any

import pytest

from handlers.screens.screen import plain
from tests.support.views import make_formulir, make_kartu, make_nilai
from tests.support.wall import draw_layar, on_card

BARIS: dict[str, Any] = {
    "tugas": 4, "revisi": 0, "no": 2, "total": 2, "terisi": 0, "indikator": 6, "kode": "IK-08",
    "nama": "Temuan", "satuan": "Temuan", "desimal": None, "target": "8", "lalu": None,
    "sekarang": "3", "alasan_na": "", "capaian": "37,50%", "kategori": None, "triwulan": 3,
    "is_jumlah": False, "sampai": None,
}  # fmt: skip
ASKED: dict[str, dict[str, Any]] = {
    "tanya_nilai": {},
    "tanya_alasan_na": {},
    "nilai_tercatat": {},
    "pilih_angka": {"pilihan": ["7.5", "75"], "teks": "7.5"},
    "yakin_nilai": {"nilai": "900", "janggal": "jauh di atas target"},
    "angka_ditolak": {"sebab": "bukan angka", "teks": "tiga"},
}


def read(layar: str, **facts: Any) -> str:
    return plain(draw_layar(layar, **{**BARIS, **ASKED[layar], **facts}).text)


@pytest.mark.parametrize("layar", ASKED)
def test_an_answer_calls_an_indikator_by_number_and_kode(layar: str):
    text = read(layar)

    assert "IK-08 Temuan" in text
    assert "2. IK-08 Temuan" in text or "2/2 IK-08 Temuan" in text


def test_a_card_calls_it_by_the_same_name():
    form = make_formulir(baris=(make_nilai(1, nama="Jalan"),))

    assert "1. IK-1 Jalan" in plain(on_card(make_kartu(formulir=(form,))).text)


def test_an_odd_value_is_asked_about_beside_its_target():
    assert "900 Temuan, padahal target 8. Apakah benar?" in read("yakin_nilai")


def test_a_number_that_the_formulir_has_not_is_told_with_those_that_it_has():
    wrong = {"kunci": "3", "teks": "88", "sebab": "kode", "nomor": [1, 2]}
    count = {"tugas": 4, "revisi": 0, "tersimpan": 0, "terisi": 0, "total": 2}
    text = plain(draw_layar("baris_diterima", **count, masalah=[wrong], berubah=[]).text)

    assert "Nomor 3 tidak ada pada formulir ini (1\u20132): “88”" in text


@pytest.mark.parametrize(
    ("satuan", "target", "seen"),
    [
        ("Persen", "80", "88,24% · capaian 37,50%"),
        ("%", "80", "88,24% · capaian 37,50%"),
        ("Temuan", "8", "88,24 Temuan · capaian 37,50%"),
    ],
)
def test_a_percentage_is_written_with_its_sign(satuan: str, target: str, seen: str):
    facts = {"satuan": satuan, "target": target, "sekarang": "88.24"}

    assert seen in read("nilai_tercatat", **facts)


def test_a_target_that_is_a_percentage_has_its_sign_once():
    for target in ("80", "80%"):
        assert "Target 80%\n" in read("tanya_nilai", satuan="Persen", target=target)


NUMBER = re.compile(r"\b\d+,\d+(?!%|,|\d)")
"""A number with a decimal comma that no percent sign follows."""
PAIR = re.compile(r"[\d,.]+ atau [\d,.]+%")
"""Two numbers that have one sign."""


@pytest.mark.parametrize("layar", ASKED)
def test_no_answer_shows_a_percentage_without_its_sign(layar: str):
    facts = {"satuan": "Persen", "target": "80,25", "lalu": [2, "71.75"], "sekarang": "60.5"}
    odd = {"janggal": "di bawah triwulan lalu", "nilai": "9.5"} if layar == "yakin_nilai" else {}
    text = PAIR.sub("", read(layar, **facts, **odd)).partition("misalnya")[0]

    assert NUMBER.findall(text) == []


@pytest.mark.parametrize("satuan", ["Persen", "Temuan"])
def test_a_card_shows_target_and_earlier_values_with_their_satuan(satuan: str):
    filled = {"nilai": Decimal("88.5"), "sebelumnya": Decimal("87.5"), "ronde": 2}
    rows = (
        make_nilai(1, satuan=satuan, target="80,25", **filled),
        make_nilai(2, satuan=satuan, target="80,25", nilai=None, lalu=(2, Decimal("71.75"))),
    )
    text = plain(on_card(make_kartu(formulir=(make_formulir(baris=rows),))).text)

    if satuan == "Persen":
        assert "(semula 87,5%) · target 80,25%" in text
        assert "belum diisi · target 80,25% · TW II 71,75%" in text
        assert NUMBER.findall(text.partition("misalnya")[0]) == []
    else:
        assert "(semula 87,5) · target 80,25" in text
        assert "belum diisi · target 80,25 Temuan · TW II 71,75" in text


def test_values_of_a_batch_that_changed_or_may_be_meant_have_their_satuan():
    changed = {"kunci": "IK-1", "dari": "87.5", "ke": "88.5", "satuan": "Persen"}
    unsure = {"kunci": "IK-2", "indikator": 2, "nama": "Desa", "satuan": "Persen", "teks": "8.824"}
    masalah = [{**unsure, "sebab": "ragu", "pilihan": ["8.824", "8824"]}]
    count = {"tugas": 4, "revisi": 0, "tersimpan": 1, "terisi": 1, "total": 2}
    shown = draw_layar("lembar_diterima", **count, masalah=masalah, berubah=[changed])

    assert "IK-1: 87,5 → 88,5%" in plain(shown.text)
    assert "(8,824 atau 8.824%)" in plain(shown.text)
