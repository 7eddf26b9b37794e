"""What the use cases need of the history."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from sop_flows.jejak import Head, JejakLine, Riwayat, Verification


class JejakPort(Protocol):
    """The history of an office."""

    def append(self, kantor_id: int, lines: Sequence[JejakLine]) -> None:
        """Chain the lines to the office's history."""

    def of_berkas(self, berkas_id: int) -> tuple[JejakLine, ...]:
        """Return the lines about a berkas, oldest first."""

    def of_pelaku(self, kantor_id: int, pegawai_id: int, since: datetime) -> tuple[JejakLine, ...]:
        """Return what one employee did since a moment, oldest first."""

    def checked(self, kantor_id: int, berkas_id: int) -> Riwayat:
        """Return the lines about a berkas, each held against its hash and its neighbours.

        That no line of the office is missing is counted. A line that is said to be of another
        berkas, or a chain that was hashed anew to its end, only ``verify`` finds.
        """

    def named(self, kantor_id: int) -> tuple[tuple[int, str], ...]:
        """Return berkas and sha256 of every naskah that lines name, oldest first."""

    def of_kantor(self, kantor_id: int) -> Iterator[JejakLine]:
        """Yield the whole history of an office, oldest first; read it within the unit."""

    def decisions_of(self, kantor_id: int, pegawai_id: int) -> tuple[JejakLine, ...]:
        """Return every decision of one employee that names a naskah, newest first."""

    def head(self, kantor_id: int) -> Head:
        """Return where the history of an office ends now."""

    def last_at(self, kantor_id: int) -> datetime | None:
        """Return when the last line about a berkas was written; None where there is none."""

    def has(self, kantor_id: int, head: Head) -> bool:
        """Tell whether the history of an office once ended so, or does now; it began empty.

        The chain is taken at its word.
        """

    def verify(self, kantor_id: int) -> Verification:
        """Tell whether the history of an office is whole; all of it is read for that."""
