"""``dataclass`` of the standard library, of which nothing is written before somebody asks for it.

To find fields and to write and compile up to six methods is nearly all that defining such a class costs, and a start
defines eight hundred of them, of which it makes objects of a fifth. So slots are there at once, fields from the first
question, and a method from its first call on: what the standard library makes, in the place where it would have put it.

Two methods are written here, for frozen classes with slots, of which a tap makes hundreds of objects: ``__init__`` and
what ``replace`` calls. They set each slot by its descriptor, where the standard library has every field looked up by name.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, MISSING, Field, FrozenInstanceError, fields
from functools import cache, cached_property, partial
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn

NONE_YET: Final = {"init": False, "repr": False, "eq": False}
WRITER: Final = {"__init__": "init", "__repr__": "repr", "__eq__": "eq", "__hash__": "eq"}
"""The option of the standard library by which it writes a method."""
COPY: Final = "__replace__"
"""What copies an object with changes; Python 3.13 has this name for it."""
KEPT: Final = ("__qualname__", "__post_init__")
"""What a method that is written needs to know of its class beside the fields."""
FIELDS: Final = "__dataclass_fields__"
OPTIONS: Final = "__dataclass_params__"
"""Where the standard library looks for fields, and for how a class was made."""
NOT_COPIED: Final = frozenset({"__dict__", "__weakref__"})
TEXT: Final = "Stands for a class while what is asked of it is made; one without a text would be given its signature."


@cache
def defer(
    *, eq: bool = True, frozen: bool = False, slots: bool = False, kw_only: bool = False
) -> Callable[[Any], Any]:
    """Return what makes a class a dataclass; the options are those of the standard library."""
    begin: Any = dataclasses.dataclass(**NONE_YET, kw_only=kw_only)
    options = getattr(begin(type("Twin", (), {"__doc__": TEXT})), OPTIONS)
    names = tuple(WRITER) if eq else ("__init__", "__repr__")
    writers = {name: partial(write_method, name, frozen=frozen, slots=slots) for name in names}

    def decorate(cls: Any) -> Any:  # noqa: ANN401 -- a class
        own = vars(cls)  # the __hash__ of whoever has an __eq__ is None
        more: dict[str, object] = {
            name: Deferred(write) for name, write in writers.items() if own.get(name) is None
        }
        is_plain = frozen and slots and not hasattr(cls, "__post_init__")
        more[COPY] = Deferred(write_copy) if is_plain else dataclasses.replace
        if eq and not frozen:
            more["__hash__"] = None
        if frozen:
            more |= FROZEN
        if slots:
            return with_slots(cls, {OPTIONS: options, **more}, begin)
        return with_more(begin(cls), more)

    return decorate


def with_slots(cls: Any, more: Mapping[str, object], begin: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """Return a class with a slot for each field, and with more; what its fields are is asked later."""
    own = {name: kind for name, kind in get_annotations(cls).items() if is_field(kind)}
    facts = {
        name: value
        for name, value in vars(cls).items()
        if name not in own and name not in NOT_COPIED
    }
    defaults = {name: value for name, value in vars(cls).items() if name in own}
    taken = {slot for base in cls.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
    facts["__slots__"] = tuple(name for name in own if name not in taken)
    facts["__match_args__"] = Deferred(positional)
    facts[FIELDS] = Deferred(partial(fields_of, begin=begin, defaults=defaults))
    made = type(cls)(cls.__name__, cls.__bases__, {**facts, **more})
    made.__qualname__ = cls.__qualname__
    return made


def with_more(cls: Any, more: Mapping[str, object]) -> Any:  # noqa: ANN401
    """Return a class that has more."""
    for name, value in more.items():
        setattr(cls, name, value)
        if isinstance(value, Deferred):
            value.__set_name__(cls, name)
    return cls


def is_field(kind: object) -> bool:
    """Tell whether what is annotated so is of each object, and neither of the class nor a mark."""
    return kind is not KW_ONLY and getattr(kind, "__origin__", kind) is not ClassVar


def fields_of(
    cls: type[Any], *, begin: Callable[[Any], Any], defaults: Mapping[str, object]
) -> dict[str, Field[Any]]:
    """Return the fields of a class by their names, those of its bases first."""
    twin: Any = type(
        cls.__name__, (), {"__annotations__": get_annotations(cls), "__doc__": TEXT, **defaults}
    )
    found: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        found |= getattr(base, FIELDS, {})
    return {**found, **getattr(begin(twin), FIELDS)}


def positional(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields that a pattern may name by their places."""
    return tuple(field.name for field in fields(cls) if field.init and not field.kw_only)


def copy_with(record: Any, /, **changes: Any) -> Any:  # noqa: ANN401 -- of any dataclass
    """Return a record with some fields of another value."""
    copied: Any = getattr(type(record), COPY, dataclasses.replace)
    return copied(record, **changes)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace

    pattern = re.compile
else:
    dataclass, replace = defer, copy_with

    def pattern(text: str | bytes, flags: int = 0) -> "Pattern":
        """Return a regular expression that costs nothing before it is used."""
        return Pattern(text, flags)


