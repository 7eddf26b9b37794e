"""Playing a scenario to its end with server and bot in this process, and keeping what it left."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.trial.sample import Sample
from bot.trial.scenario import Scenario, play
from sop_flows.jejak import Verification
from sop_flows.naskah.selisih import Selisih
from sop_flows.use_cases.berkas.selisih import find_selisih
from storage.unit_of_work import SqlUnitOfWork
from tests.skenario.akhir import Akhir, count_mail, read_akhir, read_phones
from tests.support.house import House
from tests.support.patience import HANG_S


@dataclass(frozen=True, slots=True)
class Pertunjukan:
    """A scenario that was played to its end."""

    akhir: Akhir
    surat: dict[str, Counter[str]]
    riwayat: Verification
    selisih: tuple[Selisih, ...]
    ponsel: dict[str, list[dict[str, Any]]]
    database: Path
    jawaban: list[str]
    """What the taps after the end were answered."""


async def perform(
    tur: Scenario,
    folder: Path,
    *samples: Sample,
    lalu: Callable[[House], Awaitable[list[str]]] | None = None,
) -> Pertunjukan:
    """Play a scenario, and then ``lalu``, which returns the answers to its taps."""
    async with House(folder, *samples) as house:
        await play(tur, house.server.url, tautan=house.start_text, patience=HANG_S)
        await house.settle()
        jawaban = await lalu(house) if lalu else []
        await house.settle()
        ponsel = await read_phones(house.http)
        riwayat, selisih = await house.run(examine)
    database = folder / "bot" / "trial.sqlite"
    return Pertunjukan(
        read_akhir(database), count_mail(database), riwayat, selisih, ponsel, database, jawaban
    )


def examine(uow: SqlUnitOfWork) -> tuple[Verification, tuple[Selisih, ...]]:
    """Return whether the history of the first office is whole, and what does not agree with it."""
    office = uow.kantor.all()[0]
    return uow.jejak.verify(office.id), find_selisih(uow, office)
