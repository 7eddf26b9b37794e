"""What changes under an open card raises its revisi, is said on it, and lets no older "Ya" through."""

from dataclasses import replace
from datetime import date

import pytest

from bot.trial.kantor.pejawaran import SAMPLE, SOP_KODE
from handlers.errors import told_of
from handlers.screens.riwayat import draw_riwayat
from handlers.screens.wording import popup
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.errors import TugasChanged
from sop_flows.ports.ditanya import Yakin
from sop_flows.ports.layar.daftar import LayarRiwayat
from sop_flows.ports.records import Actor
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.riwayat import view_riwayat
from sop_flows.use_cases.pegawai.penugasan import end_early
from sop_flows.use_cases.sop.activation import activate, plan_activation
from sop_flows.use_cases.tick import run_tick
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse
from storage.documents.kantor.buku import BarisLibur, BukuKantor
from storage.unit_of_work import SqlUnitOfWork
from tests.support.buku import with_kantor
from tests.support.office import Pejawaran, plain
from tests.support.story import (
    CAMAT,
    KASUBBAG,
    LINES,
    SEKCAM,
    TAPEM,
    YANUM,
    appoint_plh,
    at,
    begin_signing,
    berkas,
    fill,
    go_to,
    jejak,
    post,
    read_card,
    tugas,
)


def with_row(kode: str = "IK-08", **facts: str) -> BukuKantor:
    rows = (replace(row, **facts) if row.kode == kode else row for row in SAMPLE.indikator)
    return replace(SAMPLE, indikator=tuple(rows))


def with_libur(*days: date) -> BukuKantor:
    rows = (BarisLibur(tanggal=day, jenis="libur", dasar="Hari jadi daerah") for day in days)
    return replace(SAMPLE, libur=(*SAMPLE.libur, *rows))


def with_nama(nama: str, baru: str) -> BukuKantor:
    rows = (replace(row, nama=baru) if row.nama == nama else row for row in SAMPLE.pegawai)
    return replace(SAMPLE, pegawai=tuple(rows))


def without_indikator(*kode: str) -> BukuKantor:
    return replace(SAMPLE, indikator=tuple(r for r in SAMPLE.indikator if r.kode not in kode))


def ask(kantor: Pejawaran, nama: str, decision: Tugas) -> dict[str, object]:
    """Tap Setujui; return what the tap on its "Ya" comes to."""
    actor = Actor.private(kantor.user[nama])
    tap = Ketukan(actor=actor, tugas_id=decision.id, revisi=decision.revisi)
    kantor.run(converse, tap=tap, kerja=Kerja.SETUJUI, kind=Yakin)
    aksi = Aksi(kerja=Kerja.SETUJUI, revisi=decision.revisi, at=kantor.now)
    return {"actor": actor, "tugas_id": decision.id, "aksi": aksi}


def cards_owed(kantor: Pejawaran, nama: str) -> int:
    return len(kantor.owed(nama, "kartu"))


