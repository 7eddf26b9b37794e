"""What a process keeps: for the same basis alone, within its room, and of one connection."""

from contextlib import closing

import pytest
from sqlalchemy.exc import OperationalError

from storage.database.kept import Kept, kept_on
from storage.database.session import Database


class Made:
    """Counts what had to be made."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.asked: list[str] = []

    def derive(self, **bases: object) -> dict[str, str]:
        def make(missing):
            self.asked += missing
            return {key: f"{key}{bases[key]}" for key in missing}

        return self.kept.derive(bases, make, len)


def test_what_follows_from_the_same_is_made_once():
    made = Made(Kept())

    assert made.derive(a=1, b=2) == {"a": "a1", "b": "b2"}
    assert made.derive(b=2, a=1, c=3) == {"a": "a1", "b": "b2", "c": "c3"}
    assert made.asked == ["a", "b", "c"]


def test_what_follows_from_something_else_is_made_again():
    made = Made(Kept())
    made.derive(a=1)

    assert made.derive(a=2) == {"a": "a2"}
    assert made.derive(a=1) == {"a": "a1"}
    assert made.asked == ["a", "a", "a"]


def test_what_was_not_asked_for_the_longest_gives_way():
    made = Made(Kept(room=4))
    for basis in ({"a": 1}, {"b": 1}, {"a": 1}, {"c": 1}):
        made.derive(**basis)
    made.asked.clear()

    assert made.derive(a=1, c=1, b=1) == {"a": "a1", "b": "b1", "c": "c1"}
    assert made.asked == ["b"]


def test_what_has_no_room_is_returned_and_not_kept():
    made = Made(Kept(room=3))

    assert made.derive(a=1, b=1) == {"a": "a1", "b": "b1"}
    assert made.derive(b=12345) == {"b": "b12345"}
    assert made.derive(a=1) == {"a": "a1"}
    assert made.asked == ["a", "b", "b", "a"]


def test_what_gives_way_gives_its_room():
    made = Made(Kept(room=6))
    for basis in range(10):
        made.derive(a=basis)
    made.asked.clear()
    made.derive(b=1, c=1)

    assert made.derive(a=9, b=1, c=1) == {"a": "a9", "b": "b1", "c": "c1"}
    assert made.asked == ["b", "c"]


@pytest.mark.parametrize("is_failing", [False, True])
def test_what_was_read_within_a_commit_that_failed_is_forgotten(tmp_path, is_failing):
    failures = [OperationalError("COMMIT", {}, Exception("disk full"))] if is_failing else []

    def failpoint(name: str) -> None:
        if name == "before commit" and is_armed and failures:
            raise failures.pop()

    is_armed = False
    with closing(Database.open(f"sqlite:///{tmp_path / 'x.sqlite'}", failpoint)) as database:
        before = database.run_now(kept_on)
        is_armed = True
        if is_failing:
            with pytest.raises(OperationalError):
                database.run_now(lambda _: None)
        is_same = database.run_now(kept_on) is before

    assert is_same is not is_failing
