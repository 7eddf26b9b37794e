"""What the use cases need of the history."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from sop_flows.jejak import JejakLine, Verification


class JejakPort(Protocol):
    """The history of an office."""

    def append(self, kantor_id: int, lines: Sequence[JejakLine]) -> None: ...
    def of_berkas(self, berkas_id: int) -> tuple[JejakLine, ...]: ...
    def of_pelaku(self, kantor_id: int, pegawai_id: int, since: datetime) -> tuple[JejakLine, ...]:
        """Return what one employee did since a moment, oldest first."""

    def naming(self, kantor_id: int) -> tuple[JejakLine, ...]:
        """Return the lines that name a naskah, oldest first; the whole history is read for it."""

    def of_kantor(self, kantor_id: int) -> Iterator[JejakLine]:
        """Yield the whole history of an office, oldest first; read it within the unit."""

    def decisions_of(self, kantor_id: int, pegawai_id: int) -> tuple[JejakLine, ...]:
        """Return every decision of one employee that names a naskah, newest first."""

    def verify(self, kantor_id: int) -> Verification:
        """Tell whether the history of an office is whole; all of it is read for that."""
