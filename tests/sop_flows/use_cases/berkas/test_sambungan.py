"""One SOP feeding another of the same office: what was gathered need not be typed again."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.errors import AlreadyRunning, NotAllowed
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.excuse import (
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_witness,
    confirm_excuse,
)
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.isian.start import begin_start, begin_with, confirm_start
from tests.sop_flows.use_cases.berkas.test_start import COLUMNS, activate
from tests.support.office import Pejawaran
from tests.support.periode import TW_III, triwulan
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    LINES,
    PM,
    SEKCAM,
    TAPEM,
    YANUM,
    at,
    berkas,
    fill,
    jejak,
    nilai,
    said,
)
from tests.support.surat import SURAT_SEKDA

SOURCE = load_catalog().get("pengumpulan-data-kinerja")
PERIOD = {"periode": TW_III}


def collect(kantor: Pejawaran, *, until: int = 6) -> int:
    """Run SOP 002 for two seksi up to a langkah; return the number of its berkas."""
    source = activate(kantor, SOURCE.teks, COLUMNS)
    outcome = kantor.say(SEKCAM, start_berkas, sop_id=source, **PERIOD, isian=SURAT_SEKDA)
    berkas_id = outcome.berkas.id
    kantor.act(SEKCAM, Kerja.DISPOSISIKAN)
    kantor.act(KASUBBAG, Kerja.KIRIM)
    for kasi in (TAPEM, YANUM):
        fill(kantor, kasi, LINES[kasi].replace("IK-01=100", "IK-01=n/a survei belum selesai"))
        kantor.act(kasi, Kerja.KIRIM)
    for no, nama in ((4, KASUBBAG), (5, AGUS)):
        if no < until:
            kantor.act(nama, Kerja.SELESAI, at(kantor, berkas_id, no))
    return outcome.berkas.nomor


def target(kantor: Pejawaran) -> int:
    """Return the sop_id of what takes the data."""
    found = kantor.run(list_startable, user_id=kantor.user[SEKCAM])
    return next(one.sop_id for one in found if one.sop.masukan)


def begin(kantor: Pejawaran, **facts: Any) -> Any:
    work = begin_with if "sumber" in facts else begin_start
    return kantor.say(SEKCAM, work, sop_id=target(kantor), **{**PERIOD, **facts})


def send_forms(kantor: Pejawaran, berkas_id: int) -> None:
    """Bring a berkas to where the seksi fill."""
    steps = ((CAMAT, Kerja.DISPOSISIKAN), (SEKCAM, Kerja.DISPOSISIKAN), (KASUBBAG, Kerja.KIRIM))
    for no, (nama, kerja) in enumerate(steps, start=1):
        kantor.act(nama, kerja, at(kantor, berkas_id, no))


def card(kantor: Pejawaran, nama: str) -> str:
    """Return the card of somebody's one tugas as it is read."""
    tugas_id = kantor.only(nama).id

    def drawn(uow: UnitOfWork) -> str:
        mine = next(k for k in uow.kartu.of_tugas(tugas_id) if k.chat_id == kantor.user[nama])
        pesan = load(
            uow, QueuedKiriman(id=1, chat_id=mine.chat_id, isi=LayarKartu(), kartu_id=mine.id)
        )
        assert pesan is not None
        return plain(draw(pesan, ambigu=False).text)

    return kantor.run(drawn)


def test_the_start_offers_what_a_finished_berkas_of_the_period_gathered(kantor: Pejawaran):
    nomor = collect(kantor)

    assert begin(kantor) is None
    asked = said(kantor, SEKCAM, "pilihan_sumber")
    assert (asked["sumber"], asked["triwulan"]) == ([nomor], 3)
    assert kantor.tugas(CAMAT) == []


