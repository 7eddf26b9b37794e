"""A PDF that somebody holds, at a terminal: told apart from what it is not, by the file alone."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from sop_flows.engine.tanda_tangan import Basah, Tte
from sop_flows.kantor.dokumen import TERTANDA, Lampiran
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.naskah import Naskah
from sop_flows.papers.isi import Pengesahan
from sop_flows.papers.isi_surat import LembarDisposisi
from sop_flows.papers.tanda import find_tanda
from sop_flows.ports.papers import Paper
from sop_flows.sop.paper import JenisPaper
from storage.files import kept_files
from storage.unit_of_work import SqlUnitOfWork
from tests.bot.cli.conftest import NOON, Signed
from tests.support.kertas import SEKCAM, make_kepala, pdf_of
from tests.support.tamper import BROKEN, LOST

press = cache(pdf_of)
"""A paper of the same content is set once."""
ADDED = b"\n1 0 obj\n<</Segel true>>\nendobj\n%%EOF\n"
"""What a seal adds to a file."""


def keep(signed: Signed, kode: str, *, perbaikan: int = 0, seal: bytes = b"") -> Path:
    """Make a paper that shows the naskah of a kode, as the bot does; return its file."""
    kode = kode.replace("-", "")

    def work(uow: SqlUnitOfWork) -> bytes:
        (naskah,) = (
            (one for one in uow.naskah.of_kantor(1) if one.kode == kode) if kode else (None,)
        )
        isi = isi_of(naskah, perbaikan)
        content = press(isi) + seal
        sha256 = kept_files(signed.tapak.folder / "data").put(content)
        paper = Paper(
            kantor_id=1,
            berkas_id=uow.berkas.find(1, 1001) or 0,
            jenis=JenisPaper.LEMBAR_DISPOSISI,
            langkah=2,
            unit_id=None,
            kode=kode,
            naskah=naskah.sha256 if naskah else "",
            isi_sha256=sha256_of(isi),
            isi=isi,
            sha256=sha256,
            dibuat_at=NOON,
        )
        uow.papers.keep(paper)
        return content

    path = signed.tapak.folder / f"{kode or 'tanpa'}-{perbaikan}.pdf"
    path.write_bytes(signed.tapak.rows(work))
    return path


def isi_of(naskah: Naskah | None, perbaikan: int) -> str:
    disahkan = Pengesahan(pejabat=SEKCAM, aksi="setujui", pada="2026-10-05T02:00:00+00:00")
    kepala = replace(
        make_kepala(JenisPaper.LEMBAR_DISPOSISI, kode=naskah.kode if naskah else ""),
        naskah=naskah.sha256 if naskah else "",
        kantor="PEJAWARAN",
        berkas=1001,
        perbaikan=perbaikan,
        pengesahan=(disahkan,),
    )
    return write_canonical(LembarDisposisi(kepala=kepala, surat=None, sifat=(), disposisi=()))


def test_a_paper_is_named_with_its_berkas_its_kode_and_who_approved(signed: Signed):
    path = keep(signed, signed.baru)

    code, facts = signed.tapak.ask("naskah", "verify", path)
    assert (code, facts["putusan"], facts["berkas"]) == (0, "terbaru", 1001)
    assert (facts["jenis"], facts["kode"]) == ("lembar disposisi", signed.baru)
    said = signed.tapak.run("naskah", "verify", path).output
    assert said.startswith("ASLI, yang terbaru")
    assert "lembar disposisi · Kecamatan Pejawaran · berkas 1001, langkah 2" in said
    assert "Disetujui: Siti Rahmawati, S.Sos., Plt. Sekretaris Kecamatan, 5 Oktober 2026" in said


def test_a_file_that_the_history_names_at_a_signature_is_told_as_such(signed: Signed):
    path = keep(signed, signed.baru)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    assert signed.tapak.ask("naskah", "verify", path)[1]["disebut_riwayat"] is False

    def sign(uow: SqlUnitOfWork) -> None:
        last = uow.jejak.of_berkas(uow.berkas.find(1, 1001) or 0)[-1]
        line = replace(last, aksi="tanda_tangani", rincian={"paper": {"laporan": sha256}})
        uow.jejak.append(1, (line,))

    signed.tapak.rows(sign)
    assert signed.tapak.ask("naskah", "verify", path)[1]["disebut_riwayat"] is True
    assert (
        "disebut riwayat saat ditandatangani" in signed.tapak.run("naskah", "verify", path).output
    )


@pytest.mark.parametrize("cara", ["tte", "basah"])
def test_a_file_by_which_something_was_signed_says_by_whom_and_how(signed: Signed, cara: str):
    path = signed.tapak.folder / "ttd.pdf"
    path.write_bytes(b"%PDF-1.7 bertanda tangan")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    tte = Tte(
        sha256=sha256,
        paper="",
        subjek="SUHARYANTO",
        penerbit="BSrE",
        seri="BEEF",
        pada=NOON,
        senama=False,
    )
    tanda = tte if cara == "tte" else Basah(pindaian=(sha256,), saksi_id=2, saksi="Agus P")

    def sign(uow: SqlUnitOfWork) -> None:
        lines = uow.jejak.of_berkas(uow.berkas.find(1, 1001) or 0)
        last = next(one for one in reversed(lines) if "naskah" in one.rincian)
        kept = Lampiran(
            berkas_id=last.berkas_id or 0,
            tugas_id=last.tugas_id or 0,
            sha256=sha256,
            nama="ttd.pdf",
            oleh=1,
            diterima_at=NOON,
            isian=TERTANDA,
        )
        uow.lampiran.add(1, kept)
        rincian = {"naskah": last.rincian["naskah"], "tanda": tanda.as_record()}
        uow.jejak.append(1, (replace(last, aksi="tanda_tangani", rincian=rincian),))

    assert signed.verdict(path) == (1, "asing")
    signed.tapak.rows(sign)
    code, facts = signed.tapak.ask("naskah", "verify", path)
    assert (code, facts["putusan"], facts["tanda"]["cara"]) == (0, "terbaru", cara)
    said = signed.tapak.run("naskah", "verify", path).output
    wanted = {
        "tte": (
            "TTE, sertifikat a.n. SUHARYANTO (seri BEEF), penerbit BSrE",
            "penerbit sertifikat tidak dikenal kantor ini",
            "nama pada sertifikat lain daripada nama pegawai",
        ),
        "basah": ("tanda tangan basah, saksi Agus P", "pindaian lembar bertanda tangan"),
    }
    assert all(one in said for one in wanted[cara])


def test_an_older_paper_is_genuine_and_said_to_be_older(signed: Signed):
    lama, baru = keep(signed, signed.lama), keep(signed, signed.baru, perbaikan=1)

    assert signed.verdict(lama) == (0, "lama")
    assert signed.verdict(baru) == (0, "terbaru")
    assert "langkah 2, perbaikan ke-2" in signed.tapak.run("naskah", "verify", baru).output
    draft, later = keep(signed, "", perbaikan=2), keep(signed, "", perbaikan=3)
    assert [signed.verdict(one)[1] for one in (draft, later, baru)] == ["lama", "terbaru", "lama"]


def test_wherever_one_byte_is_changed_a_paper_is_altered_and_still_named(signed: Signed):
    path = keep(signed, signed.baru)
    content, altered = path.read_bytes(), path.with_name("lain.pdf")
    (tanda,) = find_tanda(content)
    in_mark = content.index(tanda.isi_sha256.encode())
    for place in (0, in_mark, in_mark + 63, len(content) // 2, len(content) - 1):
        changed = bytes([content[place] ^ 1])
        altered.write_bytes(content[:place] + changed + content[place + 1 :])

        code, facts = signed.tapak.ask("naskah", "verify", altered)
        assert (code, facts["putusan"], facts["kode"]) == (1, "berubah", signed.baru), place
    said = signed.tapak.run("naskah", "verify", altered).output
    assert said.startswith("BERUBAH")
    assert "Yang asli:" in said


def test_what_was_only_saved_again_is_altered_and_still_named(signed: Signed):
    path = keep(signed, signed.baru)
    again = path.with_name("disimpan.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        pdf.save(again)

    assert again.read_bytes() != path.read_bytes()
    code, facts = signed.tapak.ask("naskah", "verify", again)
    assert (code, facts["putusan"], facts["kode"]) == (1, "berubah", signed.baru)


def test_what_says_that_it_is_of_another_berkas_is_not_taken_for_it(signed: Signed):
    path = keep(signed, signed.baru)
    content, other = path.read_bytes(), path.with_name("lain.pdf")
    (tanda,) = find_tanda(content)

    for lain, putusan in (
        (replace(tanda, isi_sha256="ab" * 32), "berubah"),
        (replace(tanda, berkas=1999), "asing"),
        (replace(tanda, kantor="PAGENTAN"), "asing"),
    ):
        other.write_bytes(content.replace(str(tanda).encode(), str(lain).encode()))
        assert signed.verdict(other) == (1, putusan)
    other.write_bytes(b"%PDF-1.7 surat lain")
    assert signed.verdict(other) == (1, "asing")
    assert "kode verifikasi" in signed.tapak.run("naskah", "verify", other).output


def test_a_paper_whose_seal_was_taken_off_is_told_from_an_altered_one(signed: Signed):
    path = keep(signed, signed.baru, seal=ADDED)
    assert signed.verdict(path) == (0, "terbaru")

    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    code, facts = signed.tapak.ask("naskah", "verify", path)
    assert (code, facts["putusan"], facts["segel_dilepas"]) == (1, "berubah", False)
    path.write_bytes(content.removesuffix(ADDED))
    code, facts = signed.tapak.ask("naskah", "verify", path)
    assert (code, facts["putusan"], facts["segel_dilepas"]) == (1, "berubah", True)
    assert signed.tapak.run("naskah", "verify", path).output.startswith("SEGEL DILEPAS")


@pytest.mark.parametrize(
    ("statement", "putusan"),
    [
        (BROKEN["who"], "retak"),
        (LOST, "hilang"),
        (
            "UPDATE paper SET isi = replace(isi, 'Kecamatan Pejawaran', 'Kecamatan Lain')",
            "berubah",
        ),
    ],
)
def test_no_paper_is_genuine_on_the_word_of_rows_that_were_altered(
    signed: Signed, statement: str, putusan: str
):
    path = keep(signed, signed.baru)
    signed.tamper(statement)

    assert signed.verdict(path) == (1, putusan)
