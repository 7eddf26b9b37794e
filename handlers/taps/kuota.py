"""How much one person may hand in within a span of time, so that nobody fills the disk by mistake.

A file that comes again, by a repeated update or a second try, counts once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import Document, PhotoSize

from handlers.context import Context
from handlers.taps.belakangan import Belakangan
from sop_flows.errors import UploadsOver

MB = 1024 * 1024
UNKNOWN = 20 * MB  # a file whose size Telegram does not say: the most that can be fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Jatah:
    """So many files, of so many bytes together, within so long."""

    jumlah: int
    ukuran: int
    selama: timedelta


DOKUMEN = Jatah(jumlah=100, ukuran=300 * MB, selama=timedelta(days=1))
LEMBAR = Jatah(jumlah=20, ukuran=100 * MB, selama=timedelta(hours=1))
"""What has to be parsed, sheets and SOP files, costs more than what is only kept."""


class Kuota:
    """What everybody handed in lately."""

    def __init__(self, jatah: Jatah) -> None:
        self._jatah = jatah
        self._taken = Belakangan(jatah.selama)

    def take(self, user_id: int, file: str, ukuran: int, now: datetime) -> bool:
        """Count a file if it is within the limits; return whether it is."""
        recent = self._taken.of(user_id, now)
        if file in recent:
            return True
        total = sum(recent.values()) + ukuran
        if len(recent) >= self._jatah.jumlah or total > self._jatah.ukuran:
            return False
        self._taken.note(user_id, file, now, ukuran)
        return True


def check_quota(context: Context, user_id: int, file: Document | PhotoSize, jatah: Jatah) -> None:
    """Refuse a file that is too many or too much, before it is fetched.

    Raises:
        UploadsOver: The person handed in so much that this one has to wait.
    """
    quotas: dict[Jatah, Kuota] = context.bot_data.setdefault("kuota", {})
    kuota = quotas.setdefault(jatah, Kuota(jatah))
    if not kuota.take(user_id, file.file_unique_id, file.file_size or UNKNOWN, context.now):
        raise UploadsOver(
            jumlah=jatah.jumlah,
            megabita=jatah.ukuran // MB,
            jam=jatah.selama // timedelta(hours=1),
        )
