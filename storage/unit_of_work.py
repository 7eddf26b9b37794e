"""One transaction over everything, as the use cases see it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection

from storage.berkas.berkas import BerkasRepo
from storage.berkas.jejak import JejakRepo
from storage.berkas.lampiran import LampiranRepo
from storage.berkas.naskah import NaskahRepo
from storage.berkas.nomor_surat import NomorSuratRepo
from storage.berkas.papan import PapanRepo
from storage.berkas.papers import PaperRepo
from storage.berkas.pengingat import PengingatRepo
from storage.carriers.detak import JamRepo, PutusRepo
from storage.carriers.inbox import Inbox
from storage.carriers.kartu_owed import KartuRepo
from storage.carriers.outbox import Outbox
from storage.carriers.owed import OwedOutbox
from storage.carriers.percakapan import PercakapanRepo
from storage.carriers.reminders import ReminderRepo
from storage.carriers.sent import SentRepo
from storage.database.kept import KeptRepo
from storage.database.remembered import UnitMemory
from storage.offices.ikatan import IkatanRepo
from storage.offices.kantor import KantorRepo
from storage.offices.kinerja import KinerjaRepo
from storage.offices.pegawai import PegawaiRepo
from storage.offices.penugasan import PenugasanRepo
from storage.offices.sop import SopRepo

if TYPE_CHECKING:
    from sop_flows.ports.unit_of_work import UnitOfWork


class Owing(Protocol):
    """What owes messages until it is flushed."""

    def flush(self) -> None:
        """Write what is owed so far."""


U = TypeVar("U", bound=Owing)
P = ParamSpec("P")
T = TypeVar("T")


class SqlUnitOfWork:
    """The repositories of one bot on one connection.

    Nothing here commits: whoever runs the unit commits it, or rolls it back when it raises. What it
    owes is written by ``flush``, at its end: see ``in_unit``.
    """

    def __init__(
        self, connection: Connection, bot_id: int, now: datetime, machine_seconds: float = 0.0
    ) -> None:
        memory = UnitMemory()
        self.connection = connection
        self.bot_id = bot_id
        self.now = now
        self.machine_seconds = machine_seconds
        self.inbox = Inbox(connection, bot_id)
        self.outbox = OwedOutbox(Outbox(connection, bot_id))
        self.sent = SentRepo(connection, bot_id)
        self.kantor = KantorRepo(connection, memory, now)
        self.kinerja = KinerjaRepo(connection, memory, self.kantor)
        self.pegawai = PegawaiRepo(connection, bot_id, memory, self.kantor, now)
        self.ikatan = IkatanRepo(connection, bot_id, self.pegawai)
        self.penugasan = PenugasanRepo(connection, self.kantor, self.pegawai, now)
        self.sop = SopRepo(connection, memory, self.kantor, self.pegawai, self.kinerja)
        self.jejak = JejakRepo(connection, self.kantor)
        self.berkas = BerkasRepo(connection, memory, self.kantor, self.jejak)
        self.papan = PapanRepo(connection, memory)
        self.pengingat = PengingatRepo(connection, memory)
        self.jam = JamRepo(connection, bot_id)
        self.putus = PutusRepo(connection, bot_id)
        self.kartu = KartuRepo(connection, bot_id, self.outbox)
        self.percakapan = PercakapanRepo(connection, bot_id, memory, self.outbox, self.kartu)
        self.reminders = ReminderRepo(connection, bot_id, self.outbox)
        self.lampiran = LampiranRepo(connection, memory)
        self.kept = KeptRepo(connection, memory)
        self.naskah = NaskahRepo(connection, memory)
        self.nomor_surat = NomorSuratRepo(connection)
        self.papers = PaperRepo(connection)

    def flush(self) -> None:
        """Write what is owed so far."""
        self.outbox.flush()


def in_unit(work: Callable[Concatenate[U, P], T], unit: U, *args: P.args, **facts: P.kwargs) -> T:
    """Return what work in a unit comes to, with everything written that it owes."""
    result = work(unit, *args, **facts)
    unit.flush()
    return result


if TYPE_CHECKING:

    def _is_unit_of_work(unit: SqlUnitOfWork) -> UnitOfWork:
        return unit
