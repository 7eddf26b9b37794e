"""A signed PDF counts where somebody only signed it, and is told apart from everything else that was done to it."""

import asyncio
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from bot.process.clock import machine_now
from sop_flows.papers.tte import SebabTte, Terperiksa, TteRefused
from storage.documents.apart.process import BatasKerja
from storage.documents.papers.press import Bentuk, typeset
from storage.documents.tte import periksa
from storage.documents.tte.periksa import AkarUnreadable, SignatureVerifier
from storage.documents.tte.periksa_child import Said, answer
from storage.files import Files
from tests.support.sertifikat import NAMA as KANTOR
from tests.support.sertifikat import make_segel
from tests.support.tte import PENERBIT, root_pem, sign

CAMAT = "Drs. Suharyanto, M.Si."
PAPER = "#set page(width: 210mm, height: 297mm)\nsatu #pagebreak() dua"


@pytest.fixture(scope="module")
def paper() -> bytes:
    return typeset(PAPER, Bentuk.PDF)


@pytest.fixture(scope="module")
def signed(paper: bytes) -> bytes:
    return sign(paper, CAMAT)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "berkas")


def verify(files: Files, base: bytes, pdf: bytes, akar: Path | None = None) -> Terperiksa:
    return SignatureVerifier(files.get, akar).verify(pdf, [files.put(base)], machine_now())


def refused(files: Files, base: bytes, pdf: bytes, akar: Path | None = None) -> SebabTte:
    with pytest.raises(TteRefused) as found:
        verify(files, base, pdf, akar)
    return found.value.masalah


@dataclass(frozen=True, slots=True)
class Penilai:
    """What judges a PDF, here: a process of its own would import pyHanko for each."""

    runner: asyncio.Runner

    def judge(self, base: bytes, pdf: bytes, *authorities: str) -> Said:
        """Return what is said of a PDF that was made of another, by the authorities that are trusted."""
        asked = {
            "dasar": len(base),
            "akar": [*map(root_pem, authorities)],
            "pada": machine_now().isoformat(),
        }
        logging.disable()  # as there: pyHanko names who signed
        try:
            return answer(self.runner, asked, pdf)
        finally:
            logging.disable(logging.NOTSET)

    def refuses(self, base: bytes, pdf: bytes, *authorities: str) -> SebabTte:
        """Return why a PDF does not count."""
        return SebabTte(self.judge(base, pdf, *authorities)["sebab"])


@pytest.fixture(scope="module")
def penilai() -> Iterator[Penilai]:
    with asyncio.Runner() as runner:
        yield Penilai(runner)


def trusting(tmp_path: Path, *authorities: str) -> Path:
    path = tmp_path / "akar.pem"
    path.write_text("\n".join(map(root_pem, authorities)))
    return path


def test_whose_signature_it_is_and_who_issued_it_is_told(
    files: Files, paper: bytes, signed: bytes
):
    found = verify(files, paper, signed)

    assert (found.subjek, found.penerbit, found.seri) == (CAMAT, PENERBIT, "BEEF")
    assert abs(found.pada - machine_now()) < timedelta(hours=1)
    assert found.dikenal is False


def test_an_authority_that_the_office_trusts_is_known_and_another_is_refused(
    penilai: Penilai, files: Files, paper: bytes, signed: bytes, tmp_path: Path
):
    assert verify(files, paper, signed, trusting(tmp_path, "Lain", PENERBIT)).dikenal
    assert refused(files, paper, signed, trusting(tmp_path, "Lain")) is SebabTte.PENERBIT
    assert penilai.judge(paper, signed, PENERBIT)["dikenal"]


def test_a_certificate_that_has_ended_is_refused_with_its_issuer(penilai: Penilai, paper: bytes):
    said = penilai.judge(paper, sign(paper, CAMAT, days=-1))

    assert said == {"sebab": SebabTte.KEDALUWARSA, "penerbit": PENERBIT}


def test_a_sealed_paper_without_a_further_signature_is_unsigned(
    penilai: Penilai, paper: bytes, tmp_path: Path
):
    sealed = make_segel(tmp_path).seal(paper, KANTOR)

    assert penilai.refuses(sealed, sealed) is SebabTte.TANPA_TANDA
    assert penilai.judge(sealed, sign(sealed, CAMAT))["subjek"] == CAMAT
    assert penilai.refuses(paper, paper) is SebabTte.TANPA_TANDA


def test_who_signs_what_another_has_signed_is_told_and_both_have_to_be_intact(
    penilai: Penilai, paper: bytes, signed: bytes
):
    both = sign(signed, "Endang Lestari", field="TTE2")

    assert penilai.judge(paper, both)["subjek"] == "Endang Lestari"
    assert penilai.judge(signed, both)["subjek"] == "Endang Lestari"
    place = signed.rindex(b"/ByteRange")
    altered = both[: place + 200] + bytes([both[place + 200] ^ 1]) + both[place + 201 :]
    assert penilai.refuses(paper, altered) in (SebabTte.RUSAK, SebabTte.TAK_TERBACA)


