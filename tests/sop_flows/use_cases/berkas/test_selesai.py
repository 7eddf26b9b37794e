"""A finished berkas never changes: every screen of it reads as it did, whatever becomes of the office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.loading import load
from handlers.screens.notices import draw
from handlers.screens.papan import draw_papan
from handlers.screens.screen import plain
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import StatusBerkas
from sop_flows.naskah.kode import kode_of
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.layar import Isi
from sop_flows.ports.layar.daftar import LayarKartu, LayarNaskah, LayarRiwayat
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.catalog import load_catalog
from sop_flows.use_cases.berkas.excuse import (
    begin_excuse,
    choose_reason,
    choose_signer,
    choose_witness,
)
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.isian.answers import keep_dokumen
from storage.documents.kantor.buku import BarisLibur, BukuKantor
from tests.sop_flows.use_cases.berkas.test_rebuild import changed, kept
from tests.sop_flows.use_cases.berkas.test_start import activate
from tests.sop_flows.use_cases.isian.test_dokumen import BUKTI
from tests.support.buku import with_kantor
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    KASUBBAG,
    SEKCAM,
    SENT,
    TAPEM,
    agreement,
    all_at,
    at,
    begin_signing,
    berkas,
    jejak,
    signature_of,
)

OUT = "Eko Purnomo"
KECAMATAN = {
    "camat": ["Camat"],
    "sekretaris": ["Sekretaris Kecamatan"],
    "kasi": ["Kasi Tata Pemerintahan"],
    "kasubbag": ["Kasubbag Perencana"],
    "staf": ["Staf Pelaksana"],
}


def finish(kantor: Pejawaran) -> int:
    """Bring a berkas to its end, somebody being excused from signing on the way; return its id."""
    berkas_id = begin_signing(kantor)
    names = {id: nama for nama, id in kantor.pegawai.items()}
    excused = signature_of(kantor, berkas_id, OUT)
    here = {"berkas_id": berkas_id}
    kantor.say(AGUS, begin_excuse, **here)
    kantor.say(AGUS, choose_signer, **here, tugas_id=excused.id)
    kantor.say(AGUS, choose_reason, **here, alasan="Sedang cuti bersalin")
    kantor.say(AGUS, choose_witness, **here, saksi_id=kantor.pegawai[KASUBBAG])
    for one in all_at(kantor, berkas_id, 8, 1):
        kantor.act(names[one.pegawai_id], Kerja.TANDA_TANGANI, one)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))
    kantor.act(SEKCAM, Kerja.DISPOSISIKAN, at(kantor, berkas_id, 9))
    kantor.wait(days=2)
    kantor.say(AGUS, keep_dokumen, lampiran=BUKTI)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 10), isian=SENT)
    assert berkas(kantor, berkas_id).status is StatusBerkas.SELESAI
    return berkas_id


def read(kantor: Pejawaran, nama: str, isi: Isi, kartu_id: int | None = None) -> str:
    """Return what somebody reads."""

    def work(uow: UnitOfWork) -> str:
        queued = QueuedKiriman(id=1, chat_id=kantor.user[nama], isi=isi, kartu_id=kartu_id)
        pesan = load(uow, queued)
        assert pesan is not None
        return plain(draw(pesan, ambigu=False).text)

    return kantor.run(work)


def screens(kantor: Pejawaran, berkas_id: int) -> dict[str, str]:
    """Return everything that is read of a berkas that has ended, but for the end of the office's history."""
    user = kantor.user[SEKCAM]
    signed = jejak(kantor, berkas_id, "tanda_tangani")[-1].rincian["naskah"]
    sent = next(
        line.tugas_id
        for line in jejak(kantor, berkas_id, "kirim")
        if line.langkah == 4 and line.pelaku["nama"] == TAPEM
    )

    cards = kantor.run(lambda uow: uow.kartu.of_tugas(sent))
    (card,) = [one.id for one in cards if one.chat_id == kantor.user[TAPEM]]
    board = kantor.run(lambda uow: view_berkas(uow, user_id=user, berkas_id=berkas_id))
    verifikasi = read(kantor, SEKCAM, LayarNaskah(user_id=user, kode=kode_of(signed)))
    of_berkas, ujung, _ = verifikasi.partition("Ujung riwayat kantor saat ini")
    assert ujung
    return {
        "riwayat": read(kantor, SEKCAM, LayarRiwayat(user_id=user, berkas_id=berkas_id)),
        "verifikasi": of_berkas,
        "kartu": read(kantor, TAPEM, LayarKartu(), card),
        "papan": plain(draw_papan(board).text),
    }


def take_over(buku: BukuKantor) -> Callable[[Pejawaran], None]:
    def work(kantor: Pejawaran) -> None:
        assert kantor.take_over(buku).is_changed

    return work


def run_the_next_periode(kantor: Pejawaran) -> None:
    now, kantor.now = kantor.now, kantor.now.replace(year=2027, month=1, day=4)
    kantor.start()
    kantor.now = now


def activate_anew(kantor: Pejawaran) -> None:
    teks = load_catalog().get("pengukuran-kinerja-kecamatan").teks
    activate(
        kantor, teks.replace("versi = 1", "versi = 2").replace("Periksa draf", "Lain"), KECAMATAN
    )


def without(nama: str) -> BukuKantor:
    return replace(SAMPLE, pegawai=tuple(row for row in SAMPLE.pegawai if row.nama != nama))


def given_to(kasi: str, new: str) -> BukuKantor:
    """Return the workbook with the post of a Kasi in the hands of another."""
    post = next(row.jabatan for row in SAMPLE.pegawai if row.nama == kasi)
    rows = (
        replace(row, jabatan=post) if row.nama == new else row
        for row in SAMPLE.pegawai
        if row.nama != kasi
    )
    return replace(SAMPLE, pegawai=tuple(rows))


LIBUR = tuple(
    BarisLibur(tanggal=date(2026, 10, day), jenis="libur", dasar="SKB", sel="A1")
    for day in range(1, 16)
)
LATER: dict[str, Callable[[Pejawaran], None]] = {
    "target": take_over(changed(lambda row: replace(row, tw3="1"), "IK-01")),
    "polaritas": take_over(changed(lambda row: replace(row, polaritas="turun"), "IK-01")),
    "names": take_over(changed(lambda row: replace(row, indikator="Lain", satuan="x"), "IK-01")),
    "another unit": take_over(changed(lambda row: replace(row, unit="YANUM"), "IK-01")),
    "formula": take_over(with_kantor(formula_turun="B")),
    "office": take_over(with_kantor(nama="Lain")),
    "unit": take_over(
        replace(SAMPLE, unit=tuple(replace(u, nama=f"{u.nama} Baru") for u in SAMPLE.unit))
    ),
    "calendar": take_over(replace(SAMPLE, libur=(*SAMPLE.libur, *LIBUR))),
    "who left": take_over(without(AGUS)),
    "who was excused left": take_over(without(OUT)),
    "holder": take_over(given_to("Budi Hartono", AGUS)),
    "sop": activate_anew,
    "next periode": run_the_next_periode,
}


@pytest.mark.parametrize("what", LATER)
def test_a_finished_berkas_reads_as_it_did(kantor: Pejawaran, what: str):
    berkas_id = finish(kantor)
    before, naskah = screens(kantor, berkas_id), kept(kantor)
    LATER[what](kantor)

    assert screens(kantor, berkas_id) == before
    assert kept(kantor)[: len(naskah)] == naskah
    assert {one.value for one in agreement(kantor)} == {"sama"}
    assert "Kode verifikasi" in before["kartu"]
    assert "rata-rata capaian" in before["kartu"]
