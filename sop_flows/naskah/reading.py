"""Reading a naskah that is kept: from its canonical form back to the content that was frozen.

What is read and written again has the same bytes. A fact that came into the content later has a
default there; anything else that is missing is no naskah of this form.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from sop_flows.deferred import dataclass
from sop_flows.naskah.isi import Isi
from sop_flows.waktu.periode import KINDS, Periode, read_by_name

T = TypeVar("T")
Reader = Callable[[Any], object]
"""What makes a fact of plain JSON."""


class NaskahUnreadable(ValueError):
    """The text is none of a naskah in the form that this version writes."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A content in plain JSON: some of it is read faster than all."""

    json: Any

    def kode_of(self, units: Collection[str]) -> Iterator[str]:
        """Yield the kode of every indikator that these units have in it."""
        found = (unit["indikator"] for unit in self.json["unit"] if unit["kode"] in units)
        return (one["kode"] for indikator in found for one in indikator)

    def only(self, kode: Collection[str]) -> "Parsed":
        """Return the content with these indikator alone, by kode."""
        units = [
            {**unit, "indikator": [one for one in unit["indikator"] if one["kode"] in kode]}
            for unit in self.json["unit"]
        ]
        dokumen = [one for one in self.json["dokumen"] if one["indikator"] in kode]
        return Parsed({**self.json, "unit": units, "dokumen": dokumen})

    def read(self, kind: type[T]) -> T:
        """Return the frozen type that it says, whatever came into that later.

        Raises:
            NaskahUnreadable: It says none.
        """
        try:
            found: T = _record(kind, self.json)
        except (ValueError, TypeError, KeyError, InvalidOperation) as error:
            raise NaskahUnreadable(str(error)) from error
        return found


def parse(canonical: str) -> Parsed:
    """Return a canonical text as plain JSON.

    Raises:
        NaskahUnreadable: It is none.
    """
    try:
        return Parsed(json.loads(canonical))
    except ValueError as error:
        raise NaskahUnreadable(str(error)) from error


def read_isi(canonical: str) -> Isi:
    """Return the content that a canonical text says.

    Raises:
        NaskahUnreadable: It says none.
    """
    return read_record(Isi, canonical)


def read_record(kind: type[T], canonical: str) -> T:
    """Return the frozen type that a canonical text says, whatever came into it later.

    Raises:
        NaskahUnreadable: It says none.
    """
    return parse(canonical).read(kind)


def _record(kind: Any, facts: Any) -> Any:  # noqa: ANN401 -- a frozen type
    """What is not said has its default, or the type itself refuses to be without it."""
    found: dict[str, object] = {}
    for name, read in _plan(kind):
        if read is _periode:
            found[name] = _periode(facts)
        elif name in facts:
            found[name] = facts[name] if read is None else read(facts[name])
    return kind(**found)


@cache
def _plan(kind: type[Any]) -> tuple[tuple[str, Reader | None], ...]:
    """Return the name of each field of a frozen type with its reader; None where it is read as it is."""
    hints = get_type_hints(kind)
    return tuple((one.name, _reader(hints[one.name])) for one in fields(kind))


def _periode(facts: Any) -> Periode:  # noqa: ANN401 -- plain JSON
    """A periode stands among the facts of its owner."""
    named = {name: facts[name] for name in KINDS if name in facts}
    return read_by_name({name: int(str(ke)) for name, ke in named.items()})


def _reader(hint: Any) -> Reader | None:  # noqa: ANN401 -- a type, or what typing makes of several
    """Return what reads a value of that type from plain JSON; None where it is that already."""
    origin, kinds = get_origin(hint), [one for one in get_args(hint) if one is not NoneType]
    if hint is Periode:
        return _periode
    if hint is Decimal:
        return Decimal
    if is_dataclass(hint):
        return partial(_record, hint)
    if origin is Mapping:
        return dict
    read = _reader(kinds[0]) if kinds else None
    if origin is tuple:
        return tuple if read is None else partial(_several, read)
    return None if read is None else partial(_perhaps, read)


def _several(read: Reader, values: Iterable[Any]) -> object:
    return tuple(map(read, values))


def _perhaps(read: Reader, value: Any) -> object:  # noqa: ANN401 -- plain JSON
    return None if value is None else read(value)