class Pattern:
    """A regular expression that is compiled when it is first used; what it can do is that of the standard library."""

    def __init__(self, *asked: Any) -> None:  # noqa: ANN401 -- as re.compile is asked
        self._asked = asked

    @cached_property
    def _compiled(self) -> re.Pattern[Any]:
        return re.compile(*self._asked)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        found = vars(self)[name] = getattr(self._compiled, name)
        return found


class Deferred:
    """Stands in a class where what is written of it later will be."""

    __slots__ = ("_cls", "_name", "_write")

    def __init__(self, write: Callable[[Any], Any]) -> None:
        self._write = write

    def __set_name__(self, cls: type[Any], name: str) -> None:
        self._cls = cls
        self._name = name

    def __get__(self, instance: object, owner: type[Any]) -> Any:  # noqa: ANN401 -- a method
        written = self._write(self._cls)
        setattr(self._cls, self._name, written)
        return written.__get__(instance, owner) if callable(written) else written


def write_method(name: str, cls: Any, *, frozen: bool, slots: bool) -> Any:  # noqa: ANN401
    """Return a method of a class, as a rule the one that the standard library writes for its fields."""
    if name == "__init__" and frozen and slots:
        return write_init(cls)
    own = fields(cls)
    twin: dict[str, object] = {field.name: field for field in own}
    twin["__annotations__"] = {field.name: field.type for field in own}
    twin |= {name: getattr(cls, name) for name in KEPT if hasattr(cls, name)}
    options = NONE_YET | {"frozen": frozen, "slots": slots, WRITER[name]: True}
    write: Any = dataclasses.dataclass(**options)
    return vars(write(type(cls.__name__, (), {"__doc__": TEXT, **twin})))[name]


def write_init(cls: Any) -> Any:  # noqa: ANN401 -- a class, and a function
    """Return the ``__init__`` of a frozen class with slots."""
    every = fields(cls)
    own = [field for field in every if field.init]
    by_place = [parameter(field) for field in own if not field.kw_only]
    by_name = [parameter(field) for field in own if field.kw_only]
    taken = ", ".join(["self", *by_place, *(["*", *by_name] if by_name else [])])
    made = [f"set_{field.name}(self, {argument(field)})" for field in every if is_set(field)]
    after = ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    known = {f"of_{field.name}": default_of(field) for field in every}
    return written(cls, "__init__", taken, [*made, *after], known)


def write_copy(cls: Any) -> Any:  # noqa: ANN401 -- likewise
    """Return what makes a copy of an object of a frozen class with slots, some fields changed."""
    kept = [f"set_{field.name}(made, self.{field.name})" for field in fields(cls)]
    body = [
        "made = new(type(self))",
        *kept,
        "for name, value in changes.items():",
        "    setters[name](made, value)",
        "return made",
    ]
    setters = Setters({field.name: getattr(cls, field.name).__set__ for field in fields(cls)})
    return written(
        cls, COPY, "self, /, **changes", body, {"new": object.__new__, "setters": setters}
    )


class Setters(dict[str, Callable[[object, object], None]]):
    """What sets each field of a class, by its name."""

    def __missing__(self, name: str) -> NoReturn:
        raise TypeError(f"unexpected keyword argument {name!r}")


def parameter(field: Field[Any]) -> str:
    """Return a field as ``__init__`` takes it."""
    return field.name if default_of(field) is MISSING else f"{field.name}=of_{field.name}"


def argument(field: Field[Any]) -> str:
    """Return what the slot of a field gets."""
    if field.default_factory is MISSING:
        return field.name if field.init else f"of_{field.name}"
    made = f"of_{field.name}()"
    return f"{made} if {field.name} is of_{field.name} else {field.name}" if field.init else made


def default_of(field: Field[Any]) -> Any:  # noqa: ANN401 -- of any type
    """Return the default of a field, or what makes it: nothing else is ever that very object."""
    return field.default if field.default_factory is MISSING else field.default_factory


def is_set(field: Field[Any]) -> bool:
    """Tell whether ``__init__`` sets a field: it is given one, or knows what it is."""
    return field.init or default_of(field) is not MISSING


def written(
    cls: type[Any], name: str, taken: str, body: Sequence[str], known: Mapping[str, object]
) -> Any:  # noqa: ANN401 -- a function
    """Return a method by its text, in which nothing stands but the names of fields."""
    slots = {f"set_{field.name}": getattr(cls, field.name).__set__ for field in fields(cls)}
    text = "\n    ".join([f"def {name}({taken}):", *(body or ["pass"])])
    found: dict[str, object] = {"__name__": cls.__module__, **slots, **known}
    exec(text, found)  # noqa: S102 -- as the standard library does
    method: Any = found[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


def refuse_to_assign(_self: object, name: str, _value: object) -> NoReturn:
    """Say that a field stays as it is."""
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def refuse_to_delete(_self: object, name: str) -> NoReturn:
    """Say that a field stays."""
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def state_of(self: Any) -> list[Any]:  # noqa: ANN401 -- of any class
    """Return what is pickled."""
    return [getattr(self, field.name) for field in fields(self)]


def restore(self: Any, state: list[Any]) -> None:  # noqa: ANN401 -- of any class
    """Take what was pickled."""
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


FROZEN: Final = {
    "__setattr__": refuse_to_assign,
    "__delattr__": refuse_to_delete,
    "__getstate__": state_of,
    "__setstate__": restore,
}
"""What a class has whose objects stay as they are made; they are copied and pickled field by field."""
