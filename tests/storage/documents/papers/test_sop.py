"""An SOP on paper: every word of its sheet in the file, the same file every time, whatever a name holds."""

from struct import unpack

import pypdfium2
import pytest

from sop_flows.drawing.gambar import draw_sop
from sop_flows.drawing.identitas import read_identitas
from sop_flows.drawing.kertas import Kertas
from sop_flows.sop.catalog import load_catalog
from sop_flows.sop.definition import Sop
from storage.documents.papers.press import Bentuk
from storage.documents.papers.sop import shown, write_sop
from tests.support.sop_besar import make_sop

KECAMATAN = "pengukuran-kinerja-kecamatan"
CODES = [template.sop.kode for template in load_catalog().all()]


def shipped(kode: str) -> Sop:
    return load_catalog().get(kode).sop


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page, without where its lines end."""
    with pypdfium2.PdfDocument(pdf) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kode", CODES)
def test_every_word_of_a_sheet_stands_on_paper(kode: str):
    sop = shipped(kode)
    said = pages(write_sop(sop, Bentuk.PDF))

    whole = "".join(said)
    for part in read_identitas(sop).bagian:
        assert part.is_printed
        assert part.baris
        assert all(squeezed(line) in said[0] for line in (part.judul, *part.baris))
    for field in ("Nomor SOP", "Tgl. Pembuatan", "Tgl. Revisi", "Tgl. Efektif", "Disahkan oleh"):
        assert squeezed(field) in said[0]
    for line in sop.lembar.identifikasi.splitlines():
        assert squeezed(line) in whole
    for row in sop.langkah:
        words = row.lembar
        cells = (words.uraian, words.kelengkapan, words.waktu, words.output, words.keterangan)
        assert all(squeezed(cell) in whole for cell in cells), row.no
    assert all(f"Halaman{no}dari{len(said)}" in page for no, page in enumerate(said, 1))
    assert "tambahanTapak,tidaktercetakpadalembar" in said[-1]


def test_the_same_sop_gives_the_same_file_on_the_paper_of_the_office():
    sop = shipped("pengumpulan-data-kinerja")
    f4 = write_sop(sop, Bentuk.PDF, Kertas.F4)

    assert write_sop(sop, Bentuk.PDF, Kertas.F4) == f4
    with pypdfium2.PdfDocument(f4) as document:
        sizes = {tuple(round(one * 25.4 / 72) for one in page.get_size()) for page in document}
    assert sizes == {(330, 215)}


def test_a_picture_has_all_pages_below_each_other():
    png = write_sop(shipped(KECAMATAN), Bentuk.PNG)

    wide, tall = unpack(">II", png[16:24])
    assert wide == pytest.approx(297 / 25.4 * 216, abs=2)
    assert tall > 1.5 * wide


def test_whatever_a_name_holds_is_printed_and_runs_nowhere():
    odd = '#panic("x") $ ] \\ * _ `'
    sop = make_sop([[0], [1]], kolom=2, teks=odd)
    sop = sop.model_copy(update={"nama": odd})

    said = pages(write_sop(sop, Bentuk.PDF))

    assert all(squeezed(odd) in page for page in said)


def test_what_no_font_has_is_measured_by_the_words_that_stand_for_it():
    sop = make_sop([[0], [0]], kolom=1, teks="Rapat 🙂 " * 12)

    lines = [one.teks for one in draw_sop(shown(sop)).halaman[0].tulisan]

    assert sum(line.count("[emoji]") for line in lines) == 2 * 3 * 12
    assert shown(shipped(KECAMATAN)) == shipped(KECAMATAN)


def test_the_arrows_lead_to_the_number_of_the_page_that_is_printed_below_it():
    said = pages(write_sop(shipped("pengukuran-kinerja-dinas"), Bentuk.PDF))

    assert len(said) == 4, "identity, worksheet, and two pages of the table"
    assert "A1:langkah7ke8,lanjutkehalaman4" in said[2]
    assert "A1:langkah7ke8,darihalaman3" in said[3]
