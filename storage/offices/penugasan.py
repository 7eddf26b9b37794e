"""Appointments: made, ended and looked ahead to, within one unit of work.

1. Who writes here changes who holds a post: the shape of the office counts as changed, and the
   unit forgets what it read of its people.
2. Only those who are employed count.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    text,
    update,
)

from sop_flows.engine.aksi import Penugasan
from sop_flows.kantor.kantor import Penunjukan
from storage.database.insert import table
from storage.database.prepared import Prepared
from storage.database.tables import UNREPORTED, JabatanRow, PegawaiRow, PenugasanRow
from storage.offices.kantor import KantorRepo
from storage.offices.pegawai import PegawaiRepo

DAY = timedelta(days=1)

_N = table(PenugasanRow)
_P = table(PegawaiRow)
_J = table(JabatanRow)
_day = bindparam("day", type_=Date)
_this = _N.c.id == bindparam("this")
_everybody: Select[Any] = (
    select(_N, _P.c.nama, _P.c.sapaan, _J.c.nama.label("jabatan"))
    .select_from(_N.join(_P, _P.c.id == _N.c.pegawai_id).join(_J, _J.c.id == _N.c.jabatan_id))
    .order_by(_N.c.id)
)
_since = _everybody.where(
    _N.c.kantor_id == bindparam("kantor"),
    or_(_N.c.selesai_on.is_(None), _N.c.selesai_on >= _day),
    or_(_P.c.keluar_on.is_(None), _P.c.keluar_on > _day),
)
_get = _everybody.where(_this)
_unreported = Prepared(
    lambda: (  # in the order of their index
        _everybody.where(text(UNREPORTED), _N.c.selesai_on >= _day)
        .order_by(None)
        .order_by(_N.c.selesai_on, _N.c.id)
    )
)
_turning = select(_N.c.kantor_id, _N.c.mulai_on, _N.c.selesai_on).where(
    or_(_N.c.mulai_on >= _day, _N.c.selesai_on >= _day)
)
_turned = Prepared(
    lambda: (
        select(_N.c.id)
        .where(
            _N.c.kantor_id == bindparam("kantor"),
            or_(
                and_(_N.c.mulai_on > _day, _N.c.mulai_on <= bindparam("until", type_=Date)),
                and_(_N.c.selesai_on >= _day, _N.c.selesai_on < bindparam("until", type_=Date)),
            ),
        )
        .limit(1)
    )
)
_add = insert(_N).returning(_N.c.id)
_delete = delete(_N).where(_this)
_end = update(_N).where(_this).values(selesai_on=bindparam("last"), lapor_at=bindparam("at"))
_report = update(_N).where(_this).values(lapor_at=bindparam("at"))


class PenugasanRepo:
    """The appointments of offices."""

    def __init__(
        self, connection: Connection, kantor: KantorRepo, pegawai: PegawaiRepo, now: datetime
    ) -> None:
        self._connection = connection
        self._kantor = kantor
        self._pegawai = pegawai
        self._now = now

    def since(self, kantor_id: int, day: date) -> tuple[Penunjukan, ...]:
        """See ``PenugasanPort.since``."""
        rows = self._connection.execute(_since, {"kantor": kantor_id, "day": day})
        return tuple(map(_read, rows))

    def get(self, penugasan_id: int) -> Penunjukan | None:
        """See ``PenugasanPort.get``."""
        row = self._connection.execute(_get, {"this": penugasan_id}).one_or_none()
        return None if row is None else _read(row)

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
        """See ``PenugasanPort.add``."""
        row = {
            "kantor_id": kantor_id,
            "pegawai_id": pegawai_id,
            "jabatan_id": jabatan_id,
            "jenis": penugasan.value,
            "sk": sk,
            "mulai_on": mulai_on,
            "selesai_on": selesai_on,
        }
        penugasan_id: int = self._connection.execute(_add, row).scalar_one()
        self._changed(kantor_id)
        return penugasan_id

    def end(self, penugasan: Penunjukan, today: date) -> None:
        """See ``PenugasanPort.end``."""
        this = {"this": penugasan.id}
        if penugasan.mulai_on is not None and penugasan.mulai_on >= today:
            self._connection.execute(_delete, this)
        else:
            self._connection.execute(_end, this | {"last": today - DAY, "at": self._now})
        self._changed(penugasan.kantor_id)

    def unreported(self, since: date) -> tuple[Penunjukan, ...]:
        """See ``PenugasanPort.unreported``."""
        return tuple(map(_read, _unreported.all(self._connection, {"day": since})))

    def report(self, penugasan_id: int) -> None:
        """See ``PenugasanPort.report``."""
        self._connection.execute(_report, {"this": penugasan_id, "at": self._now})

    def turning_points(self, since: date) -> tuple[tuple[int, date], ...]:
        """See ``PenugasanPort.turning_points``."""
        rows = self._connection.execute(_turning, {"day": since - DAY})
        return tuple(
            (row.kantor_id, day)
            for row in rows
            for day in (row.mulai_on, row.selesai_on and row.selesai_on + DAY)
            if day is not None and day >= since
        )

    def has_turned(self, kantor_id: int, since: date, until: date) -> bool:
        """See ``PenugasanPort.has_turned``."""
        facts = {"kantor": kantor_id, "day": since, "until": until}
        return _turned.first(self._connection, facts) is not None

    def _changed(self, kantor_id: int) -> None:
        self._kantor.changed(kantor_id)
        self._pegawai.forget()


def _read(row: Row[Any]) -> Penunjukan:
    return Penunjukan(
        id=row.id,
        kantor_id=row.kantor_id,
        pegawai_id=row.pegawai_id,
        nama=row.nama,
        sapaan=row.sapaan,
        jabatan_id=row.jabatan_id,
        jabatan=row.jabatan,
        penugasan=Penugasan(row.jenis),
        sk=row.sk,
        mulai_on=row.mulai_on,
        selesai_on=row.selesai_on,
    )
