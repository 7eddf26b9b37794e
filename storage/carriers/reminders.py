"""The reminders on phones: one of each list for a person in an office, and the tugas that it names.

1. A reminder is a card: owed its current state, drawn as it is true when it is sent.
2. A new one is owed once until it has left, however many rungs come meanwhile: who could not be reached
   for a week finds one, not seven.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, bindparam, cast, delete, exists, or_, select

from sop_flows.ports.kiriman import Kiriman
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.records import Daftar
from sop_flows.ports.reminders import Disebut, OwedReminder, Pembaca, Standing
from storage.berkas.tugas import IS_OPEN, T
from storage.carriers.card_rows import OWE_LIST, OWE_REMINDERS
from storage.carriers.owed import OwedOutbox
from storage.codec import decode, encode
from storage.database.carrier_tables import DisebutRow, KartuRow, OutboxRow
from storage.database.carrier_tables import StatusKiriman as Status
from storage.database.insert import ByDialect, NewRows, table
from storage.database.open_rows import stands, stands_beside
from storage.database.prepared import Prepared

_K = table(KartuRow)
_D = table(DisebutRow)
_O = table(OutboxRow)
_mine = (
    _K.c.bot_id == bindparam("bot"),
    _K.c.daftar.is_not(None),
    _K.c.chat_id.in_(bindparam("chats", expanding=True)),
)
_new_card = NewRows(KartuRow)
_waits = exists().where(
    _O.c.bot_id == _K.c.bot_id,
    _O.c.chat_id == _K.c.chat_id,
    _O.c.kartu_id == _K.c.id,
    stands_beside(_O, Status.TERKIRIM, Status.GABUNG),  # says it as the index of a chat does
    or_(stands(_O, Status.BARU), stands(_O, Status.TAHAN)),
    _O.c.baru,
)
_of_chats = Prepared(
    lambda: select(
        _K.c.id, _K.c.kantor_id, _K.c.chat_id, _K.c.daftar, _waits.label("waits")
    ).where(*_mine),
    "chats",
)
_standing = Prepared(
    lambda: (
        select(_K.c.kantor_id, _K.c.chat_id, _K.c.daftar, _D.c.tugas_id, _D.c.isi, T.c.tenggat)
        .join(_D, _D.c.kartu_id == _K.c.id)
        .join(T, T.c.id == _D.c.tugas_id)
        .where(
            *_mine,
            IS_OPEN,
            or_(
                _D.c.tugas_id.in_(bindparam("tugas", expanding=True)),
                T.c.tenggat.is_(None),
                T.c.tenggat > bindparam("now"),
                cast(_D.c.isi, Text).contains('"diminta"'),
                cast(_D.c.isi, Text).contains('"oleh"'),
            ),
        )
        .order_by(_D.c.tugas_id)
    ),
    "chats",
    "tugas",
)
_of_cards = _D.c.kartu_id.in_(bindparam("cards", expanding=True))
_forget = Prepared(lambda: delete(_D).where(_of_cards), "cards")
_forget_done = Prepared(
    lambda: delete(_D).where(_of_cards, exists().where(T.c.id == _D.c.tugas_id, ~IS_OPEN)), "cards"
)
_let_go = Prepared(
    lambda: delete(_D).where(
        _D.c.kartu_id == bindparam("card"), _D.c.tugas_id == bindparam("tugas")
    )
)
_name = ByDialect(
    lambda insert: Prepared(
        lambda: (into := insert(_D)).on_conflict_do_update(
            index_elements=[_D.c.kartu_id, _D.c.tugas_id], set_={"isi": into.excluded.isi}
        )
    )
)
_named = Prepared(
    lambda: select(_D.c.isi).where(_D.c.kartu_id == bindparam("card")).order_by(_D.c.tugas_id)
)


class ReminderRepo:
    """The reminders of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int, outbox: OwedOutbox) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._outbox = outbox

    def standing(
        self, readers: Mapping[Pembaca, Collection[int]], now: datetime
    ) -> Mapping[Pembaca, tuple[Standing, ...]]:
        """See ``ReminderPort.standing``."""
        tugas = sorted({id for named in readers.values() for id in named})
        found: dict[Pembaca, tuple[Standing, ...]] = dict.fromkeys(readers, ())
        for row in self._of(_standing, readers, tugas=tugas, now=now):
            reader = _reader(row)
            if reader in found:
                found[reader] += (Standing(decode(Disebut, row.isi), row.tenggat),)
        return found

    def owe(self, reminders: Iterable[OwedReminder]) -> None:
        """See ``ReminderPort.owe``."""
        owed = {one.pembaca: one for one in reminders}
        if not owed:
            return
        self._outbox.flush()
        _new_card.insert(self._connection, [self._card(one) for one in owed.values()])
        found = [row for row in self._of(_of_chats, owed) if _reader(row) in owed]
        cards = {row.id: owed[_reader(row)] for row in found}
        self._forget_before(cards)
        rows = (row for id, one in cards.items() for row in _rows(id, one))
        _name.of(self._connection).write(self._connection, *rows)
        self._outbox.add(*(_new(row.id, cards[row.id]) for row in found if not row.waits))

    def owe_again(self, tugas: Collection[int]) -> None:
        """See ``ReminderPort.owe_again``."""
        if tugas:
            self._outbox.flush()
            facts = {"bot": self._bot_id, "tugas": list(tugas)}
            OWE_REMINDERS.write(self._connection, facts)

    def owe_list_again(self, kantor_id: int, daftar: Daftar) -> None:
        """See ``ReminderPort.owe_list_again``."""
        self._outbox.flush()
        facts = {"bot": self._bot_id, "kantor": kantor_id, "which": daftar.value}
        OWE_LIST.write(self._connection, facts)

    def named_by(self, kartu_id: int) -> tuple[Disebut, ...]:
        """See ``ReminderPort.named_by``."""
        rows = _named.all(self._connection, {"card": kartu_id})
        return tuple(decode(Disebut, row.isi) for row in rows)

    def _forget_before(self, cards: Mapping[int, OwedReminder]) -> None:
        """Let reminders name no more what a new one does not."""
        anew = [id for id, one in cards.items() if one.dilepas is None]
        more = [id for id in cards if id not in anew]
        for statement, these in ((_forget, anew), (_forget_done, more)):
            if these:
                statement.write(self._connection, {"cards": these})
        gone = ((id, tugas_id) for id, one in cards.items() for tugas_id in one.dilepas or ())
        _let_go.write(self._connection, *({"card": id, "tugas": tugas} for id, tugas in gone))

    def _of(self, statement: Prepared, readers: Iterable[Pembaca], **facts: object) -> list[Any]:
        chats = sorted({reader.chat_id for reader in readers})
        if not chats:
            return []
        return statement.all(self._connection, {"bot": self._bot_id, "chats": chats, **facts})

    def _card(self, one: OwedReminder) -> dict[str, Any]:
        reader = one.pembaca
        return {
            "kantor_id": reader.kantor_id,
            "bot_id": self._bot_id,
            "chat_id": reader.chat_id,
            "pegawai_id": one.pegawai_id,
            "daftar": reader.daftar.value,
            "revisi": -1,
        }


def _reader(row: Any) -> Pembaca:  # noqa: ANN401 -- a row of a card
    return Pembaca(row.kantor_id, row.chat_id, Daftar(row.daftar))


def _rows(kartu_id: int, one: OwedReminder) -> list[dict[str, Any]]:
    """Return the rows of what a reminder names."""
    return [
        {
            "kartu_id": kartu_id,
            "tugas_id": said.tugas_id,
            "kantor_id": one.pembaca.kantor_id,
            "isi": encode(said),
        }
        for said in one.disebut
    ]


def _new(kartu_id: int, one: OwedReminder) -> Kiriman:
    """Return the row that owes a reminder as a new message."""
    return Kiriman(
        chat_id=one.pembaca.chat_id,
        kantor_id=one.pembaca.kantor_id,
        kartu_id=kartu_id,
        isi=LayarKartu(),
        lane=one.lane,
        senyap=one.senyap,
        baru=True,
    )
