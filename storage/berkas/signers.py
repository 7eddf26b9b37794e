"""Who the newest letters of an office were said to be signed by."""

from typing import Final

from sqlalchemy import Connection, Integer, bindparam, select

from sop_flows.ports.records import Penandatangan
from sop_flows.sop.isian import PENANDATANGAN
from sop_flows.sop.place import Place
from storage.berkas.tugas import B, T

RECENT: Final = 20  # that who signs the next one is looked up in
_nama = T.c.isi[("hasil", "isian", PENANDATANGAN)].as_string()
_signers = (
    select(B.c.sop_id, T.c.langkah, T.c.tahap, _nama.label("nama"))
    .join(B, B.c.id == T.c.berkas_id)
    .where(T.c.kantor_id == bindparam("kantor", type_=Integer), _nama.is_not(None))
    .order_by(T.c.nomor.desc())
    .limit(RECENT)
)


def signers_in(connection: Connection, kantor_id: int) -> tuple[Penandatangan, ...]:
    """Return them, newest first."""
    return tuple(
        Penandatangan(sop_id=row.sop_id, place=Place(row.langkah, row.tahap), nama=row.nama)
        for row in connection.execute(_signers, {"kantor": kantor_id})
    )
