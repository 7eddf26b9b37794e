"""A change of the calendar of an office: how many open tugas it moves, and doing it."""

from datetime import date
from typing import Final

from sop_flows.engine.tenggat import Kalender, move
from sop_flows.jejak import JejakLine, Record
from sop_flows.kantor.kalender import (
    RAMADAN,
    LiburUnfit,
    Own,
    Rangkaian,
    SebabLibur,
    added,
    removed,
)
from sop_flows.ports.layar.libur import CutiBersamaBelum
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.jabatan.anggota import tell_all_admins
from sop_flows.use_cases.tugas.pembaruan import look, note
from sop_flows.waktu.jadwal import HariKhusus

LONGEST: Final = 62
"""Days that are set at once, at most."""
FASTING: Final = range(28, 32)
"""How many days a Ramadan has; a table or a sidang isbat may err by one."""
NEAR: Final = 10
"""Days by which a Ramadan may begin otherwise than the table has it."""
DECEMBER: Final = 12


def plan(uow: UnitOfWork, kantor_id: int, run: Rangkaian, today: date, *, dihapus: bool) -> Own:
    """Return the rows of an office once a run is added to them, or taken from them.

    Raises:
        LiburUnfit: It is out of reach of the calendar, too long, no Ramadan, or changes nothing.
    """
    own = uow.kantor.libur(kantor_id)
    rows = removed(own, run) if dihapus else added(own, run)
    if not dihapus:
        check_fits(uow, kantor_id, run, today)
    if set(rows) == set(own):
        raise LiburUnfit(sebab=SebabLibur.SAMA)
    return rows


def check_fits(uow: UnitOfWork, kantor_id: int, run: Rangkaian, today: date) -> None:
    """Refuse days that the calendar would not heed.

    Raises:
        LiburUnfit: They are none that can be set.
    """
    length = (run.selesai - run.mulai).days + 1
    if not today.year - 1 <= run.mulai.year <= run.selesai.year <= today.year + 2:
        raise LiburUnfit(sebab=SebabLibur.JAUH)
    if length > LONGEST:
        raise LiburUnfit(sebab=SebabLibur.PANJANG)
    if run.jenis not in RAMADAN:
        return
    known = uow.kantor.kalender(kantor_id, run.mulai.year).ramadan_tabel
    is_near = any(abs((run.mulai - first).days) <= NEAR for first, _ in known)
    if length not in FASTING or not is_near:
        raise LiburUnfit(sebab=SebabLibur.RAMADAN)


def count_moved(uow: UnitOfWork, kantor_id: int, rows: Own) -> int:
    """Return how many open tugas of an office have another tenggat by a calendar with these rows."""
    kalender = Kalender(
        dulu=uow.kantor.jam_kerja(kantor_id), kini=uow.kantor.jam_kerja_with(kantor_id, rows)
    )
    return sum(
        move(uow.sop.get(one.sop_id), one.tugas, kalender, uow.now).tenggat != one.tugas.tenggat
        for one in uow.berkas.load_open(kantor_id)
    )


def change(uow: UnitOfWork, kantor_id: int, rows: Own, oleh: Record) -> int:
    """Let an office have these rows; return how many open tugas have another tenggat now, recorded and told.

    Args:
        oleh: Who changed it, as the history keeps it; empty for an operator at a terminal.
    """
    before = uow.kantor.libur(kantor_id)
    gone = [as_record(row) for row in before if row not in rows]
    new = [as_record(row) for row in rows if row not in before]
    line = JejakLine(
        at=uow.now, aksi="kalender", pelaku=oleh, rincian={"ditambah": new, "dihapus": gone}
    )
    uow.jejak.append(kantor_id, (line,))
    seen = look(uow, kantor_id)
    uow.kantor.put_libur(kantor_id, rows)
    return len(note(uow, seen, oleh).moved)


def as_record(row: HariKhusus) -> Record:
    """Return a day of an office as the history keeps it."""
    return {"tanggal": row.tanggal.isoformat(), "jenis": row.jenis.value, "dasar": row.dasar}


def warn_of_next_year(uow: UnitOfWork, kantor_id: int, today: date) -> None:
    """Tell the admins in December, once, that nobody has said which days of next year are cuti bersama."""
    if today.month != DECEMBER:
        return
    tahun = today.year + 1
    if uow.kantor.kalender(kantor_id, tahun).knows_cuti_bersama:
        return
    told = CutiBersamaBelum(kantor=uow.kantor.get(kantor_id).nama, tahun=tahun)
    tell_all_admins(uow, kantor_id, told, once=f"cuti_bersama:{kantor_id}:{tahun}")
