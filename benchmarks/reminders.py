"""A backlog of reminders, as the tick owes them after a long outage."""

from datetime import datetime

from sqlalchemy import Connection

from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.pengingat import Diingatkan
from storage.carriers.outbox import Outbox

FIRST_CHAT = 900_001
AT_ONCE = 500


def reminder(no: int, at: datetime) -> Kiriman:
    """Return one reminder about one late tugas, to a chat of its own."""
    return Kiriman(
        chat_id=FIRST_CHAT + no,
        kantor_id=1,
        isi=Diingatkan(jumlah=1, berkas=1042, terlambat=1, lagi=at),
        lane=Lane.MASSAL,
        senyap=True,
    )


def owe_reminders(connection: Connection, bot_id: int, count: int, at: datetime) -> None:
    """Owe that many reminders."""
    outbox = Outbox(connection, bot_id)
    for first in range(0, count, AT_ONCE):
        some = range(first, min(first + AT_ONCE, count))
        outbox.add(*(reminder(no, at) for no in some))
