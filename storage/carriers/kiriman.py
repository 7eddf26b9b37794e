"""The message that a row of the outbox is."""

from typing import Any

from sop_flows.ports.kiriman import Lane, QueuedKiriman
from sop_flows.ports.layar import LAYAR
from storage.codec import Unreadable, decode
from storage.database.carrier_tables import OutboxRow
from storage.database.insert import table

_T = table(OutboxRow)
SHOWN = (
    _T.c.id,
    _T.c.chat_id,
    _T.c.kantor_id,
    _T.c.lane,
    _T.c.layar,
    _T.c.kartu_id,
    _T.c.isi,
    _T.c.senyap,
    _T.c.baru,
    _T.c.paksa,
    _T.c.sematkan,
    _T.c.dedup,
    _T.c.attempts,
    _T.c.ambigu,
)


def read_kiriman(row: Any) -> QueuedKiriman:  # noqa: ANN401 -- a row of ``SHOWN``
    """Return a row of the outbox.

    Raises:
        Unreadable: Nobody can read any more what it says.
    """
    facts = row._asdict()
    layar = facts.pop("layar")
    if layar not in LAYAR:
        raise Unreadable(f"no layar {layar}")
    isi = decode(LAYAR[layar], facts.pop("isi"))
    return QueuedKiriman(**facts | {"lane": Lane(row.lane)}, isi=isi)
