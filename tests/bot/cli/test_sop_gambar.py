"""``tapak sop draw`` and ``export``: an SOP of the library or of a file; or why it is not drawn."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.answer import Refused
from bot.cli.sop import sop
from bot.cli.sop_gambar import write
from sop_flows.sop.catalog import load_catalog
from storage.documents.papers.press import PaperNotSet

KECAMATAN = "pengukuran-kinerja-kecamatan"


def run(*args: str):
    return CliRunner().invoke(sop, args)


@pytest.fixture
def sixth(tmp_path: Path):
    """Write an SOP that does not ship, with a text replaced."""

    def write(old: str = "", new: str = "") -> Path:
        path = tmp_path / "surat-keluar.toml"
        text = load_catalog().get(KECAMATAN).teks
        text = text.replace(f'kode = "{KECAMATAN}"', 'kode = "surat-keluar"')
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        return path

    return write


def test_a_sixth_sop_is_drawn_from_its_file(sixth, tmp_path: Path):
    out = tmp_path / "surat.pdf"
    done = run("draw", str(sixth()), "--out", str(out), "--json")

    assert json.loads(done.stdout) == {
        "kode": "surat-keluar",
        "versi": 1,
        "berkas": str(out),
        "kertas": "a4",
    }
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("named", "out", "said"),
    [
        ("pengukuran-kinerja-kecamtan", "x.pdf", f"Mungkin maksudnya {KECAMATAN}"),
        (KECAMATAN, "x.docx", "Akhiri dengan .pdf atau .png."),
        (KECAMATAN, "tak/ada/x.pdf", "Pilih folder yang ada dan boleh ditulis."),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_to_do(named, out, said, tmp_path: Path):
    done = run("draw", named, "--out", str(tmp_path / out))

    assert done.exit_code == 1
    assert said in done.stderr


def test_an_sop_that_no_page_holds_is_refused_by_its_langkah(sixth, tmp_path: Path):
    long = "Menugaskan pelaksanaan pengukuran kinerja " * 60
    old = 'uraian = "Menugaskan pelaksanaan pengukuran kinerja"'
    done = run("draw", str(sixth(old, f'uraian = "{long}"')), "--out", str(tmp_path / "x.pdf"))

    assert done.exit_code == 1
    assert "Teksnya lebih panjang daripada satu halaman." in done.stderr
    assert "surat-keluar, langkah 1" in done.stderr
    assert "--kertas a3, atau persingkat teksnya." in done.stderr


@pytest.mark.parametrize(
    ("nama", "mend"), [("x.png", "Tulis sebagai .pdf."), ("x.pdf", "Bagi SOP itu menjadi dua.")]
)
def test_what_needs_more_than_a_paper_may_cost_is_refused_with_what_to_do(
    nama: str, mend: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def fail() -> bytes:
        raise PaperNotSet("memory allocation of 7662336 bytes failed")

    with pytest.raises(Refused) as refused:
        write(load_catalog().get(KECAMATAN).sop, tmp_path / nama, fail)

    refused.value.show()
    assert mend in (said := capsys.readouterr().err)
    assert "bytes" not in said
    assert not list(tmp_path.iterdir())


def test_an_sop_that_cannot_run_is_not_drawn(sixth, tmp_path: Path):
    path = sixth("{ ke = 6, asal", "{ ke = 9, asal")
    done = run("draw", str(path), "--out", str(tmp_path / "x.pdf"))

    assert done.exit_code == 1
    assert f"tapak sop check {path}" in done.stderr
    assert not (tmp_path / "x.pdf").exists()


def test_an_sop_is_exported_for_other_applications(sixth, tmp_path: Path):
    out = tmp_path / "surat.bpmn"
    done = run("export", str(sixth()), "--format", "bpmn", "--out", str(out), "--json")

    assert json.loads(done.stdout) == {
        "kode": "surat-keluar",
        "versi": 1,
        "berkas": str(out),
        "format": "bpmn",
    }
    assert b"sop-surat-keluar-versi-1" in out.read_bytes()
