"""Ordinal scales: predikat, opini and the like, of which one is above another and none is a number.

1. A value is stored as its place from the lowest, 1 being that; it is never added up.
2. The shipped scales are data (``data/peringkat.toml``) with their source. An indikator may name one, or
   write its own: ``Kurang < Cukup < Baik``.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.teks import plain

_MARK: Final = "<"


@dataclass(frozen=True, slots=True)
class Peringkat:
    """An ordinal scale, lowest first."""

    nama: str
    sumber: str
    jenjang: tuple[str, ...]
    alias: Mapping[str, str]

    def place(self, teks: str) -> Decimal | None:
        """Return the place of what a text names, from 1; None where it names none of these."""
        wanted = plain(teks)
        named = plain(self.alias.get(wanted, wanted))
        places = {plain(one): no for no, one in enumerate(self.jenjang, start=1)}
        return Decimal(places[named]) if named in places else None

    def name(self, place: Decimal) -> str:
        """Return what stands at a place; the number itself where nothing does."""
        if place == int(place) and 1 <= place <= len(self.jenjang):
            return self.jenjang[int(place) - 1]
        return str(place)


@cache
def shipped() -> Mapping[str, Peringkat]:
    """Return the scales that ship, by name."""
    found = tomllib.loads(files("sop_flows.data").joinpath("peringkat.toml").read_text("utf-8"))
    return {
        nama: Peringkat(
            nama,
            one["sumber"],
            tuple(one["jenjang"]),
            {plain(alias): meant for alias, meant in one.get("alias", {}).items()},
        )
        for nama, one in found.items()
    }


@lru_cache(maxsize=256)
def peringkat_of(teks: str) -> Peringkat | None:
    """Return the scale that a text names or writes out; None where it does neither."""
    known = {plain(nama): one for nama, one in shipped().items()}.get(plain(teks))
    if known is not None or _MARK not in teks:
        return known
    jenjang = tuple(" ".join(one.split()) for one in teks.split(_MARK))
    if len(jenjang) < 2 or not all(jenjang) or len(set(map(plain, jenjang))) < len(jenjang):
        return None
    return Peringkat(f" {_MARK} ".join(jenjang), "kantor", jenjang, {})


@lru_cache(maxsize=1024)
def scale_with(teks: str) -> Peringkat | None:
    """Return the first shipped scale that has what a text names; None where none has."""
    return next((one for one in shipped().values() if one.place(teks) is not None), None)
