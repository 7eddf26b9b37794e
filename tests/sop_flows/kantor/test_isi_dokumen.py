"""A dokumen is taken for what its name says, unless its first bytes say something else."""

import pytest

from sop_flows.kantor.isi_dokumen import is_as_named

PAGE = b"<!doctype html><title>Masuk</title>"
JPEG, PNG, HEIF = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize(
    ("nama", "content"),
    [
        ("surat.pdf", b"%PDF-1.7"),
        ("SURAT.PDF", b"\xef\xbb\xbf\n%PDF-1.4"),
        ("foto.jpg", JPEG),
        ("foto.jpg", PNG),
        ("foto.jpeg", HEIF),
        ("notula.docx", b"PK\x03\x04"),
        ("rahasia.xlsx", OLE),
        ("lama.doc", PAGE),
        ("rekaman.opus", b"OggS"),
        ("tanpa akhiran", PAGE),
    ],
)
def test_what_its_name_says_is_taken(nama: str, content: bytes):
    assert is_as_named(nama, content)


@pytest.mark.parametrize(
    "nama", ["surat.pdf", "foto.JPG", "notula.docx", "nilai.xlsx", "arsip.zip", "naskah.odt"]
)
@pytest.mark.parametrize("content", [PAGE, b"", b"\0\0\0"])
def test_another_kind_is_seen(nama: str, content: bytes):
    assert not is_as_named(nama, content)
