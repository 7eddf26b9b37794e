"""Figures of a process, each with its type and what it means, as those who know them say them.

Who asks for them wants them as Prometheus reads them: ``bot/process/exposition.py``.
"""

from collections.abc import Mapping
from dataclasses import field

from sop_flows.deferred import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; of several, each is known by a value of ``label``."""

    name: str
    about: str
    value: float = 0
    label: str = ""
    values: Mapping[str, float] = field(default_factory=dict)


class Counter(Figure):
    """A figure that only grows while the process lives."""

    __slots__ = ()


class Gauge(Figure):
    """A figure that rises and falls."""

    __slots__ = ()
