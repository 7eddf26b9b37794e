"""Cards and boards owed, and what a whole tap costs."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import update

from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.ports.kiriman import Lane, RawUpdate
from sop_flows.ports.records import Actor
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.database.carrier_tables import InboxRow, KartuRow, OutboxRow
from storage.database.insert import table
from storage.documents.kantor.buku_contoh import SEKCAM
from tests.support.statements import counted

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
TODAY = date(2026, 10, 5)


def owe(kantor, outcome, **how):
    def work(unit):
        unit.kartu.owe(
            (*outcome.changed, *outcome.opened),
            {t.id: unit.pegawai.pemegang(kantor.id, t.jabatan_id, TODAY) for t in outcome.opened},
            kantor.id,
            lane=Lane.BIASA,
            **how,
        )

    kantor.run(work)


def test_a_new_tugas_owes_a_card_to_each_holder_who_has_joined(kantor):
    outcome = kantor.start()
    owe(kantor, outcome)
    owe(kantor, outcome)

    (kartu,) = kantor.rows(KartuRow)
    (owed,) = kantor.rows(OutboxRow)
    assert (kartu.chat_id, kartu.tugas_id, kartu.revisi) == (1, outcome.opened[0].id, -1)
    assert (owed.kartu_id, owed.layar, owed.isi, owed.lane) == (kartu.id, "kartu", {}, Lane.BIASA)
    assert owed.dedup == f"kartu:{kartu.id}:0"
    assert kantor.run(lambda u: u.kartu.get(kartu.id)).chat_id == 1
    assert kantor.run(lambda u: u.kartu.get(99)) is None


def test_a_done_tugas_owes_its_card_in_the_fast_lane_of_who_tapped(joined):
    owe(joined, joined.start())
    outcome = joined.act(1, Kerja.DISPOSISIKAN)
    owe(joined, outcome, first_chat=1)

    first, old, new = joined.rows(OutboxRow)

    assert (old.chat_id, old.lane, old.dedup) == (1, Lane.KETUK, f"kartu:{first.kartu_id}:1")
    assert (new.chat_id, new.lane) == (2, Lane.BIASA)
    assert [
        k.chat_id
        for k in joined.run(lambda u: u.kartu.of_each([one.id for one in outcome.opened]))
    ] == [2]


def test_a_card_asked_for_again_is_owed_though_its_revisi_stands(joined):
    outcome = joined.start()
    owe(joined, outcome)
    tugas_id = outcome.opened[0].id

    joined.run(lambda u: u.kartu.owe_again(tugas_id, 1))
    joined.run(lambda u: u.kartu.send_anew(tugas_id, 1))
    joined.run(lambda u: u.kartu.owe_again(tugas_id, 2))
    joined.run(lambda u: u.kartu.owe_again(tugas_id, 404))

    _, again, anew, other = joined.rows(OutboxRow)
    assert (again.paksa, again.baru, again.dedup, again.lane) == (True, False, None, Lane.KETUK)
    assert (anew.paksa, anew.baru) == (True, True)
    assert other.chat_id == 2
    assert [k.chat_id for k in joined.run(lambda u: u.kartu.of_tugas(tugas_id))] == [1, 2]


def test_a_board_is_given_once_and_owed_at_every_revisi(joined):
    berkas = joined.start().berkas
    ratna = joined.person("Ratna Dewi")
    for _ in range(2):
        joined.run(
            lambda u: u.kartu.add_board(berkas.id, joined.id, ratna, 2, revisi=berkas.revisi)
        )
    board = replace(berkas, revisi=5)
    for _ in range(2):
        joined.run(lambda u: u.kartu.owe((), {}, joined.id, lane=Lane.BIASA, board=board))
    joined.run(lambda u: u.kartu.owe_board_again(berkas.id, 2))

    (kartu,) = joined.rows(KartuRow)
    given, again, owed, insisted = joined.rows(OutboxRow)
    assert all(row.baru and row.sematkan and not row.paksa for row in (given, again))
    assert (owed.lane, owed.dedup) == (Lane.MASSAL, f"kartu:{kartu.id}:5")
    assert (insisted.paksa, insisted.baru, insisted.sematkan) == (True, False, False)


def test_the_board_of_who_started_is_owed_where_no_card_is(joined):
    """Such as when a tugas got more time, or went to another post: its card is owed by its revisi."""
    berkas = joined.start().berkas
    starter = berkas.dimulai_oleh
    joined.run(lambda u: u.kartu.add_board(berkas.id, joined.id, starter, 1, revisi=berkas.revisi))
    joined.run(lambda u: u.kartu.owe_all_again((), boards=[berkas.id]))

    _, owed = joined.rows(OutboxRow)
    assert (owed.chat_id, owed.paksa, owed.baru) == (1, True, False)


def test_a_tap_costs_at_most_twelve_statements(joined):
    outcome = joined.start()
    owe(joined, outcome)
    joined.run(lambda u: u.kartu.add_board(outcome.berkas.id, joined.id, 1, 1, revisi=1))
    joined.run(lambda u: u.inbox.store([RawUpdate(update_id=1, chat_key=1, body="{}")], NOW))
    tugas = outcome.opened[0]

    def tap(unit):
        done = joined.advanced(unit, 1, tugas, Kerja.DISPOSISIKAN)
        unit.percakapan.drop(1)
        unit.kartu.owe(
            (*done.changed, *done.opened),
            {t.id: unit.pegawai.pemegang(joined.id, t.jabatan_id, TODAY) for t in done.opened},
            joined.id,
            lane=Lane.BIASA,
            first_chat=1,
            senyap=not unit.kantor.jam_kerja(joined.id).is_open(unit.now),
            board=done.berkas,
        )
        unit.inbox.mark_done(1, unit.now)

    with counted(joined.database) as said:
        joined.run(tap)

    business = [sql for sql in said if not sql.startswith(("BEGIN", "COMMIT"))]
    assert len(business) <= 12, "\n".join(business)
    assert joined.rows(InboxRow)[0].status == "selesai"
    assert [row.chat_id for row in joined.rows(OutboxRow)][2:] == [1, 2, 1]


def test_the_use_case_runs_on_these_repositories(joined):
    tugas = joined.start().opened[0]

    outcome = joined.run(
        lambda u: perform_aksi(
            u,
            actor=Actor.private(1),
            tugas_id=tugas.id,
            aksi=Aksi(kerja=Kerja.DISPOSISIKAN, revisi=tugas.revisi, at=NOW),
        )
    )

    assert outcome.opened[0].jabatan_id == joined.post(SEKCAM)
    assert [row.chat_id for row in joined.rows(OutboxRow)] == [2]


def test_a_card_of_another_bot_is_not_owed_by_this_one(joined):
    outcome = joined.start()
    owe(joined, outcome)
    joined.database.run_now(lambda c: c.execute(update(table(KartuRow)).values(bot_id=5)))

    owe(joined, outcome)

    assert [(row.bot_id, row.chat_id) for row in joined.rows(KartuRow)] == [
        (5, 1),
        (joined.bot_id, 1),
    ]
