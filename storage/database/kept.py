"""What a process keeps of what it put together, for as long as nothing has changed that it follows from.

1. With what is kept stands all that it follows from, and it counts for the same alone: nobody tells that
   it is out of date, and two processes never disagree.
2. It hangs on the connection. Another database has its own; and a connection that is given up, because a
   COMMIT failed, takes along what was read of it.
3. A counter is a basis once the transaction that raised it has ended: until then it may be undone, and stand for
   something else the next time. ``raised_on`` and ``given_on`` tell which those are.
4. It is bounded: what was not asked for the longest is forgotten first.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping, Sized
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, RootTransaction

from sop_flows.deferred import dataclass
from storage.database.remembered import UnitMemory
from storage.database.turns import GivesWay, end_long, may_give_way

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
L = TypeVar("L", bound=Sized)

ROOM: Final = 48_000_000
"""Bytes that a process keeps of a database, about."""


@dataclass(slots=True)
class _Entry:
    basis: object
    found: Any
    size: int


class Kept:
    """What is kept of one database, by key."""

    __slots__ = ("_entries", "_room")

    def __init__(self, room: int = ROOM) -> None:
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._room = room

    def derive(
        self,
        bases: Mapping[K, object],
        make: Callable[[Collection[K]], Mapping[K, T]],
        size: Callable[[T], int],
        most: int | None = None,
    ) -> dict[K, T]:
        """Return what follows from bases: see ``KeptPort.derive``.

        What is not kept, or followed from something else, is made. Where there is no room to keep what is made, all
        is, however much: the next turn would not find it.
        """
        entries = {key: self._recall(key, basis) for key, basis in bases.items()}
        found: dict[K, T] = {key: one.found for key, one in entries.items() if one is not None}
        missing = [key for key, one in entries.items() if one is None]
        while missing:
            made = make(missing[:most])
            found |= made
            for key, one in made.items():
                self._remember(key, _Entry(basis=bases[key], found=one, size=size(one)))
            missing = missing[len(made) :]
            has_room = found.keys() <= self._entries.keys()
            if missing and has_room:  # the next turn finds all that there is
                raise GivesWay
        return found

    def _recall(self, key: Hashable, basis: object) -> _Entry | None:
        entry = self._entries.get(key)
        if entry is None or entry.basis != basis:
            return None
        entry.basis = basis  # these are asked for again, and comparing them costs nothing then
        self._entries.move_to_end(key)
        return entry

    def _remember(self, key: Hashable, entry: _Entry) -> None:
        before = self._entries.pop(key, None)
        self._entries[key] = entry
        self._room += (before.size if before else 0) - entry.size
        while self._room < 0:
            _, oldest = self._entries.popitem(last=False)
            self._room += oldest.size


def kept_on(connection: Connection) -> Kept:
    """Return what is kept of the database of a connection."""
    found: Kept | None = connection.info.get(Kept)
    if found is None:
        found = connection.info[Kept] = Kept()
    return found


class KeptRepo:
    """What was put together already, for one unit of work."""

    def __init__(self, connection: Connection, memory: UnitMemory) -> None:
        self._connection = connection
        self._memory = memory

    def as_it_stands(self, berkas_id: int, of: Hashable, make: Callable[[], T]) -> T:
        """See ``KeptPort.as_it_stands``."""
        return self._memory.as_it_stands(berkas_id, of, make)

    def derive(
        self,
        bases: Mapping[K, object],
        make: Callable[[Collection[K]], Mapping[K, T]],
        size: Callable[[T], int],
        most: int | None = None,
    ) -> Mapping[K, T]:
        """See ``KeptPort.derive``."""
        return derive_on(self._connection, bases, make, size, most)


def derive_on(
    connection: Connection,
    bases: Mapping[K, object],
    make: Callable[[Collection[K]], Mapping[K, T]],
    size: Callable[[T], int],
    most: int | None = None,
) -> Mapping[K, T]:
    """Return what follows from bases, as ``Kept.derive`` does; a unit that may not give way makes all at once."""
    at_once = most if may_give_way(connection) else None
    return kept_on(connection).derive(bases, make, size, at_once)


def keep_long(
    connection: Connection, key: Hashable, basis: object, read: Callable[[], L], per_row: int
) -> L:
    """Return what follows from a basis and may be long; whoever has read much of it begins anew, if they may.

    Args:
        read: Returns it.
        per_row: The bytes, about, of each row of it.

    Raises:
        GivesWay: They do; it is kept.
    """
    fresh: list[int] = []

    def make(_: Collection[Hashable]) -> dict[Hashable, L]:
        found = read()
        fresh.append(len(found))
        return {key: found}

    kept = kept_on(connection).derive({key: basis}, make, lambda found: per_row * len(found))
    end_long(connection, sum(fresh))
    return kept[key]


def raised_on(connection: Connection) -> set[int]:
    """Return the berkas, by id, that got a revisi within the transaction of a connection; whoever gives one adds it."""
    return _within(connection, "raised")


def given_on(connection: Connection) -> set[int]:
    """Return the berkas, by id, that got a dokumen within the transaction of a connection; whoever gives one adds it."""
    return _within(connection, "given")


def _within(connection: Connection, name: str) -> set[int]:
    transaction = connection.get_transaction()
    found: tuple[RootTransaction | None, set[int]] | None = connection.info.get(name)
    if found is None or found[0] is not transaction:
        found = connection.info[name] = (transaction, set())
    return found[1]
