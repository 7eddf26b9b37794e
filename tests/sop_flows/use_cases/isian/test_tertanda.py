"""Which paper a signed PDF is of, whose tugas it closes, and how that is kept; nothing of the PDF is opened here."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tanda_tangan import InkWitnessUnfit, ScanUnfit, Tte, is_named_as
from sop_flows.errors import (
    ConfirmationOver,
    NotYourTugas,
)
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.papers.tanda import FileSeen, Tanda
from sop_flows.papers.tte import SebabTte, Terperiksa, TteRefused
from sop_flows.ports.ditanya import TandaBasah, Yakin
from sop_flows.ports.papers import Paper
from sop_flows.ports.records import Actor
from sop_flows.sop.paper import JenisPaper
from sop_flows.use_cases.berkas.rebuild import Kesesuaian
from sop_flows.use_cases.berkas.verify_file import verify_file
from sop_flows.use_cases.isian.start import accept_dokumen
from sop_flows.use_cases.isian.tertanda import ask_signed, find_signing
from sop_flows.use_cases.tugas.basah import begin_ink, choose_ink_witness
from sop_flows.use_cases.tugas.konfirmasi import perform_tapped
from sop_flows.use_cases.tugas.papers import view_paper
from sop_flows.use_cases.tugas.percakapan import Ketukan, converse
from sop_flows.use_cases.tugas.sanggah import object_to
from tests.support.office import Pejawaran
from tests.support.story import (
    AGUS,
    CAMAT,
    DEWI,
    SEKCAM,
    TAPEM,
    agreement,
    begin_signing,
    go_to,
    jejak,
    said,
    signature_of,
    tugas,
)

FILE = "ab" * 32
NAMA = "laporan_signed.pdf"


@pytest.fixture
def signing(kantor: Pejawaran) -> Tugas:
    """A berkas that waits for everybody's signature; the tugas of one of them."""
    return signature_of(kantor, begin_signing(kantor), DEWI)


def paper_of(kantor: Pejawaran, one: Tugas, nama: str = DEWI, **other: Any) -> Paper:
    """Make the paper on a card, as the bot does; its file is not looked at here."""

    def make(uow: Any) -> Paper:
        view = view_paper(uow, user_id=kantor.user[nama], tugas_id=one.id, ke=1)
        paper = replace(view.paper, sha256="cd" * 32, dibuat_at=uow.now, **other)
        uow.papers.keep(paper)
        return paper

    return kantor.run(make)


def seen_of(office: Pejawaran, paper: Paper, **other: Any) -> FileSeen:
    berkas = office.run(lambda uow: uow.berkas.get(paper.berkas_id)[0])
    tanda = Tanda(
        kantor="PEJAWARAN", berkas=berkas.nomor, kode=paper.kode, isi_sha256=paper.isi_sha256
    )
    return FileSeen(FILE, (replace(tanda, **other),), is_signed=True)


def send(kantor: Pejawaran, seen: FileSeen, nama: str = DEWI) -> None:
    """Let somebody send a signed PDF whose signature was verified."""
    found = Terperiksa(
        subjek="Dewi Anggraeni, S.Sos.",
        penerbit="BSrE",
        seri="BEEF",
        pada=kantor.now - timedelta(minutes=3),
        dikenal=True,
    )
    file = lampiran(kantor, NAMA, seen.sha256)
    facts = {"seen": seen, "nama": NAMA, "found": found, "lampiran": file}
    kantor.run(ask_signed, actor=Actor.private(kantor.user[nama]), **facts)


def lampiran(kantor: Pejawaran, nama: str, sha256: str) -> Lampiran:
    return Lampiran(
        berkas_id=0, tugas_id=0, sha256=sha256, nama=nama, oleh=0, diterima_at=kantor.now
    )


def asked(kantor: Pejawaran, nama: str = DEWI) -> Any:
    found = kantor.run(lambda uow: uow.percakapan.get(kantor.user[nama]))
    return found.isi if found else None


def confirm(kantor: Pejawaran, one: Tugas, sidik: str, nama: str = DEWI) -> None:
    aksi = Aksi(kerja=Kerja.TANDA_TANGANI, revisi=one.revisi, at=kantor.now)
    kantor.say(nama, perform_tapped, tugas_id=one.id, aksi=aksi, sidik=sidik)


def refused(kantor: Pejawaran, seen: FileSeen, nama: str = DEWI) -> TteRefused:
    with pytest.raises(TteRefused) as found:
        look(kantor, seen, nama)
    return found.value


def look(kantor: Pejawaran, seen: FileSeen, nama: str = DEWI) -> Any:
    actor = Actor.private(kantor.user[nama])
    return kantor.run(find_signing, actor=actor, seen=seen, nama=NAMA)