OTHERS: dict[str, tuple[BukuKantor, str]] = {
    "target": (with_row(tw3="120"), "Target IK-08 berubah: 87,75 → 120"),
    "target of the year": (with_row(target="99"), "Target tahun IK-08 berubah: 88,31 → 99"),
    "name of an indikator": (with_row(indikator="Lain"), "→ Lain"),
    "sasaran": (with_row(sasaran="Lain"), "Sasaran IK-08 berubah"),
    "satuan": (with_row(satuan="Desa"), "Satuan IK-08 berubah"),
    "polaritas": (with_row(polaritas="turun"), "Polaritas IK-08 berubah: naik → turun"),
    "sifat": (with_row(sifat="tetap"), "Sifat IK-08 berubah"),
    "indikator of another unit": (
        with_row(unit="TAPEM"),
        "Unit pengukur IK-08 berubah: YANUM → TAPEM",
    ),
    "indikator added": (
        replace(SAMPLE, indikator=(*SAMPLE.indikator, replace(SAMPLE.indikator[0], kode="IK-99"))),
        "Indikator IK-99 ditambahkan",
    ),
    "formula": (with_kantor(formula_turun="B"), "Rumus capaian berubah: A → B"),
    "cap of means": (with_kantor(batas_rerata=110), "Batas capaian dalam rata-rata"),
    "what is low": (with_kantor(batas_rendah=76), "Batas capaian rendah berubah: 80% → 76%"),
    "ordinal scale": (with_row(peringkat="predikat akip"), "Tingkatan predikat IK-08"),
    "scale": (with_kantor(skala_kategori="sangat baik"), "Skala kategori berubah"),
    "name of the office": (with_kantor(nama="Kecamatan Lain"), "→ Kecamatan Lain"),
    "address of the office": (with_kantor(alamat="Jalan Lain 2"), "→ Jalan Lain 2"),
    "name of a unit": (
        replace(SAMPLE, unit=tuple(replace(u, nama=f"{u.nama} Baru") for u in SAMPLE.unit)),
        "Nama unit YANUM berubah",
    ),
    "name of the holder": (
        with_nama(KASUBBAG, "Retno W. Utami"),
        "Pejabat Kasubbag Perencana berubah: Bu Retno Wulandari → Bu Retno W. Utami",
    ),
    "calendar": (with_libur(date(2026, 10, 5)), "Batas waktu bergeser"),
}


@pytest.mark.parametrize("what", OTHERS)
def test_an_import_between_setujui_and_ya_decides_nothing_and_is_said_on_the_card(
    kantor: Pejawaran, what: str
):
    buku, words = OTHERS[what]
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    yes = ask(kantor, KASUBBAG, decision)
    owed = cards_owed(kantor, KASUBBAG)
    assert kantor.take_over(buku).terbuka

    with pytest.raises(TugasChanged) as refused:
        kantor.run(perform_tapped, **yes)
    told = told_of(refused.value)
    assert "berubah sejak ditampilkan" in popup(told.kode, **told.fakta)
    assert jejak(kantor, berkas_id, "setujui") == []
    assert cards_owed(kantor, KASUBBAG) > owed
    shown = read_card(kantor, decision.id, KASUBBAG)
    assert "Berubah sejak kartu ini dibuka" in shown
    assert words in shown
    assert "Yakin" not in shown

    now = tugas(kantor, decision.id)
    assert now.revisi == decision.revisi + 1
    kantor.run(perform_tapped, **ask(kantor, KASUBBAG, now))
    assert len(jejak(kantor, berkas_id, "setujui")) == 1


