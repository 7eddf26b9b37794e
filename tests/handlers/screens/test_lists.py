"""Long lists and histories are turned page by page: nothing of them is out of reach, or shown twice."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from handlers.screens.callback import BerkasTap, DaftarTap, decode
from handlers.screens.lists import PEOPLE, TUGAS
from handlers.screens.screen import MAX_TEXT, Screen, parsed_length, plain
from sop_flows.ports.halaman import page_of
from sop_flows.waktu.periode import JenisPeriode, Periode
from tests.support.views import (
    make_baris,
    make_daftar,
    make_keanggotaan,
    make_line,
    make_riwayat,
)
from tests.support.wall import draw_layar

NOTE = "Mohon diperbaiki menurut berita acara. " * 10


def history(*notes: str, **facts: Any) -> Screen:
    view = make_riwayat(*(make_line(catatan=note) for note in notes))
    return draw_layar("riwayat", view, user_id=70, berkas_id=12, **facts)


def labels(screen: Screen) -> dict[str, str]:
    buttons = [button for row in screen.keyboard for button in row]
    return {button.label.split(maxsplit=1)[1]: button.data for button in buttons}


def back_to_the_oldest(*notes: str) -> Iterator[Screen]:
    """Yield the newest page, and each that its button for older lines leads to."""
    screen = history(*notes)
    yield screen
    while data := labels(screen).get("Lebih lama"):
        tap = decode(data)
        assert isinstance(tap, BerkasTap)
        assert tap.aksi == "riwayat"
        screen = history(*notes, halaman=tap.number())
        yield screen


@pytest.mark.parametrize("count", [1, 30, 200])
def test_the_oldest_line_of_a_history_is_reached_by_its_buttons(count: int):
    notes = [f"catatan ke-{no}. {NOTE}" for no in range(1, count + 1)]
    pages = list(back_to_the_oldest(*notes))

    assert all(parsed_length(page.text) <= MAX_TEXT for page in pages)
    told = "\n".join(plain(page.text) for page in reversed(pages))
    at = [told.index(f"catatan ke-{no}.") for no in range(1, count + 1)]
    assert at == sorted(at)
    assert all(told.count(f"catatan ke-{no}.") == 1 for no in range(1, count + 1))
    assert told.count(NOTE.strip()) == count, "no note is shortened"
    assert "Lebih lama" not in labels(pages[-1])


def test_a_short_history_has_no_pages_to_turn():
    assert history("baik").keyboard == ()
    assert "Halaman" not in plain(history("baik").text)


def test_the_oldest_page_is_one_tap_away_from_the_newest():
    screen = history(*[NOTE] * 60)
    tap = decode(labels(screen)["Paling lama"])

    assert tap == BerkasTap(12, "riwayat", ("1",))


def test_a_page_stays_as_it_is_while_the_history_grows():
    notes = [f"{no}. {NOTE}" for no in range(40)]

    for halaman in (1, 2, 3):
        before, after = (history(*notes[:n], halaman=halaman) for n in (35, 40))
        body = [plain(screen.text).split("\n\n", 1)[1] for screen in (before, after)]
        assert body[0] == body[1]


@pytest.mark.parametrize("halaman", [0, 99, 10**14])
def test_a_page_that_is_not_there_is_the_nearest_one(halaman: int):
    nearest = history(*[NOTE] * 60, **({"halaman": 1} if not halaman else {}))

    assert history(*[NOTE] * 60, halaman=halaman or 1).text == nearest.text


def test_open_tugas_of_several_runs_are_told_apart_by_unit_and_periode():
    lines = [
        make_baris(ke, unit=unit, periode=Periode(JenisPeriode.TRIWULAN, 2026, ke))
        for ke, unit in ((1, "Seksi Pembangunan"), (2, ""))
    ]
    page = draw_layar("daftar_tugas", make_daftar(*lines), user_id=70)

    text = plain(page.text)
    assert "Pengukuran Kinerja · Triwulan I 2026, berkas 5" in text
    assert "Pengukuran Kinerja · Triwulan II 2026, berkas 5" in text
    assert [label for label in labels(page) if label.startswith("Buka")] == [
        "Buka #1041 Seksi Pembangu…",
        "Buka #1042 Isi form pengu…",
    ]


def test_every_tugas_of_a_long_list_has_its_line_and_its_button_on_one_page():
    lines = [make_baris(no) for no in range(1, 3 * TUGAS)]
    pages = [
        draw_layar("daftar_tugas", make_daftar(*lines), user_id=70, halaman=ke) for ke in (1, 2, 3)
    ]

    for line in lines:
        nomor = f"#{line.tugas.nomor}"
        assert [nomor in plain(page.text) for page in pages].count(True) == 1
        assert sum(f"Buka {nomor} Seksi Pemberda…" in labels(page) for page in pages) == 1
    assert decode(labels(pages[0])["Berikutnya"]) == DaftarTap("daftar_tugas", 2)
    assert decode(labels(pages[1])["Sebelumnya"]) == DaftarTap("daftar_tugas", 1)


def test_everybody_of_a_large_office_is_named_and_who_has_not_joined_comes_first():
    office = make_keanggotaan(2 * PEOPLE, 10)
    pages = [
        plain(draw_layar("anggota", (office,), user_id=70, halaman=ke).text) for ke in (1, 2, 3)
    ]
    told = [name for page in pages for name in re.findall(r"Pegawai \d+", page)]

    assert sorted(told) == sorted(orang.nama for orang, _ in office.pegawai)
    assert f"Belum: Pegawai {2 * PEOPLE + 1}" in pages[0]
    assert all(f"{2 * PEOPLE} dari {2 * PEOPLE + 10} pegawai" in page for page in pages)


@pytest.mark.parametrize(
    ("count", "ke", "found"),
    [
        (0, 1, (1, 1, 0)),
        (8, 1, (1, 1, 8)),
        (9, 2, (2, 2, 1)),
        (9, 5, (2, 2, 1)),
        (9, -3, (1, 2, 8)),
    ],
)
def test_a_page_is_the_nearest_that_is_there(count: int, ke: int, found: tuple[int, int, int]):
    page = page_of(range(count), ke, 8)

    assert (page.ke, page.jumlah, len(page.baris)) == found
    assert page.each(str).baris == tuple(map(str, page.baris))
