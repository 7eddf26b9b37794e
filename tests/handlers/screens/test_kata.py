"""The words that people read: what was once written otherwise does not come back, on any page or screen."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

import handlers
from bot.cli import main
from sop_flows import errors

ROOT: Final = Path(handlers.__file__).parent.parent
READ_BY_PEOPLE: Final = (
    "handlers/templates/**/*.j2",
    "handlers/templates/*.toml",
    "handlers/screens/*.py",
    "bot/trial/tours/*.toml",
    "bot/trial/static/*.js",
    "tests/skenario/*.toml",
    "docs/panduan*.md",
    "docs/gambar/*.toml",
    "README.md",
)
OLD: Final = {
    "telat": "terlambat",
    "ronde": "perbaikan ke-N",
    "putaran": "perbaikan ke-N",
    "sidik": "kode verifikasi",
    "notulen": "notula",
    "atas nama jabatan": "oleh Bapak selaku Camat",
    "tenggat": "batas",
}
WORD: Final = re.compile(rf"\b({'|'.join(OLD)})(nya)?\b", re.IGNORECASE)
NO_WORDING: Final = re.compile(
    r"\{#.*?#\}"  # a comment of a template
    r"|\{\{.*?\}\}|\{%.*?%\}"  # what a template takes of code; its own words in quotes are looked at below
    r"|^\s*#[^\n]*$"
    r"|`[^`\n]*`",  # the name of a command
    re.DOTALL | re.MULTILINE,
)
QUOTED: Final = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")
KEY: Final = re.compile(r"[a-z_.]+")


def spoken(path: Path) -> Iterator[str]:
    """Yield what people may read of a file: not the names that code has for it."""
    text = path.read_text()
    if path.suffix == ".py" or path.suffix == ".js":
        yield from (one for one in quoted(text) if not KEY.fullmatch(one))
        return
    if path.suffix == ".j2":
        code = " ".join(
            found[0] for found in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL)
        )
        yield from (one for one in quoted(code) if " " in one.strip())
    yield re.sub(r"^[\w\"]+ = (?=\")", "", NO_WORDING.sub(" ", text), flags=re.MULTILINE)


def quoted(code: str) -> Iterator[str]:
    """Yield the texts of a code, those of its documentation aside."""
    for found in QUOTED.finditer(re.sub(r'""".*?"""', "", code, flags=re.DOTALL)):
        yield re.sub(r"\{[^}]*\}", "", found[1] or found[2] or "")


def old_words(text: str) -> set[str]:
    """Return the old words in a text, each with the one that is written instead."""
    return {f"{one[1]} (write {OLD[one[1].lower()]})" for one in WORD.finditer(text)}


FILES: Final = sorted({path for pattern in READ_BY_PEOPLE for path in ROOT.glob(pattern)})


def test_every_home_of_wording_is_read():
    assert {path.suffix for path in FILES} == {".j2", ".toml", ".py", ".js", ".md"}
    assert len(FILES) > 150


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_old_word_comes_back(path: Path):
    assert not {word for text in spoken(path) for word in old_words(text)}


def test_every_message_that_numbers_a_berkas_by_its_title_names_its_periode():
    unnamed = re.compile(r"judul \| nama \}\}(</b>)?, berkas|berkas \{\{[^}]*\}\}, \{\{[^}]*judul")
    found = [path.name for path in FILES if unnamed.search(path.read_text())]

    assert found == []


def test_no_refusal_and_no_help_says_an_old_word():
    helps = " ".join(below(main, "tapak"))
    texts = quoted(Path(errors.__file__).read_text())

    assert not {word for text in texts if " " in text for word in old_words(text)}
    assert not old_words(
        re.sub(r"\btapak hitung tenggat\b|^ +tenggat\b", "", helps, flags=re.MULTILINE)
    )


def below(command: click.Command, path: str) -> Iterator[str]:
    """Yield the help of a command and of all below it."""
    with click.Context(command, info_name=path) as context:
        yield command.get_help(context)
        for name in command.list_commands(context) if isinstance(command, click.Group) else ():
            found = command.get_command(context, name)
            assert found is not None
            yield from below(found, f"{path} {name}")


@pytest.mark.parametrize("word", OLD)
def test_an_old_word_is_found_where_it_stands(tmp_path: Path, word: str):
    page = tmp_path / "kartu.j2"
    page.write_text(
        f"<b>Langkah {{{{ langkah.no }}}}</b> {word} {{# ronde #}}{{{{ satu.tenggat }}}}"
    )

    (text,) = (one for one in spoken(page) if one.strip())
    assert {one.split(" (")[0] for one in old_words(text)} == {word}
