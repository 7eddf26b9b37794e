"""The kode verifikasi of a naskah: eight characters that a person reads out and types.

1. It is made of the sha256 of the content alone: the same content has the same kode everywhere.
2. No character of it is taken for another: of 0 O Q, 1 I L, 2 Z, 5 S and 8 B none is used.
3. It finds a naskah. That the content is the right one, only the sha256 can say.
"""

from typing import Final

from sop_flows.deferred import pattern

ALPHABET: Final = "34679ACDEFGHJKMNPRTUVWXY"
LENGTH: Final = 8
_GROUP: Final = 4
_START: Final = "v_"
_BETWEEN: Final = pattern(r"[\s\-\u2010-\u2015]+")


def kode_of(sha256: str) -> str:
    """Return the kode verifikasi of the content with that sha256 (lower-case hex)."""
    number = int(sha256, 16)
    kode = ""
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        kode += ALPHABET[rest]
    return kode


def is_kode_of(kode: str, sha256: str) -> bool:
    """Tell whether ``kode`` is that of ``sha256``; it is not where this is no sha256."""
    try:
        return kode_of(sha256) == kode
    except ValueError:
        return False


def link_to(kode: str, bot: str) -> str:
    """Return the link that opens the bot of that username and asks it what a kode stands for."""
    return f"https://t.me/{bot}?start={_START}{kode}"


def kode_in(start: str) -> str | None:
    """Return the kode that a link leads to, by what the bot is started with; None if it leads to none."""
    return read_kode(start.removeprefix(_START)) if start.startswith(_START) else None


def print_kode(kode: str) -> str:
    """Return a kode as people read it: ``ABCD-EFGH``."""
    return f"{kode[:_GROUP]}-{kode[_GROUP:]}"


def read_kode(teks: str) -> str | None:
    """Return the kode that somebody typed, whatever its case, spaces and hyphens; None if it is none."""
    kode = _BETWEEN.sub("", teks).upper()
    return kode if len(kode) == LENGTH and set(kode) <= set(ALPHABET) else None
