"""The files that the house rules read, and what a rule is."""

import ast
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("bot", "handlers", "sop_flows", "storage")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One tracked file and its text."""

    path: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    @property
    def package(self) -> str:
        return PurePosixPath(self.path).parts[0]

    @property
    def is_code(self) -> bool:
        return self.path.endswith(".py")

    @property
    def is_product_code(self) -> bool:
        return self.is_code and self.package in PACKAGES

    def is_in(self, *places: str) -> bool:
        return any(
            self.path == f"{place}.py" or self.path.startswith(f"{place}/") for place in places
        )

    def imports(self) -> Iterator[tuple[int, str]]:
        """Return the line and the module of every import, relative ones with their dots."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                yield node.lineno, "." * node.level + (node.module or "")


Complaints = Iterator[str]
Rule = Callable[[Source], Complaints]
Planted = tuple[Rule, str, str, str]
"""A rule, a path, what it must refuse there, and what it must let pass there: so no rule is unable to fail."""


def rules_of(planted: Iterable[Planted]) -> list[Rule]:
    """Return the rules that have something planted, each once."""
    return list(dict.fromkeys(rule for rule, *_ in planted))


def complaints_of(rule: Rule) -> list[str]:
    """Return what a rule objects to, in every text file that git tracks or would track."""
    return [f"{source.path}:{said}" for source in sources() for said in rule(source)]


@cache
def sources() -> tuple[Source, ...]:
    """Every text file that git tracks or would track."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = sorted(set(listed.stdout.split("\0")) - {""})
    return tuple(source for name in names if (source := _read(name)))


def _read(name: str) -> Source | None:
    try:
        return Source(path=name, text=(ROOT / name).read_text(encoding="utf-8"))
    except (UnicodeDecodeError, FileNotFoundError):
        return None  # a picture or a workbook; a file deleted but not yet committed


def found(pattern: str, source: Source, objection: str) -> Complaints:
    """Object to every match of a pattern."""
    for match in re.finditer(pattern, source.text, re.MULTILINE):
        line = source.text.count("\n", 0, match.start()) + 1
        yield f"{line}: {match.group()!r}: {objection}"


def dotted(expression: ast.expr) -> str:
    """Return the names of which an expression is made, if it is made of nothing else."""
    match expression:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr) if of := dotted(value):
            return f"{of}.{attr}"
    return ""
