"""Each statement is planned once, and not whenever it is run: planning may cost ten times what it does."""

from datetime import timedelta

from sqlalchemy import Connection

from benchmarks.bot_api import BOT_ID
from sop_flows.engine.aksi import Kerja
from sop_flows.use_cases.berkas.papan import view_berkas
from sop_flows.use_cases.tick import run_tick
from storage.carriers.outbox import Outbox
from tests.support.office import START, Pejawaran
from tests.support.statements import compiled
from tests.support.story import AGUS, CAMAT, all_at, at, play_to


def test_no_statement_of_two_berkas_from_start_to_signature_is_planned_twice(kantor: Pejawaran):
    with compiled(kantor.database) as plans:
        for before in (91, 0):
            kantor.now = START - timedelta(days=before)
            sign(kantor, play_to(kantor, 8))
            kantor.wait(days=2)
            while kantor.run(run_tick).part is not None:
                pass
            for _ in range(3):
                kantor.database.run_now(claim)

    assert len(plans) > 80
    assert [sql for sql, times in plans.items() if times > 1] == []


def sign(kantor: Pejawaran, berkas_id: int) -> None:
    """Let everybody sign, after a look at the board."""
    kantor.run(view_berkas, user_id=kantor.user[CAMAT], berkas_id=berkas_id)
    kantor.act(AGUS, Kerja.SELESAI, at(kantor, berkas_id, 8))
    for one in all_at(kantor, berkas_id, 8, 1):
        nama = next(n for n, id in kantor.pegawai.items() if id == one.pegawai_id)
        kantor.act(nama, Kerja.TANDA_TANGANI, one)
    kantor.act(CAMAT, Kerja.TANDA_TANGANI, at(kantor, berkas_id, 8, 2))


def claim(connection: Connection) -> None:
    """Claim what is owed, as delivery does, and call it sent."""
    outbox = Outbox(connection, BOT_ID)
    outbox.mark_sent([(row.id, None) for row in outbox.claim(now_s=1e12, limit=10)])
    outbox.next_due()
