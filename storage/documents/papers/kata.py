"""The words that papers have for what was done, by the words of history; handlers word it for chats."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.alihan import ALIHKAN, TUNJUK
from sop_flows.engine.line import ARAHAN
from sop_flows.engine.tembusan import TEMBUSAN
from sop_flows.papers.isi import IsiTanda
from sop_flows.waktu.cetak import printed_day

AKSI: Final[Mapping[str, str]] = {
    Kerja.DISPOSISIKAN: "Didisposisikan",
    Kerja.KIRIM: "Dikirim",
    Kerja.SELESAI: "Diselesaikan",
    Kerja.SETUJUI: "Disetujui",
    Kerja.KEMBALIKAN: "Dikembalikan untuk perbaikan",
    Kerja.PARAF: "Diparaf",
    Kerja.TANDA_TANGANI: "Ditandatangani",
    Kerja.KECUALIKAN: "Dikecualikan",
    Kerja.HADIR: "Hadir",
    Kerja.AKAN_HADIR: "Akan hadir",
    Kerja.BERHALANGAN: "Berhalangan hadir",
    Kerja.DIWAKILI: "Diwakili",
    Kerja.CATAT_HADIR: "Dicatat hadir",
    Kerja.HAPUS_HADIR: "Catatan hadir dihapus",
    Kerja.TERUSKAN: "Pengembalian diteruskan",
    Kerja.TANYA: "Ditanyakan",
    Kerja.JAWAB: "Dijawab",
    Kerja.TARIK: "Ditarik kembali",
    Kerja.UNDANG_ULANG: "Rapat ditunda",
    Kerja.TERIMA: "Diterima",
    ARAHAN: "Diberi arahan",
    ALIHKAN: "Dialihkan",
    TUNJUK: "Ditunjuk yang mengerjakan",
    TEMBUSAN: "Tembusan dikirim",
}

EMOJI: Final = "[emoji]"
AKSARA_LAIN: Final = "[aksara lain]"
"""What names a letter that no font of ours has."""


def print_aksi(aksi: str) -> str:
    """Return what a paper says of an aksi; an unknown one as it is."""
    return AKSI.get(aksi, aksi)


def print_cara(tanda: IsiTanda | None) -> str:
    """Return how somebody decided: by a tap (which the foot says is no certified signature), by one, or in ink."""
    if tanda is None:
        return "lewat Tapak"
    if tanda.saksi:
        return f"dengan tanda tangan basah, disaksikan {tanda.saksi}"
    return f"dengan TTE, sertifikat a.n. {tanda.subjek}, penerbit {tanda.penerbit}"


DIGITS: Final = tuple(
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()  # noqa: SIM905
)
SCALES: Final = ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", ""))


def spell(number: int) -> str:
    """Return a number below a million in words, such as ``dua ribu dua puluh enam``."""
    if number < len(DIGITS):
        return DIGITS[number]
    if number < 20:
        return f"{DIGITS[number - 10]} belas"
    for worth, word, single in SCALES:
        count, rest = divmod(number, worth)
        if count:
            head = single if count == 1 and single else f"{spell(count)} {word}"
            return f"{head} {spell(rest)}" if rest else head
    return ""


def spell_day(day: date) -> str:
    """Return a day as a berita acara begins with it."""
    hari, bulan = (printed_day(day, pola) for pola in ("EEEE", "MMMM"))
    return f"{hari}, tanggal {spell(day.day)} bulan {bulan} tahun {spell(day.year)}"
