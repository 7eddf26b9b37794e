"""Whether the history and the naskah are guarded is told by the database that they are in."""

import pytest

from storage.database.guards import BrokenGuard, GuardFault, find_unguarded

DISABLED = {
    "sqlite": (
        "DROP TRIGGER jejak_no_update",
        BrokenGuard(nama="jejak_no_update", keadaan=GuardFault.HILANG),
    ),
    "postgresql": (
        "ALTER TABLE jejak DISABLE TRIGGER ALL",
        BrokenGuard(nama="jejak_only_grows", keadaan=GuardFault.BERUBAH),
    ),
}


def test_a_migrated_database_is_guarded(database):
    assert database.run_now(find_unguarded) == ()


def test_a_guard_that_does_not_stand_is_named(database):
    def work(connection):
        statement, found = DISABLED[connection.dialect.name]
        connection.exec_driver_sql(statement)
        return find_unguarded(connection), (found,)

    found, expected = database.run_now(work)

    assert found == expected


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("statement", "nama", "keadaan"),
    [
        ("DROP TRIGGER naskah_only_grow ON naskah", "naskah_only_grow", GuardFault.HILANG),
        (
            "CREATE OR REPLACE FUNCTION jejak_only_grows() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RETURN NULL; END $$",
            "jejak_only_grows",
            GuardFault.BERUBAH,
        ),
    ],
)
def test_postgresql_is_asked_what_its_guards_do(database, statement, nama, keadaan):
    database.run_now(lambda c: c.exec_driver_sql(statement))

    assert database.run_now(find_unguarded) == (BrokenGuard(nama=nama, keadaan=keadaan),)
