"""What was decided on stays as it was, whatever becomes of the office afterwards."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.errors import TugasChanged
from sop_flows.naskah.canonical import sha256_of
from sop_flows.naskah.naskah import decisions_on, is_decision, is_newest
from sop_flows.ports.ditanya import Yakin
from sop_flows.ports.records import Actor
from sop_flows.use_cases.tugas.kartu import view_kartu
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse
from storage.documents.kantor.buku import BarisIndikator, BukuKantor
from tests.support.buku import with_kantor
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    SEKCAM,
    SENT,
    at,
    berkas,
    go_to,
    go_to_last,
    jejak,
    naskah_named,
)

Change = Callable[[BarisIndikator], BarisIndikator]


def with_indikator(change: Change, kode: str = "IK-08") -> BukuKantor:
    rows = (change(row) if row.kode == kode else row for row in SAMPLE.indikator)
    return replace(SAMPLE, indikator=tuple(rows))


TARGET = with_indikator(lambda row: replace(row, tw3="120"))
LATER = {
    "target": TARGET,
    "target of the year": with_indikator(lambda row: replace(row, target="99")),
    "name": with_indikator(lambda row: replace(row, indikator="Lain")),
    "satuan": with_indikator(lambda row: replace(row, satuan="Desa")),
    "sasaran": with_indikator(lambda row: replace(row, sasaran="Lain")),
    "polaritas": with_indikator(lambda row: replace(row, polaritas="turun")),
    "indikator of another unit": with_indikator(lambda row: replace(row, unit="TAPEM")),
    "indikator added": replace(
        SAMPLE, indikator=(*SAMPLE.indikator, replace(SAMPLE.indikator[0], kode="IK-99"))
    ),
    "formula": with_kantor(formula_turun="B"),
    "scale": with_kantor(skala_kategori="sangat baik"),
    "name of the office": with_kantor(nama="Kecamatan Lain"),
    "unit": replace(SAMPLE, unit=tuple(replace(u, nama=f"{u.nama} Baru") for u in SAMPLE.unit)),
}


@pytest.mark.parametrize("what", LATER)
def test_a_finished_berkas_is_read_again_as_it_was_signed(kantor: Pejawaran, what: str):
    last = go_to_last(kantor)
    done = kantor.act(AGUS, Kerja.SELESAI, last, isian=SENT).berkas
    signed = jejak(kantor, done.id, "tanda_tangani")[-1]
    before = naskah_named(kantor, signed)
    assert kantor.take_over(LATER[what]).is_changed

    assert berkas(kantor, done.id).status is StatusBerkas.SELESAI
    assert naskah_named(kantor, signed) == before
    assert [(sha256_of(one.isi), one.versi) for one in before] == [(signed.rincian["naskah"], 1)]
    assert is_newest(before[0].sha256, jejak(kantor, done.id))


@pytest.mark.parametrize("what", LATER)
def test_whoever_decides_after_an_import_decides_on_another_naskah(kantor: Pejawaran, what: str):
    berkas_id = go_to(kantor, 7)
    (first,) = jejak(kantor, berkas_id, "setujui")
    before = naskah_named(kantor, first)
    assert kantor.take_over(LATER[what]).is_changed
    kantor.act(SEKCAM, Kerja.SETUJUI, at(kantor, berkas_id, 7))

    riwayat = jejak(kantor, berkas_id)
    (old,) = before
    (new,) = naskah_named(kantor, jejak(kantor, berkas_id, "setujui")[1])
    assert naskah_named(kantor, first) == before
    assert (old.versi, new.versi, old.kode != new.kode) == (1, 2, True)
    assert (is_newest(old.sha256, riwayat), is_newest(new.sha256, riwayat)) == (False, True)
    assert [line.pelaku["nama"] for line in decisions_on(old.sha256, riwayat)] == [KASUBBAG]
    assert [line.pelaku["nama"] for line in decisions_on(new.sha256, riwayat)] == [SEKCAM]


def test_a_change_that_is_taken_back_makes_the_old_naskah_the_newest_again(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    first = at(kantor, berkas_id, 6)
    kantor.act(KASUBBAG, Kerja.SETUJUI, first)
    assert kantor.take_over(TARGET).is_changed
    kantor.act(SEKCAM, Kerja.SETUJUI, at(kantor, berkas_id, 7))
    assert kantor.take_over(SAMPLE).is_changed
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))
    for one in [t for t in berkas(kantor, berkas_id).terbuka if t.pegawai_id]:
        nama = next(n for n, id in kantor.pegawai.items() if id == one.pegawai_id)
        kantor.act(nama, Kerja.TANDA_TANGANI, one)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))

    riwayat = jejak(kantor, berkas_id)
    named = [line.rincian["naskah"] for line in riwayat if is_decision(line)]
    assert (named[0] == named[-1], named[0] != named[1], len(set(named))) == (True, True, 2)
    assert (is_newest(named[0], riwayat), is_newest(named[1], riwayat)) == (True, False)


@pytest.mark.parametrize("what", LATER)
def test_an_import_between_the_question_and_the_yes_decides_nothing(kantor: Pejawaran, what: str):
    berkas_id = go_to(kantor, 6)
    decision = at(kantor, berkas_id, 6)
    actor = Actor.private(kantor.user[KASUBBAG])
    tap = Ketukan(actor=actor, tugas_id=decision.id, revisi=decision.revisi)
    aksi = Aksi(kerja=Kerja.SETUJUI, revisi=decision.revisi, at=kantor.now)
    ask = {"tap": tap, "kerja": Kerja.SETUJUI, "kind": Yakin}
    yes = {"actor": actor, "tugas_id": decision.id, "aksi": aksi}
    kantor.run(converse, **ask)
    assert is_asked(kantor, decision.id)
    assert kantor.take_over(LATER[what]).is_changed

    with pytest.raises(TugasChanged):
        kantor.run(perform_tapped, **yes)
    assert jejak(kantor, berkas_id, "setujui") == []
    assert not is_asked(kantor, decision.id)
    now = at(kantor, berkas_id, 6).revisi
    kantor.run(converse, **ask | {"tap": replace(tap, revisi=now)})
    kantor.run(perform_tapped, **yes | {"aksi": replace(aksi, revisi=now)})
    assert len(jejak(kantor, berkas_id, "setujui")) == 1


def is_asked(kantor: Pejawaran, tugas_id: int) -> bool:
    """Tell whether the card of the Kasubbag asks once more."""
    cards = kantor.run(lambda uow: uow.kartu.of_tugas(tugas_id))
    (mine,) = [card for card in cards if card.chat_id == kantor.user[KASUBBAG]]
    return kantor.run(lambda uow: view_kartu(uow, mine)).percakapan is not None
