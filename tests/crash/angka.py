"""The figures of a campaign, as a table."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Angka:
    """What happened, and what became of it; times are in seconds of the fast clock."""

    factor: float
    rounds: int = 0
    seconds: float = 0.0
    updates: int = 0
    acknowledged: int = 0
    history: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    trouble_s: Counter[str] = field(default_factory=Counter)
    owed: Counter[str] = field(default_factory=Counter)
    in_doubt: Counter[str] = field(default_factory=Counter)
    marked: int = 0
    waits: list[float] = field(default_factory=list)
    raw_waits: list[float] = field(default_factory=list)
    """The same with the time in which the machine had no processor to spare."""
    restarts: list[float] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return the table, a line each."""
        waits, restarts = sorted(self.waits), sorted(self.restarts)
        figures: dict[str, object] = {
            "rounds of two SOPs": self.rounds,
            "minutes of the fast clock": f"{self.seconds / 60:.0f} (x{self.factor:g})",
            "updates": self.updates,
            "aksi acknowledged": self.acknowledged,
            "lines of history": self.history,
            **{
                f"trouble: {kind}": f"{count}, {self.trouble_s[kind]:.0f} s"
                for kind, count in sorted(self.troubles.items())
            },
            "restarts, seconds at most": f"{len(restarts)}, {max(restarts, default=0):.1f}",
            "questions, seconds mute": f"{len(waits)}, half under {at(waits, 0.5):.2f}, "
            f"99 % under {at(waits, 0.99):.2f}, at most {at(waits, 1):.2f} "
            f"({max(self.raw_waits, default=0):.2f} with the want of a processor)",
            "messages owed": self.owed.total(),
            **{
                f"owed: {kind}": f"{count}, {self.in_doubt[kind]} perhaps twice"
                for kind, count in sorted(self.owed.items())
            },
            "repeats, each marked": self.marked,
        }
        width = max(map(len, figures))
        return [f"{name:<{width}}  {figure}" for name, figure in figures.items()]


def at(ordered: list[float], share: float) -> float:
    """Return the value that this share of them does not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
