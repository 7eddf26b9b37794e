"""The Word templates of an office, at a terminal: made, checked, put in place, refused by name."""

import pytest

from sop_flows.sop.paper import JenisPaper
from storage.documents.papers.word_baku import make_template
from storage.offices.templat import template_of
from tests.bot.cli.conftest import Tapak
from tests.support.word import with_part, written


def test_an_office_takes_our_template_and_puts_its_own_in_place(office: Tapak):
    path = office.folder / "undangan-rapat.docx"
    code, facts = office.ask("templat", "buat", "undangan-rapat", "--out", path)
    assert code == 0
    assert "{{ kepada.jabatan }}" in facts["placeholder"]
    assert office.run("templat", "check", path).exit_code == 0

    path.write_bytes(written("Nomor {{ nomor }}"))
    code, facts = office.ask("templat", "pasang", path)
    assert (code, facts["kantor"]) == (0, "PEJAWARAN")
    kept = template_of(office.folder / "data", "PEJAWARAN", JenisPaper.UNDANGAN)
    assert kept == path.read_bytes()
    assert template_of(office.folder / "data", "PEJAWARAN", JenisPaper.NOTULA) is None


def test_a_broken_placeholder_is_refused_by_its_name_and_place_and_nothing_is_put_there(
    office: Tapak,
):
    path = office.folder / "surat.docx"
    path.write_bytes(written("Nomor: {{ nomer }}"))

    for command in ("check", "pasang"):
        result = office.run("templat", command, path, "--jenis", "undangan-rapat")
        assert result.exit_code == 1
        assert "“nomer” pada “Nomor: {{ nomer }}” tidak dikenal" in result.output
        assert "mungkin maksudnya {{ nomor }}" in result.output
    assert template_of(office.folder / "data", "PEJAWARAN", JenisPaper.UNDANGAN) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "bukan dokumen Word"),
        (with_part(make_template(JenisPaper.NOTULA), "word/vbaProject.bin", b"x"), "memuat makro"),
    ],
)
def test_what_is_no_plain_word_document_is_told_with_how_to_mend_it(
    office: Tapak, content: bytes, said: str
):
    path = office.folder / "notula.docx"
    path.write_bytes(content)

    result = office.run("templat", "check", path)
    assert result.exit_code == 1
    assert said in result.output
    assert "Perbaikan: Simpan" in result.output


def test_a_template_of_unknown_kind_and_an_office_that_is_not_there_are_told(office: Tapak):
    path = office.folder / "surat.docx"
    path.write_bytes(make_template(JenisPaper.NOTULA))

    assert "Pilih salah satu: surat-pengantar" in office.run("templat", "check", path).output
    result = office.run("templat", "pasang", path, "--jenis", "notula", "--kantor", "LAIN")
    assert "Kantor LAIN tidak ada" in result.output
