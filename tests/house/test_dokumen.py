"""Dokumen over the whole house: handed in on one phone, handed out on another, byte for byte."""

from typing import Any

import pytest
from sqlalchemy import select, update

from sop_flows.engine.aksi import Kerja
from storage.database.insert import table
from storage.database.tables import LampiranRow
from storage.files import Files
from tests.bot.trial.scenes import PNG
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House

TAPEM, PM, AGUS, SEKCAM = "Slamet Riyadi", "Siti Khotimah", "Agus Prasetyo", "Endang Lestari"
PDF = b"%PDF-1.4\n" + bytes(range(256)) * 40 + b"\n%%EOF"
LAMPIRAN = table(LampiranRow)
OFFER = "Lihat dokumen"
CAPTION = "Data dukung · Seksi Tata Pemerintahan"


@pytest.fixture
async def house(house: House) -> House:
    await Lapangan(house).go_to("4.0")
    return house


async def hand_in(house: House, nama: str, *, album: str = "", **file: Any) -> None:
    """Send a file or a photo, and wait until the card of its tugas counts it."""
    url = f"/trial/phones/{house.user[nama]}/send"
    (await house.http.post(url, files=file, data={"album": album})).raise_for_status()
    mine = [m for m in await house.messages(nama) if m["from"] == "me"]
    count = sum(bool(m["document"] or m["photo"]) for m in mine)
    await house.find(nama, f"{OFFER} ({count})")


async def gather(house: House) -> None:
    """Let every unit send its formulir, so that they are gathered."""
    lapangan = Lapangan(house)
    for tugas in await lapangan.open_at("4.0"):
        await lapangan.act(await lapangan.holder(tugas), Kerja.KIRIM, tugas)
    await house.settle()


async def handed_out(house: House, nama: str) -> list[dict[str, Any]]:
    """Return the dokumen on somebody's phone, oldest first."""
    await house.settle()
    messages = await house.messages(nama)
    return [m for m in messages if m["from"] == "bot" and (m["document"] or m["photo"])]


async def content_of(house: House, message: dict[str, Any]) -> bytes:
    file = message["document"] or message["photo"]
    return (await house.http.get(file["url"])).content


async def calls(house: House, method: str) -> list[dict[str, Any]]:
    found = (await house.http.get("/trial/calls", params={"method": method})).json()
    return [call for call in found if "caption" in call["params"]]


@pytest.mark.parametrize(
    ("nama", "isi"),
    [
        ("register.pdf", b"<html>Masuk ke jaringan</html>"),
        ("register.docx", PDF),
        ("a.png", b"PK"),
    ],
)
async def test_what_is_not_of_the_kind_of_its_name_is_told_and_not_kept(
    house: House, nama: str, isi: bytes
):
    url = f"/trial/phones/{house.user[TAPEM]}/send"
    (await house.http.post(url, files={"file": (nama, isi)})).raise_for_status()

    await house.see(TAPEM, f"{nama} belum disimpan, karena isinya bukan jenis dokumen")
    kept = await house.app.database.run(lambda c: c.execute(select(LAMPIRAN.c.id)).all())
    assert kept == []


async def test_what_one_hands_in_another_is_handed_out_byte_for_byte(house: House):
    await hand_in(house, TAPEM, file=("register 2026.pdf", PDF, "application/pdf"))
    await hand_in(house, TAPEM, photo=("foto.png", PNG, "image/png"))
    await gather(house)

    await house.tap(AGUS, f"{OFFER} (2)")

    document, photo = await handed_out(house, AGUS)
    assert document["document"]["name"] == "register 2026.pdf"
    assert await content_of(house, document) == PDF
    assert photo["document"] is None
    assert await content_of(house, photo) == PNG
    for message in (document, photo):
        assert CAPTION in message["plain"]
        assert f"Dari Pak {TAPEM}, Senin, 5 Okt 08." in message["plain"]
    again = [*await calls(house, "sendDocument"), *await calls(house, "sendPhoto")]
    assert all(isinstance(c["params"].get("document", ""), str) for c in again)