def test_every_formulir_begins_with_the_values_of_the_source(kantor: Pejawaran):
    nomor = collect(kantor)
    outcome = begin(kantor, sumber=nomor)
    send_forms(kantor, outcome.berkas.id)

    found = nilai(kantor, outcome.berkas.id)
    assert (found["IK-01"].nilai, found["IK-01"].alasan) == (None, "survei belum selesai")
    assert (found["IK-02"].nilai, found["IK-08"].nilai) == (Decimal(15), Decimal("88.5"))
    assert all(n.sebelumnya is None and not n.ditandai for n in found.values())
    assert not found["IK-04"].is_filled
    assert f"Nilai diisi dari berkas {nomor}" in card(kantor, TAPEM)
    (line,) = jejak(kantor, outcome.berkas.id, "mulai")
    assert line.rincian["sumber"] == nomor


def test_a_unit_sends_what_was_gathered_as_it_is_or_corrects_it(kantor: Pejawaran):
    nomor = collect(kantor)
    gathered = kantor.run(lambda uow: uow.berkas.find(kantor.kantor_id, nomor))
    outcome = begin(kantor, sumber=nomor)
    send_forms(kantor, outcome.berkas.id)
    fill(kantor, YANUM, "IK-09=17")
    fill(kantor, PM)
    for kasi in (TAPEM, PM, YANUM):
        kantor.act(kasi, Kerja.KIRIM)

    assert nilai(kantor, outcome.berkas.id)["IK-09"].nilai == 17
    assert nilai(kantor, gathered)["IK-09"].nilai == 15
    assert berkas(kantor, outcome.berkas.id).keadaan.sumber == nomor


def lose_naskah(kantor: Pejawaran) -> None:
    """Let what ran so far be from before there were naskah."""
    for statement in ("DROP TRIGGER naskah_no_delete", "DELETE FROM naskah"):
        kantor.database.run_now(lambda c, said=statement: c.exec_driver_sql(said))


@pytest.mark.parametrize("has_naskah", [True, False])
def test_what_an_excused_unit_had_drafted_is_no_source(kantor: Pejawaran, has_naskah: bool):
    source = activate(kantor, SOURCE.teks, COLUMNS)
    started = kantor.say(SEKCAM, start_berkas, sop_id=source, **PERIOD, isian=SURAT_SEKDA).berkas
    kantor.act(SEKCAM, Kerja.DISPOSISIKAN)
    kantor.act(KASUBBAG, Kerja.KIRIM)
    fill(kantor, YANUM)
    here = {"berkas_id": started.id}
    kantor.say(SEKCAM, begin_excuse, **here)
    whom = {"tugas_id": kantor.only(YANUM).id, "saksi_id": kantor.pegawai[KASUBBAG]}
    kantor.say(SEKCAM, choose_signer, **here, tugas_id=whom["tugas_id"])
    kantor.say(SEKCAM, choose_reason, **here, alasan="Kasi mengikuti diklat")
    kantor.say(SEKCAM, choose_witness, **here, saksi_id=whom["saksi_id"])
    kantor.say(SEKCAM, confirm_excuse, **here, **whom)
    fill(kantor, TAPEM)
    kantor.act(TAPEM, Kerja.KIRIM)
    for no, nama in ((4, KASUBBAG), (5, AGUS)):
        kantor.act(nama, Kerja.SELESAI, at(kantor, started.id, no))
    if not has_naskah:
        lose_naskah(kantor)
    outcome = begin(kantor, sumber=started.nomor)
    send_forms(kantor, outcome.berkas.id)

    found = nilai(kantor, outcome.berkas.id)
    assert found["IK-02"].nilai == Decimal(15)
    assert not found["IK-08"].is_filled


