"""Eight letters wait for a paraf, and the Sekretaris answers for them with one "Ya"."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.trial.kantor.pejawaran import SAMPLE
from bot.trial.sample import Sample
from sop_flows.engine.berkas import Tugas
from sop_flows.naskah.kode import kode_of, print_kode
from sop_flows.use_cases.tugas.naskah import asked_about
from storage.berkas.jejak import verify
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.story import CAMAT, KASUBBAG, SEKCAM
from tests.support.surat_keluar import ALLOWING, activate, initial, write_letter

LIST = "Paraf beberapa tugas"
SURE = "Yakin?"
ALONE = "yang diputuskan hanya yang bertanda pada halaman ini"


class Meja:
    """The desk of the Sekretaris, on their phone."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.surat: list[Tugas] = []

    async def write(self, banyak: int) -> None:
        """Let so many letters wait, each in its own unit of work, as if written one by one."""
        kantor_id = await self.house.run(lambda uow: uow.kantor.all()[0].id)
        sop_id = await self.house.run(activate, kantor_id=kantor_id)
        for ke in range(1, banyak + 1):
            facts = {"user_id": self.house.user[KASUBBAG], "sop_id": sop_id}
            self.surat.append(
                await self.house.run(write_letter, perihal=f"Undangan {ke}", **facts)
            )
        await self.house.settle()

    async def kode(self, tugas: Tugas) -> str:
        """Return the kode verifikasi of what would be decided on now."""

        def work(uow: Any) -> str:
            loaded = uow.berkas.load_tugas(tugas.id)
            kerja = "paraf" if loaded.tugas.langkah == 2 else "tanda_tangani"
            return print_kode(kode_of(asked_about(uow, loaded, kerja)))

        return str(await self.house.run(work))

    async def lines(self) -> list[tuple[str, str]]:
        """Return who did which decision in which order; the chain is verified on the way."""

        def work(uow: Any) -> list[tuple[str, str]]:
            assert verify(uow.connection, 1).ok
            berkas = [uow.berkas.berkas_of(one.id) for one in self.surat]
            lines = [line for id in berkas for line in uow.jejak.of_berkas(id)]
            return [(x.aksi, str(x.pelaku["nama"])) for x in lines if "naskah" in x.rincian]

        found: list[tuple[str, str]] = await self.house.run(work)
        return [one for one in found if one[0] in ("paraf", "tanda_tangani")]


@pytest.fixture
async def meja(tmp_path: Path) -> AsyncIterator[Meja]:
    async with House(tmp_path, Sample(ALLOWING, 1001)) as house:
        yield Meja(house)


def labels(message: dict[str, Any]) -> list[str]:
    return [label for row in message["buttons"] or [] for label in row]


async def test_several_are_listed_looked_at_left_out_and_answered_for_with_one_yes(meja: Meja):
    house = meja.house
    await meja.write(8)
    kode = [await meja.kode(one) for one in meja.surat]
    await house.say(SEKCAM, "/tugas")
    await house.tap(SEKCAM, "Paraf beberapa")
    listed = (await house.see(SEKCAM, LIST))["plain"]
    for ke, (tugas, each) in enumerate(zip(meja.surat, kode, strict=True), start=1):
        assert f"#{tugas.nomor} Paraf surat" in listed
        assert f"Perihal: Undangan {ke}" in listed
        assert f"Kode {each}" in listed

    opened = meja.surat[1].nomor
    await house.tap(SEKCAM, f"Buka #{opened}", LIST)
    await house.settle()
    card = await house.see(SEKCAM, f"Paraf surat · #{opened}")
    assert f"Kode verifikasi: {kode[1]}" in card["plain"]
    assert card == (await house.messages(SEKCAM))[-1], "the card does not come below the list"
    left = meja.surat[4].nomor
    await house.tap(SEKCAM, f"☑ #{left}", LIST)
    await house.find(SEKCAM, f"▫️ #{left}", LIST)
    before = len(await house.messages(SEKCAM))
    await house.tap(SEKCAM, "Paraf 7 tugas", LIST)
    sure = await house.find(SEKCAM, "Ya, paraf 7 tugas", SURE)
    assert kode[4] not in sure["plain"]
    assert all(each in sure["plain"] for each in kode if each != kode[4])
    assert len(await house.messages(SEKCAM)) == before, "the list is not edited in its place"

    answer = await house.tap(SEKCAM, "Ya, paraf 7 tugas")
    assert answer["text"] == "7 tugas tercatat."
    told = (await house.see(SEKCAM, "7 tugas tercatat diparaf"))["plain"]
    assert all(each in told for each in kode if each != kode[4])
    assert "Masih ada 1 tugas lain" in told
    assert await meja.lines() == [("paraf", SEKCAM)] * 7
    await house.settle()
    closed = await house.see(SEKCAM, "Daftar ini sudah ditutup")
    assert labels(closed) == []
    await house.see(CAMAT, "Tanda tangan surat")


