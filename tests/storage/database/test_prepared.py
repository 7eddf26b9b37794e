"""A prepared statement does what Core does with it, on both databases."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from storage.database.carrier_tables import InboxRow, OutboxRow
from storage.database.insert import table
from storage.database.prepared import Prepared, ReadOnce
from storage.database.schema import migrate
from storage.database.session import Database
from storage.database.tables import KantorRow

I, K, O = table(InboxRow), table(KantorRow), table(OutboxRow)  # noqa: E741


def kantor(kode):
    return {"kode": kode, "nama": f"Kecamatan {kode}"}


make = Prepared(lambda: insert(K).returning(K.c.id, K.c.kode, K.c.ketat))
rename = Prepared(
    lambda: update(K).where(K.c.kode == bindparam("this")).values(nama=bindparam("nama_"))
)
named = Prepared(
    lambda: (
        select(K.c.kode).where(K.c.kode.in_(bindparam("kode", expanding=True))).order_by(K.c.kode)
    ),
    "kode",
)


@pytest.fixture
def offices(database):
    def work(connection):
        return [made for kode in "abc" for made in make.all(connection, kantor(kode))]

    return database.run_now(work)


def test_rows_have_names_and_what_nobody_gave_has_its_default(offices):
    assert [(row.kode, row.ketat) for row in offices] == [("a", False), ("b", False), ("c", False)]
    assert len({row.id for row in offices}) == 3


@pytest.mark.parametrize("kode", [["a"], ["a", "c"], [], ["b", "c", "z"], ["c"]])
def test_a_list_may_have_any_length(database, offices, kode):
    found = database.run_now(lambda c: named.all(c, {"kode": kode}))

    assert [row.kode for row in found] == [one for one in kode if one != "z"]


paired = Prepared(
    lambda: (
        select(K.c.kode)
        .where(
            tuple_(K.c.kode, K.c.nama).in_(bindparam("pairs", expanding=True)),
            K.c.kode.in_(["a", "b", "c"]),
        )
        .order_by(K.c.kode)
    ),
    "pairs",
)


@pytest.mark.parametrize("kode", ["", "a", "ab", "zbc"])
def test_a_list_may_be_of_pairs_beside_one_that_the_statement_brings(database, offices, kode):
    pairs = [(one, f"Kecamatan {one}") for one in kode] + [("a", "lain")]
    found = database.run_now(lambda c: paired.all(c, {"pairs": pairs}))

    assert [row.kode for row in found] == [one for one in kode if one != "z"]
    assert database.run_now(lambda c: paired.all(c, {"pairs": []})) == []


def test_a_statement_is_compiled_for_few_lengths_of_its_lists(database, offices):
    for length in range(100):
        database.run_now(lambda c, n=length: named.all(c, {"kode": ["a"] * n}))

    assert len(named._plans) <= 2 * 9  # of both databases: 0, 1, 2, 4, and so on to 128


def test_one_row_or_many_are_written_and_counted(database, offices):
    def work(connection):
        one = rename.write(connection, {"this": "a", "nama_": "Satu"})
        two = rename.write(connection, *({"this": kode, "nama_": "Dua"} for kode in "bcz"))
        return one, two, rename.write(connection)

    assert database.run_now(work) == (1, 2, 0)
    everything = Prepared(lambda: select(K.c.nama).order_by(K.c.kode))
    assert [row.nama for row in database.run_now(lambda c: everything.all(c, {}))] == [
        "Satu",
        "Dua",
        "Dua",
    ]
    missing = Prepared(lambda: select(K).where(K.c.kode == bindparam("this")))
    assert database.run_now(lambda c: missing.first(c, {"this": "z"})) is None


def test_documents_and_numbers_come_back_as_they_were(database):
    row = {"bot_id": 1, "chat_id": 1, "layar": "pesan", "isi": {"teks": "é"}, "due_at": 0.25}
    stored = Prepared(lambda: insert(O).returning(O.c.isi, O.c.due_at, O.c.senyap, O.c.message_id))

    found = database.run_now(lambda c: stored.first(c, row))

    assert tuple(found) == ({"teks": "é"}, 0.25, False, None)


def test_a_moment_comes_back_in_utc(database):
    at = datetime(2026, 11, 23, 8, 30, 1, 5, tzinfo=timezone(timedelta(hours=8)))
    row = {"bot_id": 1, "update_id": 1, "chat_key": 1, "body": "{}", "received_at": at}
    stored = Prepared(lambda: insert(I).returning(I.c.received_at, I.c.done_at))

    found = database.run_now(lambda c: stored.first(c, row))

    assert tuple(found) == (at, None)
    assert found.received_at.tzinfo is UTC


def test_an_error_has_the_name_that_core_gives_it(database, offices):
    with pytest.raises(IntegrityError):
        database.run_now(lambda c: make.all(c, kantor("a")))


def test_listeners_hear_of_it(database, offices):
    heard = []
    database.watch(heard.append)
    database.run_now(lambda c: named.all(c, {"kode": ["a"]}))

    assert [sql.split()[0] for sql in heard] == ["SELECT"]


@dataclass(frozen=True)
class Named:
    """An office as some statements tell of it."""

    kode: str
    nama: str


def reading_once(room=10_000):
    """What reads offices, of which one takes about 340 bytes, and the list of those that it has read."""
    read = []

    def read_named(row):
        read.append(row.kode)
        return Named(row.kode, row.nama)

    return ReadOnce(["kode", "nama"], read_named, room=room), read


def all_offices(once):
    return Prepared(lambda: select(K.c.kode, K.c.nama, K.c.ketat).order_by(K.c.kode), kantor=once)


def test_columns_that_say_something_together_stand_in_a_row_as_what_they_say(database, offices):
    once, _ = reading_once()

    first, *_ = database.run_now(lambda c: all_offices(once).all(c, {}))

    assert first == (False, Named("a", "Kecamatan a"))
    assert (first.ketat, first.kantor.nama) == (False, "Kecamatan a")


@pytest.fixture
def alone(tmp_path):
    """A database of SQLite with the same three offices."""
    url = f"sqlite:///{tmp_path}/sendiri.sqlite"
    migrate(url)
    with closing(Database.open(url)) as database:
        database.run_now(lambda c: [make.all(c, kantor(kode)) for kode in "abc"])
        yield database


def test_what_one_statement_has_read_no_other_reads_again(alone):
    once, read = reading_once()
    of_kode = select(K.c.nama, K.c.kode).where(K.c.kode == bindparam("this"))

    every = alone.run_now(lambda c: all_offices(once).all(c, {}))
    again = alone.run_now(lambda c: Prepared(lambda: of_kode, kantor=once).first(c, {"this": "b"}))

    assert again.kantor is every[1].kantor
    assert read == ["a", "b", "c"]


def test_what_says_something_else_is_read_anew(database, offices):
    once, _ = reading_once()
    find = all_offices(once)

    before = database.run_now(lambda c: find.all(c, {}))
    database.run_now(lambda c: rename.write(c, {"this": "b", "nama_": "Baru"}))
    after = database.run_now(lambda c: find.all(c, {}))

    assert [row.kantor.nama for row in before] == ["Kecamatan a", "Kecamatan b", "Kecamatan c"]
    assert [row.kantor.nama for row in after] == ["Kecamatan a", "Baru", "Kecamatan c"]


@pytest.mark.parametrize(("room", "times"), [(10_000, 1), (1_000, 2)], ids=["wide", "narrow"])
def test_of_what_was_read_as_much_is_kept_as_there_is_room_for(alone, room, times):
    once, read = reading_once(room)

    for _ in range(2):
        alone.run_now(lambda c: all_offices(once).all(c, {}))

    assert read == ["a", "b", "c"] * times


def test_the_latest_is_kept_beside_what_was_read_since(alone):
    once, read = reading_once(2_800)
    find = Prepared(
        lambda: select(K.c.kode, K.c.nama).where(K.c.kode == bindparam("this")), kantor=once
    )

    for kode in "aabacabca":
        alone.run_now(lambda c, kode=kode: find.all(c, {"this": kode}))

    assert read == ["a", "b", "c"]


def test_what_takes_half_of_the_room_is_not_kept_at_the_cost_of_all_others(alone):
    once, read = reading_once(2_800)
    alone.run_now(lambda c: rename.write(c, {"this": "c", "nama_": "Panjang" * 200}))

    for _ in range(2):
        alone.run_now(lambda c: all_offices(once).all(c, {}))

    assert read == ["a", "b", "c", "c"]
