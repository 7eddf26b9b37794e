"""``dataclass`` of the standard library, each of whose methods is written when it is first called.

To write and compile up to six methods is nearly all that defining such a class costs, and a start defines eight hundred
of them, of which it makes objects of a fifth. So fields and slots are there at once, and a method from its first call
on: the one that the standard library writes, in the place where it would have put it.

Two are written here, for frozen classes with slots, of which a tap makes hundreds of objects: ``__init__`` and what
``replace`` calls. They set each slot by its descriptor, where the standard library has every field looked up by name.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any, Final, NoReturn

NONE_YET: Final = {"init": False, "repr": False, "eq": False}
WRITER: Final = {"__init__": "init", "__repr__": "repr", "__eq__": "eq", "__hash__": "eq"}
"""The option of the standard library by which it writes a method."""
COPY: Final = "__replace__"
"""What copies an object with changes; Python 3.13 has this name for it."""
KEPT: Final = ("__doc__", "__qualname__", "__post_init__")
"""What a method that is written needs to know of its class beside the fields; one without a text would get one."""


def defer(
    *, eq: bool = True, frozen: bool = False, slots: bool = False, kw_only: bool = False
) -> Callable[[Any], Any]:
    """Return what makes a class a dataclass; the options are those of the standard library."""
    begin = dataclasses.dataclass(**NONE_YET, slots=slots, kw_only=kw_only)
    names = tuple(WRITER) if eq else ("__init__", "__repr__")

    def decorate(cls: Any) -> Any:  # noqa: ANN401 -- a class
        made: Any = begin(cls)
        for name in names:
            if vars(made).get(name) is None:  # the __hash__ of whoever has an __eq__ is None
                setattr(made, name, Deferred(made, name, frozen=frozen, slots=slots))
        is_plain = frozen and slots and not hasattr(made, "__post_init__")
        setattr(made, COPY, Deferred(made, COPY) if is_plain else dataclasses.replace)
        if eq and not frozen:
            made.__hash__ = None
        return freeze(made) if frozen else made

    return decorate


def copy_with(record: Any, /, **changes: Any) -> Any:  # noqa: ANN401 -- of any dataclass
    """Return a record with some fields of another value."""
    copied: Any = getattr(type(record), COPY, dataclasses.replace)
    return copied(record, **changes)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:
    dataclass, replace = defer, copy_with


class Deferred:
    """Stands in a class where a method will be."""

    __slots__ = ("_cls", "_name", "_options")

    def __init__(self, cls: type[Any], name: str, **options: bool) -> None:
        self._cls = cls
        self._name = name
        self._options = NONE_YET | options | {WRITER.get(name, name): True}

    def __get__(self, instance: object, owner: type[Any]) -> Any:  # noqa: ANN401 -- a method
        method = self._write()
        setattr(self._cls, self._name, method)
        return method.__get__(instance, owner)

    def _write(self) -> Any:  # noqa: ANN401 -- a function
        """Return the method, as a rule the one that the standard library writes for a class of these fields."""
        cls, own = self._cls, fields(self._cls)
        if self._name == COPY:
            return write_copy(cls)
        if self._name == "__init__" and self._options["frozen"] and self._options["slots"]:
            return write_init(cls)
        twin: dict[str, object] = {field.name: field for field in own}
        twin["__annotations__"] = {field.name: field.type for field in own}
        twin |= {name: getattr(cls, name) for name in KEPT if hasattr(cls, name)}
        write: Any = dataclasses.dataclass(**self._options)
        return vars(write(type(cls.__name__, (), twin)))[self._name]


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


def freeze(cls: Any) -> Any:  # noqa: ANN401 -- a class
    """Return a class whose objects stay as they are made; they are copied and pickled field by field."""
    cls.__setattr__ = refuse_to_assign
    cls.__delattr__ = refuse_to_delete
    cls.__getstate__ = state_of
    cls.__setstate__ = restore
    return cls


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
