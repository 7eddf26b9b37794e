"""What the use cases need of activated SOPs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from sop_flows.engine.berkas import (
    Berkas,
    Peta,
)
from sop_flows.ports.records import SopAktif
from sop_flows.sop.catalog import Template
from sop_flows.sop.definition import Sop


class SopPort(Protocol):
    """Activated SOPs."""

    def get(self, sop_id: int) -> Sop:
        """Return the SOP version; parsed once per process (by its sha256)."""

    def active(self, kantor_id: int) -> tuple[SopAktif, ...]: ...
    def peta(self, kantor_id: int, sop_id: int, berkas: Berkas, today: date) -> Peta: ...
    def kolom_of(self, kantor_id: int, sop_id: int, kolom: str) -> tuple[int, ...]:
        """Return the posts (ids) that the office mapped to a column."""

    def versions(self, kantor_id: int, kode: str) -> Mapping[int, str]:
        """Return versi -> sha256 of every text that the office keeps of an SOP."""

    def activate(
        self, kantor_id: int, template: Template, kolom: Mapping[str, Iterable[int]]
    ) -> int:
        """Keep a version as the active one of its kode, with these posts; return its sop_id."""
