"""What is written in the files: wording in its homes, docstrings that stand alone, and nothing that has no business there."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.support.source import Complaints, Planted, Rule, Source, complaints_of, found, rules_of

WORDING_HOMES = ("bot/cli", "bot/trial/static")
SENDS_OR_DRAWS = re.compile(
    r"(send|draw|edit|reply|answer)(_\w+)?|Screen|Button|InlineKeyboardButton"
)
TELEGRAM_SPEAKING = ("Bad Request: ", "Forbidden: ", "Conflict: ", "Too Many Requests: ")


def wording_lives_in_its_homes(source: Source) -> Complaints:
    if not source.is_in("handlers", "bot") or not source.is_code or source.is_in(*WORDING_HOMES):
        return
    for call in (node for node in source.nodes if isinstance(node, ast.Call)):
        if SENDS_OR_DRAWS.fullmatch(_called(call)):
            for part in [*call.args, *(keyword.value for keyword in call.keywords)]:
                yield from (f"{line}: wording in code: {text!r}" for line, text in _wording(part))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _wording(expression: ast.expr) -> Iterator[tuple[int, str]]:
    for node in ast.walk(expression):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            has_words = " " in text and any(letter.isalpha() for letter in text)
            if has_words and not text.startswith(TELEGRAM_SPEAKING):
                yield node.lineno, text


def refusals_read_as_a_sentence(source: Source) -> Complaints:
    if source.is_product_code:
        for node in source.nodes:
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Exception")):
                yield f"{node.lineno}: `raise {node.name}` does not read as a sentence"


def silenced_types_say_why(source: Source) -> Complaints:
    if source.is_code:
        yield from found(r"#\s*type:\s*ignore(?!\[)", source, "names no code")


def nothing_is_left_for_later(source: Source) -> Complaints:
    yield from found(r"\b(TO[D]O|FIX[M]E|X{3})\b", source, "do it or write it down as work")


def no_registry_is_named(source: Source) -> Complaints:
    hosts = r"pypi\.|pythonhosted\.|registry\.npmjs|docker\.io|ghcr\.io|quay\.io|crates\.io"
    options = r"(index-url|find-links|registry)[ \t=:]+.?https?:"
    pages = r"https?://[^\s\"]+/(simple|packages)([/\"]|$)"
    yield from found(f"(?:{hosts}|{options}|{pages})", source, "address of a package registry")


def no_machine_is_named(source: Source) -> Complaints:
    yield from found(r"(?<![\w.}~-])/(work|root|home|Users)/", source, "path of a machine")


def no_secret_is_stored(source: Source) -> Complaints:
    if not source.is_in("tests", "benchmarks"):
        yield from found(r"\b\d{8,10}:[\w-]{35}\b", source, "looks like a bot token")
        yield from found(r"-----BEGIN [A-Z ]*PRIVATE KEY", source, "private key")


def docstrings_stand_alone(source: Source) -> Complaints:
    """Object to what nobody understands who has not read the function above."""
    if source.is_code:
        pointer = r'"""\w+ the same(?:[,;.]| (?:as|beside|by|for|if|of|with|without)\b).*'
        yield from found(pointer, source, "the same as what? say it")
        yield from found(r'"""[^"\n]*\blikewise\b.*', source, "like what? say it")


def fields_are_explained_below(source: Source) -> Complaints:
    if source.is_code:
        yield from found(r"^ *#: .*", source, "a text below the field, in three quotation marks")


def text_ends_with_a_newline(source: Source) -> Complaints:
    if source.text and not source.text.endswith("\n"):
        yield "no newline at the end"


PLANTED: list[Planted] = [
    (
        wording_lives_in_its_homes,
        "handlers/x.py",
        "await query.answer(text='Sudah diterima')\n",
        "await query.answer(render('terima'))\n",
    ),
    (
        wording_lives_in_its_homes,
        "bot/x.py",
        "draw_kartu(f'Tugas {nomor} selesai')\n",
        "draw_kartu(f'{nomor}')\nlog.info('card drawn for %s', nomor)\n",
    ),
    (
        wording_lives_in_its_homes,
        "bot/trial/x.py",
        "answer_error(400, 'Pesan tidak ada')\n",
        "answer_error(400, 'Bad Request: message is not modified')\n",
    ),
    (
        refusals_read_as_a_sentence,
        "bot/x.py",
        "class TugasError(Exception): ...\n",
        "class TugasChanged(Exception): ...\n",
    ),
    (
        silenced_types_say_why,
        "bot/x.py",
        "x = y  # type" + ": ignore\n",
        "x = y  # type: ignore[arg-type]\n",
    ),
    (nothing_is_left_for_later, "README.md", "TO" + "DO: finish\n", "To do everything at once\n"),
    (
        no_registry_is_named,
        "requirements/x.lock",
        "--index-url" + " https://mirror.example\n",
        "a==1 --hash=sha256:0\n",
    ),
    (no_registry_is_named, "Dockerfile", "FROM ghcr" + ".io/x\n", "FROM python:3.13-slim\n"),
    (
        no_registry_is_named,
        "bot/x.py",
        "'https://" + "x.example/simple/'\n",
        "'https://core.telegram.org/bots'\n",
    ),
    (no_machine_is_named, "docs/x.md", "cd /" + "home/me/tapak\n", "cd tapak/data/\n"),
    (no_secret_is_stored, "docs/x.md", "123456789:" + "A" * 35 + "\n", "12:30 and 1:1\n"),
    (
        no_secret_is_stored,
        "bot/x.pem",
        "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\n",
    ),
    (
        docstrings_stand_alone,
        "bot/x.py",
        'def f():\n    """Return ' + 'the same, each with its berkas."""\n',
        'def f():\n    """Return the same number for every call."""\n',
    ),
    (
        docstrings_stand_alone,
        "bot/x.py",
        '"""The highest, like' + 'wise."""\n',
        '"""The highest."""\n',
    ),
    (fields_are_explained_below, "bot/x.py", "#" + ": Bytes.\nx = 1\n", 'x = 1\n"""Bytes."""\n'),
    (text_ends_with_a_newline, "bot/x.py", "x = 1", "x = 1\n"),
]
RULES = rules_of(PLANTED)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_file_keeps_the_rule(rule: Rule):
    complaints = complaints_of(rule)

    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize(("rule", "path", "bad", "good"), PLANTED)
def test_the_rule_refuses_what_is_planted(rule: Rule, path: str, bad: str, good: str):
    assert list(rule(Source(path=path, text=bad)))
    assert not list(rule(Source(path=path, text=good)))
