"""A berkas keeps the Perjanjian Kinerja that it began with, whatever the office promises later."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.kartu import draw_kartu
from handlers.screens.papan import draw_papan
from sop_flows.engine.aksi import Kerja
from sop_flows.kinerja.bentuk import EXPLAINED
from sop_flows.naskah.canonical import write_canonical
from sop_flows.naskah.compose import compose
from sop_flows.naskah.isi import IsiPerjanjian
from sop_flows.naskah.reading import read_isi
from sop_flows.ports.records import KartuTugas
from sop_flows.ports.views import KartuView
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.berkas.rebuild import Kesesuaian, compare_with_history
from sop_flows.use_cases.berkas.selisih import find_selisih
from sop_flows.use_cases.formulir.typed import begin_filling
from sop_flows.use_cases.kinerja.buku import view_buku, view_rekap
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.sources import sources_of
from storage.documents.kantor.buku import BarisPerjanjian, KodeGalat
from storage.documents.rekap.rekap import title_of
from storage.documents.rekapitulasi.buku import write_buku_rekap
from storage.kantor_import import BukuFaulty
from tests.support.office import START, Pejawaran, plain
from tests.support.story import (
    AGUS,
    LINES,
    TAPEM,
    at,
    berkas,
    card_of,
    fill,
    go_to,
    jejak,
    naskah_named,
    said,
    whose,
)
from tests.support.wall import draw_layar

AWAL = BarisPerjanjian(tahun=2026, versi=1, jenis="awal", tanggal=date(2026, 1, 2))
PERUBAHAN = BarisPerjanjian(
    tahun=2026, versi=2, jenis="perubahan", nomor="5/PK/2026", tanggal=date(2026, 10, 1)
)
NEWER = "Berkas ini memakai Perjanjian Kinerja awal, 2 Januari 2026; sejak 1 Oktober 2026 ada perubahannya."


BY = "Diukur menurut perubahan ke-1 Perjanjian Kinerja nomor 5/PK/2026, 1 Oktober 2026"


def promise(kantor, *perjanjian, **targets):
    """Import the sample office with these versi, and other targets of TW III by kode."""
    rows = (
        replace(row, tw3=targets.get(row.kode, row.tw3))
        for row in SAMPLE.indikator
        if targets.get(row.kode) != "-"
    )
    buku = replace(SAMPLE, perjanjian=perjanjian, indikator=tuple(rows))
    return kantor.take_over(buku)


def own_card(kantor: Pejawaran, nama: str) -> KartuView:
    return card_of(kantor, kantor.only(nama).id, nama)


def target_on(view: KartuView, kode: str) -> str:
    rows = (row for form in view.formulir for row in form.baris)
    return next((row.target for row in rows if row.indikator.kode == kode), "")


def test_a_running_berkas_keeps_its_targets_and_says_that_there_are_newer_ones(kantor):
    promise(kantor, AWAL)
    first = go_to(kantor, 4)
    before = target_on(own_card(kantor, TAPEM), "IK-01")

    changed = promise(kantor, AWAL, PERUBAHAN, **{"IK-01": "99"})

    view = own_card(kantor, TAPEM)
    board = kantor.run(view_berkas, user_id=kantor.user[TAPEM], berkas_id=first)
    assert before not in {"", "99"}
    assert target_on(view, "IK-01") == before
    assert NEWER in plain(draw_kartu(view).text)
    assert NEWER in plain(draw_papan(board).text)
    assert "Perjanjian Kinerja diubah (versi 2)" in plain(draw_kartu(view).text)
    assert len(changed.terbuka) == len(LINES)  # the buttons of before decide nothing


def test_the_next_berkas_begins_with_the_perubahan(kantor):
    promise(kantor, AWAL)
    promise(kantor, AWAL, PERUBAHAN, **{"IK-01": "99"})
    second = go_to(kantor, 4)

    view = own_card(kantor, TAPEM)

    assert berkas(kantor, second).perjanjian == 2
    assert target_on(view, "IK-01") == "99"
    assert view.tergantikan is None


def test_the_same_versi_with_other_values_is_a_correction_under_open_cards(kantor):
    promise(kantor, AWAL)
    go_to(kantor, 4)

    promise(kantor, AWAL, **{"IK-01": "99"})

    view = own_card(kantor, TAPEM)
    assert target_on(view, "IK-01") == "99"
    assert view.tergantikan is None


def test_an_indikator_that_the_perubahan_drops_stays_in_the_berkas_that_has_a_value_of_it(kantor):
    promise(kantor, AWAL)
    running = go_to(kantor, 4)
    fill(kantor, TAPEM, "IK-01=41\nIK-02=4\nIK-03=12")

    ended = promise(kantor, AWAL, PERUBAHAN, **{"IK-02": "-"})
    kantor.act(TAPEM, Kerja.KIRIM)
    (form,) = [
        one
        for one in kantor.run(lambda uow: uow.kinerja.formulir_of(running))
        if one.nilai[0].kode == "IK-01"
    ]

    assert [one.kunci for one in ended.berakhir] == ["IK-02"]
    assert [one.kode for one in form.nilai] == ["IK-01", "IK-02", "IK-03"]
    now = kantor.run(lambda uow: uow.kinerja.indikator(kantor.kantor_id, 2026))
    assert "IK-02" not in {one.kode for one in now}


def test_what_was_frozen_under_the_earlier_versi_is_rebuilt_from_its_lines(kantor):
    promise(kantor, AWAL)
    go_to(kantor, 4)
    fill(kantor, TAPEM, "IK-01=41\nIK-02=4\nIK-03=12")
    promise(kantor, AWAL, PERUBAHAN, **{"IK-01": "99"})
    kantor.act(TAPEM, Kerja.KIRIM)
    office = kantor.run(lambda uow: uow.kantor.get(kantor.kantor_id))

    found = kantor.run(compare_with_history, kantor=office)

    assert {one.hasil for one in found} == {Kesesuaian.SAMA}
    assert kantor.run(find_selisih, kantor=office) == ()


def test_a_naskah_its_pages_its_sheet_and_the_recap_say_by_which_perjanjian_they_measure(kantor):
    promise(kantor, AWAL, PERUBAHAN)
    running = go_to(kantor, 5)
    sent = jejak(kantor, running, Kerja.KIRIM)[-1]
    (naskah,) = naskah_named(kantor, sent)
    himpun = at(kantor, running, 5)
    kartu = KartuTugas(tugas_id=himpun.id, dibalik=himpun.revisi, halaman=1, **whose(kantor, AGUS))
    seen = kantor.run(view_rekap, user_id=kantor.user[AGUS], tugas_id=himpun.id)
    periode = berkas(kantor, running).periode
    buku = kantor.run(view_buku, kantor_id=kantor.kantor_id, periode=periode)

    said = read_isi(naskah.isi).perjanjian

    assert said == IsiPerjanjian(
        versi=2, jenis="perubahan", nomor="5/PK/2026", tanggal="2026-10-01"
    )
    assert f"📜 {BY}" in plain(draw_kartu(kantor.run(view_kartu, kartu=kartu)).text)
    assert BY in title_of(seen)
    sheets = load_workbook(io.BytesIO(write_buku_rekap(buku)))
    assert BY in [cell.value for cell in sheets["Rekapitulasi"]["A"]]


def test_a_berkas_of_an_earlier_form_keeps_the_bytes_of_its_naskah(kantor):
    promise(kantor, AWAL)
    first = go_to(kantor, 5)
    running, sop_id = kantor.run(lambda uow: uow.berkas.get(first))
    earlier = replace(running, keadaan=replace(running.keadaan, bentuk=EXPLAINED))

    def content(uow, one):
        return write_canonical(compose(sources_of(uow, uow.sop.get(sop_id), one)))

    now, before = (kantor.run(content, one=one) for one in (running, earlier))

    assert '"perjanjian":{' in now
    assert before == now.replace(
        '"perjanjian":{"jenis":"awal","nomor":"","tanggal":"2026-01-02","versi":1},', ""
    ).replace('"bentuk":4', '"bentuk":3')


def test_another_date_of_the_perjanjian_is_told_on_the_cards_whose_naskah_say_it(kantor):
    promise(kantor, AWAL)
    go_to(kantor, 4)
    before = own_card(kantor, TAPEM).tugas.revisi

    promise(kantor, replace(AWAL, tanggal=date(2026, 1, 5)))

    view = own_card(kantor, TAPEM)
    assert view.tugas.revisi > before
    assert "Tanggal Perjanjian Kinerja berubah: 2 Januari 2026 → 5 Januari 2026" in plain(
        draw_kartu(view).text
    )


def test_how_much_is_filled_is_counted_by_the_versi_of_its_own_year(kantor):
    last_year = tuple(replace(one, tahun=2025) for one in (AWAL, PERUBAHAN))
    rows = (replace(one, tahun=2025) for one in SAMPLE.indikator if one.kode != "IK-02")
    buku = replace(SAMPLE, perjanjian=(AWAL, *last_year), indikator=(*SAMPLE.indikator, *rows))
    kantor.take_over(buku)
    kantor.now = START - timedelta(days=364)
    last = go_to(kantor, 4)
    kantor.now = START
    now = go_to(kantor, 4)

    def counted(uow, berkas_id):
        due = uow.pengingat.of_berkas(berkas_id)
        return sorted(one.terisi for one in due)

    assert kantor.run(counted, berkas_id=last) == [(0, 2), (0, 2), (0, 2), (0, 2), (0, 3)]
    assert kantor.run(counted, berkas_id=now) == [(0, 2), (0, 2), (0, 2), (0, 3), (0, 3)]


@pytest.mark.parametrize(
    ("perjanjian", "kode"),
    [((AWAL,), KodeGalat.PERJANJIAN_LEBIH_LAMA), ((), KodeGalat.PERJANJIAN_TIDAK_DISEBUT)],
    ids=["earlier", "none"],
)
def test_a_workbook_with_the_targets_of_before_the_perubahan_is_refused(kantor, perjanjian, kode):
    promise(kantor, AWAL, PERUBAHAN, **{"IK-01": "99"})

    with pytest.raises(BukuFaulty) as faulty:
        promise(kantor, *perjanjian)

    assert [one.kode for one in faulty.value.galat] == [kode]
    (ik,) = [
        one
        for one in kantor.run(lambda uow: uow.kinerja.indikator(kantor.kantor_id, 2026))
        if one.kode == "IK-01"
    ]
    assert ik.triwulan[2] == "99"


def test_who_fills_and_who_checks_reads_what_explains_an_indikator(kantor):
    explained = replace(
        SAMPLE.indikator[0],
        cara_ukur="Desa tertib dibagi seluruh desa",
        penanggung_jawab="Kasi Tapem",
        target_renstra="98",
        tahun_renstra=2029,
        realisasi_n1="88,5",
        realisasi_n3="80",
    )
    buku = replace(SAMPLE, indikator=(explained, *SAMPLE.indikator[1:]))
    kantor.take_over(buku)
    running = go_to(kantor, 4)

    kantor.say(TAPEM, begin_filling, tugas_id=kantor.only(TAPEM).id)
    asked = plain(draw_layar("tanya_nilai", **said(kantor, TAPEM, "tanya_nilai")).text)
    for kasi in LINES:
        fill(kantor, kasi)
        kantor.act(kasi, Kerja.KIRIM)
    himpun = at(kantor, running, 5)
    kartu = KartuTugas(tugas_id=himpun.id, dibalik=himpun.revisi, **whose(kantor, AGUS))
    pages = (kantor.run(view_kartu, kartu=replace(kartu, halaman=no)) for no in range(1, 7))
    checked = "\n".join(plain(draw_kartu(one).text) for one in pages)

    for line in (
        "Cara ukur: Desa tertib dibagi seluruh desa",
        "Penanggung jawab: Kasi Tapem",
        "Akhir Renstra: 98 (2029)",
        "Tahun sebelumnya: 2025: 88,5; 2023: 80",
    ):
        assert line in asked
        assert line in checked
