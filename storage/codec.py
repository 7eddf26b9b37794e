"""Between the frozen types of the domain and JSON: by their hints, both ways, strictly.

1. A field that holds its default is left out; a ``Literal`` or ``None`` is always said.
2. The facts of a ``flat`` field stand among those of its owner; a mapping takes what is left over.
3. Whatever does not fit is refused: an unknown name, a missing one, a value of another kind.
4. The version of stored JSON is the head of its database. A field may come with a default; whatever
   else changes comes with a migration that rewrites the rows (``0019`` is one).
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from sop_flows.deferred import dataclass
from sop_flows.ports.layar.isi import FLAT
from sop_flows.waktu.periode import (
    KINDS,
    Bagian,
    Periode,
    read_bagian,
    read_by_name,
    read_periode,
    write_bagian,
    write_by_name,
    write_periode,
)

T = TypeVar("T")
Facts = Mapping[str, Any]
"""A JSON object."""


class Unreadable(ValueError):
    """JSON that is none of the type that is asked for.

    It names the field and the type and never the value, also not by its cause: it is logged and kept.
    """


@dataclass(frozen=True, slots=True)
class Shape:
    """How the values of one hint are written and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def encode(value: Any) -> dict[str, Any]:  # noqa: ANN401 -- of a frozen type
    """Return a value of a frozen type as a JSON object."""
    written: dict[str, Any] = _record(cast("Any", type(value))).write(value)
    return written


def encode_all(value: Any) -> dict[str, Any]:  # noqa: ANN401 -- of a frozen type
    """Return a value of a frozen type as a JSON object, with the fields too that hold their default."""
    parts = _parts(cast("Any", type(value)))
    return {part.name: part.shape.write(getattr(value, part.name)) for part in parts}


def decode(kind: type[T], facts: Facts) -> T:
    """Return the value of that type that a JSON object says.

    Raises:
        Unreadable: It says none.
    """
    shape: Shape = _record(cast("Any", kind))
    value: T = shape.read(facts)
    return value


def is_constant(hint: object) -> bool:
    """Tell whether a hint has one value only, which is said all the same."""
    return hint is NoneType or get_origin(hint) is Literal


@dataclass(frozen=True, slots=True)
class _Part:
    """One field of a type."""

    name: str
    shape: Shape
    default: Any
    is_constant: bool

    def write(self, value: Any, into: dict[str, Any]) -> None:  # noqa: ANN401
        """Write the field of a value."""
        own = getattr(value, self.name)
        if self.is_constant or own != self.default:
            into[self.name] = self.shape.write(own)

    def read(self, left: dict[str, Any]) -> Any:  # noqa: ANN401
        """Take the field out of what is left of a JSON object."""
        if self.name in left:
            return self.read_value(left.pop(self.name))
        if self.default is MISSING:
            raise Unreadable(f"no {self.name}")
        return self.default

    def read_value(self, said: Any) -> Any:  # noqa: ANN401
        """Return the value that is said of the field."""
        try:
            return self.shape.read(said)
        except Unreadable as error:
            raise Unreadable(f"{self.name}: {error}") from None


@dataclass(frozen=True, slots=True)
class _FlatPart:
    """A field whose facts stand among those of its owner; ``None`` where there are none."""

    name: str
    shape: Shape
    names: frozenset[str] | None
    is_optional: bool

    def write(self, value: Any, into: dict[str, Any]) -> None:  # noqa: ANN401
        """Write the facts of the field of a value."""
        own = getattr(value, self.name)
        if own is not None:
            into.update(self.shape.write(own))

    def read(self, left: dict[str, Any]) -> Any:  # noqa: ANN401
        """Take the facts of the field out of what is left of a JSON object."""
        mine = {n: left.pop(n) for n in list(left) if self.names is None or n in self.names}
        return None if self.is_optional and not mine else self.shape.read(mine)


@cache
def _parts(kind: Any) -> "list[_Part | _FlatPart]":  # noqa: ANN401 -- a frozen type
    hints = get_type_hints(kind, include_extras=True)
    parts = [_part(field, hints[field.name]) for field in fields(kind)]
    return sorted(parts, key=lambda part: isinstance(part, _FlatPart) and part.names is None)


