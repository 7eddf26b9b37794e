"""Templates are compiled once, and what is kept of them is what would be compiled now."""

import os
import stat
import sys
import tomllib
from collections import Counter
from functools import wraps
from pathlib import Path
from typing import ClassVar

import jinja2
import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.ext import Extension

from handlers.screens.compiled import Compiled
from handlers.screens.sapaan import addressing
from handlers.screens.wording import (
    HTML,
    MARKUP,
    TEMPLATES,
    catalogue,
    environment,
    sentence,
    word,
)
from tests.support.disk import room_of


class Counting(Extension):
    """Counts the templates that are read by Jinja rather than taken as they were compiled."""

    read: ClassVar[Counter] = Counter()

    def preprocess(self, source, name, filename=None):
        self.read[name] += 1
        return source


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pesan").mkdir()
    (tmp_path / "salam.j2").write_text("Selamat {{ waktu }}")
    (tmp_path / "pesan" / "salam.j2").write_text("Halo {{ nama }}")
    (tmp_path / "shape.py").write_text("# as it is")
    Counting.read.clear()
    return tmp_path


def say(folder: Path, name: str, **facts: str) -> str:
    """Return what a template says in another process."""
    made = Environment(
        loader=FileSystemLoader(folder),
        extensions=[Counting],
        autoescape=True,
        bytecode_cache=Compiled(folder, [folder / "shape.py"]),
    )
    return made.get_template(name).render(**facts)


def test_a_template_is_compiled_by_one_process_for_all(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    said = [say(folder, "salam.j2", waktu=waktu) for waktu in ("pagi", "siang")]

    assert said == ["Selamat pagi", "Selamat siang"]
    assert Counting.read == {"salam.j2": 1}
    [kept] = (folder / "__pycache__").iterdir()
    assert kept.name == f"salam.j2.{sys.implementation.cache_tag}"
    if os.name == "posix":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o644


def test_templates_of_one_name_in_two_folders_are_two(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    assert say(folder, "salam.j2", waktu="pagi") == "Selamat pagi"
    assert say(folder, "pesan/salam.j2", nama="Sari") == "Halo Sari"
    assert say(folder, "salam.j2", waktu="pagi") == "Selamat pagi"


def test_another_jinja_compiles_anew(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    say(folder, "salam.j2", waktu="pagi")
    monkeypatch.setattr(jinja2, "__version__", "3.99")

    assert say(folder, "salam.j2", waktu="siang") == "Selamat siang"
    assert Counting.read == {"salam.j2": 2}


@pytest.mark.parametrize("changed", ["salam.j2", "shape.py"])
def test_another_text_and_other_code_are_compiled_anew(folder, monkeypatch, changed):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    say(folder, "salam.j2", waktu="pagi")
    with (folder / changed).open("a") as file:
        file.write(" # kini")

    assert say(folder, "salam.j2", waktu="pagi").startswith("Selamat pagi")
    assert Counting.read == {"salam.j2": 2}


def test_what_cannot_be_kept_is_said_all_the_same(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (folder / "__pycache__").write_text("in the way")

    assert say(folder, "salam.j2", waktu="pagi") == "Selamat pagi"


def test_a_full_disk_keeps_nothing_and_nothing_of_it_is_left(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    with room_of(16):
        assert say(folder, "salam.j2", waktu="pagi") == "Selamat pagi"

    assert list((folder / "__pycache__").iterdir()) == []


def test_where_python_keeps_nothing_templates_leave_nothing_either(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    say(folder, "salam.j2", waktu="pagi")

    assert not (folder / "__pycache__").exists()


def test_a_kept_file_that_is_damaged_is_compiled_anew(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    say(folder, "salam.j2", waktu="pagi")
    [kept] = (folder / "__pycache__").iterdir()
    whole = kept.read_bytes()
    for damaged in (whole[:40], b"", whole[:-1] + bytes([whole[-1] ^ 1])):
        kept.write_bytes(damaged)
        assert say(folder, "salam.j2", waktu="pagi") == "Selamat pagi"
        assert kept.read_bytes() == whole


def test_a_text_is_parsed_by_one_process_for_all(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (folder / "kata.toml").write_text('[popup]\nada = "Ada"')
    parsed = []

    def parse(text):
        parsed.append(text)
        return tomllib.loads(text)

    def told():
        return Compiled(folder, [folder / "shape.py"]).parsed("kata.toml", parse)

    assert told() == told() == {"popup": {"ada": "Ada"}}
    assert len(parsed) == 1
    (folder / "kata.toml").write_text('[popup]\nada = "Tidak ada"')
    assert told() == {"popup": {"ada": "Tidak ada"}}
    [kept] = (folder / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert told() == {"popup": {"ada": "Tidak ada"}}
    assert len(parsed) == 3


@pytest.mark.parametrize("sapaan", ["", "Bu"])
def test_a_word_without_markup_is_what_jinja_would_say(sapaan):
    plain = [
        (bagian, kode)
        for bagian, entries in catalogue().items()
        for kode, text in entries.items()
        if MARKUP not in text
    ]

    assert len(plain) > 400
    with addressing(sapaan):
        for bagian, kode in plain:
            assert word(bagian, kode) == sentence(bagian, kode).render().strip()
            assert word(bagian, kode, n=1) == word(bagian, kode)


def test_nothing_of_a_template_is_computed_when_it_is_compiled():
    """So what is kept depends on its text alone, whatever became of the words and filters that it uses."""
    made, used = environment(is_html=True), Counter()

    def counted(name, use):
        @wraps(use)
        def count(*args, **facts):
            used[name] += 1
            return use(*args, **facts)

        return count

    made.filters = {name: counted(name, use) for name, use in made.filters.items()}
    made.globals = {
        name: counted(name, use) if callable(use) else use for name, use in made.globals.items()
    }
    names = made.list_templates(["j2"])
    for name in names:
        made.compile(made.loader.get_source(made, name)[0], name)

    assert len(names) > 100
    assert used == {}


def test_all_templates_are_kept_beside_the_texts():
    assert HTML.bytecode_cache.folder == TEMPLATES / "__pycache__"
