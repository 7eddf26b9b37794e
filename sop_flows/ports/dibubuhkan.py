"""What was signed outside of the bot, until it is decided by that."""

from typing import Final

from sop_flows.deferred import dataclass
from sop_flows.engine.tanda_tangan import TandaTangan
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.ports.lampiran import Disimpan

SIDIK: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Dibubuhkan:
    """What was signed outside of the bot, and by which signature; nothing is decided with it yet."""

    dokumen: tuple[Disimpan, ...]
    tanda: TandaTangan

    @property
    def sidik(self) -> str:
        """The first letters of a sha256 over it: a button that means it carries them."""
        return sha256_of(write_canonical(self.tanda.as_record()))[:SIDIK]
