"""A port is the contract of a repository: it says all of it, in one place, and the repository points there."""

import inspect
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest

from sop_flows.ports.unit_of_work import UnitOfWork
from storage.database.session import Database
from storage.unit_of_work import SqlUnitOfWork

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
HANDED_OUT = {
    name: get_type_hints(one.fget)["return"]
    for name, one in vars(UnitOfWork).items()
    if isinstance(one, property)
}
PORTS = {name: port for name, port in HANDED_OUT.items() if port.__name__.endswith("Port")}


def methods(port: type) -> list[Callable[..., Any]]:
    return [
        one
        for name, one in vars(port).items()
        if inspect.isfunction(one) and not name.startswith("_")
    ]


def test_there_are_ports_to_read():
    assert "kartu" in PORTS
    assert all(methods(port) for port in PORTS.values())


@pytest.mark.parametrize("port", PORTS.values(), ids=PORTS)
def test_a_port_says_what_each_of_its_methods_does(port: type):
    assert [one.__name__ for one in methods(port) if not one.__doc__] == []


def test_a_repository_points_to_its_port_and_says_nothing_of_it_again(database: Database):
    unit = database.run_now(lambda connection: SqlUnitOfWork(connection, 1, NOW))

    says_again = [
        f"{port.__name__}.{one.__name__}"
        for name, port in PORTS.items()
        for one in methods(port)
        if not str(getattr(getattr(unit, name), one.__name__).__doc__).startswith(
            f"See ``{port.__name__}.{one.__name__}``"
        )
    ]
    assert says_again == []
