"""Papers in Word: the same words as on ours, from our template or the office's own, which is never run as code."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.shared import Mm

from sop_flows.sop.paper import JenisPaper
from storage.documents.papers.isi_word import IsiWord
from storage.documents.papers.word import check_template, write_word
from storage.documents.papers.word_baku import DRAWN, make_template
from storage.documents.papers.word_facts import FACTS, KATA, facts_of
from storage.documents.papers.word_press import TemplateBroken
from tests.storage.documents.papers.test_paper import png
from tests.support.kertas import LONG_NAME, LONG_POST
from tests.support.word import LANJUT, NASTY, papers, words_of, written

PAPERS = papers()
PNG = png(40, 40)
UNDANGAN, NOTULA, PENGANTAR, LAPORAN = (
    JenisPaper.UNDANGAN,
    JenisPaper.NOTULA,
    JenisPaper.SURAT_PENGANTAR,
    JenisPaper.LAPORAN,
)
SAID = {
    PENGANTAR: (
        "Pejawaran, 1 Oktober 2026 Yth. Bupati",
        "Nomor 000.8/12/2026",
        "a.n. Camat Plt. Sekretaris Kecamatan,",
        "kode verifikasi ACDE-FGHJ",
    ),
    UNDANGAN: (
        "Pejawaran, 1 Oktober 2026",
        "Pemerintah Kabupaten Banjarnegara",
        "1. Sekretaris Kecamatan",
        f"2. {LONG_POST}",
        f"3. {NASTY}",
        "Senin, 5 Oktober 2026",
        "09.00 WIB s.d. selesai",
        "NIP 19680712 199003 1 005",
        "Tembusan: 1. Camat",
    ),
    LAPORAN: (
        "Bimbingan teknis dari dinas pada bulan Juli",
        "Dua petugas pindah tugas",
        "Mengusulkan petugas pengganti",
        "18 Desember 2026",
        ", 1 Oktober 2026 Plh. Camat,",
    ),
    NOTULA: (
        LONG_NAME,
        "Kasubbag Umum",
        "Baris satu. Baris dua, 62,5%.",
        "12 Oktober 2026",
        "notula.pdf",
    ),
}


def faults(jenis: JenisPaper, template: bytes) -> list[tuple[str, str]]:
    with pytest.raises(TemplateBroken) as broken:
        check_template(jenis, template)
    return [(one.placeholder, one.mungkin) for one in broken.value.cacat]


@pytest.mark.parametrize("jenis", DRAWN)
def test_what_stands_on_a_paper_stands_in_its_word_version_too(jenis: JenisPaper):
    word = write_word(IsiWord(PAPERS[jenis]))

    said = words_of(word)
    for words in SAID[jenis]:
        assert words in said
    assert "bukan tanda tangan elektronik tersertifikasi" in said
    assert "{{" not in said.replace(NASTY, "")
    assert word == write_word(IsiWord(PAPERS[jenis]))


def test_the_logo_of_an_office_stands_beside_our_letterhead_and_words_stay_the_same():
    plain, with_logo = (
        write_word(IsiWord(PAPERS[UNDANGAN])),
        write_word(IsiWord(PAPERS[UNDANGAN], logo=PNG)),
    )

    assert words_of(with_logo) == words_of(plain)
    document = docx.Document(BytesIO(with_logo))
    (picture,) = document.inline_shapes
    assert picture.height == Mm(20)
    assert PNG in [part.blob for part in document.part.package.iter_parts()]
    assert with_logo == write_word(IsiWord(PAPERS[UNDANGAN], logo=PNG))


def test_every_row_of_a_list_stands_there_once_and_in_its_order():
    said = words_of(write_word(IsiWord(PAPERS[NOTULA])))

    places = [
        said.index(f"{no} {one.uraian} {one.jabatan}") for no, one in enumerate(LANJUT, start=1)
    ]
    assert places == sorted(places)
    empty = replace(PAPERS[NOTULA], lanjut=(), hadir=(), pokok=())
    assert "lanjut" not in words_of(write_word(IsiWord(empty))).replace("Tindak lanjut", "")


@pytest.mark.parametrize("jenis", KATA)
def test_a_template_may_ask_for_whatever_its_kind_of_paper_says(jenis: JenisPaper):
    facts = facts_of(PAPERS[jenis])
    said = {name for name, one in facts.items() if isinstance(one, str)}
    lists = {name: set(one[0]) for name, one in facts.items() if not isinstance(one, str)}

    assert (said, lists) == (
        set(KATA[jenis].teks),
        {k: set(v) for k, v in KATA[jenis].daftar.items()},
    )
    assert KATA.keys() == FACTS.keys() == DRAWN.keys()
    check_template(jenis, make_template(jenis, "F4"))


@pytest.mark.parametrize("split", [False, True])
def test_the_template_of_an_office_is_filled_however_word_cuts_it_up(split: bool):
    template = written(
        "Nomor: {{ nomor }}",
        "{{kepada.no}}) {{kepada.jabatan}}",
        header="{{ kantor }}",
        row=("{{ tembusan.jabatan }}", "tetap"),
        split=split,
    )
    check_template(UNDANGAN, template)

    said = words_of(write_word(IsiWord(PAPERS[UNDANGAN], template)))
    assert "Nomor: 005/12/2026 1) Sekretaris Kecamatan 2) Kepala Seksi" in said
    assert "Camat tetap" in said


@pytest.mark.parametrize(
    ("teks", "named"),
    [
        ("Nomor {{ nomer }}", ("nomer", "nomor")),
        ("{{ kepada.nama }}", ("kepada.nama", "kepada.no")),
        ("{{ lanjut.uraian }}", ("lanjut.uraian", "")),
        ("{{ nomor", ("{{", "")),
        ("nomor }}", ("}}", "")),
        ("{{ nomor.__class__ }}", ("nomor.__class__", "")),
        ("{{ nomor|upper }}", ("nomor|upper", "")),
        ("{{ 7*7 }}", ("7*7", "")),
        ("{{ cycler() }}", ("cycler()", "")),
        ("{{r nomor }}", ("r nomor", "nomor")),
        ("{% for a in kepada %}x{% endfor %}", ("{% for a in kepada %}", "")),
        ("{# diam #}", ("{# diam #}", "")),
        ("{%p if nomor %}", ("{%p if nomor %}", "")),
    ],
)
def test_what_is_no_placeholder_of_the_paper_is_refused_by_its_name_and_place(
    teks: str, named: tuple[str, str]
):
    whole = written(f"Di sini: {teks}")
    for template in (
        whole,
        written(f"Di sini: {teks}", split=True),
        written("a", header=teks),
        written("a", row=(teks, "b")),
    ):
        assert named in faults(UNDANGAN, template)
    with pytest.raises(TemplateBroken) as broken:
        write_word(IsiWord(PAPERS[UNDANGAN], whole))
    assert broken.value.cacat[0].paragraf.startswith("Di sini: ")


def test_every_fault_is_named_at_once_and_a_row_of_two_lists_is_one():
    assert faults(UNDANGAN, written("{{ satu }} {{ dua }}", "{{ tiga }}")) == [
        ("satu", ""),
        ("dua", ""),
        ("tiga", ""),
    ]
    assert faults(
        UNDANGAN, written("a", row=("{{ kepada.jabatan }}", "{{ tembusan.jabatan }}"))
    ) == [("kepada, tembusan", "")]


@pytest.mark.libreoffice
@pytest.mark.plays
def test_libreoffice_makes_a_pdf_with_the_same_words(tmp_path: Path):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice (soffice): apt-get install libreoffice-writer-nogui")
    for jenis in DRAWN:
        (tmp_path / f"{jenis.value}.docx").write_bytes(write_word(IsiWord(PAPERS[jenis])))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(tmp_path.glob("*.docx"))
    subprocess.run(
        (soffice, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, *files),
        check=True,
        capture_output=True,
        timeout=240,
    )

    for jenis, said in SAID.items():
        with pypdfium2.PdfDocument(tmp_path / f"{jenis.value}.pdf") as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)
        read = "".join(text.replace("\ufffe", "").split()).casefold()
        for words in said:
            assert "".join(words.split()).casefold() in read, words
