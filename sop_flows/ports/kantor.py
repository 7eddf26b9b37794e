"""What the use cases need of offices."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from sop_flows.kantor.kalender import KalenderTahun
from sop_flows.kantor.kantor import Jabatan, Kantor, Unit
from sop_flows.ports.records import Brought
from sop_flows.sop.paper import JenisPaper
from sop_flows.waktu.jam_kerja import HariKhusus, JamKerja


class KantorPort(Protocol):
    """Offices, their calendar and their shape."""

    def get(self, kantor_id: int) -> Kantor:
        """Return the office.

        Raises:
            LookupError: There is none.
        """

    def all(self) -> tuple[Kantor, ...]:
        """Return every office, by kode."""

    def jam_kerja(self, kantor_id: int) -> JamKerja:
        """Return the compiled calendar, shared between units of work until its rows change.

        The days of law are those of the years around now.
        """

    def jam_kerja_with(self, kantor_id: int, libur: tuple[HariKhusus, ...]) -> JamKerja:
        """Return the calendar that the office would have with these days of its own."""

    def libur(self, kantor_id: int) -> tuple[HariKhusus, ...]:
        """Return the days that the office has said something of, by date."""

    def kalender(self, kantor_id: int, tahun: int) -> KalenderTahun:
        """Return one year of the calendar."""

    def put_libur(self, kantor_id: int, libur: tuple[HariKhusus, ...]) -> None:
        """Let the office have said that of its days, and nothing else."""

    def unit(self, kantor_id: int) -> Mapping[int, Unit]:
        """Return the units by id, in order of kode as people count."""

    def jabatan(self, kantor_id: int) -> Mapping[int, Jabatan]:
        """Return the posts by id, in the order they were entered."""

    def put_logo(self, kantor_id: int, sha256: str) -> None:
        """Let the office have the picture of that sha256 on its papers."""

    def templat(self, kantor_id: int) -> Mapping[JenisPaper, str]:
        """Return the Word templates that the office gave, each by its sha256."""

    def put_templat(self, kantor_id: int, jenis: JenisPaper, sha256: str) -> None:
        """Let the office have that template for a kind of paper, instead of the one before."""

    def unsettled(self, limit: int) -> tuple[Brought, ...]:
        """Return the offices whose holders may have changed since their cards were settled, and how far they have come.

        What was begun for another day, or before the office changed, begins anew.
        """

    def offer_at(self, kantor_id: int, at: datetime | None) -> None:
        """Look for what an office may be offered to start at that moment, or not again today."""

    def offering(self, limit: int) -> tuple[int, ...]:
        """Return some offices whose moment has come, in no order."""

    def bring(self, kantor_id: int, today: date, after: int) -> None:
        """Record that the cards up to a tugas, by id, are with the holders of that date."""

    def settle(self, kantor_id: int, today: date) -> None:
        """Record that every card is with the holders of that date."""
