"""The kode verifikasi on the cards of who decides, and on the receipt of who typed; values in the history."""

from dataclasses import replace

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.daftar import LayarKartu, LayarRiwayat
from sop_flows.ports.unit_of_work import UnitOfWork
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    KASUBBAG,
    SEKCAM,
    TAPEM,
    at,
    fill,
    go_to,
    jejak,
    signature_of,
)


def read(kantor: Pejawaran, nama: str, isi: Isi, kartu_id: int | None = None) -> str:
    def work(uow: UnitOfWork) -> str:
        queued = QueuedKiriman(id=1, chat_id=kantor.user[nama], isi=isi, kartu_id=kartu_id)
        pesan = load(uow, queued)
        assert pesan is not None
        return plain(draw(pesan, ambigu=False).text)

    return kantor.run(work)


def card(kantor: Pejawaran, nama: str, tugas_id: int) -> str:
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(tugas_id))
    (mine,) = [one.id for one in cards if one.chat_id == kantor.user[nama]]
    return read(kantor, nama, LayarKartu(), mine)


def kode_in(kantor: Pejawaran, berkas_id: int, aksi: str) -> str:
    line = [one for one in jejak(kantor, berkas_id, aksi) if "naskah" in one.rincian][-1]
    return f"Kode verifikasi: {print_kode(kode_of(line.rincian['naskah']))}"


def test_the_cards_of_all_who_decide_show_the_kode_of_what_was_handed_on(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    kode = kode_in(kantor, berkas_id, "selesai")
    for no, nama in ((6, KASUBBAG), (7, SEKCAM)):
        decision = at(kantor, berkas_id, no)
        assert kode in card(kantor, nama, decision.id)
        kantor.act(nama, Kerja.SETUJUI, decision)
        assert kode in card(kantor, nama, decision.id)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))

    assert kode in card(kantor, TAPEM, signature_of(kantor, berkas_id, TAPEM).id)
    assert kode == kode_in(kantor, berkas_id, "setujui")


def test_the_kode_on_a_card_is_of_what_it_shows_now(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    before = card(kantor, KASUBBAG, decision.id)
    buku = replace(SAMPLE, indikator=tuple(replace(row, tw3="120") for row in SAMPLE.indikator))
    kantor.take_over(buku)
    after = card(kantor, KASUBBAG, decision.id)

    assert kode_in(kantor, berkas_id, "selesai") in before
    assert kode_in(kantor, berkas_id, "selesai") not in after
    assert "Kode verifikasi: " in after


def test_a_card_on_which_nothing_is_judged_shows_none(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)

    assert "Kode verifikasi" not in card(kantor, AGUS, at(kantor, berkas_id, 5).id)


def test_the_receipt_of_a_typed_aksi_names_the_kode(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    work = at(kantor, berkas_id, 5)
    kantor.command(AGUS, nomor=work.nomor, kerja=(Kerja.KIRIM, Kerja.SELESAI), catatan="")

    receipt = kantor.owed(AGUS, "tercatat")[-1]
    text = read(kantor, AGUS, receipt.isi)
    assert f"Tugas #{work.nomor} tercatat." in text
    assert kode_in(kantor, berkas_id, "selesai") in text


def test_the_closed_card_of_a_unit_keeps_the_mean_that_was_sent(kantor: Pejawaran):
    berkas_id = go_to(kantor, 5)
    sent = next(
        line.tugas_id
        for line in jejak(kantor, berkas_id, "kirim")
        if line.langkah == 4 and line.pelaku["nama"] == TAPEM
    )
    before = card(kantor, TAPEM, sent)
    buku = replace(SAMPLE, indikator=tuple(replace(row, tw3="120") for row in SAMPLE.indikator))
    kantor.take_over(buku)

    assert "rata-rata capaian" in before
    assert card(kantor, TAPEM, sent) == before


def test_the_history_tells_values_together_with_what_stood_there_before(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    for teks in ("IK-01=100", "IK-02=15", "IK-01=99,5", "IK-03=n/a belum ada data"):
        fill(kantor, TAPEM, teks)
    user = kantor.user[SEKCAM]
    text = read(kantor, SEKCAM, LayarRiwayat(user_id=user, berkas_id=berkas_id))

    (line,) = [one for one in text.splitlines() if "mengisi nilai" in one]
    assert f"({TAPEM}) mengisi nilai" in line
    assert "IK-01 100,00%; IK-02 15; IK-01 100,00 → 99,50%; IK-03 n/a (belum ada data)" in line


def test_a_typed_return_and_its_card_say_to_whom_it_went(kantor: Pejawaran):
    work = at(kantor, go_to(kantor, 7), 7)
    kantor.command(
        SEKCAM, nomor=work.nomor, kerja=(Kerja.KEMBALIKAN,), catatan="Cocokkan lagi dengan BAST."
    )

    receipt = read(kantor, SEKCAM, kantor.owed(SEKCAM, "tercatat")[-1].isi)
    assert receipt == f"↩️ Dikembalikan kepada Kasubbag Perencana: tugas #{work.nomor}."
    assert "Dikembalikan kepada Kasubbag Perencana oleh Sekretaris" in card(
        kantor, SEKCAM, work.id
    )
