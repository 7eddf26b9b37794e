"""Reminders as rows, on both databases: one card of each list, owed once until it has left."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from sop_flows.engine.aksi import Kerja
from sop_flows.ports.kiriman import Lane
from sop_flows.ports.records import Daftar
from sop_flows.ports.reminders import Disebut, OwedReminder, Pembaca, Terakhir
from storage.carriers.outbox import Outbox
from storage.database.carrier_tables import DisebutRow, KartuRow, OutboxRow
from tests.storage.carriers.test_cards import owe

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
SAID = Terakhir(at=NOW, dilihat=False, tenggat=NOW, terisi=(1, 3))


def reminder(joined, chat: int, *tugas: int, daftar=Daftar.PENGINGAT, **facts) -> OwedReminder:
    named = tuple(Disebut(tugas_id=id, kini=SAID, **facts) for id in tugas)
    return OwedReminder(
        pembaca=Pembaca(joined.id, chat, daftar),
        pegawai_id=1,
        disebut=named,
        senyap=False,
        lane=Lane.MASSAL,
    )


def leave(joined) -> None:
    """Let everything that is owed have left."""
    waiting = [row.id for row in joined.rows(OutboxRow)]
    joined.run(lambda u: Outbox(u.connection, u.bot_id).mark_sent([(id, id) for id in waiting]))


def owed_of(joined, daftar: Daftar) -> list:
    (card,) = [row for row in joined.rows(KartuRow) if row.daftar == daftar]
    return [row for row in joined.rows(OutboxRow) if row.kartu_id == card.id]


def test_a_reminder_is_one_card_owed_once_until_it_has_left(joined):
    (tugas,) = joined.start().opened
    for _ in range(3):
        joined.run(lambda u: u.reminders.owe([reminder(joined, 1, tugas.id)]))
    (owed,) = owed_of(joined, Daftar.PENGINGAT)
    assert (owed.baru, owed.lane, owed.layar) == (True, Lane.MASSAL, "kartu")
    leave(joined)
    joined.run(lambda u: u.reminders.owe([reminder(joined, 1, tugas.id)]))

    assert len(owed_of(joined, Daftar.PENGINGAT)) == 2
    assert len(joined.rows(DisebutRow)) == 1


def test_each_list_and_each_reader_has_a_card_and_names_what_was_said_last(joined):
    (tugas,) = joined.start().opened
    weekly = reminder(joined, 1, tugas.id, daftar=Daftar.PEKANAN, diawasi=True)
    own, other = reminder(joined, 1, tugas.id), reminder(joined, 2, tugas.id, diminta=True)
    joined.run(lambda u: u.reminders.owe([weekly, own, other]))
    found = joined.run(
        lambda u: u.reminders.standing(
            {one.pembaca: (tugas.id,) for one in (weekly, own, other)}, NOW
        )
    )

    assert {reader: [one.disebut for one in said] for reader, said in found.items()} == {
        one.pembaca: list(one.disebut) for one in (weekly, own, other)
    }
    joined.run(lambda u: u.reminders.owe([reminder(joined, 1)]))
    assert joined.run(lambda u: u.reminders.standing({own.pembaca: ()}, NOW)) == {own.pembaca: ()}
    assert joined.run(lambda u: u.reminders.standing({weekly.pembaca: (tugas.id,)}, NOW))[
        weekly.pembaca
    ]


def test_a_list_of_an_office_is_owed_again_to_everybody_who_has_it_and_no_other_is(joined):
    offers = [reminder(joined, chat, daftar=Daftar.TAWARAN) for chat in (1, 2)]
    joined.run(lambda u: u.reminders.owe([*offers, reminder(joined, 1)]))
    leave(joined)
    joined.run(lambda u: u.reminders.owe_list_again(joined.id, Daftar.TAWARAN))
    joined.run(lambda u: u.reminders.owe_list_again(joined.id + 1, Daftar.TAWARAN))

    cards = {row.id: row.chat_id for row in joined.rows(KartuRow) if row.daftar == "tawaran"}
    again = [row for row in joined.rows(OutboxRow) if row.paksa]
    assert [cards[row.kartu_id] for row in again] == [1, 2]
    assert all(row.senyap and not row.baru for row in again)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_lists_of_an_office_are_found_without_a_look_at_its_other_cards(joined):
    asked: list[str] = []

    def explain(u) -> list[str]:
        driver = u.connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        u.reminders.owe_list_again(joined.id, Daftar.TAWARAN)
        driver.set_trace_callback(None)
        found = u.connection.execute(text(f"EXPLAIN QUERY PLAN {asked[-1]}"))
        return [row.detail for row in found]

    assert joined.run(explain) == [
        "SEARCH kartu USING INDEX ix_kartu_kantor (kantor_id=? AND daftar=?)"
    ]


def test_a_closed_tugas_owes_each_reminder_that_names_it_one_edit(joined):
    (tugas,) = joined.start().opened
    joined.run(lambda u: u.reminders.owe([reminder(joined, 1, tugas.id)]))
    leave(joined)
    done = joined.act(1, Kerja.DISPOSISIKAN)
    owe(joined, done, first_chat=1)
    (_, edit) = owed_of(joined, Daftar.PENGINGAT)

    assert (edit.baru, edit.paksa, edit.senyap, edit.dedup) == (False, True, True, None)
    assert joined.run(
        lambda u: u.reminders.standing({Pembaca(joined.id, 1, Daftar.PENGINGAT): (tugas.id,)}, NOW)
    ) == {Pembaca(joined.id, 1, Daftar.PENGINGAT): ()}
    (card,) = [row for row in joined.rows(KartuRow) if row.daftar]
    assert [one.tugas_id for one in joined.run(lambda u: u.reminders.named_by(card.id))] == [
        tugas.id
    ]


def test_what_a_reminder_names_owes_it_its_state_where_that_is_asked_for(joined):
    (tugas,) = joined.start().opened
    both = [reminder(joined, 1, tugas.id), reminder(joined, 2, tugas.id)]
    joined.run(lambda u: u.reminders.owe(both))
    leave(joined)
    joined.run(lambda u: u.reminders.owe_again([tugas.id, 404]))
    joined.run(lambda u: u.reminders.owe_again([]))

    edits = [row for row in joined.rows(OutboxRow) if row.paksa]
    assert sorted(row.chat_id for row in edits) == [1, 2]
    assert not any(row.baru for row in edits)
