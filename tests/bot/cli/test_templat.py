"""The Word templates of an office, at a terminal: made, checked, put in place, refused by name."""

from contextlib import closing

import pytest
from sqlalchemy import Connection

from sop_flows.sop.paper import JenisPaper
from storage.database.session import Database
from storage.documents.papers.word_baku import make_template
from storage.files import kept_files
from storage.unit_of_work import SqlUnitOfWork
from tests.bot.cli.conftest import NOON, Tapak
from tests.support.word import with_part, written


def templates(office: Tapak, data: str = "data") -> dict[JenisPaper, bytes]:
    """Return the templates of the only office, as its papers are filled into them."""
    files = kept_files(office.folder / data)

    def look(connection: Connection) -> dict[JenisPaper, bytes]:
        offices = SqlUnitOfWork(connection, 0, NOON).kantor
        (kantor,) = offices.all()
        return {jenis: files.get(one) for jenis, one in offices.templat(kantor.id).items()}

    path = office.folder / data / "tapak.sqlite"
    with closing(Database.open(f"sqlite:///{path}")) as database:
        return database.run_now(look)


def test_an_office_takes_our_template_and_puts_its_own_in_place(office: Tapak):
    path = office.folder / "undangan-rapat.docx"
    code, facts = office.ask("templat", "buat", "undangan-rapat", "--out", path)
    assert code == 0
    assert "{{ kepada.jabatan }}" in facts["placeholder"]
    assert office.run("templat", "check", path).exit_code == 0

    path.write_bytes(written("Nomor {{ nomor }}"))
    code, facts = office.ask("templat", "pasang", path)
    assert (code, facts["kantor"]) == (0, "PEJAWARAN")
    assert templates(office) == {JenisPaper.UNDANGAN: path.read_bytes()}

    path.write_bytes(written("Perihal {{ acara }}"))
    assert office.run("templat", "pasang", path).exit_code == 0
    assert templates(office) == {JenisPaper.UNDANGAN: path.read_bytes()}


def test_a_template_goes_with_its_office_and_is_named_where_it_was_lost(office: Tapak):
    path = office.folder / "undangan-rapat.docx"
    path.write_bytes(written("Nomor {{ nomor }}"))
    _, facts = office.ask("templat", "pasang", path)
    assert office.ask("backup", "utuh.zip")[1]["hilang"] == []

    assert office.run("restore", "utuh.zip", data_dir="baru").exit_code == 0
    assert templates(office, "baru") == {JenisPaper.UNDANGAN: path.read_bytes()}

    kept_files(office.folder / "data").path(facts["sha256"]).unlink()
    assert office.ask("backup", "kurang.zip")[1]["hilang"] == [facts["sha256"]]


def test_templates_of_an_older_version_are_taken_over_once_and_stay_where_people_find_them(
    office: Tapak,
):
    folder = office.folder / "data" / "templat" / "PEJAWARAN"
    folder.mkdir(parents=True)
    content = written("Nomor {{ nomor }}")
    for name in ("undangan-rapat.docx", "catatan.docx"):
        (folder / name).write_bytes(content)

    code, facts = office.ask("migrate")

    assert (code, len(facts["templat"])) == (0, 1)
    assert templates(office) == {JenisPaper.UNDANGAN: content}
    assert (folder / "undangan-rapat.docx.lama").read_bytes() == content
    assert (folder / "catatan.docx").read_bytes() == content
    assert office.ask("migrate")[1]["templat"] == []


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
    assert templates(office) == {}


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
