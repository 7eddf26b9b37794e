"""One whole SOP, from the first disposisi to the archive, with one seksi returned on the way."""

import asyncio
from collections import Counter
from collections.abc import Mapping

from tests.crash.pejabat import Pejabat

CAMAT, SEKCAM, KASUBBAG, STAF = "Suharyanto", "Endang Lestari", "Retno Wulandari", "Agus Prasetyo"
KASI = {
    "Slamet Riyadi": 3,
    "Siti Khotimah": 2,
    "Budi Hartono": 2,
    "Nur Aini Rahmawati": 3,
    "Joko Susilo": 2,
}
"""Who heads a seksi, and how many indicators it has."""
RETURNED = "Nur Aini Rahmawati"
SIGNERS = (
    SEKCAM,
    KASUBBAG,
    STAF,
    *KASI,
    "Dewi Anggraeni",
    "Wahyu Hidayat",
    "Fitri Handayani",
    "Eko Purnomo",
    "Rizki Maulana",
)
WRITTEN = len(KASI) + 1
"""How many lists of values are written."""
APPROVED = ("Ya, setujui", "Disetujui oleh")
SIGNED = ("Ya, tanda tangani", "Ditandatangani oleh")
"""What is tapped to say that it is meant, and what is read then."""
ACTS = 68
"""How many times somebody taps or writes when nothing goes wrong, at least."""

Line = tuple[str, int, int, str]
"""A line of history: who, langkah, ronde, aksi."""

HISTORY: Counter[Line] = Counter(
    [
        (CAMAT, 1, 1, "disposisikan"),
        (SEKCAM, 2, 1, "disposisikan"),
        (KASUBBAG, 3, 1, "kirim"),
        *((nama, 4, 1, "kirim") for nama in KASI),
        (STAF, 5, 1, "selesai"),
        (KASUBBAG, 6, 1, "kembalikan"),
        (STAF, 5, 1, "teruskan"),
        (RETURNED, 4, 2, "kirim"),
        (STAF, 5, 2, "selesai"),
        (KASUBBAG, 6, 2, "setujui"),
        (SEKCAM, 7, 1, "setujui"),
        (STAF, 8, 1, "selesai"),
        *((nama, 8, 1, "tanda_tangani") for nama in (*SIGNERS, CAMAT)),
        (SEKCAM, 9, 1, "disposisikan"),
        (STAF, 10, 1, "selesai"),
    ]
)
"""What the history of the berkas says in the end: all of it, and each of it once."""
FOUNDED = Counter(bergabung=len(SIGNERS) + 1, sambutan=len(SIGNERS) + 1, kabar_bergabung=1)
"""What was owed, by kind, before anybody did anything."""
OWED = Counter(
    pilihan_mulai=1,
    baris_diterima=WRITTEN,
    dokumen_diterima=1,
    berkas_berakhir=len(SIGNERS) + 1,
)
"""What all this owes, by kind, whatever fails and however often anybody taps."""
REPEATED = {"kartu", "hapus_tanya", "tanya_isian", "sempat_mati"}
"""What is owed anew at every further tap, or after every further outage."""


async def play(office: Mapping[str, Pejabat]) -> None:
    """Run the SOP from beginning to end; whoever can act at the same time does."""
    await begin(office)
    await fill_all(office)
    await return_one(office)
    await approve(office)
    await asyncio.gather(*(sign(office[nama], "pegawai") for nama in SIGNERS))
    await sign(office[CAMAT], "Pengesahan")
    await archive(office)


async def begin(office: Mapping[str, Pejabat]) -> None:
    await office[SEKCAM].write("/mulai")
    await office[SEKCAM].tap("Pengukuran Kinerja")
    await office[CAMAT].tap("Disposisikan", "Langkah 1 dari 10")
    await office[SEKCAM].tap("Disposisikan", "Langkah 2 dari 10")
    await office[KASUBBAG].tap("Kirim formulir", "Langkah 3 dari 10")


async def fill_all(office: Mapping[str, Pejabat]) -> None:
    await asyncio.gather(*(fill(office[nama], count) for nama, count in KASI.items()))


async def fill(kasi: Pejabat, count: int) -> None:
    await kasi.see("Langkah 4 dari 10")
    values = "\n".join(f"{number}=5" for number in range(1, count + 1))
    await kasi.write(values)
    await kasi.tap("Kirim ke", "Langkah 4 dari 10")


async def return_one(office: Mapping[str, Pejabat]) -> None:
    staf, kasubbag, kasi = office[STAF], office[KASUBBAG], office[RETURNED]
    await staf.tap("Selesai", "Periksa isian")
    await kasubbag.see_button("Kembalikan", "Periksa draf")
    async with kasubbag.busy:
        await kasubbag.tap("Kembalikan", "Periksa draf")
        await kasubbag.tick("Seksi Pelayanan Umum")
        await kasubbag.tap("Lanjut", "memilih unit")
        await kasubbag.tap("Lanjut", "menandai nilai")
        await kasubbag.tap("Angka tidak wajar")
    await staf.tap("Teruskan", "Teruskan pengembalian")
    await kasi.see("Isi form pengukuran kinerja · perbaikan ke-2")
    await kasi.write("1=87")
    await kasi.see("(semula 5,00)")
    await kasi.tap("Kirim ke", "perbaikan ke-2")
    await staf.tap("Selesai", "susun draf · perbaikan ke-2")


async def approve(office: Mapping[str, Pejabat]) -> None:
    await decide(office[KASUBBAG], "Setujui", "Periksa draf · perbaikan ke-2", *APPROVED)
    await decide(office[SEKCAM], "Setujui", "Periksa dokumen", *APPROVED)
    await office[STAF].tap("Mulai penandatanganan")


async def sign(pejabat: Pejabat, pada: str) -> None:
    await decide(pejabat, "Tanda tangani", pada, *SIGNED)


async def decide(pejabat: Pejabat, label: str, pada: str, sure: str, done: str) -> None:
    """Tap, and say that this is meant, with nothing in between; a question that was let go is put again."""
    await pejabat.see_button(label, pada)
    async with pejabat.busy:
        while there := await pejabat.see_one_of(sure, label, pada=pada, done=done):
            await pejabat.tap(there, pada)


async def archive(office: Mapping[str, Pejabat]) -> None:
    staf = office[STAF]
    await office[SEKCAM].tap("Disposisikan", "Langkah 9 ")
    await staf.see_button("📝 Nomor surat", "Langkah 10 ")
    async with staf.busy:
        await staf.tap("📝 Nomor surat", "Langkah 10 ")
        await staf.see("Mohon mengetik nomornya")
        await staf.write("000.8.6.3/12/2026")
        await staf.tap("📝 Tujuan", "pengantar: 000.8.6.3/12/2026")
        await staf.see("Mohon mengetik jawabannya, misalnya: Bupati")
        await staf.write("Bupati c.q. Bagian Organisasi")
        await staf.see("pengiriman: Bupati")
        await staf.tick("Laporan dikirim")
        await staf.tick("Laporan digandakan")
        await staf.tick("Diarsipkan")
        await staf.tap("📎 Foto", "Langkah 10 ")
        await staf.see("Mohon mengirim foto")
        await staf.hand_in("bukti.pdf", b"%PDF-1.4 bukti kirim")
        await staf.see("bukti kirim: bukti.pdf")
        await staf.tap("Selesai", "Langkah 10 ")
        await staf.see("Diselesaikan oleh Staf Pelaksana")
