"""A paper that comes back corrected: from whom it stands for ours, and for how long."""

from sop_flows.engine.aksi import Kerja
from sop_flows.kantor.dokumen import Lampiran
from sop_flows.ports.papers import Koreksi
from sop_flows.use_cases.isian.koreksi import correcting
from sop_flows.use_cases.isian.start import accept_dokumen
from sop_flows.use_cases.tugas.papers import view_paper
from tests.support.office import Pejawaran
from tests.support.story import AGUS, KASUBBAG, SEKCAM, at, go_to, go_to_last

DOKUMEN = "1001-06-dokumen-pengukuran-kinerja.pdf"


def correct(kantor: Pejawaran, nama: str, file: str) -> None:
    """Let somebody hand a corrected paper in."""
    facts = {"sha256": "ab" * 32, "nama": file, "oleh": 0, "diterima_at": kantor.now}
    kantor.say(nama, accept_dokumen, lampiran=Lampiran(berkas_id=0, tugas_id=0, **facts))


def stands(kantor: Pejawaran, nama: str, tugas_id: int) -> Koreksi | None:
    """Return what stands for the first paper on somebody's card."""
    view = kantor.run(view_paper, user_id=kantor.user[nama], tugas_id=tugas_id, ke=1)
    return view.koreksi


def may_correct(kantor: Pejawaran, nama: str, file: str) -> bool:
    return kantor.run(correcting, user_id=kantor.user[nama], nama=file) != ()


def test_a_correction_stands_until_a_return_asks_for_another_paper(kantor: Pejawaran):
    berkas_id = go_to(kantor, 6)
    correct(kantor, KASUBBAG, DOKUMEN)
    kantor.act(KASUBBAG, Kerja.SETUJUI, at(kantor, berkas_id, 6))
    checked = at(kantor, berkas_id, 7)
    shown = stands(kantor, SEKCAM, checked.id)
    kantor.act(SEKCAM, Kerja.KEMBALIKAN, checked, catatan="Mohon dicek lagi")

    assert shown is not None
    assert shown.versi == 2
    assert stands(kantor, KASUBBAG, at(kantor, berkas_id, 6).id) is None


def test_nobody_corrects_what_was_signed(kantor: Pejawaran):
    go_to_last(kantor)

    assert may_correct(kantor, AGUS, "1001-10-surat-pengantar.docx")
    assert not may_correct(kantor, AGUS, "1001-10-laporan-pengukuran-kinerja.pdf")
    assert not may_correct(kantor, AGUS, "1001-08-laporan-pengukuran-kinerja.docx")