@cache
def _record(kind: Any) -> Shape:  # noqa: ANN401 -- likewise
    parts = _parts(kind)

    def write(value: Any) -> dict[str, Any]:  # noqa: ANN401
        into: dict[str, Any] = {}
        for part in parts:
            part.write(value, into)
        return into

    own = [part for part in parts if isinstance(part, _Part)]
    return Shape(write, _read_own(kind, own) if len(own) == len(parts) else _read_all(kind, parts))


def _read_all(kind: Any, parts: "list[_Part | _FlatPart]") -> Callable[[Any], Any]:  # noqa: ANN401
    def read(facts: Any) -> Any:  # noqa: ANN401
        left = dict(_items_of(kind, facts))
        found = {part.name: part.read(left) for part in parts}
        if left:
            raise Unreadable(f"{kind.__name__} knows no {', '.join(sorted(left))}")
        return kind(**found)

    return read


def _read_own(kind: Any, parts: list[_Part]) -> Callable[[Any], Any]:  # noqa: ANN401
    """Return how a type without flat fields is read: by what is said, not by all that could be.

    Nearly all that is read fits, and is read straight away; only for what does not, somebody looks why.
    """
    reads = {part.name: part.shape.read for part in parts}
    needed = {part.name for part in parts if part.default is MISSING}
    say_why = _refuse_own(kind, {part.name: part for part in parts}, needed)

    def read(facts: Any) -> Any:  # noqa: ANN401
        try:
            found = {name: reads[name](value) for name, value in facts.items()}
        except (Unreadable, LookupError, AttributeError):
            say_why(facts)
            raise
        if not needed <= found.keys():
            say_why(facts)
        return kind(**found)

    return read


def _refuse_own(kind: Any, known: dict[str, _Part], needed: set[str]) -> Callable[[Any], None]:  # noqa: ANN401
    """Return what raises ``Unreadable`` with the reason why JSON does not fit a type without flat fields."""

    def say_why(facts: Any) -> None:  # noqa: ANN401
        said = _items_of(kind, facts)
        if unknown := said.keys() - known.keys():
            raise Unreadable(f"{kind.__name__} knows no {', '.join(sorted(unknown))}")
        for name, value in said.items():
            known[name].read_value(value)
        if missing := needed - said.keys():
            raise Unreadable(f"no {', '.join(sorted(missing))}")

    return say_why


def _items_of(kind: Any, facts: Any) -> Facts:  # noqa: ANN401
    if not isinstance(facts, Mapping):
        raise Unreadable(f"{kind.__name__} is an object")
    return facts


def _part(field: Field[Any], hint: Any) -> _Part | _FlatPart:  # noqa: ANN401
    if FLAT not in getattr(hint, "__metadata__", ()):
        return _Part(field.name, _shape(hint), _default(field), is_constant(hint))
    own = hint.__origin__
    if get_origin(own) is Mapping:
        return _FlatPart(field.name, _shape(own), None, is_optional=False)
    (kind,) = [each for each in get_args(own) or (own,) if each is not NoneType]
    shape = BY_NAME.get(kind) or _shape(kind)
    return _FlatPart(field.name, shape, _names(kind), is_optional=kind is not own)


def _default(field: Field[Any]) -> Any:  # noqa: ANN401
    return field.default if field.default_factory is MISSING else field.default_factory()


def _names(kind: Any) -> frozenset[str]:  # noqa: ANN401
    """Return the names of the facts of a type, where they stand among those of its owner."""
    if kind in BY_NAME:
        return frozenset(KINDS)
    hints = get_type_hints(kind, include_extras=True)
    flat = {n: h.__origin__ for n, h in hints.items() if FLAT in getattr(h, "__metadata__", ())}
    own = {each.name for each in fields(kind)} - flat.keys()
    return frozenset(own).union(*map(_names, flat.values()))


@cache
def _shape(hint: Any) -> Shape:  # noqa: ANN401
    if (origin := get_origin(hint)) is not None or isinstance(hint, UnionType):
        return _GENERIC[origin](get_args(hint))
    if hint in SPELT:
        return SPELT[hint]
    if hasattr(hint, "__dataclass_fields__"):
        return _record(hint)
    if hint is object:
        return Shape(lambda value: value, lambda value: value)
    if issubclass(hint, Enum):
        return _member(hint)
    if hint in TEXTS:
        return _text(hint, TEXTS[hint])
    if hint in PLAIN:
        return _plain(lambda value: type(value) is hint, hint)
    raise TypeError(f"no JSON is known for {hint}")


