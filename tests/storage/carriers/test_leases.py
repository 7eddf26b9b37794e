"""One holder at a time, told apart by a fencing number."""

from storage.carriers import leases


def acquire(database, owner, sampai, dead=None):
    return database.run_now(lambda c: leases.acquire(c, "tick", owner, sampai, dead))


def renew(database, fence, sampai):
    return database.run_now(lambda c: leases.renew(c, "tick", fence, sampai))


def test_only_one_holds_a_lease_whatever_its_moment_is(database):
    assert acquire(database, "a", 130.0) == 1
    assert acquire(database, "b", 99_999.0) is None


def test_a_lease_that_died_is_taken_and_the_old_holder_finds_out(database):
    old = acquire(database, "a", 130.0)
    new = acquire(database, "b", 160.0, dead=130.0)

    assert new == old + 1
    assert not renew(database, old, 161.0)
    assert renew(database, new, 161.0)


def test_a_lease_that_was_renewed_since_it_was_looked_at_is_kept(database):
    fence = acquire(database, "a", 130.0)

    assert renew(database, fence, 150.0)
    assert acquire(database, "b", 160.0, dead=130.0) is None


def test_a_released_lease_is_free_at_once(database):
    fence = acquire(database, "a", 130.0)
    database.run_now(lambda c: leases.release(c, "tick", fence))

    assert acquire(database, "b", 131.0) == fence + 1


def test_a_restarted_holder_gets_a_new_number(database):
    first = acquire(database, "a", 130.0)

    assert acquire(database, "a", 131.0) == first + 1
