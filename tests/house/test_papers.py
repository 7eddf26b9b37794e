"""Papers on the phone: on the cards of who works, checks and signs; the same file for ever; all in one zip."""

import hashlib
import io
import re
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from bot.press import PaperPress
from bot.product import paper_file
from bot.telegram import outgoing
from sop_flows.use_cases.tugas.papers import view_paper
from storage.files import kept_files
from tests.bot.trial.scenes import PNG
from tests.keamanan.lapangan import Lapangan
from tests.support.house import House
from tests.support.office import office_in
from tests.support.story import go_to_last

CAMAT, SEKCAM, TAPEM, AGUS = "Suharyanto", "Endang Lestari", "Slamet Riyadi", "Agus Prasetyo"
DEWI = "Dewi Anggraeni"
REPORT = "📄 Laporan pengukuran · berkas"
SHEET = "📄 Lembar disposisi · berkas"
FOLDER = "2026/TW3/pengukuran-kinerja-kecamatan/1001"


async def handed_out(house: House, nama: str, teks: str) -> bytes:
    """Return the file of the newest message with that text."""
    message = await house.see(nama, teks)
    return (await house.http.get(message["document"]["url"])).content


async def made(house: House) -> list[tuple[Any, ...]]:
    """Return kind and sha256 of every paper that is kept."""
    await house.settle()
    said = house.app.database.run_now(
        lambda c: c.exec_driver_sql("SELECT jenis, sha256 FROM paper ORDER BY id").all()
    )
    return [tuple(row) for row in said]


async def test_who_got_a_disposisi_opens_its_sheet_and_again_the_same_file(house: House):
    await Lapangan(house).go_to("2.0")

    await house.tap(SEKCAM, "📄 Lembar disposisi")
    first = await handed_out(house, SEKCAM, SHEET)
    sent = await house.see(SEKCAM, SHEET)
    await house.tap(SEKCAM, "📄 Lembar disposisi")
    await house.settle()
    again = await handed_out(house, SEKCAM, SHEET)

    assert sent["document"]["name"] == "1001-02-lembar-disposisi.pdf"
    assert first.startswith(b"%PDF-")
    assert again == first
    assert await made(house) == [("lembar disposisi", hashlib.sha256(first).hexdigest())]


async def test_a_paper_whose_file_has_gone_is_made_again_to_the_last_byte(house: House):
    await Lapangan(house).go_to("2.0")
    await house.tap(SEKCAM, "📄 Lembar disposisi")
    first = await handed_out(house, SEKCAM, SHEET)
    ((_, sha256),) = await made(house)
    files = kept_files(house.folder / "bot")
    files.path(sha256).unlink()

    await house.tap(SEKCAM, "📄 Lembar disposisi")
    await house.settle()

    assert files.get(sha256) == first == await handed_out(house, SEKCAM, SHEET)


async def test_a_forged_button_opens_no_paper_of_somebody_else(house: House):
    await Lapangan(house).go_to("2.0")

    answer = await house.forge(TAPEM, 1, "v1:t:2:0:paper:1")
    await house.settle()

    assert "bukan untuk jabatan" in answer["text"]
    assert not [m for m in await house.messages(TAPEM) if m["document"]]


async def test_who_sees_all_of_a_berkas_takes_everything_of_it_in_one_zip(house: House):
    await Lapangan(house).go_to("7.0")

    await house.say(SEKCAM, "/berkas 1001")
    await house.tap(SEKCAM, "🗄 Unduh arsip")
    content = await handed_out(house, SEKCAM, "🗄 Arsip berkas 1001")

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        sums = archive.read(f"{FOLDER}/sha256.txt").decode().splitlines()
        told = dict(reversed(line.split("  ", 1)) for line in sums)
        assert {nama: hashlib.sha256(archive.read(nama)).hexdigest() for nama in told} == told
    assert set(names) == {*told, f"{FOLDER}/sha256.txt"}
    assert f"{FOLDER}/02-lembar-disposisi.pdf" in names
    assert f"{FOLDER}/riwayat.jsonl" in names
    assert [nama for nama in names if nama.startswith(f"{FOLDER}/naskah/")]
    assert [nama for nama in names if re.fullmatch(f"{FOLDER}/rekap-[a-z0-9]{{8}}.xlsx", nama)]


async def test_the_archive_is_offered_to_nobody_who_sees_a_part_alone(house: House):
    await Lapangan(house).go_to("7.0")

    await house.say(TAPEM, "/berkas 1001")
    board = await house.see(TAPEM, "1001")
    assert "arsip" not in str(board["buttons"])
    answer = await house.forge(TAPEM, board["message_id"], "v1:b:1:arsip")
    await house.settle()

    assert "Tidak ada yang cocok" in answer["text"]
    assert not [m for m in await house.messages(TAPEM) if m["document"]]


async def test_a_corrected_paper_stands_for_ours_on_the_cards_of_who_signs(house: House):
    await Lapangan(house).go_to("8.0")
    await house.tap(AGUS, "📄 Laporan pengukuran")
    ours = await handed_out(house, AGUS, REPORT)
    theirs = ours + b"% dikoreksi"

    await send_file(house, AGUS, "1001-08-laporan-pengukuran-kinerja.pdf", theirs)
    await house.see(AGUS, "1001-08-laporan-pengukuran-kinerja.pdf")
    await house.tap(AGUS, "Mulai penandatanganan")
    await house.settle()
    await house.tap(DEWI, "📄 Laporan pengukuran")

    assert await handed_out(house, DEWI, "Versi 2, diserahkan") == theirs != ours


