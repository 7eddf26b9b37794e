"""Cards: which message shows what to whom, and the revisi it was drawn at."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, update

from sop_flows.deferred import dataclass
from sop_flows.ports.records import AnyKartu, Daftar, Kartu, KartuDaftar, KartuPapan, KartuTugas
from storage.database.carrier_tables import KartuRow
from storage.database.insert import table
from storage.database.prepared import Prepared

_T = table(KartuRow)
_this = _T.c.id == bindparam("card")
_get = Prepared(lambda: select(_T).where(_T.c.id.in_(bindparam("ids", expanding=True))), "ids")
_note_drawn = Prepared(
    lambda: (
        update(_T)
        .where(_this, _T.c.revisi <= bindparam("drawn"))
        .values(
            message_id=bindparam("message"), revisi=bindparam("drawn"), digambar_at=bindparam("at")
        )
    )
)
_replace = update(_T).where(_this).values(message_id=bindparam("message"), revisi=-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What delivery has put on a phone."""

    kartu_id: int
    message_id: int
    revisi: int
    at: datetime


def read_kartu(row: Row[Any]) -> AnyKartu:
    """Return the card, board or reminder of a row."""
    if row.daftar is not None:
        return KartuDaftar(daftar=Daftar(row.daftar), **_shared(row))
    if row.berkas_id is not None:
        return KartuPapan(berkas_id=row.berkas_id, **_shared(row))
    return read_kartu_tugas(row)


def read_kartu_tugas(row: Row[Any]) -> KartuTugas:
    """Return the card of a row that is one of a tugas."""
    return KartuTugas(tugas_id=row.tugas_id, lepas=row.lepas, **_shared(row))


SHARED: Final = tuple(each.name for each in fields(Kartu))


def _shared(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in SHARED}


class KartuStore:
    """The cards, within one unit of work."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, ids: Collection[int]) -> dict[int, AnyKartu]:
        """Return the cards of these ids."""
        if not ids:
            return {}
        rows = _get.all(self._connection, {"ids": list(ids)})
        return {row.id: read_kartu(row) for row in rows}

    def note_drawn(self, results: Iterable[Drawn]) -> None:
        """Note what the cards show now; a card never goes back to an older revisi."""
        rows = (
            {
                "card": one.kartu_id,
                "message": one.message_id,
                "drawn": one.revisi,
                "at": one.at,
            }
            for one in results
        )
        _note_drawn.write(self._connection, *rows)

    def replace_message(self, kartu_id: int, message_id: int | None) -> None:
        """Put the card on another message, or on none: it must be drawn there anew."""
        self._connection.execute(_replace, {"card": kartu_id, "message": message_id})
