"""Words: every refusal has its own, every value comes through whole, whatever it is made of."""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import routes
from handlers.errors import popup_of, told_of
from handlers.screens.menu import COMMANDS, menu
from handlers.screens.moments import print_pukul, print_saat, print_tanggal
from handlers.screens.screen import TAG, Screen, parsed_length
from handlers.screens.wording import (
    BIDI_CONTROLS,
    TEMPLATES,
    cut,
    has_word,
    in_words,
    label,
    popup,
    reason,
    word,
    word_refusal,
)
from handlers.taps import commands
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.facts import Facts
from sop_flows.errors import KodeAskedOutside, KodeUnknown, Refusal, SopVersiFixed, TugasChanged
from sop_flows.kinerja.analisis import BagianAnalisis
from sop_flows.kinerja.angka import Janggal, SebabTolak, print_exact
from sop_flows.kinerja.lembar import MasalahSel
from sop_flows.kinerja.unggahan import SebabLembar
from sop_flows.ports.layar.formulir import SebabMasalah
from sop_flows.ports.layar.tugas import Penolakan
from sop_flows.sop.definition import Minta
from sop_flows.teks import excerpt
from storage.codec import encode
from tests.support.gallery import PERSON, VALUE, draw_layar, on_card
from tests.support.views import KEMBALI, make_formulir, make_kartu, make_nilai

REFUSALS = sorted(Refusal.__subclasses__(), key=lambda kind: kind.__name__)
EXAMPLES: dict[str, Any] = {
    "kurang": ["IK-1", "IK-2"],
    "unit": [1, 2],
    "langkah": 5,
    "nomor": 7,
    "naskah": "ACDEFGHJ",
    "jumlah": 2,
    "huruf": 10,
    "sop": "surat-masuk",
    "kantor": ["PEJAWARAN", "PAGENTAN"],
    "sebab": "bukan_xlsx",
    "kolom": "Camat",
    "oleh": "Ratna",
    "aksi": "setujui",
    "megabita": 300,
    "masalah": "rusak",
    "diminta": "laporan",
    "penerbit": "BSrE",
    "banyak": 0,
    "jam": 24,
    "at": datetime(2026, 11, 23, 2, 30, tzinfo=UTC),
    "tugas_id": 7,
    "label": "Tanggal rapat",
    "jenis": "tanggal",
    "contoh": "24 November 2026",
    "berkas": 5,
    "versi": 1,
    "terbaru": 2,
    "teks": "kapan saja",
    "benda": "tugas",
    "nama": "Ratna Sari",
    "jabatan": "Camat",
    "penugasan": "Plh.",
    "indikator": "IK-1",
    "pembaruan": [],
    "tersedia": ["setujui"],
    "tetap": ["IK-01", "IK-02"],
    "kapan": "mulai",
    "is_asked": True,
    "is_withdrawn": True,
    "paling_banyak": 80,
    "satuan": "Persen",
    "mulai": datetime(2026, 11, 23, 2, 30, tzinfo=UTC),
    "kepada": "Kasi Pemberdayaan Masyarakat",
}


def facts_of(refusal: type[Refusal]) -> dict[str, Any]:
    if refusal.__name__ == "SheetRefused":
        return {"sebab": EXAMPLES["sebab"]}
    named = [f.name for f in fields(refusal)] if is_dataclass(refusal) else []
    return {name: EXAMPLES[name] for name in named}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_says_in_its_own_words_what_to_do(refusal: type[Refusal]):
    facts = facts_of(refusal)

    assert has_word("penolakan", refusal.__name__)
    assert not facts.keys() & {each.name for each in fields(Penolakan)}  # it would lose its name
    said = popup(refusal.__name__, **facts)
    message = draw_layar("penolakan", kode=refusal.__name__, **facts)

    assert 20 < len(said) <= 200
    assert not said.endswith("…")
    assert message.text.startswith("⚠️ ")


@pytest.mark.parametrize("refusal", [KodeAskedOutside(), KodeUnknown(), SopVersiFixed("a", 1, 2)])
def test_a_refusal_says_the_same_to_whoever_taps_and_whoever_writes(refusal: Refusal):
    message = draw_layar("penolakan", **encode(told_of(refusal)))

    assert popup_of(refusal) in message.text


