"""What the use cases need of naskah."""

from datetime import datetime
from typing import Protocol

from sop_flows.engine.berkas import Berkas
from sop_flows.naskah.naskah import Naskah


class NaskahPort(Protocol):
    """What decisions were on; it only grows."""

    def keep(self, berkas: Berkas, langkah: int, isi: str, at: datetime) -> None:
        """Keep a content (canonical JSON) under the next versi of its berkas, unless it is kept."""

    def find(self, kantor_id: int, kode: str) -> tuple[Naskah, ...]:
        """Return the office's naskah of that kode, oldest first: one, but for a rare chance."""