def test_it_is_asked_about_and_recorded_with_whose_certificate_it_was(
    kantor: Pejawaran, signing: Tugas
):
    paper = paper_of(kantor, signing)
    send(kantor, seen_of(kantor, paper))
    yakin = asked(kantor)
    assert isinstance(yakin, Yakin)
    assert yakin.naskah == paper.naskah
    assert yakin.dibubuhkan

    confirm(kantor, signing, yakin.dibubuhkan.sidik)

    hasil = tugas(kantor, signing.id).facts.hasil
    assert hasil
    assert isinstance(hasil.tanda, Tte)
    assert (hasil.tanda.sha256, hasil.tanda.paper) == (FILE, paper.isi_sha256)
    assert hasil.tanda.senama
    kept, line = jejak(kantor, signing_berkas(kantor, signing))[-2:]
    assert kept.rincian["lampiran"]["sha256"] == FILE
    assert line.rincian["tanda"]["subjek"] == "Dewi Anggraeni, S.Sos."
    assert line.rincian["naskah"] == paper.naskah
    assert asked(kantor) is None
    assert agreement(kantor) == {Kesesuaian.SAMA}


def signing_berkas(kantor: Pejawaran, one: Tugas) -> int:
    return kantor.run(lambda uow: uow.berkas.berkas_of(one.id))


def test_what_others_sign_stays_the_same_naskah(kantor: Pejawaran, signing: Tugas):
    paper = paper_of(kantor, signing)
    send(kantor, seen_of(kantor, paper))
    confirm(kantor, signing, asked(kantor).dibubuhkan.sidik)

    other = signature_of(kantor, signing_berkas(kantor, signing), TAPEM)
    kantor.act(TAPEM, Kerja.TANDA_TANGANI, other)

    hasil = tugas(kantor, other.id).facts.hasil
    assert hasil
    assert hasil.naskah == paper.naskah
    assert hasil.tanda is None


def test_it_stands_for_ours_wherever_the_same_is_shown(kantor: Pejawaran, signing: Tugas):
    paper = paper_of(kantor, signing)
    send(kantor, seen_of(kantor, paper))
    confirm(kantor, signing, asked(kantor).dibubuhkan.sidik)

    other = signature_of(kantor, signing_berkas(kantor, signing), TAPEM)
    view = kantor.run(view_paper, user_id=kantor.user[TAPEM], tugas_id=other.id, ke=1)

    assert view.tertanda
    assert view.tertanda.lampiran.sha256 == FILE
    assert view.nama.endswith("-tte")
    found = kantor.run(lambda uow: verify_file(uow, [view.kantor], FileSeen(FILE, ())))
    assert found.putusan.is_ours
    assert found.tanda


def test_a_button_of_a_tap_never_signs_by_a_file_nor_the_other_way(
    kantor: Pejawaran, signing: Tugas
):
    send(kantor, seen_of(kantor, paper_of(kantor, signing)))
    sidik = asked(kantor).dibubuhkan.sidik

    for other in ("", "0" * 12):
        with pytest.raises(ConfirmationOver):
            confirm(kantor, signing, other)
    tap = Ketukan(
        actor=Actor.private(kantor.user[DEWI]), tugas_id=signing.id, revisi=signing.revisi
    )
    kantor.run(converse, tap=tap, kerja=Kerja.TANDA_TANGANI, kind=Yakin)
    with pytest.raises(ConfirmationOver):
        confirm(kantor, signing, sidik)
    assert tugas(kantor, signing.id).is_open


def test_a_question_about_a_file_is_over_after_two_minutes(kantor: Pejawaran, signing: Tugas):
    send(kantor, seen_of(kantor, paper_of(kantor, signing)))
    sidik = asked(kantor).dibubuhkan.sidik
    kantor.wait(minutes=3)

    with pytest.raises(ConfirmationOver):
        confirm(kantor, signing, sidik)


def test_each_paper_that_is_not_the_one_to_be_signed_is_named_for_what_it_is(
    kantor: Pejawaran, signing: Tugas
):
    paper = paper_of(kantor, signing)
    older = paper_of(kantor, signing, naskah="00" * 32, isi_sha256="01" * 32)
    other = paper_of(kantor, signing, jenis=JenisPaper.NOTULA, isi_sha256="02" * 32)

    assert refused(kantor, seen_of(kantor, older)).masalah is SebabTte.ISI_LAMA
    found = refused(kantor, seen_of(kantor, other))
    assert (found.masalah, found.diminta) == (SebabTte.PAPER_LAIN, "laporan pengukuran kinerja")
    unknown = seen_of(kantor, paper, isi_sha256="03" * 32)
    assert refused(kantor, unknown).masalah is SebabTte.BUKAN_KAMI
    unsigned = replace(seen_of(kantor, paper), is_signed=False)
    assert refused(kantor, unsigned).masalah is SebabTte.TANPA_TANDA
    for elsewhere in ({"kantor": "LAIN"}, {"berkas": 4711}):
        seen = seen_of(kantor, paper, **elsewhere)
        assert look(kantor, seen) is None


