"""Setting papers: the same everywhere, in a process that can do nothing else and that nobody waits for in vain."""

import re
from pathlib import Path

import pytest

from storage.documents.apart.process import BatasKerja
from storage.documents.papers.press import Bentuk, PaperNotSet, typeset

ROOT = Path(__file__).parents[4]
PRODUCT = ("bot", "handlers", "sop_flows", "storage")
PAPER = (
    '#set page(width: 120pt, height: auto)\n#set text(font: "Liberation Sans")\nCapaian *62,5%*'
)


@pytest.mark.parametrize(("bentuk", "begins"), [(Bentuk.PDF, b"%PDF-"), (Bentuk.PNG, b"\x89PNG")])
def test_the_same_source_gives_the_same_paper(bentuk: Bentuk, begins: bytes):
    first, second = typeset(PAPER, bentuk), typeset(PAPER, bentuk)

    assert first.startswith(begins)
    assert first == second


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/hostname")',
        '#read("../../../../pyproject.toml")',
        '#read("pyproject.toml")',
        '#import "@preview/cetz:0.4.0"',
        '#image("/etc/hostname")',
        "#tidak-ada",
    ],
)
def test_a_source_that_asks_for_more_than_itself_is_refused(source: str):
    with pytest.raises(PaperNotSet):
        typeset(source, Bentuk.PDF)


def test_a_picture_is_of_one_page():
    with pytest.raises(PaperNotSet, match="2 pages"):
        typeset("satu #pagebreak() dua", Bentuk.PNG)


@pytest.mark.parametrize(
    ("source", "batas"),
    [
        (PAPER, BatasKerja(dinding=0.001)),
        (
            "#for a in range(9000) { for b in range(9000) { let c = a + b } }",
            BatasKerja(prosesor=1),
        ),
        ("#let besar = range(50_000_000)", BatasKerja(memori=300)),
    ],
    ids=["too long on the wall", "too much of the processor", "too much memory"],
)
def test_a_paper_that_needs_more_than_the_limits_ends_and_the_next_one_is_set(
    source: str, batas: BatasKerja
):
    with pytest.raises(PaperNotSet):
        typeset(source, Bentuk.PNG, batas)

    assert typeset(PAPER, Bentuk.PNG)


def test_whoever_starts_without_papers_loads_nothing_of_what_sets_them():
    child = "storage/documents/papers/press_child.py"
    product = [path for place in PRODUCT for path in (ROOT / place).rglob("*.py")]
    loading = {
        str(path.relative_to(ROOT))
        for path in product
        if re.search(r"import typst|(import|from) .*press_child", path.read_text("utf-8"))
    }

    assert loading == {child}