def test_an_import_of_the_same_workbook_raises_nothing(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    before = berkas(kantor, berkas_id).terbuka
    lines = len(jejak(kantor, berkas_id))

    assert kantor.take_over(SAMPLE).terbuka == ()
    assert berkas(kantor, berkas_id).terbuka == before
    assert len(jejak(kantor, berkas_id)) == lines


def test_only_the_cards_that_show_what_changed_are_raised(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    before = {t.unit_id: t for t in berkas(kantor, berkas_id).terbuka}
    kantor.take_over(with_row(tw3="120"))
    after = {t.unit_id: t for t in berkas(kantor, berkas_id).terbuka}

    raised = [unit for unit in after if after[unit].revisi > before[unit].revisi]
    (mine,) = raised
    assert kantor.run(lambda uow: uow.kantor.unit(kantor.kantor_id))[mine].kode == "YANUM"


def test_a_definition_that_no_card_shows_raises_nothing(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    changed = kantor.take_over(with_row(definisi="Lain", sumber_data="Lain"))

    assert (changed.is_changed, changed.terbuka) == (True, ())
    assert at(kantor, berkas_id, 6).facts.pembaruan == ()


def test_a_disposisi_shows_no_target_and_is_left_alone(kantor: Pejawaran):
    berkas_id = go_to(kantor, 1)
    kantor.take_over(with_row(tw3="120"))

    assert at(kantor, berkas_id, 1).revisi == 0


def test_what_is_taken_back_is_no_change_but_the_old_button_stays_spent(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    yes = ask(kantor, KASUBBAG, decision)
    kantor.take_over(with_row(tw3="120"))
    kantor.take_over(SAMPLE)

    assert tugas(kantor, decision.id).facts.pembaruan == ()
    assert "Berubah sejak" not in read_card(kantor, decision.id, KASUBBAG)
    with pytest.raises(TugasChanged):
        kantor.run(perform_tapped, **yes)


def test_the_history_of_the_berkas_says_what_changed_and_when(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    kantor.take_over(with_row(tw3="120"))
    (line,) = jejak(kantor, berkas_id, "perbarui")
    view = kantor.run(view_riwayat, user_id=kantor.user[SEKCAM], berkas_id=berkas_id)

    assert line.rincian["pembaruan"] == [
        {"jenis": "target", "apa": "IK-08", "dari": "87,75", "ke": "120"}
    ]
    assert "Data kantor diperbarui · Target IK-08 berubah: 87,75 → 120" in plain(
        draw_riwayat(
            view, LayarRiwayat(user_id=kantor.user[SEKCAM], berkas_id=view.berkas.id)
        ).text
    )


def test_everybody_who_signs_is_asked_anew(kantor: Pejawaran):
    berkas_id = begin_signing(kantor)
    before = {t.id: t.revisi for t in berkas(kantor, berkas_id).terbuka}
    kantor.take_over(with_row(tw3="120"))
    after = {t.id: t.revisi for t in berkas(kantor, berkas_id).terbuka}

    assert len(before) > 10
    assert after == {id: revisi + 1 for id, revisi in before.items()}


def test_every_bot_that_has_cards_of_the_office_owes_them(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    other = 222_222_222

    def second(uow: SqlUnitOfWork) -> None:
        twin = SqlUnitOfWork(uow.connection, other, kantor.now)
        (card,) = [
            c for c in uow.kartu.of_tugas(decision.id) if c.chat_id == kantor.user[KASUBBAG]
        ]
        twin.kartu.add_board(1, kantor.kantor_id, card.pegawai_id, card.chat_id, revisi=0)
        twin.flush()

    kantor.run(second)
    kantor.take_over(with_row(tw3="120"))

    assert tugas(kantor, decision.id).revisi == decision.revisi + 1
    assert cards_owed(kantor, KASUBBAG)


# Holders


TODAY, TOMORROW = date(2026, 10, 5), date(2026, 10, 6)


def test_a_plh_between_setujui_and_ya_is_shown_before_anything_is_decided(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    yes = ask(kantor, KASUBBAG, decision)
    made = appoint_plh(kantor, YANUM, post(kantor, "Kasubbag Perencana"), TODAY, TOMORROW)

    with pytest.raises(TugasChanged):
        kantor.run(perform_tapped, **yes)
    assert (
        "Pejabat Kasubbag Perencana berubah: Bu Retno Wulandari → "
        "Bu Retno Wulandari, Bu Nur Aini Rahmawati (Plh.)"
    ) in read_card(kantor, decision.id, KASUBBAG)
    assert jejak(kantor, berkas_id, "perbarui") == []  # the office has a line of who was appointed

    again = ask(kantor, KASUBBAG, tugas(kantor, decision.id))
    kantor.run(end_early, user_id=kantor.user[SEKCAM], penugasan_id=made.id)
    with pytest.raises(TugasChanged):
        kantor.run(perform_tapped, **again)
    assert "Berubah sejak" not in read_card(kantor, decision.id, KASUBBAG)


def test_a_plh_who_begins_on_a_day_is_shown_from_then_on(kantor: Pejawaran):
    kantor.run(run_tick)
    decision = at(kantor, go_to(kantor, 6), 6)
    appoint_plh(kantor, YANUM, post(kantor, "Kasubbag Perencana"), TOMORROW, TOMORROW)
    kantor.run(run_tick)
    assert tugas(kantor, decision.id).revisi == decision.revisi

    kantor.wait(days=1)
    yes = ask(kantor, KASUBBAG, decision)
    kantor.run(run_tick)
    kantor.run(run_tick)

    assert tugas(kantor, decision.id).revisi == decision.revisi + 1
    assert "(Plh.)" in read_card(kantor, decision.id, KASUBBAG).split("Berubah sejak")[1]
    with pytest.raises(TugasChanged):
        kantor.run(perform_tapped, **yes)


def test_who_leaves_the_office_is_on_the_card_of_who_gets_the_work(kantor: Pejawaran):
    decision = at(kantor, go_to(kantor, 6), 6)
    gone = tuple(row for row in SAMPLE.pegawai if row.nama != KASUBBAG)
    kantor.take_over(replace(SAMPLE, pegawai=gone))
    kantor.run(run_tick)

    assert tugas(kantor, decision.id).revisi == decision.revisi + 1
    assert (
        "Pejabat Kasubbag Perencana berubah: Bu Retno Wulandari → Bu Endang Lestari"
    ) in read_card(kantor, decision.id, SEKCAM)


def test_the_posts_of_a_column_are_said_where_a_card_hands_over_to_them(kantor: Pejawaran):
    disposisi = at(kantor, go_to(kantor, 1), 1)
    rows = tuple(r for r in SAMPLE.sop if "Ketertiban" not in r.jabatan)
    swapped = tuple(
        replace(r, jabatan="Kasubbag Perencana") if r.jabatan == "Sekretaris Kecamatan" else r
        for r in rows
    )
    kantor.take_over(replace(SAMPLE, sop=swapped))

    assert tugas(kantor, disposisi.id).revisi == 1
    assert "berubah: Sekretaris Kecamatan → Kasubbag Perencana" in read_card(
        kantor, disposisi.id, CAMAT
    )


def test_columns_that_an_admin_maps_anew_are_said_too(kantor: Pejawaran):
    berkas_id = go_to(kantor, 1)
    disposisi = at(kantor, berkas_id, 1)
    template = next(t for t in load_catalog().all() if t.sop.kode == SOP_KODE)
    swap = (("sekretaris", "Kasubbag Perencana"),)

    def activate_anew(uow: SqlUnitOfWork) -> None:
        facts = {"kantor_id": kantor.kantor_id, "template": template, "kolom": swap}
        admin = kantor.pegawai[SEKCAM]
        activate(uow, plan_activation(uow, **facts), pegawai_id=admin)

    kantor.run(activate_anew)

    assert tugas(kantor, disposisi.id).revisi == 1
    assert "Penerima berubah: Sekretaris Kecamatan → Kasubbag Perencana" in read_card(
        kantor, disposisi.id, CAMAT
    )
    (line,) = jejak(kantor, berkas_id, "perbarui")
    assert line.pelaku["nama"] == SEKCAM


# Filling


def test_who_fills_sees_another_target_and_goes_on(kantor: Pejawaran):
    go_to(kantor, 4)
    form = kantor.only(YANUM)
    kantor.take_over(with_row(tw3="120"))

    assert "Target IK-08 berubah: 87,75 → 120" in read_card(kantor, form.id, YANUM)
    assert fill(kantor, YANUM)
    kantor.act(YANUM, Kerja.KIRIM)


def test_a_send_that_was_drawn_before_an_indikator_came_is_refused(kantor: Pejawaran):
    go_to(kantor, 4)
    fill(kantor, TAPEM, LINES[TAPEM])
    form = kantor.only(TAPEM)
    new = replace(SAMPLE.indikator[0], kode="IK-99", indikator="Yang baru")
    kantor.take_over(replace(SAMPLE, indikator=(*SAMPLE.indikator, new)))

    with pytest.raises(TugasChanged):
        kantor.act(TAPEM, Kerja.KIRIM, form)
    assert "Indikator IK-99 ditambahkan: Yang baru" in read_card(kantor, form.id, TAPEM)