def test_what_changed_under_a_card_is_said_to_whoever_taps_an_older_button_of_it():
    one, several = [["target", "IK-08"]], [["formula", ""], ["pemegang", "Camat"]]

    assert popup("TugasChanged", pembaruan=one).startswith(
        "Isi kartu ini berubah sejak ditampilkan: Target IK-08. Belum ada yang tercatat."
    )
    assert "Pejabat Camat dan 1 hal lain." in popup("TugasChanged", pembaruan=several)
    long = (*one, ("batas_tindak_lanjut", "Menyusun jadwal pendampingan seluruh unit kerja " * 4))
    assert popup("TugasChanged", pembaruan=long).endswith("Mohon memeriksa kartu yang terbaru.")


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda kind: kind.__name__)
def test_a_refusal_without_facts_is_worded_too(refusal: type[Refusal]):
    assert popup(refusal.__name__)
    assert word_refusal(refusal.__name__, {})


def test_a_refusal_nobody_worded_is_still_answered():
    assert popup("SomethingNew") == word_refusal("Refusal", {})


def test_a_changed_tugas_says_who_did_what_and_when():
    said = word_refusal(
        TugasChanged.__name__,
        {"oleh": "Ratna", "aksi": "setujui", "at": EXAMPLES["at"], "zona": "Asia/Jakarta"},
    )

    assert "sudah disetujui oleh Ratna, Senin, 23 Nov 09.30 WIB" in said


@pytest.mark.parametrize("kode", ["tercatat", "diingatkan", "tombol_lama", "batal"])
def test_the_answers_to_a_tap_are_short(kode: str):
    assert 0 < len(popup(kode, n=2)) <= 200


def test_every_code_of_the_domain_has_its_word():
    for bagian, codes in {
        "lembar": SebabLembar,
        "angka": SebabTolak,
        "janggal": Janggal,
        "pasif": Kerja,
        "riwayat": Kerja,
    }.items():
        assert all(has_word(bagian, code.value) for code in codes), bagian
    problems = {*MasalahSel, *SebabTolak, *SebabMasalah} - {SebabMasalah.ANALISIS}
    assert all(has_word("masalah", code.value) for code in problems)
    assert all(has_word("masalah_analisis", part.value) for part in BagianAnalisis)
    assert all("; mohon " in word("masalah", code.value) for code in MasalahSel)


def test_the_menu_lists_what_a_role_may_use_and_what_is_routed():
    everything = menu()

    assert set(everything) | {"start"} == set(routes.COMMANDS)
    assert "mulai" not in menu({"pegawai"})
    assert "pegawai" in menu({"admin"})
    assert list(menu(())) == ["start"]
    assert all(1 <= len(text) <= 256 for text in everything.values())
    assert set(COMMANDS) == {"pegawai", "kepala", "pemrakarsa", "admin"}
    assert callable(commands.on_bantuan)


def test_the_reasons_of_an_excuse_are_stored_in_words():
    assert [reason(kode) for kode in ("cuti", "dinas")] == ["Cuti", "Dinas luar"]
    with pytest.raises(KeyError):
        reason("lain-lain")


# Numbers and moments


def test_a_moment_is_shown_where_the_office_is():
    at = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

    assert print_saat(at, "Asia/Jakarta") == "Senin, 23 Nov 14.30 WIB"
    assert print_pukul(at.isoformat(), "Asia/Makassar") == "15.30 WITA"
    assert print_pukul(at, "Asia/Jayapura") == "16.30 WIT"
    assert print_tanggal(at, "Asia/Jakarta") == "Senin, 23 November 2026"


@pytest.mark.parametrize(
    ("menit", "said"),
    [
        (330, "5 jam 30 menit kerja"),
        (45, "45 menit kerja"),
        (450, "1 hari kerja"),
        (900, "2 hari kerja"),
        (510, "1 hari 1 jam kerja"),
        (0, "kurang dari 1 menit"),
    ],
)
def test_working_time_is_said_in_days_hours_and_minutes(menit: int, said: str):
    assert in_words(timedelta(minutes=menit)) == said


