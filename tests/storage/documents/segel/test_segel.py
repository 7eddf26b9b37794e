"""The seal of an office: whoever changes a sealed paper is found out, by any reader of PDFs."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from storage.documents.papers.press import Bentuk, typeset
from storage.documents.segel.segel import KeyMissing, KeyUnusable, NotSealed
from tests.support.kertas import MARGINS
from tests.support.sertifikat import NAMA, SANDI, make_segel

PAPER = "#set page(width: 210mm, height: 297mm)\nsatu #pagebreak() dua"


@pytest.fixture(scope="module")
def paper() -> bytes:
    return typeset(PAPER, Bentuk.PDF)


@pytest.fixture(scope="module")
def sealed(paper: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_segel(tmp_path_factory.mktemp("kunci")).seal(paper, NAMA)


def status(pdf: bytes) -> PdfSignatureStatus:
    (found,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    trusted = ValidationContext(trust_roots=[found.signer_cert])
    return validate_pdf_signature(found, trusted, skip_diff=True)


def test_a_seal_is_a_signature_of_pades_over_the_whole_file_and_only_adds_to_it(
    paper: bytes, sealed: bytes
):
    assert sealed.startswith(paper)
    assert b"/ETSI.CAdES.detached" in sealed
    found = status(sealed)
    assert (found.intact, found.valid) == (True, True)
    assert found.coverage.name == "ENTIRE_FILE"


def test_its_stamp_stands_on_the_last_page_and_says_what_it_is(sealed: bytes):
    with pypdfium2.PdfDocument(sealed) as pdf:
        pdf.init_forms()
        first, last = (page.render(scale=1, may_draw_forms=True) for page in pdf)
    foot = slice(-round(MARGINS[1] * 1.5), None)

    def ink(page: pypdfium2.PdfBitmap) -> int:
        return sum(one < 128 for one in bytes(page.buffer)[foot.start * page.stride :])

    assert ink(first) == 0
    assert ink(last) > 0
    text = sealed.decode("latin-1")
    assert "/Segel" in text or "(Segel)" in text


def test_one_byte_that_was_changed_breaks_the_seal(sealed: bytes, paper: bytes):
    place = paper.index(b"stream") + 20
    altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]

    assert not status(altered).intact


def test_a_key_says_whose_it_is_and_until_when(tmp_path: Path):
    kunci = make_segel(tmp_path).look()

    assert kunci.subjek == NAMA
    assert (kunci.sampai - kunci.mulai).days == 395


@pytest.mark.parametrize(
    ("how", "refused"), [("sandi", KeyUnusable), ("rusak", KeyUnusable), ("hilang", KeyMissing)]
)
def test_a_key_that_cannot_be_used_is_named_by_its_reason_and_nothing_of_it_is_said(
    tmp_path: Path, how: str, refused: type[NotSealed]
):
    segel = make_segel(tmp_path, "lain" if how == "sandi" else SANDI)
    if how == "rusak":
        segel.p12.write_bytes(b"bukan kunci")
    if how == "hilang":
        segel.p12.unlink()

    with pytest.raises(refused) as found:
        segel.seal(b"%PDF-1.7", NAMA)
    assert SANDI not in f"{found.value!r} {segel!r}"
    assert "lain" not in f"{found.value!r} {segel!r}"


def test_the_password_is_in_no_argument_no_environment_and_no_complaint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[object] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, args: list[str], **named: Any) -> None:
            asked.extend((args, named["env"]))
            super().__init__(args, **named)

        def communicate(self, *given: Any, **named: Any) -> tuple[bytes, bytes]:
            answer, said = super().communicate(*given, **named)
            asked.append(said)
            return answer, said

    monkeypatch.setattr(subprocess, "Popen", Watched)
    with pytest.raises(NotSealed):
        make_segel(tmp_path).seal(b"bukan PDF", NAMA)

    assert len(asked) == 3
    assert SANDI not in repr(asked)