def test_who_has_signed_or_is_not_asked_is_told_so(kantor: Pejawaran, signing: Tugas):
    paper = paper_of(kantor, signing)
    seen = seen_of(kantor, paper)
    send(kantor, seen)
    confirm(kantor, signing, asked(kantor).dibubuhkan.sidik)

    for nama in (DEWI, TAPEM):
        assert refused(kantor, seen, nama).masalah is SebabTte.SUDAH
    again = replace(seen, sha256="ef" * 32)
    assert refused(kantor, again).masalah is SebabTte.TERTUTUP


def test_before_it_is_their_turn_nobody_signs_by_a_file(kantor: Pejawaran):
    berkas_id = go_to(kantor, 8)
    maker = kantor.only(AGUS)
    seen = seen_of(kantor, paper_of(kantor, maker, AGUS))

    assert refused(kantor, seen, CAMAT).masalah is SebabTte.TERTUTUP
    assert look(kantor, seen, AGUS) is None
    assert berkas_id


@pytest.mark.parametrize(
    ("subjek", "nama", "same"),
    [
        ("SUHARYANTO", "Drs. Suharyanto, M.Si.", True),
        ("Drs. Suharyanto", "suharyanto", True),
        ("Suharyanto Putra", "Suharyanto", False),
        ("Kecamatan Pejawaran", "Suharyanto", False),
    ],
)
def test_titles_and_case_make_nobody_another(subjek: str, nama: str, same: bool):
    assert is_named_as(subjek, nama) is same


# Ink


def scan(kantor: Pejawaran, nama: str = "lembar.jpg", sha256: str = FILE) -> None:
    kantor.say(DEWI, accept_dokumen, lampiran=lampiran(kantor, nama, sha256))


def begin(kantor: Pejawaran, one: Tugas) -> Ketukan:
    tap = Ketukan(actor=Actor.private(kantor.user[DEWI]), tugas_id=one.id, revisi=one.revisi)
    kantor.run(begin_ink, tap=tap, kerja=Kerja.TANDA_TANGANI)
    return tap


def test_ink_is_recorded_with_its_scans_and_who_saw_it(kantor: Pejawaran, signing: Tugas):
    tap = begin(kantor, signing)
    scan(kantor)
    scan(kantor, "lembar-2.jpg", "ef" * 32)
    scan(kantor)
    kantor.run(choose_ink_witness, tap=tap, pegawai_id=kantor.pegawai[AGUS])
    confirm(kantor, signing, asked(kantor).dibubuhkan.sidik)

    line = jejak(kantor, signing_berkas(kantor, signing))[-1]
    assert line.pelaku["nama"] == DEWI
    assert line.rincian["tanda"] == {
        "cara": "basah",
        "pindaian": [FILE, "ef" * 32],
        "saksi_id": kantor.pegawai[AGUS],
        "saksi": AGUS,
    }
    assert said(kantor, AGUS, "saksi_basah")["oleh"] == DEWI
    assert agreement(kantor) == {Kesesuaian.SAMA}
    office = kantor.run(lambda uow: uow.kantor.get(1))
    found = kantor.run(lambda uow: verify_file(uow, [office], FileSeen(FILE, ())))
    assert found.putusan.is_ours
    assert (found.tanda, found.disanggah) == (line, False)

    kantor.say(AGUS, object_to, tugas_id=signing.id)
    kantor.say(AGUS, object_to, tugas_id=signing.id)
    assert len(jejak(kantor, signing_berkas(kantor, signing), "sanggah")) == 1
    assert said(kantor, DEWI, "saksi_menyanggah")["saksi"] == AGUS
    assert kantor.run(lambda uow: verify_file(uow, [office], FileSeen(FILE, ()))).disanggah


def test_nobody_witnesses_their_own_ink_and_nobody_objects_who_was_not_named(
    kantor: Pejawaran, signing: Tugas
):
    tap = begin(kantor, signing)
    with pytest.raises(InkWitnessUnfit):  # there is no scan
        kantor.run(choose_ink_witness, tap=tap, pegawai_id=kantor.pegawai[AGUS])
    scan(kantor)
    for unfit in (kantor.pegawai[DEWI], 4711):
        with pytest.raises(InkWitnessUnfit):
            kantor.run(choose_ink_witness, tap=tap, pegawai_id=unfit)
    with pytest.raises(NotYourTugas):
        kantor.say(SEKCAM, object_to, tugas_id=signing.id)
    assert isinstance(asked(kantor), TandaBasah)


def test_a_sheet_of_numbers_is_no_scan(kantor: Pejawaran, signing: Tugas):
    begin(kantor, signing)

    with pytest.raises(ScanUnfit):
        scan(kantor, "lembar.xlsx")


def test_nobody_signs_in_ink_for_another(kantor: Pejawaran, signing: Tugas):
    tap = Ketukan(
        actor=Actor.private(kantor.user[SEKCAM]), tugas_id=signing.id, revisi=signing.revisi
    )
    with pytest.raises(NotYourTugas):
        kantor.run(begin_ink, tap=tap, kerja=Kerja.TANDA_TANGANI)
