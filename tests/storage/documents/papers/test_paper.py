"""What every paper carries: its kode, a QR that leads to what it stands for, and the mark in its file."""

import struct
import zlib
from dataclasses import replace
from typing import Final

import pypdfium2
import pytest
import segno

from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.kode import kode_in, link_to
from sop_flows.papers.compose import read_paper
from sop_flows.papers.isi import Kepala
from sop_flows.papers.isi_surat import LembarDisposisi
from sop_flows.papers.tanda import Tanda, find_tanda
from sop_flows.sop.paper import JenisPaper
from storage.documents.papers.paper import is_picture
from tests.support.kertas import make_kepala, pdf_of

KODE: Final = "ACDEFGHJ"
TAUTAN: Final = link_to(KODE, "TapakPejawaranBot")
LONGEST_BOT: Final = "B" * 32
KEPALA: Final = replace(
    make_kepala(JenisPaper.LEMBAR_DISPOSISI, kode=KODE), kantor="PEJAWARAN", tautan=TAUTAN
)
QR_MM, RIGHT_MM, DOT = 16, 20, 10
MM = 72 / 25.4


def isi_of(kepala: Kepala) -> str:
    return write_canonical(LembarDisposisi(kepala=kepala, surat=None, sifat=(), disposisi=()))


def text_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()


def modules_of(pdf: bytes, wide: int) -> list[list[bool]]:
    """Return which modules are dark of the QR of so many in the lower right corner, found by its first dark row."""
    page = pypdfium2.PdfDocument(pdf)[0]
    scale = wide * DOT / (QR_MM * MM)
    bitmap = page.render(scale=scale, grayscale=True)
    left = round(bitmap.width - (RIGHT_MM + QR_MM) * MM * scale)
    dark = [
        [bitmap.buffer[y * bitmap.stride + x] < 128 for x in range(left, left + wide * DOT)]
        for y in range(bitmap.height - round(26 * MM * scale), bitmap.height)
    ]
    top = next(y for y, row in enumerate(dark) if any(row)) - 4 * DOT
    places = [DOT // 2 + DOT * no for no in range(wide)]
    return [[dark[top + y][x] if top + y >= 0 else False for x in places] for y in places]


@pytest.mark.parametrize("bot", ["TapakPejawaranBot", LONGEST_BOT])
def test_the_qr_of_a_paper_is_that_of_the_link_to_its_kode(bot: str):
    tautan = link_to(KODE, bot)
    expected = [
        [bool(one) for one in row]
        for row in segno.make(tautan, error="m", micro=False).matrix_iter(border=4)
    ]

    pdf = pdf_of(isi_of(replace(KEPALA, tautan=tautan)))

    assert modules_of(pdf, len(expected)) == expected
    assert kode_in(tautan.partition("?start=")[2]) == KODE


def test_a_paper_says_its_kode_and_how_it_is_verified():
    said = " ".join(text_of(pdf_of(isi_of(KEPALA))).split())

    assert "kode verifikasi ACDE-FGHJ" in said
    assert "memindai kode di samping" in said
    assert "Ketukan di Tapak bukan tanda tangan elektronik tersertifikasi" in said


def test_a_paper_of_a_bot_without_name_says_the_kode_and_promises_no_qr():
    said = text_of(pdf_of(isi_of(replace(KEPALA, tautan=""))))

    assert "ACDE-FGHJ" in said
    assert "memindai" not in said


@pytest.mark.parametrize("kantor", ["PEJAWARAN", "Kec. Pejawaran (Banjarnegara); x=1", "é"])
def test_the_file_of_a_paper_says_which_paper_it_is(kantor: str):
    isi = isi_of(replace(KEPALA, kantor=kantor))

    (tanda,) = find_tanda(pdf_of(isi))
    assert tanda == Tanda(kantor=kantor, berkas=1042, kode=KODE, isi_sha256=sha256_of(isi))


def test_what_bears_no_mark_is_no_paper_of_ours():
    assert find_tanda(b"%PDF-1.7 tapak;kantor=A;berkas=x;kode=;isi=") == ()


def test_the_content_of_a_paper_from_before_letters_were_dated_somewhere_keeps_its_bytes():
    isi = isi_of(KEPALA)

    assert '"tempat"' not in isi
    assert write_canonical(read_paper(isi)) == isi
    kop = replace(KEPALA.kop, tempat="Pejawaran")
    assert '"tempat":"Pejawaran"' in isi_of(replace(KEPALA, kop=kop))


def test_the_same_content_makes_the_same_file():
    assert pdf_of(isi_of(KEPALA)) == pdf_of(isi_of(KEPALA))


def png(width: int, height: int) -> bytes:
    """Return a whole black PNG."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(height * (3 * width + 1)))),
        (b"IEND", b""),
    )
    framed = (
        struct.pack(">I", len(facts)) + name + facts + struct.pack(">I", zlib.crc32(name + facts))
        for name, facts in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


@pytest.mark.parametrize(
    ("width", "height", "is_fit"),
    [(1, 1, True), (200, 100, True), (300, 100, False), (10_000, 1, False), (4_000, 4_000, False)],
)
def test_a_logo_leaves_room_for_the_letterhead_and_is_no_bomb(
    width: int, height: int, is_fit: bool
):
    assert is_picture(png(width, height)) is is_fit