async def test_the_board_hands_out_the_same_and_a_unit_only_its_own(house: House):
    await hand_in(house, TAPEM, file=("tapem.pdf", PDF, "application/pdf"))
    await hand_in(house, PM, file=("pm.pdf", PDF, "application/pdf"))

    for nama, files in ((SEKCAM, ["tapem.pdf", "pm.pdf"]), (PM, ["pm.pdf"])):
        await house.say(nama, "/status")
        await house.settle()
        await house.tap(nama, OFFER, "Pengukuran Kinerja")
        found = await handed_out(house, nama)
        assert [m["document"]["name"] for m in found] == files, nama


async def test_a_file_id_that_telegram_refuses_is_replaced_by_the_kept_bytes(house: House):
    await hand_in(house, TAPEM, file=("register.pdf", PDF, "application/pdf"))
    await hand_in(house, TAPEM, photo=("foto.png", PNG, "image/png"))
    await Lapangan(house).look(
        lambda uow: uow.connection.execute(update(LAMPIRAN).values(file_id="milik-bot-lain"))
    )

    await house.tap(TAPEM, OFFER)

    document, photo = await handed_out(house, TAPEM)
    assert (await content_of(house, document), await content_of(house, photo)) == (PDF, PNG)
    assert photo["photo"]


@pytest.mark.parametrize("damage", ["missing", "changed"])
async def test_a_kept_file_that_is_lost_is_told_and_the_next_one_comes(
    house: House, damage: str, caplog: pytest.LogCaptureFixture
):
    await hand_in(house, TAPEM, file=("hilang.pdf", PDF, "application/pdf"))
    await hand_in(house, TAPEM, file=("ada.pdf", PDF + b"\n", "application/pdf"))

    def forget(uow: Any) -> str:
        uow.connection.execute(update(LAMPIRAN).values(file_id=""))
        return str(uow.lampiran.of_berkas(1)[0].sha256)

    kept = Files(house.folder / "bot" / "lampiran").path(await Lapangan(house).look(forget))
    await house.close()
    await house.open()  # a process keeps the dokumen of a berkas: none ever changes
    if damage == "missing":
        kept.unlink()
    else:
        kept.write_bytes(PDF[:-1])

    await house.tap(TAPEM, OFFER)

    told = await house.see(TAPEM, "salinannya tidak lagi utuh")
    assert "hilang.pdf" in told["plain"]
    assert [m["document"]["name"] for m in await handed_out(house, TAPEM)] == ["ada.pdf"]
    assert "A kept file cannot be sent" in caplog.text
    assert (await house.figures())["tapak_messages_dead_total"] == 0


async def test_an_album_is_kept_as_one_and_acknowledged_picture_by_picture(house: House):
    for no in (1, 2, 3):
        await hand_in(
            house, TAPEM, album="77", photo=(f"{no}.png", PNG + bytes([no]), "image/png")
        )

    messages = await house.messages(TAPEM)
    assert [m["reaction"] for m in messages if m["from"] == "me" and m["photo"]] == [
        None,
        "👌",
        "👌",
    ]
    assert sum("disimpan pada tugas" in m["plain"] for m in messages) == 1
    await house.tap(TAPEM, f"{OFFER} (3)")
    found = [await content_of(house, m) for m in await handed_out(house, TAPEM)]
    assert found == [PNG + bytes([no]) for no in (1, 2, 3)]


async def test_an_old_button_hands_a_stranger_nothing(house: House):
    await hand_in(house, TAPEM, file=("tapem.pdf", PDF, "application/pdf"))
    message_id, data = await Lapangan(house).button(TAPEM, OFFER)

    for nama in (PM, AGUS):
        answer = await house.forge(nama, message_id, data)
        assert "bukan untuk jabatan" in answer["text"]
        for made_up in ("v1:b:999:dokumen", f"{data}:x", f"{data}:-1"):
            assert (await house.forge(nama, message_id, made_up))["text"], made_up
        assert await handed_out(house, nama) == []
