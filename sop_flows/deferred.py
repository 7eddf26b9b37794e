"""``dataclass`` of the standard library, each of whose methods is written when it is first called.

To write and compile up to six methods is nearly all that defining such a class costs, and a start defines eight hundred
of them, of which it makes objects of a fifth. So fields and slots are there at once, and a method from its first call
on: the one that the standard library writes, in the place where it would have put it.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any, Final, NoReturn

NONE_YET: Final = {"init": False, "repr": False, "eq": False}
WRITER: Final = {"__init__": "init", "__repr__": "repr", "__eq__": "eq", "__hash__": "eq"}
"""The option of the standard library by which it writes a method."""
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
        if eq and not frozen:
            made.__hash__ = None
        return freeze(made) if frozen else made

    return decorate


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = defer


class Deferred:
    """Stands in a class where a method will be."""

    __slots__ = ("_cls", "_name", "_options")

    def __init__(self, cls: type[Any], name: str, **options: bool) -> None:
        self._cls = cls
        self._name = name
        self._options = NONE_YET | options | {WRITER[name]: True}

    def __get__(self, instance: object, owner: type[Any]) -> Any:  # noqa: ANN401 -- a method
        method = self._write()
        setattr(self._cls, self._name, method)
        return method.__get__(instance, owner)

    def _write(self) -> Any:  # noqa: ANN401 -- a function
        """Return the method that the standard library writes for a class of these fields."""
        cls, own = self._cls, fields(self._cls)
        twin: dict[str, object] = {field.name: field for field in own}
        twin["__annotations__"] = {field.name: field.type for field in own}
        twin |= {name: getattr(cls, name) for name in KEPT if hasattr(cls, name)}
        write: Any = dataclasses.dataclass(**self._options)
        return vars(write(type(cls.__name__, (), twin)))[self._name]


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
