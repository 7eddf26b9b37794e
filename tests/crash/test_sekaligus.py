"""The bot dies while it decides on several tugas with one "Ya": all of them are recorded once, or none yet."""

from contextlib import closing
from pathlib import Path

from sop_flows.engine.berkas import Tugas
from storage.database.session import Database
from tests.crash.batas import COMMITS, Boundaries
from tests.crash.bots import ThreadBot
from tests.crash.kantor import Kantor, first_of
from tests.crash.pemeriksaan import check_chain
from tests.support.office import Pejawaran
from tests.support.story import KASUBBAG, SEKCAM
from tests.support.surat_keluar import activate, write_letter

DEATHS = [(name, visits) for name in COMMITS for visits in range(1, 6)]
"""What is committed for one tap: taken in, carried out, its answers sent."""
ALLOW = "UPDATE kantor SET setujui_sekaligus = 1, versi = versi + 1"
DONE = """
    SELECT t.id, t.status, count(j.seq) AS lines FROM tugas t
    LEFT JOIN jejak j ON j.tugas_id = t.id AND j.aksi = 'paraf' WHERE t.langkah = 2 GROUP BY t.id
"""
FOLLOWING = "SELECT berkas_id, count(*) AS n FROM tugas WHERE langkah = 3 GROUP BY berkas_id"
TOLD = "SELECT count(*) FROM outbox WHERE layar = 'sekaligus_tercatat'"
SEVERAL = 3


async def test_several_are_decided_on_once_wherever_the_bot_dies(founded: Path, tmp_path: Path):
    boundaries = Boundaries()
    async with Kantor(founded, tmp_path) as kantor:
        with closing(Database.open(f"sqlite:///{kantor.database}")) as database:
            office = Pejawaran(database)
            database.run_now(lambda c: c.exec_driver_sql(ALLOW))
            sop_id = office.run(activate, kantor_id=office.kantor_id)
            bot = ThreadBot(kantor, boundaries)
            await bot.start()
            for number, (name, visits) in enumerate(DEATHS, start=1):
                for ke in range(SEVERAL):
                    write(office, sop_id, f"Surat {number}.{ke}")
                sekretaris = kantor.office[SEKCAM]
                await sekretaris.write("/tugas")
                await sekretaris.tap("Paraf beberapa")
                await sekretaris.tap(f"Paraf {SEVERAL} tugas")
                await kantor.settle()
                boundaries.arm(name, visits)
                await sekretaris.tap_once(f"Ya, paraf {SEVERAL} tugas")
                if await first_of(bot.died.wait(), kantor.settle()) == 0:
                    await bot.bury()
                    await bot.start()
                    await kantor.settle()
                check(kantor, number * SEVERAL, f"dying {name} {visits}")
                ((told,),) = kantor.select(TOLD)
                assert told == number, f"dying {name} {visits}"
        assert len(boundaries.deaths) >= len(DEATHS) - len(COMMITS)
        check_chain(kantor)


def write(office: Pejawaran, sop_id: int, perihal: str) -> Tugas:
    """Let one more letter wait, written beside the bot."""
    user = office.user[KASUBBAG]
    return office.run(write_letter, user_id=user, sop_id=sop_id, perihal=perihal)


def check(kantor: Kantor, letters: int, when: str) -> None:
    """Each letter was initialled once, and waits for one signature."""
    rows = kantor.select(DONE)
    assert [(row["status"], row["lines"]) for row in rows] == [("selesai", 1)] * letters, when
    assert [row["n"] for row in kantor.select(FOLLOWING)] == [1] * letters, when
