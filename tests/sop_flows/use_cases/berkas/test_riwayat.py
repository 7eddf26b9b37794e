"""Who reads which values in the history of a berkas: as on cards, so here."""

from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.riwayat import draw_riwayat
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.line import NILAI
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.formulir.typed import type_lines
from tests.sop_flows.use_cases.tugas.test_resent import hand_in
from tests.support.office import Pejawaran
from tests.support.story import AGUS, CAMAT, KASUBBAG, LINES, PM, SEKCAM, TAPEM, fill, go_to
from tests.support.tamper import tamper


def read_by(kantor: Pejawaran, nama: str, berkas_id: int) -> set[str]:
    """Return the kode of indikator whose values somebody reads in the history."""
    view = kantor.run(view_riwayat, user_id=kantor.user[nama], berkas_id=berkas_id)
    assert any(line.aksi == NILAI for line in view.baris), (
        "that values were given, everybody reads"
    )
    return {one["kode"] for line in view.baris for one in line.rincian.get("nilai", ())}


def kode_of(nama: str) -> set[str]:
    return {line.partition("=")[0] for line in LINES[nama].splitlines()}


@pytest.mark.parametrize("nama", [TAPEM, PM])
def test_a_unit_reads_its_own_values_and_no_other_units(kantor: Pejawaran, nama: str):
    berkas_id = go_to(kantor, 4)
    for kasi in LINES:
        fill(kantor, kasi)

    assert read_by(kantor, nama, berkas_id) == kode_of(nama)


@pytest.mark.parametrize("nama", [CAMAT, SEKCAM, KASUBBAG])
def test_who_works_for_all_units_reads_every_value(kantor: Pejawaran, nama: str):
    berkas_id = go_to(kantor, 4)
    for kasi in LINES:
        fill(kantor, kasi)

    assert read_by(kantor, nama, berkas_id) == set().union(*map(kode_of, LINES))


def test_who_has_no_part_in_it_yet_reads_no_value(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)

    assert read_by(kantor, AGUS, berkas_id) == set()


def test_values_given_one_after_another_are_one_line_whoever_may_read_them(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    kantor.say(TAPEM, type_lines, teks="1=98,5")
    kantor.say(TAPEM, type_lines, teks="2=15")

    def page(nama: str) -> str:
        who = {"user_id": kantor.user[nama], "berkas_id": berkas_id}
        return plain(draw_riwayat(kantor.run(view_riwayat, **who), LayarRiwayat(**who)).text)

    assert [page(nama).count("Slamet Riyadi") for nama in (TAPEM, CAMAT, PM, AGUS)] == [1, 1, 1, 1]
    assert ["98,5" in page(nama) for nama in (TAPEM, CAMAT, PM, AGUS)] == [
        True,
        True,
        False,
        False,
    ]


def test_a_history_in_which_a_line_was_changed_says_so_on_its_page(kantor: Pejawaran):
    who = {"user_id": kantor.user[CAMAT], "berkas_id": go_to(kantor, 2)}

    def page() -> str:
        return plain(draw_riwayat(kantor.run(view_riwayat, **who), LayarRiwayat(**who)).text)

    assert "tidak utuh" not in page()
    kantor.database.run_now(
        lambda c: tamper(c, "UPDATE jejak SET langkah = 2 WHERE aksi = 'disposisikan'")
    )
    assert page().count("Riwayatnya tidak utuh") == 1


def test_a_history_says_where_the_clock_was_set_back_and_keeps_the_order_of_what_happened(
    kantor: Pejawaran,
):
    berkas_id = go_to(kantor, 2)
    kantor.wait(hours=-2)
    kantor.act(SEKCAM, Kerja.DISPOSISIKAN)
    who = {"user_id": kantor.user[CAMAT], "berkas_id": berkas_id}
    said = plain(draw_riwayat(kantor.run(view_riwayat, **who), LayarRiwayat(**who)).text)

    *_, before, after = said.splitlines()
    assert said.count("jam komputer dimundurkan") == 1
    assert after.startswith("(jam komputer dimundurkan sebelum catatan ini) ")
    assert not before.startswith("(")


def test_an_admin_without_a_part_in_it_reads_every_value(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    rows = (replace(row, admin=row.admin or row.nama == AGUS) for row in SAMPLE.pegawai)
    buku = replace(SAMPLE, pegawai=tuple(rows))
    kantor.take_over(buku)

    assert read_by(kantor, AGUS, berkas_id) == kode_of(TAPEM)


def test_what_a_unit_handed_in_is_named_to_those_who_read_its_values(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    fill(kantor, TAPEM)
    hand_in(kantor, "ab" * 32)
    named = {
        nama: [
            line.rincian.get("lampiran", {}).get("nama")
            for line in kantor.run(
                view_riwayat, user_id=kantor.user[nama], berkas_id=berkas_id
            ).baris
            if line.aksi == "lampirkan"
        ]
        for nama in (TAPEM, CAMAT, PM)
    }

    assert named == {TAPEM: ["BAST.pdf"], CAMAT: ["BAST.pdf"], PM: [None]}
