"""Cards and boards that are owed their current state: made where missing, put into the outbox.

1. A change owes each card once per revisi (``dedup``): delivery draws what is true when it sends, and
   absorbs such rows into one.
2. What is owed beyond that says so: ``paksa`` (though the revisi stands), ``baru`` (as a new message),
   ``sematkan`` (pinned). Such rows have no ``dedup`` and are never absorbed.
3. A closed tugas gets no new card; who has one sees how it ended.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    insert,
    select,
    update,
)

from sop_flows.deferred import dataclass, replace
from sop_flows.engine.berkas import Berkas, StatusBerkas, Tugas
from sop_flows.kantor.kantor import Pemegang
from sop_flows.ports.kartu import Moved
from sop_flows.ports.kiriman import Kiriman, Lane
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.records import AnyKartu, Daftar, KartuTugas
from storage.berkas.tugas import B, T
from storage.carriers.card_rows import OWE_AGAIN, OWE_STATE
from storage.carriers.kartu_drawn import read_kartu, read_kartu_tugas
from storage.carriers.owed import OwedOutbox
from storage.database.carrier_tables import AKTIF, IkatanChatRow, KartuRow, OutboxRow
from storage.database.insert import NewRows, table
from storage.database.prepared import Prepared
from storage.database.tables import PegawaiRow

_K = table(KartuRow)
_C = table(IkatanChatRow)
_P = table(PegawaiRow)
_O = table(OutboxRow)
_mine = _K.c.bot_id == bindparam("bot")
_new_card = NewRows(KartuRow)
_make = Prepared(lambda: insert(_K).returning(_K.c.id, _K.c.chat_id, _K.c.tugas_id))
_card_of = Prepared(
    lambda: select(_K.c.id, _K.c.kantor_id, _K.c.lepas).where(
        _mine, _K.c.chat_id == bindparam("chat"), _K.c.tugas_id == bindparam("tugas")
    )
)
_board_of = select(_K.c.id, _K.c.kantor_id).where(
    _mine, _K.c.chat_id == bindparam("chat"), _K.c.berkas_id == bindparam("berkas")
)
_list_of = select(_K.c.id, _K.c.message_id).where(
    _mine,
    _K.c.chat_id == bindparam("chat"),
    _K.c.kantor_id == bindparam("kantor"),
    _K.c.daftar == bindparam("daftar"),
)
_boards_of = (
    select(_K.c.id)
    .join(B, B.c.id == _K.c.berkas_id)
    .where(
        _mine,
        _K.c.chat_id == bindparam("chat"),
        _K.c.kantor_id == bindparam("kantor"),
        B.c.status == StatusBerkas.BERJALAN.value,
    )
    .order_by(_K.c.id)
)
_viewer = (
    select(_P.c.id, _P.c.kantor_id)
    .select_from(_C.join(_P, _P.c.id == _C.c.pegawai_id).join(T, T.c.kantor_id == _P.c.kantor_id))
    .where(
        _C.c.bot_id == bindparam("bot"),
        _C.c.chat_id == bindparam("chat"),
        _C.c.status == AKTIF,
        T.c.id == bindparam("tugas"),
    )
)
_new_board = NewRows(KartuRow)
_new_list = NewRows(KartuRow)
_get = Prepared(lambda: select(_K).where(_mine, _K.c.id == bindparam("this")))
_of_tugas = Prepared(
    lambda: select(_K).where(_mine, _K.c.tugas_id == bindparam("this")).order_by(_K.c.id)
)
_of_each = Prepared(
    lambda: (
        select(_K)
        .where(_mine, _K.c.tugas_id.in_(bindparam("these", expanding=True)))
        .order_by(_K.c.id)
    ),
    "these",
)
_turn = (
    update(_K)
    .where(_mine, _K.c.chat_id == bindparam("chat"), _K.c.tugas_id == bindparam("tugas"))
    .values(halaman=bindparam("page"), dibalik=bindparam("at_revisi"))
)
_these = _K.c.id.in_(bindparam("ids", expanding=True))
_let_go = Prepared(lambda: update(_K).where(_these).values(lepas=True), "ids")
_give_back = Prepared(lambda: update(_K).where(_these).values(lepas=False, revisi=-1), "ids")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """How cards of one change leave."""

    kantor_id: int
    lane: Lane
    first_chat: int | None = None
    senyap: bool = False

    def card(self, kartu_id: int, chat_id: int, revisi: int) -> Kiriman:
        """Return the row that owes a card its state at that revisi."""
        return Kiriman(
            chat_id=chat_id,
            kantor_id=self.kantor_id,
            kartu_id=kartu_id,
            isi=LayarKartu(),
            lane=Lane.KETUK if chat_id == self.first_chat else self.lane,
            senyap=self.senyap,
            dedup=f"kartu:{kartu_id}:{revisi}",
        )

    def again(self, kartu_id: int, chat_id: int) -> Kiriman:
        """Return the row that owes a card its state though its revisi stands."""
        return Kiriman(
            chat_id=chat_id,
            kantor_id=self.kantor_id,
            kartu_id=kartu_id,
            isi=LayarKartu(),
            lane=self.lane,
            senyap=self.senyap,
            paksa=True,
        )

    def anew(self, kartu_id: int, chat_id: int) -> Kiriman:
        """Return the row that sends a card as a new message; what showed it is struck."""
        return replace(self.again(kartu_id, chat_id), baru=True)


def at_once(kantor_id: int) -> Owing:
    """Return how cards leave that somebody waits for."""
    return Owing(kantor_id=kantor_id, lane=Lane.KETUK)


class KartuRepo:
    """The cards of one bot, within one unit of work."""

    def __init__(self, connection: Connection, bot_id: int, outbox: OwedOutbox) -> None:
        self._connection = connection
        self._bot_id = bot_id
        self._outbox = outbox

    def owe(
        self,
        tugas: Iterable[Tugas],
        recipients: Mapping[int, Sequence[Pemegang]],
        kantor_id: int,
        *,
        lane: Lane,
        first_chat: int | None = None,
        senyap: bool = False,
        board: Berkas | None = None,
    ) -> None:
        """See ``KartuPort.owe``."""
        stored = tuple(tugas)
        self._make_missing(stored, recipients, kantor_id)
        self._outbox.flush()
        facts = {
            "tugas": [one.id for one in stored],
            "berkas": board.id if board else None,
            "revisi": board.revisi if board else None,
            "bot": self._bot_id,
            "kantor": kantor_id,
            "lane_": int(lane),
            "first_chat": first_chat,
            "senyap_": senyap,
        }
        OWE_STATE.of(self._connection).write(self._connection, facts)

    def _make_missing(
        self, tugas: Iterable[Tugas], recipients: Mapping[int, Sequence[Pemegang]], kantor_id: int
    ) -> None:
        wanted = [
            self._row(kantor_id, person.pegawai_id, person.chat_id) | {"tugas_id": one.id}
            for one in tugas
            if one.is_open
            for person in recipients.get(one.id, ())
            if person.chat_id is not None
        ]
        _new_card.insert(self._connection, wanted)

    def move(
        self,
        tugas: Iterable[Tugas],
        recipients: Mapping[int, Sequence[Pemegang]],
        kantor_id: int,
        *,
        senyap: bool,
    ) -> Moved:
        """See ``KartuPort.move``."""
        stored = {one.id: one for one in tugas}
        holders = {
            (id, person.chat_id): person.pegawai_id
            for id in stored
            for person in recipients.get(id, ())
            if person.chat_id is not None
        }
        found = self.of_each(stored)
        known = {(one.tugas_id, one.chat_id) for one in found}
        lost = [r for r in found if not r.lepas and (r.tugas_id, r.chat_id) not in holders]
        back = [r for r in found if r.lepas and (r.tugas_id, r.chat_id) in holders]
        made = self._make(kantor_id, {k: v for k, v in holders.items() if k not in known})
        owing = Owing(kantor_id=kantor_id, lane=Lane.BIASA, senyap=senyap)
        self._outbox.add(
            *(owing.card(row.id, row.chat_id, stored[row.tugas_id].revisi) for row in made),
            *(owing.again(row.id, row.chat_id) for row in lost),
            *(owing.anew(row.id, row.chat_id) for row in back),
        )
        for rows, turn in ((lost, _let_go), (back, _give_back)):
            if rows:
                turn.write(self._connection, {"ids": [row.id for row in rows]})
        return Moved(
            got=frozenset(row.tugas_id for row in (*made, *back)),
            lost=frozenset(row.tugas_id for row in lost),
        )

    def owe_again(self, tugas_id: int, chat_id: int) -> None:
        """See ``KartuPort.owe_again``."""
        if (row := self._card_of(tugas_id, chat_id)) is None:
            self._send_first(tugas_id, chat_id)
        else:
            self._outbox.add(at_once(row.kantor_id).again(row.id, chat_id))

    def send_anew(self, tugas_id: int, chat_id: int) -> None:
        """See ``KartuPort.send_anew``."""
        if (row := self._card_of(tugas_id, chat_id)) is None:
            self._send_first(tugas_id, chat_id)
            return
        if row.lepas:
            _give_back.write(self._connection, {"ids": [row.id]})
        self._outbox.add(at_once(row.kantor_id).anew(row.id, chat_id))

    def _card_of(self, tugas_id: int, chat_id: int) -> Any:  # noqa: ANN401 -- a row
        facts = {"bot": self._bot_id, "chat": chat_id, "tugas": tugas_id}
        return _card_of.first(self._connection, facts)

    def _send_first(self, tugas_id: int, chat_id: int) -> None:
        """Make and send a card for somebody of the office of the tugas who has none."""
        facts = {"bot": self._bot_id, "chat": chat_id, "tugas": tugas_id}
        viewer = self._connection.execute(_viewer, facts).first()
        if viewer is not None:
            (made,) = self._make(viewer.kantor_id, {(tugas_id, chat_id): viewer.id})
            self._outbox.add(at_once(viewer.kantor_id).anew(made.id, chat_id))

    def turn(self, tugas: Tugas, chat_id: int, halaman: int) -> None:
        """See ``KartuPort.turn``."""
        which = {"bot": self._bot_id, "chat": chat_id, "tugas": tugas.id}
        self._connection.execute(_turn, which | {"page": halaman, "at_revisi": tugas.revisi})
        self.owe_again(tugas.id, chat_id)

    def owe_all_again(self, tugas: Collection[int], boards: Collection[int] = ()) -> None:
        """See ``KartuPort.owe_all_again``."""
        if tugas or boards:
            self._outbox.flush()
            facts = {"bot": self._bot_id, "tugas": list(tugas), "boards": list(boards)}
            OWE_AGAIN.write(self._connection, facts)

    def owe_board_again(self, berkas_id: int, chat_id: int) -> None:
        """See ``KartuPort.owe_board_again``."""
        facts = {"bot": self._bot_id, "chat": chat_id, "berkas": berkas_id}
        row = self._connection.execute(_board_of, facts).one_or_none()
        if row is not None:
            self._outbox.add(at_once(row.kantor_id).again(row.id, chat_id))

    def owe_boards_of(self, kantor_id: int, chat_id: int) -> None:
        """See ``KartuPort.owe_boards_of``."""
        facts = {"bot": self._bot_id, "chat": chat_id, "kantor": kantor_id}
        found = self._connection.execute(_boards_of, facts).scalars()
        self._outbox.add(*(at_once(kantor_id).again(id, chat_id) for id in found))

    def add_board(
        self, berkas_id: int, kantor_id: int, pegawai_id: int, chat_id: int, *, revisi: int
    ) -> None:
        """See ``KartuPort.add_board``."""
        row = self._row(kantor_id, pegawai_id, chat_id) | {"berkas_id": berkas_id}
        _new_board.insert(self._connection, [row])
        facts = {"bot": self._bot_id, "chat": chat_id, "berkas": berkas_id}
        kartu_id = self._connection.execute(_board_of, facts).one().id
        self._outbox.add(
            Kiriman(
                chat_id=chat_id,
                kantor_id=kantor_id,
                kartu_id=kartu_id,
                isi=LayarKartu(),
                baru=True,
                sematkan=True,
            )
        )

    def send_list(self, daftar: Daftar, kantor_id: int, pegawai_id: int, chat_id: int) -> None:
        """See ``KartuPort.send_list``."""
        row = self._row(kantor_id, pegawai_id, chat_id) | {"daftar": daftar.value}
        _new_list.insert(self._connection, [row])
        facts = {"bot": self._bot_id, "chat": chat_id, "kantor": kantor_id, "daftar": daftar.value}
        kartu_id = self._connection.execute(_list_of, facts).one().id
        self._outbox.add(at_once(kantor_id).anew(kartu_id, chat_id))

    def owe_list_again(self, daftar: Daftar, kantor_id: int, chat_id: int) -> int | None:
        """See ``KartuPort.owe_list_again``."""
        facts = {"bot": self._bot_id, "chat": chat_id, "kantor": kantor_id, "daftar": daftar.value}
        row = self._connection.execute(_list_of, facts).one_or_none()
        if row is None:
            return None
        self._outbox.add(at_once(kantor_id).again(row.id, chat_id))
        message_id: int | None = row.message_id
        return message_id

    def get(self, kartu_id: int) -> AnyKartu | None:
        """See ``KartuPort.get``."""
        rows = _get.all(self._connection, {"bot": self._bot_id, "this": kartu_id})
        return next(map(read_kartu, rows), None)

    def of_tugas(self, tugas_id: int) -> tuple[KartuTugas, ...]:
        """See ``KartuPort.of_tugas``."""
        return self._read(_of_tugas, this=tugas_id)

    def of_each(self, tugas: Collection[int]) -> tuple[KartuTugas, ...]:
        """See ``KartuPort.of_each``."""
        return self._read(_of_each, these=list(tugas))

    def _make(self, kantor_id: int, missing: Mapping[tuple[int, int], int]) -> list[Any]:
        """Make a card for each (tugas id, chat) -> pegawai; return id, chat_id and tugas_id."""
        if not missing:
            return []
        rows = [
            self._row(kantor_id, pegawai_id, chat_id) | {"tugas_id": tugas_id}
            for (tugas_id, chat_id), pegawai_id in missing.items()
        ]
        return _make.all_of(self._connection, rows)

    def _row(self, kantor_id: int, pegawai_id: int, chat_id: int) -> dict[str, Any]:
        return {
            "kantor_id": kantor_id,
            "bot_id": self._bot_id,
            "chat_id": chat_id,
            "pegawai_id": pegawai_id,
            "revisi": -1,
        }

    def _read(self, statement: Prepared, **facts: int | list[int]) -> tuple[KartuTugas, ...]:
        rows = statement.all(self._connection, {"bot": self._bot_id, **facts})
        return tuple(map(read_kartu_tugas, rows))
