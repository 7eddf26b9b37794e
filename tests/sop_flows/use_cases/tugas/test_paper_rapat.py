"""The papers of a rapat, and of what follows it, as a Dinas played it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.trial.kantor import pematangsiantar
from sop_flows.engine.aksi import Kerja
from sop_flows.naskah.compose import compose
from sop_flows.papers.compose import compose_paper
from sop_flows.papers.isi import IsiPaper
from sop_flows.papers.nama import name_of as file_of
from sop_flows.papers.when import Dibuat
from sop_flows.sop.definition import Minta
from sop_flows.sop.paper import JenisPaper
from sop_flows.sop.place import Place
from sop_flows.use_cases.isian.koreksi import correcting
from sop_flows.use_cases.tugas.papers import showing, sumber_of
from tests.support.office import Pejawaran, office_in
from tests.support.rapat import KASUBBAG, at_minta, first, go_on, go_to_rapat, keeper, name_of


@pytest.fixture
def dinas(tmp_path: Path) -> Iterator[Pejawaran]:
    with office_in(tmp_path, pematangsiantar.OFFICE) as office:
        yield office


def paper(dinas: Pejawaran, berkas_id: int, jenis: JenisPaper, langkah: int = 4) -> IsiPaper:
    def work(uow) -> IsiPaper:
        berkas, sop_id = uow.berkas.get(berkas_id)
        sumber = sumber_of(uow, uow.sop.get(sop_id), berkas)
        dibuat = Dibuat(place=Place(langkah, 0), jenis=jenis)
        return compose_paper(jenis, showing(sumber, dibuat, compose(sumber.found)))

    return dinas.run(work)


def test_what_a_rapat_was_told_and_noted_stands_on_its_papers(dinas: Pejawaran):
    berkas_id = go_to_rapat(dinas)
    kepala, sekretaris, kabid, *_ = at_minta(dinas, berkas_id, Minta.RAPAT)
    dinas.act(name_of(dinas, kepala), Kerja.BERHALANGAN, kepala, catatan="Dinas luar ke Medan")
    wakil = {"pegawai_id": dinas.pegawai["Andi Syahputra Nasution"], "siapa": "Andi"}
    dinas.act(name_of(dinas, kabid), Kerja.DIWAKILI, kabid, **wakil)
    dinas.wait_for_rapat(kepala)
    sekretaris = next(t for t in at_minta(dinas, berkas_id, Minta.RAPAT) if t.id == sekretaris.id)
    dinas.act(name_of(dinas, sekretaris), Kerja.HADIR, sekretaris)

    undangan = paper(dinas, berkas_id, JenisPaper.UNDANGAN)
    hadir = paper(dinas, berkas_id, JenisPaper.DAFTAR_HADIR)
    go_on(dinas, keeper(dinas, berkas_id))
    notula = paper(dinas, berkas_id, JenisPaper.NOTULA)

    assert undangan.rapat.mulai == "2026-10-14T02:00:00+00:00"
    assert undangan.rapat.tempat == "Aula"
    assert undangan.kepada[:3] == ("Kepala Dinas", "Sekretaris", "Kabid Perpustakaan")
    said = [(one.jabatan, one.kabar, one.alasan or one.wakil) for one in hadir.peserta[:3]]
    assert said == [
        ("Kepala Dinas", "berhalangan", "Dinas luar ke Medan"),
        ("Sekretaris", "", ""),
        ("Kabid Perpustakaan", "diwakili", "Andi"),
    ]
    assert [one.mewakili for one in hadir.peserta if one.mewakili] == ["Kabid Perpustakaan"]
    assert [one.nama for one in hadir.peserta if one.is_hadir] == ["Parlindungan Siregar"]
    assert [one.teks for one in notula.pokok] == ["Sepakat"]
    assert [one.nama for one in notula.hadir] == ["Parlindungan Siregar"]
    assert notula.notulis.nama == KASUBBAG
    assert notula.notulis.nip


def test_who_was_invited_puts_no_other_invitation_in_its_place(dinas: Pejawaran):
    berkas_id = go_to_rapat(dinas)
    nomor = dinas.run(lambda uow: uow.berkas.get(berkas_id)[0]).nomor
    files = [
        f"{nomor}-{file_of(jenis, 3)}.pdf" for jenis in (JenisPaper.UNDANGAN, JenisPaper.NOTULA)
    ]
    invited, *_ = at_minta(dinas, berkas_id, Minta.RAPAT)
    user = {
        "invited": dinas.user[name_of(dinas, invited)],
        "keeper": dinas.user[name_of(dinas, keeper(dinas, berkas_id))],
    }

    may = {
        who: [bool(dinas.run(correcting, user_id=id, nama=file)) for file in files]
        for who, id in user.items()
    }

    assert may == {"invited": [False, False], "keeper": [False, True]}


def test_a_played_berkas_has_its_receipts_and_its_whole_history(dinas: Pejawaran):
    berkas_id = go_to_rapat(dinas)
    while any(not one.outlives for one in dinas.run(lambda u: u.berkas.get(berkas_id)[0].terbuka)):
        go_on(dinas, first(dinas, berkas_id))

    receipt = paper(dinas, berkas_id, JenisPaper.TANDA_TERIMA, 9)
    history = paper(dinas, berkas_id, JenisPaper.RIWAYAT, 9)
    timeline = paper(dinas, berkas_id, JenisPaper.TIMELINE, 9)

    assert [one.diterima for one in receipt.serah] == ["", "", ""]
    assert receipt.oleh.nama == KASUBBAG
    assert {one.langkah for one in history.baris} == set(range(1, 10))
    assert (history.oleh, bool(history.selesai)) == ("Parlindungan Siregar", True)
    assert all(one.selesai for one in timeline.baris)
