"""One transaction over everything, as the use cases see it."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from storage.berkas import BerkasRepo
from storage.inbox import Inbox
from storage.kantor import KantorRepo
from storage.kartu_owed import KartuRepo
from storage.kinerja import KinerjaRepo
from storage.lampiran import LampiranRepo
from storage.nomor_surat import NomorSuratRepo
from storage.outbox import Outbox
from storage.pegawai import PegawaiRepo
from storage.penugasan import PenugasanRepo
from storage.percakapan import PercakapanRepo
from storage.riwayat import JejakRepo
from storage.sop import SopRepo
from storage.unit_memory import UnitMemory

if TYPE_CHECKING:
    from sop_flows.ports import UnitOfWork


class SqlUnitOfWork:
    """The repositories of one bot on one connection, made when they are first asked for.

    Nothing here commits: whoever runs the unit commits it, or rolls it back when it raises.
    """

    def __init__(
        self, connection: Connection, bot_id: int, now: datetime, machine_seconds: float = 0.0
    ) -> None:
        self.connection = connection
        self.bot_id = bot_id
        self.now = now
        self.machine_seconds = machine_seconds
        self._memory = UnitMemory()

    @cached_property
    def inbox(self) -> Inbox:
        """The updates taken in."""
        return Inbox(self.connection, self.bot_id)

    @cached_property
    def outbox(self) -> Outbox:
        """The messages owed."""
        return Outbox(self.connection, self.bot_id)

    @cached_property
    def kantor(self) -> KantorRepo:
        """The offices."""
        return KantorRepo(self.connection, self._memory, self.now)

    @cached_property
    def sop(self) -> SopRepo:
        """The activated SOPs."""
        return SopRepo(self.connection, self._memory, self.kantor, self.pegawai, self.kinerja)

    @cached_property
    def pegawai(self) -> PegawaiRepo:
        """The people."""
        return PegawaiRepo(self.connection, self.bot_id, self._memory, self.kantor, self.now)

    @cached_property
    def penugasan(self) -> PenugasanRepo:
        """The appointments."""
        return PenugasanRepo(self.connection, self.kantor, self.pegawai, self.now)

    @cached_property
    def berkas(self) -> BerkasRepo:
        """The berkas and their tugas."""
        return BerkasRepo(self.connection, self._memory, self.kantor, self.kinerja, self.jejak)

    @cached_property
    def kinerja(self) -> KinerjaRepo:
        """The indicators and their values."""
        return KinerjaRepo(self.connection, self.kantor)

    @cached_property
    def percakapan(self) -> PercakapanRepo:
        """The conversations."""
        return PercakapanRepo(self.connection, self.bot_id, self._memory, self.outbox)

    @cached_property
    def kartu(self) -> KartuRepo:
        """The cards."""
        return KartuRepo(self.connection, self.bot_id, self.outbox)

    @cached_property
    def jejak(self) -> JejakRepo:
        """The history."""
        return JejakRepo(self.connection, self.kantor)

    @cached_property
    def lampiran(self) -> LampiranRepo:
        """The dokumen handed in."""
        return LampiranRepo(self.connection)

    @cached_property
    def nomor_surat(self) -> NomorSuratRepo:
        """The numbers of letters that were used."""
        return NomorSuratRepo(self.connection)


if TYPE_CHECKING:

    def _is_unit_of_work(unit: SqlUnitOfWork) -> UnitOfWork:
        return unit