def test_any_byte_of_the_paper_that_was_changed_makes_it_another(
    files: Files, paper: bytes, signed: bytes
):
    for place in (0, 20, len(paper) // 2, len(paper) - 1):
        altered = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert refused(files, paper, altered) is SebabTte.ISI_LAIN
    assert refused(files, paper, signed[len(paper) // 2 :]) is SebabTte.ISI_LAIN


def test_what_a_signature_covers_cannot_be_altered_after_it(
    penilai: Penilai, paper: bytes, signed: bytes
):
    own = signed.index(b"/Contents <")
    for place in (len(paper) + 60, own - 20, signed.index(b">", own) + 30, len(signed) - 60):
        altered = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        assert penilai.refuses(paper, altered) in (
            SebabTte.RUSAK,
            SebabTte.ISI_LAIN,
            SebabTte.TAK_TERBACA,
        )


def rewritten(pdf: bytes) -> bytes:
    """Return a PDF saved again by another program."""
    out = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(pdf))).write(out)
    return out.getvalue()


def stamped(pdf: bytes) -> bytes:
    """Return a PDF to whose first page something was added."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[pdf_name("/Rotate")] = NumberObject(90)
    writer.update_container(page)
    writer.write(out)
    return out.getvalue()


def annotated(pdf: bytes) -> bytes:
    """Return a PDF on whose first page a note was stuck."""
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): ArrayObject(map(FloatObject, (10, 10, 200, 60))),
            pdf_name("/Contents"): pdf_string("Capaian 100%"),
        }
    )
    page[pdf_name("/Annots")] = ArrayObject([writer.add_object(note)])
    writer.update_container(page)
    writer.write(out)
    return out.getvalue()


def test_what_was_added_besides_a_signature_before_or_after_it_is_another_paper(
    penilai: Penilai, files: Files, paper: bytes, signed: bytes
):
    for change in (stamped, annotated):
        assert penilai.refuses(paper, sign(change(paper), CAMAT)) is SebabTte.ISI_LAIN
        assert penilai.refuses(paper, change(signed)) is SebabTte.ISI_LAIN
    assert refused(files, paper, sign(rewritten(paper), CAMAT)) is SebabTte.ISI_LAIN


def test_a_locked_pdf_and_what_is_none_are_refused(files: Files, paper: bytes):
    out = BytesIO()
    writer = copy_into_new_writer(PdfFileReader(BytesIO(paper)))
    writer.encrypt(owner_pass="a", user_pass="b")
    writer.write(out)
    locked = out.getvalue()

    assert refused(files, locked, locked + b"/ByteRange") in (
        SebabTte.TERKUNCI,
        SebabTte.TAK_TERBACA,
    )
    assert refused(files, b"%PDF-", b"%PDF-1.7 tidak ada isinya") is SebabTte.TAK_TERBACA
    assert refused(files, b"", b"\0" * 1000) is SebabTte.TAK_TERBACA


def test_a_paper_whose_file_is_lost_is_told_as_lost(files: Files, paper: bytes, signed: bytes):
    sha256 = hashlib.sha256(paper).hexdigest()

    with pytest.raises(TteRefused) as found:
        SignatureVerifier(lambda _: None).verify(signed, [sha256], machine_now())
    assert found.value.masalah is SebabTte.HILANG


def test_authorities_that_cannot_be_read_let_nothing_through(
    files: Files, paper: bytes, signed: bytes, tmp_path: Path
):
    empty = tmp_path / "kosong.pem"
    empty.write_text("bukan sertifikat")
    for akar in (tmp_path / "tidak-ada.pem", empty):
        assert refused(files, paper, signed, akar) is SebabTte.AKAR
        with pytest.raises(AkarUnreadable):
            SignatureVerifier(files.get, akar).look()
    (known,) = SignatureVerifier(files.get, trusting(tmp_path, PENERBIT)).look()
    assert known.subjek == PENERBIT


def test_without_the_extra_nothing_is_verified_and_it_is_said_so(
    files: Files, paper: bytes, signed: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(periksa, "find_spec", lambda _: None)

    assert refused(files, paper, signed) is SebabTte.TANPA_PEMERIKSA


def test_a_file_that_asks_for_too_much_ends_alone(
    files: Files, paper: bytes, signed: bytes, monkeypatch: pytest.MonkeyPatch
):
    for batas in (BatasKerja(prosesor=0), BatasKerja(memori=1)):
        monkeypatch.setattr(periksa, "BIASA", batas)
        assert refused(files, paper, signed) is SebabTte.TAK_TERBACA
