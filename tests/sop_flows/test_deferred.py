"""Our dataclasses against those of the standard library: the same in everything that can be asked of them."""

import copy
import dataclasses
import inspect
import pickle
import re
import subprocess
import sys
from dataclasses import KW_ONLY, FrozenInstanceError, field, fields
from typing import ClassVar

import pytest

from sop_flows.deferred import dataclass, pattern, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One of ours, as most of them are."""

    nomor: int
    pages: list[int] = field(default_factory=list, compare=False)
    note: str = "none"
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.note))


@dataclass(frozen=True, slots=True)
class Copy(Letter):
    """One that has the fields of another, and one more."""

    of: int = 0


@dataclass(slots=True)
class Tray:
    """One that changes."""

    letters: list[Letter]
    seen: int = field(default=0, init=False)


@dataclass(eq=False)
class Lost(Exception):
    """An error with facts."""

    nomor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One that says itself what it is."""

    nomor: int

    def __repr__(self) -> str:
        return "named"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named)

    def __hash__(self) -> int:
        return 7


def test_an_object_is_made_and_shown_as_ever():
    assert repr(Letter(nomor=1, note="two")) == ("Letter(nomor=1, pages=[], note='two', length=3)")
    assert repr(Copy(2, nomor=1)) == "Copy(nomor=1, pages=[], note='none', length=4, of=2)"
    assert Letter(nomor=1).pages is not Letter(nomor=1).pages
    assert Tray([]).seen == 0
    with pytest.raises(TypeError, match="positional"):
        Letter(1)
    with pytest.raises(TypeError, match="'nomor'"):
        Letter()


def test_objects_are_equal_by_their_fields_and_of_one_class():
    assert Letter(nomor=1, pages=[1]) == Letter(nomor=1)
    assert Letter(nomor=1) != Letter(nomor=2)
    assert Letter(nomor=1) != Copy(nomor=1)
    assert hash(Letter(nomor=1, pages=[1])) == hash(Letter(nomor=1))
    assert len({Letter(nomor=1), Letter(nomor=1), Letter(nomor=2)}) == 2


def test_what_changes_has_no_hash_and_an_error_is_equal_to_itself_alone():
    assert Tray([]) == Tray([])
    with pytest.raises(TypeError, match="unhashable"):
        hash(Tray([]))
    assert Lost(1) != Lost(1)
    assert (Lost(nomor=3).nomor, str(Lost(3)), repr(Lost(3))) == (3, "3", "Lost(nomor=3)")


def test_what_a_class_says_itself_stands():
    assert (repr(Named(nomor=1)), hash(Named(nomor=1))) == ("named", 7)
    assert Named(nomor=1) == Named(nomor=2)


@pytest.mark.parametrize(
    "change", [lambda one: setattr(one, "note", "x"), lambda one: delattr(one, "note")]
)
def test_what_is_frozen_stays(change):
    letter = Letter(nomor=1)

    with pytest.raises(FrozenInstanceError, match="'note'"):
        change(letter)

    assert letter == Letter(nomor=1)
    assert not hasattr(letter, "__dict__")


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copy_is_equal(copied):
    for one in (Letter(nomor=1, pages=[2]), Copy(2, nomor=1), Tray([Letter(nomor=3)])):
        assert copied(one) == one


@dataclass(frozen=True, slots=True)
class Stamp:
    """One that is made of nothing but its fields."""

    place: str
    lines: list[str] = field(default_factory=list, kw_only=True)
    ink: str = field(default="blue", init=False)


class Seal(Stamp):
    """One that is no dataclass itself."""


def test_an_object_is_made_of_what_is_given_and_of_defaults():
    assert repr(Stamp("Desa")) == "Stamp(place='Desa', lines=[], ink='blue')"
    assert Stamp("Desa").lines is not Stamp("Desa").lines
    assert Stamp(place="Desa", lines=None).lines is None
    assert type(Seal("Desa")) is Seal
    with pytest.raises(TypeError, match="unexpected"):
        Stamp("Desa", size=1)


