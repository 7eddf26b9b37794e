"""The campaign: everything that can fail fails, together and for hours, and nobody loses anything.

``SOAK_MINUTES`` of the fast clock (60), ``SOAK_FACTOR`` times as fast as the world's (6), ``SOAK_SEED``.
"""

import asyncio
import os
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.trial.kantor.pejawaran import START
from tests.crash import naskah, naskah_data
from tests.crash.angka import Angka
from tests.crash.bots import FORKS
from tests.crash.cepat import FastClock
from tests.crash.kampanye import MUTE_S, Babak, small_disk
from tests.crash.kantor import Kantor, forget_time, found
from tests.crash.pemeriksaan import AGAIN, check_end
from tests.crash.saluran import Saluran

MINUTES = float(os.environ.get("SOAK_MINUTES", "60"))
FACTOR = float(os.environ.get("SOAK_FACTOR", "6"))
ANSWERED = {"/tugas": "daftar_tugas", "/bantuan": "bantuan"}
KINDS = "SELECT layar, count(*), sum(ambigu) FROM outbox GROUP BY layar"


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_everything_fails_together_and_nothing_is_lost_doubled_or_mute(tmp_path: Path):
    seed = int(os.environ.get("SOAK_SEED") or random.randrange(10**6))
    print(f"SOAK_SEED={seed}")
    founded = tmp_path / "founded"
    found(founded, naskah_data.DUA_SOP)
    forget_time(founded)
    angka = Angka(FACTOR)
    while angka.seconds < MINUTES * 60:
        folder = tmp_path / str(angka.rounds)
        clock = FastClock(
            factor=FACTOR, start=START.timestamp() + 3 * 3600, ahead=FORKS.Value("d", 0.0)
        )
        try:
            with small_disk(folder / "bot"):
                clock.run(play(founded, folder, clock, seed + angka.rounds, angka))
        finally:
            angka.rounds += 1
            angka.seconds += clock.monotonic() - clock.began
            print(*angka.lines(), sep="\n", flush=True)
    assert max(angka.waits) <= MUTE_S


async def play(founded: Path, folder: Path, clock: FastClock, seed: int, angka: Angka) -> None:
    """Play one round and look at what is left of it."""
    chance = random.Random(seed)
    office = Kantor(
        founded,
        folder,
        answer_s=3.0,
        machine=clock.true_time,
        think=lambda: asyncio.sleep(chance.uniform(2.0, 15.0)),
    )
    async with (
        office as kantor,
        Saluran(kantor.server.port) as saluran,
    ):
        babak = Babak(kantor, clock, saluran, seed, angka)
        await babak.play()
        take(kantor, angka)
        asked = Counter(ANSWERED[question] for question in babak.asked)
        check_end(
            kantor,
            naskah.HISTORY + naskah_data.HISTORY,
            naskah.FOUNDED + naskah.OWED + naskah_data.OWED + asked,
            naskah.REPEATED | naskah_data.REPEATED,
        )


def take(kantor: Kantor, angka: Angka) -> None:
    """Note what an office has gone through."""
    ((updates,),) = kantor.select("SELECT count(*) FROM inbox")
    ((lines,),) = kantor.select("SELECT count(*) FROM jejak")
    angka.updates += updates
    angka.history += lines
    angka.acknowledged += len(kantor.acknowledged)
    angka.marked += sum(AGAIN in sent.text for sent in kantor.sent)
    for layar, count, in_doubt in kantor.select(KINDS):
        angka.owed[layar] += count
        angka.in_doubt[layar] += in_doubt
