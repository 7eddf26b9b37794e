"""What the documents promise: links that lead somewhere, small pictures, and every command and setting."""

import re
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.process.settings import NAMES, env_name
from bot.trial.scenario import read_scenario
from handlers.screens.menu import menu

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
GUIDES = ("panduan-pejabat.md", "panduan-sekretaris.md")
PICTURE_LIMIT = 200_000  # bytes
LINK = re.compile(r"\]\((?!https?:)([^)#]+)|src=\"([^\"]+)\"")


def linked(page: Path) -> list[Path]:
    """Return the files that a page leads to."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [page.parent / (link or picture) for link, picture in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path):
    assert [str(path) for path in linked(page) if not path.exists()] == []


def test_every_picture_of_the_guides_is_made_by_the_scenario_and_shown():
    steps = [s for path in DOCS.glob("gambar/*.toml") for s in read_scenario(path).adegan]
    made = {step.keterangan for step in steps if step.keterangan}
    shown = {path for guide in GUIDES for path in linked(DOCS / guide) if path.suffix == ".png"}

    assert {path.stem for path in shown} == made
    assert [path.name for path in shown if path.stat().st_size > PICTURE_LIMIT] == []


def test_the_readme_lists_every_command_of_the_command_line():
    rows = re.findall(r"^\| `tapak (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE)

    assert sorted(rows) == sorted(COMMANDS)


def test_the_operators_page_lists_every_setting():
    text = (DOCS / "operasi.md").read_text(encoding="utf-8")

    assert [name for name in map(env_name, NAMES) if f"`{name}`" not in text] == []


def test_the_guides_name_every_command_of_the_chat():
    text = "".join((DOCS / guide).read_text(encoding="utf-8") for guide in GUIDES)

    assert [name for name in menu() if f"/{name}" not in text and name != "start"] == []
