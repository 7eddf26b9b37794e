"""The kinds of paper that a berkas may have, by the names that SOP files give them in ``dokumen``."""

from enum import StrEnum
from typing import Final

from sop_flows.teks import fold


class JenisPaper(StrEnum):
    """A kind of paper; its value is what an SOP file calls it."""

    LEMBAR_DISPOSISI = "lembar disposisi"
    """One sheet for all disposisi of a berkas, one below the other."""
    TIMELINE = "timeline"
    FORMULIR = "formulir pengukuran kinerja"
    """Of one unit, or of all of them."""
    UNDANGAN = "undangan rapat"
    DAFTAR_HADIR = "daftar hadir"
    NOTULA = "notula"
    DRAF = "draf pengukuran kinerja"
    """What is checked: the table of all units, marked as a draft."""
    DOKUMEN = "dokumen pengukuran kinerja"
    """The same once it was approved."""
    REKAPITULASI = "rekapitulasi data kinerja"
    PERJANJIAN = "perjanjian kinerja"
    """The targets that are measured against, as the office has them."""
    LAPORAN = "laporan pengukuran kinerja"
    TANDA_TANGAN = "lembar tanda tangan"
    """Everybody who signed, and who was excused."""
    SURAT_PENGANTAR = "surat pengantar"
    TANDA_TERIMA = "tanda terima"
    """What the system knows of sending and receiving."""
    BERITA_ACARA = "berita acara"
    RIWAYAT = "riwayat berkas"


KNOWN: Final = {fold(one.value): one for one in JenisPaper}


def read_jenis(nama: str) -> JenisPaper | None:
    """Return the paper that a name in an SOP file means; case and spaces do not count."""
    return KNOWN.get(fold(nama))
