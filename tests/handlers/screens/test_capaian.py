"""What an office reached, as it is drawn: what is low is said in words, and nothing is out of reach."""

import re
from dataclasses import replace

import pytest

from handlers.screens.arguments import CallbackUnreadable
from handlers.screens.callback import CapaianTap, decode
from handlers.screens.capaian import BaganTerlampir, draw_bagan, draw_capaian
from handlers.screens.screen import Dokumen, Screen, parsed_length, plain
from handlers.screens.wording import CAPTION
from sop_flows.naskah.batang import Per, bars_of
from sop_flows.ports.capaian import CapaianView
from tests.support.periode import triwulan
from tests.support.views_capaian import make_capaian, make_rekap
from tests.support.views_nilai import make_row

LISTED = make_row(1, 1, 1).indikator
MIXED = ("62.5", "104", "0", None)


def card(view: CapaianView) -> Screen:
    return draw_capaian(view)


def picture(view: CapaianView) -> Screen:
    return draw_bagan(BaganTerlampir(view=view, dokumen=Dokumen("capaian.png", b"x")))


def taps(screen: Screen) -> dict[str, CapaianTap]:
    """Return what each button leads to, by its label without pictograph."""
    found = {}
    for one in (button for row in screen.keyboard for button in row):
        tap = decode(one.data)
        assert isinstance(tap, CapaianTap)
        found[one.label.split(" ", 1)[-1]] = tap
    return found


def test_what_is_low_or_missing_is_said_in_words_on_the_card_and_beside_the_picture():
    view = make_capaian(make_rekap(4, 1, persen=MIXED))

    for screen in (card(view), picture(view)):
        told = plain(screen.text)
        assert "IK-03" in told
        assert told.count("di bawah 80%") == 2
        assert "IK-04 " in told
        assert "n/a" in told
        assert (
            told.index("IK-03") < told.index("IK-01") < told.index("IK-04") < told.index("IK-02")
        )
    assert "Survei belum selesai" in plain(card(view).text)


@pytest.mark.parametrize("per", Per)
def test_all_bars_are_on_some_page_of_card_and_picture_with_the_same_on_both(per: Per):
    rekap = make_rekap(60, 20)
    view = make_capaian(rekap, per)
    told = 0
    for ke in range(1, view.batang.jumlah + 1):
        page = make_capaian(rekap, per, ke)
        shown = plain(picture(page).text)
        named = [line for line in shown.split("\n") if ". " in line[:4]]
        told += len(named) + more_in(shown)
        for one in page.batang.baris:
            assert (one.kode or one.nama) in plain(card(page).text) or per is Per.UNIT
        for one, line in zip(page.batang.baris, named, strict=False):
            assert one.nama in line, "no name is shortened beside a picture"
    assert told == len(bars_of(rekap, per))


@pytest.mark.parametrize("letters", [30, 90, 240, 700, 3000])
@pytest.mark.parametrize("per", [Per.INDIKATOR, Per.UNIT])
def test_beside_a_picture_names_are_whole_and_what_does_not_fit_is_told_by_kode_or_counted(
    letters: int, per: Per
):
    view = make_capaian(make_rekap(12, 12), per)
    names = [f"{no} ".ljust(letters, "x") for no in range(len(view.batang.baris))]
    bars = tuple(replace(b, nama=n) for b, n in zip(view.batang.baris, names, strict=True))

    text = picture(replace(view, batang=replace(view.batang, baris=bars))).text

    assert parsed_length(text) <= CAPTION
    shown = [nama for nama in names if nama in plain(text)]
    assert names[: len(shown)] == shown
    assert len(shown) + more_in(plain(text)) == len(names)
    assert per is Per.UNIT or all(f"{one.kode} " in plain(text) for one in bars)
    assert "\u2026" not in plain(text).replace("\u2026 dan", "")


def more_in(text: str) -> int:
    """Return how many bars a text says that it leaves to the picture and the card."""
    found = re.search(r"\u2026 dan (\d+) batang lagi.* pada gambar.* pada kartu /capaian", text)
    return int(found[1]) if found else 0


def test_a_change_is_told_with_an_arrow_and_a_word():
    rekap = make_rekap(4, 1, persen=["50"] * 4)
    told = plain(card(make_capaian(rekap)).text)

    assert "Triwulan II 2026: " in told
    assert "↘️ turun" in told
    assert "Triwulan III 2025: " in told


def test_what_did_not_change_is_said_to_be_as_it_was():
    assert "➡️ tetap" in plain(card(make_capaian(make_rekap(4, 1))).text)


def test_the_end_of_the_renstra_is_told_where_the_office_has_targets_for_it():
    rekap = make_rekap(4, 1, persen=["50", None])
    known = ("200", 2029), ("200", 2029), ("abc", 2029), ("", None)
    rows = tuple(
        replace(one, indikator=replace(LISTED, target_renstra=target, tahun_renstra=tahun))
        for one, (target, tahun) in zip(rekap.baris, known, strict=True)
    )

    assert "Renstra" not in plain(card(make_capaian(rekap)).text)
    told = plain(card(make_capaian(replace(rekap, baris=rows))).text)
    assert "Terhadap target akhir Renstra 2029: 25% (1 dinilai)" in told


def test_buttons_lead_to_the_picture_other_bars_units_and_periode():
    view = make_capaian(make_rekap(30, 5), Per.UNIT)
    found = taps(card(view))

    assert found["Bagan"].aksi == "bagan"
    assert found["Bagan"].pandangan.per is Per.UNIT
    assert found["Per sasaran"].pandangan.per is Per.SASARAN
    assert found["Triwulan II 2026"].pandangan.periode == triwulan(2026, 2)
    units = {tap.pandangan.unit for tap in found.values()} - {None}
    assert units == set(view.unit_id.values())


def test_a_button_of_all_that_can_be_chosen_is_short_enough():
    at = make_capaian().pandangan
    longest = CapaianTap(at, "bagan").encode().replace(":1:2026:", ":999999999:2026:")

    assert len(longest) <= 64
    assert decode(CapaianTap(at, "lihat").encode()) == CapaianTap(at, "lihat")


@pytest.mark.parametrize(
    "data",
    [
        "v1:c:1:2026:3:0:i:1",
        "v1:c:1:2026:5:0:i:1:lihat",
        "v1:c:1:2026:3:0:x:1:lihat",
        "v1:c:1:2026:3:-1:i:1:lihat",
        "v1:c:1:2026:3:0::1:lihat",
    ],
)
def test_a_button_that_is_none_of_ours_is_not_guessed(data: str):
    with pytest.raises(CallbackUnreadable):
        decode(data)


def test_before_anything_is_reported_the_card_says_so():
    told = plain(card(make_capaian(make_rekap(3, 1, is_reported=False))).text)

    assert "Belum ada yang dilaporkan" in told
    assert told.count("belum dilaporkan") == 4
