"""How many rows a statement selects, asked so that SQLite plans it once."""

from contextlib import closing

import pytest
from sqlalchemy import Integer, bindparam, insert, select

from storage.database.insert import table
from storage.database.session import Database
from storage.database.tables import KantorRow
from tests.support.statements import compiled

K = table(KantorRow)
in_order = select(K.c.kode).order_by(K.c.kode)
some = bindparam("some", type_=Integer)


@pytest.mark.parametrize(
    ("asked", "facts", "found"),
    [
        (in_order.limit(2), {}, "ab"),
        (in_order.limit(0), {}, ""),
        (in_order.offset(1), {}, "bc"),
        (in_order.limit(1).offset(1), {}, "b"),
        (in_order.limit(some), {"some": 2}, "ab"),
        (in_order.limit(1).offset(some), {"some": 2}, "c"),
        (in_order, {}, "abc"),
    ],
)
def test_as_many_rows_are_selected_as_are_asked_for(database, asked, facts, found):
    def work(connection):
        connection.execute(insert(K), [{"kode": kode, "nama": kode} for kode in "abc"])
        return connection.execute(asked, facts).scalars().all()

    assert "".join(database.run_now(work)) == found


def test_a_number_of_ours_and_one_that_is_asked_each_time_need_no_new_plan(path):
    with closing(Database.open(f"sqlite:///{path}")) as database, compiled(database) as plans:
        for number in (1, 2, 3):
            database.run_now(
                lambda c, n=number: c.execute(in_order.limit(some), {"some": n}).all()
            )
            database.run_now(lambda c: c.execute(in_order.limit(7)).all())

    assert list(plans.values()) == [1, 1]
