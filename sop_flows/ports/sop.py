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
        """Return the SOP version; its text never changes, so it is parsed once per process.

        Raises:
            LookupError: There is none.
        """

    def active(self, kantor_id: int) -> tuple[SopAktif, ...]:
        """Return the SOPs that the office has activated, by kode."""

    def peta(self, kantor_id: int, sop_id: int, berkas: Berkas, today: date) -> Peta:
        """Return the office as the engine needs it, read as far as it asks."""

    def kolom_of(self, kantor_id: int, sop_id: int, kolom: str) -> tuple[int, ...]:
        """Return the posts (ids) that the office mapped to a column."""

    def versions(self, kantor_id: int, kode: str) -> Mapping[int, str]:
        """Return versi -> sha256 of every text that the office keeps of an SOP."""

    def activate(
        self, kantor_id: int, template: Template, kolom: Mapping[str, Iterable[int]]
    ) -> int:
        """Keep a version as the active one of its kode, with these posts; return its sop_id.

        Raises:
            SopTextFixed: A berkas refers to another text of this versi.
        """
