"""A paper that is signed outside of the bot: the PDF with a TTE, or the sheet in ink, closes the step."""

import hashlib
import io
import zipfile

from tests.bot.trial.scenes import PNG
from tests.house.test_papers import AGUS, DEWI, REPORT, SEKCAM, handed_out, send_file
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.tte import sign

LEMBAR = "📄 Laporan pengukuran"
SIGNING = "8.1"
NAMA = "1001-08-laporan-pengukuran-kinerja.pdf"


async def paper_to_sign(house: House) -> bytes:
    """Bring the berkas to where everybody signs; return the paper on the card of one of them."""
    await Lapangan(house).go_to(SIGNING)
    await house.tap(DEWI, LEMBAR)
    return await handed_out(house, DEWI, REPORT)


async def test_a_signed_pdf_is_asked_about_and_closes_the_step(house: House):
    signed = sign(await paper_to_sign(house), "DEWI ANGGRAENI")

    await send_file(house, DEWI, "laporan_signed.pdf", signed)
    asked = await house.see(DEWI, "TTE terperiksa")
    assert "sertifikat a.n. DEWI ANGGRAENI, penerbit BSrE Uji CA" in asked["plain"]
    assert "Penerbit sertifikat tidak dikenal kantor ini" in asked["plain"]
    assert "lain daripada nama Bapak/Ibu" not in asked["plain"]
    answer = await house.tap(DEWI, "Ya, tanda tangani", "TTE terperiksa")
    assert "Tercatat. Kode verifikasi" in answer["text"]

    closed = await house.see(DEWI, "Cara: TTE, sertifikat a.n. DEWI ANGGRAENI")
    assert "Ditandatangani" in closed["plain"]

    await house.tap(DEWI, LEMBAR)
    instead = await house.see(DEWI, "Bertanda tangan elektronik")
    assert instead["document"]["name"] == "1001-08-laporan-pengukuran-kinerja-tte.pdf"
    assert await handed_out(house, DEWI, "Bertanda tangan elektronik") == signed
    await send_file(house, DEWI, "hasil.pdf", signed, caption="/verifikasi")
    told = await house.see(DEWI, "hasil.pdf asli")
    assert "TTE: sertifikat a.n. DEWI ANGGRAENI, penerbit BSrE Uji CA" in told["plain"]
    await send_file(house, DEWI, "lagi.pdf", signed)
    await house.see(DEWI, "sudah dipakai untuk menandatangani pada berkas 1001")

    await house.say(SEKCAM, "/berkas 1001")
    await house.tap(SEKCAM, "🗄 Unduh arsip")
    content = await handed_out(house, SEKCAM, "🗄 Arsip berkas 1001")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [one for one in archive.namelist() if one.endswith("-tte.pdf")]
        assert [archive.read(one) for one in names] == [signed]
        assert (
            hashlib.sha256(signed).hexdigest()
            in archive.read(names[0].rpartition("/")[0] + "/riwayat.jsonl").decode()
        )
    await house.say(SEKCAM, "/riwayat 1001")
    await house.see(SEKCAM, "menandatangani: 8. Tanda tangan dan pengesahan")


async def test_a_pdf_that_decides_on_nothing_is_told_why_and_nothing_is_recorded(house: House):
    paper = await paper_to_sign(house)
    before = len([line async for line in signatures(house)])

    async def refused(nama: str, content: bytes, *said: str) -> None:
        await send_file(house, DEWI, nama, content)
        told = await house.see(DEWI, said[0])
        assert all(one in told["plain"] for one in (*said, "Belum ada yang tercatat"))

    await refused("a.pdf", paper, "belum bertanda tangan elektronik")
    signed = sign(paper, "Dewi Anggraeni")
    middle = len(paper) // 2
    altered = signed[:middle] + bytes([signed[middle] ^ 1]) + signed[middle + 1 :]
    await refused("b.pdf", altered, "Isi PDF ini bukan lagi")
    await refused("c.pdf", sign(paper, "Dewi", days=-120), "tidak berlaku hari ini")

    assert len([line async for line in signatures(house)]) == before


async def signatures(house: House):
    await house.settle()
    found = house.app.database.run_now(
        lambda c: c.exec_driver_sql("SELECT aksi FROM jejak WHERE aksi = 'tanda_tangani'").all()
    )
    for row in found:
        yield row


async def test_a_sheet_that_was_signed_in_ink_is_handed_in_before_a_witness(house: House):
    await paper_to_sign(house)

    await house.tap(DEWI, "Tanda tangani")
    await house.tap(DEWI, "🖊 Tanda tangan basah")
    await house.see(DEWI, "mohon mengirim foto atau PDF pindaian")
    url = f"/trial/phones/{house.user[DEWI]}/send"
    (await house.http.post(url, files={"file": ("lembar.png", PNG)})).raise_for_status()
    await house.see(DEWI, "1 pindaian diterima")
    await house.say(DEWI, "Agus")
    await house.see(DEWI, f"disaksikan {AGUS}")
    await house.tap(DEWI, "Ya, tanda tangani", "disaksikan")
    await house.see(DEWI, f"Cara: tanda tangan basah, saksi {AGUS}")

    await house.see(AGUS, "dicatat sebagai saksi tanda tangan basah")
    await house.tap(AGUS, "🛑 Saya tidak menyaksikan")
    await house.see(AGUS, "Tercatat: Bapak tidak menyaksikan")
    await house.see(DEWI, f"{AGUS} menyatakan tidak menyaksikan")
    await house.say(SEKCAM, "/riwayat 1001")
    await house.see(SEKCAM, "menyatakan tidak menyaksikan tanda tangan basah")
