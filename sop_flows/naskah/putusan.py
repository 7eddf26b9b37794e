"""Whether a naskah is genuine: the row that is kept of it, held against the lines of its berkas.

1. Ours is what a line of the history names, kept as that line froze it, to the last byte: the row
   alone proves nothing, since it could have been put there.
2. Nothing is ours on the word of a history that is not whole: who signed could have been written into it.
3. Lost is what the history names and nobody keeps any more.
"""

from enum import StrEnum

from sop_flows.jejak import Riwayat
from sop_flows.naskah.naskah import Naskah, frozen_in, is_newest


class Putusan(StrEnum):
    """What was found of a naskah, a paper or a kode."""

    TERBARU = "terbaru"
    LAMA = "lama"
    BERUBAH = "berubah"
    RETAK = "retak"
    HILANG = "hilang"
    ASING = "asing"

    @property
    def is_ours(self) -> bool:
        """Whether somebody decided on exactly this."""
        return self in (Putusan.TERBARU, Putusan.LAMA)


def judge(berkas_id: int, sha256: str, kept: Naskah | None, riwayat: Riwayat) -> Putusan:
    """Return what a naskah of a berkas is.

    Args:
        kept: Its row, if there is one.
        riwayat: Of its berkas.
    """
    if not riwayat.is_whole:
        return Putusan.RETAK
    frozen = frozen_in(riwayat.baris).get((berkas_id, sha256))
    if frozen is not None and kept is None:
        return Putusan.HILANG
    if frozen is None or kept is None or not kept.is_as_frozen(frozen):
        return Putusan.BERUBAH
    return Putusan.TERBARU if is_newest(sha256, riwayat.baris) else Putusan.LAMA
