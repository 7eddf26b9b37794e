"""What tests of buttons need beside the house: forging, looking into the rows, hurrying ahead."""

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.trial.kantor.pejawaran import SAMPLE
from handlers.screens.callback import TugasTap
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Berkas, Tugas
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.tugas.act import perform_aksi
from storage.berkas.jejak import verify
from storage.documents.kantor.buku import BukuKantor
from storage.kantor_import import import_kantor
from tests.keamanan.kebijakan import read_kebijakan
from tests.support.house import House

SITTING = {row.jabatan: row.nama for row in reversed(SAMPLE.pegawai)}
"""Who sits in each post; the first where there are several."""
VALUES = read_kebijakan("pengukuran-kinerja-kecamatan").nilai
"""What each unit types."""
NOT_YOURS = "Tugas ini bukan untuk jabatan"
CHANGED = "Yang terbaru sedang ditampilkan."
ROUTE = (
    ("1.0", Kerja.DISPOSISIKAN),
    ("2.0", Kerja.DISPOSISIKAN),
    ("3.0", Kerja.KIRIM),
    ("4.0", Kerja.KIRIM),
    ("5.0", Kerja.SELESAI),
    ("6.0", Kerja.SETUJUI),
    ("7.0", Kerja.SETUJUI),
    ("8.0", Kerja.SELESAI),
    ("8.1", Kerja.TANDA_TANGANI),
)
BERKAS = 1


class Lapangan:
    """A berkas in the house, some way on; the last step is always taken by real taps."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def go_to(self, place: str) -> None:
        """Start a berkas and bring it to a place by the use cases; then everything is delivered."""
        await self.house.say("Endang Lestari", "/mulai")
        await self.house.tap("Endang Lestari", "Pengukuran Kinerja")
        for passed, kerja in ROUTE:
            if passed == place:
                break
            for tugas in await self.open_at(passed):
                await self.act(await self.holder(tugas), kerja, tugas)
        await self.house.settle()

    async def act(self, nama: str, kerja: Kerja, tugas: Tugas, **facts: Any) -> None:
        """Let somebody do an aksi, without a phone."""
        who = {"actor": Actor.private(self.house.user[nama]), "tugas_id": tugas.id}
        if kerja is Kerja.KIRIM and tugas.unit_id is not None:
            units = await self.look(lambda uow: uow.kantor.unit(1))
            teks = VALUES[units[tugas.unit_id].kode]
            await self.house.run(type_lines, **who, teks=teks)
            (tugas,) = [t for t in (await self.berkas()).terbuka if t.id == tugas.id]

        def work(uow: UnitOfWork) -> None:
            aksi = Aksi(kerja=kerja, revisi=tugas.revisi, at=uow.now, **facts)
            perform_aksi(uow, **who, aksi=aksi)

        await self.house.run(work)

    async def rearrange(self, buku: BukuKantor) -> None:
        """Change the office to what a workbook says."""
        now = self.house.app.clock.now()
        await self.house.run(lambda uow: import_kantor(uow.connection, buku, now))

    # Looking

    async def look(self, work: Any) -> Any:
        return await self.house.run(work)

    async def berkas(self) -> Berkas:
        return (await self.look(lambda uow: uow.berkas.get(BERKAS)))[0]

    async def open_at(self, place: str) -> list[Tugas]:
        return [t for t in (await self.berkas()).terbuka if str(t.place) == place]

    async def only(self, place: str) -> Tugas:
        (tugas,) = await self.open_at(place)
        return tugas

    async def post(self, tugas: Tugas) -> str:
        posts = await self.look(lambda uow: uow.kantor.jabatan(uow.kantor.all()[0].id))
        return str(posts[tugas.jabatan_id].nama)

    async def holder(self, tugas: Tugas) -> str:
        if tugas.pegawai_id is not None:
            return str((await self.look(lambda uow: uow.pegawai.person(1, tugas.pegawai_id))).nama)
        return SITTING[await self.post(tugas)]

    async def done(self) -> list[tuple[str, str]]:
        """Return who did what in the berkas so far; the chain is verified on the way."""
        lines = await self.look(lambda uow: uow.jejak.of_berkas(BERKAS))
        assert (await self.look(lambda uow: verify(uow.connection, 1))).ok
        return [(line.aksi, line.pelaku.get("nama", "")) for line in lines]

    async def card(self, nama: str, teks: str) -> str:
        """Return the newest message of somebody that contains the text, when all is delivered."""
        await self.house.settle()
        messages = await self.house.messages(nama)
        return next(m["plain"] for m in reversed(messages) if teks in m["plain"])

    async def button(self, nama: str, label: str) -> tuple[int, str]:
        """Return message_id and data of the newest button that starts so, pictograph skipped."""
        message = await self.house.find(nama, label)
        keyboard = self.house.keyboard(nama, message["message_id"])
        data = next(one["callback_data"] for one in keyboard if label in one["text"])
        return message["message_id"], data

    # Forging

    async def at_once(self, *taps: tuple[str, int, str]) -> Sequence[str]:
        """Send these callbacks at the same time; return what the pop-ups say."""
        sent = [self.house.forge(*tap) for tap in taps]
        return [answer.get("text", "") for answer in await asyncio.gather(*sent)]

    async def forge(self, nama: str, data: str) -> str:
        """Send a callback that no button of that person need carry; return the pop-up."""
        answer = await self.house.forge(nama, 1, data)
        return str(answer.get("text", ""))

    async def confirm(self, nama: str, tugas: Tugas, aksi: str) -> str:
        """Send the tap on what cannot be undone and the one on its "Ya"; return that pop-up."""
        await self.forge(nama, data_of(tugas, "yakin", aksi))
        return await self.forge(nama, data_of(tugas, aksi))


def data_of(tugas: Tugas, aksi: str, *args: str) -> str:
    """Return the data of a button on the card of a tugas."""
    return TugasTap(tugas.id, tugas.revisi, aksi, args).encode()