@pytest.mark.parametrize(
    ("nilai", "desimal", "shown"),
    [
        ("78.5", 2, "78,50"),
        ("1150.5", 0, "1.150,5"),
        ("1148", None, "1.148"),
        ("1148", 0, "1.148"),
    ],
)
def test_a_number_is_padded_but_never_rounded(nilai: str, desimal: int | None, shown: str):
    assert print_exact(Decimal(nilai), desimal) == shown


# Values of any shape

TEXT = st.text(min_size=1, max_size=100)
TRICKY = st.sampled_from(
    [
        "<b>tebal</b>",
        "A & B",
        "نص عربي",
        "\u202eterbalik",
        "👨‍👩‍👧 keluarga",
        "e\u0301\u0327",
        "\x00\x07bel",
        "&lt;sudah&gt;",
        "{{ 7 * 7 }}",
        "{% raw %}",
        "baris\n\nbaru",
        "\ud800",
    ]
)
VALUES = TRICKY | TEXT


def seen(text: str) -> str:
    """Return what a person can see of a value, on one line."""
    line = " ".join(text.translate(BIDI_CONTROLS).split())
    kept = (c for c in line if unicodedata.category(c) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


def text_of(screen: Screen) -> str:
    return " ".join(unescape(TAG.sub("", screen.text)).split())


@given(VALUES, VALUES, VALUES)
def test_any_name_unit_and_reason_comes_through_a_card_whole(nama: str, satuan: str, alasan: str):
    rows = (
        make_nilai(1, nama=nama, satuan=satuan),
        make_nilai(2, nama="x", nilai=None, alasan=alasan),
    )
    facts = Facts(kembali=replace(KEMBALI, alasan=alasan), konsep=alasan, tanya=alasan)

    for minta in (Minta.FORMULIR, Minta.KEPUTUSAN, None):
        view = make_kartu(
            minta, formulir=(make_formulir(baris=rows, nama=nama),), tugas={"facts": facts}
        )
        shown = text_of(on_card(view))
        for value in (nama, satuan, alasan):
            assert seen(value) in shown


@given(VALUES, VALUES)
def test_any_name_comes_through_a_message_whole(nama: str, jabatan: str):
    shown = text_of(draw_layar("sambutan", **{**PERSON, "nama": nama, "jabatan": jabatan}))

    assert seen(nama) in shown
    assert seen(jabatan) in shown


@given(
    VALUES,
    st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**40, places=3),
)
def test_any_number_can_be_offered_or_is_left_to_typing(satuan: str, nilai: Decimal):
    facts = {**VALUE, "satuan": satuan, "nilai": str(nilai), "janggal": "negatif"}

    assert draw_layar("yakin_nilai", **facts).keyboard
    draw_layar("pilih_angka", **VALUE, pilihan=[str(nilai)], teks=satuan)
    assert draw_layar("tanya_nilai", **{**VALUE, "satuan": satuan}).is_question


@given(st.text(max_size=3000))
def test_any_label_is_short_and_any_text_fits(text: str):
    assert len(label("lanjut")) <= 28
    assert len(label("orang", nama=text)) <= 28
    assert len(excerpt(text, 28)) <= 28
    view = make_kartu(tugas={"facts": Facts(kembali=replace(KEMBALI, alasan=text), konsep=text)})
    assert parsed_length(on_card(view).text) <= 4096


def test_what_fits_in_no_detail_is_cut_and_loses_its_markup():
    assert cut("<b>satu &lt; dua</b>", 8) == "satu &lt; …"
    assert parsed_length(cut("👨" * 100, 10)) <= 10


def test_no_template_prints_a_blank_that_would_be_cleaned_away():
    lost = re.compile(r"\{\{\s*'(?:\s[^']*|[^']*\s)'\s*(?:if|\}\})")
    found = {path.name for path in TEMPLATES.rglob("*.j2") if lost.search(path.read_text("utf-8"))}

    assert found == set()
