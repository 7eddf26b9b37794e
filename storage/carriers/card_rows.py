"""Rows of the outbox that are made of cards, in one statement that reads and writes.

``OWE_STATE`` owes cards of tugas and boards of a berkas the state that their revisi names, once, and
the reminders that name a tugas which is closed now what they say without it; ``OWE_AGAIN`` owes cards
though their revisi stands, ``OWE_REMINDERS`` reminders whatever became of what they name, ``OWE_LIST``
everybody's list of one kind in an office.
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Insert,
    Integer,
    SelectBase,
    Text,
    and_,
    bindparam,
    case,
    cast,
    false,
    insert,
    literal,
    null,
    select,
    true,
    union_all,
)

from sop_flows.ports.kiriman import Lane
from storage.berkas.tugas import IS_OPEN, B, T
from storage.database.carrier_tables import AKTIF, DisebutRow, IkatanChatRow, KartuRow, OutboxRow
from storage.database.carrier_tables import StatusKiriman as Status
from storage.database.insert import ByDialect, table
from storage.database.prepared import Prepared

CARD, BOARD, REMINDER = range(3)

_K = table(KartuRow)
_D = table(DisebutRow)
_C = table(IkatanChatRow)
_O = table(OutboxRow)
_untried = {
    "layar": literal("kartu"),
    "isi": literal({}, type_=_O.c.isi.type),
    "baru": false(),
    "paksa": false(),
    "sematkan": false(),
    "status": literal(Status.BARU.value),
    "attempts": literal(0),
    "ambigu": false(),
    "lease_until": literal(0.0),
    "error": literal(""),
}
"""What a row begins with that owes a card its state and no more."""
_cards = (
    select(
        _K.c.id.label("kartu"),
        _K.c.bot_id,
        _K.c.chat_id,
        case(
            (_K.c.chat_id == bindparam("first_chat", type_=BigInteger), int(Lane.KETUK)),
            else_=bindparam("lane_", type_=Integer),
        ).label("lane"),
        bindparam("senyap_", type_=Boolean).label("senyap"),
        T.c.revisi,
        literal(CARD, Integer).label("kind"),
    )
    .join(T, T.c.id == _K.c.tugas_id)
    .where(_K.c.tugas_id.in_(bindparam("tugas", expanding=True)))
)
_boards = select(
    _K.c.id.label("kartu"),
    _K.c.bot_id,
    _K.c.chat_id,
    literal(int(Lane.MASSAL), Integer).label("lane"),
    true().label("senyap"),
    bindparam("revisi", type_=Integer).label("revisi"),
    literal(BOARD, Integer).label("kind"),
).where(_K.c.berkas_id == bindparam("berkas", type_=Integer))
_reminders = (
    select(
        _K.c.id.label("kartu"),
        _K.c.bot_id,
        _K.c.chat_id,
        literal(int(Lane.MASSAL), Integer).label("lane"),
        true().label("senyap"),
        literal(0, Integer).label("revisi"),
        literal(REMINDER, Integer).label("kind"),
    )
    .join(_D, _D.c.kartu_id == _K.c.id)
    .join(T, T.c.id == _D.c.tugas_id)
    .where(_D.c.tugas_id.in_(bindparam("tugas", expanding=True)), ~IS_OPEN)
    .distinct()
)
_owed = union_all(_cards, _boards, _reminders).subquery()
_is_reminder = _owed.c.kind == REMINDER
_state = {
    "bot_id": _owed.c.bot_id,
    "chat_id": _owed.c.chat_id,
    "kantor_id": bindparam("kantor", type_=Integer),
    "kartu_id": _owed.c.kartu,
    "lane": _owed.c.lane,
    "senyap": _owed.c.senyap,
    "due_at": literal(0.0),
    "dedup": case(
        (_is_reminder, null()),
        else_=literal("kartu:") + cast(_owed.c.kartu, Text) + ":" + cast(_owed.c.revisi, Text),
    ),
    **_untried,
    "paksa": _is_reminder,
}
OWE_STATE: Final = ByDialect(
    lambda insert_into: Prepared(
        lambda: (
            insert_into(_O)
            .from_select(
                list(_state),
                select(*_state.values())
                .where(_owed.c.bot_id == bindparam("bot"))
                .order_by(_owed.c.kind, _owed.c.kartu),
                include_defaults=False,
            )
            .on_conflict_do_nothing()
        ),
        "tugas",
    )
)
Leaving = Mapping[str, ColumnElement[Any]]
"""How a card leaves: its lane, and whether it makes a sound."""
_card = select(_K.c.id, _K.c.bot_id, _K.c.chat_id, _K.c.kantor_id)
_AT_ONCE: Final[Leaving] = {"lane": literal(int(Lane.KETUK)), "senyap": false()}
_IN_TIME: Final[Leaving] = {"lane": literal(int(Lane.MASSAL)), "senyap": true()}


def _restating(cards: SelectBase, leaves: Leaving) -> Insert:
    """Return what owes some cards of the bot the state that they have, whatever became of what they show."""
    found = cards.subquery()
    row = {
        "bot_id": found.c.bot_id,
        "chat_id": found.c.chat_id,
        "kantor_id": found.c.kantor_id,
        "kartu_id": found.c.id,
        **leaves,
        "due_at": literal(0.0),
        **_untried,
        "paksa": true(),
    }
    return insert(_O).from_select(
        list(row),
        select(*row.values()).where(found.c.bot_id == bindparam("bot")).order_by(found.c.id),
        include_defaults=False,
    )


OWE_AGAIN: Final = Prepared(
    lambda: _restating(
        union_all(
            _card.where(_K.c.tugas_id.in_(bindparam("tugas", expanding=True))),
            _card.join(B, B.c.id == _K.c.berkas_id)
            .join(_C, and_(_C.c.pegawai_id == B.c.dimulai_oleh, _C.c.chat_id == _K.c.chat_id))
            .where(
                _K.c.berkas_id.in_(bindparam("boards", expanding=True)),
                _C.c.bot_id == _K.c.bot_id,
                _C.c.status == AKTIF,
            ),
        ),
        _AT_ONCE,
    ),
    "tugas",
    "boards",
)
OWE_REMINDERS: Final = Prepared(
    lambda: _restating(
        _card.join(_D, _D.c.kartu_id == _K.c.id)
        .where(_D.c.tugas_id.in_(bindparam("tugas", expanding=True)))
        .distinct(),
        _IN_TIME,
    ),
    "tugas",
)
OWE_LIST: Final = Prepared(
    lambda: _restating(
        _card.where(_K.c.kantor_id == bindparam("kantor"), _K.c.daftar == bindparam("which")),
        _IN_TIME,
    )
)
