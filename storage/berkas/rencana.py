"""What values of earlier berkas asked to be done."""

from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from sop_flows.engine.berkas import Berkas, StatusTugas, Tugas
from sop_flows.sop.place import Samping
from storage.berkas.tugas import read_tugas
from storage.database.insert import table
from storage.database.tables import BerkasRow, TugasRow

_T, _B = table(TugasRow), table(BerkasRow)
_planned: Select[Any] = (
    select(_T)
    .join(_B, _B.c.id == _T.c.berkas_id)
    .where(
        _T.c.kantor_id == bindparam("kantor"),
        _T.c.tahap == Samping.TINDAK_LANJUT.value,
        _T.c.status != StatusTugas.DIBATALKAN.value,
        _B.c.tahun == bindparam("tahun"),
        _B.c.id < bindparam("before"),
    )
    .order_by(_T.c.id)
)


def read_plans(connection: Connection, berkas: Berkas) -> tuple[Tugas, ...]:
    """Return the tindak lanjut that values of earlier berkas of its year asked for, oldest first."""
    facts = {"kantor": berkas.kantor_id, "tahun": berkas.periode.tahun, "before": berkas.id}
    found = map(read_tugas, connection.execute(_planned, facts))
    return tuple(one for one in found if one.facts.tentang)
