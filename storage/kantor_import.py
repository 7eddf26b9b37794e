"""An office made or changed from its workbook: all of it or nothing, and no history lost.

1. Who is missing from the workbook has left, and the access with it: who is in a later one needs a new
   link. Posts and units stay, berkas refer to them.
2. An appointment that is missing ended yesterday, unless it ends by itself and nothing contradicts it; one that
   had not begun is deleted (``storage/offices/masa.py``).
3. An indikator that is missing leaves every list unless a value was given for it; its row stays.
   Of a new versi of the Perjanjian Kinerja it leaves them anyway: a berkas keeps the versi that it began with.
4. Jam kerja, libur and the posts of a column are what the workbook says.
5. What it changes under open cards is noted in the same unit of work, and owed by every bot of the
   office; so is the word to those who have left, and to the admins.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from sop_flows.deferred import dataclass, replace
from sop_flows.jejak import JejakLine
from sop_flows.use_cases.pegawai.displaced import Anggota, end_left, members_of
from sop_flows.use_cases.tugas.pembaruan import follow, look
from sop_flows.use_cases.tugas.renewal import Renewed, Sight, record, tell
from storage.database.carrier_tables import IkatanChatRow
from storage.database.insert import table
from storage.database.tables import KantorRow, PegawaiRow
from storage.documents.kantor.buku import BukuKantor, GalatSel
from storage.offices.activation import match_columns
from storage.offices.endings import Berakhir, find_endings, read_berlaku
from storage.offices.owned_rows import Hitungan
from storage.offices.perjanjian import find_outdated
from storage.offices.spelling import settle_kode, settle_spelling
from storage.offices.workbook_writer import WorkbookWriter, put_kantor
from storage.unit_of_work import SqlUnitOfWork

NO_BOT = 0  # nobody has joined yet
_K = table(KantorRow)
_C = table(IkatanChatRow)
_P = table(PegawaiRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringkasan:
    """What an import did, by table."""

    kantor_id: int
    kode: str
    hitungan: Mapping[str, Hitungan]
    terbuka: tuple[Renewed, ...] = ()
    """The open tugas whose cards show something else now."""
    sop_tetap: tuple[str, ...] = ()
    """The SOPs whose text stays the one that their berkas began with."""
    berakhir: tuple[Berakhir, ...] = ()
    """What it has ended; whoever imports says whether that was meant."""
    tanpa_akun: tuple[tuple[str, str, str], ...] = ()
    """Who stands in now or later and has not joined: name, Plh. or Plt., post."""

    @property
    def is_changed(self) -> bool:
        return any(self.hitungan.values())

    @property
    def bergeser(self) -> int:
        """How many open tugas have another tenggat now."""
        return sum(one.tugas.tenggat != one.dulu.tugas.tenggat for one in self.terbuka)


class BukuFaulty(Exception):
    """The workbook has errors, or no office; nothing was written."""

    def __init__(self, galat: tuple[GalatSel, ...]) -> None:
        super().__init__(galat)
        self.galat = galat


def import_kantor(connection: Connection, buku: BukuKantor, at: datetime) -> Ringkasan:
    """Create or update the office of a workbook, within one unit of work; what ends is told, not asked.

    Args:
        at: The moment of the import; who is missing leaves on its date in the office's zone.

    Raises:
        BukuFaulty: The workbook has errors, or contradicts what the office has.
        SopMismatch: It names an SOP or a column that there is not.
    """
    if buku.kantor is None or buku.galat:
        raise BukuFaulty(buku.galat)
    kantor = settle_kode(connection, buku.kantor)
    buku = settle_spelling(connection, buku, kantor.kode)
    if outdated := tuple(find_outdated(connection, buku, kantor.kode)):
        raise BukuFaulty(outdated)
    bots = bots_of(connection, kantor.kode, at)
    before = sight_of(bots[0], kantor.kode)
    members = [members_of(unit, before.kantor_id) for unit in bots] if before else []
    today = at.astimezone(ZoneInfo(kantor.zona)).date()
    known = read_berlaku(connection, kantor.kode, today)
    kantor_id, settings = put_kantor(connection, kantor)
    bots[0].kantor.changed(kantor_id)
    written = write(connection, buku, kantor_id, today)
    now = read_berlaku(connection, kantor.kode, today)
    ringkasan = Ringkasan(
        kantor_id=kantor_id,
        kode=kantor.kode,
        hitungan={"kantor": settings, **written.hitungan},
        sop_tetap=written.sop_tetap,
        berakhir=find_endings(known, now, number_tugas(members), buku.terukur)
        + written.dipersingkat,
        tanpa_akun=now.tanpa_akun,
    )
    if not ringkasan.is_changed:
        return ringkasan
    line = JejakLine(at=at, aksi="impor", rincian=describe(ringkasan))
    bots[0].jejak.append(kantor_id, [line])
    return replace(ringkasan, terbuka=note_open(bots, before, members) if before else ())


def write(connection: Connection, buku: BukuKantor, kantor_id: int, today: date) -> WorkbookWriter:
    """Store what a workbook says; return what that took.

    Raises:
        BukuFaulty: It contradicts what the office has.
    """
    written = WorkbookWriter(connection, kantor_id, today)
    written.put(buku, match_columns(buku.sop))
    if written.galat:
        raise BukuFaulty(written.galat)
    return written


def bots_of(connection: Connection, kode: str, at: datetime) -> tuple[SqlUnitOfWork, ...]:
    """Return a unit of work for each bot by which somebody joined that office; one of no bot if none."""
    bots = (
        select(_C.c.bot_id)
        .join(_P, _P.c.id == _C.c.pegawai_id)
        .join(_K, _K.c.id == _P.c.kantor_id)
        .where(_K.c.kode == kode)
        .distinct()
        .order_by(_C.c.bot_id)
    )
    found = connection.execute(bots).scalars().all()
    return tuple(SqlUnitOfWork(connection, bot_id, at) for bot_id in found or (NO_BOT,))


def sight_of(unit: SqlUnitOfWork, kode: str) -> Sight | None:
    """Return what the open cards of an office show before the import; None where there is no office."""
    known = unit.connection.execute(select(_K.c.id).where(_K.c.kode == kode)).scalar_one_or_none()
    return None if known is None else look(unit, known)


def note_open(
    bots: Sequence[SqlUnitOfWork], before: Sight, members: Sequence[Sequence[Anggota]]
) -> tuple[Renewed, ...]:
    """Store and owe what an import has changed under the open cards of its office; return those.

    Args:
        members: Who was of the office before, as each bot knew them; the access of who has left ends.
    """
    first, *others = bots
    for unit in bots:
        unit.pegawai.forget()
    renewal = follow(first, before)
    record(first, renewal, {})
    for unit in others:  # what they read is of this import, which is not everybody's yet
        unit.kantor.changed(before.kantor_id)
    for unit, joined in zip(bots, members, strict=True):
        tell(unit, renewal)
        end_left(unit, before.kantor_id, joined)
        unit.flush()
    return renewal.tugas


def number_tugas(members: Sequence[Sequence[Anggota]]) -> dict[int, tuple[int, ...]]:
    """Return the numbers of the open tugas that everybody had before, by the id of the employee."""
    return {
        one.person.pegawai_id: tuple(tugas.nomor for tugas in one.tugas)
        for joined in members
        for one in joined
    }


def describe(ringkasan: Ringkasan) -> dict[str, Any]:
    """Return what an import did, as the history keeps it."""
    return {
        name: {"dibuat": one.dibuat, "diubah": one.diubah, "dihapus": one.dihapus}
        for name, one in ringkasan.hitungan.items()
        if one
    }
