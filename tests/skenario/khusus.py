"""The scenarios of this folder that play no SOP to its end: their offices, and what is read of their end."""

from contextlib import closing
from typing import Any, Final

from bot.trial.sample import JAMBI, PEJAWARAN
from storage.database.sqlite import sqlite3
from tests.skenario.kantor import DUA_PETUGAS, DUA_SOP, MENYUSUL
from tests.skenario.pertunjukan import Pertunjukan
from tests.support.house import House

SURAT: Final = "penanganan-surat-masuk"
UNIT: Final = "unit-menyusul-dan-dikecualikan"
PLH: Final = "plh-dan-rangkap-jabatan"
BATAL: Final = "ditarik-dan-dibatalkan"
BERSAMA: Final = "tanda-tangan-bersama"
BERANTAI: Final = "dua-sop-berantai"
TANYA: Final = "pertanyaan-ke-unit"
TERLAMBAT: Final = "terlambat-sampai-arahan"
TIDAK_HADIR: Final = "kasi-tidak-hadir"
KANTOR: Final = {
    SURAT: DUA_PETUGAS,
    UNIT: PEJAWARAN,
    PLH: PEJAWARAN,
    BATAL: JAMBI,
    BERSAMA: MENYUSUL,
    BERANTAI: DUA_SOP,
    TANYA: JAMBI,
    TERLAMBAT: PEJAWARAN,
    TIDAK_HADIR: PEJAWARAN,
}
CAMAT, SEKCAM, KASUBBAG = "Suharyanto", "Endang Lestari", "Retno Wulandari"
TAPEM, YANUM, TRANTIB = "Slamet Riyadi", "Nur Aini Rahmawati", "Joko Susilo"
KABAG, PEP, RAPAT, KEUANGAN = "Nurhayati Yusuf", "Ahmad Sopian", "Rini Oktaviani", "Mardiana"
JOINING: Final = 3  # messages: the link, the greeting, the welcome


def rows(pertunjukan: Pertunjukan, sql: str) -> list[tuple[Any, ...]]:
    """Return what a query finds in the database that a scenario left."""
    with closing(sqlite3.connect(pertunjukan.database)) as connection:
        return connection.execute(sql).fetchall()


def said(pertunjukan: Pertunjukan, nama: str) -> list[str]:
    """Return what the bot says on somebody's phone after they joined."""
    chat = pertunjukan.ponsel[nama][JOINING:]
    return [message["plain"] for message in chat if message["from"] == "bot"]


def deeds(pertunjukan: Pertunjukan) -> dict[int, list[str]]:
    """Return, per langkah and in order, what was done."""
    return {no: [aksi for aksi, _ in lines] for no, lines in pertunjukan.akhir.jejak.items()}


async def press_old_buttons(house: House) -> list[str]:
    """Press what stood on the phones while the first berkas ran; return the answers."""
    with closing(sqlite3.connect(house.folder / "bot" / "trial.sqlite")) as connection:
        old = connection.execute("SELECT id, revisi FROM tugas WHERE berkas_id = 1").fetchall()
    pressed = [
        (nama, f"v1:t:{tugas_id}:{revisi}:{aksi}")
        for tugas_id, revisi in old
        for nama in (KABAG, PEP, RAPAT)
        for aksi in ("disposisikan", "kirim", "tarik", "isi")
    ]
    pressed += [(KABAG, f"v1:b:1:{aksi}") for aksi in ("batalkan", "kecualikan", "tambah")]
    return [(await house.forge(nama, 1, data)).get("text", "") for nama, data in pressed]