async def test_the_morning_reminder_leads_to_the_list(meja: Meja):
    await meja.write(3)
    await meja.house.clock(to="Rabu 09.05 WIB")
    await meja.house.find(SEKCAM, "Paraf beberapa", "Mengingatkan dengan hormat")
    await meja.house.tap(SEKCAM, "Paraf beberapa", "Mengingatkan dengan hormat")
    await meja.house.tap(SEKCAM, f"Buka #{meja.surat[0].nomor}", LIST)
    await meja.house.tap(SEKCAM, "Paraf 3 tugas", LIST)
    await meja.house.tap(SEKCAM, "Ya, paraf 3 tugas")

    await meja.house.see(SEKCAM, "3 tugas tercatat diparaf")


async def test_a_double_tap_on_yes_records_once_and_says_so(meja: Meja):
    house = meja.house
    await meja.write(2)
    message_id, data = await ask(meja)
    first = await house.forge(SEKCAM, message_id, data)
    second = await house.forge(SEKCAM, message_id, data)

    assert first["text"] == "2 tugas tercatat."
    assert second["show_alert"]
    assert "Ketukan ini tidak mencatat apa pun" in second["text"]
    assert await meja.lines() == [("paraf", SEKCAM)] * 2


async def ask(meja: Meja) -> tuple[int, str]:
    """Let the last question stand; return its "Ya" as it is drawn."""
    house = meja.house
    await house.say(SEKCAM, "/tugas")
    await house.tap(SEKCAM, "Paraf beberapa")
    await house.tap(SEKCAM, "Paraf ", LIST)
    await house.settle()
    return await Lapangan(house).button(SEKCAM, "Ya, paraf")


async def test_a_card_that_changed_between_the_list_and_yes_is_refused_by_name(meja: Meja):
    house = meja.house
    await meja.write(3)
    message_id, data = await ask(meja)
    second = meja.surat[1]
    await house.run(add_note, tugas_id=second.id)
    answer = await house.forge(SEKCAM, message_id, data)

    assert answer["text"] == "2 tugas tercatat. 1 tidak; sebabnya disebutkan."
    told = await house.see(SEKCAM, "1 tugas tidak tercatat")
    assert f"#{second.nomor} Paraf surat" in told["plain"].split("tidak tercatat")[1]
    await house.find(SEKCAM, f"Buka #{second.nomor}", "1 tugas tidak tercatat")
    assert await meja.lines() == [("paraf", SEKCAM)] * 2


def add_note(uow: Any, tugas_id: int) -> None:
    uow.berkas.change(uow.berkas.load_tugas(tugas_id).tugas)


async def test_an_office_that_does_not_allow_it_has_no_such_button_and_refuses_a_forged_one(
    tmp_path: Path,
):
    async with House(tmp_path, Sample(SAMPLE, 1001)) as house:
        meja = Meja(house)
        await meja.write(3)
        await house.say(SEKCAM, "/tugas")
        shown = await house.see(SEKCAM, "Tugas terbuka")
        assert not any("beberapa" in label for label in labels(shown))
        answer = await house.forge(SEKCAM, shown["message_id"], "v1:k:buka:1:paraf:1")

        assert answer["show_alert"]
        assert answer["text"].startswith("Kantor ini memutuskan tugas satu per satu.")
        assert await meja.lines() == []


async def test_forty_are_signed_page_by_page(meja: Meja):
    house = meja.house
    await meja.write(40)
    for one in meja.surat:
        await house.run(initial, user_id=house.user[SEKCAM], tugas=one)
    await house.settle()
    await house.say(CAMAT, "/tugas")
    await house.tap(CAMAT, "Tanda tangani beberapa")
    await house.see(CAMAT, f"Halaman 1 dari 4; {ALONE}")
    await house.tap(CAMAT, "Hal. 2", f"Halaman 1 dari 4; {ALONE}")
    await house.tap(CAMAT, "Tanda tangani 10 tugas", f"Halaman 2 dari 4; {ALONE}")
    await house.tap(CAMAT, "Ya, tanda tangani 10 tugas")
    told = await house.see(CAMAT, "10 tugas tercatat")

    assert "Masih ada 30 tugas lain" in told["plain"]
    await house.tap(CAMAT, "Tanda tangani beberapa", "10 tugas tercatat")
    await house.see(CAMAT, f"Halaman 1 dari 3; {ALONE}")
    assert (await meja.lines()).count(("tanda_tangani", CAMAT)) == 10
