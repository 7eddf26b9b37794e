"""The words that papers have for what was done, by the words of history; handlers word it for chats."""

from collections.abc import Mapping
from typing import Final

from sop_flows.engine.aksi import Kerja

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
}

EMOJI: Final = "[emoji]"
AKSARA_LAIN: Final = "[aksara lain]"
"""What names a letter that no font of ours has."""


def print_aksi(aksi: str) -> str:
    """Return what a paper says of an aksi; an unknown one as it is."""
    return AKSI.get(aksi, aksi)
