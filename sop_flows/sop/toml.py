"""Reading TOML that anybody may have written: what could cost more than its size is refused before it is parsed.

1. A key of *n* parts costs *n* squared in time and memory, whether or not a sheet has such a key. So a text with a
   longer chain than any sheet has is none, and a text is no longer than a sheet of paper.
2. A number of thousands of digits is none of a sheet's. Whatever the parser stumbles over otherwise (brackets in brackets, a day that there is not) is no TOML either.
"""

import tomllib
from collections.abc import Mapping
from typing import Final

from sop_flows.deferred import pattern

LONGEST: Final = 200_000
"""Letters of an SOP file, and bytes: it is a sheet of paper, so what is larger is none."""
DEEPEST: Final = 16
"""Parts of a key. Parts of more than 100 letters are not looked at: there is no room for many of them."""
_PART: Final = r"""(?:[A-Za-z0-9_-]{1,100}+|"(?:[^"\\\n]|\\.){0,100}+"|'[^'\n]{0,100}+')"""
_DEEP: Final = pattern(rf"(?<![A-Za-z0-9_-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{DEEPEST}}}")
_ENDLESS: Final = pattern(r"(?<![0-9_])[0-9_]{4000}")
"""A number of which Python says that reading it would take too long, wherever it stands."""
_LINE: Final = pattern(r"at line (\d+)")


class TomlBroken(ValueError):
    """The text is no TOML of an SOP file; ``baris`` is the line, 0 where there is none to name."""

    def __init__(self, baris: int = 0) -> None:
        super().__init__(baris)
        self.baris = baris


class TomlTooLong(TomlBroken):
    """The text is longer than any sheet."""


def read_toml(teks: str) -> Mapping[str, object]:
    """Return what a text in TOML says.

    Raises:
        TomlBroken: It is none, or has a key that no sheet has.
        TomlTooLong: It is longer than any sheet.
    """
    if len(teks) > LONGEST:
        raise TomlTooLong
    harm = _DEEP.search(teks) or _ENDLESS.search(teks)
    if harm:
        raise TomlBroken(teks.count("\n", 0, harm.start()) + 1)
    try:
        return tomllib.loads(teks)
    except (ValueError, RecursionError) as broken:
        line = _LINE.search(str(broken))
        raise TomlBroken(int(line[1]) if line else 0) from broken
