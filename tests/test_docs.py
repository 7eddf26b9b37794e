"""What the documents promise: links that lead somewhere, small pictures, names of code that there are, and every command and setting."""

import ast
import fnmatch
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path

import click
import pytest

from bot.cli import COMMANDS
from bot.process.settings import NAMES, env_name
from bot.trial.scenario import read_scenario
from handlers.screens.menu import menu
from handlers.screens.wording import catalogue

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
GUIDES = ("panduan-pejabat.md", "panduan-sekretaris.md")
PICTURE_LIMIT = 200_000  # bytes
FOR_DEVELOPERS = [DOCS / "architecture.md", ROOT / "CONTRIBUTING.md"]
PRODUCT = ("bot", "handlers", "sop_flows", "storage")
FOLDERS = (*PRODUCT, ".ci", "benchmarks", "docs", "requirements", "tests")
PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)+/?|[\w*]+(/|\.(py|toml|md|json|j2|lock))")
NAME = r"`\w+`"
NAMES_OF_A_FILE = re.compile(rf"({NAME}(?:(?:, | and | or ){NAME})*)\s(?:in|of)\s`(\S+\.py)`")
NOT_OURS = {"compute_achievement", "hitung_capaian", "limit_concurrency"}  # said to be rejected
TAG = re.compile(r"{%\s*(\w+).*?%}|{{.*?}}")
BRANCH = {"if": "(?:", "elif": "|", "else": "|", "endif": ")?"}
SHEETS = {"Jam kerja", "Perhitungan", "Program", "Skala"}
HEADINGS = {"Bila daftarnya berubah di tengah pengisian", "Keliru menekan?", "Mengembalikan"}
HEADINGS |= {"Menyetujui, memaraf, menandatangani", "Sesudah dikembalikan"}
NOT_BUTTONS = SHEETS | HEADINGS | {"Sangat Segera", "Segera", "Start"}  # of an SOP; of Telegram
LINK = re.compile(r"\]\((?!https?:)([^)#]+)|src=\"([^\"]+)\"")


@cache
def files() -> dict[str, Path]:
    """Return the files and folders of the project by their path, which begins with a slash."""
    found = chain.from_iterable((ROOT / folder, *(ROOT / folder).rglob("*")) for folder in FOLDERS)
    known = [path for path in (*found, *ROOT.iterdir()) if "__pycache__" not in path.parts]
    return {f"/{path.relative_to(ROOT).as_posix()}": path for path in known}


def files_named(path: str) -> list[Path]:
    """Return the files that a path leads to, which may leave the folders before it out."""
    return [files()[name] for name in fnmatch.filter(files(), f"*/{path.removesuffix('/')}")]


def defined(file: Path) -> Iterator[str]:
    """Give the names that a file of Python defines: not those that it imports or only uses."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def rows_of_commands() -> dict[str, tuple[str, str]]:
    """Return what README says of each command: how it is called, and what it does."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`tapak (\w+).*?) \| (.*) \|$", text, re.MULTILINE)
    return {name: (called, explained) for called, name, explained in rows}


def commands_of(name: str) -> Iterator[click.Command]:
    """Give a command, and those below it."""
    module, attribute, _ = COMMANDS[name]
    command = getattr(import_module(module), attribute)
    yield command
    yield from getattr(command, "commands", {}).values()


@cache
def words_of_the_product() -> set[str]:
    """Return every word of its code and of what is shipped with it as TOML."""
    sources = [path for path in files().values() if path.suffix in {".py", ".toml"}]
    ours = [path for path in sources if path.relative_to(ROOT).parts[0] in PRODUCT]
    return set(re.findall(r"\w+", " ".join(path.read_text(encoding="utf-8") for path in ours)))


