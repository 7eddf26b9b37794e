"""Until when something is asked, as people write it: the close of a working day ahead."""

from datetime import datetime

from sop_flows.waktu.jam_kerja import JamKerja
from sop_flows.waktu.tanggal import FARTHEST, read_tanggal


def read_batas(teks: str, jam_kerja: JamKerja, now: datetime) -> datetime | None:
    """Return the close of the working day that a text names; a day off means the one after it.

    None if it names no day, one that has ended, or one more than a year ahead.
    """
    day = read_tanggal(teks, now.astimezone(jam_kerja.zona).date())
    if day is None or day > (now + FARTHEST).date():
        return None
    batas = jam_kerja.close_of(jam_kerja.add_hari_kerja(day, 0))
    return batas if batas > now else None
