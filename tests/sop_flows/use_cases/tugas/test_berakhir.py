"""The end of a berkas is told to who started it, who decided on it, and the head: once each."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bot.trial.kantor import jambi
from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.screen import Screen, plain
from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.hasil import result_of
from sop_flows.naskah.kode import print_kode
from sop_flows.naskah.reading import read_isi
from sop_flows.use_cases.berkas.start import list_startable, start_berkas
from sop_flows.use_cases.berkas.steer import cancel_berkas
from sop_flows.use_cases.formulir.typed import type_lines
from storage.documents.kantor.buku import BukuKantor
from tests.support.office import Pejawaran, office_in
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    LINES,
    SEKCAM,
    SENT,
    TAPEM,
    go_to,
    go_to_last,
    jejak,
    naskah_named,
    said,
    tugas,
)
from tests.support.surat import SURAT_SEKDA
from tests.support.tamper import BROKEN, tamper

WHY = "Perjanjian kinerja sedang diubah"


def end(kantor: Pejawaran) -> int:
    """Bring a berkas to its end; return its id."""
    return kantor.act(AGUS, Kerja.SELESAI, go_to_last(kantor), isian=SENT).berkas.id


def screen(kantor: Pejawaran, nama: str) -> Screen:
    """Return what somebody sees of the end."""
    owed = kantor.owed(nama, "berkas_berakhir")[-1]
    pesan = kantor.run(lambda uow: load(uow, owed))
    assert pesan is not None
    return draw(pesan, ambigu=False)


def test_starter_signers_and_head_are_told_once_each_whatever_roles_they_have(kantor: Pejawaran):
    berkas_id = end(kantor)
    signers = {one.pelaku["nama"] for one in jejak(kantor, berkas_id, "tanda_tangani")}

    assert {SEKCAM, CAMAT} < signers
    assert {n: len(kantor.owed(n, "berkas_berakhir")) for n in kantor.user} == {
        nama: int(nama in {*signers, SEKCAM, KASUBBAG, CAMAT}) for nama in kantor.user
    }


def test_the_end_tells_the_result_of_the_naskah_that_was_signed(kantor: Pejawaran):
    berkas_id = end(kantor)
    last = jejak(kantor, berkas_id, "tanda_tangani")[-1]
    (naskah,) = naskah_named(kantor, last)
    hasil = result_of(read_isi(naskah.isi))
    told, text = said(kantor, CAMAT, "berkas_berakhir"), plain(screen(kantor, CAMAT).text)

    assert told["naskah"] == {"versi": naskah.versi, "kode": naskah.kode}
    assert Decimal(told["hasil"]["rerata"]) == hasil.rerata
    assert (told["hasil"]["indikator"], told["hasil"]["unit"]) == (12, 5)
    assert told["penanda"][-1]["nama"] == CAMAT
    for words in (
        "12 indikator dari 5 unit",
        hasil.kategori,
        print_kode(naskah.kode),
        f"Camat ({CAMAT}) menandatangani",
    ):
        assert words in text


def test_of_a_history_that_is_not_whole_the_end_tells_only_that(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    kantor.database.run_now(lambda c: tamper(c, BROKEN["who"]))
    kantor.say(SEKCAM, cancel_berkas, berkas_id=berkas_id, alasan=WHY)

    text = plain(screen(kantor, CAMAT).text)
    assert WHY in text
    assert text.count("Riwayatnya tidak utuh") == 1
    assert "Kode verifikasi" not in text
    assert "menyetujui" not in text


def test_the_end_names_what_is_na_and_why(kantor: Pejawaran, monkeypatch: pytest.MonkeyPatch):
    without = f"IK-01=n/a {WHY}\nIK-02=15\nIK-03=6"
    monkeypatch.setitem(LINES, TAPEM, without)
    end(kantor)

    (missing,) = said(kantor, CAMAT, "berkas_berakhir")["hasil"]["tanpa_data"]
    assert missing["alasan"] == WHY
    assert "1 tanpa data (n/a)\n• " in plain(screen(kantor, CAMAT).text)


def test_what_an_import_changed_after_the_signature_is_not_in_the_result(kantor: Pejawaran):
    last = go_to_last(kantor)
    signed = naskah_named(kantor, jejak(kantor, berkas_of(kantor, last.id), "tanda_tangani")[-1])
    changed = tuple(replace(row, tw3="999") for row in SAMPLE.indikator)
    assert kantor.take_over(replace(SAMPLE, indikator=changed)).is_changed
    kantor.act(AGUS, Kerja.SELESAI, tugas(kantor, last.id), isian=SENT)

    rerata = Decimal(said(kantor, CAMAT, "berkas_berakhir")["hasil"]["rerata"])
    assert rerata == result_of(read_isi(signed[0].isi)).rerata


def berkas_of(kantor: Pejawaran, tugas_id: int) -> int:
    return kantor.run(lambda uow: uow.berkas.berkas_of(tugas_id))


def test_a_berkas_that_is_given_up_is_told_with_who_and_why(kantor: Pejawaran):
    berkas_id = go_to(kantor, 4)
    kantor.say(SEKCAM, cancel_berkas, berkas_id=berkas_id, alasan=WHY)

    assert {nama for nama in kantor.user if kantor.owed(nama, "berkas_berakhir")} == {
        SEKCAM,
        CAMAT,
    }
    assert all(len(kantor.owed(nama, "berkas_berakhir")) == 1 for nama in (SEKCAM, CAMAT))
    text = plain(screen(kantor, CAMAT).text)
    assert f"dibatalkan oleh {SEKCAM}" in text
    assert WHY in text


def test_who_had_decided_is_told_that_it_was_given_up(kantor: Pejawaran):
    berkas_id = go_to(kantor, 7)
    kantor.say(SEKCAM, cancel_berkas, berkas_id=berkas_id, alasan=WHY)

    assert len(kantor.owed(KASUBBAG, "berkas_berakhir")) == 1
    (decided,) = naskah_named(kantor, jejak(kantor, berkas_id, "setujui")[-1])
    assert print_kode(decided.kode) in plain(screen(kantor, KASUBBAG).text)


NEW = "Bambang Sutrisno"


def with_a_new_camat() -> BukuKantor:
    """The office after the Camat has gone to another post of it, and another came."""
    found = next(row for row in SAMPLE.pegawai if row.jabatan == "Camat")
    rows = [row for row in SAMPLE.pegawai if row is not found]
    moved = replace(found, jabatan=next(r.jabatan for r in rows if r.nama == AGUS), unit="")
    came = replace(found, kunci="197001011995031001", nama=NEW)
    return replace(SAMPLE, pegawai=(*rows, moved, came))


def test_the_head_is_who_holds_the_post_at_that_moment_and_a_signer_stays_one(kantor: Pejawaran):
    last = go_to_last(kantor)
    assert kantor.take_over(with_a_new_camat()).is_changed
    pegawai_id = next(
        p.id
        for p in kantor.run(lambda uow: uow.pegawai.all(kantor.kantor_id, kantor.now.date()))
        if p.nama == NEW
    )
    kantor.pegawai[NEW], kantor.user[NEW] = pegawai_id, 2001
    kantor.join(NEW)
    kantor.act(AGUS, Kerja.SELESAI, tugas(kantor, last.id), isian=SENT)

    assert len(kantor.owed(NEW, "berkas_berakhir")) == 1
    assert len(kantor.owed(CAMAT, "berkas_berakhir")) == 1


def test_who_has_left_the_office_is_told_nothing(kantor: Pejawaran):
    last = go_to_last(kantor)
    rows = tuple(row for row in SAMPLE.pegawai if row.nama != KASUBBAG)
    assert kantor.take_over(replace(SAMPLE, pegawai=rows)).is_changed
    kantor.wait(days=1)
    kantor.act(AGUS, Kerja.SELESAI, tugas(kantor, last.id), isian=SENT)

    assert not kantor.owed(KASUBBAG, "berkas_berakhir")
    assert kantor.owed(CAMAT, "berkas_berakhir")


# An SOP without any decision


@pytest.fixture
def setwan(tmp_path: Path) -> Iterator[Pejawaran]:
    with office_in(tmp_path, jambi.OFFICE) as office:
        yield office


def holder(setwan: Pejawaran, jabatan: str) -> str:
    return next(row.nama for row in jambi.OFFICE.pegawai if row.jabatan == jabatan)


VALUES = {
    jambi.RAPAT: "1=96,5\n2=8",
    jambi.HUMAS: "1=57",
    jambi.HUKUM: "1=1",
    jambi.KEUANGAN: "1=n/a laporan belum terbit\n2=4",
}


def run_through(setwan: Pejawaran) -> None:
    """Play SOP 002 from the letter to the recapitulation."""
    kabag = holder(setwan, jambi.KABAG)
    (one,) = setwan.run(list_startable, user_id=setwan.user[kabag])
    setwan.say(kabag, start_berkas, sop_id=one.sop_id, periode=one.periode, isian=SURAT_SEKDA)
    setwan.act(kabag, Kerja.DISPOSISIKAN)
    setwan.act(holder(setwan, jambi.PEP), Kerja.KIRIM)
    for jabatan, lines in VALUES.items():
        nama = holder(setwan, jabatan)
        setwan.say(nama, type_lines, teks=lines, tugas_id=setwan.only(nama).id)
        setwan.act(nama, Kerja.KIRIM)
    setwan.act(holder(setwan, jambi.PEP), Kerja.SELESAI)
    setwan.act(holder(setwan, jambi.ANALIS), Kerja.SELESAI)


def test_where_nothing_is_decided_the_end_tells_what_was_handed_on_last(setwan: Pejawaran):
    run_through(setwan)
    told = {nama for nama in setwan.user if setwan.owed(nama, "berkas_berakhir")}

    assert told == {holder(setwan, jambi.KABAG), holder(setwan, jambi.SEKWAN)}
    facts = said(setwan, holder(setwan, jambi.SEKWAN), "berkas_berakhir")
    assert (facts["hasil"]["indikator"], len(facts["hasil"]["tanpa_data"])) == (6, 1)
    assert "penanda" not in facts
    text = plain(screen(setwan, holder(setwan, jambi.SEKWAN)).text)
    assert "rata-rata capaian" in text
    assert print_kode(facts["naskah"]["kode"]) in text
    assert "laporan belum terbit" in text
