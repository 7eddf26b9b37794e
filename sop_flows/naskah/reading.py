"""Reading a naskah that is kept: from its canonical form back to the content that was frozen.

What is read and written again has the same bytes. A fact that came into the content later has a
default there; anything else that is missing is no naskah of this form.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from sop_flows.naskah.isi import Isi
from sop_flows.waktu.periode import KINDS, Periode, read_by_name

T = TypeVar("T")
Reader = Callable[[Any], object]
"""What makes a fact of plain JSON."""


class NaskahUnreadable(ValueError):
    """The text is none of a naskah in the form that this version writes."""


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
    try:
        found: T = _record(kind, json.loads(canonical))
    except (ValueError, TypeError, KeyError, InvalidOperation) as error:
        raise NaskahUnreadable(str(error)) from error
    return found


def _record(kind: Any, facts: Mapping[str, object]) -> Any:  # noqa: ANN401 -- a frozen type
    return kind(**{name: _fact(name, default, read, facts) for name, default, read in _plan(kind)})


@cache
def _plan(kind: type[Any]) -> tuple[tuple[str, object, Reader], ...]:
    """Return the name, the default and the reader of each field of a frozen type."""
    hints = get_type_hints(kind)
    return tuple((one.name, one.default, _reader(hints[one.name])) for one in fields(kind))


def _fact(name: str, default: object, read: Reader, facts: Mapping[str, object]) -> object:
    if read is _periode:
        return read(facts)
    if name in facts:
        return read(facts[name])
    if default is MISSING:
        raise NaskahUnreadable(f"no {name}")
    return default


def _periode(facts: Any) -> Periode:  # noqa: ANN401 -- plain JSON
    """A periode stands among the facts of its owner."""
    named = {name: facts[name] for name in KINDS if name in facts}
    return read_by_name({name: int(str(ke)) for name, ke in named.items()})


def _reader(hint: Any) -> Reader:  # noqa: ANN401 -- a type, or what typing makes of several
    """Return what reads a value of that type from plain JSON."""
    origin, kinds = get_origin(hint), [one for one in get_args(hint) if one is not NoneType]
    if hint is Periode:
        return _periode
    if hint is Decimal:
        return Decimal
    if is_dataclass(hint):
        return partial(_record, hint)
    if origin is Mapping:
        return dict
    if not kinds:
        return _as_it_is
    return partial(_several if origin is tuple else _perhaps, _reader(kinds[0]))


def _as_it_is(value: Any) -> object:  # noqa: ANN401 -- plain JSON
    return value


def _several(read: Reader, values: Iterable[Any]) -> object:
    return tuple(map(read, values))


def _perhaps(read: Reader, value: Any) -> object:  # noqa: ANN401 -- plain JSON
    return None if value is None else read(value)