def is_a_button(words: str) -> bool:
    """Tell whether some label of the bot reads so, or begins so, whatever its facts are."""
    labels = (catalogue()["tombol"] | catalogue()["paper"] | catalogue()["tawaran"]).values()
    plain = [re.sub(r"^[^\w{]+", "", label) for label in labels]  # without the picture before it
    return any(
        TAG.sub("", label).startswith(words) or re.fullmatch(may_say(label), words)
        for label in plain
        if label[0].isalpha()
    )


def may_say(label: str) -> str:
    """Return the regular expression of what a label may read: each branch of it, anything for a fact."""
    parts, end = [], 0
    for tag in TAG.finditer(label):
        parts += [re.escape(label[end : tag.start()]), BRANCH.get(tag[1], ".*")]
        end = tag.end()
    return "".join(parts) + re.escape(label[end:])


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
    assert sorted(rows_of_commands()) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_lists_what_a_command_has_below_it_and_no_option_that_it_lacks(name: str):
    called, explained = rows_of_commands()[name]
    known = list(commands_of(name))

    below = [
        one.name for one in known[1:] if one.name
    ]  # `tapak backup FILE` is one without a name

    assert [one for one in below if one not in re.findall(r"\w+", called)] == []
    assert set(re.findall(r"--[a-z-]+", called + explained)) <= {
        option for one in known for parameter in one.params for option in parameter.opts
    }


def test_the_operators_page_lists_every_setting():
    text = (DOCS / "operasi.md").read_text(encoding="utf-8")

    assert [name for name in map(env_name, NAMES) if f"`{name}`" not in text] == []


def test_the_guides_name_every_command_of_the_chat():
    text = "".join((DOCS / guide).read_text(encoding="utf-8") for guide in GUIDES)

    assert [name for name in menu() if f"/{name}" not in text and name != "start"] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_button_that_a_guide_quotes_is_one_of_the_bot(guide: str):
    text = re.sub(r"\s+", " ", (DOCS / guide).read_text(encoding="utf-8"))
    quoted = set(re.findall(r"\*\*([^\Wa-z][^*]*[^*.:])\*\*", text)) - NOT_BUTTONS

    assert [words for words in sorted(quoted) if not is_a_button(words)] == []


@pytest.mark.parametrize("page", FOR_DEVELOPERS, ids=lambda page: page.name)
def test_every_path_that_a_developer_reads_leads_to_a_file(page: Path):
    quoted = set(re.findall(r"`([^`\s]+)`", page.read_text(encoding="utf-8")))
    paths = {text for text in quoted if PATH.fullmatch(text)}

    assert sorted(path for path in paths if not files_named(path)) == []


@pytest.mark.parametrize("page", FOR_DEVELOPERS, ids=lambda page: page.name)
def test_every_name_that_a_developer_reads_is_defined_in_the_file_beside_it(page: Path):
    found = NAMES_OF_A_FILE.findall(page.read_text(encoding="utf-8"))
    said = {(name, path) for names, path in found for name in re.findall(r"`(\w+)`", names)}

    assert said
    assert [
        f"{name} in {path}"
        for name, path in sorted(said)
        if not any(name in defined(file) for file in files_named(path))
    ] == []


@pytest.mark.parametrize("page", FOR_DEVELOPERS, ids=lambda page: page.name)
def test_every_name_of_several_words_that_a_developer_reads_stands_in_the_code(page: Path):
    names = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", page.read_text(encoding="utf-8")))

    assert sorted(names - NOT_OURS - words_of_the_product()) == []


def test_the_table_of_rooms_is_that_of_the_layer_contracts():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    held = {
        one["containers"][0].replace(".", "/"): [
            set(layer.split(" | ")) for layer in one["layers"]
        ]
        for one in contracts
        if "containers" in one
    }
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("| floor | its rooms")[1]
    rows = re.findall(r"^\| `(\S+)` \| (.*) \|$", table.split("\n\n")[0], re.MULTILINE)
    drawn = {
        floor: [
            set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", layer)))
            for layer in rooms.split(" · ")
        ]
        for floor, rooms in rows
    }

    assert drawn == held
