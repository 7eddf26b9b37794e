"""How an indikator is called and its numbers are written, on cards and in answers alike."""

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
