"""What the use cases need of appointments."""

from datetime import date
from typing import Protocol

from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.kantor import Penunjukan


class PenugasanPort(Protocol):
    """Appointments."""

    def since(self, kantor_id: int, day: date) -> tuple[Penunjukan, ...]:
        """Return the appointments of those employed that hold on that day or later."""

    def get(self, penugasan_id: int) -> Penunjukan | None:
        """Return an appointment."""

    def add(
        self,
        *,
        kantor_id: int,
        pegawai_id: int,
        jabatan_id: int,
        penugasan: Penugasan,
        sk: str,
        mulai_on: date,
        selesai_on: date,
    ) -> int:
        """Store an appointment; return its id."""

    def end(self, penugasan: Penunjukan, today: date) -> None:
        """Let an appointment hold no longer from now on; the history keeps what it was.

        One that began before today ended yesterday; another one leaves no row.
        """

    def unreported(self, since: date) -> tuple[Penunjukan, ...]:
        """Return stand-ins of all offices whose last day is that one or later, not reported yet."""

    def report(self, penugasan_id: int) -> None:
        """Record that it was told how a stand-in went."""

    def turning_points(self, since: date) -> tuple[tuple[int, date], ...]:
        """Return (kantor_id, date) on which holders change, from that date on."""

    def has_turned(self, kantor_id: int, since: date, until: date) -> bool:
        """Tell whether an appointment of an office began or was over after a date, up to another."""
