"""The values behind a card: what stands on a page, what turns it, and what the front sums up."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from handlers.screens.nilai import LETTERS_PER_PAGE, PER_PAGE
from handlers.screens.screen import Screen, plain
from sop_flows.engine.formulir import Sebelum
from sop_flows.kinerja.capaian import Formula, Polaritas, Sifat
from sop_flows.naskah.isi import IsiDokumen
from sop_flows.naskah.kode import print_kode
from sop_flows.ports.formulir import NilaiView
from sop_flows.ports.halaman import page_of
from sop_flows.ports.views import KartuView, NilaiKembali, Perbaikan
from sop_flows.sop.definition import Minta
from tests.support.gallery import on_card
from tests.support.screen import labels_of
from tests.support.views import (
    HASIL,
    KEMBALI,
    converse,
    make_closed,
    make_formulir,
    make_kartu,
    make_nilai,
)
from tests.support.views_nilai import (
    SASARAN,
    looking,
    make_decided,
    make_formulir_many,
    make_row,
    make_seen,
)

JUDGING = (Minta.KEPUTUSAN, Minta.PARAF, Minta.TANDA_TANGAN)


def data(screen: Screen) -> list[str]:
    return [tombol.data for row in screen.keyboard for tombol in row]


def card(jumlah: int, units: int, minta: Minta = Minta.KEPUTUSAN) -> KartuView:
    return make_kartu(minta, formulir=make_formulir_many(jumlah, units), unit=None)


def pages(view: KartuView) -> list[str]:
    """Turn a card from its first page to its last; return what each of them says."""
    found, ke = [], 1
    while True:
        screen = on_card(looking(view, ke))
        found.append(plain(screen.text))
        if f"v1:t:77:3:nilai:{ke + 1}" not in data(screen) or ke > 99:
            return found
        ke += 1


@pytest.mark.parametrize("minta", [*JUDGING, Minta.HIMPUN, Minta.KERJAKAN])
def test_a_card_of_all_units_offers_to_look_and_hands_out_the_sheet(minta: Minta):
    screen = on_card(looking(card(12, 3, minta)))

    assert "📋 Lihat nilai" in labels_of(screen)
    assert "📊 Lihat rekap" in labels_of(screen)
    assert {"v1:t:77:3:nilai:1", "v1:t:77:3:rekap"} <= set(data(screen))


@pytest.mark.parametrize("minta", [*Minta, None])
def test_a_card_without_values_offers_neither(minta: Minta | None):
    assert not {"📋 Lihat nilai", "📊 Lihat rekap"} & set(labels_of(on_card(make_kartu(minta))))


@pytest.mark.parametrize(("jumlah", "units"), [(12, 3), (40, 5), (150, 5), (31, 1), (44, 44)])
def test_every_indikator_of_every_unit_stands_on_one_page(jumlah: int, units: int):
    view = card(jumlah, units)

    said = "\n".join(pages(view))

    for form in view.formulir:
        for row in form.baris:
            assert said.count(f" {row.indikator.kode} ") == 1, row.indikator.kode


def test_an_indikator_shows_target_with_satuan_and_capaian_of_the_periode_and_of_the_year():
    row = make_nilai(
        1,
        nama="Jalan diperbaiki",
        satuan="meter",
        nilai=Decimal(330),
        target="300",
        target_tahun="1200",
        sifat=Sifat.AKUMULASI,
        lalu=(2, Decimal(250)),
    )
    view = make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=(row,)),))

    text = plain(on_card(looking(view, 1)).text)

    assert "1. IK-1 Jalan diperbaiki" in text
    assert "Target 300 meter · realisasi 330 meter" in text
    assert "Capaian 110% (Sangat Tinggi)" in text
    assert "Setahun: target 1.200 meter, capaian 27,50% (Sangat Rendah)" in text


def test_a_value_that_is_missing_shows_its_whole_reason_and_no_capaian():
    why = "Survei baru dilaksanakan pada triwulan berikutnya karena tenaga lapangan " * 7
    row = make_nilai(1, nilai=None, alasan=why.strip())
    view = make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=(row,)),))

    text = plain(on_card(looking(view, 1)).text)

    assert f"realisasi n/a: {why.strip()}" in text
    assert "apaian" not in text


def test_what_is_measured_downwards_says_so_and_which_formula_where_it_is_not_the_usual():
    view = make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=(make_nilai(1),)),))
    seen = make_seen(view.formulir)
    unit = seen.isi.unit[0]

    def said(formula: Formula) -> str:
        turun = replace(unit.indikator[0], polaritas=Polaritas.TURUN, formula=formula)
        isi = replace(seen.isi, unit=(replace(unit, indikator=(turun,)),))
        looked = replace(view, isi=replace(seen, isi=isi), has_nilai=True, halaman=1)
        return plain(on_card(looked).text)

    assert "Semakin rendah semakin baik" in said(Formula.A)
    assert "rumus" not in said(Formula.A)
    assert "Semakin rendah semakin baik; rumus B (target dibagi realisasi)" in said(Formula.B)


def test_marks_and_data_dukung_stand_at_the_indikator_that_they_are_of():
    marked = make_nilai(2, ditandai=True)
    view = make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=(make_nilai(1), marked)),))
    seen = make_seen(view.formulir)
    files = tuple(
        IsiDokumen(nama=f"{no}.pdf", sha256="ab" * 32, isian="", unit="U1", indikator="IK-1")
        for no in range(2)
    )
    isi = replace(seen.isi, dokumen=files)

    text = plain(on_card(replace(view, isi=replace(seen, isi=isi), halaman=1)).text)
    first, second = text.split("2. IK-2")

    assert "2 data dukung" in first
    assert "Perlu diperbaiki" not in first
    assert "data dukung" not in second
    assert "Perlu diperbaiki" in second


def test_after_a_return_the_page_says_before_and_after_the_mark_and_why():
    rows = (
        make_nilai(1, nilai=Decimal("87.5"), desimal=2),
        make_nilai(2, nilai=Decimal(60)),
        make_nilai(3, nilai=Decimal(7), sebelumnya=Decimal(5)),
        make_nilai(4),
    )

    def back(row: NilaiView, before: str, *, is_marked: bool) -> NilaiKembali:
        kini = Sebelum.of(row.nilai)
        semula = replace(kini, nilai=Decimal(before))
        return NilaiKembali(baris=row, semula=semula, kini=kini, is_marked=is_marked)

    why = replace(HASIL, catatan="Sudah sesuai BAST.")
    nilai = (back(rows[0], "87.25", is_marked=True), back(rows[1], "60", is_marked=True))
    perbaikan = Perbaikan(
        kembali=KEMBALI, langkah=4, hasil=why, unit="Seksi", nilai=nilai, is_tetap=True
    )
    view = make_kartu(
        Minta.KEPUTUSAN, formulir=(make_formulir(baris=rows),), perbaikan=(perbaikan,)
    )
    seen = make_seen(view.formulir, desimal={"IK-1": 2})

    text = plain(on_card(replace(view, isi=seen, has_nilai=True, halaman=1)).text)
    first, second, third, fourth = re.split(r"\d\. IK-\d ", text)[1:]

    assert "realisasi 87,50%" in first
    assert "Sesudah dikembalikan: 87,25 → 87,50%" in first
    assert f"Ditandai oleh Kasubbag Perencana (Eko Prasetyo): “{KEMBALI.alasan}”" in first
    assert "Sesudah dikembalikan: tidak berubah, “Sudah sesuai BAST.”" in second
    assert text.count(KEMBALI.alasan) == 1
    assert "Sejak kiriman sebelumnya: 5 → 7%" in third
    assert "→" not in fourth


def test_several_units_begin_with_a_list_of_them_and_one_unit_with_its_values():
    several, one = on_card(looking(card(40, 5), 1)), on_card(looking(card(5, 1), 1))

    assert "Nilai per unit" in several.text
    assert "Seksi 1 Pemberdayaan dan Pelayanan\n8/8 nilai · rata-rata 88,57%" in plain(
        several.text
    )
    assert "1 rendah" in several.text
    units = [each for each in several.keyboard if each[0].label.startswith("🏢")]
    assert len([b for row in units for b in row]) == 5
    assert "IK-01" in one.text
    assert not [each for each in labels_of(one) if "unit" in each]


def test_the_button_of_a_unit_leads_to_its_first_indikator():
    view = card(40, 5)
    units = [b for row in on_card(looking(view, 1)).keyboard for b in row][:5]

    for form, tombol in zip(view.formulir, units, strict=True):
        ke = int(tombol.data.rpartition(":")[2])
        text = plain(on_card(looking(view, ke)).text)
        assert text.startswith(f"📋 {form.unit.nama}")
        assert f"1. {form.baris[0].indikator.kode} " in text


def test_a_page_leads_back_and_on_to_the_units_to_the_sheet_and_to_the_card():
    view = card(40, 5)

    found = labels_of(on_card(looking(view, 3)))

    assert found == [
        "◀️ Hal. 2",
        "Hal. 4 ▶️",
        "🏢 Pilih unit",
        "📊 Lihat rekap",
        "⬅️ Kembali ke kartu",
    ]
    assert "v1:t:77:3:nilai:0" in data(on_card(looking(view, 3)))


@pytest.mark.parametrize("halaman", [99, 9_999])
def test_a_page_that_there_is_not_is_the_last(halaman: int):
    view = card(40, 5)

    assert plain(on_card(looking(view, halaman)).text) == pages(view)[-1]


def test_a_long_page_ends_sooner_so_that_nothing_on_it_is_cut():
    why = "Alasan yang panjang sekali. " * 20
    rows = tuple(make_nilai(no, nilai=None, alasan=why.strip()) for no in range(1, 9))
    view = make_kartu(Minta.KEPUTUSAN, formulir=(make_formulir(baris=rows),))

    found = pages(view)

    assert len(found) == 8 // (LETTERS_PER_PAGE // (160 + len(why) + 12))
    assert sum(text.count(why.strip()) for text in found) == 8
    assert not any("…" in text for text in found)


def test_the_card_says_who_decided_before_as_what_when_and_with_which_kode():
    view = card(12, 3, Minta.TANDA_TANGAN)
    seen = make_seen(view.formulir)
    before = (make_decided(seen.sha256), make_decided("cd" * 32, 7, "Endang Lestari"))

    text = plain(on_card(looking(view, 0, *before)).text)

    mine = print_kode(seen.kode)
    assert (
        "Kasubbag Perencana (Retno Wulandari) menyetujui, Senin, 23 Nov 09.30 WIB · "
        f"{mine}\n" in text
    )
    (older,) = [line for line in text.split("\n") if "Endang Lestari" in line]
    assert older.endswith("isinya berubah sesudah itu")
    assert f"Kode verifikasi: {mine}" in text


def test_signatures_of_older_content_are_counted():
    view = card(12, 3, Minta.TANDA_TANGAN)
    seen = make_seen(view.formulir)
    signed = [
        make_decided(sha, 8, pegawai_id=no)
        for no, sha in enumerate((seen.sha256, "cd" * 32, "cd" * 32))
    ]

    text = plain(on_card(looking(view, 0, *signed)).text)

    assert "2 pegawai menandatangani isi sebelum perubahan" in text


def test_the_front_tells_the_lowest_first_what_is_missing_and_the_mean_of_each_sasaran():
    view = card(40, 5)
    rows = [replace(row, nilai=row.nilai) for row in view.formulir[0].baris]
    lowest = make_row(5, 1, 5, nilai=Decimal(10))
    first = replace(view.formulir[0], baris=(*rows[:4], lowest, *rows[5:]))

    text = plain(on_card(looking(replace(view, formulir=(first, *view.formulir[1:])))).text)

    low = text[text.index("capaian rendah") :].split("\n")[1]
    assert low.endswith(": 10%")
    assert "5 tanpa data (n/a)" in text
    for sasaran in SASARAN:
        assert sasaran[:20] in text


def test_a_conversation_stands_before_a_page():
    view = looking(card(12, 3), 2)

    screen = on_card(converse(view, "yakin", kerja="setujui"))

    assert "Yakin?" in screen.text


def test_what_was_decided_can_be_opened_again():
    closed = make_closed(Minta.KEPUTUSAN, formulir=make_formulir_many(12, 3))

    assert labels_of(on_card(looking(closed))) == ["📋 Lihat nilai", "📊 Lihat rekap"]
    assert "dibekukan Senin, 23 Nov" in plain(on_card(looking(closed, 2, is_kept=True)).text)


# Filling


def test_up_to_ten_values_stand_on_one_card():
    screen = on_card(make_kartu(formulir=make_formulir_many(10, 1)))

    assert not any("Hal." in label for label in labels_of(screen))
    assert plain(screen.text).count("Indeks") + plain(screen.text).count("Persentase") > 5


@pytest.mark.parametrize("jumlah", [11, 40, 150])
def test_more_are_turned_page_by_page_and_each_has_its_button(jumlah: int):
    forms = make_formulir_many(jumlah, 1, nilai=None, alasan="")
    found: list[str] = []
    for ke in range(1, -(-jumlah // 10) + 1):
        screen = on_card(make_kartu(formulir=forms, halaman=ke))
        found += [one for one in data(screen) if ":isi:" in one]
        assert f"dari {jumlah}." in plain(screen.text)

    assert found == [f"v1:t:77:3:isi:{row.indikator.id}" for row in forms[0].baris]


def test_until_it_is_turned_the_card_shows_where_something_is_missing_or_marked():
    filled = make_formulir_many(40, 1, nilai=Decimal(95), alasan="")[0]
    rows = list(filled.baris)
    rows[24] = make_row(25, 1, 25, nilai=None, alasan="")

    def shown(form: object) -> str:
        return plain(on_card(make_kartu(formulir=(form,))).text)

    assert "Nomor 21\u201330 dari 40." in shown(replace(filled, baris=tuple(rows)))
    assert "Nomor 1\u201310 dari 40." in shown(filled)


@pytest.mark.parametrize(("ke", "first"), [(-3, 1), (0, 1), (2, 4), (99, 7)])
def test_the_nearest_page_there_is_is_shown(ke: int, first: int):
    assert page_of(range(1, 8), ke, 3).baris[0] == first
    assert page_of([], ke, 3).baris == ()


def test_a_page_holds_no_more_than_its_measure():
    assert all(text.count("realisasi") <= PER_PAGE for text in pages(card(150, 1)))
