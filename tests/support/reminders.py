"""The reminders of the sample office as they reach its phones, one after another."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, select, update

from handlers.screens.notices import Pesan, draw
from handlers.screens.screen import Screen
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.daftar import LayarKartu
from sop_flows.ports.records import Daftar, KartuDaftar
from sop_flows.ports.reminders import PengingatView
from sop_flows.ports.tawaran import TawaranView
from sop_flows.use_cases.berkas.again import view_offers
from sop_flows.use_cases.reminders import view_reminder
from storage.database.carrier_tables import KartuRow, OutboxRow, StatusKiriman
from storage.database.insert import table
from storage.database.open_rows import stands
from tests.support.screen import labels_of

KARTU, OUTBOX = table(KartuRow), table(OutboxRow)


@dataclass(frozen=True, kw_only=True)
class Reminded:
    """A reminder as it reached a phone; ``baru``: as a new message, which the one before gave way to."""

    chat_id: int
    daftar: Daftar
    at: datetime
    view: PengingatView | TawaranView
    baru: bool
    senyap: bool

    @property
    def screen(self) -> Screen:
        """What the person sees."""
        return draw(Pesan(answer_to(self.chat_id, LayarKartu()), self.view), ambigu=False)

    @property
    def text(self) -> str:
        """What the person reads."""
        return self.screen.text

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return labels_of(self.screen)


HELD = OUTBOX.alias("held")
IS_HELD = exists().where(HELD.c.chat_id == OUTBOX.c.chat_id, stands(HELD, StatusKiriman.TAHAN))


ARRIVING = (
    select(OUTBOX.c.id, OUTBOX.c.kartu_id, OUTBOX.c.baru, OUTBOX.c.senyap)
    .join(KARTU, KARTU.c.id == OUTBOX.c.kartu_id)
    .where(KARTU.c.daftar.is_not(None), stands(OUTBOX, StatusKiriman.BARU), ~IS_HELD)
    .order_by(OUTBOX.c.id)
)


def arriving(connection: Connection) -> list[tuple[int, bool, bool]]:
    """Return the reminders that are owed, by kartu, whether as new messages, and whether without sound."""
    rows = connection.execute(ARRIVING).all()
    if rows:
        arrived = OUTBOX.c.id.in_([row.id for row in rows])
        connection.execute(update(OUTBOX).where(arrived).values(status=StatusKiriman.TERKIRIM))
    return [(row.kartu_id, row.baru, row.senyap) for row in rows]


def on_phone(connection: Connection, kartu_id: int) -> None:
    """Let a reminder be on its phone."""
    connection.execute(
        update(KARTU).where(KARTU.c.id == kartu_id).values(message_id=KARTU.c.id, revisi=0)
    )


def carry(kantor) -> list[Reminded]:
    """Let what is owed of reminders reach the phones of an office; return it."""
    found = []
    for kartu_id, baru, senyap in kantor.database.run_now(arriving):
        kartu = kantor.run(lambda uow, id=kartu_id: uow.kartu.get(id))
        assert isinstance(kartu, KartuDaftar)
        is_offer = kartu.daftar is Daftar.TAWARAN
        view = kantor.run(view_offers if is_offer else view_reminder, kartu=kartu)
        if view.is_over and (baru or kartu.message_id is None):
            continue
        kantor.database.run_now(lambda c, id=kartu_id: on_phone(c, id))
        where = {"chat_id": kartu.chat_id, "daftar": kartu.daftar, "at": kantor.now}
        found.append(Reminded(**where, view=view, baru=baru, senyap=senyap))
    return found


def of(told: list[Reminded], chat_id: int, daftar: Daftar, *, baru: bool) -> list[Reminded]:
    """Return those of a chat on one list, the new messages or the edits."""
    return [
        one for one in told if one.chat_id == chat_id and one.daftar is daftar and one.baru is baru
    ]
