"""Ratios of pairs, and how they are told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

TIMES = "\u00d7"


def ratio(ours: Sequence[float], others: Sequence[float]) -> float:
    """Return the median of the ratios of pairs: what disturbed a pair disturbed both halves."""
    if len(ours) != len(others) or not ours:
        raise ValueError("Pairs have two halves")
    return median(a / b for a, b in zip(ours, others, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed."""
    if not values or not 0 < share <= 1:
        raise ValueError("A percentile needs values, and a share above 0 and up to 1")
    ordered = sorted(values)
    rank = -(-len(ordered) * share // 1)
    return ordered[int(rank) - 1]


def most_within(moments: Sequence[float], seconds: float) -> int:
    """Return the most moments in any window of so many seconds, its end excluded."""
    ordered, first, most = sorted(moments), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A bound that a figure keeps, or does not."""

    bound: float
    is_most: bool = True

    def is_met(self, figure: float) -> bool:
        """Tell whether the figure keeps the bound."""
        return figure <= self.bound if self.is_most else figure >= self.bound

    def __str__(self) -> str:
        return f"{'≤' if self.is_most else '≥'} {self.bound:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of a benchmark, with what it is held against."""

    what: str
    figure: float
    unit: str = ""
    target: Target | None = None
    beside: str = ""

    def __str__(self) -> str:
        text = f"  {self.what:<46} {tell(self.figure, self.unit):>11}"
        if self.target is not None:
            verdict = "met" if self.target.is_met(self.figure) else "MISSED"
            text += f"   target {self.target} {verdict}"
        return f"{text}   {self.beside}".rstrip()

    def as_row(self) -> str:
        """Return it as a row of a table in Markdown."""
        bound, is_met = "", ""
        if self.target is not None:
            bound = f"{self.target}"
            is_met = "yes" if self.target.is_met(self.figure) else "no"
        what = self.what.strip()
        return f"| {what} | {tell(self.figure, self.unit)} | {bound} | {is_met} | {self.beside} |"


@dataclass(slots=True)
class Report:
    """What one benchmark found."""

    kode: str
    title: str
    lines: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    samples: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    def add(
        self,
        what: str,
        figure: float,
        unit: str = "",
        *,
        target: Target | None = None,
        beside: str = "",
    ) -> None:
        """Add one figure."""
        self.lines.append(Line(what=what, figure=figure, unit=unit, target=target, beside=beside))

    def __str__(self) -> str:
        head = f"{self.kode}  {self.title}   ({self.seconds:.0f} s)"
        remarks = [f"  {remark}" for remark in self.remarks]
        return "\n".join([head, *map(str, self.lines), *remarks])

    def as_json(self) -> dict[str, Any]:
        """Return everything, the samples included."""
        return {
            "kode": self.kode,
            "title": self.title,
            "seconds": round(self.seconds, 1),
            "figures": [
                {
                    "what": line.what,
                    "figure": line.figure,
                    "unit": line.unit,
                    "target": str(line.target) if line.target else None,
                    "is_met": line.target.is_met(line.figure) if line.target else None,
                }
                for line in self.lines
            ],
            "remarks": self.remarks,
            "samples": self.samples,
        }


def table(reports: Sequence[Report]) -> str:
    """Return the figures as a table of README.md, in Markdown."""
    rows = ["| what | figure | target | met | beside |", "|---|---|---|---|---|"]
    for report in reports:
        rows.append(f"| **{report.kode} {report.title}** ({report.seconds:.0f} s) | | | | |")
        rows += [line.as_row() for line in report.lines]
    return "\n".join(rows)


def tell(figure: float, unit: str) -> str:
    """Return a figure as people read it: ``812 µs``."""
    digits = 0 if abs(figure) >= 100 or (figure == int(figure) and unit != TIMES) else 2
    return f"{figure:,.{digits}f} {unit}".replace(",", " ").rstrip()