@pytest.mark.parametrize("make", [Stamp, Seal])
def test_a_copy_with_changes_is_of_its_class_and_leaves_the_first_as_it_was(make):
    first = make("Desa", lines=["a"])
    second = replace(first, place="Kota")

    assert (type(second), second.place, second.lines, second.ink) == (make, "Kota", ["a"], "blue")
    assert second.lines is first.lines
    assert first.place == "Desa"
    with pytest.raises(TypeError, match="'size'"):
        replace(first, size=1)


def test_a_copy_with_changes_is_checked_as_any_other():
    assert replace(Letter(nomor=1), note="longer").length == 6
    assert replace(Tray([]), letters=[Letter(nomor=1)]).letters == [Letter(nomor=1)]
    assert replace(Copy(2, nomor=1), of=3) == Copy(3, nomor=1)


def test_the_standard_library_takes_them_for_its_own():
    letter = Letter(nomor=1)

    assert replace(letter, nomor=2) == Letter(nomor=2)
    assert [one.name for one in fields(letter)] == ["nomor", "pages", "note", "length"]
    assert dataclasses.asdict(letter)["note"] == "none"
    match Copy(2, nomor=1):
        case Copy(of=number):
            assert number == 2


def test_a_pattern_finds_what_the_standard_one_finds_and_is_compiled_when_it_is_used():
    ours, theirs = (make(r"(?P<jam>\d+)[.:]", re.ASCII) for make in (pattern, re.compile))

    assert "_compiled" not in vars(ours)
    assert ours.fullmatch("09.")["jam"] == theirs.fullmatch("09.")["jam"] == "09"
    assert ours.sub("x", "9.8:") == theirs.sub("x", "9.8:") == "xx"
    assert (ours.pattern, ours.groups, ours.flags) == (theirs.pattern, theirs.groups, theirs.flags)
    assert pattern("[0-9]", re.ASCII) is not None


class Fee:
    """What the two below are made of."""

    unit: ClassVar[str] = "Rp"
    amount: int
    tags: list[str] = field(default_factory=list)
    _: KW_ONLY
    note: str = "none"


@pytest.mark.parametrize("options", [{}, {"kw_only": True}, {"frozen": True}])
def test_what_a_class_is_made_of_is_told_as_the_standard_library_tells_it(options):
    ours, theirs = (
        make(slots=True, **options)(type("Fee", (), dict(vars(Fee))))
        for make in (dataclass, dataclasses.dataclass)
    )

    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert [repr(one) for one in fields(ours)] == [repr(one) for one in fields(theirs)]
    assert (ours.unit, ours.__doc__, ours.__qualname__) == ("Rp", Fee.__doc__, "Fee")
    assert [*inspect.signature(ours).parameters] == [*inspect.signature(theirs).parameters]


def every_class() -> list[type]:
    """Return every dataclass that a start defines."""
    import bot.product

    assert bot.product
    return [
        one
        for name, module in list(sys.modules.items())
        if name.split(".")[0] in ("bot", "handlers", "sop_flows", "storage")
        for one in list(vars(module).values())
        if isinstance(one, type) and one.__module__ == name and dataclasses.is_dataclass(one)
    ]


def test_every_class_of_ours_is_made_of_its_fields():
    for cls in every_class():
        asked = list(inspect.signature(cls.__init__).parameters)[1:]
        assert sorted(asked) == sorted(one.name for one in fields(cls) if one.init), cls


def test_every_class_with_slots_has_one_for_each_field_and_no_other():
    for cls in every_class():
        if {"__slots__", "__dataclass_fields__"} <= vars(cls).keys():
            slots = [name for one in cls.__mro__ for name in vars(one).get("__slots__", ())]
            assert sorted(slots) == sorted(one.name for one in fields(cls)), cls


def test_no_class_of_a_start_has_its_methods_written_at_once():
    """Take ``dataclass`` from ``sop_flows.deferred``."""
    assert not [cls for cls in every_class() if cls.__dataclass_params__.init]


def test_a_start_asks_hardly_any_for_their_fields_and_methods():
    code = """
import sys
from sop_flows.deferred import Deferred
kept = Deferred.__get__
written = []
Deferred.__get__ = lambda self, *asked: (written.append(self), kept(self, *asked))[1]
import bot.app, bot.product
print(len(written))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert int(done.stdout) < 100
