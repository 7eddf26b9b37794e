"""One holder at a time, told apart by a fencing number."""

from storage.carriers import leases


def test_only_one_holds_a_lease(database):
    first = database.run_now(lambda c: leases.acquire(c, "delivery", "a", 100.0, 30.0))
    second = database.run_now(lambda c: leases.acquire(c, "delivery", "b", 129.0, 30.0))

    assert (first, second) == (1, None)


def test_a_lease_that_ran_out_is_taken_and_the_old_holder_finds_out(database):
    old = database.run_now(lambda c: leases.acquire(c, "delivery", "a", 100.0, 30.0))
    new = database.run_now(lambda c: leases.acquire(c, "delivery", "b", 130.0, 30.0))

    assert new == old + 1
    assert not database.run_now(lambda c: leases.renew(c, "delivery", old, 131.0, 30.0))
    assert database.run_now(lambda c: leases.renew(c, "delivery", new, 131.0, 30.0))


def test_a_renewed_lease_is_kept(database):
    fence = database.run_now(lambda c: leases.acquire(c, "tick", "a", 100.0, 30.0))

    assert database.run_now(lambda c: leases.renew(c, "tick", fence, 120.0, 30.0))
    assert database.run_now(lambda c: leases.acquire(c, "tick", "b", 140.0, 30.0)) is None


def test_a_released_lease_is_free_at_once(database):
    fence = database.run_now(lambda c: leases.acquire(c, "tick", "a", 100.0, 30.0))
    database.run_now(lambda c: leases.release(c, "tick", fence))

    assert database.run_now(lambda c: leases.acquire(c, "tick", "b", 101.0, 30.0)) == fence + 1


def test_a_restarted_holder_gets_a_new_number(database):
    first = database.run_now(lambda c: leases.acquire(c, "tick", "a", 100.0, 30.0))

    assert database.run_now(lambda c: leases.acquire(c, "tick", "a", 101.0, 30.0)) == first + 1


def test_the_last_heartbeat_is_known(database):
    assert database.run_now(lambda c: leases.last_beat(c, 1)) is None

    database.run_now(lambda c: leases.beat(c, 1, 100.5))
    database.run_now(lambda c: leases.beat(c, 1, 110.5))

    assert database.run_now(lambda c: leases.last_beat(c, 1)) == 110.5
