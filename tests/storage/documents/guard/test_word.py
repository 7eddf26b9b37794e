"""The guard before a Word template: whatever is more than a plain, small document is refused by its reason."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from sop_flows.sop.paper import JenisPaper
from storage.documents.guard.word import BATAS, SebabWord, WordRefused, check_word
from storage.documents.papers.word_baku import make_template
from tests.support.word import with_part

PLAIN = make_template(JenisPaper.NOTULA)
TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
OUTSIDE = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="https://contoh.id/a" TargetMode="External"/></Relationships>'
)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return packed.getvalue()


def changed(name: str, before: str, after: bytes) -> bytes:
    return with_part(PLAIN, name, **{before: after})


HARM: dict[str, tuple[Callable[[], bytes], SebabWord]] = {
    "another kind": (lambda: b"%PDF-1.7", SebabWord.BUKAN_DOCX),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, SebabWord.BUKAN_DOCX),
    "a zip": (lambda: zipped(("a.txt", b"a")), SebabWord.BUKAN_DOCX),
    "docm": (
        lambda: changed(
            TYPES,
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        ),
        SebabWord.BUKAN_DOCX,
    ),
    "a macro": (lambda: with_part(PLAIN, "word/vbaProject.bin", b"x"), SebabWord.MAKRO),
    "an object": (lambda: with_part(PLAIN, "word/embeddings/a.bin", b"x"), SebabWord.TERTANAM),
    "a remote template": (
        lambda: changed(RELS, "</Relationships>", OUTSIDE % b"attachedTemplate"),
        SebabWord.TAUTAN_LUAR,
    ),
    "a remote picture": (
        lambda: changed(RELS, "</Relationships>", OUTSIDE % b"image"),
        SebabWord.TAUTAN_LUAR,
    ),
    "entities": (
        lambda: with_part(PLAIN, "word/a.xml", b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'),
        SebabWord.MENCURIGAKAN,
    ),
    "a bomb": (lambda: with_part(PLAIN, "word/a.xml", b" " * 30_000_000), SebabWord.MENCURIGAKAN),
    "too large": (lambda: PLAIN + b"\0" * BATAS.ukuran, SebabWord.TERLALU_BESAR),
    "a way out": (lambda: with_part(PLAIN, "../a.xml", b"x"), SebabWord.MENCURIGAKAN),
    "cut": (lambda: PLAIN[:-40], SebabWord.RUSAK),
}


@pytest.mark.parametrize("how", HARM)
def test_what_is_no_plain_document_is_refused_by_its_reason(how: str):
    make, sebab = HARM[how]
    with pytest.raises(WordRefused) as refused:
        check_word(make())

    assert refused.value.sebab is sebab


def test_a_plain_document_passes_and_so_does_an_address_in_its_letterhead():
    linked = changed(RELS, "</Relationships>", OUTSIDE % b"hyperlink")

    assert check_word(PLAIN) == PLAIN
    assert check_word(linked) == linked
