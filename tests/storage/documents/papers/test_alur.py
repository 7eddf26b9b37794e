"""The picture of the way of a berkas: as wide as a phone, all in words, late ones by more than a colour."""

from dataclasses import replace
from struct import unpack

import pytest

from storage.documents.papers.alur import returns_in_words, side_by_side, source_of, write_alur
from storage.documents.papers.source import literal
from tests.support.views_alur import CAP, make_alur, make_finished

DINAS = "pengukuran-kinerja-dinas"
LONG = replace(CAP, nama="Nama/yang-" * 12, jabatan="Kepala Subbagian " * 4, lain=3)


def size_of(png: bytes) -> tuple[int, int]:
    return unpack(">II", png[16:24])


@pytest.mark.parametrize("cap", [CAP, LONG])
def test_a_picture_is_as_wide_as_a_phone_and_within_what_telegram_takes(cap):
    wide, tall = size_of(write_alur(make_alur(at=10, cap=cap)))

    assert wide == 1080
    assert wide + tall <= 10_000
    assert tall <= 20 * wide


def test_the_same_way_gives_the_same_picture():
    view = make_alur(DINAS, 10, halaman=2)

    assert write_alur(view) == write_alur(view)


def test_who_did_a_langkah_as_what_and_when_is_stamped_on_it():
    source = source_of(make_alur(at=4, cap=LONG))

    assert source.count(literal(LONG.nama)) == 3
    assert source.count(literal(f", {LONG.jabatan}")) == 3
    assert source.count(literal("Jumat, 20 November 2026, 09.30 WIB")) == 3
    assert source.count(literal(" dan 3 lainnya")) == 3


def test_what_is_late_is_said_in_words_and_by_its_own_sign():
    source = source_of(make_alur(at=4))

    assert literal("TERLAMBAT 1/3") in source
    assert literal("terlambat sejak Senin, 23 November 2026, 08.30 WIB") in source
    assert literal("batas Senin, 23 November 2026, 14.30 WIB") in source
    assert source.count("fill: jingga, {") == source.count("jam + [ ]") == 1
    assert literal(", perbaikan ke-2") in source
    assert literal("1 tugas terlambat") in source


def test_the_end_of_a_way_is_said():
    source = source_of(make_finished())

    assert literal("Selesai seluruhnya") in source
    assert "TERLAMBAT" not in source


def test_a_history_that_is_not_whole_is_said_on_the_picture():
    assert "tidak utuh" not in source_of(make_alur())
    assert "tidak utuh" in source_of(replace(make_alur(), is_whole=False))


def test_each_return_is_said_in_words():
    said = returns_in_words(make_alur().sop)

    assert said == {
        5: "Meneruskan pengembalian ke langkah 4",
        6: "Ya: lanjut. Tidak: kembali ke langkah 5",
        7: "Ya: lanjut. Tidak: kembali ke langkah 6",
        8: "Ya: lanjut. Tidak: kembali ke langkah 7",
    }


def test_ways_back_at_the_same_height_run_side_by_side():
    ways = [(1, 0, False), (2, 1, False), (3, 0, True), (4, 3, False)]

    tracks = {(dari, ke): track for dari, ke, track, _ in side_by_side(ways)}

    assert tracks == {(1, 0): 0, (2, 1): 1, (3, 0): 2, (4, 3): 0}
