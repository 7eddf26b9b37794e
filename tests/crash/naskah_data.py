"""A second SOP of the same office, which runs beside the first: the data are gathered for a Surat Sekda."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.trial.kantor import pejawaran
from bot.trial.kantor.rows import columns
from bot.trial.sample import PEJAWARAN
from tests.crash.naskah import KASI, KASUBBAG, RETURNED, SEKCAM, STAF, Line
from tests.crash.pejabat import Pejabat

DUA_SOP: Final = replace(
    PEJAWARAN,
    buku=replace(
        PEJAWARAN.buku,
        sop=(
            *PEJAWARAN.buku.sop,
            *columns(
                "pengumpulan-data-kinerja",
                {
                    "Ka. Dinas": [pejawaran.CAMAT],
                    "Sekdis": [pejawaran.SEKCAM],
                    "Seluruh Kasie/Subbag": [
                        kasi for unit, kasi in pejawaran.KASI.items() if unit != "YANUM"
                    ],
                    "Kasubbag PEP": [pejawaran.KASUBBAG],
                    "Analis": [pejawaran.STAF],
                },
            ),
        ),
    ),
)
SURAT = "S.900/412/SETDA/2026"
ANSWERS = (
    SURAT,
    "2 Oktober 2026",
    "Sekretaris Daerah",
    "Permintaan data",
    "Biasa",
    "5 Oktober 2026",
    "412",
)
FILLING = {nama: count for nama, count in KASI.items() if nama != RETURNED}
"""Who fills a form: nobody who has one of the other SOP open then, so that values have one meaning."""
HISTORY: Counter[Line] = Counter(
    [
        (SEKCAM, 1, 1, "disposisikan"),
        (KASUBBAG, 2, 1, "kirim"),
        *((nama, 3, 1, "kirim") for nama in FILLING),
        (KASUBBAG, 4, 1, "selesai"),
        (STAF, 5, 1, "selesai"),
    ]
)
"""What the history of this berkas says in the end."""


OWED = Counter(pilihan_mulai=1, baris_diterima=len(FILLING), berkas_berakhir=2)
"""What all this owes, by kind, whatever fails and however often anybody taps."""
REPEATED = {"tanya_mulai", "ringkasan_mulai"}
"""What is owed anew at every further tap."""


async def play(office: Mapping[str, Pejabat]) -> None:
    """Run it from beginning to end, from when the forms of the other SOP are in."""
    await office[STAF].see("Periksa isian dan susun draf")
    async with office[SEKCAM].busy:
        await begin(office[SEKCAM])
    await do(office[SEKCAM], "Disposisikan", "Langkah 1 dari 5")
    await do(office[KASUBBAG], "Kirim formulir", "Langkah 2 dari 5")
    await asyncio.gather(*(fill(office[nama], count) for nama, count in FILLING.items()))
    await do(office[KASUBBAG], "Selesai", "Langkah 4 dari 5")
    await do(office[STAF], "Selesai", "Langkah 5 dari 5")


async def begin(sekcam: Pejabat) -> None:
    """Start it: whoever has the letter answers what it says, one after the other."""
    await sekcam.write("/mulai")
    await sekcam.tap("Pengumpulan")
    for number, answer in enumerate(ANSWERS, start=1):
        await sekcam.see(f"{number} dari 8")
        await sekcam.write(answer)
    await sekcam.tap("Lewati", "8 dari 8")
    await sekcam.tap("Ya, mulai", SURAT)


async def do(pejabat: Pejabat, label: str, pada: str) -> None:
    """Tap, but not in the middle of something else."""
    await pejabat.see_button(label, pada)
    async with pejabat.busy:
        await pejabat.tap(label, pada)


async def fill(kasi: Pejabat, count: int) -> None:
    await kasi.see("Langkah 3 dari 5")
    await kasi.write("\n".join(f"{number}=7" for number in range(1, count + 1)))
    await kasi.tap("Kirim ke", "Langkah 3 dari 5")