def test_a_formulir_begins_with_what_was_handed_on_whatever_became_of_the_rows(
    kantor: Pejawaran,
):
    nomor = collect(kantor)
    rows = tuple(
        replace(row, tw3="1", unit="TAPEM") if row.kode == "IK-09" else row
        for row in SAMPLE.indikator
    )
    buku = replace(SAMPLE, indikator=rows)
    kantor.take_over(buku)
    kantor.database.run_now(
        lambda c: c.exec_driver_sql("UPDATE realisasi SET nilai = '1' WHERE nilai = '88.5'")
    )
    outcome = begin(kantor, sumber=nomor)
    send_forms(kantor, outcome.berkas.id)

    found = nilai(kantor, outcome.berkas.id)
    assert found["IK-08"].nilai == Decimal("88.5")
    assert found["IK-09"].nilai == Decimal(15)
    gathered = kantor.run(lambda uow: uow.berkas.find(kantor.kantor_id, nomor))
    (opened,) = jejak(kantor, outcome.berkas.id, "kirim")
    assert opened.rincian["naskah_sumber"] == berkas(kantor, gathered).keadaan.naskah


def test_a_source_from_before_there_were_naskah_gives_its_rows(kantor: Pejawaran):
    nomor = collect(kantor)
    lose_naskah(kantor)
    outcome = begin(kantor, sumber=nomor)
    send_forms(kantor, outcome.berkas.id)

    found = nilai(kantor, outcome.berkas.id)
    assert (found["IK-01"].alasan, found["IK-08"].nilai) == (
        "survei belum selesai",
        Decimal("88.5"),
    )


def test_without_data_every_formulir_is_empty(kantor: Pejawaran):
    collect(kantor)
    outcome = begin(kantor, sumber=None)
    send_forms(kantor, outcome.berkas.id)

    assert not any(n.is_filled for n in nilai(kantor, outcome.berkas.id).values())
    assert "diisi dari berkas" not in card(kantor, TAPEM)
    assert "sumber" not in jejak(kantor, outcome.berkas.id, "mulai")[0].rincian


@pytest.mark.parametrize("until", [4, 5])
def test_a_source_that_still_runs_is_not_offered(kantor: Pejawaran, until: int):
    nomor = collect(kantor, until=until)
    with pytest.raises(NotAllowed):
        begin(kantor, sumber=nomor)

    assert begin(kantor) is not None


def test_a_source_of_another_period_or_none_at_all_is_refused(kantor: Pejawaran):
    nomor = collect(kantor)
    for facts in (
        {"periode": triwulan(2026, 2), "sumber": nomor},
        {"sumber": nomor + 1},
        {"sumber": 10**14},
    ):
        with pytest.raises(NotAllowed):
            begin(kantor, **facts)

    assert begin(kantor, periode=triwulan(2026, 2)) is not None


def test_the_offer_to_use_data_starts_nothing_twice(kantor: Pejawaran):
    nomor = collect(kantor)
    begin(kantor, sumber=nomor)
    for again in ({}, {"sumber": 0}, {"sumber": nomor}):
        with pytest.raises(AlreadyRunning):
            begin(kantor, **again)


def test_an_sop_that_asks_for_facts_first_remembers_the_source(kantor: Pejawaran):
    nomor = collect(kantor)
    teks = load_catalog().get("pengukuran-kinerja-kecamatan").teks
    asking = teks.replace("versi = 1", "versi = 2").replace(
        "masukan =",
        'mulai = [{ kode = "dasar", label = "Dasar", jenis = "teks" }]\nmasukan =',
    )
    columns = {
        "camat": ["Camat"],
        "sekretaris": ["Sekretaris Kecamatan"],
        "kasi": COLUMNS["kasie"],
        "kasubbag": ["Kasubbag Perencana"],
        "staf": ["Staf Pelaksana"],
    }
    sop_id = activate(kantor, asking, columns)
    assert kantor.say(SEKCAM, begin_with, sop_id=sop_id, **PERIOD, sumber=nomor) is None
    kantor.say(SEKCAM, take_text, teks="Surat edaran", message_id=1)
    revisi = said(kantor, SEKCAM, "ringkasan_mulai")["revisi"]
    outcome = kantor.say(SEKCAM, confirm_start, sop_id=sop_id, revisi=revisi)

    (line,) = jejak(kantor, outcome.berkas.id, "mulai")
    assert (line.rincian["isian"], line.rincian["sumber"]) == ({"dasar": "Surat edaran"}, nomor)
