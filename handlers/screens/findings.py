"""The sentences for what is wrong or odd in an SOP file, for the chat and for the terminal."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from sop_flows.sop.catalog import Salah
from sop_flows.sop.findings import KodeTemuan

SENTENCES: Final = Path(__file__).parent.parent / "templates" / "temuan.toml"


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return every sentence, with places for the facts of a finding."""
    with SENTENCES.open("rb") as file:
        return tomllib.load(file)


def describe_salah(problem: Salah, nilai: str) -> str:
    """Return why a key cannot be read."""
    return sentences()["salah"][problem.value].format(nilai=nilai)


def describe_kode(kode: KodeTemuan, fakta: Mapping[str, str]) -> str:
    """Return what a finding is about."""
    return sentences()["temuan"][kode.value].format_map(fakta)