PLAIN = (str, int, bool, NoneType)
TEXTS: dict[type, Callable[[Any], str]] = {
    datetime: datetime.isoformat,
    date: date.isoformat,
    Decimal: str,
}
READ: dict[type, Callable[[str], object]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


def _spelt(write: Callable[[Any], Any], read: Callable[[Any], Any]) -> Shape:
    """Return the shape of a type that says itself how it is written."""

    def checked(value: Any) -> Any:  # noqa: ANN401
        try:
            return read(value)
        except (ValueError, TypeError, KeyError):
            raise Unreadable(f"nothing that {read.__name__} reads") from None

    return Shape(write, checked)


SPELT = {Periode: _spelt(write_periode, read_periode)}
BY_NAME = {
    Periode: _spelt(write_by_name, read_by_name),
    Bagian: _spelt(write_bagian, read_bagian),
}
"""How these are written where their facts stand among those of their owner."""


def _plain(fits: Callable[[Any], bool], hint: object) -> Shape:
    def read(value: Any) -> Any:  # noqa: ANN401
        if not fits(value):
            raise Unreadable(f"no {hint}")
        return value

    return Shape(lambda value: value, read)


def _member(kind: type[Enum]) -> Shape:
    members = {one.value: one for one in kind}

    def read(value: Any) -> Any:  # noqa: ANN401
        try:
            return members[value]
        except (KeyError, TypeError):
            raise Unreadable(f"no {kind.__name__}") from None

    return Shape(lambda value: value.value, read)


def _text(kind: type[Any], write: Callable[[Any], Any]) -> Shape:
    take = READ.get(kind, kind)

    def read(value: Any) -> Any:  # noqa: ANN401
        try:
            return take(value)
        except (ValueError, TypeError, InvalidOperation):
            raise Unreadable(f"no {kind.__name__}") from None

    return Shape(write, read)


def _tuple(hints: tuple[Any, ...]) -> Shape:
    if hints[-1] is ...:
        return _list(_shape(hints[0]))
    return _row([_shape(hint) for hint in hints])


def _list(each: Shape) -> Shape:
    return Shape(
        lambda value: [each.write(one) for one in value],
        lambda value: tuple(each.read(one) for one in _items(value)),
    )


def _row(each: list[Shape]) -> Shape:
    def read(value: Any) -> tuple[Any, ...]:  # noqa: ANN401
        if len(_items(value)) != len(each):
            raise Unreadable(f"not {len(each)} parts")
        return tuple(shape.read(one) for shape, one in zip(each, value, strict=True))

    def write(value: Any) -> list[Any]:  # noqa: ANN401
        return [shape.write(one) for shape, one in zip(each, value, strict=True)]

    return Shape(write, read)


def _items(value: Any) -> list[Any]:  # noqa: ANN401
    if not isinstance(value, list):
        raise Unreadable("no list")
    return value


def _mapping(each: Shape) -> Shape:
    def read(value: Any) -> dict[str, Any]:  # noqa: ANN401
        if not isinstance(value, dict):
            raise Unreadable("no object")
        return {name: each.read(one) for name, one in value.items()}

    return Shape(lambda value: {name: each.write(one) for name, one in value.items()}, read)


def _union(hints: tuple[Any, ...]) -> Shape:
    """Return the shape of what is one of several types, of which one at most reads each JSON."""
    shapes = [(get_origin(hint) or hint, _shape(hint)) for hint in hints]

    def write(value: Any) -> Any:  # noqa: ANN401
        return next(shape.write(value) for kind, shape in shapes if isinstance(value, kind))

    def read(value: Any) -> Any:  # noqa: ANN401
        for _, shape in shapes:
            try:
                return shape.read(value)
            except Unreadable:
                continue
        raise Unreadable(f"none of {hints}")

    some = [shape.write for kind, shape in shapes if kind is not NoneType]
    return Shape(_unless_none(*some) if len(some) == 1 else write, read)


def _unless_none(write: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else write(value)


_GENERIC: dict[Any, Callable[[tuple[Any, ...]], Shape]] = {
    tuple: _tuple,
    Mapping: lambda hints: _mapping(_shape(hints[1])),
    Literal: lambda values: _plain(lambda value: value in values, values),
    UnionType: _union,
    Union: _union,
}
"""The shapes of hints that have arguments."""
