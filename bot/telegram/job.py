"""A claimed row on its way, and what came of it."""

from collections.abc import Callable
from dataclasses import field
from typing import Any

from bot.units import Carrier
from sop_flows.deferred import dataclass
from sop_flows.ports.kiriman import QueuedKiriman
from sop_flows.ports.records import AnyKartu
from storage.carriers.kartu_drawn import Drawn


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed row with what it needs."""

    kiriman: QueuedKiriman
    kartu: AnyKartu | None
    view: Any

    @property
    def row(self) -> int:
        """The id of the row."""
        return self.kiriman.id

    @property
    def message_id(self) -> int | None:
        """The message that shows the card so far."""
        return None if self.kartu is None else self.kartu.message_id

    @property
    def order(self) -> tuple[int, int]:
        """Who goes first."""
        return self.kiriman.lane, self.row

    @property
    def is_first(self) -> bool:
        """Whether this makes a new message."""
        return self.message_id is None or self.kiriman.baru

    @property
    def is_current(self) -> bool:
        """Whether the card shows that already."""
        return (
            self.kartu is not None
            and not self.is_first
            and not self.kiriman.insists
            and self.kartu.revisi == self.revisi
        )

    @property
    def revisi(self) -> int:
        """The revisi that the card is drawn at."""
        return int(self.view.revisi)


@dataclass(slots=True)
class Results:
    """What happened since the last unit of work, to be written in the next."""

    sent: list[tuple[int, int | None]] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    rest: list[Callable[[Carrier], None]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.sent or self.rest)

    def __add__(self, later: "Results") -> "Results":
        return Results(
            self.sent + later.sent,
            self.asked + later.asked,
            self.drawn + later.drawn,
            self.rest + later.rest,
        )

    def write(self, carrier: Carrier) -> None:
        """Write them; a card that was gone before it was sent anew stays the new one."""
        for each in self.rest:
            each(carrier)
        carrier.outbox.mark_sent(self.sent)
        carrier.outbox.mark_asked(self.asked)
        carrier.kartu.note_drawn(self.drawn)