async def test_who_signs_hands_in_no_other_paper(house: House):
    await Lapangan(house).go_to("8.1")

    await send_file(house, DEWI, "1001-08-laporan-pengukuran-kinerja.pdf", b"%PDF-1.4 lain")
    await house.see(DEWI, "Tidak ada tugas")


def test_a_letter_is_handed_out_in_word_too(tmp_path: Path):
    with office_in(tmp_path) as kantor:
        last = go_to_last(kantor)
        view = kantor.run(view_paper, user_id=kantor.user[AGUS], tugas_id=last.id, ke=1)

    file = paper_file(PaperPress(kept_files(tmp_path)), replace(view, is_word=True))

    assert file.nama == "1001-10-surat-pengantar.docx"
    with zipfile.ZipFile(io.BytesIO(file.read())) as parts:
        assert "KECAMATAN PEJAWARAN" in parts.read("word/document.xml").decode().upper()


async def test_a_picture_from_an_admin_is_the_logo_of_every_paper_from_then_on(house: House):
    await Lapangan(house).go_to("2.0")
    await house.tap(SEKCAM, "📄 Lembar disposisi")
    before = await handed_out(house, SEKCAM, SHEET)

    await send_logo(house, SEKCAM, PNG)
    await house.see(SEKCAM, "Logo Kecamatan Pejawaran disimpan")
    await house.tap(SEKCAM, "📄 Lembar disposisi")
    await house.settle()
    after = await handed_out(house, SEKCAM, SHEET)

    assert (pictures_in(before), pictures_in(after)) == (0, 1)


async def test_a_broken_picture_and_one_from_nobody_in_charge_are_no_logo(house: House):
    await send_logo(house, SEKCAM, PNG[:40])
    told = await house.see(SEKCAM, "belum dapat dipakai sebagai logo")
    assert "PNG atau JPEG" in told["plain"]
    await send_logo(house, TAPEM, PNG)
    await house.see(TAPEM, "tidak mencakup menu ini")


async def test_a_file_that_cannot_be_made_or_sent_is_told_with_what_to_do(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    await Lapangan(house).go_to("2.0")
    await send_logo(house, SEKCAM, PNG)
    await house.see(SEKCAM, "Logo Kecamatan Pejawaran disimpan")
    files = kept_files(house.folder / "bot")
    logo = files.path(hashlib.sha256(PNG).hexdigest())
    logo.unlink()
    await house.tap(SEKCAM, "📄 Lembar disposisi")
    paper = await house.see(SEKCAM, "tidak dapat dibuat saat ini")
    logo.write_bytes(PNG)

    monkeypatch.setattr(outgoing, "UPLOAD_LIMIT", 1000)
    await house.say(SEKCAM, "/berkas 1001")
    await house.tap(SEKCAM, "🗄 Unduh arsip")
    arsip = await house.see(SEKCAM, "melebihi 50 MB")

    assert "menekan tombolnya sekali lagi" in paper["plain"]
    assert "tapak arsip --kantor PEJAWARAN --berkas 1001" in arsip["plain"]
    assert (await house.figures())["tapak_messages_dead_total"] == 0


async def send_file(house: House, nama: str, file: str, content: bytes, caption: str = "") -> None:
    """Let somebody send a PDF of that name."""
    url = f"/trial/phones/{house.user[nama]}/send"
    sent = {"file": (file, content, "application/pdf")}
    (await house.http.post(url, files=sent, data={"caption": caption})).raise_for_status()
    await house.answered()


async def send_logo(house: House, nama: str, content: bytes) -> None:
    """Let somebody send a file with /logo under it."""
    url = f"/trial/phones/{house.user[nama]}/send"
    file = {"file": ("logo.png", content, "image/png")}
    answer = await house.http.post(url, files=file, data={"caption": "/logo"})
    answer.raise_for_status()
    await house.answered()


async def test_a_pdf_in_reply_to_verifikasi_is_told_from_one_that_was_altered(house: House):
    await Lapangan(house).go_to("2.0")
    await house.tap(SEKCAM, "📄 Lembar disposisi")
    await house.settle()
    paper = await handed_out(house, SEKCAM, SHEET)

    for content, said in (
        (paper, "asli, dan yang terbaru"),
        (paper + b"\n", "Yang asli: lembar disposisi, berkas 1001"),
        (b"%PDF-1.7 lain", "tidak dikenal sebagai naskah dinas"),
    ):
        await send_to_verify(house, TAPEM, content)
        await house.see(TAPEM, said)
    await send_to_verify(house, house.newcomer, paper)
    await house.see(house.newcomer, "menghubungi kantor pada kepala surat")


async def send_to_verify(house: House, nama: str, content: bytes) -> None:
    """Let somebody send a PDF with /verifikasi under it."""
    url = f"/trial/phones/{house.user[nama]}/send"
    file = {"file": ("surat.pdf", content, "application/pdf")}
    answer = await house.http.post(url, files=file, data={"caption": "/verifikasi"})
    answer.raise_for_status()
    await house.answered()


def pictures_in(pdf: bytes) -> int:
    """Return how many bitmaps the first page of a PDF shows."""
    with closing(pdfium.PdfDocument(pdf)) as document:
        found = document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])
        return sum(1 for _ in found)
