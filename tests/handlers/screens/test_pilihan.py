"""Whatever is chosen among is within reach, however many there are: page by page, none left out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from handlers.screens.callback import BerkasTap, DaftarTap, MulaiTap, PeriodeTap, TugasTap, decode
from handlers.screens.ditunggu import PER_PAGE
from handlers.screens.halaman import CHOICES_PER_PAGE
from handlers.screens.kartu import draw_kartu
from handlers.screens.lists import SOPS
from handlers.screens.papan import draw_papan
from handlers.screens.screen import Screen, plain
from handlers.taps.lists import step_of
from sop_flows.ports.layar.delegasi import DelegasiJabatan
from sop_flows.ports.layar.isi import Pilihan
from sop_flows.ports.records import Actor
from sop_flows.ports.views import BerkasView, KartuView, Undangan
from sop_flows.sop.definition import Minta
from tests.support.gallery_pengecualian import make_excused
from tests.support.screen import labels_of
from tests.support.views import (
    converse,
    make_formulir,
    make_kartu,
    make_nilai,
    make_papan,
    make_pegawai,
    make_pilihan,
    make_signing,
)
from tests.support.wall import draw_layar

COUNTS = [0, 1, CHOICES_PER_PAGE - 1, CHOICES_PER_PAGE, CHOICES_PER_PAGE + 1, 150]
Draw = Callable[[int, int], Screen]
"""Draws that page of a choice among so many."""


def on_kartu(view: Callable[[int], KartuView], kind: str, **isi: Any) -> Draw:
    return lambda count, ke: draw_kartu(converse(view(count), kind, halaman=ke, **isi))


def on_papan(view: Callable[[int], BerkasView], bagian: str) -> Draw:
    def draw(count: int, ke: int) -> Screen:
        asked = converse(make_kartu(), "kecualikan", berkas=12, bagian=bagian, halaman=ke)
        return draw_papan(replace(view(count), percakapan=asked.percakapan))

    return draw


def with_values(count: int) -> KartuView:
    rows = tuple(make_nilai(no) for no in range(1, count + 1))
    return make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=rows),))


def with_units(minta: Minta) -> Callable[[int], KartuView]:
    return lambda count: make_kartu(
        minta, formulir=tuple(make_formulir(no, f"Unit {no}", ()) for no in range(1, count + 1))
    )


def names(count: int, what: str = "Nama") -> tuple[tuple[int, str], ...]:
    return tuple((no, f"{what} {no}") for no in range(1, count + 1))


def invited(count: int) -> KartuView:
    people = (
        Undangan(tugas_id=no, pegawai_id=no, nama=nama, jabatan="Staf", is_hadir=no % 2 == 0)
        for no, nama in names(count)
    )
    return make_kartu(Minta.RAPAT, undangan=tuple(people))


def excused(count: int) -> BerkasView:
    one = make_excused()[1]
    many = (replace(one, tugas=replace(one.tugas, id=no), siapa=nama) for no, nama in names(count))
    return make_papan(dikecualikan=tuple(many))


BACK = {"kerja": "kembalikan"}
CHOICE: dict[str, tuple[str, Draw]] = {
    "nilai yang dikembalikan": (
        "pilih_indikator",
        on_kartu(with_values, "kembalikan", bagian="indikator", unit=[1], **BACK),
    ),
    "unit yang dikembalikan": (
        "pilih_unit",
        on_kartu(with_units(Minta.KEPUTUSAN), "kembalikan", bagian="unit", **BACK),
    ),
    "unit yang ditanya": (
        "pilih_unit",
        on_kartu(with_units(Minta.HIMPUN), "tanya", bagian="unit", kerja="tanya"),
    ),
    "penerima disposisi": (
        "pilih_penerima",
        on_kartu(
            lambda n: make_kartu(Minta.DISPOSISI, pilihan=names(n)),
            "penerima",
            kerja="disposisikan",
        ),
    ),
    "pelaksana tindak lanjut": (
        "pilih_jabatan",
        on_kartu(
            lambda n: make_kartu(Minta.RAPAT, pilihan=names(n)), "tindak_lanjut", bagian="jabatan"
        ),
    ),
    "wakil": (
        "wakil",
        on_kartu(lambda n: make_kartu(Minta.RAPAT, calon=names(n)), "pilih_wakil"),
    ),
    "daftar hadir": ("hadir", on_kartu(invited, "catat_hadir")),
    "pegawai yang dikecualikan": ("siapa", on_papan(make_signing, "pegawai")),
    "unit yang menyusul": ("unit", on_papan(lambda n: make_papan(tambah=names(n)), "unit")),
    "saksi": (
        "saksi",
        on_papan(
            lambda n: make_signing(pegawai=tuple(make_pegawai(no, nama) for no, nama in names(n))),
            "saksi",
        ),
    ),
    "pengecualian yang diurungkan": ("ikut", on_papan(excused, "urungkan")),
}


def taps(screen: Screen) -> list[TugasTap | BerkasTap]:
    found = [decode(tombol.data) for row in screen.keyboard for tombol in row]
    return [tap for tap in found if isinstance(tap, TugasTap | BerkasTap)]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("what", CHOICE)
def test_every_choice_is_on_one_of_the_pages_that_buttons_lead_to(what: str, count: int):
    word, draw = CHOICE[what]
    found: list[tuple[str, ...]] = []
    pages, ke = 0, 1
    while ke:
        screen = draw(count, ke)
        own = [tap.args for tap in taps(screen) if tap.aksi.endswith(word)]
        assert len(own) <= CHOICES_PER_PAGE
        found += own
        pages += 1
        onward = [tap.number() for tap in taps(screen) if tap.aksi == "halaman"]
        ke = next((page for page in onward if page > ke), 0)

    assert len(found) == len(set(found)) == count
    assert pages == max(1, -(-count // CHOICES_PER_PAGE))
    assert (f"Pilihan halaman {pages} dari {pages}." in plain(screen.text)) is (pages > 1)
    assert any(tap.aksi == "batal" for tap in taps(screen))


@pytest.mark.parametrize("what", CHOICE)
def test_a_page_that_is_not_there_is_the_nearest(what: str):
    _, draw = CHOICE[what]

    assert draw(30, 10**14) == draw(30, 2)
    assert draw(30, 0) == draw(30, 1)


def test_what_is_ticked_on_another_page_is_still_said():
    view = converse(
        with_values(30), "kembalikan", bagian="indikator", unit=[1], indikator=[102, 130], **BACK
    )

    text = plain(draw_kartu(view).text)
    assert "Sudah dipilih: IK-2, IK-30." in text
    assert "Lanjut" in {
        t.label.split(" ", 1)[-1] for row in draw_kartu(view).keyboard for t in row
    }


def test_names_that_are_shortened_alike_are_told_apart_on_every_page():
    posts = tuple((no, "Kepala Seksi Pemberdayaan Masyarakat Desa") for no in range(1, 31))
    draw = on_kartu(
        lambda _: make_kartu(Minta.RAPAT, pilihan=posts), "tindak_lanjut", bagian="jabatan"
    )
    labels = [t.label for ke in (1, 2) for row in draw(0, ke).keyboard for t in row]
    chosen = [label for label in labels if "Kepala" in label]

    assert len(set(chosen)) == 30


@pytest.mark.parametrize("count", [PER_PAGE, PER_PAGE + 1, 150])
def test_a_board_that_waits_for_many_leads_to_all_of_them(count: int):
    view = make_signing(count)
    has_button = any(tap.aksi == "ditunggu" for tap in taps(draw_papan(view)))
    assert has_button is (count > PER_PAGE)

    pages = -(-count // PER_PAGE)
    texts = [
        plain(draw_layar("ditunggu", view, user_id=70, berkas_id=12, halaman=ke).text)
        for ke in range(1, pages + 1)
    ]
    for no in range(1, count + 1):
        assert sum(f"Pegawai {no} #{2000 + no}," in text for text in texts) == 1


@pytest.mark.parametrize("count", [59, 60, 61, 150])
def test_posts_without_a_button_are_counted_and_found_by_a_part_of_their_name(count: int):
    shown = tuple(Pilihan(id=no, nama=f"Jabatan {no}") for no in range(1, min(count, 60) + 1))
    said = DelegasiJabatan(pilihan=shown, berlaku=(), lain=count - len(shown))
    facts = {"pilihan": [{"id": p.id, "nama": p.nama} for p in said.pilihan], "berlaku": []}
    text = plain(draw_layar("delegasi_jabatan", **facts, lain=said.lain).text)

    assert ("atau ketik sebagian namanya" in text) is (count > 60)
    assert (f"; {count - 60} jabatan lain tidak tampak" in text) is (count > 60)


def test_namesakes_are_told_apart_by_their_post_and_others_keep_their_bare_name():
    posts = ("Kepala Seksi Pemerintahan", "Kepala Seksi Pelayanan Umum", "Staf")
    nama = ("Nur Aini Rahmawati", "Nur Aini Rahmawati", "Joko Susilo")
    people = tuple(
        Undangan(tugas_id=no, pegawai_id=no, nama=nama, jabatan=jabatan, is_hadir=False)
        for no, (nama, jabatan) in enumerate(zip(nama, posts, strict=True), start=1)
    )
    draw = on_kartu(lambda _: make_kartu(Minta.RAPAT, undangan=people), "catat_hadir")
    labels = labels_of(draw(0, 1))

    assert [label.lstrip("☐▫️ ") for label in labels[:3]] == [
        "Nur Aini… (…emerintahan)",
        "Nur Aini… (…ayanan Umum)",
        "Joko Susilo",
    ]


@pytest.mark.parametrize("periode", [None, [2026, 2]])
@pytest.mark.parametrize("count", [SOPS - 1, SOPS, SOPS + 1, 150])
def test_every_sop_that_may_be_started_has_its_button(count: int, periode: list[int] | None):
    view = tuple(make_pilihan(sop_id=no) for no in range(1, count + 1))
    found, ke = [], 1
    while ke:
        screen = draw_layar("pilihan_mulai", view, user_id=70, periode=periode, halaman=ke)
        tapped = [decode(tombol.data) for row in screen.keyboard for tombol in row]
        found += [tap.sop_id for tap in tapped if isinstance(tap, MulaiTap)]
        paged = (DaftarTap,) if periode is None else (PeriodeTap,)
        pages = [tap.halaman for tap in tapped if isinstance(tap, paged)]
        ke = next((page for page in pages if page > ke), 0)

    assert found == list(range(1, count + 1))
    assert step_of(Actor.private(70), DaftarTap("pilihan_mulai", 2))
